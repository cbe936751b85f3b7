import type { Usage } from "../../session.ts";
import type { Fields } from "../fields.ts";
import { isFields } from "../fields.ts";
import { countIn, readUsage } from "../messages/usage.ts";

const cachedKeys = [
  "input_cached_tokens",
  "input_cache_read",
  "cache_read_input_tokens",
  "input_cached",
];
const reasoningKeys = ["output_reasoning_tokens", "output_reasoning"];

/** Tokens and cost of a generation: `usageDetails`, else `usage`, else fields of the observation itself. */
export function readLangfuseUsage(fields: Fields, costUsd: unknown): Usage | undefined {
  const counts = isFields(fields["usageDetails"]) ? fields["usageDetails"] : fields["usage"];
  if (!isFields(counts) || Object.keys(counts).length === 0) return readUsage(fields, costUsd);
  return readUsage(asWholes(counts), costUsd);
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
