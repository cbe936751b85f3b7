import { referencePath } from "../../core/config/recorded-sessions.ts";
import type { CaseSource } from "../../core/dataset/dataset.ts";
import { maxSessionBytes, readSessionFile } from "../../core/dataset/session-file.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import { judgeTask } from "../../core/evaluator/judge-task.ts";
import type { VerdictAnswer } from "../../core/evaluator/verdict.ts";
import type { Session } from "../../core/trace/session.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import { askJudge } from "../score/ask-judge.ts";
import type { Judging } from "../score/judging.ts";

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
  project: Pick<JudgedProject, "cases" | "config" | "files">,
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
      const of = caseFor(name, session, project);
      const truth = of?.expectations.find(({ evaluator }) => evaluator === judge.ref)?.truth;
      const expectation = {
        dimension: judge.dimension,
        evaluator: judge.ref,
        ...(truth !== undefined && { truth }),
      };
      const task = judgeTask(judge, {
        expectation,
        origin,
        place: 0,
        ...(of !== undefined && (await referenceFor(judge, of, project))),
      });
      const answer = await askJudge(task, session, { judging: { ...judging, model }, signal });
      answered += 1;
      onAnswer?.(answered);
      return [name, answer] as const;
    }),
  );
  return { answers: new Map(answers), answeredBy: [...answeredBy].toSorted() };
}

/** The case of the file's name, or the one that the session is a run of. */
function caseFor(
  name: string,
  { task }: Session,
  { cases }: Pick<JudgedProject, "cases">,
): CaseSource | undefined {
  return cases.find(({ id }) => id === name) ?? cases.find(({ id }) => id === task?.id);
}

/** Nothing where the judge compares with none, or the file cannot be read: its verdict is then unscored. */
async function referenceFor(
  judge: Judge,
  of: CaseSource,
  { config, files }: Pick<JudgedProject, "config" | "files">,
): Promise<{ readonly reference?: Session }> {
  const path = referencePath(config.dataset, of, new Map([[judge.ref, judge]]));
  if (path === undefined) return {};
  const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
  return reading.kind === "session" ? { reference: reading.session } : {};
}
