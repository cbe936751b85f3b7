import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/journal-file.ts";
import { makeRunFolder } from "../../../src/adapters/results/run-folders.ts";
import { cutShard } from "../../../src/app/run/cut-shard.ts";
import { mergeShards } from "../../../src/app/run/merge-shards.ts";
import { mergePorts, shardSources } from "../../../src/compose/compose-merge.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import type { MergeResult } from "../../../src/core/plan/merged-shard.ts";
import { orderSeed, planRuns } from "../../../src/core/plan/plan-runs.ts";
import { foldedCase, type PlannedCase } from "../../../src/core/plan/planned-case.ts";
import { type PlannedRun, type RunRecord, runId } from "../../../src/core/plan/run-record.ts";
import type { JournalHeader } from "../../../src/ports/journal.ts";
import { aFolder, aHeader } from "../../support/run-loop/journals.ts";
import { aPlannedCase, aRecord, aSubject, aVerdict } from "../../support/run-loop/planned-cases.ts";

const cases = ["late-fee", "lost-parcel", "gift-card"].map((id, at) =>
  aPlannedCase({ id, runs: 3 + at }),
);
const seed = orderSeed(aSubject().key);

function record(run: PlannedRun, isGood = true): RunRecord {
  return aRecord({
    ...run,
    session: { id: runId(run), turns: [] },
    verdicts: [isGood ? aVerdict() : { ...aVerdict(), result: "fail" }],
  });
}

/** A run passes or fails by its name alone. */
const usual = (run: PlannedRun): RunRecord => record(run, run.runIndex % 3 !== 1);

type Part = {
  readonly index: number;
  readonly count?: number;
  readonly startedAt?: string;
  readonly come?: (run: PlannedRun) => RunRecord;
  /** So many runs only, as if the job had died. */
  readonly most?: number;
  readonly header?: Partial<JournalHeader>;
  readonly of?: readonly PlannedCase[];
  readonly msPerRun?: ReadonlyMap<string, number>;
};

/** Writes the journal of one part, as a job would leave it behind. */
async function writePart(part: Part, folder = aFolder()): Promise<string> {
  const { index, count = 3, startedAt = `2026-11-22T20:0${index}:00.000Z`, come = usual } = part;
  const { of = cases, most = Number.POSITIVE_INFINITY, msPerRun } = part;
  const { record: shards, isOurs } = cutShard(of, seed, {
    index,
    count,
    ...(msPerRun && { msPerRun }),
  });
  const { journal } = await openJournal({
    path: join(folder, "journal.jsonl"),
    header: { ...aHeader(of), startedAt, shards, cases: of.map(foldedCase), ...part.header },
    resume: false,
    onRecord: () => "foreign",
  });
  const runs = [...planRuns(of, seed)].filter(isOurs);
  for (const run of runs.slice(0, most)) journal.append(come(run));
  if (runs.length <= most) journal.end({ at: startedAt.replace(":00.000Z", ":30.000Z") });
  await journal.close();
  return folder;
}

const merge = (folders: readonly string[]): Promise<MergeResult> =>
  mergeShards(
    shardSources(folders.map((path, at) => ({ path, name: `part-${at}` }))),
    makeRunFolder(aFolder()),
    mergePorts,
  );

/** What one run of the whole plan would have left behind, but for what only parts have. */
function whole(): Pick<Experiment, "cases" | "usage" | "recorded" | "planned" | "isComplete"> {
  const fold = new ExperimentFold(aSubject(), cases);
  for (const run of planRuns(cases, seed)) fold.add(usual(run));
  const {
    cases: of,
    usage,
    recorded,
    planned,
    isComplete,
  } = fold.experiment({
    startedAt: "2026-11-22T20:01:00.000Z",
    durationMs: 0,
  });
  return { cases: of, usage, recorded, planned, isComplete };
}

