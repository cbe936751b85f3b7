import type { Usage } from "../session.ts";
import type { BilledTokens } from "./read-call.ts";
import { captured } from "./wire-fields.ts";

/** What a model costs, in US dollars for a million tokens. */
export type ModelPrice = {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number;
};

/** Whose the answers of scripted models and cassettes are: ours. */
export const ownProvider = "tracegate";

/** Finds the price of a model by its provider, where that is known, and the names that it was called by. */
export type PriceOf = (
  provider: string | undefined,
  models: readonly string[],
) => ModelPrice | undefined;

/**
 * The cost of one call in US dollars: what the provider says itself, else tokens times price.
 *
 * Unknown stays `undefined`: a count that was not reported, a price that is not known, also of cached tokens alone, and
 * a service tier that is billed otherwise.
 */
export function callCost(tokens: BilledTokens, price: ModelPrice | undefined): number | undefined {
  if (tokens.costUsd !== undefined) return tokens.costUsd;
  const { input, output, cacheRead = 0, cacheWrite = 0, tier } = tokens;
  if (price === undefined || input === undefined || output === undefined || tier !== undefined)
    return undefined;
  const cachedPrice = cacheRead === 0 ? 0 : price.cachedInput;
  const writePrice = cacheWrite === 0 ? 0 : price.cacheWrite;
  if (cachedPrice === undefined || writePrice === undefined) return undefined;
  const fresh = Math.max(0, input - cacheRead - cacheWrite);
  const dollars =
    fresh * price.input + cacheRead * cachedPrice + cacheWrite * writePrice + output * price.output;
  return dollars / 1e6;
}

/** What a call took, with its cost where it is known; empty where nothing is. */
export function usageOfTokens(tokens: BilledTokens, price: ModelPrice | undefined): Usage {
  return captured({
    inputTokens: tokens.input,
    outputTokens: tokens.output,
    cachedInputTokens: tokens.cacheRead,
    reasoningTokens: tokens.reasoning,
    costUsd: callCost(tokens, price),
  });
}
