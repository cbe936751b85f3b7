// src/adapters/clock/system-clock.ts
const { timeOrigin } = performance;
/** The machine's clock. A change of the wall time while it runs (NTP, daylight saving) does not reach it. */
const systemClock = {
	nowMs: () => timeOrigin + performance.now(),
	after: (ms, then) => {
		const timer = setTimeout(then, ms);
		return () => clearTimeout(timer);
	}
};

export { systemClock as t };