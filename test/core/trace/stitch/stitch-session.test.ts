import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DropList } from "../../../../src/core/trace/import/imported.ts";
import type { Session, Step } from "../../../../src/core/trace/session.ts";
import { sessionSchema } from "../../../../src/core/trace/session-schema.ts";
import type { Message, Span } from "../../../../src/core/trace/span.ts";
import { stitchSession } from "../../../../src/core/trace/stitch/stitch-session.ts";
import { answers, asks, calls, instructs, says, TraceBuilder } from "../../../support/spans.ts";

function stitch(
  ...traces: readonly TraceBuilder[]
): Session & { readonly reasons: readonly string[] } {
  return stitchSpans(traces.flatMap(({ spans }) => spans));
}

function stitchSpans(spans: readonly Span[]): Session & { readonly reasons: readonly string[] } {
  const drops = new DropList("parcels.json");
  const session = stitchSession(spans, { id: "session-1", drops });
  return { ...session, reasons: drops.list().map(({ reason }) => reason) };
}

/** The story without times, ids and usage: what was said and called. */
function story({ turns }: Session): readonly unknown[] {
  return turns.map(({ user, steps, reply }) => ({ user, steps: steps.map(brief), reply }));
}

function brief(step: Step): string {
  const by = step.agent === undefined ? "" : `${step.agent}: `;
  const attempt = step.attempt === undefined ? "" : ` #${step.attempt}`;
  if (step.kind === "model") {
    const wanted = (step.toolCalls ?? []).map(({ name }) => name).join("+");
    return `${by}model ${step.text || wanted || (step.error ? "failed" : "untold")}${attempt}`;
  }
  const result = step.result === undefined ? "" : ` ${JSON.stringify(step.result)}`;
  return `${by}${step.name} ${step.status}${result}${attempt}`;
}

const lateParcel = asks("Where is my parcel?");
const search = calls("find_parcel", { id: 7 }, "call-1");
const found = answers({ status: "late" }, "call-1");
const sorry = says("It is late.");

