import { z } from "zod";
import { slug } from "../dataset/case-file.ts";
import { isJsonValue, type JsonValue } from "../trace/json.ts";
import { runId, runOutcomes } from "./run-record.ts";

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
const stepError = z.object({ type: z.string(), message: z.string() });

const modelStep = z.object({
  kind: z.literal("model"),
  model: z.string().exactOptional(),
  text: z.string().exactOptional(),
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
      costUsd: z.number().min(0).max(mostDollars).exactOptional(),
    })
    .exactOptional(),
  ...times,
  error: stepError.exactOptional(),
});

const toolStep = z.object({
  kind: z.literal("tool"),
  callId: z.string().exactOptional(),
  name: z.string(),
  arguments: json.exactOptional(),
  status: z.enum(["ok", "error", "pending"]),
  result: json.exactOptional(),
  error: stepError.exactOptional(),
  ...times,
});

const recordedSession = z.object({
  id: z.string(),
  agent: z
    .object({
      version: z.string().exactOptional(),
      model: z.string().exactOptional(),
      systemPromptDigest: z.string().exactOptional(),
      toolCatalogDigest: z.string().exactOptional(),
    })
    .exactOptional(),
  policy: z.string().exactOptional(),
  turns: z.array(
    z.object({
      user: z.string(),
      steps: z.array(z.discriminatedUnion("kind", [modelStep, toolStep])),
      reply: z.string().exactOptional(),
      traceId: z.string().exactOptional(),
      ...times,
      error: stepError.exactOptional(),
    }),
  ),
  reward: z.number().min(0).max(1).exactOptional(),
  finalState: json.exactOptional(),
});

const place = z.int().min(1);
export const stepRefSchema = z.object({ turn: place, step: place });
export const evidenceSchema = z.object({
  at: stepRefSchema.exactOptional(),
  what: z.string(),
  quote: z.boolean().exactOptional(),
});

const origin = {
  evaluator: z.string().min(1),
  kind: z.enum(["check", "judge"]),
  dimension: slug,
};

const verdict = z.discriminatedUnion("result", [
  z.object({
    ...origin,
    result: z.enum(["pass", "fail"]),
    score: z.number().min(0).max(1).exactOptional(),
    label: z.string().exactOptional(),
    explanation: z.string().exactOptional(),
    evidence: z.array(evidenceSchema).exactOptional(),
  }),
  z.object({ ...origin, result: z.literal("unscored"), reason: z.string() }),
]);

/** A line of the journal after the header. */
export const runLineSchema = z
  .object({
    caseId: slug,
    runIndex: count.max(1_000_000),
    outcome: z.enum(runOutcomes),
    reason: z.string().exactOptional(),
    durationMs: ms,
    session: recordedSession,
    verdicts: z.array(verdict),
  })
  .refine(
    ({ outcome, verdicts }) => outcome === "completed" || verdicts.length === 0,
    "a run that did not complete has no verdicts",
  )
  .refine(
    ({ outcome, reason }) => outcome === "completed" || reason !== undefined,
    "a run that did not complete has a reason",
  )
  .refine((run) => run.session.id === runId(run), "the session is that of another run");
