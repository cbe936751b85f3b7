import { existsSync } from "node:fs";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportSession } from "../../../../src/core/trace/export/export-session.ts";
import type { OtlpSpan } from "../../../../src/core/trace/export/otlp-json.ts";
import type { Session } from "../../../../src/core/trace/session.ts";
import { fallbackMs, genAiSchema, thereAndBack } from "../../../support/export/exported.ts";
import { wholeSessions } from "../../../support/export/whole-sessions.ts";
import {
  aSession,
  aTurn,
  called,
  failedCall,
  oneTurn,
  thought,
} from "../../../support/sessions.ts";

function spansOf(session: Session): readonly OtlpSpan[] {
  const { resourceSpans } = exportSession(session, { fallbackMs });
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** When the spans of tools end. */
function toolEnds(session: Session): readonly string[] {
  return spansOf(session)
    .filter(({ name }) => name.startsWith("execute_tool"))
    .map(({ endTimeUnixNano }) => endTimeUnixNano);
}

/** Attributes as plain values. */
function attributes({ attributes: list }: Pick<OtlpSpan, "attributes">): Record<string, unknown> {
  return Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]));
}

const lateFee = oneTurn(
  "Why was I charged a late fee?",
  [
    thought("", {
      toolCalls: [{ callId: "call_1", name: "find_fees", arguments: { loan: "L-7" } }],
    }),
    { ...called("find_fees", { loan: "L-7" }, []), callId: "call_1" },
    thought("I could not find one."),
  ],
  "I could not find one.",
);

describe("one turn", () => {
  test("is an agent's span with the calls of its model and its tools inside", () => {
    const [root, ...inside] = spansOf(lateFee);
    expect(spansOf(lateFee).map(({ name }) => name)).toEqual([
      "invoke_agent",
      "chat",
      "execute_tool find_fees",
      "chat",
    ]);
    expect(inside.every(({ parentSpanId }) => parentSpanId === root?.spanId)).toBe(true);
    expect(attributes(root!)).toMatchObject({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.conversation.id": "session-1",
      "gen_ai.input.messages": JSON.stringify([
        { role: "user", parts: [{ type: "text", content: "Why was I charged a late fee?" }] },
      ]),
    });
    expect(attributes(inside[1]!)).toMatchObject({
      "gen_ai.tool.name": "find_fees",
      "gen_ai.tool.call.id": "call_1",
      "gen_ai.tool.call.arguments": '{"loan":"L-7"}',
      "gen_ai.tool.call.result": "[]",
    });
  });

  test("has the same spans every time, and ids that OTLP allows", () => {
    const spans = spansOf(lateFee);
    expect(spansOf(lateFee)).toEqual(spans);
    for (const { traceId, spanId } of spans) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(spanId).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  });

  test("of another session has other ids", () => {
    const ids = new Set(spansOf(lateFee).map(({ traceId }) => traceId));
    expect(spansOf({ ...lateFee, id: "session-2" }).some(({ traceId }) => ids.has(traceId))).toBe(
      false,
    );
  });
});

