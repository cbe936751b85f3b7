import type { Clock } from "../../ports/clock.ts";

const longestWorkMs = 8;

/**
 * Lets the event loop turn every few milliseconds.
 *
 * An agent that answers at once keeps all workers in promise callbacks, and then no signal, timer or write of the
 * journal would ever be served. All workers wait together: one that went on alone would keep the loop from turning.
 * Who waited for something outside has let it turn, and need not wait again: the next question leaves at once.
 */
export class Breather {
  readonly #clock: Pick<Clock, "nowMs">;
  /** When somebody began a run first since the loop last turned. */
  #sinceMs: number | undefined;
  #pause: Promise<void> | undefined;

  constructor(clock: Pick<Clock, "nowMs">) {
    this.#clock = clock;
  }

  /** To be awaited between two runs, where it is not `undefined`. */
  breathe(): Promise<void> | undefined {
    if (this.#pause !== undefined) return this.#pause;
    if (this.#sinceMs === undefined) {
      this.#sinceMs = this.#clock.nowMs();
      setImmediate(() => {
        this.#sinceMs = undefined;
      });
    } else if (this.#clock.nowMs() - this.#sinceMs >= longestWorkMs) {
      this.#pause = new Promise((resolve) => {
        setImmediate(() => {
          this.#pause = undefined;
          resolve();
        });
      });
    }
    return this.#pause;
  }
}