describe("a turn of one call", () => {
  test("a tool span and the messages about it are one step", () => {
    const trace = new TraceBuilder();
    trace.add({ kind: "agent", agentName: "support", endedAtMs: 1_004_000 });
    const root = trace.spans[0]!.spanId;
    trace.model([lateParcel], search, { parentSpanId: root, model: "gpt-5-mini" });
    trace.tool(
      "find_parcel",
      { id: 7 },
      {
        callId: "call-1",
        toolResult: { status: "late" },
        parentSpanId: root,
      },
    );
    trace.model([lateParcel, search, found], sorry, { parentSpanId: root, model: "gpt-5-mini" });
    const { turns, agent, reasons } = stitch(trace);
    expect(reasons).toEqual([]);
    expect(agent).toMatchObject({ name: "support", model: "gpt-5-mini" });
    expect(turns).toEqual([
      {
        user: "Where is my parcel?",
        traceId: "trace-1",
        startedAtMs: 1_000_000,
        durationMs: 4_000,
        reply: "It is late.",
        steps: [
          {
            kind: "model",
            spanId: "trace-1.2",
            model: "gpt-5-mini",
            text: "",
            toolCalls: [{ callId: "call-1", name: "find_parcel", arguments: { id: 7 } }],
            startedAtMs: 1_001_000,
            durationMs: 500,
          },
          {
            kind: "tool",
            spanId: "trace-1.3",
            callId: "call-1",
            name: "find_parcel",
            arguments: { id: 7 },
            status: "ok",
            result: { status: "late" },
            startedAtMs: 1_002_000,
            durationMs: 500,
          },
          {
            kind: "model",
            spanId: "trace-1.4",
            model: "gpt-5-mini",
            text: "It is late.",
            startedAtMs: 1_003_000,
            durationMs: 500,
          },
        ],
      },
    ]);
  });

  test("without tool spans the call and its result come from what the next model call was sent", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    trace.model([lateParcel, search, found], sorry);
    expect(story(stitch(trace))).toEqual([
      {
        user: "Where is my parcel?",
        steps: ["model find_parcel", 'find_parcel ok {"status":"late"}', "model It is late."],
        reply: "It is late.",
      },
    ]);
  });

  test("a call that nobody answered is pending", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    expect(story(stitch(trace))).toMatchObject([
      { steps: ["model find_parcel", "find_parcel pending"] },
    ]);
  });

  test("a tool span that ended without a captured result is well, and its result is not there", () => {
    const trace = new TraceBuilder();
    trace.tool("cancel_order", { id: 7 });
    const [step] = stitch(trace).turns[0]!.steps;
    expect(step).toMatchObject({ status: "ok" });
    expect(step).not.toHaveProperty("result");
  });

  test("a result that was captured and is empty stays", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    trace.model([lateParcel, search, answers("", "call-1")], sorry);
    expect(stitch(trace).turns[0]!.steps[1]).toMatchObject({ status: "ok", result: "" });
  });

  test("the error of a tool span is the call's, beside what the model was told", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    trace.tool(
      "find_parcel",
      { id: 7 },
      {
        callId: "call-1",
        error: { type: "NotFound", message: "no parcel 7" },
      },
    );
    trace.model([lateParcel, search, answers("Error: no parcel 7", "call-1")], sorry);
    expect(stitch(trace).turns[0]!.steps[1]).toMatchObject({
      status: "error",
      error: { type: "NotFound", message: "no parcel 7" },
      result: "Error: no parcel 7",
    });
  });

  test("a result that begins with `Error:`, or is flagged, is a failed call", () => {
    const said = new TraceBuilder();
    said.model([lateParcel], search);
    said.model([lateParcel, search, answers("Error: timeout", "call-1")], sorry);
    const flagged = new TraceBuilder();
    flagged.model([lateParcel], search);
    flagged.model([lateParcel, search, answers({ code: 500 }, "call-1", { isError: true })], sorry);
    expect(stitch(said).turns[0]!.steps[1]).toMatchObject({
      error: { type: "tool-error", message: "Error: timeout" },
    });
    expect(stitch(flagged).turns[0]!.steps[1]).toMatchObject({
      error: { type: "tool-error", message: '{"code":500}' },
    });
  });
});

