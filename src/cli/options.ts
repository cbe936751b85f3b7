import type { StopMode } from "../core/config/runs-config.ts";
import type { FailureMode } from "../core/dataset/failure-modes.ts";
import type { Severity } from "../core/intake/issue-form.ts";
import type { FormatChoice } from "../core/trace/import/imported.ts";

/** `3/8`: the third of eight parts. */
export type ShardName = { readonly index: number; readonly count: number };

/** What stands for every command. */
export type GlobalOptions = { readonly color: boolean };
export type RunOptions = {
  readonly root: string;
  readonly config: string;
  readonly out?: string;
  readonly case?: readonly string[];
  readonly runs?: number;
  readonly concurrency?: number;
  readonly stop?: StopMode;
  readonly shard?: ShardName;
  readonly timings?: string;
  readonly budgetUsd?: number;
  readonly budgetTokens?: number;
  readonly budgetMinutes?: number;
  readonly resume?: boolean;
  readonly page?: boolean;
  readonly cache: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};
export type MergeOptions = { readonly out: string; readonly json?: boolean };
export type GateOptions = {
  readonly root: string;
  readonly config: string;
  readonly results?: string;
  readonly baseline?: readonly string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
};
export type BaselineOptions = {
  readonly root: string;
  readonly config: string;
  readonly results?: string;
  readonly json?: boolean;
};
export type ValidateOptions = {
  readonly root: string;
  readonly config: string;
  readonly base?: string;
  readonly evaluators?: boolean;
  readonly json?: boolean;
};
export type ReproduceOptions = {
  readonly root: string;
  readonly config: string;
  readonly ref: string;
  readonly runs?: number;
  readonly concurrency?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
};
export type PowerOptions = {
  readonly root: string;
  readonly config: string;
  readonly detect?: number;
  readonly results?: string;
  readonly json?: boolean;
};
export type AaOptions = {
  readonly root: string;
  readonly config: string;
  readonly resamples: number;
  readonly seed: number;
  readonly json?: boolean;
};
export type FloorsOptions = {
  readonly root: string;
  readonly config: string;
  readonly results?: readonly string[];
  readonly json?: boolean;
};
export type ScoreOptions = { readonly format: FormatChoice; readonly json?: boolean };
export type ImportOptions = {
  readonly format: FormatChoice;
  readonly out?: string;
  readonly root: string;
  readonly config: string;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};
export type ReportOptions = {
  readonly session?: string;
  readonly repo?: string;
  readonly title?: string;
  readonly asked?: string;
  readonly wrong: string;
  readonly expected?: string;
  readonly dimension?: string;
  readonly severity?: Severity;
  readonly label?: boolean;
  readonly root: string;
  readonly config: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};
export type ViewOptions = {
  readonly session?: string;
  readonly run?: string;
  readonly results?: string;
  readonly html?: string;
  readonly open?: boolean;
  readonly root: string;
  readonly config: string;
  readonly json?: boolean;
};
export type RenderOptions = {
  readonly html?: string;
  readonly junit?: string;
  readonly badge?: string;
  readonly markdown?: string;
  readonly json?: string;
  readonly baseline?: string;
  readonly history?: readonly string[];
  readonly open?: boolean;
  readonly root: string;
  readonly config: string;
};

/** Where imported sessions are written, seen from the project's root, when no folder is named. */
export const importFolder = ".tracegate/sessions";
export type RecordOptions = {
  readonly out?: string;
  readonly cassette?: string;
  readonly agentName?: string;
  readonly root: string;
  readonly config: string;
};
export type McpOptions = {
  readonly session: string;
  readonly http?: number;
  readonly readOnly?: readonly string[];
};
export type ExportOptions = {
  readonly format: FormatChoice;
  /** `true` for the newest run. */
  readonly results?: string | true;
  readonly out?: string;
  /** `true` for the address that the OpenTelemetry variables name. */
  readonly to?: string | true;
  readonly header?: readonly string[];
  readonly root: string;
  readonly config: string;
  readonly json?: boolean;
};

export type TriageOptions = {
  readonly format: FormatChoice;
  readonly out: string;
  readonly against?: string;
  /** Epoch milliseconds. */
  readonly since?: number;
  readonly mode?: FailureMode;
  readonly propose?: string;
  readonly cases: number;
  readonly openIssues?: boolean;
  readonly repo?: string;
  readonly root: string;
  readonly config: string;
  readonly json?: boolean;
};

export type LabelOptions = {
  readonly root: string;
  readonly config: string;
  readonly by?: string;
  readonly secondOpinion?: boolean;
  readonly import?: readonly string[];
  readonly map?: readonly string[];
  readonly passValues?: readonly string[];
  readonly failValues?: readonly string[];
  readonly passFrom?: number;
  readonly json?: boolean;
};

export type BumpOptions = {
  readonly root: string;
  readonly config: string;
  readonly base?: string;
  readonly changed?: string;
  readonly cases?: boolean;
  readonly json?: boolean;
};

export type DriftOptions = {
  readonly root: string;
  readonly config: string;
  readonly write?: boolean;
  readonly issue?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
};

export type CalibrateOptions = {
  readonly root: string;
  readonly config: string;
  readonly cached?: boolean;
  readonly json?: boolean;
};

export type PromoteOptions = {
  readonly root: string;
  readonly config: string;
  readonly dryRun?: boolean;
  readonly push?: boolean;
  readonly cached?: boolean;
  readonly json?: boolean;
};

export type InitOptions = {
  readonly root: string;
  readonly agent?: string;
  readonly module?: string;
  readonly command?: string;
  readonly url?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly key?: readonly string[];
  readonly dataset?: string;
  readonly session?: string;
  readonly expert?: readonly string[];
  readonly workflow?: string;
  readonly drift?: boolean;
  readonly bot?: boolean;
  readonly baseline?: boolean;
  readonly branch?: string;
  readonly action?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

export type BlameOptions = {
  readonly format: FormatChoice;
  readonly session?: string;
  readonly reference?: string;
  readonly siblings?: readonly string[];
  readonly json?: boolean;
};

export type DoctorOptions = {
  readonly root: string;
  readonly config: string;
  readonly repository?: string;
  readonly run: boolean;
  readonly json?: boolean;
};

export type SimulateOptions = {
  readonly root: string;
  readonly config: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly explore?: boolean;
  readonly cap?: number;
  readonly concurrency?: number;
  readonly watch?: boolean;
  /** `true` for the project's own dataset, under a name made of the scenario's. */
  readonly save?: string | true;
  readonly cache: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

export type CoverageOptions = {
  readonly format: FormatChoice;
  readonly results?: string;
  readonly root: string;
  readonly config: string;
  readonly json?: boolean;
};
