import { type DiscreteTest, discreteHolm } from "../stats/discrete-holm.ts";
import { pairedDrop, type Stratum, stratifiedTest } from "../stats/stratified-test.ts";
import type { CaseChange, MadeComparison } from "./comparison.ts";
import type { ComparisonRule, PairedDimension } from "./pair-cases.ts";

/** A change of one case is told from here on, without any correction: most of the cases that are told block nothing. */
const tellingP = 0.05;

/**
 * Tests every case in every dimension that decides, with Holm's correction over all of them.
 *
 * Listed is what changed more than chance does one time in twenty; where a case was run so rarely that nothing could, what
 * passed mostly before and fails mostly now, or the other way round. Only what survives the correction blocks.
 */
export function compareCases(
  dimensions: readonly PairedDimension[],
  { levels }: Pick<ComparisonRule, "levels">,
): Pick<MadeComparison, "worse" | "better" | "casesTested"> {
  const testOf = testByMargins();
  const all = dimensions
    .filter(({ advises }) => !advises)
    .flatMap(({ dimension, floor, paired }) =>
      paired
        .filter(({ stratum }) => stratum.candidate.runs > 0 && stratum.baseline.runs > 0)
        .map(({ result, stratum }) => {
          return { dimension, floor, result, stratum, ...testOf(stratum) };
        }),
    );
  const corrected = discreteHolm(all);
  const worse: CaseChange[] = [];
  const better: CaseChange[] = [];
  for (const [index, { dimension, floor, result, stratum, p }] of all.entries()) {
    const adjusted = corrected[index] ?? 1;
    const drop = pairedDrop([stratum]) ?? 0;
    const { candidate, baseline } = stratum;
    const change = {
      caseId: result.id,
      title: result.title,
      file: result.file,
      dimension,
      candidate,
      baseline,
    };
    const isRegression = levels.cases > 0 && adjusted <= levels.cases && drop > floor.allowedDrop;
    if (isRegression || isTelling(p, stratum)) {
      const blocks = isRegression ? { isRegression: true as const } : {};
      worse.push({ ...change, p: { alone: p, corrected: adjusted }, ...blocks });
      continue;
    }
    const turned = { candidate: baseline, baseline: candidate };
    const { p: ofRise } = testOf(turned);
    if (isTelling(ofRise, turned)) better.push({ ...change, p: { alone: ofRise } });
  }
  return {
    worse: worse.toSorted(byChange),
    better: better.toSorted(byChange),
    casesTested: all.length,
  };
}

/**
 * The test of one case. What it can show depends on its margins alone, and thousands of cases have a few of these: each
 * distribution is worked out once.
 */
function testByMargins(): (stratum: Stratum) => DiscreteTest {
  const known = new Map<string, ReturnType<typeof stratifiedTest>>();
  return (stratum) => {
    const { candidate, baseline } = stratum;
    const margins = `${candidate.runs} ${baseline.runs} ${candidate.passed + baseline.passed}`;
    const found = known.get(margins) ?? stratifiedTest([stratum]);
    known.set(margins, found);
    const { attainable, from } = found;
    // Before the first lies next to nothing.
    const place = Math.min(candidate.passed - from, attainable.length - 1);
    return { p: (place < 0 ? attainable[0] : attainable[place]) ?? 1, attainable };
  };
}

function isTelling(p: number, { candidate, baseline }: Stratum): boolean {
  if (p <= tellingP) return true;
  if (couldTell(candidate.runs, baseline.runs)) return false;
  return 2 * baseline.passed > baseline.runs && 2 * candidate.passed < candidate.runs;
}

/** Whether a fall from all to nothing would be told: one way in C(runs of both, runs of one). */
function couldTell(candidateRuns: number, baselineRuns: number): boolean {
  let ways = 1;
  for (let taken = 1; taken <= Math.min(candidateRuns, baselineRuns); taken += 1) {
    ways *= (candidateRuns + baselineRuns - taken + 1) / taken;
    if (ways * tellingP >= 1) return true;
  }
  return false;
}

/** What blocks first, then what changed most. */
function byChange(a: CaseChange, b: CaseChange): number {
  return (
    Number(b.isRegression ?? false) - Number(a.isRegression ?? false) ||
    a.p.alone - b.p.alone ||
    (a.caseId < b.caseId ? -1 : 1)
  );
}