describe("messages that are repeated", () => {
  test("three turns that each send the whole history are three turns", () => {
    const history = [
      lateParcel,
      search,
      found,
      sorry,
      asks("Refund it"),
      says("Done."),
      asks("Thanks"),
    ];
    const traces = [1, 5, 7].map((end, index) => {
      const trace = new TraceBuilder(`trace-${index}`, 1_000 + 100 * index);
      if (index === 0) trace.model(history.slice(0, 1), search);
      if (index === 0) trace.model(history.slice(0, 3), sorry);
      if (index === 1) trace.model(history.slice(0, end), says("Done."));
      if (index === 2) trace.model(history.slice(0, end), says("You are welcome."));
      return trace;
    });
    expect(story(stitch(...traces))).toEqual([
      {
        user: "Where is my parcel?",
        steps: ["model find_parcel", 'find_parcel ok {"status":"late"}', "model It is late."],
        reply: "It is late.",
      },
      { user: "Refund it", steps: ["model Done."], reply: "Done." },
      { user: "Thanks", steps: ["model You are welcome."], reply: "You are welcome." },
    ]);
  });

  test("a history without its tool messages is the same history", () => {
    const first = new TraceBuilder();
    first.model([lateParcel], search);
    first.model([lateParcel, search, found], sorry);
    const second = new TraceBuilder("trace-2", 2_000);
    second.model([lateParcel, sorry, asks("Refund it")], says("Done."));
    expect(story(stitch(first, second))).toMatchObject([
      { steps: { length: 3 } },
      { user: "Refund it", steps: ["model Done."] },
    ]);
  });

  test("the same words said twice are two turns", () => {
    const trace = new TraceBuilder();
    const more = asks("more");
    trace.model([more], says("One."));
    trace.model([more, says("One."), more], says("Two."));
    expect(story(stitch(trace))).toEqual([
      { user: "more", steps: ["model One."], reply: "One." },
      { user: "more", steps: ["model Two."], reply: "Two." },
    ]);
  });

  test("said again in a trace of its own, without any history, they are a turn of their own", () => {
    const first = new TraceBuilder();
    first.model([asks("Any news?")], says("No."));
    const second = new TraceBuilder("trace-2", 2_000);
    second.model([asks("Any news?")], says("It arrived."));
    expect(story(stitch(first, second))).toMatchObject([
      { reply: "No." },
      { reply: "It arrived." },
    ]);
  });

  test("ids of calls that repeat in every turn do not mix the turns up", () => {
    const refund = calls("refund", { id: 7 }, "call-1");
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    trace.model([lateParcel, search, found], sorry);
    trace.model([lateParcel, search, found, sorry, asks("Refund it")], refund);
    trace.tool("refund", { id: 7 }, { callId: "call-1", toolResult: "ok" });
    const again = [
      lateParcel,
      search,
      found,
      sorry,
      asks("Refund it"),
      refund,
      answers("ok", "call-1"),
    ];
    // New objects: nothing may depend on messages being the same ones.
    trace.model(structuredClone(again), says("Done."));
    expect(story(stitch(trace))).toMatchObject([
      { steps: ["model find_parcel", 'find_parcel ok {"status":"late"}', "model It is late."] },
      { steps: ["model refund", 'refund ok "ok"', "model Done."] },
    ]);
  });

  test("an answer that was not captured is filled in from the next call's history", () => {
    const trace = new TraceBuilder();
    trace.add({ kind: "model", input: [lateParcel] });
    trace.model([lateParcel, search, found], sorry);
    const session = stitch(trace);
    expect(story(session)).toMatchObject([
      { steps: ["model find_parcel", 'find_parcel ok {"status":"late"}', "model It is late."] },
    ]);
    expect(session.turns[0]!.steps[0]).toMatchObject({ spanId: "trace-1.1" });
  });

  test("calls of which no span was captured at all are told by the history", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel, search, found, sorry, asks("Refund it")], says("Done."));
    const session = stitch(trace);
    expect(story(session)).toMatchObject([
      { reply: "It is late.", steps: { length: 3 } },
      { reply: "Done." },
    ]);
    expect(session.turns[0]!.steps[0]).not.toHaveProperty("spanId");
  });

  test("words and calls of one answer may come back as two messages", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], {
      role: "assistant",
      text: "Let me look.",
      toolCalls: search.toolCalls!,
    });
    trace.model([lateParcel, says("Let me look."), search, found], sorry);
    expect(story(stitch(trace))).toMatchObject([
      { steps: ["model Let me look.", 'find_parcel ok {"status":"late"}', "model It is late."] },
    ]);
  });

  test("a history in which a message was rewritten is reported and not told twice", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], sorry);
    trace.model(
      [lateParcel, says("It is late, says the carrier."), asks("Refund it")],
      says("Done."),
    );
    const session = stitch(trace);
    expect(story(session)).toMatchObject([
      { steps: ["model It is late."] },
      { steps: ["model Done."] },
    ]);
    expect(session.reasons).toEqual([
      "message of a history that differs from what was recorded before",
    ]);
  });

  test("parallel calls keep their own results, whatever their order", () => {
    const both = {
      role: "assistant" as const,
      toolCalls: [
        ...search.toolCalls!,
        { callId: "call-2", name: "find_parcel", arguments: { id: 8 } },
      ],
    };
    const trace = new TraceBuilder();
    trace.model([lateParcel], both);
    trace.tool("find_parcel", { id: 8 }, { callId: "call-2", toolResult: "lost" });
    trace.tool("find_parcel", { id: 7 }, { callId: "call-1", toolResult: "late" });
    trace.model([lateParcel, both, answers("lost", "call-2"), answers("late", "call-1")], sorry);
    expect(stitch(trace).turns[0]!.steps).toMatchObject([
      { kind: "model" },
      { callId: "call-1", arguments: { id: 7 }, result: "late" },
      { callId: "call-2", arguments: { id: 8 }, result: "lost" },
      { kind: "model" },
    ]);
  });

  test("without ids results belong to their calls by order", () => {
    const both = {
      role: "assistant" as const,
      toolCalls: [
        { name: "find_parcel", arguments: { id: 7 } },
        { name: "find_parcel", arguments: { id: 8 } },
      ],
    };
    const trace = new TraceBuilder();
    trace.model([lateParcel], both);
    trace.model([lateParcel, both, answers("late"), answers("lost")], sorry);
    expect(stitch(trace).turns[0]!.steps).toMatchObject([
      {},
      { arguments: { id: 7 }, result: "late" },
      { arguments: { id: 8 }, result: "lost" },
      {},
    ]);
  });

  test("the result of a call that nobody was seen to make is a step, once, and is reported", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel, answers("late", "call-9")], sorry);
    trace.model([lateParcel, answers("late", "call-9"), sorry, asks("Refund it")], says("Done."));
    const session = stitch(trace);
    expect(story(session)).toMatchObject([
      { steps: ['unknown ok "late"', "model It is late."] },
      {},
    ]);
    expect(session.reasons).toEqual([
      "tool result without its call: the tool's name and arguments are unknown",
    ]);
  });
});

