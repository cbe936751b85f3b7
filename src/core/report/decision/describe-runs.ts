import type { Bounds, Decision, DecisionKind, MustPassCount } from "../../gate/decision.ts";
import type { CallTotal } from "../../plan/call-total.ts";
import type { Experiment } from "../../plan/experiment.ts";
import { passHatK } from "../../stats/pass-k.ts";
import {
  countOf,
  durationText,
  grouped,
  listText,
  moneyText,
  percentOf,
  pointsText,
  roundCount,
} from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { countRuns, guardingCases, outcomeWords } from "./count-runs.ts";
import { describeBaseline, describeComparisonPower } from "./describe-comparison.ts";

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
    return value === "unknown" ? [] : [{ k, rate: percentOf(value, 1) }];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "pass^k unknown (a case has no scored run)";
  const isOneRate = known.length > 1 && known.every(({ rate }) => rate === first.rate);
  const told = isOneRate
    ? `pass^${first.k} to pass^${last.k} ${first.rate}`
    : known.map(({ k, rate }) => `pass^${k} ${rate}`).join(" · ");
  return `${told} (chance that k runs of a case all pass)`;
}

/** That all must-pass cases passed; `undefined` where there are none, or a reason says otherwise. */
export function describeMustPass(
  { mustPass, reasons }: Decision,
  wording: Wording,
): string | undefined {
  if (mustPass.length === 0 || reasons.some(({ kind }) => kind.startsWith("must-pass-"))) {
    return undefined;
  }
  const cases = leastScored(mustPass);
  const [only] = cases;
  const lossy = cases.filter(({ runs, scored }) => scored < runs);
  if (only === undefined || lossy.length === 0) {
    return cases.length === 1
      ? "The must-pass case passed every run."
      : `All ${cases.length} must-pass cases passed every run.`;
  }
  if (cases.length === 1) {
    return `The must-pass case passed each of its ${countOf(only.scored, "scored run")}; ${grouped(only.runs - only.scored)} gave no answer.`;
  }
  const lost = lossy.map(({ caseId, runs, scored }) => {
    return `${grouped(runs - scored)} of ${grouped(runs)} of ${wording.name(caseId)}`;
  });
  return `All ${cases.length} must-pass cases passed each of their scored runs; ${listText(lost, 5)} gave no answer.`;
}

/** Each case once, in the dimension in which the fewest of its runs were scored. */
function leastScored(mustPass: readonly MustPassCount[]): readonly MustPassCount[] {
  const cases = new Map<string, MustPassCount>();
  for (const count of mustPass) {
    const known = cases.get(count.caseId);
    if (known === undefined || count.scored < known.scored) cases.set(count.caseId, count);
  }
  return [...cases.values()];
}

/** Cases that were hardly tested while the whole was; `undefined` where there are none. */
export function describeBarelyTested(
  { barelyTested }: Decision,
  wording: Wording,
): string | undefined {
  if (barelyTested.length === 0) return undefined;
  const cases = barelyTested.map(({ caseId, lost, runs, dimension }) => {
    return `${wording.name(caseId)} (${grouped(lost)} of ${countOf(runs, "run")} on ${wording.dimension(dimension)})`;
  });
  return `Hardly tested, as more than half of the runs gave no answer: ${listText(cases, 5)}.`;
}

/** What was compared with, and what these runs could have shown. */
export function describeSensitivity(decision: Decision, wording: Wording): string {
  return [
    describeBaseline(decision, wording),
    describeComparisonPower(decision.comparison),
    describePower(decision),
  ]
    .filter((sentence) => sentence !== undefined)
    .join(" ");
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
  return `${parts.join("; ")}. They are not counted. ${describeBounds(decision, decision.bounds, wording)}`;
}

function describeBounds(
  { mustPass }: Decision,
  { scored, worst, best }: Bounds,
  { name }: Wording,
): string {
  if (worst === scored && best === scored) {
    return `Had they all failed, or all passed, the floors ${mustPass.length > 0 ? "and must-pass cases " : ""}would say the same.`;
  }
  const atStake = mustPass.filter(({ failed, runs, scored: of }) => failed === 0 && of < runs);
  const cases = [...new Set(atStake.map(({ caseId }) => caseId))].map((id) => name(id));
  if (cases.length === 0) {
    return `Had they all failed, the floors would say ${inWords[worst]}; had they all passed, ${inWords[best]}.`;
  }
  const broken = `must-pass case${cases.length === 1 ? "" : "s"} ${listText(cases)}`;
  return `Had they all failed, ${broken} would block the merge; had they all passed, the floors would say ${inWords[best]}.`;
}

const inWords: Readonly<Record<DecisionKind, string>> = {
  pass: "“met”",
  fail: "“missed”",
  undetermined: "“too few runs”",
};

/**
 * `$3.10 · 940 k tokens · judges $0.40, 80 k tokens · 12 min`, each part `unknown` rather than 0 where nobody said.
 * Judges and simulated users stand in it where they were asked.
 */
export function describeCost({ usage, asked = {}, durationMs }: Experiment): string {
  const parts =
    usage.modelCalls === 0
      ? ["no model call was seen, so cost and tokens are unknown"]
      : [costText(usage), tokenText(usage)];
  const others = [
    ...askedText("judges", asked.judges),
    ...askedText("simulated users", asked.simulator),
  ];
  return [...parts, ...others, durationText(durationMs)].join(" · ");
}

function askedText(who: string, total: CallTotal | undefined): readonly string[] {
  if (total === undefined || total.modelCalls === 0) return [];
  return [`${who} ${costText(total)}, ${tokenText(total)}`];
}

function costText({ modelCalls, callsWithoutCost, costUsd }: CallTotal): string {
  if (callsWithoutCost >= modelCalls) return "cost unknown";
  const cost = moneyText(costUsd);
  return callsWithoutCost === 0 ? cost : `at least ${cost}`;
}

function tokenText(usage: CallTotal): string {
  const { modelCalls, callsWithoutTokens, inputTokens, outputTokens } = usage;
  if (callsWithoutTokens >= modelCalls) return "tokens unknown";
  const tokens = `${roundCount(inputTokens + outputTokens)} tokens`;
  return callsWithoutTokens === 0 ? tokens : `at least ${tokens}`;
}
