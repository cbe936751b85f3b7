import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import { compareIdentities } from "../../core/plan/compare-experiments.ts";
import type { ShardRecord } from "../../core/plan/experiment.ts";
import { digestPlan } from "../../core/plan/experiment-subject.ts";
import { ExperimentFold } from "../../core/plan/fold-experiment.ts";
import type { MergedShard, MergeResult } from "../../core/plan/merged-shard.ts";
import { countRuns } from "../../core/plan/plan-runs.ts";
import type { FoldedCase } from "../../core/plan/planned-case.ts";
import { type RunRecord, runId } from "../../core/plan/run-record.ts";
import { compareText } from "../../core/text/compare-text.ts";
import type { JournalEnd, JournalHeader, OpenJournal, ReadJournal } from "../../ports/journal.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { resultFiles } from "../results/result-files.ts";
import { explainFailures, runsIn } from "./explain-failures.ts";

/** A journal that may hold a part of a plan. */
export type ShardSource = {
  /** Absolute path of the journal. */
  readonly path: string;
  /** What people know it by. */
  readonly name: string;
};

export type MergePorts = { readonly read: ReadJournal; readonly openJournal: OpenJournal };

type PartHeader = JournalHeader & {
  readonly shards: ShardRecord;
  readonly cases: readonly FoldedCase[];
};

type Part = ShardSource & { readonly header: PartHeader; readonly key: string };

/**
 * Joins the journals of a plan's parts into one, with its experiment.
 *
 * The order in which they are named changes nothing, nor does naming one twice, nor joining what was joined before. Of a
 * run that is there twice, what was started first stands: nobody runs a part again until it is green.
 *
 * @throws UserError where one is no part of a plan, was made of another agent, dataset, evaluators or judge, or of a plan
 *   that was cut otherwise. Nothing is written then.
 */
export async function mergeShards(
  sources: readonly ShardSource[],
  folder: RunFolder,
  { read, openJournal }: MergePorts,
): Promise<MergeResult> {
  const parts = await headersOf(sources, read);
  const [first] = parts;
  if (first === undefined) throw nothingToMerge();
  for (const part of parts) mustBelongTogether(first, part);
  const { header } = first;
  const { count, cut } = header.shards;
  const seen = [...new Set(parts.flatMap((part) => part.header.shards.seen))].toSorted(
    (a, b) => a - b,
  );
  const shards: ShardRecord = { count, cut, seen };
  const fold = new ExperimentFold(header.subject, header.cases);
  const known = new Map<string, string>();
  const merged: MergedShard[] = [];
  const ends: JournalEnd[] = [];
  const { journal } = await openJournal({
    path: join(folder.path, resultFiles.journal),
    header: { ...header, shards },
    resume: false,
    onRecord: () => "foreign",
  });
  try {
    for (const part of parts) {
      const taken = await takePart(part, { read, fold, known, journal });
      if (taken.end !== undefined) ends.push(taken.end);
      const before = merged.some(({ shards: of }) =>
        part.header.shards.seen.some((i) => of.includes(i)),
      );
      merged.push(describePart(part, taken, before));
    }
    const at =
      ends
        .map((end) => end.at)
        .toSorted()
        .at(-1) ?? header.startedAt;
    const cause = ends.some(isOverBudget) ? "budget" : undefined;
    const saved = fold.planned - fold.recorded;
    const stop =
      cause !== undefined && saved > 0
        ? ({ mode: "off", seed: 0, saved, cause, tests: [] } as const)
        : undefined;
    journal.end({ at, ...(stop && { stop }) });
    const made = fold.experiment({
      startedAt: header.startedAt,
      durationMs: Math.max(0, Date.parse(at) - Date.parse(header.startedAt)),
      shards,
      ...(stop && { stop }),
    });
    await journal.close();
    const path = join(folder.path, resultFiles.journal);
    const experiment = await explainFailures(made, path, runsIn(read));
    folder.write(resultFiles.experiment, `${JSON.stringify(experiment)}\n`);
    const lost = Array.from({ length: count }, (_, index) => index + 1).filter(
      (index) => !seen.includes(index),
    );
    return { experiment, merged, lost };
  } finally {
    await journal.close();
  }
}

/** The headers, in an order that does not depend on that of the sources. */
async function headersOf(
  sources: readonly ShardSource[],
  read: ReadJournal,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const source of sources) {
    let header: JournalHeader | undefined;
    for await (const line of read(source.path)) {
      if (line.kind === "header") header = line.header;
      break;
    }
    if (header === undefined) throw noPart(source, "not even its first line is whole");
    const { shards, cases } = header;
    if (shards === undefined || cases === undefined)
      throw noPart(source, "it was written by a run of the whole plan");
    if (digestPlan(cases) !== header.plan || countRuns(cases) !== header.planned)
      throw noPart(source, "its cases are not those of its plan");
    const own = { ...header, shards, cases };
    parts.push({ ...source, header: own, key: JSON.stringify(own) });
  }
  return parts.toSorted(
    (a, b) => compareText(a.header.startedAt, b.header.startedAt) || compareText(a.key, b.key),
  );
}

