import { scoredRuns } from "../../gate/decision.ts";
import { type FlakyCase, flakyCases } from "../../gate/flaky-cases.ts";
import { decisiveTally } from "../../plan/decisive-tally.ts";
import type { CaseResult, Experiment } from "../../plan/experiment.ts";
import type { CasePaths } from "../../plan/path-fold.ts";
import { countOf, grouped, listText, percentOf } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/** Every case that passes and fails, with how often and where its runs part; a line each. */
export function describeFlakyCases(experiment: Experiment, wording: Wording): readonly string[] {
  return flakyCases(experiment).map((one) => describeFlaky(one, wording));
}

function describeFlaky(flaky: FlakyCase, wording: Wording): string {
  const { caseId, status, failed, scored, passK, paths } = flaky;
  const { k, rate, interval } = passK;
  const shown = status === "guarding" ? "" : ` (${status})`;
  const { low, high } = interval;
  return [
    `${wording.name(caseId)}${shown} failed ${grouped(failed)} of ${countOf(scored, "run")} (${percentOf(failed, scored)})`,
    `pass^${k} ${percentOf(rate, 1)} (95 %: ${Math.round(100 * low)}–${Math.round(100 * high)})`,
    ...(paths === undefined ? [] : [describePaths(paths, wording)]),
  ].join(" · ");
}

function describePaths({ distinct, isAtLeast, parts }: CasePaths, wording: Wording): string {
  const count = `${isAtLeast === true ? "more than " : ""}${countOf(distinct, "path")} of tool calls`;
  if (parts === undefined) return count;
  const next = parts.next.map(({ tool, runs }) => {
    const call = tool === undefined ? "no further call" : wording.name(tool);
    return `${call} (${grouped(runs)})`;
  });
  return `${count}; they part at turn ${parts.turn}, call ${parts.call}: ${listText(next)}`;
}

/** Each quarantined case with who looks after it and since when, until somebody resolves it; a line each. */
export function describeQuarantined({ cases }: Experiment, wording: Wording): readonly string[] {
  return cases.flatMap((one) => {
    const { id, status, quarantine } = one;
    if (status !== "quarantined" || quarantine === undefined) return [];
    const { owner, since, reason } = quarantine;
    return [
      `${wording.name(id)} is quarantined since ${wording.text(since, 20)}, ${wording.text(owner, 60)} looks after it: ${wording.text(reason, 500)} · ${standingOf(one, wording)}`,
    ];
  });
}

function standingOf({ dimensions }: CaseResult, { code }: Wording): string {
  const tallies = Object.values(dimensions).map(decisiveTally);
  const [worst] = tallies.toSorted((a, b) => b.failed - a.failed);
  if (worst === undefined || scoredRuns(worst) === 0) return "none of its runs could be scored";
  const counted = `${grouped(worst.passed)}/${grouped(scoredRuns(worst))} passed`;
  const isMended = tallies.every((tally) => tally.failed === 0 && scoredRuns(tally) > 0);
  return isMended ? `${counted}: make it ${code("status: guarding")} again` : counted;
}
