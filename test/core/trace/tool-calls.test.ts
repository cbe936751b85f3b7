import { describe, expect, test } from "vitest";
import type { Step } from "../../../src/core/trace/session.ts";
import { toolCallsOf, uncapturedCalls } from "../../../src/core/trace/tool-calls.ts";
import { aSession, aTurn, called, oneTurn, thought } from "../../support/sessions.ts";

const asking = (...toolCalls: readonly { readonly name: string; readonly callId?: string }[]) =>
  thought("", { toolCalls });
const ran = (name: string, callId?: string): Step => ({
  ...called(name, {}, "done"),
  ...(callId !== undefined && { callId }),
});
const lookup = { name: "lookup_order" };
const refund = { name: "issue_refund" };

/** The open calls of one turn, by id or name. */
const open = (...steps: readonly Step[]) =>
  uncapturedCalls(oneTurn("Hi", steps)).map(({ step }) => step.callId ?? step.name);

const approved = (callId?: string) =>
  aSession([
    aTurn("Refund it", [asking({ ...refund, callId: "r1" })], "Shall I?"),
    aTurn("Yes", [ran("issue_refund", callId)], "Done."),
  ]);

describe("a request without a tool step", () => {
  test.each<[string, readonly Step[], readonly string[]]>([
    ["is a call", [asking(lookup, refund)], ["lookup_order", "issue_refund"]],
    ["is none where a step has its name", [asking(lookup), ran("lookup_order")], []],
    ["may stand after the step", [ran("lookup_order"), asking(lookup)], []],
    [
      "is paired with one step alone",
      [asking(lookup), ran("lookup_order"), asking(lookup)],
      ["lookup_order"],
    ],
    [
      "is told apart by its id",
      [asking({ ...refund, callId: "r1" }, { ...refund, callId: "r2" }), ran("issue_refund", "r2")],
      ["r1"],
    ],
    [
      "is paired by name where the step has an id of its own",
      [asking({ ...refund, callId: "r1" }), ran("issue_refund", "mine")],
      [],
    ],
    [
      "of another name is another call, whatever its id",
      [asking({ ...refund, callId: "r1" }), ran("lookup_order", "r1")],
      ["r1"],
    ],
  ])("%s", (_title, steps, expected) => {
    expect(open(...steps)).toEqual(expected);
  });

  test("that is run in a later turn is captured by its id, not by its name", () => {
    expect(uncapturedCalls(approved("r1"))).toEqual([]);
    expect(uncapturedCalls(approved())).toHaveLength(1);
  });
});

test("all calls stand in the order in which they were asked for", () => {
  const session = oneTurn("Hi", [
    asking(lookup, refund),
    ran("lookup_order"),
    asking(refund, lookup),
    ran("lookup_order"),
  ]);
  expect(toolCallsOf(session).map(({ ref, step }) => [ref.step, step.name, step.status])).toEqual([
    [2, "lookup_order", "ok"],
    [1, "issue_refund", "pending"],
    [3, "issue_refund", "pending"],
    [4, "lookup_order", "ok"],
  ]);
  expect(toolCallsOf(session, ["issue_refund"]).map(({ ref }) => ref.step)).toEqual([1, 3]);
});

test("a hundred thousand requests are paired in moderate time", () => {
  const many = Array.from({ length: 100_000 }, () => lookup);
  const session = oneTurn("Hi", [asking(...many), ran("lookup_order")]);
  expect(uncapturedCalls(session)).toHaveLength(99_999);
});
