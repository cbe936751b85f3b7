import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseTools } from "../../../src/core/dataset/dataset.ts";
import type { Fault } from "../../../src/core/dataset/faults-field.ts";
import { faultKinds } from "../../../src/core/dataset/faults-field.ts";
import { openSessionTools } from "../../../src/core/replay/open-session-tools.ts";
import type { ToolDirective } from "../../../src/core/replay/session-tools.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import { aFault, caseTools, liveTools } from "../../support/replay.ts";
import { called, oneTurn } from "../../support/sessions.ts";

const search = { name: "search_policies", arguments: { query: "late fee" } };
const order = { name: "lookup_order", arguments: { order_id: "4471" } };
const documents = { documents: [{ title: "Late fees" }, { title: "Invoices" }] };
const session = oneTurn("Is there a late fee?", [
  called(search.name, search.arguments, documents),
  called(order.name, order.arguments, { status: "packed" }),
  called(order.name, order.arguments, { status: "in transit" }),
]);

function open(tools: CaseTools, runIndex = 0) {
  return openSessionTools(tools, { caseId: "late-fee", runIndex });
}

/** What becomes of some calls, with what a live tool's result is turned into. */
function outcomes(tools: CaseTools, calls: readonly (typeof search | typeof order)[]): unknown[] {
  const opened = open(tools);
  return calls.map((call) => withResult(opened.answer(call), { status: "in transit" }));
}

function withResult(directive: ToolDirective, result: JsonValue): unknown {
  if (directive.kind !== "live") return directive;
  const { alter, ...rest } = directive;
  return alter === undefined ? rest : { ...rest, sees: alter(result) };
}

describe("recorded tools", () => {
  test("answer with what was recorded, and mark it", () => {
    expect(open(caseTools(session)).answer(search)).toEqual({
      kind: "result",
      result: documents,
      replay: "exact",
    });
  });

  test("a call without an answer ends the session, whatever is asked afterwards", () => {
    const tools = open(caseTools(session));
    expect(tools.gap).toBeUndefined();
    const gap = tools.answer({ name: "issue_refund", arguments: { amount: 5 } });
    expect(gap).toMatchObject({ kind: "gap", reason: expect.stringContaining("issue_refund") });
    expect(tools.answer(search)).toEqual(gap);
    expect(tools.gap).toBe(gap.kind === "gap" && gap.reason);
  });

  test("a tool that is listed as live runs, and so does every tool where none is recorded", () => {
    expect(open(caseTools(session, { live: ["think"] })).answer({ name: "think" })).toEqual({
      kind: "live",
    });
    expect(open(liveTools([])).answer(search)).toEqual({ kind: "live" });
  });

  test("arguments that no JSON can hold are a gap, and not a crash", () => {
    const circular: Record<string, JsonValue> = {};
    circular["self"] = circular;
    let deep: JsonValue = [];
    for (let depth = 0; depth < 10_000; depth++) deep = [deep];
    for (const given of [circular, deep, { amount: Number.NaN }]) {
      expect(open(caseTools(session)).answer({ name: "lookup_order", arguments: given })).toEqual({
        kind: "gap",
        reason: "the arguments of `lookup_order` are no JSON value, or nest deeper than 64 levels",
      });
    }
  });

  test("only what is declared so may be exchanged on the wire", () => {
    const tools = open(caseTools(session, { readOnly: ["search_policies"] }));
    expect(tools.isReadOnly("search_policies")).toBe(true);
    expect(tools.isReadOnly("lookup_order")).toBe(false);
  });

  test("the catalog is made from the calls where none was captured", () => {
    const properties = { order_id: { type: "string" } };
    expect(open(caseTools(session)).catalog.at(-1)).toEqual({
      name: "lookup_order",
      parameters: { type: "object", properties },
    });
    expect(open(liveTools([])).catalog).toEqual([]);
  });
});

