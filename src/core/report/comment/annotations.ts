import { calibrationPath } from "../../calibrate/calibration-path.ts";
import type { Config } from "../../config/config-file.ts";
import { type PlaceInRepository, pathInRepository } from "../../event/relevance.ts";
import type { Decision, FailingCase } from "../../gate/decision.ts";
import { cutText } from "../../text/cut-text.ts";
import {
  describeFailingCase,
  describeToleratedCase,
  splitFailures,
} from "../decision/describe-failure.ts";
import { dimensionCells } from "../decision/dimension-cells.ts";
import { countOf, listText } from "../numbers.ts";
import { terminalText, terminalWording } from "../wording.ts";

/** GitHub cuts a message here, for a command of the runner as for a check run. */
const mostMessage = 4_096;
/** Longer titles of a check run's annotation are refused. */
const mostTitle = 255;

/** A remark on a file, seen from the repository's root; all of them stand at its first line. */
export type FileAnnotation = {
  /** Absent where results name a file that cannot be one of the project's. */
  readonly path?: string;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
};

export type AnnotatedFiles = {
  readonly place: PlaceInRepository;
  /** The evaluators' folder, seen from the project. */
  readonly evaluators: string;
  /** The file to show a dimension's fall at, seen from the project: the agent's, where the configuration names one. */
  readonly agent: string;
};

/**
 * What a decision has to say about files: failing cases at their files, fallen dimensions at the agent's, judges that
 * are not to be trusted and evaluators that failed runs at theirs. What blocks comes first, then what does not.
 */
export function fileAnnotations(
  decision: Decision,
  files: AnnotatedFiles,
): readonly FileAnnotation[] {
  const { against, tolerated } = splitFailures(decision);
  const all = [
    ...against.map((failure) => caseAnnotation(failure, "failure")),
    ...dimensionAnnotations(decision, files),
    ...judgeAnnotations(decision, files),
    ...evaluatorAnnotations(against, files),
    ...tolerated.map((failure) => caseAnnotation(failure, "notice")),
  ];
  return all.flatMap((one) => {
    if (one === undefined) return [];
    const { path, level, title, message } = one;
    return [
      {
        ...(isPlainPath(path) && { path: pathInRepository(path, files.place) }),
        level,
        title: terminalText(title, mostTitle),
        message: cutText(message, mostMessage),
      },
    ];
  });
}

/** Its path is seen from the project, and may be anything. */
type ProjectAnnotation = FileAnnotation & { readonly path: string };

function caseAnnotation(failure: FailingCase, level: FileAnnotation["level"]): ProjectAnnotation {
  const message =
    level === "notice"
      ? `Within what the floor allows: ${describeToleratedCase(failure, terminalWording)}`
      : describeFailingCase(failure, terminalWording);
  return { path: failure.file, level, title: `Tracegate: ${failure.caseId}`, message };
}

function dimensionAnnotations(
  { dimensions, comparison }: Decision,
  { agent }: AnnotatedFiles,
): readonly ProjectAnnotation[] {
  return dimensions.flatMap((row) => {
    const { standing, rate, floor, interval, runs, decision } = dimensionCells(
      row,
      terminalWording,
      comparison,
    );
    if (standing !== "missed" && standing !== "open") return [];
    return [
      {
        path: agent,
        level: standing === "missed" ? ("failure" as const) : ("warning" as const),
        title: `Tracegate: ${row.dimension} ${decision}`,
        message: `${terminalText(row.dimension)}: ${rate} of ${runs} scored runs passed (95 %: ${interval}), floor ${floor}.`,
      },
    ];
  });
}

function judgeAnnotations(
  { reasons }: Decision,
  { evaluators }: AnnotatedFiles,
): readonly (ProjectAnnotation | undefined)[] {
  return reasons.map((reason) => {
    if (reason.kind !== "judge-untrusted") return undefined;
    return evaluatorAnnotation(reason.judge, evaluators, {
      level: "warning",
      message: `The judge of ${terminalText(reason.dimension)} may not decide: ${terminalText(reason.why, 500)}`,
    });
  });
}

function evaluatorAnnotations(
  against: readonly FailingCase[],
  { evaluators }: AnnotatedFiles,
): readonly (ProjectAnnotation | undefined)[] {
  const seen = new Map<string, { runs: number; cases: string[] }>();
  for (const { caseId, sample } of against) {
    if (sample === undefined) continue;
    const known = seen.get(sample.evaluator) ?? { runs: 0, cases: [] };
    known.runs += sample.runs;
    known.cases.push(terminalText(caseId, 60));
    seen.set(sample.evaluator, known);
  }
  return [...seen].map(([ref, { runs, cases }]) =>
    evaluatorAnnotation(ref, evaluators, {
      level: "notice",
      message: `Failed ${countOf(runs, "run")} of ${listText(cases, 5)}.`,
    }),
  );
}

function evaluatorAnnotation(
  ref: string,
  folder: string,
  given: Pick<FileAnnotation, "level" | "message">,
): ProjectAnnotation | undefined {
  const path = calibrationPath(folder, ref)?.replace(/\.calibration\.json$/, ".yaml");
  return path === undefined ? undefined : { ...given, path, title: `Tracegate: ${ref}` };
}

/** The results name the files of cases; what is no path below the project is shown at no file. */
function isPlainPath(path: string): boolean {
  return /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]{1,300}$/u.test(path);
}

/** The file that makes an agent another one: its module, or the first that the configuration names; else itself. */
export function agentFileOf({ agent }: Pick<Config, "agent">, configPath: string): string {
  const named = [...(agent.runner === "module" ? [agent.module] : []), ...agent.version];
  const plain = named.find((path) => !/[*?[\]{}!]/.test(path));
  return (plain ?? configPath).replace(/^(?:\.\/)+/, "");
}
