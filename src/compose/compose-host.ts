import type { ApprovalHost } from "../ports/approval-host.ts";
import type { CheckRunHost } from "../ports/check-run-host.ts";
import type { IssueHost } from "../ports/issue-host.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import type { RepositoryEvents } from "../ports/repository-events.ts";

/** GitHub as the host of one repository; its library is loaded here, since only a gate needs it. */
export async function composeHost(address: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
}): Promise<PullRequestHost> {
  const { gitHubHost } = await import("../adapters/github/pull-request-host.ts");
  return gitHubHost(address);
}

/** Check runs of one repository of GitHub. */
export async function composeCheckRuns(address: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
}): Promise<CheckRunHost> {
  const { gitHubCheckRuns } = await import("../adapters/github/check-run-host.ts");
  return gitHubCheckRuns(address);
}

/** The issues of one repository of GitHub. */
export async function composeIssues(address: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
}): Promise<IssueHost> {
  const { gitHubIssues } = await import("../adapters/github/issue-host.ts");
  return gitHubIssues(address);
}

/** Reviews, labels and rights in one repository of GitHub. */
export async function composeApprovals(address: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
}): Promise<ApprovalHost> {
  const { gitHubApprovals } = await import("../adapters/github/approval-host.ts");
  return gitHubApprovals(address);
}

/** Events by which programs of one repository of GitHub tell each other something. */
export async function composeEvents(address: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
}): Promise<RepositoryEvents> {
  const { gitHubEvents } = await import("../adapters/github/repository-events.ts");
  return gitHubEvents(address);
}