describe("a fault", () => {
  test.each([
    ["error", "ToolError", "lookup_order failed: internal error"],
    ["timeout", "TimeoutError", "lookup_order timed out"],
    ["permission-denied", "PermissionDeniedError", "lookup_order was refused: permission denied"],
    [
      "rate-limit",
      "RateLimitError",
      "lookup_order was refused: 429 Too Many Requests, try again later",
    ],
  ] as const)(
    "%s takes the answer's place, and the retry gets the recorded one",
    (fault, type, message) => {
      const faults = [aFault({ tool: "lookup_order", fault, call: 1 })];
      expect(outcomes(caseTools(session, { faults }), [order, order])).toEqual([
        { kind: "error", error: { type, message }, fault },
        { kind: "result", result: { status: "packed" }, replay: "exact" },
      ]);
    },
  );

  test("says what its plan tells it to, after the time that its plan gives it", () => {
    const faults = [
      aFault({ tool: "lookup_order", fault: "timeout", message: "No.", delayMs: 30 }),
    ];
    expect(open(liveTools(faults)).answer(order)).toEqual({
      kind: "error",
      error: { type: "TimeoutError", message: "No." },
      delayMs: 30,
      fault: "timeout",
    });
  });

  test("slow only takes time, with a live tool and with a recorded answer", () => {
    const faults = [aFault({ tool: "lookup_order", fault: "slow" })];
    expect(open(liveTools(faults)).answer(order)).toEqual({
      kind: "live",
      delayMs: 2000,
      fault: "slow",
    });
    expect(open(caseTools(session, { faults })).answer(order)).toEqual({
      kind: "result",
      result: { status: "packed" },
      replay: "exact",
      delayMs: 2000,
      fault: "slow",
    });
  });

  test("empty leaves the answer its form, recorded or live", () => {
    const faults = [aFault({ tool: "search_policies", fault: "empty" })];
    const sees = { documents: [] };
    expect(open(caseTools(session, { faults })).answer(search)).toEqual({
      kind: "result",
      result: sees,
      replay: "exact",
      fault: "empty",
    });
    const live = open(liveTools(faults)).answer(search);
    expect(withResult(live, documents)).toEqual({
      kind: "live",
      sees: { result: sees, fault: "empty" },
    });
  });

  test("with a value of its own needs neither a recording nor the live tool", () => {
    const faults = [aFault({ tool: "opening_hours", fault: "stale", value: "closed" })];
    for (const tools of [caseTools(session, { faults }), liveTools(faults)]) {
      expect(open(tools).answer({ name: "opening_hours" })).toEqual({
        kind: "result",
        result: "closed",
        fault: "stale",
      });
    }
  });

  test("stale is what the same call got before", () => {
    const faults = [aFault({ tool: "lookup_order", fault: "stale" })];
    expect(outcomes(caseTools(session, { faults }), [order, order])).toEqual([
      { kind: "result", result: { status: "packed" }, replay: "exact" },
      { kind: "result", result: { status: "packed" }, replay: "exact", fault: "stale" },
    ]);
    const tools = open(liveTools(faults));
    expect(withResult(tools.answer(order), { status: "packed" })).toEqual({
      kind: "live",
      sees: { result: { status: "packed" } },
    });
    expect(withResult(tools.answer(order), { status: "in transit" })).toEqual({
      kind: "live",
      sees: { result: { status: "packed" }, fault: "stale" },
    });
  });

  test("that can make nothing of an answer leaves it, without a mark", () => {
    const faults = [aFault({ tool: "lookup_order", fault: "truncated-page" })];
    expect(open(caseTools(session, { faults })).answer(order)).toEqual({
      kind: "result",
      result: { status: "packed" },
      replay: "exact",
    });
  });

  test("does not spoil a failure that was recorded", () => {
    const failing = oneTurn("Hello", [
      {
        ...called("lookup_order", order.arguments, null),
        status: "error",
        error: { type: "E", message: "gone" },
      },
    ]);
    const faults = [aFault({ tool: "lookup_order", fault: "duplicate" })];
    expect(open(caseTools(failing, { faults })).answer(order)).toEqual({
      kind: "error",
      error: { type: "E", message: "gone" },
      replay: "exact",
    });
  });
});

/** Which of four calls of one tool a fault strikes, as `.x..`. */
function struck(fault: Partial<Fault>): string {
  const faults = [aFault({ tool: "lookup_order", fault: "error", ...fault })];
  return outcomes(liveTools(faults), [order, order, order, order])
    .map((one) => (JSON.stringify(one).includes("error") ? "x" : "."))
    .join("");
}

describe("which call a fault strikes", () => {
  test.each<[Partial<Fault>, string]>([
    [{}, "xxxx"],
    [{ call: 2 }, ".x.."],
    [{ after: 2 }, "..xx"],
    [{ times: 3 }, "xxx."],
    [{ after: 1, times: 1 }, ".x.."],
    [{ arguments: { order_id: "4471" } }, "xxxx"],
    [{ arguments: { order_id: "4502" } }, "...."],
    [{ arguments: { order_id: "4471", locale: "de" } }, "...."],
    [{ tool: "search_policies" }, "...."],
  ])("%j: %s", (fault, expected) => {
    expect(struck(fault)).toBe(expected);
  });

  test("other tools between do not count", () => {
    const faults = [aFault({ tool: "lookup_order", fault: "error", call: 2 })];
    const kinds = outcomes(liveTools(faults), [order, search, search, order]);
    expect(kinds).toMatchObject([
      { kind: "live" },
      { kind: "live" },
      { kind: "live" },
      { kind: "error" },
    ]);
  });

  test("the first that fits is the one", () => {
    const faults = [
      aFault({ tool: "lookup_order", fault: "error", call: 2 }),
      aFault({ tool: "lookup_order", fault: "timeout" }),
    ];
    expect(outcomes(liveTools(faults), [order, order])).toMatchObject([
      { fault: "timeout" },
      { fault: "error" },
    ]);
  });

  test("calls side by side do not strike more often than they may", () => {
    const faults = [aFault({ tool: "search_policies", fault: "duplicate", times: 1 })];
    const tools = open(liveTools(faults));
    const both = [tools.answer(search), tools.answer(search)];
    expect(both.map((one) => withResult(one, [1]))).toEqual([
      { kind: "live", sees: { result: [1, 1], fault: "duplicate" } },
      { kind: "live", sees: { result: [1] } },
    ]);
  });
});