function mustBelongTogether(first: Part, part: Part): void {
  const { shards } = first.header;
  const changes = compareIdentities(first.header, { ...part.header, shards });
  const { count, cut } = part.header.shards;
  const cutOtherwise =
    count === shards.count
      ? cut !== shards.cut && "the plan was cut by other timings"
      : `the plan was cut in ${count} parts, and in ${shards.count} there`;
  const all = [...changes, ...(cutOtherwise === false ? [] : [cutOtherwise])];
  const isSame = JSON.stringify(first.header.cases) === JSON.stringify(part.header.cases);
  if (all.length === 0 && isSame) return;
  throw new UserError(
    "SHARDS_MIXED",
    `${part.name} does not belong to ${first.name}: ${all.length === 0 ? "its cases differ" : all.join("; ")}.`,
    "Make all parts of one commit, with the same number of parts and the same `--timings`, and join those.",
  );
}

type Taken = {
  runs: number;
  added: number;
  differing: number;
  /** That of the last start. */
  end: JournalEnd | undefined;
};

type Merging = {
  readonly read: ReadJournal;
  readonly fold: ExperimentFold;
  /** What each run came to, by its name. */
  readonly known: Map<string, string>;
  readonly journal: Awaited<ReturnType<OpenJournal>>["journal"];
};

async function takePart(part: Part, { read, fold, known, journal }: Merging): Promise<Taken> {
  const taken: Taken = { runs: 0, added: 0, differing: 0, end: undefined };
  const own = new Map<string, string>();
  for await (const line of read(part.path)) {
    if (line.kind === "header") continue;
    if (line.kind === "end") {
      taken.end = line.end;
      continue;
    }
    if (line.kind === "again") {
      fold.addAgain(line.again);
      continue;
    }
    const { run } = line;
    const id = runId(run);
    const came = endOf(run);
    const repeated = own.get(id);
    if (repeated !== undefined && repeated !== came) throw contradicts(part, id);
    if (repeated !== undefined) continue;
    own.set(id, came);
    taken.runs += 1;
    const folded = fold.add(run);
    if (folded === "foreign") throw foreignRun(part, id);
    if (folded === "duplicate") {
      if (known.get(id) !== came) taken.differing += 1;
      continue;
    }
    known.set(id, came);
    taken.added += 1;
    journal.append(run);
  }
  return taken;
}

function describePart(part: Part, taken: Taken, isKnown: boolean): MergedShard {
  const { runs, added } = taken;
  const shown = { name: part.name, shards: part.header.shards.seen, runs, added };
  if (taken.differing > 0) return { ...shown, state: "re-run" };
  if (isKnown && added === 0) return { ...shown, state: "duplicate" };
  const isWhole = taken.end !== undefined && !isOverBudget(taken.end);
  return { ...shown, state: isWhole ? "whole" : "cut-off" };
}

function isOverBudget({ stop }: JournalEnd): boolean {
  return stop?.cause === "budget";
}

function endOf({ outcome, verdicts }: RunRecord): string {
  return JSON.stringify([
    outcome,
    verdicts.map(({ evaluator, dimension, result }) => [evaluator, dimension, result]),
  ]);
}

function nothingToMerge(): UserError {
  return new UserError(
    "RESULTS_MISSING",
    "There is no journal to join.",
    "Name the folders of the parts; each holds a journal.jsonl that `tracegate run --shard` wrote.",
  );
}

function noPart({ name }: ShardSource, why: string): UserError {
  return new UserError(
    "SHARD_INVALID",
    `${name} is no part of a plan: ${why}.`,
    "Name journals that `tracegate run --shard` wrote. The results of a whole run are decided on with `tracegate gate --results`.",
  );
}

function foreignRun({ name }: Part, id: string): UserError {
  return new UserError(
    "RESULT_INVALID",
    `${name}: run ${id} is not in the plan, or a verdict is not one that its case asks for.`,
    "Run this part again; result files are not meant to be edited.",
  );
}

function contradicts({ name }: Part, id: string): UserError {
  return new UserError(
    "JOURNAL_CONTRADICTS",
    `${name}: run ${id} is recorded more than once, with another outcome or other verdicts.`,
    "Run this part again; journals of two executions must not be put together by hand.",
  );
}
