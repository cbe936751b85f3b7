import type { JudgeTask, Scorer } from "../../core/evaluator/scorer.ts";
import type { Verdict, VerdictAnswer } from "../../core/evaluator/verdict.ts";
import type { Session } from "../../core/trace/session.ts";
import type { Scoring } from "../run-experiment/experiment-request.ts";
import { askJudge } from "./ask-judge.ts";
import type { Judging } from "./judging.ts";

/** Why a judge gives no verdict where the configuration names no model. */
const noModel = "There is no judge model: add `judge` to tracegate.yaml.";

/**
 * All verdicts on one session: those of its checks, and those of its judges at their places among them.
 *
 * Answers at once where no judge is to be asked. Never rejects: what goes wrong with a judge leaves its
 * verdict `unscored` with the reason. An aborted signal leaves every judge that has not answered so.
 */
export function scoreSession(
  scorer: Scorer,
  session: Session,
  options: Scoring & { readonly judging?: Judging },
): readonly Verdict[] | Promise<readonly Verdict[]> {
  const verdicts = scorer.checks(session);
  const { judges } = scorer;
  if (judges.length === 0) return verdicts;
  const { judging, ...scoring } = options;
  if (judging === undefined) {
    return inPlace(verdicts, judges, () => ({ result: "unscored", reason: noModel }));
  }
  return askAll(judges, session, { judging, ...scoring }).then((answers) =>
    inPlace(verdicts, judges, (index) => answers[index] ?? { result: "unscored", reason: noModel }),
  );
}

/** Checks and judges in the order of the case's expectations. */
function inPlace(
  checks: readonly Verdict[],
  judges: readonly JudgeTask[],
  answerOf: (index: number) => VerdictAnswer,
): readonly Verdict[] {
  const verdicts = [...checks];
  for (const [index, { origin, place }] of judges.entries()) {
    verdicts.splice(place, 0, { ...origin, ...answerOf(index) });
  }
  return verdicts;
}

function askAll(
  judges: readonly JudgeTask[],
  session: Session,
  asking: Scoring & { readonly judging: Judging },
): Promise<readonly VerdictAnswer[]> {
  return Promise.all(judges.map((task) => askJudge(task, session, asking)));
}
