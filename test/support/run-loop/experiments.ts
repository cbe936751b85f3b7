import type { ExperimentRequest } from "../../../src/app/run-experiment/experiment-request.ts";
import { runExperiment } from "../../../src/app/run-experiment/run-experiment.ts";
import type { Experiment, ExperimentSubject } from "../../../src/core/plan/experiment.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import { orderSeed } from "../../../src/core/plan/plan-runs.ts";
import type { PlannedCase } from "../../../src/core/plan/planned-case.ts";
import { type RunRecord, runId } from "../../../src/core/plan/run-record.ts";
import { type FakeAgent, type FakeRunner, fakeRunner } from "../fake-runner.ts";
import { FakeClock } from "./fake-clock.ts";
import { MemoryJournal } from "./journals.ts";
import { aPlannedCase, aSubject } from "./planned-cases.ts";

/** An experiment that a test has started, with all that it talks to. */
export type StartedExperiment = {
  readonly clock: FakeClock;
  readonly journal: MemoryJournal;
  readonly runner: FakeRunner;
  readonly fold: ExperimentFold;
  readonly abort: () => void;
  readonly ended: Promise<Experiment>;
  /** Waits for the end; the run's record by `late-fee.0`. */
  readonly run: (id: string) => Promise<RunRecord>;
};

export type Start = Partial<
  Pick<
    ExperimentRequest,
    | "concurrency"
    | "turnTimeoutMs"
    | "runTimeoutMs"
    | "score"
    | "onProgress"
    | "onWarning"
    | "modelBaseUrlFor"
    | "simulation"
    | "seed"
    | "onTalk"
    | "clock"
    | "budget"
    | "isOurs"
    | "shards"
  >
> & {
  readonly cases?: readonly PlannedCase[];
  readonly subject?: ExperimentSubject;
  readonly agent?: FakeAgent;
  readonly runner?: Partial<FakeRunner>;
  readonly maxSessions?: number;
  readonly journal?: MemoryJournal;
  /** Runs that a journal held before. */
  readonly resumed?: readonly RunRecord[];
  /** What says which runs still count. */
  readonly watch?: (fold: ExperimentFold, planned: Experiment) => ExperimentRequest["watch"];
};

/** Starts one case of one run with an agent that repeats what it is told, unless told otherwise. */
export function startExperiment(start: Start = {}): StartedExperiment {
  const { cases = [aPlannedCase({ runs: 1 })], agent, resumed = [], subject = aSubject() } = start;
  const runner = { ...fakeRunner(agent, start.maxSessions), ...start.runner };
  const clock = new FakeClock();
  const journal = start.journal ?? new MemoryJournal();
  const fold = new ExperimentFold(subject, cases, { keepsCourses: start.watch !== undefined });
  for (const record of resumed) fold.add(record);
  const controller = new AbortController();
  const startedAt = new Date(clock.nowMs()).toISOString();
  const { watch, ...given } = start;
  const watching = watch?.(fold, fold.experiment({ startedAt, durationMs: 0 }));
  const ended = runExperiment({
    concurrency: 4,
    turnTimeoutMs: 1_000,
    runTimeoutMs: 5_000,
    clock,
    score: (caseId) => passAll(cases, caseId),
    orderSeed: orderSeed(subject.key),
    ...given,
    ...(watching && { watch: watching }),
    cases,
    fold,
    journal,
    runner,
    startedAt,
    signal: controller.signal,
  });
  return {
    clock,
    journal,
    runner,
    fold,
    ended,
    abort: () => controller.abort(),
    run: async (id) => {
      await ended;
      const record = journal.records.find((candidate) => runId(candidate) === id);
      if (record === undefined) throw new Error(`${id} was not recorded`);
      return record;
    },
  };
}

/** The verdicts of evaluators that are content with everything. */
export function passAll(cases: readonly PlannedCase[], caseId: string): RunRecord["verdicts"] {
  const planned = cases.find(({ id }) => id === caseId);
  return planned?.expects.map((origin) => ({ ...origin, result: "pass" as const })) ?? [];
}
