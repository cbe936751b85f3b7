import type { Clock } from "../../ports/clock.ts";

const longestWorkMs = 8;

/**
 * Lets the event loop turn every few milliseconds.
 *
 * An agent that answers at once keeps all workers in promise callbacks, and then no signal, timer or write of the
 * journal would ever be served. All workers wait together: one that went on alone would keep the loop from turning.
 */
export class Breather {
  readonly #clock: Clock;
  #lastMs: number;
  #pause: Promise<void> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastMs = clock.nowMs();
  }

  /** To be awaited between two runs, where it is not `undefined`. */
  breathe(): Promise<void> | undefined {
    if (this.#pause === undefined && this.#clock.nowMs() - this.#lastMs >= longestWorkMs) {
      this.#pause = new Promise((resolve) => {
        setImmediate(() => {
          this.#pause = undefined;
          this.#lastMs = this.#clock.nowMs();
          resolve();
        });
      });
    }
    return this.#pause;
  }
}
