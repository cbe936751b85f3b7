import type { CallTotal } from "./call-total.ts";
import type { Experiment } from "./experiment.ts";
import { countRuns, type RunsOfCase } from "./plan-runs.ts";

/** What a plan is likely to take, at most: runs that are left out cost nothing. */
export type Forecast = {
  readonly runs: number;
  /** Of earlier runs; "unknown" where there are none, or they do not say. Never 0 for want of knowing. */
  readonly usd: number | "unknown";
  readonly tokens: number | "unknown";
  readonly minutes: number | "unknown";
  /** Set where money and tokens hold what judges and simulated users were asked. */
  readonly countsAsked?: true;
  /** When those were made, ISO 8601, and how many they were; absent where there are none. */
  readonly basis?: { readonly startedAt: string; readonly runs: number };
};

export type ForecastRule = {
  /** Sessions at once. */
  readonly concurrency: number;
  /** Runs that are made already, or elsewhere. */
  readonly done?: number;
  readonly earlier?: Experiment | undefined;
};

/** Foretells what a plan takes from what earlier runs of the project took. */
export function forecastPlan(
  cases: readonly RunsOfCase[],
  { concurrency, done = 0, earlier }: ForecastRule,
): Forecast {
  const runs = Math.max(0, countRuns(cases) - done);
  if (earlier === undefined || earlier.recorded === 0)
    return { runs, usd: "unknown", tokens: "unknown", minutes: "unknown" };
  const { usage, recorded, startedAt } = earlier;
  const asked = askedIn(earlier);
  const perRun = (
    sumOf: (total: CallTotal) => number,
    unknown: "callsWithoutCost" | "callsWithoutTokens",
  ): number | "unknown" =>
    asked === undefined ||
    usage.modelCalls === 0 ||
    [usage, ...asked].some((total) => total[unknown] > 0)
      ? "unknown"
      : (runs * sum([usage, ...asked].map(sumOf))) / recorded;
  const ms = measuredMs(earlier);
  const whole = countRuns(cases);
  const busyMs = sum(cases.map((one) => (ms.get(one.id) ?? meanOf(ms)) * one.runs));
  const atOnce = Math.max(1, Math.min(concurrency, runs));
  return {
    runs,
    usd: perRun(({ costUsd }) => costUsd, "callsWithoutCost"),
    tokens: perRun(
      ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
      "callsWithoutTokens",
    ),
    ...(asked !== undefined && asked.length > 0 && { countsAsked: true as const }),
    minutes: ms.size === 0 || whole === 0 ? "unknown" : (busyMs * (runs / whole)) / atOnce / 60_000,
    basis: { startedAt, runs: recorded },
  };
}

/** How long a run of each case took, in ms, as far as an experiment tells. */
export function measuredMs({ cases }: Pick<Experiment, "cases">): ReadonlyMap<string, number> {
  return new Map(
    cases.flatMap(({ id, busyMs, outcomes }) => {
      const runs = sum(Object.values(outcomes));
      return busyMs === undefined || runs === 0 ? [] : [[id, busyMs / runs] as const];
    }),
  );
}

/** What judges and simulated users took; `undefined` where some were asked and the results do not say what for. */
function askedIn({ asked = {}, subject }: Experiment): readonly CallTotal[] | undefined {
  const { judges, simulator } = asked;
  const isUntold =
    (subject.judge !== undefined && judges === undefined) ||
    (subject.simulator !== undefined && simulator === undefined);
  if (isUntold) return undefined;
  return [judges, simulator].filter((total) => total !== undefined);
}

function meanOf(values: ReadonlyMap<string, number>): number {
  return values.size === 0 ? 0 : sum([...values.values()]) / values.size;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
