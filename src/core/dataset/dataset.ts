import { z } from "zod";
import type { Session } from "../trace/session.ts";
import type { CaseFile, CaseStatus, Expectation, ScenarioFile, SignOff } from "./case-file.ts";
import { githubLogin, slug } from "./case-file.ts";
import type { ExploreField } from "./explore-field.ts";
import type { FailureMode } from "./failure-modes.ts";
import type { Fault } from "./faults-field.ts";
import type { Hermeticity } from "./hermeticity.ts";
import type { RecordedModel } from "./model-source.ts";
import type { Persona } from "./persona-field.ts";
import type { Quarantine } from "./quarantine-field.ts";
import type { ToolRules } from "./tools-field.ts";
import type { BranchCondition } from "./user-field.ts";

/** `datasets/<name>/dataset.yaml`. It has no version: git tags are the versions. */
export const datasetFile = z
  .strictObject({
    name: slug.meta({
      description: "The dataset's name; the same as its folder's.",
      examples: ["support"],
    }),
    description: z
      .string()
      .min(1)
      .max(2000)
      .meta({
        description: "What the cases are about, for people.",
        examples: ["Questions to the support desk of a gift shop"],
      }),
    experts: z
      .array(githubLogin)
      .max(1000)
      .default([])
      .meta({
        description: "GitHub logins or teams who may sign cases off.",
        examples: [["maria-policy"]],
      }),
    dimensions: z
      .record(slug, z.string().min(1).max(1000))
      .refine((dimensions) => Object.keys(dimensions).length > 0, {
        message: "names no dimension",
        params: {
          expected: "at least one dimension, with the question that it answers",
          example: "dimensions:\n  abstention: Does the agent say that it does not know?",
        },
      })
      .meta({
        description: "Each quality axis and the question that it answers.",
        examples: [{ abstention: "Does the agent say that it does not know?" }],
      }),
  })
  .meta({ title: "Tracegate dataset", description: "What a folder of cases is about." });
export type DatasetFile = z.output<typeof datasetFile>;

/** A case or a scenario as the rest of the product sees it: one shape, whoever plays the user. */
export type Case = {
  readonly id: string;
  /** The id where the file gives no title. */
  readonly title: string;
  readonly status: CaseStatus;
  readonly failureMode?: FailureMode;
  /** Every dimension that an expectation names, in order of first use. Never empty. */
  readonly dimensions: readonly string[];
  readonly expectations: readonly Expectation[];
  /** How often it is run; the case's own number or the plan's. */
  readonly runs: number;
  readonly user: CaseUser;
  /** What `tracegate simulate --explore` varies; decides no run of the case itself. */
  readonly explore?: ExploreField;
  /** What answers its tool calls and how some of them fail; absent where all run live and none fails on purpose. */
  readonly tools?: CaseTools;
  /** A session in which the agent did right, which judges that compare hold others to; absent where none does. */
  readonly reference?: RecordedSession;
  /** The cassette that plays its model; absent where the agent's own model answers. */
  readonly model?: RecordedModel;
  /** Absent where the case belongs to no project, which says what serves its model. */
  readonly hermeticity?: Hermeticity;
  readonly signOff?: SignOff;
  /** Who looks after it; given exactly where the status is `quarantined`. */
  readonly quarantine?: Quarantine;
  /** Digest of what decides a run: user, tools, model, faults, expectations. Not `status`, not `signOff`. */
  readonly digest: string;
  /** Path of its file, relative to the project root. */
  readonly file: string;
};

/** The tools of a case: its own rules with those of the project. */
export type CaseTools = ToolRules & {
  /** The session whose calls answer; absent where the tools are live. */
  readonly recorded?: RecordedSession;
  readonly faults: readonly Fault[];
};

/** A session of the dataset's folder `sessions/`. */
export type RecordedSession = {
  /** Path of its file, relative to the project root. */
  readonly file: string;
  readonly session: Session;
};

export type CaseUser =
  | { readonly kind: "conversation"; readonly turns: readonly string[] }
  | {
      readonly kind: "scripted";
      readonly goal: string;
      readonly turns: readonly string[];
      readonly stopWhenReplyContains: readonly string[];
    }
  | MachineUser
  | ModelUser;

/** A user who goes from state to state by what the agent said or did. */
export type MachineUser = {
  readonly kind: "machine";
  readonly goal: string;
  readonly start: string;
  readonly states: Readonly<Record<string, MachineState>>;
  readonly maxTurns: number;
  readonly stopWhenReplyContains: readonly string[];
};

export type MachineState = {
  /** Of several texts each run draws one. Never empty. */
  readonly say: readonly string[];
  /** The first that fits is taken; the last has no condition. */
  readonly next: readonly MachineBranch[];
};

/** `stop` ends the session; a branch without a condition always fits. */
export type MachineBranch = { readonly when?: BranchCondition; readonly go: string };

/** A user whom a model plays. */
export type ModelUser = {
  readonly kind: "model";
  readonly goal: string;
  readonly persona: Persona;
  readonly opening?: string;
  readonly maxTurns: number;
  /** When the user has nothing more to say, in words. */
  readonly stop?: string;
  readonly stopWhenReplyContains: readonly string[];
};

/** All cases and scenarios of one named folder. */
export type Dataset = {
  readonly name: string;
  readonly description: string;
  readonly experts: readonly string[];
  readonly dimensions: Readonly<Record<string, string>>;
  /** Sorted by id, those that are not run among them. */
  readonly cases: readonly Case[];
  /** `sha256:…` over the digests of the cases that are run, whatever their order on disk. */
  readonly digest: string;
};

/** What a case file or a scenario file holds once its schema has been met. */
export type CaseSource = CaseFile | ScenarioFile;
