import type { Budget } from "../../core/config/runs-config.ts";
import type { AskedTotal, CallTotal } from "../../core/plan/call-total.ts";
import type { Usage } from "../../core/trace/session.ts";
import { type Spent, SpentSum } from "./spent-sum.ts";

/** Whose model calls are paid for. */
const spenders = ["agent", "judges", "simulator"] as const;
type Spender = (typeof spenders)[number];

/** What earlier starts of the same experiment took. */
export type SpentBefore = {
  readonly usage: CallTotal;
  readonly asked?: AskedTotal | undefined;
  readonly runs: number;
};

/**
 * What the runs of an experiment cost so far, held to a budget.
 *
 * A run is only begun where it fits when those in flight and it cost what runs cost on average: calls that have begun are
 * paid for. A single call begins wherever the budget is not used up by the calls that are over.
 */
export class Spending {
  readonly #budget: Budget;
  readonly #sums: Readonly<Record<Spender, SpentSum>> = {
    agent: new SpentSum(),
    judges: new SpentSum(),
    simulator: new SpentSum(),
  };
  /** Of the agent's turns that are not over; in a list, since a set that churns outlives the young generation. */
  readonly #open: SpentSum[] = [];
  #ended: number;
  #isOutOfTime = false;

  constructor(budget: Budget, before?: SpentBefore) {
    this.#budget = budget;
    this.#ended = before?.runs ?? 0;
    if (before !== undefined) this.#sums.agent.addEarlier(before.usage);
    const { judges, simulator } = before?.asked ?? {};
    if (judges !== undefined) this.#sums.judges.addEarlier(judges);
    if (simulator !== undefined) this.#sums.simulator.addEarlier(simulator);
  }

  /** Whether what calls take is capped. */
  get isCapped(): boolean {
    return this.#budget.usd !== undefined || this.#budget.tokens !== undefined;
  }

  addCall(spender: Spender, usage: Usage | undefined): void {
    this.#sums[spender].addCall(usage);
  }

  /** Begins a sum of the agent's calls, which counts as it grows. */
  open(): SpentSum {
    const sum = new SpentSum();
    this.#open.push(sum);
    return sum;
  }

  /** Ends it; `instead` is what is known better by now. */
  close(sum: SpentSum, instead: SpentSum = sum): void {
    const place = this.#open.indexOf(sum);
    if (place >= 0) this.#open.splice(place, 1);
    this.#sums.agent.addSum(instead);
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
    if (this.#isOutOfTime) return `the budget of ${minutes} minutes (budget.minutes) is used up`;
    if (!this.isCapped) return undefined;
    const spent = this.#spent();
    const usdSpent = sumOf(spent, "usd");
    const tokensSpent = sumOf(spent, "tokens");
    if (usd !== undefined && usdSpent >= usd)
      return `the budget of $${usd} (budget.usd) is used up: the calls so far cost $${usdSpent.toFixed(4)}`;
    if (tokens !== undefined && tokensSpent >= tokens)
      return `the budget of ${tokens} tokens (budget.tokens) is used up: the calls so far took ${Math.round(tokensSpent)}`;
    return this.#unknown(spent);
  }

  /** Why no run may begin beside `running` others. */
  refuses(running: number): string | undefined {
    const exceeded = this.exceeded();
    if (exceeded !== undefined) return exceeded;
    const { usd, tokens } = this.#budget;
    if (!this.isCapped || this.#ended === 0) return undefined;
    const spent = this.#spent();
    const usdSpent = sumOf(spent, "usd");
    const tokensSpent = sumOf(spent, "tokens");
    const share = (running + 1) / (this.#ended + running);
    if (usd !== undefined && usdSpent * (1 + share) > usd * aboutAsMuch)
      return `one run more would go beyond the budget of $${usd} (budget.usd): the calls so far cost $${usdSpent.toFixed(4)}`;
    if (tokens !== undefined && tokensSpent * (1 + share) > tokens * aboutAsMuch)
      return `one run more would go beyond the budget of ${tokens} tokens (budget.tokens): the calls so far took ${Math.round(tokensSpent)}`;
    return undefined;
  }

  /** A cap on what nobody says cannot be held, and is no reason to go on. */
  #unknown(spent: Readonly<Record<Spender, Spent>>): string | undefined {
    const { usd, tokens } = this.#budget;
    const withoutCost = describeCalls(spent, "callsWithoutCost");
    const withoutTokens = describeCalls(spent, "callsWithoutTokens");
    if (usd !== undefined && withoutCost !== undefined)
      return `budget.usd cannot be held: ${withoutCost} no known cost (name the model under \`agent.prices\`, give \`costUsd\` with a call that the agent itself reports, or cap tokens instead)`;
    if (tokens !== undefined && withoutTokens !== undefined)
      return `budget.tokens cannot be held: ${withoutTokens} no known tokens`;
    return undefined;
  }

  #spent(): Readonly<Record<Spender, Spent>> {
    const agent = new SpentSum();
    for (const sum of [this.#sums.agent, ...this.#open]) agent.addSum(sum);
    return {
      agent: agent.spent(),
      judges: this.#sums.judges.spent(),
      simulator: this.#sums.simulator.spent(),
    };
  }
}

/** Sums of fractions are not exact; what fits must not be refused for that. */
const aboutAsMuch = 1 + 1e-9;

const ofWhom: Readonly<Record<Spender, string>> = {
  agent: "the agent",
  judges: "judges",
  simulator: "simulated users",
};

function describeCalls(
  spent: Readonly<Record<Spender, Spent>>,
  key: "callsWithoutCost" | "callsWithoutTokens",
): string | undefined {
  const total = sumOf(spent, key);
  if (total === 0) return undefined;
  const whose = spenders.filter((spender) => spent[spender][key] > 0);
  const who = whose.map((spender) => ofWhom[spender]).join(" and ");
  return `${total} model ${total === 1 ? "call" : "calls"} of ${who} ${total === 1 ? "has" : "have"}`;
}

function sumOf(spent: Readonly<Record<Spender, Spent>>, key: keyof Spent): number {
  return spenders.reduce((sum, spender) => sum + spent[spender][key], 0);
}
