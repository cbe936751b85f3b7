import { z } from "zod";
import type { CommitStatus, HeadCommit, PullRequest } from "../../ports/pull-request-host.ts";
import type { GitHubClient } from "./github-client.ts";
import { GitHubFailure, isRefused, mayBeDone } from "./github-failure.ts";

const account = z.object({ login: z.string().min(1) });
const pullRequest = z.object({
  number: z.int().positive(),
  state: z.enum(["open", "closed"]),
  head: z.object({
    sha: z.string().min(1),
    ref: z.string(),
    // Null where the fork was deleted.
    repo: z.object({ owner: account }).nullable(),
  }),
  base: z.object({ sha: z.string().min(1), ref: z.string().min(1) }),
});
const changedFile = z.object({
  filename: z.string().min(1),
  previous_filename: z.string().min(1).optional(),
});
const comment = z.object({
  id: z.int().positive(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: account.nullish(),
});
const directory = z.array(z.unknown());
const content = z.union([
  directory,
  z.object({
    type: z.string(),
    encoding: z.string().optional(),
    content: z.string().optional(),
  }),
]);
const nothing = z.literal("");
const something = z.object({});

export type ListedComment = {
  readonly id: number;
  readonly url: string;
  /** Empty where the account is gone. */
  readonly author: string;
  readonly body: string;
};

export type CommentCreation =
  | { readonly kind: "created"; readonly comment: ListedComment }
  /** GitHub may have made it all the same: look before making another. */
  | { readonly kind: "unsure"; readonly failure: GitHubFailure };

const issues = "/repos/{owner}/{repo}/issues";

/** The few requests that we send. Rejects with `GitHubFailure`. */
export class GitHubApi {
  readonly #client: GitHubClient;

  constructor(client: GitHubClient) {
    this.#client = client;
  }

  async pullRequest(number: number): Promise<PullRequest> {
    const route = "GET /repos/{owner}/{repo}/pulls/{number}";
    return pullRequestOf(await this.#client.ask(pullRequest, route, { number }));
  }

  /** GitHub passes over a `head` that it does not understand, so the answer is looked through. */
  async openPullRequestsAt({ sha, owner, branch }: HeadCommit): Promise<readonly PullRequest[]> {
    const listed = await this.#client.list(pullRequest, "GET /repos/{owner}/{repo}/pulls", {
      state: "open",
      head: `${owner}:${branch}`,
    });
    return listed
      .filter(({ state, head }) => {
        const isSame = head.sha === sha && head.ref === branch;
        return state === "open" && isSame && isSameLogin(head.repo?.owner.login, owner);
      })
      .map(pullRequestOf);
  }

  /** One entry a file: its path, and the one it had before where it was renamed. */
  async changedFiles(number: number): Promise<readonly (readonly string[])[]> {
    const route = "GET /repos/{owner}/{repo}/pulls/{number}/files";
    const files = await this.#client.list(changedFile, route, { number });
    return files.map(({ filename, previous_filename: before }) =>
      before === undefined ? [filename] : [filename, before],
    );
  }

  /** Folders and submodules have no text; `undefined` only where the commit is there and the file is not. */
  async fileAt(path: string, ref: string): Promise<string | undefined> {
    const route = "GET /repos/{owner}/{repo}/contents/{path}";
    const as = (type: string): object => ({
      path,
      ref,
      headers: { accept: `application/vnd.github.${type}+json` },
    });
    try {
      const found = await this.#client.ask(content, route, { ...as("object") });
      if (!("type" in found) || found.type !== "file") return undefined;
      if (found.encoding === "base64" && found.content !== undefined)
        return Buffer.from(found.content, "base64").toString("utf8");
      // Above 1 MB the file comes raw or not at all.
      return await this.#client.ask(z.string(), route, { ...as("raw") });
    } catch (error) {
      if (!isRefused(error, 404)) throw error;
      // A token that may not read contents gets the same answer as for a missing file.
      await this.#client.ask(something, "GET /repos/{owner}/{repo}/commits/{ref}", {
        ref,
        per_page: 1,
      });
      return undefined;
    }
  }

  /** Who the token speaks as; `undefined` where it may not ask, as a job's or an App's may not. */
  async viewerLogin(): Promise<string | undefined> {
    if (this.#client.isInstallation) return undefined;
    try {
      return (await this.#client.ask(account, "GET /user", {})).login;
    } catch (error) {
      if (isRefused(error, 403) || isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  async listComments(number: number): Promise<readonly ListedComment[]> {
    const route = `GET ${issues}/{number}/comments`;
    return (await this.#client.list(comment, route, { number })).map(commentOf);
  }

  async createComment(number: number, body: string): Promise<CommentCreation> {
    try {
      const route = `POST ${issues}/{number}/comments`;
      const once = { isRepeatable: false };
      const made = await this.#client.ask(comment, route, { number, body }, once);
      return { kind: "created", comment: commentOf(made) };
    } catch (error) {
      if (error instanceof GitHubFailure && mayBeDone(error))
        return { kind: "unsure", failure: error };
      throw error;
    }
  }

  /** False where the comment is gone. */
  async updateComment(id: number, body: string): Promise<boolean> {
    try {
      await this.#client.ask(something, `PATCH ${issues}/comments/{id}`, { id, body });
      return true;
    } catch (error) {
      if (isRefused(error, 404) || isRefused(error, 410)) return false;
      throw error;
    }
  }

  /** Already gone is as good as deleted. */
  async deleteComment(id: number): Promise<void> {
    try {
      await this.#client.ask(nothing, `DELETE ${issues}/comments/{id}`, { id });
    } catch (error) {
      if (!isRefused(error, 404) && !isRefused(error, 410)) throw error;
    }
  }

  /** Writing the same status twice is as good as once: the newest of a context counts. */
  async createStatus({ sha, state, description, context }: CommitStatus): Promise<void> {
    const status = { sha, state, description, context };
    await this.#client.ask(something, "POST /repos/{owner}/{repo}/statuses/{sha}", status);
  }
}

/** GitHub's logins are the same in any case. */
export function isSameLogin(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function pullRequestOf({ number, state, head, base }: z.output<typeof pullRequest>): PullRequest {
  return {
    number,
    isOpen: state === "open",
    headSha: head.sha,
    baseSha: base.sha,
    baseRef: base.ref,
  };
}

function commentOf({ id, html_url: url, body, user }: z.output<typeof comment>): ListedComment {
  return { id, url, author: user?.login ?? "", body: body ?? "" };
}
