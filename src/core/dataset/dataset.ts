import { z } from "zod";
import type { CaseFile, CaseStatus, Expectation, FailureMode, ScenarioFile } from "./case-file.ts";
import { slug } from "./case-file.ts";

/** `datasets/<name>/dataset.yaml`. It has no version: git tags are the versions. */
export const datasetFile = z.strictObject({
  name: slug,
  description: z.string().min(1),
  experts: z
    .array(z.string().min(1))
    .default([])
    .describe("GitHub logins or teams who may sign cases off."),
  dimensions: z
    .record(slug, z.string().min(1))
    .describe("Each quality axis and the question that it answers."),
});
export type DatasetFile = z.output<typeof datasetFile>;

/** A case or a scenario as the rest of the product sees it: one shape, whoever plays the user. */
export type Case = {
  readonly id: string;
  readonly title: string;
  readonly status: CaseStatus;
  readonly failureMode?: FailureMode;
  /** Every dimension that an expectation names, in order of first use. Never empty. */
  readonly dimensions: readonly string[];
  readonly expectations: readonly Expectation[];
  /** How often it is run; the case's own number or the plan's. */
  readonly runs: number;
  readonly user: CaseUser;
  /** Digest of what decides a run: user, expectations. Not `status`, not `signOff`. */
  readonly digest: string;
  /** Path of its file, relative to the project root. */
  readonly file: string;
};

export type CaseUser =
  | { readonly kind: "conversation"; readonly turns: readonly string[] }
  | {
      readonly kind: "scripted";
      readonly goal: string;
      readonly turns: readonly string[];
      readonly stopWhenReplyContains: readonly string[];
    };

/** All cases and scenarios of one named folder. */
export type Dataset = {
  readonly name: string;
  readonly description: string;
  readonly experts: readonly string[];
  readonly dimensions: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
  /** `sha256:…` over the digests of its cases, whatever their order on disk. */
  readonly digest: string;
};

/** What a case file or a scenario file holds once its schema has been met. */
export type CaseSource = CaseFile | ScenarioFile;