describe("times", () => {
  test("that nobody measured are made up in the order of the story, and say so", () => {
    const spans = spansOf(lateFee);
    expect(spans.map((span) => attributes(span)["tracegate.time.made_up"])).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const starts = spans.map(({ startTimeUnixNano }) => startTimeUnixNano);
    expect(starts.toSorted()).toEqual(starts);
    expect(starts[0]).toBe(`${fallbackMs}000000`);
  });

  test("that were measured are exact to the microsecond", () => {
    const timed = { ...thought("Yes."), startedAtMs: 1_795_356_875_152.25, durationMs: 0.123 };
    const [, chat] = spansOf(oneTurn("Is it late?", [timed], "Yes."));
    expect(chat?.startTimeUnixNano).toBe("1795356875152250000");
    expect(chat?.endTimeUnixNano).toBe("1795356875152373000");
    expect(attributes(chat!)["tracegate.time.made_up"]).toBeUndefined();
  });

  test.each([
    ["begun and timed", { startedAtMs: 1_795_356_875_152, durationMs: 1200 }],
    ["begun, and nobody knows when it ended", { startedAtMs: 1_795_356_875_152 }],
    ["timed, and nobody knows when it began", { durationMs: 1200 }],
    ["of which nobody knows", {}],
  ])("of a call that was %s come back as they were", (_title, times) => {
    const session = oneTurn("Is it late?", [{ ...thought("Yes."), ...times }], "Yes.");
    const [turn] = thereAndBack(session).sessions[0]?.turns ?? [];
    const { startedAtMs, durationMs } = turn?.steps[0] ?? {};
    expect(JSON.parse(JSON.stringify({ startedAtMs, durationMs }))).toEqual(times);
    expect(turn).not.toHaveProperty("durationMs");
    expect(turn).not.toHaveProperty("startedAtMs");
  });

  test("that no clock can have shown are made up as well", () => {
    const wrong = { ...thought("Yes."), startedAtMs: Number.MAX_SAFE_INTEGER };
    expect(spansOf(oneTurn("Is it late?", [wrong], "Yes."))[1]?.startTimeUnixNano).toBe(
      `${fallbackMs}000000`,
    );
  });
});

describe("what failed", () => {
  test("a tool has the status of an error, its type and an exception", () => {
    const [, tool] = spansOf(oneTurn("Pay.", [failedCall("pay", {}, "The desk is closed.")]));
    expect(tool?.status).toEqual({ code: 2, message: "The desk is closed." });
    expect(attributes(tool!)).toMatchObject({ "error.type": "Error" });
    expect(tool?.events?.map(({ name }) => name)).toEqual(["exception"]);
  });

  test("a turn that failed is an agent's span that failed", () => {
    const error = { type: "timeout", message: "No answer after 60 s." };
    const [root] = spansOf(aSession([{ user: "Pay.", steps: [], error }]));
    expect(root?.status).toEqual({ code: 2, message: error.message });
  });

  test("a call that nobody answered never ends, unless only a model's request tells of it", () => {
    const pending = { kind: "tool", name: "pay", status: "pending" } as const;
    const asked = thought("", { toolCalls: [{ callId: "c", name: "pay" }] });
    expect(toolEnds(oneTurn("Pay.", [pending]))).toEqual(["0"]);
    expect(toolEnds(oneTurn("Pay.", [asked, { ...pending, callId: "c" }]))).toEqual([]);
  });
});

describe("what was said of a session", () => {
  const annotations: Session["annotations"] = [
    {
      name: "abstention",
      by: "code",
      annotator: "abstains@1",
      value: { score: 0, label: "fail" },
      explanation: "It made up a fee.",
    },
    { name: "tone", by: "model", value: 0.5 },
    { name: "right tool", by: "human", value: "good", at: { turn: 1, step: 2 } },
    { name: "tags", by: "human", value: ["late", "fee"] },
  ];

  test("stands on the last turn's span, or on the step's", () => {
    const [root, , tool] = spansOf({ ...lateFee, annotations });
    const [first, ...others] = root?.events ?? [];
    expect(first?.name).toBe("gen_ai.evaluation.result");
    expect(attributes(first!)).toEqual({
      "gen_ai.evaluation.name": "abstention",
      "gen_ai.evaluation.score.value": "0",
      "gen_ai.evaluation.score.label": "fail",
      "gen_ai.evaluation.explanation": "It made up a fee.",
      "tracegate.annotation.by": "code",
      "tracegate.annotation.annotator": "abstains@1",
    });
    expect(others.map((event) => attributes(event)["gen_ai.evaluation.score.label"])).toEqual([
      undefined,
      '["late","fee"]',
    ]);
    expect(
      tool?.events?.map((event) => attributes(event)["gen_ai.evaluation.score.label"]),
    ).toEqual(["good"]);
  });

  test("comes back, though as a model's word: the conventions do not say who judged", () => {
    const { sessions } = thereAndBack({ ...lateFee, annotations: annotations.slice(0, 3) });
    expect(sessions[0]?.annotations).toEqual([
      {
        name: "abstention",
        by: "model",
        value: { label: "fail", score: 0 },
        explanation: "It made up a fee.",
      },
      { name: "tone", by: "model", value: 0.5 },
      { name: "right tool", by: "model", value: "good", at: { turn: 1, step: 2 } },
    ]);
  });

  test("is seen even where nothing happened", () => {
    const [only, ...others] = spansOf(
      aSession([], { annotations, finalState: { paid: false }, reward: 0.5 }),
    );
    expect(others).toEqual([]);
    expect(only?.events).toHaveLength(4);
    expect(attributes(only!)).toMatchObject({
      "tracegate.final_state": '{"paid":false}',
      "tracegate.reward": 0.5,
    });
  });
});

