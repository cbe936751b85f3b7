import pLimit from "p-limit";
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
  return { model, nonce: options.nonce, limit: pLimit(options.concurrency) };
}
