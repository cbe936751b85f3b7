import type { Expectation } from "../dataset/case-file.ts";
import type { Session } from "../trace/session.ts";
import { compareRequest, type Order, readComparison } from "./compare-request.ts";
import type { Evaluator } from "./evaluator.ts";
import { readJudgeAnswer } from "./judge-answer.ts";
import { judgeRequest } from "./judge-request.ts";
import type { JudgeTask } from "./scorer.ts";
import type { VerdictOrigin } from "./verdict.ts";

type JudgeEvaluator = Extract<Evaluator, { kind: "judge" }>;

const noReference = "There is no reference of this case that the judge could compare with.";

/** What the question is asked for: a place in a case, and the session that a judge that compares holds others to. */
export type JudgedExpectation = {
  readonly expectation: Expectation;
  readonly origin: VerdictOrigin;
  readonly place: number;
  readonly reference?: Session;
};

/**
 * The question of one judge about the sessions of one case.
 *
 * A judge that compares and has no reference asks nothing: every session is unscored, with that reason.
 */
export function judgeTask(judge: JudgeEvaluator, of: JudgedExpectation): JudgeTask {
  const { expectation, origin, place, reference } = of;
  const { truth } = expectation;
  const known = { origin, digest: judge.digest, place };
  const told = truth === undefined ? {} : { truth };
  if (judge.against === undefined) {
    return {
      ...known,
      request: (session, nonce) => judgeRequest({ judge, session, nonce, ...told }),
      read: readJudgeAnswer,
    };
  }
  if (reference === undefined) {
    return { ...known, request: () => undefined, read: readJudgeAnswer, refusal: noReference };
  }
  const inOrder = (order: Order): Pick<JudgeTask, "request" | "read"> => ({
    request: (session, nonce) =>
      compareRequest({ judge, session, reference, order, nonce, ...told }),
    read: (json, session, nonce) =>
      readComparison(json, session, { order, ...(nonce !== undefined && { nonce }) }),
  });
  return { ...known, ...inOrder("first"), swapped: inOrder("second") };
}
