/** Longest pause that an endpoint may ask of everybody. */
const longestPauseMs = 60_000;
/** A shorter one is not worth a word. */
const shortestToldMs = 5_000;

/**
 * The pace that all questions to one endpoint keep together: spread over the minute, and where the endpoint answers
 * 429 or 503 with `retry-after`, no new question is asked before that time, not only the one that was refused.
 */
export class Pace {
  readonly #spacingMs: number;
  readonly #onPause: ((ms: number) => void) | undefined;
  #nextAtMs = 0;
  #pausedUntilMs = 0;

  /** No spacing where `requestsPerMinute` is left out. `onPause` is told of each long pause once. */
  constructor({
    requestsPerMinute,
    onPause,
  }: {
    readonly requestsPerMinute?: number;
    readonly onPause?: (ms: number) => void;
  }) {
    this.#spacingMs = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
    this.#onPause = onPause;
  }

  /** Resolves when a question may be asked; rejects when `signal` aborts while it waits. */
  async turn(signal: AbortSignal): Promise<void> {
    const atMs = Math.max(performance.now(), this.#nextAtMs);
    this.#nextAtMs = atMs + this.#spacingMs;
    await waitUntil(atMs, signal);
    // Others may have been told to wait while this one did.
    while (this.#pausedUntilMs > performance.now()) await waitUntil(this.#pausedUntilMs, signal);
  }

  /** A `fetch` whose refusals slow everybody down. */
  watching(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      if (response.status === 429 || response.status === 503) this.#pause(response.headers);
      return response;
    };
  }

  #pause(headers: Headers): void {
    const pauseMs = Math.min(retryAfterMs(headers), longestPauseMs);
    const nowMs = performance.now();
    if (pauseMs >= shortestToldMs && this.#pausedUntilMs <= nowMs) this.#onPause?.(pauseMs);
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + pauseMs);
  }
}

function waitUntil(atMs: number, signal: AbortSignal): Promise<void> {
  const waitMs = atMs - performance.now();
  if (waitMs <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    }, waitMs);
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
  });
}

/** What `retry-after-ms` or `retry-after` (seconds or a date) asks for, in milliseconds; 0 where neither says anything. */
function retryAfterMs(headers: Headers): number {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (ms > 0) return ms;
  const after = headers.get("retry-after") ?? "";
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}
