import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import type { Clock } from "../../../src/ports/clock.ts";

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs = Date.parse("2026-11-22T20:00:00.000Z");
  #waiting: { readonly atMs: number; readonly call: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, call: then };
    this.#waiting.push(timer);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== timer);
    };
  }

  /** How many timers are set; none may be left when an experiment has ended. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Moves on and lets everything happen that was due. */
  async advance(ms: number): Promise<void> {
    await turnOfTheLoop();
    this.#nowMs += ms;
    const due = this.#waiting.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs > this.#nowMs);
    for (const { call } of due) call();
    await turnOfTheLoop();
  }
}
