import { terminalText } from "../../core/report/wording.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import { notPublished, unreadable } from "./explain.ts";
import { GitHubApi, type ListedComment } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { readFiles } from "./read-files.ts";
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
  const client = new GitHubClient(address, patience);
  const api = new GitHubApi(client);
  const listed = new Map<number, readonly ListedComment[]>();
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
    filesAt: async (commits) => {
      const texts = commits.map(() => new Map<string, string>());
      try {
        for (const { of, path, file } of await readFiles(client, commits)) {
          const { ref = "" } = commits[of] ?? {};
          const text =
            file === "read-alone"
              ? await api.fileAt(path, ref)
              : file === "missing"
                ? undefined
                : file.text;
          if (text !== undefined) texts[of]?.set(path, text);
        }
        return texts;
      } catch (error) {
        const refs = commits.map(({ ref }) => ref).join(" and ");
        throw unreadable(error, terminalText(`The files at ${refs}`), "contents: read");
      }
    },
    upsertComment: (number, comment) =>
      upsertStickyComment({ api, patience, listed }, number, comment),
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
