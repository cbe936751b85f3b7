import type { Dropped } from "../../src/core/trace/import/imported.ts";
import { OtlpReader } from "../../src/core/trace/import/otlp/otlp-reader.ts";
import type { Session, Step, Turn } from "../../src/core/trace/session.ts";

export type ImportedSpans = {
  readonly sessions: readonly Session[];
  readonly dropped: readonly Dropped[];
  /** Why something was dropped, each reason once. */
  readonly reasons: readonly string[];
};

/** The sessions of the values of one file, as a reader of spans makes them. */
export function importSpans(...values: readonly unknown[]): ImportedSpans {
  const reader = new OtlpReader("spans.jsonl");
  const early = values.flatMap((value, index) => reader.add(value, { line: index + 1, path: "" }));
  const sessions = [...early, ...reader.end()];
  const dropped = reader.dropped();
  return { sessions, dropped, reasons: [...new Set(dropped.map(({ reason }) => reason))] };
}

/** The only turn of the only session. */
export function onlyTurn(...values: readonly unknown[]): Turn {
  const turns = importSpans(...values).sessions.flatMap((session) => session.turns);
  if (turns.length !== 1 || turns[0] === undefined) throw new Error(`${turns.length} turns`);
  return turns[0];
}

/** The only step of the only turn. */
export function onlyStep(...values: readonly unknown[]): Step {
  const { steps } = onlyTurn(...values);
  if (steps.length !== 1 || steps[0] === undefined) throw new Error(`${steps.length} steps`);
  return steps[0];
}
