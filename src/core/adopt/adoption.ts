import type { Session } from "../trace/session.ts";

/** How the agent of a new project is driven. */
export type AdoptedAgent =
  | { readonly runner: "module"; readonly module: string }
  | { readonly runner: "process"; readonly command: readonly string[] }
  | { readonly runner: "http"; readonly url: string; readonly start?: readonly string[] }
  | { readonly runner: "openai"; readonly model: string; readonly baseUrl: string };

export const adoptedRunners = ["module", "process", "http", "openai"] as const;

/** Which workflows a new project gets: one job, two jobs, eight shards, or two workflows that serve forks. */
export const workflowKinds = ["plain", "two-jobs", "sharded", "forks", "none"] as const;
export type WorkflowKind = (typeof workflowKinds)[number];

/** All that is to be known to put a repository under the gate. */
export type Adoption = {
  readonly agent: AdoptedAgent;
  /** The project's folder, seen from the repository's root; empty where it is the root. */
  readonly folder: string;
  /** Name of the first dataset. */
  readonly dataset: string;
  /** Environment variables that reach the agent, such as the key of its model. */
  readonly keys: readonly string[];
  /** GitHub logins or teams who may sign cases off. */
  readonly experts: readonly string[];
  readonly workflow: WorkflowKind;
  /** Whether judges are watched every night; of use once there are calibrated ones. */
  readonly watchesDrift: boolean;
  /** Whether the bot's workflow is brought, which makes cases of reports. */
  readonly hasBot: boolean;
  /** Whether results of pushes are kept on a branch, to compare pull requests with. */
  readonly keepsBaseline: boolean;
  /** The branch that pull requests go to. */
  readonly branch: string;
  /** `owner/name@ref` of the action. */
  readonly action: string;
  /** The first day on which the gate blocks, `YYYY-MM-DD`. */
  readonly enforceFrom: string;
  /** The first case's session, redacted; a greeting where left out. */
  readonly session?: AdoptedSession;
};

export type AdoptedSession = {
  /** What its case is called: the name of the file that it came from. */
  readonly name: string;
  readonly session: Session;
  /** Whether it passes the checks that a new project starts with. */
  readonly isPassing: boolean;
};

/** Checks that have an answer about any session of any agent: an unscored one would keep the first gate undetermined. */
export const starterEvaluators = ["says-something", "repeats-no-call"] as const;
export type StarterEvaluator = (typeof starterEvaluators)[number];

/** A file of a new project; the path is seen from the repository's root. */
export type AdoptedFile = {
  readonly path: string;
  readonly text: string;
  /**
   * `file`: kept as it is where it is there already. `line`: one line of a file that others write, too. `generated`:
   * ours alone, and brought up to date.
   */
  readonly kind: "file" | "line" | "generated";
};
