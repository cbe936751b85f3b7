import type { Case } from "../dataset/dataset.ts";
import { type CaseDraft, conversationOf, hasToolResults } from "../dataset/draft-case.ts";
import type { RunRecord } from "../plan/run-record.ts";
import { cutText } from "../text/cut-text.ts";
import type { Session } from "../trace/session.ts";

const longestTitle = 200;

/** A failed run of a scenario as a case to propose: what the user said there, and what its tools answered. */
export function simulatedCase(
  id: string,
  scenario: Case,
  {
    record,
    session,
    cell,
  }: {
    readonly record: RunRecord;
    /** Of the record, redacted. */
    readonly session: Session;
    /** Of the exploration that it failed in. */
    readonly cell?: string;
  },
): CaseDraft {
  const failed = record.verdicts.filter(({ result }) => result === "fail");
  const names = [...new Set(failed.map(({ evaluator }) => evaluator))];
  const what = names.length === 0 ? record.outcome : names.join(", ");
  return {
    id,
    title: cutText(`${scenario.title}: ${what} in a simulated conversation`, longestTitle),
    status: "proposed",
    ...(scenario.failureMode !== undefined && { failureMode: scenario.failureMode }),
    conversation: conversationOf(session),
    ...(hasToolResults(session) && { session: `${id}.json` }),
    expectations: scenario.expectations,
    provenance: {
      scenario: scenario.id,
      ...(cell !== undefined && { cell }),
      simulated: record.simulated?.seed ?? `${record.caseId}#${record.runIndex}`,
      failed: what,
    },
  };
}

/** `late-fee`, `late-fee-2`, `late-fee-3`: names that are no longer than a case's may be. */
export function numberedId(base: string, number: number): string {
  const ending = number === 1 ? "" : `-${number}`;
  return `${base.slice(0, 60 - ending.length).replace(/-+$/, "")}${ending}`;
}
