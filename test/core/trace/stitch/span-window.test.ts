import { expect, test } from "vitest";
import { DropList } from "../../../../src/core/trace/import/imported.ts";
import type { Session } from "../../../../src/core/trace/session.ts";
import type { Span } from "../../../../src/core/trace/span.ts";
import { SpanWindow } from "../../../../src/core/trace/stitch/span-window.ts";
import { asks, says, TraceBuilder } from "../../../support/spans.ts";

const size = 10;

function aWindow(mostHeld: number): {
  readonly window: SpanWindow<string>;
  readonly reasons: () => readonly string[];
} {
  const drops = new DropList("spans.jsonl");
  const window = new SpanWindow<string>({ drops, annotate, mostHeld });
  return { window, reasons: () => drops.list().map(({ reason }) => reason) };
}

function annotate(span: Span, notes: readonly string[]): Span {
  return { ...span, output: notes.map(says) };
}

function chat(name: string, start: number): Span {
  const trace = new TraceBuilder(name, start);
  return trace.model([asks(`I am ${name}`)], says("Hello."), { sessionId: name });
}

function ids(sessions: readonly Session[]): readonly string[] {
  return sessions.map(({ id }) => id);
}

test("while little is held, sessions come at the end, in the order in which they began to come", () => {
  const { window } = aWindow(100 * size);
  for (const name of ["anna", "ben", "carl"])
    expect(window.add(chat(name, 1_000), size)).toEqual([]);
  expect(ids(window.end())).toEqual(["anna", "ben", "carl"]);
  expect(window.end()).toEqual([]);
});

test("beyond that the sessions that grew longest ago are handed out until half is free", () => {
  const { window, reasons } = aWindow(3 * size);
  window.add(chat("anna", 1_000), size);
  window.add(chat("ben", 2_000), size);
  window.add({ ...chat("anna", 3_000), spanId: "late" }, size);
  expect(ids(window.add(chat("carl", 4_000), size))).toEqual(["ben", "anna"]);
  expect(ids(window.end())).toEqual(["carl"]);
  expect(reasons()).toEqual([]);
});

test("a span that comes after that makes a session of its own, with an id of its own, and is reported", () => {
  const { window, reasons } = aWindow(2 * size);
  window.add(chat("anna", 1_000), size);
  window.add(chat("ben", 2_000), size);
  window.add(chat("carl", 3_000), size);
  window.add({ ...chat("anna", 4_000), spanId: "late" }, size);
  expect(ids(window.end())).toContain("anna~2");
  expect(reasons()).toEqual([
    "span that came after its session had been put together: it stands in another",
  ]);
});

test("so does another trace of a session that was handed out: no session is split without a word", () => {
  const { window, reasons } = aWindow(2 * size);
  window.add(chat("anna", 1_000), size);
  window.add(chat("ben", 2_000), size);
  window.add(chat("carl", 3_000), size);
  expect(reasons()).toEqual([]);
  window.add({ ...chat("anna", 4_000), traceId: "second turn" }, size);
  expect(ids(window.end())).toContain("anna~2");
  expect(reasons()).toEqual([
    "session that goes on after it had been put together: the rest is another",
  ]);
});

test("what is said about a span joins it, whichever comes first", () => {
  const { window, reasons } = aWindow(100 * size);
  const { output: _, ...silent } = chat("anna", 1_000);
  const note = {
    traceId: "anna",
    spanId: silent.spanId,
    place: { path: "" },
    note: "Hello from a log",
  };
  window.note(note, size);
  window.add(silent, size);
  const { output: __, ...other } = chat("ben", 2_000);
  window.add(other, size);
  window.note({ ...note, traceId: "ben", spanId: other.spanId }, size);
  const replies = window.end().map(({ turns }) => turns[0]?.reply);
  expect(replies).toEqual(["Hello from a log", "Hello from a log"]);
  expect(reasons()).toEqual([]);
});

test("what is said about a span that never came is reported", () => {
  const { window, reasons } = aWindow(100 * size);
  window.note({ traceId: "anna", spanId: "gone", place: { path: "/0" }, note: "?" }, size);
  expect(window.end()).toEqual([]);
  expect(reasons()).toEqual(["record about a span that was not seen"]);
});

test("a session larger than all that may be held is handed out all the same", () => {
  const { window } = aWindow(size);
  expect(ids(window.add(chat("anna", 1_000), 5 * size))).toEqual(["anna"]);
  expect(window.end()).toEqual([]);
});
