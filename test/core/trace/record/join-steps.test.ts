import fc from "fast-check";
import { expect, test } from "vitest";
import { joinSteps } from "../../../../src/core/trace/record/join-steps.ts";
import type { ModelStep, Step, ToolStep } from "../../../../src/core/trace/session.ts";

const lookUp = (more: Partial<ToolStep> = {}): ToolStep => ({
  kind: "tool",
  name: "lookup_order",
  arguments: { order_id: "1001" },
  status: "ok",
  result: { status: "lost" },
  ...more,
});
const says = (text: string, more: Partial<ModelStep> = {}): ModelStep => ({
  kind: "model",
  text,
  ...more,
});

test("a call that both tell is one step, known by its id or by its words", () => {
  const captured = [
    lookUp({ callId: "call_1" }),
    says("It is lost.", { usage: { inputTokens: 9 } }),
  ];
  const told = [lookUp({ callId: "call_1", durationMs: 12 }), says("It is lost.")];
  expect(joinSteps(captured, told)).toEqual([
    lookUp({ callId: "call_1", durationMs: 12 }),
    says("It is lost.", { usage: { inputTokens: 9 } }),
  ]);
  expect(
    joinSteps([lookUp()], [lookUp({ arguments: { order_id: "1001" }, durationMs: 3 })]),
  ).toHaveLength(1);
});

test("the same call twice is two steps on both sides", () => {
  expect(joinSteps([lookUp(), lookUp()], [lookUp(), lookUp()])).toHaveLength(2);
  expect(joinSteps([lookUp()], [lookUp(), lookUp()])).toHaveLength(2);
});

test("a result that only the agent saw answers a pending call", () => {
  const { result: _, ...open } = lookUp({ status: "pending" });
  expect(joinSteps([open], [lookUp()])).toEqual([lookUp()]);
});

test("a failure that only the agent knows of is a failure: the model was told it as text", () => {
  const error = { type: "NotFound", message: "no such order" };
  const captured = lookUp({ result: "no such order" });
  const { result: _, ...told } = lookUp({ status: "error", error });
  expect(joinSteps([captured], [told])).toEqual([
    lookUp({ status: "error", error, result: "no such order" }),
  ]);
});

test("a model call without words of its own is the next one that does not contradict it", () => {
  const captured = [says("", { toolCalls: [{ name: "lookup_order" }] }), says("It is lost.")];
  const told: Step[] = [{ kind: "model", model: "gpt-5" }, says("It is lost.", { model: "gpt-5" })];
  expect(joinSteps(captured, told).map((step) => step.kind === "model" && step.model)).toEqual([
    "gpt-5",
    "gpt-5",
  ]);
});

test("what only the agent tells stands where it began, else behind what it told before", () => {
  const captured = [says("a", { startedAtMs: 10 }), says("b", { startedAtMs: 30 })];
  const timed = lookUp({ name: "think", startedAtMs: 20 });
  expect(joinSteps(captured, [timed])).toEqual([captured[0], timed, captured[1]]);
  const untimed = lookUp({ name: "think" });
  expect(joinSteps(captured, [says("a"), untimed])).toEqual([captured[0], untimed, captured[1]]);
});

test("no step is lost, and none is made up", () => {
  const step = fc.oneof(
    fc
      .record({ callId: fc.constantFrom("a", "b"), name: fc.constantFrom("x", "y") })
      .map((part) => lookUp(part)),
    fc.constantFrom(says("hi"), says("there")),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 8 }), (a, b) => {
      const joined = joinSteps(a, b);
      expect(joined.length).toBeGreaterThanOrEqual(Math.max(a.length, b.length));
      expect(joined.length).toBeLessThanOrEqual(a.length + b.length);
      expect(joinSteps(a, [])).toEqual(a);
      expect(joinSteps([], b)).toEqual(b);
      expect(joinSteps(a, a)).toEqual(a);
    }),
  );
});