describe("the same call seen twice", () => {
  test("an mcp span inside the span of the tool is no step of its own", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    const outer = trace.tool("find_parcel", { id: 7 }, { callId: "call-1", endedAtMs: 1_005_000 });
    trace.tool("find_parcel", { id: 7 }, { parentSpanId: outer.spanId, toolResult: "late" });
    trace.model([lateParcel, search, found], sorry);
    expect(story(stitch(trace))).toMatchObject([
      { steps: ["model find_parcel", 'find_parcel ok "late"', "model It is late."] },
    ]);
  });

  test("nor is one of another instrumentation beside it, at the same time", () => {
    const trace = new TraceBuilder();
    trace.tool("find_parcel", { id: 7 }, { scope: "framework", endedAtMs: 1_003_000 });
    trace.tool("find_parcel", { id: 7 }, { scope: "mcp", toolResult: "late" });
    expect(story(stitch(trace))).toMatchObject([{ steps: ['find_parcel ok "late"'] }]);
  });

  test("a model call timed by a framework and by the client inside it is one step", () => {
    const trace = new TraceBuilder();
    const outer = trace.model([lateParcel], sorry, { scope: "framework", finishReason: "stop" });
    trace.add({
      kind: "model",
      parentSpanId: outer.spanId,
      scope: "client",
      usage: { inputTokens: 12 },
    });
    expect(stitch(trace).turns[0]!.steps).toMatchObject([
      {
        spanId: "trace-1.2",
        text: "It is late.",
        finishReason: "stop",
        usage: { inputTokens: 12 },
      },
    ]);
  });

  test("one timed by a client and by a proxy beside it is one step", () => {
    const client = new TraceBuilder("client");
    client.model([lateParcel], sorry, { scope: "client" });
    const proxy = new TraceBuilder("proxy");
    proxy.model([lateParcel], sorry, { scope: "proxy", usage: { costUsd: 0.01 } });
    expect(stitch(client, proxy).turns).toMatchObject([{ steps: [{ usage: { costUsd: 0.01 } }] }]);
  });

  test("two calls of one instrumentation with the same answer are two", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], says("OK"), { scope: "client", endedAtMs: 1_009_000 });
    trace.model([lateParcel], says("OK"), { scope: "client" });
    expect(stitch(trace).turns[0]!.steps).toHaveLength(2);
  });
});