describe("there and back", () => {
  test("sub-agents and plans", () => {
    const named = { name: "desk" };
    const session = aSession(
      [
        aTurn(
          "Is my loan late?",
          [
            { ...thought("First the loan, then the fee."), purpose: "plan" },
            thought("Let me ask billing."),
            { ...thought("Two days late."), agent: "billing" },
            { ...called("find_fees", {}, { fee: 2 }), agent: "billing" },
            thought("Two days, and 2 EUR."),
          ],
          "Two days, and 2 EUR.",
        ),
      ],
      { agent: named },
    );
    const [back] = thereAndBack(session).sessions;
    expect(back?.turns[0]?.steps.map(({ kind, agent }) => [kind, agent])).toEqual(
      session.turns[0]?.steps.map(({ kind, agent }) => [kind, agent]),
    );
    expect(back?.turns[0]?.steps[0]).toMatchObject({ purpose: "plan" });
    expect(back?.turns[0]?.reply).toBe("Two days, and 2 EUR.");
  });

  test("two turns in which the user says the same", () => {
    const again = aTurn("Is it late?", [thought("Yes.")], "Yes.");
    const { sessions } = thereAndBack(aSession([again, again, again]));
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.turns.map(({ user, reply }) => [user, reply])).toEqual([
      ["Is it late?", "Yes."],
      ["Is it late?", "Yes."],
      ["Is it late?", "Yes."],
    ]);
  });

  test("an agent that opens, and text of any language", () => {
    const { sessions } = thereAndBack(
      oneTurn("", [thought("Gr\u00fc\u00df Gott \u2026 \ud83d\ude42\u0000")], "x"),
    );
    expect(sessions[0]?.turns[0]).toMatchObject({
      user: "",
      steps: [{ text: "Gr\u00fc\u00df Gott \u2026 \ud83d\ude42\u0000" }],
    });
  });
});

test.skipIf(!existsSync("../shared/data/otel-spec"))(
  "all messages are valid for the schemas of the conventions (skipped without ../shared/data)",
  () => {
    const validators = Object.entries({
      "gen_ai.input.messages": "input-messages",
      "gen_ai.output.messages": "output-messages",
      "gen_ai.system_instructions": "system-instructions",
      "gen_ai.tool.definitions": "tool-definitions",
    }).map(([key, name]) => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      for (const keyword of ["http://json-schema.org/draft-07/schema#"])
        ajv.addSchema(draft7, keyword);
      return { key, validate: ajv.compile(genAiSchema(name)) };
    });
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(wholeSessions, (session) => {
        for (const span of spansOf(session)) {
          const own = attributes(span);
          for (const { key, validate } of validators) {
            const text = own[key];
            if (typeof text !== "string") continue;
            seen.set(key, (seen.get(key) ?? 0) + 1);
            expect(validate(JSON.parse(text)), `${key}: ${text}`).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
    expect([...seen.keys()].toSorted()).toEqual(validators.map(({ key }) => key).toSorted());
  },
);

const draft7 = new Ajv().getSchema("http://json-schema.org/draft-07/schema")?.schema ?? true;