/** What becomes of the first call of 2000 runs, under a fault that strikes every fifth. */
function pattern(caseId: string, seed: number): readonly string[] {
  const fault = aFault({ tool: "lookup_order", fault: "error", probability: 0.2, seed });
  return Array.from(
    { length: 2000 },
    (_, runIndex) => openSessionTools(liveTools([fault]), { caseId, runIndex }).answer(order).kind,
  );
}

describe("chance", () => {
  const plan = fc.array(
    fc.record({
      tool: fc.constantFrom("search_policies", "lookup_order"),
      fault: fc.constantFrom(...faultKinds),
      probability: fc.double({ min: 0.01, max: 1, noNaN: true }),
      seed: fc.nat(3),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const calls = fc.array(fc.constantFrom(search, order), { maxLength: 12 });

  test("run 7 is always run 7", () => {
    fc.assert(
      fc.property(plan, calls, fc.nat(1000), (fields, asked, runIndex) => {
        const tools = liveTools(fields.map((one) => aFault(one)));
        const held = [1, 2].map(() => {
          const opened = open(tools, runIndex);
          return asked.map((call) => withResult(opened.answer(call), documents));
        });
        expect(held[0]).toEqual(held[1]);
      }),
    );
  });

  test("what becomes of one tool's calls does not depend on another's", () => {
    fc.assert(
      fc.property(plan, calls, fc.nat(1000), (fields, asked, runIndex) => {
        const tools = liveTools(fields.map((one) => aFault(one)));
        const alone = open(tools, runIndex);
        const among = open(tools, runIndex);
        const mixed = asked.map(
          (call) => [call, withResult(among.answer(call), documents)] as const,
        );
        const ofOrders = mixed.filter(([call]) => call === order).map(([, seen]) => seen);
        expect(ofOrders).toEqual(ofOrders.map(() => withResult(alone.answer(order), documents)));
      }),
    );
  });

  test("strikes as often as the plan says, and otherwise in each run, case and seed", () => {
    const hits = pattern("late-fee", 0).filter((kind) => kind === "error").length;
    // Four standard deviations around 400 of 2000.
    expect(Math.abs(hits - 400)).toBeLessThan(72);
    expect(pattern("late-fee", 0)).not.toEqual(pattern("lost-parcel", 0));
    expect(pattern("late-fee", 0)).not.toEqual(pattern("late-fee", 1));
  });
});

describe("the steps of a turn, held to what was asked", () => {
  test("carry the marks of the call that they are", () => {
    const faults = [aFault({ tool: "lookup_order", fault: "empty", call: 1 })];
    const tools = open(caseTools(session, { faults }));
    tools.answer(search);
    tools.answer(order);
    const steps = [called(order.name, order.arguments, {}), called(search.name, {}, documents)];
    expect(tools.settle(steps)).toEqual({
      // The agent completed what the model had asked for: the arguments differ, the call is the next of its name.
      steps: [
        { ...steps[0], replay: "exact", fault: "empty" },
        { ...steps[1], replay: "exact" },
      ],
      unasked: [],
    });
  });

  test("are told apart by their ids", () => {
    const tools = open(liveTools([aFault({ tool: "lookup_order", fault: "error", call: 2 })]));
    for (const callId of ["a", "b"]) tools.answer({ ...order, callId });
    const steps = ["b", "a"].map((callId) => ({ ...called(order.name, {}, 1), callId }));
    expect(tools.settle(steps).steps).toEqual([{ ...steps[0], fault: "error" }, steps[1]]);
  });

  test("that nobody asked about are named, once each", () => {
    const tools = open(caseTools(session));
    tools.answer(order);
    const step = called(order.name, order.arguments, { status: "packed" });
    expect(tools.settle([step, step]).unasked).toEqual([step]);
    expect(tools.settle([step]).unasked).toEqual([step]);
  });

  test("may be seen a turn late, and calls without an answer did not run", () => {
    const tools = open(caseTools(session));
    tools.answer(order);
    expect(tools.settle([]).unasked).toEqual([]);
    const step = called(order.name, order.arguments, { status: "packed" });
    expect(tools.settle([step]).unasked).toEqual([]);
    expect(tools.settle([{ ...step, status: "pending" }]).unasked).toEqual([]);
  });
});