describe("agents beside the agent", () => {
  const delegate = calls("ask_billing", { question: "fee of 7?" }, "call-1");

  test("a sub-agent inside a tool has its steps there, under its name", () => {
    const trace = new TraceBuilder();
    const main = trace.add({ kind: "agent", agentName: "support", endedAtMs: 1_020_000 });
    trace.model([lateParcel], delegate, { parentSpanId: main.spanId });
    const tool = trace.tool(
      "ask_billing",
      { question: "fee of 7?" },
      {
        callId: "call-1",
        parentSpanId: main.spanId,
        toolResult: "3 EUR",
      },
    );
    const sub = trace.add({ kind: "agent", agentName: "billing", parentSpanId: tool.spanId });
    trace.model([instructs("You do billing."), asks("fee of 7?")], says("3 EUR"), {
      parentSpanId: sub.spanId,
    });
    trace.model([lateParcel, delegate, answers("3 EUR", "call-1")], says("The fee is 3 EUR."), {
      parentSpanId: main.spanId,
    });
    const session = stitch(trace);
    expect(story(session)).toEqual([
      {
        user: "Where is my parcel?",
        steps: [
          "model ask_billing",
          'ask_billing ok "3 EUR"',
          "billing: model 3 EUR",
          "model The fee is 3 EUR.",
        ],
        reply: "The fee is 3 EUR.",
      },
    ]);
    expect(session.agent).toMatchObject({ name: "support" });
    expect(session.reasons).toEqual([]);
  });

  test("one without spans around it is known by its prompt while a call waits", () => {
    const shop = instructs("You are a shop's agent.");
    const trace = new TraceBuilder();
    const tools = [{ name: "ask_billing" }];
    trace.model([shop, lateParcel], delegate, { toolDefinitions: tools });
    trace.model([instructs("You do billing."), asks("fee of 7?")], says("3 EUR"));
    trace.model([shop, lateParcel, delegate, answers("3 EUR", "call-1")], says("3 EUR."), {
      toolDefinitions: tools,
    });
    expect(story(stitch(trace))).toMatchObject([
      {
        steps: [
          "model ask_billing",
          'ask_billing ok "3 EUR"',
          "ask_billing: model 3 EUR",
          "model 3 EUR.",
        ],
        reply: "3 EUR.",
      },
    ]);
  });

  test("a title that is made up after the answer is not what the user was told", () => {
    const shop = instructs("You are a shop's agent.");
    const tools = [{ name: "find_parcel" }];
    const trace = new TraceBuilder();
    trace.model([shop, lateParcel], sorry, { toolDefinitions: tools });
    trace.model([instructs("Give it a title."), lateParcel], says("Late parcel"));
    trace.model([shop, lateParcel, sorry, asks("Refund it")], says("Done."), {
      toolDefinitions: tools,
    });
    const session = stitch(trace);
    expect(session.policy).toBe("You are a shop's agent.");
    expect(story(session)).toEqual([
      {
        user: "Where is my parcel?",
        steps: ["model It is late.", "model Late parcel"],
        reply: "It is late.",
      },
      { user: "Refund it", steps: ["model Done."], reply: "Done." },
    ]);
  });

  test("agents that hand over to each other share the session; each step has its agent", () => {
    const transfer = calls("transfer_to_refunds", {}, "call-1");
    const trace = new TraceBuilder();
    const flow = trace.add({ kind: "agent", name: "workflow", endedAtMs: 1_020_000 });
    const triage = trace.add({ kind: "agent", agentName: "triage", parentSpanId: flow.spanId });
    trace.model([lateParcel], transfer, { parentSpanId: triage.spanId });
    const refunds = trace.add({ kind: "agent", agentName: "refunds", parentSpanId: flow.spanId });
    trace.model([lateParcel, transfer, answers("ok", "call-1")], says("Refunded."), {
      parentSpanId: refunds.spanId,
    });
    const session = stitch(trace);
    expect(session.agent).toMatchObject({ name: "triage" });
    expect(story(session)).toMatchObject([
      {
        steps: [
          "model transfer_to_refunds",
          'transfer_to_refunds ok "ok"',
          "refunds: model Refunded.",
        ],
        reply: "Refunded.",
      },
    ]);
  });

  test("an agent that opens has a turn without words of the user", () => {
    const trace = new TraceBuilder();
    trace.model([instructs("Greet.")], says("Hello!"));
    const session = stitch(trace);
    expect(story(session)).toEqual([{ user: "", steps: ["model Hello!"], reply: "Hello!" }]);
    expect(session.reasons).toEqual([]);
  });
});

