import type { Usage } from "../../session.ts";
import { mostDollars, mostTokens } from "../../session-schema.ts";
import type { Fields } from "../fields.ts";
import { isFields, isNothing } from "../fields.ts";
import { childPlace, inside, type Reading } from "../imported.ts";

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

const cacheKeys = {
  read: "cache_read_input_tokens",
  written: "cache_creation_input_tokens",
} as const;

const countPaths: readonly (readonly [outer: string, inner?: string])[] = [
  ...Object.values(paths).flat(),
  [cacheKeys.read],
  [cacheKeys.written],
];

/**
 * Token counts and cost of one model call; `undefined` where the value holds neither. What stands for a count and is
 * none is in the drops of `reading`.
 *
 * Anthropic counts cached input apart from the rest: it is added, so that `inputTokens` is all that the model read.
 */
export function readUsage(value: unknown, reading: Reading, costUsd?: number): Usage | undefined {
  if (isNothing(value) && costUsd === undefined) return undefined;
  if (!isNothing(value) && !isFields(value))
    reading.drops.add(reading.place, "usage that is no object");
  const fields = isFields(value) ? value : {};
  dropWrongCounts(fields, reading);
  const counts = Object.entries(paths).flatMap(([name, spellings]) => {
    const count = firstCount(fields, spellings);
    return count === undefined ? [] : [[name, count] as const];
  });
  const cost = ["cost", "total_cost", "cost_usd"].reduce(
    (known, key) => known ?? costAt(fields, key, reading),
    costUsd,
  );
  const usage: Usage = {
    ...Object.fromEntries(counts),
    ...(cost !== undefined && { costUsd: cost }),
  };
  const whole = withAnthropicCache(usage, fields);
  return Object.keys(whole).length === 0 ? undefined : whole;
}

function withAnthropicCache(usage: Usage, fields: Fields): Usage {
  const read = countIn(fields[cacheKeys.read]);
  const written = countIn(fields[cacheKeys.written]);
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

/** What stands where a count should and is none is told: it is not the same as a count that was not captured. */
function dropWrongCounts(fields: Fields, reading: Reading): void {
  for (const [outer, inner] of countPaths) {
    const value = fields[outer];
    const count = inner === undefined || !isFields(value) ? value : value[inner];
    if (isNothing(count) || countIn(count) !== undefined) continue;
    const at = inside(reading, outer);
    reading.drops.add(inner === undefined ? at.place : childPlace(at.place, inner), noCount);
  }
}

/** What is said of a count that is none. */
export const noCount = "number of tokens that is no whole number from 0";

/** Dollars under a key; what is no amount of them is in `drops`. */
export function costAt(fields: Fields, key: string, { place, drops }: Reading): number | undefined {
  const value = fields[key];
  if (isNothing(value)) return undefined;
  const cost = costIn(value);
  if (cost === undefined) drops.add(childPlace(place, key), noCost);
  return cost;
}

/** What is said of a cost that is none. */
export const noCost = "cost that is no amount of dollars";

/** A number of tokens; databases write their long integers as text. */
export function countIn(value: unknown): number | undefined {
  const count = numberIn(value);
  return Number.isInteger(count) && count >= 0 && count <= mostTokens ? count : undefined;
}

/** Dollars; decimals are often text, so that they keep their digits. */
function costIn(value: unknown): number | undefined {
  const cost = numberIn(value);
  return cost >= 0 && cost <= mostDollars ? cost : undefined;
}

/** NaN where the value is no number and no text of one. */
function numberIn(value: unknown): number {
  if (typeof value === "string" && /^\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(value)) return Number(value);
  return typeof value === "number" ? value : Number.NaN;
}
