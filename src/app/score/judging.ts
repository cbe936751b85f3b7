import pLimit from "p-limit";
import type { JudgeModel } from "../../ports/judge-model.ts";
import type { VerdictCache } from "../../ports/verdict-cache.ts";

/** A judge model, and what bounds its use. */
export type Judging = {
  readonly model: JudgeModel;
  /** `sha256:…` of the model, its address and all settings that can change an answer. */
  readonly digest: string;
  /** How often each question is asked; the majority counts. Odd, at least 1. */
  readonly votes: number;
  /** What was answered before; nothing is remembered where it is left out. */
  readonly cache?: VerdictCache;
  /** Fresh for each question: 16 or more characters of `[0-9a-f]` that nobody can guess. */
  readonly nonce: () => string;
  /** Runs a task as soon as fewer than the allowed number are running. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
};

/** A judge model that is asked at most `concurrency` questions at once, over all sessions together. */
export function judgingWith({
  concurrency,
  ...judging
}: Omit<Judging, "limit"> & { readonly concurrency: number }): Judging {
  return { ...judging, limit: pLimit(concurrency) };
}
