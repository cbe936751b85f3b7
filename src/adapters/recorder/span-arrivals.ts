import { setTimeout as pause } from "node:timers/promises";
import { exportDelayMs } from "./child-environment.ts";

/** Longest wait for spans at the end of a turn, in milliseconds. */
const mostMs = 1000;
/** After this long without one it is taken that all have come. */
const quietMs = 50;
/** How many turns wait for the first export of all, to learn whether agents here send any. */
const probes = 2;

/** What all endpoints of a recorder know of exports: one agent that sends none need not be waited for again and again. */
export class ExportHabit {
  hasExported = false;
  readonly #isExpected: boolean;
  #probes = 0;

  /** `isExpected` is false where no agent is led to the receiver: then nobody waits for one to use it. */
  constructor(isExpected = true) {
    this.#isExpected = isExpected;
  }

  /** Whether a turn's end should wait at all. */
  mayExport(): boolean {
    if (this.hasExported) return true;
    if (!this.#isExpected) return false;
    this.#probes += 1;
    return this.#probes <= probes;
  }
}

/** When exports of one endpoint's agent came. */
export class SpanArrivals {
  readonly #habit: ExportHabit;
  #inFlight = 0;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(habit: ExportHabit) {
    this.#habit = habit;
  }

  /** Notes an export while its body is read. */
  async during<T>(read: () => Promise<T>): Promise<T> {
    this.#habit.hasExported = true;
    this.#inFlight += 1;
    try {
      return await read();
    } finally {
      this.#inFlight -= 1;
      this.#lastAt = performance.now();
    }
  }

  /**
   * Waits for what an agent that has just answered is still about to send.
   *
   * Its exporter sends after a delay that we set; an agent that never sent a span is waited for in the first turns only.
   */
  async settle(): Promise<void> {
    if (!this.#habit.mayExport()) return;
    const began = performance.now();
    while (performance.now() - began < mostMs) {
      const now = performance.now();
      const isDelayOver = now - began >= exportDelayMs + quietMs;
      if (isDelayOver && this.#inFlight === 0 && now - this.#lastAt >= quietMs) return;
      await pause(10);
    }
  }
}
