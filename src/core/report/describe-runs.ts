import type { Bounds, Decision, DecisionKind } from "../gate/decision.ts";
import type { Experiment, UsageTotal } from "../plan/experiment.ts";
import { passHatK } from "../stats/pass-k.ts";
import { countRuns, guardingCases, outcomeWords } from "./count-runs.ts";
import {
  countOf,
  durationText,
  grouped,
  listText,
  moneyText,
  percentOf,
  pointsText,
  roundCount,
} from "./numbers.ts";
import type { Wording } from "./wording.ts";

/** `400 runs of 20 guarding cases · pass^1 95.0 % · pass^4 83.1 % (chance that k runs of a case all pass)`. */
export function describeCoverage(experiment: Experiment): string {
  const { runs, cases } = countRuns(experiment);
  return `${countOf(runs, "run")} of ${countOf(cases, "guarding case")} · ${describePassHatK(experiment)}`;
}

/** pass^k for k = 1, 2, 4 and 8, as far as every case has as many scored runs. */
function describePassHatK(experiment: Experiment): string {
  const cases = guardingCases(experiment)
    .filter(({ dimensions }) => Object.values(dimensions).some(({ hasChecks }) => hasChecks))
    .map(({ whole }) => ({ passed: whole.passed, runs: whole.passed + whole.failed }));
  const known = [1, 2, 4, 8].flatMap((k) => {
    const value = passHatK(cases, k);
    return value === "unknown" ? [] : [`pass^${k} ${percentOf(value, 1)}`];
  });
  if (known.length === 0) return "pass^k unknown (a case has no scored run)";
  return `${known.join(" · ")} (chance that k runs of a case all pass)`;
}

/** That all must-pass cases passed; `undefined` where there are none, or a reason says otherwise. */
export function describeMustPass({ mustPass }: Decision): string | undefined {
  if (mustPass.length === 0 || mustPass.some(({ failed, scored }) => failed > 0 || scored === 0)) {
    return undefined;
  }
  const cases = new Set(mustPass.map(({ caseId }) => caseId)).size;
  return cases === 1
    ? "The must-pass case passed every run."
    : `All ${cases} must-pass cases passed every run.`;
}

/** What the floors' tests would have caught; `undefined` where no floor was tested. */
export function describePower(decision: Decision): string | undefined {
  const drops = decision.dimensions.flatMap((row) => {
    return row.kind === "gating" && row.detectableDrop !== undefined ? [row.detectableDrop] : [];
  });
  if (drops.length === 0) return undefined;
  const known = drops.filter((drop) => drop !== "unknown");
  if (known.length < drops.length) {
    return "So few runs could not have shown that a dimension is below its floor.";
  }
  const least = pointsText(Math.min(...known));
  const most = pointsText(Math.max(...known));
  const fall = least === most ? least : `${least.replace(/ points?$/, "")} to ${most}`;
  return `These runs catch a dimension that is ${fall} below its floor four times in five; a smaller fall may go unseen.`;
}

/** What was lost and whether it matters; `undefined` where every run was scored. */
export function describeLost(
  experiment: Experiment,
  decision: Decision,
  wording: Wording,
): string | undefined {
  if (decision.bounds === undefined) return undefined;
  const { runs, lost, outcomes } = countRuns(experiment);
  const kinds = [...outcomes].flatMap(([outcome, count]) => {
    if (outcome === "completed" || outcome === "agent-error") return [];
    return [`${grouped(count)} ${outcomeWords[outcome][count === 1 ? 0 : 1]}`];
  });
  const unscored = decision.dimensions
    .filter((row) => row.kind === "gating" && row.tally.unscored > 0)
    .map(({ dimension, tally }) => `${grouped(tally.unscored)} on ${wording.dimension(dimension)}`);
  const parts = [
    ...(lost > 0
      ? [`${grouped(lost)} of ${countOf(runs, "run")} gave no answer (${kinds.join(", ")})`]
      : []),
    ...(unscored.length > 0 ? [`verdicts missing: ${listText(unscored, 5)}`] : []),
  ];
  if (parts.length === 0) return undefined;
  return `${parts.join("; ")}. They are not counted. ${describeBounds(decision.bounds)}`;
}

function describeBounds({ scored, worst, best }: Bounds): string {
  if (worst === scored && best === scored) {
    return "Had they all failed, or all passed, the floors would say the same.";
  }
  return `Had they all failed, the floors would say ${inWords[worst]}; had they all passed, ${inWords[best]}.`;
}

const inWords: Readonly<Record<DecisionKind, string>> = {
  pass: "“met”",
  fail: "“missed”",
  undetermined: "“too few runs”",
};

/** `$3.10 · 940 k tokens · 12 min`, each part `unknown` rather than 0 where nobody said. */
export function describeCost({ usage, durationMs }: Experiment): string {
  const parts =
    usage.modelCalls === 0
      ? ["no model call was seen, so cost and tokens are unknown"]
      : [costText(usage), tokenText(usage)];
  return [...parts, durationText(durationMs)].join(" · ");
}

function costText({ modelCalls, callsWithoutCost, costUsd }: UsageTotal): string {
  if (callsWithoutCost >= modelCalls) return "cost unknown";
  const cost = moneyText(costUsd);
  return callsWithoutCost === 0 ? cost : `at least ${cost}`;
}

function tokenText(usage: UsageTotal): string {
  const { modelCalls, callsWithoutTokens, inputTokens, outputTokens } = usage;
  if (callsWithoutTokens >= modelCalls) return "tokens unknown";
  const tokens = `${roundCount(inputTokens + outputTokens)} tokens`;
  return callsWithoutTokens === 0 ? tokens : `at least ${tokens}`;
}
