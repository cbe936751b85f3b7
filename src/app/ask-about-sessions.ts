import type { Judge } from "../core/evaluator/evaluator.ts";
import { judgeTask } from "../core/evaluator/judge-task.ts";
import type { VerdictAnswer } from "../core/evaluator/verdict.ts";
import type { Session } from "../core/trace/session.ts";
import { askJudge } from "./ask-judge.ts";
import type { Judging } from "./judging.ts";
import type { JudgedProject } from "./load-judged-project.ts";

export type Asking = {
  readonly judging: Judging;
  readonly signal: AbortSignal;
  /** Told after each answer how many sessions were answered so far. */
  readonly onAnswer?: (answered: number) => void;
};

export type AnswersOfJudge = {
  /** By the name of the session's file. */
  readonly answers: ReadonlyMap<string, VerdictAnswer>;
  /** The names that the endpoint gave the model, sorted. */
  readonly answeredBy: readonly string[];
};

/**
 * One judge's verdicts on sessions of the dataset, asked as a case of the session's name would ask, with its `truth`.
 *
 * Never rejects: what goes wrong leaves a session `unscored` with the reason.
 */
export async function askAboutSessions(
  judge: Judge,
  sessions: ReadonlyMap<string, Session>,
  project: Pick<JudgedProject, "cases">,
  { judging, signal, onAnswer }: Asking,
): Promise<AnswersOfJudge> {
  const answeredBy = new Set<string>();
  const model: Judging["model"] = {
    ask: async (question, aborted) => {
      const answer = await judging.model.ask(question, aborted);
      if (answer.kind === "answered") answeredBy.add(answer.model);
      return answer;
    },
  };
  const origin = { evaluator: judge.ref, kind: "judge", dimension: judge.dimension } as const;
  let answered = 0;
  const answers = await Promise.all(
    [...sessions].map(async ([name, session]) => {
      const truth = truthFor(name, session, { judge, project });
      const expectation = {
        dimension: judge.dimension,
        evaluator: judge.ref,
        ...(truth !== undefined && { truth }),
      };
      const task = judgeTask(judge, { expectation, origin, place: 0 });
      const answer = await askJudge(task, session, { judging: { ...judging, model }, signal });
      answered += 1;
      onAnswer?.(answered);
      return [name, answer] as const;
    }),
  );
  return { answers: new Map(answers), answeredBy: [...answeredBy].toSorted() };
}

/** What the case of this session tells the judge: the one of the file's name, or that the session is a run of. */
function truthFor(
  name: string,
  { task }: Session,
  { judge, project }: { readonly judge: Judge; readonly project: Pick<JudgedProject, "cases"> },
): string | undefined {
  const of = project.cases.find(({ id }) => id === name || id === task?.id);
  return of?.expectations.find(({ evaluator }) => evaluator === judge.ref)?.truth;
}
