import { blameSession } from "../blame/blame-session.ts";
import { warnEarly } from "../blame/early-warning.ts";
import type { CaseMode, CaseResult, FailureSample, SampleBlame } from "../plan/experiment.ts";
import type { RunRecord } from "../plan/run-record.ts";
import type { ModeFinding } from "./mode-finding.ts";
import { nonDeterminism } from "./run-modes.ts";
import { sessionModes } from "./session-modes.ts";

const longestText = 1000;

/** Whether a run went well in all that it was held to. */
export function isPass({ outcome, verdicts }: RunRecord): boolean {
  return (
    outcome === "completed" &&
    verdicts.length > 0 &&
    verdicts.every(({ result }) => result === "pass")
  );
}

/**
 * A case's result with the step that each of its failures seems to begin at, held against the runs that passed, the
 * first early call that none of these made, and the failure modes that its runs show.
 *
 * @param runs of the case: those of its failures, and some that passed.
 */
export function explainCase(result: CaseResult, runs: readonly RunRecord[]): CaseResult {
  const passing = runs.filter(isPass);
  const siblings = passing.map(({ session }) => session);
  const failures = result.failures.map((sample): FailureSample => {
    const run = runs.find(({ runIndex }) => runIndex === sample.runIndex);
    if (run === undefined) return sample;
    const blame = blameOf(run, sample, siblings);
    const early = warnEarly(run.session, siblings);
    return {
      ...sample,
      ...(blame !== undefined && { blame }),
      ...(early !== undefined && {
        earlyWarning: { ...early, what: early.what.slice(0, longestText) },
      }),
    };
  });
  const modes = modesOf(result, runs, passing);
  return { ...result, failures, ...(modes.length > 0 && { modes }) };
}

function blameOf(
  { session, verdicts }: RunRecord,
  { evaluator, dimension }: FailureSample,
  siblings: readonly RunRecord["session"][],
): SampleBlame | undefined {
  const own = verdicts.filter(
    (verdict) => verdict.evaluator === evaluator && verdict.dimension === dimension,
  );
  const blame = blameSession(session, { verdicts: own, siblings });
  if (blame === undefined) return undefined;
  const { at, kind, tier, what, why, evidence } = blame;
  const quote = evidence.find((piece) => piece.quote === true)?.what;
  return {
    at,
    kind,
    tier,
    what: what.slice(0, longestText),
    why: why.slice(0, longestText),
    ...(quote !== undefined && { quote: quote.slice(0, longestText) }),
  };
}

/** Each mode once, with how many of the looked-at failing runs show it. */
function modesOf(
  { whole, dimensions }: CaseResult,
  runs: readonly RunRecord[],
  passing: readonly RunRecord[],
): readonly CaseMode[] {
  const failing = runs.filter((run) => run.outcome === "completed" && !isPass(run));
  const found = new Map<ModeFinding["mode"], { runs: number; what: string }>();
  for (const { session, verdicts } of failing) {
    for (const { mode, what } of sessionModes(session, verdicts)) {
      const known = found.get(mode);
      if (known === undefined) found.set(mode, { runs: 1, what: what.slice(0, longestText) });
      else known.runs += 1;
    }
  }
  const isUnsteady =
    (whole.passed > 0 && whole.failed > 0) ||
    Object.values(dimensions).some(({ all }) => all.passed > 0 && all.failed > 0);
  const unsteady = isUnsteady
    ? nonDeterminism([
        ...passing.map(({ session }) => ({ session, hasPassed: true })),
        ...failing.map(({ session }) => ({ session, hasPassed: false })),
      ])
    : undefined;
  if (unsteady !== undefined)
    found.set("non-determinism", {
      runs: failing.length,
      what: unsteady.what.slice(0, longestText),
    });
  return [...found]
    .map(([mode, count]) => ({ mode, ...count }))
    .toSorted((a, b) => b.runs - a.runs || (a.mode < b.mode ? -1 : 1));
}
