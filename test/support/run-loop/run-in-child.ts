// Runs an experiment with a slow agent: `node run-in-child.ts <folder> [--resume] [--curtail]`. Prints one line a session opened.
import { writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { openJournal } from "../../../src/adapters/journal/journal-file.ts";
import { watchRuns } from "../../../src/app/run/watch-runs.ts";
import { runExperiment } from "../../../src/app/run-experiment/run-experiment.ts";
import { experimentSchema } from "../../../src/core/plan/experiment.ts";
import { digestPlan } from "../../../src/core/plan/experiment-subject.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import { orderSeed } from "../../../src/core/plan/plan-runs.ts";
import { fakeRunner } from "../fake-runner.ts";
import { aPolicy } from "../gated-experiment.ts";
import { childCases, childConcurrency } from "./child-cases.ts";
import { aSubject } from "./planned-cases.ts";

const [folder = "", ...flags] = process.argv.slice(2);
const controller = new AbortController();
process.on("SIGINT", () => controller.abort());

const isCurtailed = flags.includes("--curtail");
const fold = new ExperimentFold(aSubject(), childCases, { keepsCourses: isCurtailed });
const planned = fold.experiment({ startedAt: new Date().toISOString(), durationMs: 0 });
const { journal, startedAt } = await openJournal({
  path: join(folder, "journal.jsonl"),
  header: {
    schema: experimentSchema,
    subject: aSubject(),
    startedAt: new Date().toISOString(),
    planned: fold.planned,
    plan: digestPlan(childCases),
  },
  resume: flags.includes("--resume"),
  onRecord: (record) => fold.add(record),
});

/** A number below `below` that is the same for the same seed. */
function draw(seed: string, below: number): number {
  return Buffer.from(seed).reduce((sum, byte) => (sum * 31 + byte) % 9973, 7) % below;
}

const experiment = await runExperiment({
  cases: childCases,
  fold,
  journal,
  startedAt,
  runner: fakeRunner(async ({ start }) => {
    writeSync(1, `${start.sessionId}\n`);
    await sleep(5 + draw(start.seed, 25));
    if (draw(start.seed, 11) === 0) throw new Error("the agent broke");
    return draw(start.seed, 3) === 0 ? "You have 30 days." : "I could not find it.";
  }),
  score: (caseId, session) => {
    const isRight = session.turns.every(({ reply }) => reply === "I could not find it.");
    return (childCases.find(({ id }) => id === caseId)?.expects ?? []).map((origin) =>
      isRight
        ? { ...origin, result: "pass" }
        : { ...origin, result: "fail", explanation: "It states a refund window." },
    );
  },
  orderSeed: orderSeed(aSubject().key),
  ...(isCurtailed && {
    watch: watchRuns(fold, planned, {
      mode: "curtail",
      isCompared: false,
      policy: aPolicy(),
      trust: new Map(),
    }),
  }),
  clock: systemClock,
  concurrency: childConcurrency,
  turnTimeoutMs: 60_000,
  runTimeoutMs: 60_000,
  signal: controller.signal,
});
writeFileSync(join(folder, "experiment.json"), JSON.stringify(experiment));
