import { isUnbilled } from "../../agent/provider-failure.ts";
import type { ModelStep, Usage } from "../session.ts";
import { ownProvider, type PriceOf, usageOfTokens } from "./call-cost.ts";
import type { ReadAnswer, ReadRequest } from "./read-call.ts";
import type { WireCall } from "./wire-call.ts";
import { captured } from "./wire-fields.ts";
import { readWireAnswer } from "./wire-readers.ts";

/** How a call's price is found: by the model that it asked for, where the answer's own name has none. */
export type Pricing = { readonly priceOf: PriceOf; readonly asked?: string | undefined };

/** One model call as a step of a session that nobody stitches; how long it took is for the caller to say. */
export function wireStep(
  call: Omit<WireCall, "request" | "endedAtMs">,
  pricing: Pricing,
): ModelStep {
  const answer = readWireAnswer(call);
  const { output, finishReason } = answer;
  return captured({
    kind: "model" as const,
    provider: call.provider,
    model: answer.model ?? pricing.asked,
    text: output && (output.text ?? ""),
    reasoning: output?.reasoning,
    finishReason,
    toolCalls: output?.toolCalls,
    usage: usageOfCall(call, answer, pricing),
    startedAtMs: call.startedAtMs,
    error: call.failure ?? answer.error,
  });
}

/** What a call took; `undefined` where nobody tells. Answers of our own, which left no machine, cost nothing. */
export function usageOfCall(
  call: Pick<WireCall, "provider" | "failure">,
  answer: ReadAnswer,
  { priceOf, asked }: Pricing,
): Usage | undefined {
  const { tokens, error = call.failure } = answer;
  const isOwn = call.provider === ownProvider && error === undefined;
  if (tokens === undefined) return isOwn ? { costUsd: 0 } : undefined;
  const models = [answer.model, asked].filter((name) => name !== undefined);
  const told = usageOfTokens(tokens, priceOf(call.provider, models));
  const usage = isOwn && told.costUsd === undefined ? { ...told, costUsd: 0 } : told;
  return Object.keys(usage).length === 0 ? undefined : usage;
}

/** What a call that is over is counted for; `usage` is absent where it was cut off, and empty where nobody tells. */
export function tookOf({
  provider,
  usage,
  error,
}: Pick<ModelStep, "provider" | "usage" | "error">): "nothing" | { readonly usage?: Usage } {
  if (usage !== undefined) return { usage };
  if (error === undefined) return { usage: {} };
  return provider === ownProvider || isUnbilled(error) ? "nothing" : {};
}

/** The system prompt of a request, wherever its API has it; `undefined` where there is none. */
export function policyOf({ systemInstructions, input }: ReadRequest): string | undefined {
  const said = input.filter(({ role }) => role === "system").map(({ text }) => text);
  const texts = [systemInstructions, ...said].filter((text) => text !== undefined && text !== "");
  return texts.length === 0 ? undefined : texts.join("\n\n");
}
