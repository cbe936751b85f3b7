import type { CallTotal } from "../../core/plan/call-total.ts";
import { UsageSum } from "../../core/plan/usage-sum.ts";
import { tookOf } from "../../core/trace/record/wire-step.ts";
import type { Step, Usage } from "../../core/trace/session.ts";

/** What a sum of model calls amounts to. */
export type Spent = {
  readonly usd: number;
  readonly tokens: number;
  /** Calls that were answered, or are all there were, and of which nobody says what they took. */
  readonly callsWithoutCost: number;
  readonly callsWithoutTokens: number;
};

/**
 * What model calls took. One that was cut off before it could say so is taken for the dearest that did: its provider
 * may have billed it all the same.
 */
export class SpentSum {
  readonly #answered = new UsageSum();
  #cutOff = 0;
  #mostUsd = 0;
  #mostTokens = 0;

  /** How many there were. */
  get calls(): number {
    return this.#answered.calls().modelCalls + this.#cutOff;
  }

  /** A call that is over; without `usage` it was cut off. What `usage` does not say is not known. */
  addCall(usage: Usage | undefined): void {
    if (usage === undefined) {
      this.#cutOff += 1;
      return;
    }
    this.#answered.addCall(usage);
    const { inputTokens = 0, outputTokens = 0, costUsd = 0 } = usage;
    this.#raise(costUsd, inputTokens + outputTokens);
  }

  addSteps(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind !== "model") continue;
      const took = tookOf(step);
      if (took !== "nothing") this.addCall(took.usage);
    }
  }

  /**
   * Calls of an earlier start, of which the sums alone are known: those that said neither tokens nor cost were cut off and
   * count at the mean of the others; those that said one of both stay unknown in the other.
   */
  addEarlier(total: CallTotal): void {
    const { modelCalls, callsWithoutCost, callsWithoutTokens } = total;
    const cutOff = Math.min(callsWithoutCost, callsWithoutTokens);
    const said = modelCalls - cutOff;
    this.#answered.addTotal({
      ...total,
      modelCalls: said,
      callsWithoutCost: callsWithoutCost - cutOff,
      callsWithoutTokens: callsWithoutTokens - cutOff,
    });
    this.#cutOff += cutOff;
    if (said > 0)
      this.#raise(total.costUsd / said, (total.inputTokens + total.outputTokens) / said);
  }

  addSum(other: SpentSum): void {
    this.#answered.addTotal(other.#answered.calls());
    this.#cutOff += other.#cutOff;
    this.#raise(other.#mostUsd, other.#mostTokens);
  }

  spent(): Spent {
    const { modelCalls, costUsd, inputTokens, outputTokens, callsWithoutCost, callsWithoutTokens } =
      this.#answered.calls();
    const unknown = (without: number): number => (modelCalls > without ? 0 : this.#cutOff);
    return {
      usd: costUsd + this.#cutOff * this.#mostUsd,
      tokens: inputTokens + outputTokens + this.#cutOff * this.#mostTokens,
      callsWithoutCost: callsWithoutCost + unknown(callsWithoutCost),
      callsWithoutTokens: callsWithoutTokens + unknown(callsWithoutTokens),
    };
  }

  #raise(usd: number, tokens: number): void {
    this.#mostUsd = Math.max(this.#mostUsd, usd);
    this.#mostTokens = Math.max(this.#mostTokens, tokens);
  }
}
