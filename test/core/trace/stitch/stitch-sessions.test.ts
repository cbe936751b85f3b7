import { describe, expect, test } from "vitest";
import type { Session } from "../../../../src/core/trace/session.ts";
import type { Span } from "../../../../src/core/trace/span.ts";
import { stitchSessions } from "../../../../src/core/trace/stitch/stitch-sessions.ts";
import { asks, calls, says, TraceBuilder } from "../../../support/spans.ts";

const parcel = asks("Where is my parcel?");
const late = says("It is late.");
const refund = asks("Refund it");

function chat(traceId: string, start: number, more: Partial<Span> = {}): TraceBuilder {
  const trace = new TraceBuilder(traceId, start);
  trace.model([parcel], late, more);
  return trace;
}

function chatOn(traceId: string, start: number, more: Partial<Span> = {}): TraceBuilder {
  const trace = new TraceBuilder(traceId, start);
  trace.model([parcel, late, refund], says("Done."), more);
  return trace;
}

function sessionsOf(...traces: readonly TraceBuilder[]): readonly Session[] {
  return stitchSessions(traces.flatMap(({ spans }) => spans)).sessions;
}

function usersOf(...traces: readonly TraceBuilder[]): readonly (readonly string[])[] {
  return sessionsOf(...traces).map(({ turns }) => turns.map(({ user }) => user));
}

describe("what makes a session", () => {
  test("traces with one session id are one session under that id, in the order of their times", () => {
    const [session, ...others] = sessionsOf(
      chatOn("b", 2_000, { sessionId: "anna" }),
      chat("a", 1_000, { sessionId: "anna" }),
    );
    expect(others).toEqual([]);
    expect(session).toMatchObject({ id: "anna", turns: [{ traceId: "a" }, { traceId: "b" }] });
  });

  test("a trace that goes on from another one's talk belongs to its session", () => {
    expect(usersOf(chat("a", 1_000), chatOn("b", 2_000))).toEqual([
      ["Where is my parcel?", "Refund it"],
    ]);
    expect(usersOf(chatOn("b", 2_000), chat("a", 1_000))).toEqual([
      ["Where is my parcel?", "Refund it"],
    ]);
  });

  test("so does one whose predecessor has a session id and itself has none", () => {
    expect(sessionsOf(chat("a", 1_000, { sessionId: "anna" }), chatOn("b", 2_000))).toMatchObject([
      { id: "anna", turns: [{}, {}] },
    ]);
  });

  test("where the turn between is missing, the longest beginning that is there counts", () => {
    const third = new TraceBuilder("c", 3_000);
    third.model([parcel, late, refund, says("Done."), asks("Thanks")], says("Welcome."));
    expect(usersOf(chat("a", 1_000), third)).toEqual([
      ["Where is my parcel?", "Refund it", "Thanks"],
    ]);
  });

  test("two talks that began alike are not mixed up: each is gone on from once, the latest first", () => {
    const sessions = sessionsOf(
      chat("a", 1_000),
      chat("b", 1_500),
      chatOn("c", 2_000),
      chatOn("d", 2_500),
    );
    expect(sessions.map(({ turns }) => turns.map(({ traceId }) => traceId))).toEqual([
      ["a", "d"],
      ["b", "c"],
    ]);
  });

  test("a talk is not gone on from before it began", () => {
    expect(sessionsOf(chat("a", 3_000), chatOn("b", 2_000))).toHaveLength(2);
  });

  test("else each trace is a session, under its own id", () => {
    const other = new TraceBuilder("b", 2_000);
    other.model([asks("Late fee?")], says("3 EUR"));
    expect(sessionsOf(chat("a", 1_000), other)).toMatchObject([{ id: "a" }, { id: "b" }]);
  });

  test("an answer that called a tool ends no talk", () => {
    const first = new TraceBuilder("a", 1_000);
    first.model([parcel], calls("find_parcel", {}, "call-1"));
    expect(sessionsOf(first, chatOn("b", 2_000))).toHaveLength(2);
  });

  test("a trace of many sessions is taken apart at the spans that name them", () => {
    const trace = new TraceBuilder("batch");
    const root = trace.add({ kind: "other" });
    for (const sessionId of ["anna", "ben"]) {
      const own = trace.add({ kind: "agent", parentSpanId: root.spanId, sessionId });
      trace.model([asks(`I am ${sessionId}`)], says("Hello."), { parentSpanId: own.spanId });
    }
    const { sessions, dropped } = stitchSessions(trace.spans);
    expect(sessions).toMatchObject([
      { id: "anna", turns: [{ user: "I am anna" }] },
      { id: "ben", turns: [{ user: "I am ben" }] },
    ]);
    expect(dropped.map(({ reason }) => reason)).toEqual(["trace in which no agent did anything"]);
  });

  test("a trace in which no agent did anything is no session, and is reported where it stood", () => {
    const trace = new TraceBuilder();
    trace.add({ kind: "other", place: { line: 3, path: "/resourceSpans/0" } });
    expect(stitchSessions(trace.spans, "web.jsonl")).toEqual({
      sessions: [],
      dropped: [
        {
          file: "web.jsonl",
          line: 3,
          path: "/resourceSpans/0",
          reason: "trace in which no agent did anything",
          count: 1,
        },
      ],
    });
  });

  test("no spans are no sessions", () => {
    expect(stitchSessions([])).toEqual({ sessions: [], dropped: [] });
  });
});
