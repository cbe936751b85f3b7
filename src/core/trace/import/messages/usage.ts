import type { Usage } from "../../session.ts";
import { mostDollars, mostTokens } from "../../session-schema.ts";
import type { Fields } from "../fields.ts";
import { isFields } from "../fields.ts";

/** Where the many spellings of a usage keep each count; the first that is there is taken. */
const paths = {
  inputTokens: [
    ["prompt_tokens"],
    ["input_tokens"],
    ["input"],
    ["promptTokens"],
    ["inputTokens"],
    ["inputUsage"],
  ],
  outputTokens: [
    ["completion_tokens"],
    ["output_tokens"],
    ["output"],
    ["completionTokens"],
    ["outputTokens"],
    ["outputUsage"],
  ],
  cachedInputTokens: [
    ["prompt_tokens_details", "cached_tokens"],
    ["input_tokens_details", "cached_tokens"],
    ["input_token_details", "cache_read"],
    ["cached_tokens"],
    ["input_cached_tokens"],
    ["input_cache_read"],
    ["cachedInputTokens"],
  ],
  reasoningTokens: [
    ["completion_tokens_details", "reasoning_tokens"],
    ["output_tokens_details", "reasoning_tokens"],
    ["output_token_details", "reasoning"],
    ["output_reasoning_tokens"],
    ["reasoning_tokens"],
    ["reasoningTokens"],
  ],
} as const;

/**
 * Token counts and cost of one model call; `undefined` where the value holds neither.
 *
 * Anthropic counts cached input apart from the rest: it is added, so that `inputTokens` is all that the model read.
 */
export function readUsage(value: unknown, costUsd?: unknown): Usage | undefined {
  if ((value === undefined || value === null) && costUsd === undefined) return undefined;
  const fields = isFields(value) ? value : {};
  const counts = Object.entries(paths).flatMap(([name, spellings]) => {
    const count = firstCount(fields, spellings);
    return count === undefined ? [] : [[name, count] as const];
  });
  const [cost] = [costUsd, fields["cost"], fields["total_cost"], fields["cost_usd"]].flatMap(
    (spent) => costIn(spent) ?? [],
  );
  const usage: Usage = {
    ...Object.fromEntries(counts),
    ...(cost !== undefined && { costUsd: cost }),
  };
  const whole = withAnthropicCache(usage, fields);
  return Object.keys(whole).length === 0 ? undefined : whole;
}

function withAnthropicCache(usage: Usage, fields: Fields): Usage {
  const read = countIn(fields["cache_read_input_tokens"]);
  const written = countIn(fields["cache_creation_input_tokens"]);
  if (read === undefined && written === undefined) return usage;
  const inputTokens = (usage.inputTokens ?? 0) + (read ?? 0) + (written ?? 0);
  return {
    ...usage,
    ...(inputTokens <= mostTokens && { inputTokens }),
    ...(read !== undefined && { cachedInputTokens: read }),
  };
}

function firstCount(fields: Fields, spellings: readonly (readonly string[])[]): number | undefined {
  for (const [outer = "", inner] of spellings) {
    const value = fields[outer];
    const count =
      inner === undefined ? countIn(value) : isFields(value) ? countIn(value[inner]) : undefined;
    if (count !== undefined) return count;
  }
  return undefined;
}

/** A number of tokens; databases write their long integers as text. */
export function countIn(value: unknown): number | undefined {
  const count = numberIn(value);
  return Number.isInteger(count) && count >= 0 && count <= mostTokens ? count : undefined;
}

/** Dollars; decimals are often text, so that they keep their digits. */
export function costIn(value: unknown): number | undefined {
  const cost = numberIn(value);
  return cost >= 0 && cost <= mostDollars ? cost : undefined;
}

/** NaN where the value is no number and no text of one. */
function numberIn(value: unknown): number {
  if (typeof value === "string" && /^\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(value)) return Number(value);
  return typeof value === "number" ? value : Number.NaN;
}
