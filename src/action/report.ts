import type { PublicationResult } from "../app/publish-decision.ts";
import { UserError } from "../core/errors.ts";
import type { Decision } from "../core/gate/decision.ts";
import type { Enforcement } from "../core/gate/enforcement.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { renderCouldNotRun } from "../core/report/could-not-run.ts";
import { describeFailingCase } from "../core/report/describe-failure.ts";
import { blocking, headline } from "../core/report/headline.ts";
import { renderTerminalSummary } from "../core/report/terminal-summary.ts";
import { terminalText, terminalWording } from "../core/report/wording.ts";
import { describeProblems } from "../core/yaml/describe-problems.ts";
import type { ActionIo } from "./action-io.ts";

/** The runner shows this many annotations of a level; one is the decision itself. */
const mostCaseAnnotations = 9;

const plain = (text: string): string => text;
const painter = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };

export type Decided = {
  readonly experiment: Experiment;
  readonly decision: Decision;
  readonly enforcement: Enforcement;
};

/** Log, outputs and annotations of a decision. */
export async function reportDecision(
  io: ActionIo,
  { experiment, decision, enforcement }: Decided,
): Promise<void> {
  await io.quoted(async () => io.log(renderTerminalSummary(experiment, decision, painter)));
  io.output("decision", decision.kind);
  io.output("dimensions", JSON.stringify(dimensionsOf(decision)));
  if (decision.kind === "pass") return;
  const level = enforcement.kind === "enforced" ? "error" : "warning";
  io.annotate(level, {
    title: "Tracegate",
    message: headline(decision, terminalWording, enforcement),
  });
  const files = new Map(experiment.cases.map(({ id, file }) => [id, file]));
  for (const failure of decision.failing.slice(0, mostCaseAnnotations)) {
    const file = files.get(failure.caseId);
    io.annotate(level, {
      title: `Tracegate: ${terminalText(failure.caseId, 60)}`,
      message: describeFailingCase(failure, terminalWording),
      ...(file !== undefined && { file }),
    });
  }
}

/** Where the comment stands, or why there is none; its absence never changes the exit code. */
export function reportPublication(io: ActionIo, { comment, status }: PublicationResult): void {
  if (comment.kind === "not-published") warn(io, comment);
  else io.output("comment-url", comment.url);
  if (status?.kind === "not-published") warn(io, status);
}

function warn(
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
  if (known.problems.length > 0)
    await io.quoted(async () => io.log(`${describeProblems(known.problems)}\n`));
  if (known !== error && error instanceof Error)
    await io.quoted(async () => io.log(`${error.stack ?? ""}\n`));
  const isEnforced = enforcement.kind === "enforced";
  io.output("decision", "undetermined");
  io.annotate(isEnforced ? "error" : "warning", {
    title: `Tracegate: ${blocking(enforcement)}`,
    message: `${terminalText(known.message, 1000)}\nFix: ${known.fix}`,
  });
  await io.summarise(renderCouldNotRun(known, { enforcement }));
  return isEnforced ? 1 : 0;
}

/** A bug of ours is told in the same places, so that no earlier green comment is left standing. */
export function asUserError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(
    "BUG",
    `Tracegate met a bug of its own: ${message}`,
    "Please report it with the job's log.",
    { cause: error },
  );
}

function dimensionsOf(decision: Decision): readonly object[] {
  return decision.dimensions.map((row) => {
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
