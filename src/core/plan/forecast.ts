import type { Experiment } from "./experiment.ts";
import { countRuns, type RunsOfCase } from "./plan-runs.ts";

/** What a plan is likely to take, at most: runs that are left out cost nothing. */
export type Forecast = {
  readonly runs: number;
  /** Of earlier runs; "unknown" where there are none, or they do not say. Never 0 for want of knowing. */
  readonly usd: number | "unknown";
  readonly tokens: number | "unknown";
  readonly minutes: number | "unknown";
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
  const perRun = (sum: number, callsWithout: number): number | "unknown" =>
    usage.modelCalls === 0 || callsWithout > 0 ? "unknown" : (runs * sum) / recorded;
  const ms = measuredMs(earlier);
  const whole = countRuns(cases);
  const busyMs = sumOf(cases.map((one) => (ms.get(one.id) ?? meanOf(ms)) * one.runs));
  const atOnce = Math.max(1, Math.min(concurrency, runs));
  return {
    runs,
    usd: perRun(usage.costUsd, usage.callsWithoutCost),
    tokens: perRun(usage.inputTokens + usage.outputTokens, usage.callsWithoutTokens),
    minutes: ms.size === 0 || whole === 0 ? "unknown" : (busyMs * (runs / whole)) / atOnce / 60_000,
    basis: { startedAt, runs: recorded },
  };
}

/** How long a run of each case took, in ms, as far as an experiment tells. */
export function measuredMs({ cases }: Pick<Experiment, "cases">): ReadonlyMap<string, number> {
  return new Map(
    cases.flatMap(({ id, busyMs, outcomes }) => {
      const runs = sumOf(Object.values(outcomes));
      return busyMs === undefined || runs === 0 ? [] : [[id, busyMs / runs] as const];
    }),
  );
}

function meanOf(values: ReadonlyMap<string, number>): number {
  return values.size === 0 ? 0 : sumOf([...values.values()]) / values.size;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
