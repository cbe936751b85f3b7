import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import { notPublished, unreadable } from "./explain.ts";
import { type GitHubAddress, GitHubApi } from "./github-api.ts";
import type { RetryPolicy } from "./retry.ts";
import { upsertStickyComment } from "./sticky-comment.ts";

/** GitHub lists at most this many files of a pull request. */
const mostListedFiles = 3000;

/** Pauses of 1, 2 and 4 seconds, and up to a minute where GitHub asks for it. */
const patient: RetryPolicy = {
  retries: 3,
  pauseMs: 1000,
  longestMs: 60_000,
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
};

/** Pull requests, files, comments and statuses of one GitHub repository. */
export function gitHubHost(address: GitHubAddress, policy: RetryPolicy = patient): PullRequestHost {
  const api = new GitHubApi(address, policy, () => Date.now());
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
        const open = await api.openPullRequestsOf(head);
        return open.filter(({ headSha }) => headSha === head.sha);
      } catch (error) {
        throw unreadable(error, "The pull requests of the head commit", "pull-requests: read");
      }
    },
    changedFiles: async (number) => {
      try {
        const paths = await api.changedPaths(number);
        return paths.length >= mostListedFiles
          ? { kind: "incomplete" }
          : { kind: "complete", paths };
      } catch (error) {
        throw unreadable(error, `The files of #${number}`, "pull-requests: read");
      }
    },
    fileAt: async (path, ref) => {
      try {
        return await api.fileAt(path, ref);
      } catch (error) {
        throw unreadable(error, `${path} at ${ref}`, "contents: read");
      }
    },
    upsertComment: (number, comment) => upsertStickyComment(api, number, comment),
    setStatus: async (status) => {
      try {
        await api.createStatus({ ...status, description: cut(status.description, 140) });
        return { kind: "published" };
      } catch (error) {
        return notPublished(error, `The status of ${status.sha}`, "statuses: write");
      }
    },
  };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
