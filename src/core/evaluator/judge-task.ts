import type { Expectation } from "../dataset/case-file.ts";
import type { Evaluator } from "./evaluator.ts";
import { readJudgeAnswer } from "./judge-answer.ts";
import { judgeRequest } from "./judge-request.ts";
import type { JudgeTask } from "./scorer.ts";
import type { VerdictOrigin } from "./verdict.ts";

/** The question of one judge about the sessions of one case. */
export function judgeTask(
  judge: Extract<Evaluator, { kind: "judge" }>,
  of: {
    readonly expectation: Expectation;
    readonly origin: VerdictOrigin;
    readonly place: number;
  },
): JudgeTask {
  const { truth } = of.expectation;
  return {
    origin: of.origin,
    digest: judge.digest,
    place: of.place,
    request: (session, nonce) =>
      judgeRequest({ judge, session, nonce, ...(truth !== undefined && { truth }) }),
    read: readJudgeAnswer,
  };
}
