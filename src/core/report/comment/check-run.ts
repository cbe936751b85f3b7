import { statusContext } from "../../event/project-marks.ts";
import { type PlaceInRepository } from "../../event/relevance.ts";
import type { Decision } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import { cutText } from "../../text/cut-text.ts";
import { headline } from "../decision/headline.ts";
import { terminalText, terminalWording } from "../wording.ts";
import type { FileAnnotation } from "./annotations.ts";

/** Two requests' worth: more remarks nobody reads, and each fifty more cost a request. */
export const mostCheckAnnotations = 100;
/** GitHub refuses a summary of more characters than 65,535; a comment is always shorter. */
const mostCheckSummary = 65_000;

/** A check run as one is written: the decision on a commit. */
export type CheckRun = {
  readonly name: string;
  readonly conclusion: "success" | "failure" | "neutral";
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly FileAnnotation[];
};

/**
 * The decision as a check run. `summary` is the comment.
 *
 * `undetermined` is a failure, since `neutral` lets a merge through; so `neutral` is for what is not enforced yet.
 */
export function checkRunOf(
  decision: Decision,
  told: {
    readonly enforcement: Enforcement;
    readonly place: PlaceInRepository;
    readonly summary: string;
    readonly annotations: readonly FileAnnotation[];
  },
): CheckRun {
  const { enforcement, place, summary, annotations } = told;
  return {
    name: checkRunName(place),
    conclusion: conclusionOf(decision, enforcement),
    title: terminalText(headline(decision, terminalWording, enforcement), 200),
    summary: cutText(summary, mostCheckSummary),
    annotations: annotations.slice(0, mostCheckAnnotations),
  };
}

/** Unlike any job's name and the status', so that neither can stand for the other; one a project. */
function checkRunName(place: PlaceInRepository): string {
  return statusContext(place).replace(/^tracegate/, "tracegate report");
}

function conclusionOf({ kind }: Decision, enforcement: Enforcement): CheckRun["conclusion"] {
  if (kind === "pass") return "success";
  return enforcement.kind === "enforced" ? "failure" : "neutral";
}
