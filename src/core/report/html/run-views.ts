import type { Experiment } from "../../plan/experiment.ts";
import { type RunRecord, runId } from "../../plan/run-record.ts";
import { cutText } from "../../text/cut-text.ts";
import { oneLine } from "../../text/visible-text.ts";
import type { StepRef } from "../../trace/session.ts";
import type { RunRow, SessionView } from "./page-data.ts";
import { SessionTexts } from "./session-texts.ts";
import { sessionView } from "./session-view.ts";
import { stepToLookAt } from "./step-to-look-at.ts";

/** Runs whose sessions a page is asked to hold, and characters of all their texts. */
const mostRuns = 1_000;
const mostCharacters = 40_000_000;

/** A run, and its session as the page's viewer reads it. */
export type RunView = {
  readonly row: Omit<RunRow, "block" | "place">;
  readonly session: SessionView;
  readonly texts: readonly string[];
};

/**
 * Takes the runs of an experiment that its page is to show, one by one, and keeps no more of each than is shown.
 *
 * Where there are more runs than room, those that failures were told of come first, then the first runs of failing
 * cases, then the first of all others.
 */
export class RunViews {
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #byCase = new Map<string, RunView[]>();
  /** By the run's id, of the runs that failures were told of. */
  readonly #firstBad: ReadonlyMap<string, StepRef>;
  #characters = 0;

  constructor(experiment: Experiment) {
    this.#firstBad = new Map(
      experiment.cases.flatMap(({ id, failures }) =>
        failures.toReversed().flatMap((failure) => {
          const step = stepToLookAt(failure);
          const run = runId({ caseId: id, runIndex: failure.runIndex });
          return step === undefined ? [] : [[run, step] as const];
        }),
      ),
    );
    this.#wanted = experiment.recorded <= mostRuns ? undefined : chooseRuns(experiment);
  }

  /** Whether the run is worth parsing. */
  wants(caseId: string, runIndex: number): boolean {
    if (this.#characters > mostCharacters) return false;
    return this.#wanted?.has(runId({ caseId, runIndex })) ?? true;
  }

  add(record: RunRecord): void {
    const { caseId, runIndex } = record;
    if (!this.wants(caseId, runIndex)) return;
    const known = this.#byCase.get(caseId) ?? [];
    // Somebody else's journal may tell a run twice.
    if (known.length >= mostRuns || known.some(({ row }) => row.index === runIndex)) return;
    const view = runView(record, this.#firstBad.get(runId(record)));
    this.#characters += view.texts.reduce((sum, text) => sum + text.length, 0);
    known.push(view);
    this.#byCase.set(caseId, known);
  }

  /** The runs of a case by their index; none where none was taken. */
  of(caseId: string): readonly RunView[] {
    return (this.#byCase.get(caseId) ?? []).toSorted((a, b) => a.row.index - b.row.index);
  }
}

function chooseRuns({ cases }: Experiment): ReadonlySet<string> {
  const chosen = new Set<string>();
  for (const { id, failures } of cases)
    for (const { runIndex } of failures) chosen.add(runId({ caseId: id, runIndex }));
  const isFailing = new Set(cases.filter(({ failures }) => failures.length > 0));
  const order = cases.toSorted((a, b) => Number(isFailing.has(b)) - Number(isFailing.has(a)));
  const most = Math.max(0, ...cases.map(({ planned }) => planned));
  for (let index = 0; index < most && chosen.size < mostRuns; index += 1)
    for (const { id, planned } of order)
      if (index < planned && chosen.size < mostRuns)
        chosen.add(runId({ caseId: id, runIndex: index }));
  return new Set([...chosen].slice(0, mostRuns));
}

function runView(record: RunRecord, firstBad: StepRef | undefined): RunView {
  const { outcome, reason, runIndex, verdicts } = record;
  const texts = new SessionTexts();
  const session = sessionView(
    record.session,
    { ...record, ...(firstBad !== undefined && { firstBad }) },
    texts,
  );
  const failed = verdicts.filter(({ result }) => result === "fail");
  return {
    row: {
      id: runId(record),
      index: runIndex,
      outcome,
      standing: standingOf(record),
      ...(reason !== undefined && { reason: oneLine(cutText(reason, 300)) }),
      failed: [...new Set(failed.map(({ dimension }) => dimension))],
    },
    session,
    texts: texts.all,
  };
}

function standingOf({ outcome, verdicts }: RunRecord): RunRow["standing"] {
  if (outcome === "agent-error") return "failed";
  if (outcome !== "completed") return "error";
  if (verdicts.some(({ result }) => result === "fail")) return "failed";
  return verdicts.some(({ result }) => result === "pass") ? "passed" : "unscored";
}