describe("the parts of a plan", () => {
  test("make what one run of it would have made", async () => {
    const folders = await Promise.all([1, 2, 3].map((index) => writePart({ index })));
    const { experiment, merged, lost } = await merge(folders);
    expect(experiment).toMatchObject(whole());
    expect(experiment).toMatchObject({
      startedAt: "2026-11-22T20:01:00.000Z",
      durationMs: 150_000,
      shards: { count: 3, seen: [1, 2, 3] },
    });
    expect(merged.map(({ state }) => state)).toEqual(["whole", "whole", "whole"]);
    expect(lost).toEqual([]);
  });

  test("may come in any order, any number of times, and joined before", async () => {
    const folders = await Promise.all([1, 2, 3].map((index) => writePart({ index })));
    const joined = aFolder();
    const first = await mergeShards(
      shardSources(folders.slice(0, 2).map((path) => ({ path, name: path }))),
      makeRunFolder(joined),
      mergePorts,
    );
    expect(first.lost).toEqual([3]);
    const all = [...folders, joined];
    const named = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8 });
    await fc.assert(
      fc.asyncProperty(named, async (order) => {
        const { experiment } = await merge(order.flatMap((at) => all[at] ?? []));
        expect(experiment).toMatchObject(whole());
      }),
      { numRuns: 20 },
    );
  });

  test("that are lost are named, and the plan is not whole", async () => {
    const { experiment, lost } = await merge([await writePart({ index: 2 })]);
    expect(lost).toEqual([1, 3]);
    expect(experiment.isComplete).toBe(false);
    expect(experiment.shards).toMatchObject({ count: 3, seen: [2] });
  });

  test("that were broken off are told from whole ones", async () => {
    const { experiment, merged } = await merge([
      await writePart({ index: 1, most: 2 }),
      await writePart({ index: 2 }),
      await writePart({ index: 3 }),
    ]);
    expect(merged.map(({ state }) => state)).toEqual(["cut-off", "whole", "whole"]);
    expect(experiment.isComplete).toBe(false);
  });

  test("of which one used its budget up are told so, until it has gone on to its end", async () => {
    const stop = { mode: "off", seed: 0, saved: 9, cause: "budget", tests: [] } as const;
    const at = "2026-11-22T20:01:10.000Z";
    const others = [await writePart({ index: 2 }), await writePart({ index: 3 })];
    const first = await writePart({ index: 1, most: 2 });
    const path = join(first, "journal.jsonl");
    const [header = ""] = readFileSync(path, "utf8").split("\n");
    const { schema } = JSON.parse(header);
    appendFileSync(path, `${JSON.stringify({ schema, end: { at, stop } })}\n`);
    const { experiment, merged } = await merge([first, ...others]);
    expect(merged.map(({ state }) => state)).toEqual(["cut-off", "whole", "whole"]);
    expect(experiment).toMatchObject({ isComplete: false, stop: { cause: "budget" } });
    const rest = readFileSync(join(await writePart({ index: 1 }), "journal.jsonl"), "utf8");
    appendFileSync(path, rest.split("\n").slice(3).join("\n"));
    const again = await merge([first, ...others]);
    expect(again.merged.map(({ state }) => state)).toEqual(["whole", "whole", "whole"]);
    expect(again.experiment.isComplete).toBe(true);
    expect(again.experiment).not.toHaveProperty("stop");
  });

  test("that are named twice count once", async () => {
    const folder = await writePart({ index: 1 });
    const { merged, experiment } = await merge([folder, folder]);
    expect(merged.map(({ state, added }) => [state, added])).toEqual([
      ["whole", 4],
      ["duplicate", 0],
    ]);
    expect(experiment.recorded).toBe(4);
  });

  test("that are run again replace nothing, and fill what was lost", async () => {
    const failed = await writePart({ index: 1, come: (run) => record(run, false), most: 3 });
    const again = await writePart({
      index: 1,
      startedAt: "2026-11-22T21:00:00.000Z",
      come: (run) => record(run, true),
    });
    for (const order of [
      [failed, again],
      [again, failed],
    ]) {
      const { merged, experiment } = await merge(order);
      expect(merged.map(({ state, runs, added }) => [state, runs, added])).toEqual([
        ["cut-off", 3, 3],
        ["re-run", 4, 1],
      ]);
      const failures = experiment.cases.reduce((sum, one) => sum + one.whole.failed, 0);
      expect(failures).toBe(3);
    }
  });
});

describe("what does not belong together is refused, and nothing is decided", () => {
  const other = aSubject({ agent: { runner: "module", digest: `sha256:${"b".repeat(64)}` } });

  test.each<[string, Part, RegExp]>([
    ["another agent", { index: 2, header: { subject: other } }, /part-1.*the agent changed/],
    ["another number of parts", { index: 2, count: 4 }, /cut in 4 parts, and in 3 there/],
    [
      "another cut of the same plan",
      {
        index: 2,
        msPerRun: new Map([
          ["late-fee", 9_000],
          ["gift-card", 1],
        ]),
      },
      /cut by other timings/,
    ],
    [
      "another plan",
      { index: 2, of: [...cases, aPlannedCase({ id: "refund", runs: 2 })] },
      /12 runs were planned, now 14/,
    ],
  ])("%s", async (_, part, message) => {
    const folders = [await writePart({ index: 1 }), await writePart(part)];
    await expect(merge(folders)).rejects.toMatchObject({ code: "SHARDS_MIXED", message });
  });

  test("cases that are not those of the plan", async () => {
    const folder = await writePart({ index: 1, header: { cases: [] } });
    await expect(merge([folder])).rejects.toMatchObject({ code: "SHARD_INVALID" });
  });

  test("a journal of a whole run", async () => {
    const path = join(aFolder(), "journal.jsonl");
    writeFileSync(path, `${JSON.stringify(aHeader(cases))}\n`);
    await expect(merge([path])).rejects.toMatchObject({
      code: "SHARD_INVALID",
      message: expect.stringContaining("a run of the whole plan"),
    });
  });

  test("a run that the plan does not hold, and one that is told in two ways", async () => {
    const foreign = await writePart({
      index: 1,
      come: () => record({ caseId: "refund", runIndex: 0 }),
    });
    await expect(merge([foreign])).rejects.toMatchObject({ code: "RESULT_INVALID" });
    let isGood = false;
    const twice = await writePart({
      index: 1,
      come: () => {
        isGood = !isGood;
        return record({ caseId: "late-fee", runIndex: 0 }, isGood);
      },
    });
    await expect(merge([twice])).rejects.toMatchObject({ code: "JOURNAL_CONTRADICTS" });
  });

  test.each<[string, (folder: string) => void, string]>([
    ["no journal", () => {}, "RESULTS_MISSING"],
    ["an empty one", (folder) => writeFileSync(join(folder, "journal.jsonl"), ""), "SHARD_INVALID"],
    [
      "another major",
      (folder) =>
        writeFileSync(join(folder, "journal.jsonl"), '{"schema":"tracegate.experiment/2"}\n'),
      "RESULT_OTHER_SCHEMA",
    ],
    [
      "a link",
      (folder) => symlinkSync("/etc/passwd", join(folder, "journal.jsonl")),
      "RESULT_UNREADABLE",
    ],
  ])("%s", async (_, prepare, code) => {
    const folder = aFolder();
    prepare(folder);
    const merging = async (): Promise<MergeResult> => merge([folder]);
    await expect(merging()).rejects.toMatchObject({ code });
  });
});