function choice(text: string): Message {
  return { ...says(text), finishReason: "stop" };
}

describe("failures and repetitions", () => {
  test("a model call after a failed one is its second attempt", () => {
    const trace = new TraceBuilder();
    const error = { type: "RateLimit", message: "slow down" };
    trace.add({ kind: "model", input: [lateParcel], error });
    trace.add({ kind: "model", input: [lateParcel], error });
    trace.model([lateParcel], sorry);
    expect(story(stitch(trace))).toMatchObject([
      { steps: ["model failed", "model failed #2", "model It is late. #3"], reply: "It is late." },
    ]);
  });

  test("so is a tool call with the same arguments after one that failed, and no other", () => {
    const trace = new TraceBuilder();
    const error = { type: "Timeout", message: "5 s" };
    trace.tool("find_parcel", { id: 7 }, { error });
    trace.tool("find_parcel", { id: 8 });
    trace.tool("find_parcel", { id: 7 }, { toolResult: "late" });
    trace.tool("find_parcel", { id: 7 }, { toolResult: "late" });
    expect(story(stitch(trace))).toMatchObject([
      {
        steps: [
          "find_parcel error",
          "find_parcel ok",
          'find_parcel ok "late" #2',
          'find_parcel ok "late"',
        ],
      },
    ]);
  });

  test("a turn whose agent failed has that error, and no reply where none was given", () => {
    const trace = new TraceBuilder();
    const error = { type: "Crash", message: "out of memory" };
    const root = trace.add({ kind: "agent", error });
    trace.model([lateParcel], search, { parentSpanId: root.spanId });
    const [turn] = stitch(trace).turns;
    expect(turn).toMatchObject({ error });
    expect(turn).not.toHaveProperty("reply");
  });

  test("the further choices of an answer are reported", () => {
    const trace = new TraceBuilder();
    trace.add({
      kind: "model",
      input: [lateParcel],
      output: [choice("A"), choice("B"), choice("C")],
    });
    const session = stitch(trace);
    expect(story(session)).toMatchObject([{ steps: ["model A"], reply: "A" }]);
    expect(session.reasons).toEqual(["further choice of a model's answer"]);
  });
});

describe("steps of other kinds", () => {
  test("a retrieval stands where it happened and is known as one", () => {
    const trace = new TraceBuilder();
    const root = trace.add({ kind: "agent" });
    trace.add({
      kind: "retriever",
      parentSpanId: root.spanId,
      toolCall: { name: "faq", arguments: { query: "late" } },
      toolResult: [],
    });
    trace.model([lateParcel], sorry, { parentSpanId: root.spanId });
    expect(stitch(trace).turns[0]!.steps).toMatchObject([
      { kind: "tool", name: "faq", isRetrieval: true, result: [], arguments: { query: "late" } },
      { kind: "model" },
    ]);
  });

  test("a model call inside a plan is a plan; a plan without one is a step itself", () => {
    const trace = new TraceBuilder();
    const plan = trace.add({ kind: "plan" });
    trace.model([lateParcel], says("1. look"), { parentSpanId: plan.spanId });
    trace.add({ kind: "plan", output: [says("2. tell")] });
    expect(stitch(trace).turns[0]!.steps).toMatchObject([
      { purpose: "plan", text: "1. look" },
      { purpose: "plan", text: "2. tell" },
    ]);
  });

  test("an embedding is a model call without words", () => {
    const trace = new TraceBuilder();
    trace.add({ kind: "model", model: "embed-3", output: [], usage: { inputTokens: 4 } });
    trace.model([lateParcel], sorry);
    const [step] = stitch(trace).turns[0]!.steps;
    expect(step).toMatchObject({ model: "embed-3", usage: { inputTokens: 4 } });
    expect(step).not.toHaveProperty("text");
  });

  test("a guardrail is reported", () => {
    const trace = new TraceBuilder();
    trace.add({ kind: "guardrail" });
    trace.model([lateParcel], sorry);
    expect(stitch(trace).reasons).toEqual(["guardrail: it is no step of an agent"]);
  });

  test("what was said about a span is said at its step, else of the session", () => {
    const trace = new TraceBuilder();
    const helpful = { name: "helpful", by: "human" as const, value: "yes" };
    const root = trace.add({ kind: "agent", annotations: [helpful] });
    trace.model([lateParcel], sorry, {
      parentSpanId: root.spanId,
      annotations: [{ name: "polite", by: "model", value: 0.9 }],
    });
    expect(stitch(trace).annotations).toEqual([
      helpful,
      { name: "polite", by: "model", value: 0.9, at: { turn: 1, step: 1 } },
    ]);
  });
});

