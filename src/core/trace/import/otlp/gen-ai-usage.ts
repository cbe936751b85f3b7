import type { Usage } from "../../session.ts";
import { mostDollars, mostTokens } from "../../session-schema.ts";
import type { Attributes } from "./attributes.ts";

/** Where the versions of the conventions, and instrumentations beside them, keep each count. */
const countKeys = {
  inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
  outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
  cachedInputTokens: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.cached_tokens",
  ],
  reasoningTokens: [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.output_tokens.reasoning",
  ],
} as const;
const costKeys = ["gen_ai.usage.cost", "gen_ai.usage.total_cost", "gen_ai.cost.total"] as const;

/** Tokens and cost in `gen_ai.usage.*`; `undefined` where neither was captured. */
export function genAiUsage(attributes: Attributes): Usage | undefined {
  return usageOf(attributes, countKeys, costKeys);
}

/** Tokens and cost under the given keys, the first that holds a possible number; `undefined` where none does. */
export function usageOf(
  attributes: Attributes,
  counts: Readonly<Record<keyof Omit<Usage, "costUsd">, readonly string[]>>,
  costs: readonly string[],
): Usage | undefined {
  const inputTokens = countAt(attributes, counts.inputTokens);
  const outputTokens = countAt(attributes, counts.outputTokens);
  const cachedInputTokens = countAt(attributes, counts.cachedInputTokens);
  const reasoningTokens = countAt(attributes, counts.reasoningTokens);
  const costUsd = costs
    .map((key) => attributes.number(key))
    .find((cost) => cost !== undefined && cost >= 0 && cost <= mostDollars);
  const usage: Usage = {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cachedInputTokens !== undefined && { cachedInputTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(costUsd !== undefined && { costUsd }),
  };
  return Object.keys(usage).length === 0 ? undefined : usage;
}

function countAt(attributes: Attributes, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const count = attributes.number(key);
    if (count !== undefined && Number.isInteger(count) && count >= 0 && count <= mostTokens) {
      return count;
    }
  }
  return undefined;
}
