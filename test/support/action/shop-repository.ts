import { onTestFinished } from "vitest";
import type { Seed, SeededPull } from "../github/seed.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "../github/start-github.ts";
import type { Permissions } from "../github/world.ts";
import { giftShop, type ProjectTexts, projectDir } from "../project-dir.ts";
import type { RunnerEvent } from "../runner/environment.ts";
import { type ActionResult, type RunActionOptions, runAction } from "../runner/run-action.ts";
import { agentModule, type ShopAgent, shopConfig } from "../shop.ts";
import { builtAction } from "./built-action.ts";

/** What the job's token may do in a workflow as the documents show it. */
export const usualPermissions: Permissions = { contents: "read", "pull-requests": "write" };

/** The gift shop as it stands on main: an honest agent that meets both floors. */
export function shopFiles(kind: ShopAgent = "honest"): Readonly<Record<string, string>> {
  return { ...giftShop, "tracegate.yaml": shopConfig, "agent.mjs": agentModule(kind) };
}

export type Change = Readonly<Record<string, string>>;

/** A repository with the gift shop on main, and a runner for its jobs. */
export type ShopRepository = {
  readonly github: GitHub;
  /** A pull request that changes these files; `null` deletes one. */
  readonly pull: (
    files: Readonly<Record<string, string | null>>,
    options?: PullOptions,
  ) => Promise<SeededPull>;
  /** A checkout of main with these files changed; `undefined` takes one away. */
  readonly checkout: (files?: ProjectTexts) => string;
  readonly step: (step: StepOptions) => Promise<ActionResult>;
  /** The texts of all comments on a pull request, with their authors. */
  readonly comments: (number: number) => Promise<readonly Comment[]>;
  readonly statuses: (sha: string) => Promise<readonly Status[]>;
};

type PullOptions = Omit<NonNullable<Parameters<Seed["openPullRequest"]>[0]>, "files">;
type StepOptions = Omit<RunActionOptions, "actionDir" | "github"> & { readonly event: RunnerEvent };
type Comment = { readonly id: number; readonly body: string; readonly author: string };
type Status = { readonly context: string; readonly state: string; readonly description: string };

/**
 * Opens a repository on a GitHub of its own, which ends with the test and holds it to GitHub's contract.
 *
 * `folder` is where the shop lies in the repository; "" for its root.
 */
export async function shopRepository(
  options: GitHubOptions & { readonly files?: Change; readonly folder?: string } = {},
): Promise<ShopRepository> {
  const { files = shopFiles(), folder = "", ...gitHubOptions } = options;
  const github = await startGitHub(gitHubOptions);
  onTestFinished(() => github.close());
  const onMain = below(folder, files);
  await github.seed.push({ files: onMain });
  const actionDir = await builtAction();
  return {
    github,
    pull: (changed, pullOptions = {}) =>
      github.seed.openPullRequest({ ...pullOptions, files: changed }),
    checkout: (changed = {}) => projectDir({ ...onMain, ...changed }),
    step: (step) => runAction({ actionDir, github, permissions: usualPermissions, ...step }),
    comments: async (number) => {
      const path = `/repos/${github.repository}/issues/${number}/comments?per_page=100`;
      const listed = await github.look<readonly ListedComment[]>(path);
      return listed.map(({ id, body, user }) => ({ id, body, author: user.login }));
    },
    statuses: (sha) =>
      github.look<readonly Status[]>(`/repos/${github.repository}/commits/${sha}/statuses`),
  };
}

type ListedComment = {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
};

function below(folder: string, files: Change): Change {
  if (folder === "") return files;
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}
