import fc from "fast-check";
import { describeAgent } from "../../../src/core/trace/agent-facts.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import type {
  ModelStep,
  Session,
  Step,
  StepError,
  ToolStep,
  Turn,
} from "../../../src/core/trace/session.ts";

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const error: fc.Arbitrary<StepError> = fc.record({ type: word, message: text });
const values: fc.Arbitrary<JsonValue> = fc.dictionary(
  word,
  fc.oneof(text, fc.nat(1000), fc.boolean()),
);
const results: fc.Arbitrary<JsonValue> = fc.oneof(text, values, fc.array(values), fc.constant(""));

/** One tool call: what it is asked, and what becomes of it. */
const call = fc.record({
  name: word,
  arguments: values,
  outcome: fc.oneof(
    fc.record({ result: results }),
    fc.record({ error }),
    fc.constant({ pending: true } as const),
    fc.constant({ uncaptured: true } as const),
  ),
});
const usage = fc.record(
  {
    inputTokens: fc.nat(1e6),
    outputTokens: fc.nat(1e5),
    cachedInputTokens: fc.nat(1e5),
    reasoningTokens: fc.nat(1e5),
    costUsd: fc.nat(1000).map((cents) => cents / 100),
  },
  { requiredKeys: ["inputTokens"] },
);
const thought = fc.record(
  { reasoning: text, usage, finishReason: fc.constantFrom("stop", "tool_calls", "length") },
  { requiredKeys: [] },
);
const round = fc.record({
  said: fc.oneof(text, fc.constant("")),
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  thought,
});
const turn = fc.record({
  user: text,
  rounds: fc.array(round, { maxLength: 3 }),
  reply: text,
  thought,
});

/** Sessions as a recorder captures them whole: times, ids, arguments and results of everything. */
export const wholeSessions: fc.Arbitrary<Session> = fc
  .record({
    id: word,
    policy: fc.option(text, { nil: undefined }),
    name: word,
    turns: fc.array(turn, { minLength: 1, maxLength: 4 }),
  })
  .map(({ id, policy, name, turns }) => {
    const clock = { ms: Date.UTC(2027, 0, 15), calls: 0 };
    const agent = describeAgent({
      name,
      version: "1.4.0",
      model: "gpt-5-mini",
      toolCatalog: [{ name: "look", description: "Looks.", parameters: { type: "object" } }],
      ...(policy !== undefined && { systemPrompt: policy }),
    });
    return {
      id,
      ...(agent !== undefined && { agent }),
      ...(policy !== undefined && { policy }),
      turns: turns.map((one, index) => wholeTurn(one, index + 1, clock)),
    };
  });

type Clock = { ms: number; calls: number };
type Value<T> = T extends fc.Arbitrary<infer V> ? V : never;

function wholeTurn(
  { user, rounds, reply, thought: last }: Value<typeof turn>,
  number: number,
  clock: Clock,
): Turn {
  const startedAtMs = (clock.ms += 1000);
  const hex = (step: number): string => `${number}${step}`.padStart(16, "0");
  const steps: Step[] = [];
  const timed = <T extends object>(
    step: T,
  ): T & Pick<ModelStep, "spanId" | "startedAtMs" | "durationMs"> => ({
    ...step,
    spanId: hex(steps.length + 1),
    startedAtMs: (clock.ms += 10),
    durationMs: 5.25,
  });
  for (const { said, calls, thought: own } of rounds) {
    const asked = calls.map((one) => ({ ...one, callId: `call_${(clock.calls += 1)}` }));
    const toolCalls = asked.map(({ name, arguments: given, callId }) => ({
      callId,
      name,
      arguments: given,
    }));
    steps.push(
      timed({
        kind: "model",
        model: "gpt-5-mini",
        provider: "openai",
        text: said,
        toolCalls,
        ...own,
      }),
    );
    for (const { outcome, ...request } of asked) steps.push(answered(request, outcome, timed));
  }
  steps.push(
    timed({ kind: "model", model: "gpt-5-mini", provider: "openai", text: reply, ...last }),
  );
  const durationMs = (clock.ms += 10) - startedAtMs;
  return { user, steps, reply, traceId: `${number}`.padStart(32, "a"), startedAtMs, durationMs };
}

function answered(
  request: { readonly name: string; readonly arguments: JsonValue; readonly callId: string },
  outcome: Value<typeof call>["outcome"],
  timed: <T extends object>(step: T) => T,
): ToolStep {
  const step = { kind: "tool", ...request } as const;
  if ("pending" in outcome) return { ...step, status: "pending" };
  if ("error" in outcome) return timed({ ...step, status: "error", error: outcome.error });
  if ("uncaptured" in outcome) return timed({ ...step, status: "ok" });
  return timed({ ...step, status: "ok", result: outcome.result });
}
