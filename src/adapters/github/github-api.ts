import { getOctokit } from "@actions/github";
import { RequestError } from "@octokit/request-error";
import type { HeadCommit, PullRequest } from "../../ports/pull-request-host.ts";
import { type RetryPolicy, retrying } from "./retry.ts";

export type GitHubAddress = {
  /** `owner/name`. */
  readonly repository: string;
  /** `https://api.github.com`, or an enterprise server's. */
  readonly apiUrl: string;
  readonly token: string;
};

export type ListedComment = {
  readonly id: number;
  readonly url: string;
  readonly author: string;
  readonly body: string;
};

/** The few requests that we send, each tried again where that may help. Rejects with Octokit's `RequestError`. */
export class GitHubApi {
  readonly #octokit: ReturnType<typeof getOctokit>;
  readonly #repo: { readonly owner: string; readonly repo: string };

  constructor(address: GitHubAddress, policy: RetryPolicy, nowMs: () => number) {
    const [owner = "", repo = ""] = address.repository.split("/");
    this.#repo = { owner, repo };
    this.#octokit = getOctokit(address.token, { baseUrl: address.apiUrl, log: silent });
    this.#octokit.hook.wrap("request", (request, options) =>
      retrying(() => Promise.resolve(request(options)), policy, nowMs),
    );
  }

  async pullRequest(number: number): Promise<PullRequest> {
    const { data } = await this.#octokit.rest.pulls.get({ ...this.#repo, pull_number: number });
    return pullRequestOf(data);
  }

  async openPullRequestsOf(head: HeadCommit): Promise<readonly PullRequest[]> {
    const listed = await this.#octokit.paginate(this.#octokit.rest.pulls.list, {
      ...this.#repo,
      state: "open",
      head: `${head.owner}:${head.branch}`,
      per_page: 100,
    });
    return listed.map(pullRequestOf);
  }

  async changedPaths(number: number): Promise<readonly string[]> {
    const files = await this.#octokit.paginate(this.#octokit.rest.pulls.listFiles, {
      ...this.#repo,
      pull_number: number,
      per_page: 100,
    });
    return files.flatMap(({ filename, previous_filename: before }) =>
      before === undefined ? [filename] : [filename, before],
    );
  }

  async fileAt(path: string, ref: string): Promise<string | undefined> {
    try {
      const { data } = await this.#octokit.rest.repos.getContent({
        ...this.#repo,
        path,
        ref,
        mediaType: { format: "raw" },
      });
      // With the raw media type the body is the file; Octokit's types do not know that.
      return typeof data === "string" ? data : undefined;
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /** Who the token speaks as; `undefined` where it may not ask, as an App's token may not. */
  async viewerLogin(): Promise<string | undefined> {
    try {
      return (await this.#octokit.rest.users.getAuthenticated()).data.login;
    } catch (error) {
      if (isStatus(error, 403) || isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  async listComments(number: number): Promise<readonly ListedComment[]> {
    const comments = await this.#octokit.paginate(this.#octokit.rest.issues.listComments, {
      ...this.#repo,
      issue_number: number,
      per_page: 100,
    });
    return comments.map(commentOf);
  }

  async createComment(number: number, body: string): Promise<ListedComment> {
    const { data } = await this.#octokit.rest.issues.createComment({
      ...this.#repo,
      issue_number: number,
      body,
    });
    return commentOf(data);
  }

  /** False where the comment is gone. */
  async updateComment(id: number, body: string): Promise<boolean> {
    try {
      await this.#octokit.rest.issues.updateComment({ ...this.#repo, comment_id: id, body });
      return true;
    } catch (error) {
      if (isStatus(error, 404)) return false;
      throw error;
    }
  }

  /** Already gone is as good as deleted. */
  async deleteComment(id: number): Promise<void> {
    try {
      await this.#octokit.rest.issues.deleteComment({ ...this.#repo, comment_id: id });
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
    }
  }

  async createStatus(status: {
    readonly sha: string;
    readonly state: "success" | "failure" | "error";
    readonly description: string;
    readonly context: string;
  }): Promise<void> {
    await this.#octokit.rest.repos.createCommitStatus({ ...this.#repo, ...status });
  }
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function isStatus(error: unknown, status: number): boolean {
  return error instanceof RequestError && error.status === status;
}

function pullRequestOf(data: {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly sha: string; readonly ref: string };
}): PullRequest {
  return {
    number: data.number,
    isOpen: data.state === "open",
    headSha: data.head.sha,
    baseSha: data.base.sha,
    baseRef: data.base.ref,
  };
}

function commentOf(data: {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string | undefined;
  readonly user: { readonly login: string } | null;
}): ListedComment {
  return { id: data.id, url: data.html_url, author: data.user?.login ?? "", body: data.body ?? "" };
}
