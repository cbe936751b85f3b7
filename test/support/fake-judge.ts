import type { JudgeAnswer, JudgeModel, JudgeQuestion } from "../../src/ports/judge-model.ts";

/** How a fake judge answers a question: at once, later, or never. */
export type Judgement = (question: JudgeQuestion) => JudgeAnswer | Promise<JudgeAnswer>;

/** A judge model without a model: answers as it is told, and remembers what it was asked. */
export class FakeJudge implements JudgeModel {
  readonly questions: JudgeQuestion[] = [];
  readonly #judge: Judgement;
  running = 0;
  mostAtOnce = 0;

  constructor(judge: Judgement) {
    this.#judge = judge;
  }

  async ask(question: JudgeQuestion, signal: AbortSignal): Promise<JudgeAnswer> {
    this.questions.push(question);
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    try {
      return await Promise.race([this.#judge(question), cancelled(signal)]);
    } finally {
      this.running -= 1;
    }
  }
}

/** An answer in JSON. */
export function answering(json: unknown): JudgeAnswer {
  return { kind: "answered", json, model: "judge-2026-01" };
}

function cancelled(signal: AbortSignal): Promise<JudgeAnswer> {
  const answer: JudgeAnswer = { kind: "unavailable", reason: "cancelled" };
  const { promise, resolve } = Promise.withResolvers<JudgeAnswer>();
  if (signal.aborted) resolve(answer);
  else signal.addEventListener("abort", () => resolve(answer), { once: true });
  return promise;
}
