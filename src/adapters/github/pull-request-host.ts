import { terminalText } from "../../core/report/wording.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import { notPublished, unreadable } from "./explain.ts";
import { GitHubApi } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { type Patience, patient } from "./retry.ts";
import { upsertStickyComment } from "./sticky-comment.ts";

/** GitHub lists at most this many files of a pull request. */
const mostListedFiles = 3000;

/**
 * Pull requests, files, comments and statuses of one GitHub repository.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubHost(address: GitHubAddress, patience: Patience = patient): PullRequestHost {
  const api = new GitHubApi(new GitHubClient(address, patience));
  return {
    pullRequest: async (number) => {
      try {
        return await api.pullRequest(number);
      } catch (error) {
        throw unreadable(error, `Pull request #${number}`, "pull-requests: read");
      }
    },
    pullRequestsAt: async (head) => {
      try {
        return await api.openPullRequestsAt(head);
      } catch (error) {
        throw unreadable(error, "The pull requests of the head commit", "pull-requests: read");
      }
    },
    changedFiles: async (number) => {
      try {
        const files = await api.changedFiles(number);
        return files.length < mostListedFiles
          ? { kind: "complete", paths: files.flat() }
          : { kind: "incomplete" };
      } catch (error) {
        throw unreadable(error, `The files of #${number}`, "pull-requests: read");
      }
    },
    fileAt: async (path, ref) => {
      try {
        return await api.fileAt(path, ref);
      } catch (error) {
        throw unreadable(error, terminalText(`${path} at ${ref}`), "contents: read");
      }
    },
    upsertComment: (number, comment) => upsertStickyComment({ api, patience }, number, comment),
    setStatus: async (status) => {
      try {
        await api.createStatus({ ...status, description: terminalText(status.description, 140) });
        return { kind: "published" };
      } catch (error) {
        return notPublished(error, `The status of ${status.sha}`, "statuses: write");
      }
    },
  };
}
