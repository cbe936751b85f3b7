import type { Clock } from "../../ports/clock.ts";

const { timeOrigin } = performance;

/** The machine's clock. A change of the wall time while it runs (NTP, daylight saving) does not reach it. */
export const systemClock: Clock = {
  nowMs: () => timeOrigin + performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
