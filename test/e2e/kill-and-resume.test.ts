import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Experiment } from "../../src/core/plan/experiment.ts";
import { parseExperiment } from "../../src/core/plan/parse-result.ts";
import { childConcurrency } from "../support/run-loop/child-cases.ts";
import { aFolder, runsIn } from "../support/run-loop/journals.ts";

const script = fileURLToPath(new URL("../support/run-loop/run-in-child.ts", import.meta.url));

type Ended = {
  /** The sessions that this process opened. */
  readonly opened: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
};

type Stop = {
  readonly signal: NodeJS.Signals;
  readonly afterSessions: number;
  readonly ms: number;
};

/** Runs the experiment in a process of its own, and ends it at some point, or lets it finish. */
async function runInChild(folder: string, flags: readonly string[], stop?: Stop): Promise<Ended> {
  const child = spawn(process.execPath, [script, folder, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ending = once(child, "close");
  const opened: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    opened.push(line);
    if (stop !== undefined && opened.length === stop.afterSessions) {
      await sleep(stop.ms);
      child.kill(stop.signal);
    }
  }
  await ending;
  return { opened, code: child.exitCode, signal: child.signalCode };
}

function recordedIn(folder: string): string[] {
  const path = join(folder, "journal.jsonl");
  return existsSync(path) ? runsIn(path) : [];
}

/** The experiment without what depends on when it ran, and for how long. */
function experimentIn(folder: string): Omit<Experiment, "startedAt" | "durationMs"> {
  const path = join(folder, "experiment.json");
  const {
    startedAt: _,
    durationMs: __,
    ...rest
  } = parseExperiment(readFileSync(path, "utf8"), path);
  return { ...rest, cases: rest.cases.map(({ busyMs: ___, ...one }) => one) };
}

describe("an experiment that is ended in the middle and resumed", () => {
  test("by SIGKILL three times stops where it would have, had it not been killed", {
    timeout: 60_000,
  }, async () => {
    const uninterrupted = aFolder();
    expect((await runInChild(uninterrupted, ["--curtail"])).code).toBe(0);
    const folder = aFolder();
    for (const afterSessions of [2, 7, 5]) {
      const stop = { signal: "SIGKILL", afterSessions, ms: 5 } as const;
      expect((await runInChild(folder, ["--curtail", "--resume"], stop)).signal).toBe("SIGKILL");
    }
    expect((await runInChild(folder, ["--curtail", "--resume"])).code).toBe(0);
    const [killed, whole] = [experimentIn(folder), experimentIn(uninterrupted)];
    expect(whole.recorded).toBeLessThan(whole.planned);
    expect(killed.stop?.tests).toEqual(whole.stop?.tests);
    expect(killed.stop?.cause).toBe("decided");
  });

  test("by SIGKILL ten times repeats only the runs in flight and ends the same", {
    timeout: 120_000,
  }, async () => {
    const uninterrupted = aFolder();
    expect((await runInChild(uninterrupted, [])).code).toBe(0);

    const folder = aFolder();
    let recorded: readonly string[] = [];
    let openedBefore: readonly string[] = [];
    for (let kill = 0; kill < 10; kill++) {
      const stop = {
        signal: "SIGKILL",
        afterSessions: 1 + Math.floor(Math.random() * 8),
        ms: Math.random() * 20,
      } as const;
      const { opened, signal } = await runInChild(folder, ["--resume"], stop);
      expect(signal).toBe("SIGKILL");
      const isRecorded = new Set(recorded);
      expect(opened.filter((id) => isRecorded.has(id))).toEqual([]);
      // What is opened again was in flight when the process died, or had ended in that very turn of its loop.
      const repeated = opened.filter((id) => openedBefore.includes(id));
      expect(repeated.length).toBeLessThanOrEqual(2 * childConcurrency);
      const now = recordedIn(folder);
      expect(now.slice(0, recorded.length)).toEqual(recorded);
      recorded = now;
      openedBefore = opened;
    }
    expect(existsSync(join(folder, "experiment.json"))).toBe(false);

    const { code, opened } = await runInChild(folder, ["--resume"]);
    expect(code).toBe(0);
    expect(opened.length).toBe(93 - recorded.length);
    expect(new Set(recordedIn(folder)).size).toBe(93);
    expect(experimentIn(folder)).toEqual(experimentIn(uninterrupted));
  });

  test("by SIGINT ends by itself, records nothing of the runs in flight, and ends the same", {
    timeout: 60_000,
  }, async () => {
    const uninterrupted = aFolder();
    await runInChild(uninterrupted, []);

    const folder = aFolder();
    const first = await runInChild(folder, [], { signal: "SIGINT", afterSessions: 20, ms: 2 });
    expect(first.code).toBe(0);
    expect(experimentIn(folder).isComplete).toBe(false);
    const recorded = recordedIn(folder);
    expect(experimentIn(folder).recorded).toBe(recorded.length);
    expect(first.opened.length - recorded.length).toBeLessThanOrEqual(childConcurrency);
    expect(existsSync(join(folder, "journal.jsonl.lock"))).toBe(false);

    const second = await runInChild(folder, ["--resume"]);
    expect(second.opened.length).toBe(93 - recorded.length);
    expect(experimentIn(folder)).toEqual(experimentIn(uninterrupted));
  });
});
