import { inspect } from "node:util";
import type { PublicationResult } from "../app/publish/publish-decision.ts";
import type { Decision } from "../core/gate/decision.ts";
import type { Enforcement } from "../core/gate/enforcement.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { type AnnotatedFiles, fileAnnotations } from "../core/report/comment/annotations.ts";
import { renderCouldNotRun } from "../core/report/comment/could-not-run.ts";
import { blocking, headline } from "../core/report/decision/headline.ts";
import { renderTerminalSummary } from "../core/report/terminal/terminal-summary.ts";
import { terminalLines, terminalText, terminalWording } from "../core/report/wording.ts";
import { describeProblems } from "../core/yaml/describe-problems.ts";
import type { ActionIo } from "./action-io.ts";
import { asUserError } from "./as-user-error.ts";

/**
 * Ten annotations of a level are shown: the decision itself, these of files, and up to two warnings of what could not be
 * published, where the decision is a warning too.
 */
const mostFileAnnotations = 7;
/** More would not fit into what a job may put out; the comment has them all. */
const mostDimensions = 200;

const plain = (text: string): string => text;
const painter = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };

export type Decided = {
  readonly experiment: Experiment;
  readonly decision: Decision;
  readonly enforcement: Enforcement;
  readonly files: AnnotatedFiles;
  /** False where a check run carries the annotations of files. */
  readonly annotatesFiles: boolean;
};

/** Log, outputs and annotations of a decision. */
export async function reportDecision(
  io: ActionIo,
  { experiment, decision, enforcement, files, annotatesFiles }: Decided,
): Promise<void> {
  const summary = renderTerminalSummary(experiment, decision, { ...painter, enforcement });
  await io.quoted(async () => io.log(summary));
  io.output("decision", decision.kind);
  io.output("dimensions", JSON.stringify(dimensionsOf(decision)));
  if (decision.kind === "pass") return;
  const level = enforcement.kind === "enforced" ? "error" : "warning";
  io.annotate(level, {
    title: "Tracegate",
    message: headline(decision, terminalWording, enforcement),
  });
  if (!annotatesFiles) return;
  for (const annotation of fileAnnotations(decision, files).slice(0, mostFileAnnotations)) {
    const { path, title, message } = annotation;
    io.annotate(annotation.level === "failure" ? level : annotation.level, {
      title,
      message,
      ...(path !== undefined && { file: path }),
    });
  }
}

/** Where the comment stands, or why there is none; its absence never changes the exit code. */
export function reportPublication(io: ActionIo, { comment, status }: PublicationResult): void {
  if (comment?.kind === "not-published") reportUnpublished(io, comment);
  else if (comment !== undefined && "url" in comment) io.output("comment-url", comment.url);
  if (status?.kind === "not-published") reportUnpublished(io, status);
}

export function reportUnpublished(
  io: ActionIo,
  { reason, fix }: { readonly reason: string; readonly fix: string },
): void {
  io.annotate("warning", {
    title: "Tracegate could not publish everything",
    message: `${terminalText(reason, 500)} ${fix}`,
  });
}

/** Log, annotation and summary of what kept the gate from deciding; returns the exit code. */
export async function reportError(
  io: ActionIo,
  error: unknown,
  enforcement: Enforcement = { kind: "enforced" },
): Promise<number> {
  const known = asUserError(error);
  if (known.problems.length > 0) await quote(io, describeProblems(known.problems));
  if (known !== error) await quote(io, inspect(error, { depth: 3 }));
  const isEnforced = enforcement.kind === "enforced";
  io.output("decision", "undetermined");
  io.annotate(isEnforced ? "error" : "warning", {
    title: `Tracegate: ${blocking(enforcement)}`,
    message: `${terminalText(known.message, 1000)}\nFix: ${known.fix}`,
  });
  await io.summarise(renderCouldNotRun(known, { enforcement }));
  return isEnforced ? 1 : 0;
}

async function quote(io: ActionIo, text: string): Promise<void> {
  await io.quoted(async () => io.log(`${terminalLines(text)}\n`));
}

function dimensionsOf(decision: Decision): readonly object[] {
  return decision.dimensions.slice(0, mostDimensions).map((row) => {
    const { kind, dimension, floor, tally } = row;
    const scored = tally.passed + tally.failed;
    return {
      dimension,
      kind,
      floor: floor.floor,
      ...(scored > 0 && { passRate: tally.passed / scored }),
      ...tally,
      ...(row.kind === "gating" && { result: row.result.kind }),
    };
  });
}
