import pLimit, { type LimitFunction } from "p-limit";

/** Work that is about the same thing is done one after the other, and of all work only so much at once. */
export class Lanes {
  readonly #all: LimitFunction;
  readonly #lanes = new Map<string, LimitFunction>();

  constructor(mostAtOnce: number) {
    this.#all = pLimit(mostAtOnce);
  }

  /** Rejects with what the work rejects with; other work goes on. */
  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const own = this.#lanes.get(lane) ?? pLimit(1);
    this.#lanes.set(lane, own);
    try {
      return await own(() => this.#all(work));
    } finally {
      if (own.activeCount + own.pendingCount === 0) this.#lanes.delete(lane);
    }
  }
}
