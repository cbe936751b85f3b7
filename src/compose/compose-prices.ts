import type { ModelPrice } from "../core/trace/record/call-cost.ts";
import type { PriceList } from "../ports/price-list.ts";

/** What models cost by the user's table, else by the lists of well-known providers. Only what is asked for is loaded. */
export async function composePrices(
  own: Readonly<Record<string, ModelPrice>> = {},
): Promise<PriceList> {
  const [{ ModelPrices }, { knownProvider }] = await Promise.all([
    import("../adapters/recorder/model-prices.ts"),
    import("../adapters/recorder/upstream-url.ts"),
  ]);
  const prices = new ModelPrices(own);
  const providerAt = (address: string): string | undefined =>
    URL.canParse(address) ? knownProvider(new URL(address)) : undefined;
  return {
    load: async (address) => {
      const provider = providerAt(address);
      if (provider !== undefined) await prices.load([provider]);
    },
    priceOf: (address, models) => prices.of(providerAt(address), models),
  };
}
