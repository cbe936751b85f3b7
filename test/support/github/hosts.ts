import { onTestFinished } from "vitest";
import { gitHubHost } from "../../../src/adapters/github/pull-request-host.ts";
import type { Patience } from "../../../src/adapters/github/retry.ts";
import type { PullRequestHost } from "../../../src/ports/pull-request-host.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "./start-github.ts";
import type { Permissions } from "./world.ts";

/** What the workflows in the documentation grant. */
export const gatePermissions: Permissions = {
  contents: "read",
  "pull-requests": "write",
  statuses: "write",
};

/** Retries as in production, without their pauses; each pause that was asked for is noted. */
export function hurried(given: Partial<Patience> = {}): Patience & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    answerMs: 5_000,
    retries: 3,
    pauseMs: 1_000,
    longestMs: 60_000,
    sleep: async (ms) => {
      pauses.push(ms);
    },
    ...given,
  };
}

/** A loopback GitHub that is closed, and found clean, when the test ends. */
export async function aGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const github = await startGitHub(options);
  onTestFinished(() => github.close());
  return github;
}

/** The adapter on a loopback GitHub, with the token that a gate's job has unless another is given. */
export function hostOn(
  github: GitHub,
  options: { readonly token?: string; readonly patience?: Patience } = {},
): PullRequestHost {
  const { token = github.token(gatePermissions), patience = hurried() } = options;
  return gitHubHost({ repository: github.repository, apiUrl: github.url, token }, patience);
}

export type SeenComment = {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
};

/** All comments on a pull request, oldest first. */
export async function commentsOn(github: GitHub, number: number): Promise<readonly SeenComment[]> {
  const all: SeenComment[] = [];
  for (let page = 1; all.length === (page - 1) * 100; page += 1) {
    const path = `/repos/${github.repository}/issues/${number}/comments?per_page=100&page=${page}`;
    all.push(...(await github.look<readonly SeenComment[]>(path)));
  }
  return all;
}
