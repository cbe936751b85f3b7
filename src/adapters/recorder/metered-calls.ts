import { ModelSpans } from "../../core/trace/record/model-spans.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { ModelCall } from "./model-call.ts";
import type { ModelPrices } from "./model-prices.ts";

/** Counts model calls as they end, and lets the next one begin only when those that are over are counted. */
export class MeteredCalls {
  readonly #prices: ModelPrices;
  readonly #models: ModelSpans;
  readonly #counting = new Set<Promise<void>>();

  constructor(prices: ModelPrices) {
    this.#prices = prices;
    this.#models = new ModelSpans(prices.of);
  }

  /** Why no call may begin; `undefined` where one may. */
  async refusal(meter: CallMeter | undefined): Promise<string | undefined> {
    if (meter?.isCapped === true) await Promise.all(this.#counting);
    return meter?.refuse();
  }

  /** Counts a call that has begun, once it is over. */
  watch(call: ModelCall, meter: CallMeter | undefined): void {
    if (meter?.isCapped !== true) return;
    const begin = (): void => {
      const counting = this.#count(call, meter).finally(() => this.#counting.delete(counting));
      this.#counting.add(counting);
    };
    void call.whenOver.then(begin);
  }

  async #count(call: ModelCall, meter: CallMeter): Promise<void> {
    if (call.provider !== undefined) await this.#prices.load([call.provider]);
    const took = this.#models.tookOf(await call.exchange());
    if (took !== "nothing") meter.count(took.usage);
  }
}
