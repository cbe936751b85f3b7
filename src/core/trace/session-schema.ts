import { z } from "zod";
import { isJsonValue, type JsonValue } from "./json.ts";

/** Largest numbers that one model call may claim: sums over millions of calls stay exact. */
export const mostTokens = 1e9;
export const mostDollars = 1e6;

const json = z.custom<JsonValue>(
  (value) => isJsonValue(value),
  "a JSON value, at most 64 levels deep",
);
const count = z.int().min(0);
const ms = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const times = { startedAtMs: ms.exactOptional(), durationMs: ms.exactOptional() };
const place = z.int().min(1);
export const stepRefSchema = z.object({ turn: place, step: place });
const stepError = z.object({ type: z.string(), message: z.string() });

const origin = {
  spanId: z.string().exactOptional(),
  agent: z.string().exactOptional(),
  attempt: z.int().min(2).exactOptional(),
};

const modelStep = z.object({
  kind: z.literal("model"),
  ...origin,
  purpose: z.literal("plan").exactOptional(),
  provider: z.string().exactOptional(),
  model: z.string().exactOptional(),
  text: z.string().exactOptional(),
  reasoning: z.string().exactOptional(),
  finishReason: z.string().exactOptional(),
  toolCalls: z
    .array(
      z.object({
        callId: z.string().exactOptional(),
        name: z.string(),
        arguments: json.exactOptional(),
      }),
    )
    .exactOptional(),
  usage: z
    .object({
      inputTokens: count.max(mostTokens).exactOptional(),
      outputTokens: count.max(mostTokens).exactOptional(),
      cachedInputTokens: count.max(mostTokens).exactOptional(),
      reasoningTokens: count.max(mostTokens).exactOptional(),
      costUsd: z.number().min(0).max(mostDollars).exactOptional(),
    })
    .exactOptional(),
  ...times,
  error: stepError.exactOptional(),
});

const toolStep = z.object({
  kind: z.literal("tool"),
  ...origin,
  isRetrieval: z.boolean().exactOptional(),
  callId: z.string().exactOptional(),
  name: z.string(),
  arguments: json.exactOptional(),
  status: z.enum(["ok", "error", "pending"]),
  result: json.exactOptional(),
  error: stepError.exactOptional(),
  replay: z.enum(["exact", "approximate"]).exactOptional(),
  fault: z.string().exactOptional(),
  ...times,
});

const annotation = z.object({
  name: z.string(),
  by: z.enum(["human", "model", "code"]),
  annotator: z.string().exactOptional(),
  value: json,
  explanation: z.string().exactOptional(),
  at: stepRefSchema.exactOptional(),
});

/** A session as our own files hold it: a line of the journal, a session of a dataset. */
export const sessionSchema = z.object({
  id: z.string(),
  agent: z
    .object({
      name: z.string().exactOptional(),
      version: z.string().exactOptional(),
      model: z.string().exactOptional(),
      systemPromptDigest: z.string().exactOptional(),
      toolCatalogDigest: z.string().exactOptional(),
      toolCatalog: z
        .array(
          z.object({
            name: z.string(),
            description: z.string().exactOptional(),
            parameters: json.exactOptional(),
          }),
        )
        .exactOptional(),
    })
    .exactOptional(),
  policy: z.string().exactOptional(),
  turns: z.array(
    z.object({
      user: z.string(),
      steps: z.array(z.discriminatedUnion("kind", [modelStep, toolStep])),
      isUnseen: z.literal(true).exactOptional(),
      reply: z.string().exactOptional(),
      traceId: z.string().exactOptional(),
      ...times,
      error: stepError.exactOptional(),
    }),
  ),
  reward: z.number().min(0).max(1).exactOptional(),
  task: z.object({ id: z.string(), runIndex: count }).exactOptional(),
  finalState: json.exactOptional(),
  annotations: z.array(annotation).exactOptional(),
});
