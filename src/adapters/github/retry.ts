import { RequestError } from "@octokit/request-error";

/** How often and how long a request that may succeed later is tried again. */
export type RetryPolicy = {
  readonly retries: number;
  /** The first pause; each further one doubles. */
  readonly pauseMs: number;
  /** Longest pause that a server may ask for; beyond it the request has failed. */
  readonly longestMs: number;
  sleep(ms: number): Promise<void>;
};

/**
 * Runs a request, again where the answer says that a later try may succeed.
 *
 * These are 429, 5xx, a secondary rate limit and a cut connection. `retry-after` (seconds) and
 * `x-ratelimit-reset` (epoch seconds) set the pause where the server names one.
 */
export async function retrying<T>(
  request: () => Promise<T>,
  policy: RetryPolicy,
  nowMs: () => number,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await request();
    } catch (error) {
      if (tried >= policy.retries) throw error;
      const pause = pauseBefore(error, policy.pauseMs * 2 ** tried, nowMs());
      if (pause === undefined || pause > policy.longestMs) throw error;
      await policy.sleep(pause);
    }
  }
}

/** Milliseconds to wait before the next try; `undefined` where another try is of no use. */
function pauseBefore(error: unknown, usualMs: number, nowMs: number): number | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const headers = error.response?.headers ?? {};
  const isLimit = error.status === 429 || (error.status === 403 && isRateLimit(error));
  // Octokit gives a connection that was cut before any answer the status 500.
  if (!isLimit && error.status < 500) return undefined;
  const after = Number(headers["retry-after"]);
  if (Number.isFinite(after) && after >= 0 && headers["retry-after"] !== undefined)
    return after * 1000;
  const reset = Number(headers["x-ratelimit-reset"]);
  if (isLimit && headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset))
    return Math.max(0, reset * 1000 - nowMs);
  return usualMs;
}

/** GitHub answers 403, not 429, for most of its limits. */
export function isRateLimit(error: RequestError): boolean {
  const headers = error.response?.headers ?? {};
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /rate limit/i.test(error.message)
  );
}
