import type { IssueForm } from "../../core/intake/parse-issue-form.ts";
import type { Report } from "../../core/intake/report.ts";
import type { Issue } from "../../ports/conversation-host.ts";
import type { DatasetAt } from "../project/dataset-at.ts";
import type { Proposals } from "./look-at-proposals.ts";

export type ReportRequest = {
  readonly issue: number;
  /** The branch that cases are added to. */
  readonly base: string;
  /** Who set the event off: nothing is done for whoever may not ask. Left out where we ask ourselves. */
  readonly sender?: string;
  /** The label that was just added; another one than the configured one is none of our business. */
  readonly label?: string;
  /** Answers again what was answered, with the label or without, and opens another pull request where the last was closed. */
  readonly isForced?: boolean;
  /** Drafts again over what people changed on the branch. */
  readonly writesOver?: boolean;
  /** Sessions that came with an alert, where the issue has no room for them. */
  readonly given?: { readonly trace: string; readonly cluster?: string };
};

/** Everything of a report that is looked at in one round. */
export type ReportScene = {
  readonly request: ReportRequest;
  readonly issue: Issue;
  readonly report: Report;
  readonly form: IssueForm;
  /** Digest of all that the report says. */
  readonly digest: string;
  readonly dataset: DatasetAt;
  readonly tip: string;
  readonly proposals: Proposals;
  /** Our comment under the report as it was; "" where there is none yet. */
  readonly said: string;
};
