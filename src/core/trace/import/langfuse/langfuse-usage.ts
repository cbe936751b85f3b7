import type { Usage } from "../../session.ts";
import type { Fields } from "../fields.ts";
import { isFields, isNothing } from "../fields.ts";
import { childPlace, type Reading } from "../imported.ts";
import { countIn, noCount, readUsage } from "../messages/usage.ts";
import { ownKey } from "./langfuse-records.ts";

const cachedKeys = [
  "input_cached_tokens",
  "input_cache_read",
  "cache_read_input_tokens",
  "input_cached",
];
const reasoningKeys = ["output_reasoning_tokens", "output_reasoning"];

const ownKeys = ["promptTokens", "completionTokens", "inputUsage", "outputUsage"];

/** Tokens and cost of a generation: `usageDetails`, else `usage`, else fields of the observation itself. */
export function readLangfuseUsage(
  fields: Fields,
  reading: Reading & { readonly record: Fields },
  costUsd: number | undefined,
): Usage | undefined {
  const key = isFields(fields["usageDetails"]) ? "usageDetails" : "usage";
  const counts = fields[key];
  // Beside the counts stand `input` and `output`, which here are words.
  const own = Object.fromEntries(ownKeys.map((name) => [name, fields[name]]));
  if (!isFields(counts) || isNothing(counts)) return readUsage(own, reading, costUsd);
  const { record, drops } = reading;
  const place = childPlace(reading.place, ownKey(record, key));
  const wholes = asWholes(counts);
  for (const [name, count] of Object.entries(wholes === counts ? {} : counts)) {
    const isCount = countIn(count) !== undefined || isNothing(count);
    if (!isCount && /input|output|total|tokens/i.test(name) && !/cost/i.test(name))
      drops.add(childPlace(place, name), noCount);
  }
  return readUsage(wholes, { place, drops }, costUsd);
}

/**
 * Langfuse counts every kind of token apart, and says that all kinds with `input` in their name are the input: what
 * came from a cache is no part of `input`. Who counted it twice shows it by the total.
 *
 * Source: https://langfuse.com/docs/observability/features/token-and-cost-tracking
 */
function asWholes(counts: Fields): Fields {
  const [input, output] = [countIn(counts["input"]), countIn(counts["output"])];
  if (input === undefined && output === undefined) return counts;
  const isWhole = countIn(counts["total"]) === (input ?? 0) + (output ?? 0);
  const sum = (side: string): number =>
    Object.entries(counts).reduce(
      (all, [key, count]) => all + (key.includes(side) ? (countIn(count) ?? 0) : 0),
      0,
    );
  return {
    ...((input !== undefined || sum("input") > 0) && { input: isWhole ? input : sum("input") }),
    ...((output !== undefined || sum("output") > 0) && {
      output: isWhole ? output : sum("output"),
    }),
    input_cached_tokens: firstCount(counts, cachedKeys),
    output_reasoning_tokens: firstCount(counts, reasoningKeys),
  };
}

function firstCount(counts: Fields, keys: readonly string[]): number | undefined {
  return keys.map((key) => countIn(counts[key])).find((count) => count !== undefined);
}
