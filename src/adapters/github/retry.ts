import { GitHubFailure, mayBeDone } from "./github-failure.ts";

/** How long to wait for GitHub, and how often to ask again. */
export type Patience = {
  /** Time for one answer, to its last byte. */
  readonly answerMs: number;
  /** How often a request is asked again, after the first time. */
  readonly retries: number;
  /** The first pause; each further one doubles. */
  readonly pauseMs: number;
  /** The longest pause. Where GitHub asks for a longer one, the request has failed. */
  readonly longestMs: number;
  sleep(ms: number): Promise<void>;
};

/** Pauses of 1, 2 and 4 seconds, and up to a minute where GitHub asks for it. */
export const patient: Patience = {
  answerMs: 30_000,
  retries: 3,
  pauseMs: 1000,
  longestMs: 60_000,
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
};

export type Repeatable = {
  /** False where doing it twice is not the same as once, so that it is repeated only if it was surely not done. */
  readonly isRepeatable: boolean;
};

/**
 * Asks again while that may help: after a rate limit, a server's failure, a cut connection or an answer
 * that is none. Never earlier than GitHub allows. Rejects with the last failure.
 */
export async function retrying<T>(
  ask: () => Promise<T>,
  patience: Patience,
  { isRepeatable }: Repeatable,
): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof GitHubFailure) || tried >= patience.retries) throw error;
      if (!isRepeatable && mayBeDone(error)) throw error;
      const pause = pauseBefore(error, tried, patience);
      if (pause === undefined || pause > patience.longestMs) throw error;
      await patience.sleep(pause);
    }
  }
}

/** The usual pause before the next try, counted from 0. */
export function usualPause(tried: number, { pauseMs, longestMs }: Patience): number {
  return Math.min(pauseMs * 2 ** tried, longestMs);
}

/** Milliseconds until the next try; `undefined` where another try is of no use. */
function pauseBefore(
  failure: GitHubFailure,
  tried: number,
  patience: Patience,
): number | undefined {
  const { why } = failure;
  // GitHub asks for a minute where a limit names no time.
  if (why.kind === "rate-limited") return why.waitMs ?? patience.longestMs;
  return mayBeDone(failure) ? usualPause(tried, patience) : undefined;
}
