import type { ModelPrice } from "../core/trace/record/call-cost.ts";

/** What models cost at an address. */
export interface PriceList {
  /** Loads what is known of the provider at this address; without it only the user's own prices are known. */
  load(address: string): Promise<void>;
  /** By the names that a model was called by. */
  priceOf(address: string, models: readonly string[]): ModelPrice | undefined;
}
