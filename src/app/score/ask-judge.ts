import { withoutAnsweredSession } from "../../core/evaluator/answered-session.ts";
import { joinOrders } from "../../core/evaluator/compare-request.ts";
import { countVotes } from "../../core/evaluator/judge-votes.ts";
import { questionKey } from "../../core/evaluator/question-key.ts";
import type { JudgeTask } from "../../core/evaluator/scorer.ts";
import type { VerdictAnswer } from "../../core/evaluator/verdict.ts";
import type { Session } from "../../core/trace/session.ts";
import type { JudgeAnswer } from "../../ports/judge-model.ts";
import { countAnswer } from "../run-experiment/count-answer.ts";
import type { Scoring } from "../run-experiment/experiment-request.ts";
import type { Judging } from "./judging.ts";

const tooLong = "The session is too long to be judged whole.";

/**
 * One judge's verdict on one session, by as many votes as its configuration asks for; answers that the cache holds
 * are not asked for again.
 *
 * Never rejects: what goes wrong with a judge leaves its verdict `unscored` with the reason, and is not cached.
 */
export async function askJudge(
  task: JudgeTask,
  session: Session,
  { judging, signal, meter }: { readonly judging: Judging } & Scoring,
): Promise<VerdictAnswer> {
  const answers: VerdictAnswer[] = [];
  for (;;) {
    answers.push(
      await vote(task, session, {
        judging,
        signal,
        index: answers.length,
        ...(meter && { meter }),
      }),
    );
    const decided = countVotes(answers, judging.votes);
    if (decided !== undefined) return decided;
  }
}

type Asking = Scoring & { readonly judging: Judging; readonly index: number };

/** One vote; of a judge that compares, one in each order. */
async function vote(task: JudgeTask, session: Session, asking: Asking): Promise<VerdictAnswer> {
  if (task.swapped === undefined) return askOnce(task, session, asking);
  const { swapped, ...first } = task;
  const [one, other] = await Promise.all([
    askOnce(first, session, asking),
    askOnce({ ...first, ...swapped }, session, asking),
  ]);
  return joinOrders(one, other);
}

async function askOnce(task: JudgeTask, session: Session, asking: Asking): Promise<VerdictAnswer> {
  const { judging, signal, index } = asking;
  if (task.refusal !== undefined) return { result: "unscored", reason: task.refusal };
  const { cache, digest } = judging;
  const key =
    cache === undefined
      ? undefined
      : questionKey(task, session, { judgeDigest: digest, vote: index });
  const known = key === undefined ? undefined : cache?.find(key);
  if (known !== undefined) return task.read(known.json, session);
  if (signal.aborted) return { result: "unscored", reason: "The judge was not asked: cancelled." };
  const nonce = judging.nonce();
  const answer = await judging.limit(() => ask(task, session, { ...asking, nonce }));
  if (answer.kind === "unscored") return { result: "unscored", reason: answer.reason };
  const verdict = task.read(answer.json, session, nonce);
  if (key !== undefined && isSound(verdict, answer.json)) {
    cache?.keep(key, { ...answer, json: withoutAnsweredSession(answer.json) });
  }
  return verdict;
}

type Asked =
  | Extract<JudgeAnswer, { kind: "answered" }>
  | { readonly kind: "unscored"; readonly reason: string };

async function ask(
  task: JudgeTask,
  session: Session,
  { judging, signal, meter, nonce }: Asking & { readonly nonce: string },
): Promise<Asked> {
  if (signal.aborted) return { kind: "unscored", reason: "The judge was not asked: cancelled." };
  let answer: JudgeAnswer;
  try {
    const request = task.request(session, nonce);
    if (request === undefined) return { kind: "unscored", reason: tooLong };
    const refusal = meter?.refuse();
    if (refusal !== undefined)
      return { kind: "unscored", reason: `The judge was not asked: ${refusal}.` };
    answer = await judging.model.ask(request, signal);
    countAnswer(answer, meter);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "unscored", reason: `The judge failed: ${message}` };
  }
  return answer.kind === "answered"
    ? answer
    : { kind: "unscored", reason: `The judge is unavailable: ${answer.reason}.` };
}

/** "Cannot tell" is an answer; prose, invented steps and what is for another session are worth another try next time. */
function isSound(verdict: VerdictAnswer, json: unknown): boolean {
  if (verdict.result !== "unscored") return true;
  return saysCannotTell(json) && verdict.reason.startsWith("The judge cannot tell");
}

/** Under the key of either kind of answer: a verdict, or which of two is better. */
function saysCannotTell(json: unknown): boolean {
  if (typeof json !== "object" || json === null) return false;
  const said = "verdict" in json ? json.verdict : "better" in json ? json.better : undefined;
  return said === "cannot-tell";
}
