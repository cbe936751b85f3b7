import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { openJournal } from "../../../src/adapters/journal/journal-file.ts";
import { makeRunFolder } from "../../../src/adapters/results/run-folders.ts";
import { loadProject } from "../../../src/app/project/load-project.ts";
import {
  type RunDatasetRequest,
  type RunDatasetResult,
  runDataset,
} from "../../../src/app/run/run-dataset.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { type FakeRunner, fakeRunner } from "../../support/fake-runner.ts";
import { aShop } from "../../support/shop.ts";

/** A run of the gift shop's dataset with an agent that is never asked for real. */
async function aRun(
  runner: FakeRunner,
  change: Partial<RunDatasetRequest> = {},
  folder = aFolder(),
): Promise<RunDatasetResult> {
  const project = await loadProject(
    projectRequest({ root: aShop(), configPath: "tracegate.yaml" }),
  );
  return runDataset(
    {
      project,
      agentDigest: `sha256:${"0".repeat(64)}`,
      resume: false,
      signal: new AbortController().signal,
      ...change,
    },
    {
      runner,
      score: (caseId, session) => project.scorers.get(caseId)?.checks(session) ?? [],
      openJournal,
      folderFor: () => makeRunFolder(folder),
      clock: systemClock,
    },
  );
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "run-dataset-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("a run of the dataset closes its agent", () => {
  test("when all is run and decided", async () => {
    const runner = fakeRunner();
    const { experiment, decided } = await aRun(runner);
    expect(experiment).toMatchObject({ planned: 40, recorded: 40, isComplete: true });
    expect(decided?.decision.kind).toBe("fail");
    expect(runner.counts.isClosed).toBe(true);
  });

  test("when what is asked for is refused before anything is run", async () => {
    const runner = fakeRunner();
    await expect(aRun(runner, { caseIds: ["lost-ring"] })).rejects.toMatchObject({
      code: "CASE_UNKNOWN",
    });
    await expect(aRun(runner, { runs: 3 })).rejects.toMatchObject({ code: "PLAN_SHORTENED" });
    expect(runner.counts).toMatchObject({ opened: 0, isClosed: true });
  });

  test("when another process writes the same journal", async () => {
    const folder = aFolder();
    const slow = fakeRunner(async () => {
      await new Promise((wake) => setTimeout(wake, 20));
      return "I don't know.";
    });
    const first = aRun(slow, {}, folder);
    await new Promise((wake) => setTimeout(wake, 100));
    const second = fakeRunner();
    await expect(aRun(second, {}, folder)).rejects.toMatchObject({ name: "UserError" });
    expect(second.counts).toMatchObject({ opened: 0, isClosed: true });
    expect((await first).experiment.isComplete).toBe(true);
  });

  test("when it is interrupted, and decides nothing", async () => {
    const interrupt = new AbortController();
    const runner = fakeRunner(({ start }) => {
      if (start.sessionId.endsWith(".5")) interrupt.abort();
      return "I don't know.";
    });
    const { experiment, decided } = await aRun(runner, { signal: interrupt.signal });
    expect(decided).toBeUndefined();
    expect(experiment.isComplete).toBe(false);
    expect(runner.counts).toMatchObject({ open: 0, isClosed: true });
  });
});
