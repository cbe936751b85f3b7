import { z } from "zod";
import type { ShardChoice } from "../app/run/cut-shard.ts";
import type { Config } from "../core/config/config-file.ts";
import { asUserError } from "./as-user-error.ts";

/** What the process that runs the agent is asked to do; ours, so it is not checked. */
export type RunRequest = {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly configPath: string;
  /** The folder of the result files, absolute. */
  readonly results: string;
  /** The base branch's, where there is one; else the project's own. */
  readonly judge?: NonNullable<Config["judge"]>;
  readonly simulator?: NonNullable<Config["simulator"]>;
  /** The policy that will decide, and how it lets runs be left out; the project's own where it is left out. */
  readonly policy?: Config["gate"];
  readonly stop?: Config["runs"]["stop"];
  /** Whether the results may be held against a baseline, or become one; so it is where it is left out. */
  readonly isCompared?: boolean;
  /** The part of the plan that is made; all of it where it is left out. */
  readonly shard?: ShardChoice;
  /** The commit whose agent is run too, to be compared with. */
  readonly rerun?: { readonly sha: string };
  /** What people know the tested tree by: the head of a pull request, where git has only a merge of it. */
  readonly commit?: string;
  /** Set for a pull request, whose new cases are run against the agent of its base too. */
  readonly review?: {
    /** The commit that it is merged into. */
    readonly base: string;
    /** Whether live tools may answer them: not where a stranger wrote them. */
    readonly mayUseLiveTools: boolean;
  };
  /** Whether judges' answers are carried from job to job, and asked for with `answers-wanted`. */
  readonly carriesAnswers?: true;
};

/** What `answers-wanted` is answered with. */
export type CarriedHere = {
  /** Where the answers of earlier jobs are, absolute. */
  readonly carriedIn: string;
};

const text = z.string().max(20_000);

/** What it answers. The agent shares that process and may say anything, so this is only what we show. */
const runAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("progress"),
    recorded: z.int().min(0).max(1_000_000_000),
    planned: z.int().min(0).max(1_000_000_000),
  }),
  z.object({ kind: z.literal("answers-wanted") }),
  z.object({
    kind: z.literal("answered"),
    key: z.string().regex(/^[0-9a-f]{64}$/),
    model: z.string().max(1000),
    json: z.unknown(),
  }),
  z.object({ kind: z.literal("finished") }),
  z.object({
    kind: z.literal("failed"),
    code: z.string().regex(/^[A-Z][A-Z_]{0,60}$/),
    message: text,
    fix: text,
    problems: z
      .array(
        z.object({
          code: text,
          file: text,
          line: z.int().exactOptional(),
          column: z.int().exactOptional(),
          path: text.exactOptional(),
          message: text,
          expected: text.exactOptional(),
          example: text.exactOptional(),
        }),
      )
      .max(10_000),
  }),
]);

/** How many runs are made, of how many. */
export type RunCount = { readonly recorded: number; readonly planned: number };

export type RunAnswer = z.output<typeof runAnswer>;
export type FailedAnswer = Extract<RunAnswer, { kind: "failed" }>;

/** An answer that a judge gave just now. */
export type JudgeAnswered = Extract<RunAnswer, { kind: "answered" }>;

/** What ends the process; how far it has got, and what judges say, does not. */
export type FinalAnswer = Extract<RunAnswer, { kind: "finished" | "failed" }>;

/** `undefined` for messages that are none of ours: an agent may have its own. */
export function parseRunAnswer(message: unknown): RunAnswer | undefined {
  return runAnswer.safeParse(message).data;
}

/** An error on its way out of the process. */
export function failedAnswer(error: unknown): FailedAnswer {
  const { code, message, fix, problems } = asUserError(error);
  return { kind: "failed", code, message, fix, problems: problems.slice(0, 10_000) };
}
