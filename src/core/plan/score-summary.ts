import type { Verdict } from "../evaluator/verdict.ts";
import { passHatK } from "../stats/pass-k.ts";
import { describeAnswer, describeCall } from "../trace/describe-step.ts";
import type { Dropped, FormatChoice, ImportFormat } from "../trace/import/imported.ts";
import type { Session } from "../trace/session.ts";
import { stepId } from "../trace/session.ts";
import { digestSession } from "../trace/session-digest.ts";
import { emptyRetrievals } from "../trace/tool-result.ts";
import type { EvaluatorTally, FailedCheck } from "./check-scores.ts";
import { CheckScores } from "./check-scores.ts";

/** Version of the JSON that `score --json` prints. */
export const scoresSchema = "tracegate.scores/1";

const reportedK = [1, 2, 3, 4] as const;

/** What `score` found out about imported sessions. */
export type ScoreSummary = {
  readonly schema: typeof scoresSchema;
  /** What was asked for. */
  readonly format: FormatChoice;
  /** What the values of the files had, in the order in which they were met. */
  readonly formats: readonly ImportFormat[];
  readonly files: readonly string[];
  readonly sessions: number;
  readonly turns: number;
  readonly steps: number;
  /** Sessions left out because the same run with the same content had been read before. */
  readonly repeated: number;
  readonly rewards: RewardCounts;
  /** From the rewards that the sessions carry, grouped by task. */
  readonly passHatK: readonly { readonly k: number; readonly value: number | "unknown" }[];
  readonly evaluators: readonly EvaluatorTally[];
  readonly failedChecks: readonly FailedCheck[];
  readonly emptyRetrievals: readonly EmptyRetrieval[];
  readonly dropped: readonly Dropped[];
};

/** A session whose reward is 1 passed; each other reward is a failure. */
export type RewardCounts = {
  readonly tasks: number;
  readonly rewarded: number;
  readonly passed: number;
  /** Sessions without a reward; they take no part in pass^k. */
  readonly unrewarded: number;
  /** Rewarded sessions that name no task: each counts as a task of its own. */
  readonly withoutTask: number;
  /** Runs whose number stands twice in one task with different content: counted as further runs. */
  readonly clashing: number;
};

/** One tool call that looked something up and found nothing. */
export type EmptyRetrieval = {
  readonly session: string;
  readonly task?: Session["task"];
  /** `turn.step`. */
  readonly at: string;
  readonly tool: string;
  /** The call with its arguments, cut. Untrusted text. */
  readonly call: string;
  /** What it answered, in words. Untrusted text. */
  readonly found: string;
};

/** Folds sessions into a summary one by one and keeps none of them. */
export class ScoreFold {
  readonly #digestsOfRun = new Map<string, Set<string>>();
  readonly #rewardsOfTask = new Map<string, { passed: number; runs: number }>();
  readonly #checks = new CheckScores();
  readonly #emptyRetrievals: EmptyRetrieval[] = [];
  readonly #counts = {
    sessions: 0,
    turns: 0,
    steps: 0,
    repeated: 0,
    rewarded: 0,
    passed: 0,
    unrewarded: 0,
    withoutTask: 0,
    clashing: 0,
  };

  /** Adds one session; `false` where it is a repetition, which is counted and otherwise left out. */
  add(session: Session): boolean {
    if (this.#isRepeated(session)) {
      this.#counts.repeated += 1;
      return false;
    }
    this.#counts.sessions += 1;
    this.#counts.turns += session.turns.length;
    this.#counts.steps += session.turns.reduce((sum, { steps }) => sum + steps.length, 0);
    this.#addReward(session);
    for (const { ref, step } of emptyRetrievals(session)) {
      this.#emptyRetrievals.push({
        session: session.id,
        ...(session.task !== undefined && { task: session.task }),
        at: stepId(ref),
        tool: step.name,
        call: describeCall(step),
        found: describeAnswer(step),
      });
    }
    return true;
  }

  /** Adds the verdicts on a session that `add` accepted. */
  addVerdicts(session: Session, verdicts: readonly Verdict[]): void {
    this.#checks.add(session, verdicts);
  }

  summary(source: Pick<ScoreSummary, "format" | "formats" | "files" | "dropped">): ScoreSummary {
    const { sessions, turns, steps, repeated, ...rewards } = this.#counts;
    const tasks = [...this.#rewardsOfTask.values()];
    return {
      schema: scoresSchema,
      ...source,
      sessions,
      turns,
      steps,
      repeated,
      rewards: { ...rewards, tasks: tasks.length },
      passHatK: reportedK.map((k) => ({ k, value: passHatK(tasks, k) })),
      evaluators: this.#checks.tallies(),
      failedChecks: this.#checks.failed(),
      emptyRetrievals: this.#emptyRetrievals,
    };
  }

  #isRepeated(session: Session): boolean {
    const { task } = session;
    if (task === undefined) return false;
    const run = JSON.stringify([task.id, task.runIndex]);
    const digests = this.#digestsOfRun.get(run) ?? new Set();
    this.#digestsOfRun.set(run, digests);
    const digest = digestSession(session);
    if (digests.has(digest)) return true;
    if (digests.size > 0) this.#counts.clashing += 1;
    digests.add(digest);
    return false;
  }

  #addReward({ id, task, reward }: Session): void {
    if (reward === undefined) {
      this.#counts.unrewarded += 1;
      return;
    }
    const key = JSON.stringify(task === undefined ? ["session", id] : ["task", task.id]);
    const runs = this.#rewardsOfTask.get(key) ?? { passed: 0, runs: 0 };
    this.#rewardsOfTask.set(key, runs);
    runs.runs += 1;
    this.#counts.rewarded += 1;
    if (task === undefined) this.#counts.withoutTask += 1;
    if (reward === 1) {
      runs.passed += 1;
      this.#counts.passed += 1;
    }
  }
}
