import { z } from "zod";
import { slug } from "../dataset/case-file.ts";
import { simulatorErrorKinds } from "../simulation/simulator-error.ts";
import { sessionSchema, stepRefSchema } from "../trace/session-schema.ts";
import { runId, runOutcomes } from "./run-record.ts";

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

const count = z.int().min(0);

/** Sums over model calls. */
export const callTotal = z.object({
  modelCalls: count,
  inputTokens: count,
  outputTokens: count,
  callsWithoutTokens: count,
  costUsd: z.number().min(0),
  callsWithoutCost: count,
});

/** What was asked beside the agent's own calls. */
export const askedTotal = z.object({
  judges: callTotal.exactOptional(),
  simulator: callTotal.exactOptional(),
});

/** A line of the journal after the header. */
export const runLineSchema = z
  .object({
    caseId: slug,
    runIndex: z.int().min(0).max(1_000_000),
    outcome: z.enum(runOutcomes),
    reason: z.string().exactOptional(),
    durationMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
    session: sessionSchema,
    verdicts: z.array(verdict),
    simulated: z
      .object({ seed: z.string().max(200), error: z.enum(simulatorErrorKinds).exactOptional() })
      .exactOptional(),
    asked: askedTotal.exactOptional(),
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
