import { decisiveTally } from "../../plan/decisive-tally.ts";
import type { CaseResult, DimensionResult, FailureSample } from "../../plan/experiment.ts";
import { runId } from "../../plan/run-record.ts";
import { cutText } from "../../text/cut-text.ts";
import { stepId } from "../../trace/session.ts";
import { describeError } from "../decision/count-errors.ts";
import { terminalText, terminalWording } from "../wording.ts";
import type { CaseChange, CaseRow, CaseStanding, Counts, FailureView } from "./page-data.ts";
import { evidenceView } from "./session-view.ts";
import { stepToLookAt } from "./step-to-look-at.ts";

/** What the list of cases needs to know of a case beside its result. */
export type RowContext = {
  readonly dimensions: readonly string[];
  /** The floors of the dimensions in which it stands against a pass; none where it does not. */
  readonly against: ReadonlyMap<string, number>;
  /** The same case in the baseline; absent where there is none, or where it has no such case. */
  readonly before?: CaseResult;
  readonly hasBaseline: boolean;
  readonly block: string;
};

export function caseRow(one: CaseResult, context: RowContext): CaseRow {
  const { dimensions, before, block } = context;
  const standing = standingOf(one, context.against);
  const change = changeOf(one, standing, context);
  return {
    id: one.id,
    title: terminalText(one.title === one.id ? "" : one.title, 160),
    status: one.status,
    standing,
    ...(change !== undefined && { change }),
    counts: dimensions.map((name) => countsOf(one.dimensions[name])),
    ...(before !== undefined && {
      before: dimensions.map((name) => countsOf(before.dimensions[name])),
    }),
    block,
  };
}

function countsOf(result: DimensionResult | undefined): Counts | null {
  if (result === undefined) return null;
  const { passed, failed, unscored, missing } = decisiveTally(result);
  return [passed, failed, unscored, missing];
}

/**
 * `failing` where a dimension passed fewer than half of its runs, or, where it stands against a pass, a smaller share
 * than its floor; fewer failures are `flaky`, though the floor is missed by all cases together.
 */
function standingOf(one: CaseResult, against: ReadonlyMap<string, number>): CaseStanding {
  const tallies = Object.values(one.dimensions).map(decisiveTally);
  const isFailing = Object.entries(one.dimensions).some(([name, result]) => {
    const rate = rateOf(result);
    return rate !== undefined && rate < (against.get(name) ?? 0.5);
  });
  if (isFailing) return "failing";
  if (tallies.some(({ failed }) => failed > 0)) return "flaky";
  return tallies.some(({ passed }) => passed > 0) ? "passing" : "unscored";
}

/** A tenth of the runs in the dimension that moved most: less is no news in a list. */
const leastChange = 0.1;

function changeOf(
  one: CaseResult,
  now: CaseStanding,
  { before, hasBaseline }: RowContext,
): CaseChange | undefined {
  if (!hasBaseline) return undefined;
  if (before === undefined) return "new";
  const then = standingOf(before, new Map());
  const moves = Object.entries(one.dimensions).flatMap(([name, result]) => {
    const [rate, earlier] = [rateOf(result), rateOf(before.dimensions[name])];
    return rate === undefined || earlier === undefined ? [] : [rate - earlier];
  });
  if (moves.some((move) => move <= -leastChange))
    return now === "failing" && then !== "failing" ? "newly-failing" : "worse";
  if (!moves.some((move) => move >= leastChange)) return undefined;
  return then === "failing" && now !== "failing" ? "fixed" : "better";
}

function rateOf(result: DimensionResult | undefined): number | undefined {
  if (result === undefined) return undefined;
  const { passed, failed } = decisiveTally(result);
  return passed + failed === 0 ? undefined : passed / (passed + failed);
}

/** Failures that were told of, as a page shows them. */
export function failureViews({ id, failures }: CaseResult): readonly FailureView[] {
  return failures.map((failure: FailureSample): FailureView => {
    const { runIndex, dimension, evaluator, explanation, runs, evidence } = failure;
    const at = stepToLookAt(failure);
    return {
      run: runId({ caseId: id, runIndex }),
      dimension,
      evaluator: terminalText(evaluator),
      explanation: terminalText(explanation, 600),
      runs,
      ...(at !== undefined && { at: stepId(at) }),
      evidence: evidence
        .slice(0, 6)
        .map(evidenceView)
        .map((piece) => ({ ...piece, what: cutText(piece.what, 300) })),
    };
  });
}

export function errorTexts({ errors }: CaseResult): readonly string[] {
  return errors.map((error) => describeError(error, terminalWording));
}
