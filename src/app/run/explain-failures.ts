import { explainCase, isPass } from "../../core/modes/explain-case.ts";
import type { CaseResult, Experiment } from "../../core/plan/experiment.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import type { ReadJournal } from "../../ports/journal.ts";

/** Reads the runs of some cases out of a journal, in its order. */
export type ReadRunsOf = (path: string, caseIds: ReadonlySet<string>) => AsyncIterable<RunRecord>;

/** So many cases are explained, those that fail most runs first; nobody reads more. */
const mostCases = 30;
/** So many runs of a case are held against each other, beside those that its failures name. */
const mostPassing = 8;
const mostFailing = 4;

/**
 * An experiment whose failures say where they seem to begin and which failure modes they show; as it was where nothing
 * failed. Reads the journal once, and holds a few runs of each failing case.
 */
export async function explainFailures(
  experiment: Experiment,
  path: string,
  read: ReadRunsOf,
): Promise<Experiment> {
  const failing = experiment.cases
    .filter(({ failures }) => failures.length > 0)
    .toSorted((a, b) => mostRuns(b) - mostRuns(a) || (a.id < b.id ? -1 : 1))
    .slice(0, mostCases);
  if (failing.length === 0) return experiment;
  const kept = new Map(failing.map((one) => [one.id, new KeptRuns(one)]));
  for await (const run of read(path, new Set(kept.keys()))) kept.get(run.caseId)?.add(run);
  return {
    ...experiment,
    cases: experiment.cases.map((one) => {
      const runs = kept.get(one.id);
      return runs === undefined ? one : explainCase(one, runs.all);
    }),
  };
}

/** The same of a journal of which every line is read. */
export function runsIn(read: ReadJournal): ReadRunsOf {
  return async function* (path, caseIds) {
    for await (const line of read(path))
      if (line.kind === "run" && caseIds.has(line.run.caseId)) yield line.run;
  };
}

function mostRuns({ failures }: CaseResult): number {
  return Math.max(...failures.map(({ runs }) => runs));
}

/** The runs that a case's failures name, and a few of each kind. */
class KeptRuns {
  readonly all: RunRecord[] = [];
  readonly #named: ReadonlySet<number>;
  #passing = 0;
  #failing = 0;

  constructor({ failures }: CaseResult) {
    this.#named = new Set(failures.map(({ runIndex }) => runIndex));
  }

  add(run: RunRecord): void {
    if (this.#named.has(run.runIndex)) this.all.push(run);
    else if (run.outcome !== "completed") return;
    else if (isPass(run)) {
      this.#passing += 1;
      if (this.#passing <= mostPassing) this.all.push(run);
    } else {
      this.#failing += 1;
      if (this.#failing <= mostFailing) this.all.push(run);
    }
  }
}