describe("content that was not captured", () => {
  test("each outermost agent span is a turn, with what it says the user said", () => {
    const trace = new TraceBuilder();
    for (const userText of ["Where is my parcel?", "Refund it"]) {
      const root = trace.add({ kind: "agent", userText, replyText: "Yes." });
      trace.add({ kind: "model", parentSpanId: root.spanId });
    }
    const session = stitch(trace);
    expect(story(session)).toEqual([
      { user: "Where is my parcel?", steps: ["model untold"], reply: "Yes." },
      { user: "Refund it", steps: ["model untold"], reply: "Yes." },
    ]);
    expect(session.reasons).toEqual([]);
  });

  test("where nothing says it, the turn is there and the loss is reported", () => {
    const trace = new TraceBuilder();
    trace.add({ kind: "model" });
    trace.add({ kind: "model" });
    const session = stitch(trace);
    expect(story(session)).toEqual([{ user: "", steps: ["model untold", "model untold"] }]);
    expect(session.turns[0]!.steps[0]).not.toHaveProperty("text");
    expect(session.reasons).toEqual(["user message of a turn: it was not captured"]);
  });

  test('an answer of calls alone has the words ""', () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    expect(stitch(trace).turns[0]!.steps[0]).toMatchObject({ text: "" });
  });
});

function chat(): TraceBuilder {
  const trace = new TraceBuilder();
  trace.model([lateParcel], search);
  trace.model([lateParcel, search, found], sorry);
  return trace;
}

describe("spans that cannot be true", () => {
  test("a span exported twice is one", () => {
    const { spans } = chat();
    const session = stitchSpans([...spans, ...structuredClone(spans)]);
    expect(story(session)).toEqual(story(stitchSpans(spans)));
    expect(session.reasons).toEqual(["span that was exported more than once"]);
  });

  test("an id that two spans share loses neither", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], sorry, { spanId: "same" });
    trace.tool("find_parcel", { id: 7 }, { spanId: "same" });
    const session = stitch(trace);
    expect(session.turns[0]!.steps).toHaveLength(2);
    expect(session.reasons).toEqual(["id of a span: another span of the trace has it too"]);
  });

  test("parents in a circle are taken apart, short circles and long ones", () => {
    for (const length of [1, 2, 40, 500]) {
      const trace = new TraceBuilder();
      for (let place = 1; place <= length; place += 1) {
        trace.add({ kind: "agent", parentSpanId: `trace-1.${(place % length) + 1}` });
      }
      trace.model([lateParcel], sorry, { parentSpanId: "trace-1.1" });
      const session = stitch(trace);
      expect(story(session)).toMatchObject([{ reply: "It is late." }]);
      expect(session.reasons).toContain("parent of a span: the parents stand in a circle");
    }
  });

  test("an end before the start is left out", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], sorry, { endedAtMs: 5 });
    const session = stitch(trace);
    expect(session.turns[0]!.steps[0]).not.toHaveProperty("durationMs");
    expect(session.reasons).toEqual(["end of a span before its start"]);
  });

  test("a child that starts before its parent starts with it", () => {
    const trace = new TraceBuilder();
    const root = trace.add({ kind: "agent", startedAtMs: 9_000_000, endedAtMs: 9_001_000 });
    trace.tool("find_parcel", { id: 7 }, { parentSpanId: root.spanId });
    const session = stitch(trace);
    expect(session.turns[0]!.steps).toHaveLength(1);
    expect(session.reasons).toEqual([
      "start of a span before its parent's: taken for the parent's",
      "user message of a turn: it was not captured",
    ]);
  });

  test("a call that was sent another one's answer came after it, whatever the clocks say", () => {
    const trace = new TraceBuilder();
    trace.model([lateParcel], search);
    trace.model([lateParcel, search, found], sorry, { startedAtMs: 5_000, endedAtMs: 6_000 });
    const session = stitch(trace);
    expect(story(session)).toMatchObject([
      { steps: ["model find_parcel", 'find_parcel ok {"status":"late"}', "model It is late."] },
    ]);
    expect(session.reasons).toEqual([
      "clock of a span: it was sent the answer of a call that began later",
    ]);
  });
});

