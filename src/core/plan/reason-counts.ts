import { cutText } from "./cut-text.ts";

const longestReason = 300;

/**
 * Counts how often each reason was given, in bounded memory and whatever the order.
 *
 * Keeps the `limit` reasons that sort first and one sum of all others. A reason that ends up among the kept was
 * never dropped on the way, so its count is exact.
 */
export class ReasonCounts {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  #others = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(text: string): void {
    const reason = cutText(text, longestReason);
    const count = this.#counts.get(reason);
    if (count !== undefined || this.#counts.size < this.#limit) {
      this.#counts.set(reason, (count ?? 0) + 1);
      return;
    }
    const last = [...this.#counts.keys()].reduce((a, b) => (a > b ? a : b));
    if (reason > last) {
      this.#others += 1;
      return;
    }
    this.#others += this.#counts.get(last) ?? 0;
    this.#counts.delete(last);
    this.#counts.set(reason, 1);
  }

  /** Most frequent first, ties in the order of the text; what was not kept apart comes last. */
  entries(): readonly { readonly reason: string; readonly runs: number }[] {
    const kept = [...this.#counts]
      .map(([reason, runs]) => ({ reason, runs }))
      .toSorted((a, b) => b.runs - a.runs || (a.reason < b.reason ? -1 : 1));
    return this.#others === 0 ? kept : [...kept, { reason: "other reasons", runs: this.#others }];
  }
}
