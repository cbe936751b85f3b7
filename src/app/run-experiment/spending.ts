import type { Budget } from "../../core/config/runs-config.ts";
import type { UsageTotal } from "../../core/plan/experiment.ts";
import { UsageSum } from "../../core/plan/usage-sum.ts";
import type { Step } from "../../core/trace/session.ts";

/**
 * What the runs of an experiment cost so far, held to a budget.
 *
 * A run is only begun where it fits when those in flight and it cost what runs cost on average: calls that have begun are
 * paid for. What a call cost is known when its turn has ended.
 */
export class Spending {
  readonly #budget: Budget;
  /** Of earlier starts. */
  readonly #before: UsageTotal;
  readonly #runsBefore: number;
  readonly #now = new UsageSum();
  #ended = 0;
  #isOutOfTime = false;

  constructor(
    budget: Budget,
    before: { readonly usage: UsageTotal; readonly runs: number } = { usage: nothing, runs: 0 },
  ) {
    this.#budget = budget;
    this.#before = before.usage;
    this.#runsBefore = before.runs;
  }

  add(steps: readonly Step[]): void {
    this.#now.addSteps(steps);
  }

  endRun(): void {
    this.#ended += 1;
  }

  /** The minutes are over. */
  endTime(): void {
    this.#isOutOfTime = true;
  }

  /** Why nothing may go on; `undefined` where everything may. */
  exceeded(): string | undefined {
    const { usd, tokens, minutes } = this.#budget;
    const spent = this.#spent();
    if (this.#isOutOfTime) return `the budget of ${minutes} minutes (budget.minutes) is used up`;
    if (usd !== undefined && spent.usd >= usd)
      return `the budget of $${usd} (budget.usd) is used up: the calls so far cost $${spent.usd.toFixed(4)}`;
    if (tokens !== undefined && spent.tokens >= tokens)
      return `the budget of ${tokens} tokens (budget.tokens) is used up: the calls so far took ${spent.tokens}`;
    return this.#unknown(spent);
  }

  /** Why no run may begin beside `running` others. */
  refuses(running: number): string | undefined {
    const exceeded = this.exceeded();
    if (exceeded !== undefined) return exceeded;
    const { usd, tokens } = this.#budget;
    const spent = this.#spent();
    const runs = this.#runsBefore + this.#ended;
    if (runs === 0) return undefined;
    const share = (running + 1) / (runs + running);
    if (usd !== undefined && spent.usd * (1 + share) > usd * aboutAsMuch)
      return `one run more would go beyond the budget of $${usd} (budget.usd): the calls so far cost $${spent.usd.toFixed(4)}`;
    if (tokens !== undefined && spent.tokens * (1 + share) > tokens * aboutAsMuch)
      return `one run more would go beyond the budget of ${tokens} tokens (budget.tokens): the calls so far took ${spent.tokens}`;
    return undefined;
  }

  /** A cap on what nobody says cannot be held, and is no reason to go on. */
  #unknown({ callsWithoutCost, callsWithoutTokens }: Spent): string | undefined {
    const { usd, tokens } = this.#budget;
    if (usd !== undefined && callsWithoutCost > 0)
      return `budget.usd cannot be held: ${callsWithoutCost} model calls have no known price (name it under \`agent.prices\`, or cap tokens instead)`;
    if (tokens !== undefined && callsWithoutTokens > 0)
      return `budget.tokens cannot be held: of ${callsWithoutTokens} model calls the tokens are not known`;
    return undefined;
  }

  #spent(): Spent {
    const now = this.#now.total();
    const { costUsd, inputTokens, outputTokens } = this.#before;
    return {
      usd: costUsd + now.costUsd,
      tokens: inputTokens + outputTokens + now.inputTokens + now.outputTokens,
      callsWithoutCost: this.#before.callsWithoutCost + now.callsWithoutCost,
      callsWithoutTokens: this.#before.callsWithoutTokens + now.callsWithoutTokens,
    };
  }
}

/** Sums of fractions are not exact; what fits must not be refused for that. */
const aboutAsMuch = 1 + 1e-9;

type Spent = {
  readonly usd: number;
  readonly tokens: number;
  readonly callsWithoutCost: number;
  readonly callsWithoutTokens: number;
};

const nothing: UsageTotal = {
  modelCalls: 0,
  toolCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  callsWithoutTokens: 0,
  costUsd: 0,
  callsWithoutCost: 0,
};
