import type { QueueEntry } from "../../core/cluster/triage-file.ts";
import { clusterIssue, withNewCounts } from "../../core/report/intake/cluster-issue.ts";
import type { Session } from "../../core/trace/session.ts";
import type { IssueHost, IssueResult } from "../../ports/issue-host.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";
import type { FoundKind, TextRedactor } from "../../ports/redactor.ts";

export type ClusterIssueResult = {
  readonly cluster: string;
  readonly title: string;
  /** Where its text was written; absent where it may not be. */
  readonly file?: string;
  /** What still stood in it; it was then neither written nor filed. */
  readonly leaks?: readonly FoundKind[];
  /** What became of it at the host; absent without one. */
  readonly filed?: IssueResult;
};

/** Where the texts lie, seen from the project. */
const issueFolder = ".tracegate/issues";

/**
 * Writes one issue a cluster, and files it where there is a host: one that stands there has its counts updated.
 *
 * A text in which a secret is left is neither written nor filed.
 */
export async function openClusterIssues(
  queue: readonly QueueEntry[],
  sessions: ReadonlyMap<string, Session>,
  ports: {
    readonly writer: ProjectWriter;
    readonly redactor: TextRedactor;
    readonly host?: IssueHost;
  },
): Promise<readonly ClusterIssueResult[]> {
  const results: ClusterIssueResult[] = [];
  for (const entry of queue) {
    const attached = entry.sessions.flatMap((id) => sessions.get(id) ?? []);
    const issue = clusterIssue(entry, attached);
    const { marker, title, body } = issue;
    const leaks = await ports.redactor.findLeaks(`${title}\n${body}`);
    if (leaks.length > 0) {
      results.push({ cluster: entry.id, title, leaks });
      continue;
    }
    const file = `${issueFolder}/${entry.id}.md`;
    ports.writer.write(file, body);
    const filed = await ports.host?.upsertIssue({
      marker,
      title,
      body,
      revise: (standing) => withNewCounts(standing, issue),
    });
    results.push({ cluster: entry.id, title, file, ...(filed !== undefined && { filed }) });
  }
  return results;
}
