import { expect, test } from "vitest";
import { NewSteps } from "../../../../src/core/trace/record/new-steps.ts";
import type { Session, Step } from "../../../../src/core/trace/session.ts";

const session = (...turns: readonly (readonly Step[])[]): Session => ({
  id: "late-fee",
  turns: turns.map((steps) => ({ user: "", steps })),
});
const model = (spanId: string): Step => ({ kind: "model", spanId });
const tool = (more: object): Step => ({
  kind: "tool",
  name: "lookup_order",
  status: "ok",
  ...more,
});

test("a session that has grown gives what it has grown by", () => {
  const fresh = new NewSteps();
  const first = [model("1"), tool({ callId: "a" }), model("2")];
  expect(fresh.of(session(first))).toEqual(first);
  const second = [model("3"), tool({ callId: "b" })];
  expect(fresh.of(session(first, second))).toEqual(second);
  expect(fresh.of(session(first, second))).toEqual([]);
});

test("an earlier step of which more is known by now is not new", () => {
  const fresh = new NewSteps();
  fresh.of(session([model("1"), tool({ callId: "a" })]));
  expect(fresh.of(session([model("1"), tool({ callId: "a", spanId: "t" })]))).toEqual([]);
});

test("a step that comes late is new, wherever it belongs", () => {
  const fresh = new NewSteps();
  fresh.of(session([model("1"), model("2")]));
  const late = tool({ spanId: "t" });
  expect(fresh.of(session([model("1"), late, model("2")]))).toEqual([late]);
});

test("the same words once more are another step", () => {
  const fresh = new NewSteps();
  fresh.of(session([tool({})]));
  expect(fresh.of(session([tool({}), tool({})]))).toHaveLength(1);
});
