import type { JudgeAnswer } from "./judge-model.ts";

/**
 * What judges answered before, by the content of the question. Never rejects and never throws: a cache that cannot be
 * read or written is one that holds nothing.
 */
export interface VerdictCache {
  /** The answer that was kept under this key; `undefined` where there is none, or it cannot be read. */
  find(key: string): AnsweredQuestion | undefined;
  /** Whether nothing at all can be found in it. */
  isEmpty(): boolean;
  /** Keeps an answer; whole or not at all, whoever else writes. */
  keep(key: string, answer: AnsweredQuestion): void;
}

export type AnsweredQuestion = Extract<JudgeAnswer, { kind: "answered" }>;
