import type { Clock } from "../../ports/clock.ts";

/**
 * Many deadlines on one timer.
 *
 * A timer for each turn would cost more than a fast agent's whole run. Deadlines mostly move later, and then the
 * one timer stays as it is: when it fires early it looks for the next.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #all: Deadline[] = [];
  #wakeAtMs = Infinity;
  #cancel: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A deadline to be set again and again; it lives as long as this. */
  create(): Deadline {
    const deadline = new Deadline((ms) => {
      const atMs = this.#clock.nowMs() + ms;
      if (atMs < this.#wakeAtMs) this.#wakeAt(atMs);
      return atMs;
    });
    this.#all.push(deadline);
    return deadline;
  }

  /** Lets the process end: nothing fires any more. */
  close(): void {
    for (const deadline of this.#all) deadline.clear();
    this.#cancel();
  }

  #wakeAt(atMs: number): void {
    this.#cancel();
    this.#wakeAtMs = atMs;
    this.#cancel = this.#clock.after(Math.max(0, atMs - this.#clock.nowMs()), () => this.#wake());
  }

  #wake(): void {
    this.#wakeAtMs = Infinity;
    const nowMs = this.#clock.nowMs();
    for (const deadline of this.#all) deadline.fireIfDue(nowMs);
    const nextMs = Math.min(...this.#all.map(({ atMs }) => atMs));
    if (nextMs < this.#wakeAtMs) this.#wakeAt(nextMs);
  }
}

/** One deadline; it fires at most once for each time that it is set. */
export class Deadline {
  readonly #schedule: (ms: number) => number;
  #atMs = Infinity;
  #fire: () => void = () => {};

  constructor(schedule: (ms: number) => number) {
    this.#schedule = schedule;
  }

  /** Epoch milliseconds; `Infinity` while it is not set. */
  get atMs(): number {
    return this.#atMs;
  }

  /** Fires `ms` from now, in place of what was set before. */
  set(ms: number, fire: () => void): void {
    this.#fire = fire;
    this.#atMs = this.#schedule(ms);
  }

  clear(): void {
    this.#atMs = Infinity;
  }

  fireIfDue(nowMs: number): void {
    if (this.#atMs > nowMs) return;
    this.clear();
    this.#fire();
  }
}
