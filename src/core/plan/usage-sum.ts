import { isUnbilled } from "../agent/provider-failure.ts";
import type { Session, Step, Usage } from "../trace/session.ts";
import type { CallTotal } from "./call-total.ts";
import type { UsageTotal } from "./experiment.ts";

const perDollar = 1e9;

/**
 * Adds up the calls, tokens and money of sessions.
 *
 * Money is summed in whole billionths of a dollar: sums of fractions would depend on the order in which the
 * runs ended.
 */
export class UsageSum {
  #modelCalls = 0;
  #toolCalls = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #callsWithoutTokens = 0;
  #callsWithoutCost = 0;
  #dollars = 0;
  #billionths = 0;

  add(session: Session): void {
    for (const { steps } of session.turns) this.addSteps(steps);
  }

  addSteps(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind === "tool") this.#toolCalls += 1;
      else if (step.error !== undefined && step.usage === undefined && isUnbilled(step.error))
        this.#modelCalls += 1;
      else this.addCall(step.usage);
    }
  }

  /** One model call; what is absent is not known. */
  addCall({ inputTokens, outputTokens, costUsd }: Usage = {}): void {
    this.#modelCalls += 1;
    this.#inputTokens += inputTokens ?? 0;
    this.#outputTokens += outputTokens ?? 0;
    if (inputTokens === undefined || outputTokens === undefined) this.#callsWithoutTokens += 1;
    if (costUsd === undefined) {
      this.#callsWithoutCost += 1;
      return;
    }
    this.#addCost(costUsd);
  }

  /** What was added up elsewhere. */
  addTotal(total: CallTotal): void {
    this.#modelCalls += total.modelCalls;
    this.#inputTokens += total.inputTokens;
    this.#outputTokens += total.outputTokens;
    this.#callsWithoutTokens += total.callsWithoutTokens;
    this.#callsWithoutCost += total.callsWithoutCost;
    this.#addCost(total.costUsd);
  }

  #addCost(costUsd: number): void {
    const dollars = Math.floor(costUsd);
    this.#dollars += dollars;
    this.#billionths += Math.round((costUsd - dollars) * perDollar);
  }

  /** Without the calls of tools, for what calls none. */
  calls(): CallTotal {
    const { toolCalls: _, ...calls } = this.total();
    return calls;
  }

  total(): UsageTotal {
    return {
      modelCalls: this.#modelCalls,
      toolCalls: this.#toolCalls,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      callsWithoutTokens: this.#callsWithoutTokens,
      costUsd: this.#dollars + this.#billionths / perDollar,
      callsWithoutCost: this.#callsWithoutCost,
    };
  }
}
