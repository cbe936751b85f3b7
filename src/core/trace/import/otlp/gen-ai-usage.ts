import type { Usage } from "../../session.ts";
import { mostDollars, mostTokens } from "../../session-schema.ts";
import { isNothing } from "../fields.ts";
import type { DropList } from "../imported.ts";
import { noCost, noCount } from "../messages/usage.ts";
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
export function genAiUsage(attributes: Attributes, drops: DropList): Usage | undefined {
  return usageOf(attributes, { counts: countKeys, costs: costKeys }, drops);
}

/** Where a dialect keeps its counts and its cost, the surest key of each first. */
export type UsageKeys = {
  readonly counts: Readonly<Record<keyof Omit<Usage, "costUsd">, readonly string[]>>;
  readonly costs: readonly string[];
};

/**
 * Tokens and cost under the given keys, the first that holds a possible number; `undefined` where none does. What
 * stands there and is no such number is in `drops`.
 */
export function usageOf(
  attributes: Attributes,
  { counts, costs }: UsageKeys,
  drops: DropList,
): Usage | undefined {
  const inputTokens = countAt(attributes, counts.inputTokens, drops);
  const outputTokens = countAt(attributes, counts.outputTokens, drops);
  const cachedInputTokens = countAt(attributes, counts.cachedInputTokens, drops);
  const reasoningTokens = countAt(attributes, counts.reasoningTokens, drops);
  const costUsd = costAt(attributes, costs, drops);
  const usage: Usage = {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cachedInputTokens !== undefined && { cachedInputTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(costUsd !== undefined && { costUsd }),
  };
  return Object.keys(usage).length === 0 ? undefined : usage;
}

function countAt(
  attributes: Attributes,
  keys: readonly string[],
  drops: DropList,
): number | undefined {
  for (const key of keys) {
    const count = attributes.number(key);
    if (count !== undefined && Number.isInteger(count) && count >= 0 && count <= mostTokens) {
      return count;
    }
    if (attributes.has(key)) dropNumber(attributes, key, { reason: noCount, drops });
  }
  return undefined;
}

function costAt(
  attributes: Attributes,
  keys: readonly string[],
  drops: DropList,
): number | undefined {
  for (const key of keys) {
    const cost = attributes.number(key);
    if (cost !== undefined && cost >= 0 && cost <= mostDollars) return cost;
    if (attributes.has(key)) dropNumber(attributes, key, { reason: noCost, drops });
  }
  return undefined;
}

/** No value and not-a-number are how instrumentations write what they were not told. */
function dropNumber(
  attributes: Attributes,
  key: string,
  { reason, drops }: { readonly reason: string; readonly drops: DropList },
): void {
  const value = attributes.value(key);
  if (!isNothing(value) && value !== "NaN") drops.add(attributes.placeOf(key), reason);
}