test("no spans are a session without turns", () => {
  expect(stitch(new TraceBuilder())).toEqual({ id: "session-1", turns: [], reasons: [] });
});

const texts = fc.constantFrom("a", "b", "where", "");
const messages = fc.array(
  fc.oneof(
    texts.map(asks),
    texts.map(says),
    texts.map(instructs),
    fc.tuple(texts, fc.option(texts)).map(([name, id]) => calls(name, { id: 1 }, id ?? undefined)),
    fc.tuple(texts, fc.option(texts)).map(([text, id]) => answers(text, id ?? undefined)),
  ),
  { maxLength: 6 },
);
const ids = fc.constantFrom("1", "2", "3", "4");
const anySpan = fc.record(
  {
    kind: fc.constantFrom("agent", "model", "tool", "retriever", "plan", "guardrail", "other"),
    name: texts,
    traceId: ids,
    spanId: ids,
    parentSpanId: ids,
    startedAtMs: fc.integer({ min: 0, max: 9 }),
    endedAtMs: fc.integer({ min: 0, max: 9 }),
    scope: texts,
    input: messages,
    output: messages,
    toolCall: texts.map((name) => ({ name })),
    agentName: texts,
    userText: texts,
    error: fc.constant({ type: "x", message: "y" }),
  },
  { requiredKeys: ["kind", "name", "traceId", "spanId"] },
) as fc.Arbitrary<Span>;

test("whatever the spans are, they give a session that can be written, and the same one again", () => {
  fc.assert(
    fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
      const { reasons: _, ...session } = stitchSpans(spans);
      expect(sessionSchema.parse(session)).toEqual(session);
      expect(stitchSpans(structuredClone(spans))).toMatchObject(session);
    }),
    { numRuns: 500 },
  );
});

test("no model call and no tool span is lost", () => {
  fc.assert(
    fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
      const once = spans.map((span, index) => ({ ...span, spanId: `${index}`, scope: "one" }));
      const own = once.filter(({ kind }) => kind === "model" || kind === "retriever");
      const flat = own.map((span) => {
        const { parentSpanId: _, ...rest } = span;
        return rest;
      });
      const steps = stitchSpans(flat).turns.flatMap((turn) => turn.steps);
      const seen = new Set(steps.map(({ spanId }) => spanId));
      for (const { spanId } of flat) expect(seen).toContain(spanId);
    }),
  );
});

test("a client that gives calls other ids in its history keeps each result with its call", () => {
  const trace = new TraceBuilder();
  trace.model([lateParcel], calls("find_parcel", { id: 7 }, "fc-1"));
  trace.model(
    [lateParcel, calls("find_parcel", { id: 7 }, "call-1"), answers("late", "call-1")],
    sorry,
  );
  expect(story(stitch(trace))).toMatchObject([
    { steps: ["model find_parcel", 'find_parcel ok "late"', "model It is late."] },
  ]);
});
