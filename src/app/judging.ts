import type { JudgeModel } from "../ports/judge-model.ts";

/** A judge model, and what bounds its use. */
export type Judging = {
  readonly model: JudgeModel;
  /** Fresh for each question: 16 or more characters of `[0-9a-f]` that nobody can guess. */
  readonly nonce: () => string;
  /** Runs a task as soon as fewer than the allowed number are running. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
};

/** A judge model that is asked at most `concurrency` questions at once, over all sessions together. */
export function judgingWith(
  model: JudgeModel,
  options: { readonly concurrency: number; readonly nonce: () => string },
): Judging {
  return { model, nonce: options.nonce, limit: limiter(options.concurrency) };
}

/** Lets so many tasks run at once; the others wait in the order in which they came. */
function limiter(concurrency: number): Judging["limit"] {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= concurrency) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    } else running += 1;
    try {
      return await task();
    } finally {
      // A place goes to the next in line without ever being free.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
