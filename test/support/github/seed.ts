// What happened on this GitHub before the test, and what other people do in the middle of it.

import type { JsonObject } from "./answers.ts";
import { copyCommit, type Files, makeCommit, setBranch } from "./git-objects.ts";
import { makeMergeCommit, type PullJson, tipOf } from "./pull-state.ts";
import { nextId, tell, type WorkflowRun, type World } from "./world.ts";
import { zipOf } from "./zip.ts";

export type SeededPull = {
  readonly number: number;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly head: { readonly ref: string; readonly sha: string; readonly repository: string };
  /** The commit that `pull_request` jobs run on. */
  readonly mergeSha: string;
  readonly author: string;
};

export type Seed = ReturnType<typeof createSeed>;

type Push = {
  readonly branch?: string;
  readonly files: Files;
  readonly message?: string;
  readonly login?: string;
  readonly repository?: string;
};
type OpenPull = {
  readonly branch?: string;
  readonly title?: string;
  readonly body?: string;
  readonly files?: Files;
  readonly author?: string;
  readonly isDraft?: boolean;
  /** Opened from a fork that belongs to the author. */
  readonly isFork?: boolean;
  readonly base?: string;
};
type AddRun = Partial<Omit<WorkflowRun, "id" | "repository">>;
type AddArtifact = {
  readonly runId: number;
  readonly name: string;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** The archive itself, where a test wants a broken or hostile one. */
  readonly zip?: Buffer;
  readonly isExpired?: boolean;
};

/** Verbs for a test to tell what is on this GitHub; they pass by the gateway and are not logged. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- Seed is this function's type
export function createSeed(world: World, fullName: string) {
  const base = `/repos/${fullName}`;

  async function commitTo(repository: string, push: Push): Promise<string> {
    const { branch = "main", files, login = world.owner } = push;
    const parent =
      (await tipOf(world, repository, branch)) ?? (await tipOf(world, repository, "main"));
    if (parent === undefined) throw new Error(`${repository} has no branch main`);
    const message = push.message ?? `Change ${Object.keys(files).join(", ")}`;
    const sha = await makeCommit(world, repository, { parent, files, message, login });
    await setBranch(world, repository, { branch, sha });
    if (repository !== fullName) await copyCommit(world, sha, { from: repository, to: fullName });
    return sha;
  }

  async function forkBy(login: string): Promise<string> {
    const name = fullName.split("/")[1] ?? "";
    const fork = `${login}/${name}`;
    if (world.repositories.has(fork)) return fork;
    const made = await tell<{ id: number }>(world, "POST", `${base}/forks`, { body: {}, login });
    const isPrivate = world.repositories.get(fullName)?.isPrivate === true;
    const forkOf = fullName;
    world.repositories.set(fork, { fullName: fork, id: made.id, owner: login, isPrivate, forkOf });
    const sha = await tipOf(world, fullName, "main");
    if (sha === undefined) throw new Error(`${fullName} has no branch main`);
    await copyCommit(world, sha, { from: fullName, to: fork });
    await setBranch(world, fork, { branch: "main", sha });
    return fork;
  }

  async function readPull(number: number): Promise<SeededPull> {
    const pull = await tell<PullJson>(world, "GET", `${base}/pulls/${number}`);
    const repository = pull.head.repo.full_name;
    const sha = (await tipOf(world, repository, pull.head.ref)) ?? pull.head.sha;
    const mergeSha = await makeMergeCommit(world, { ...pull, head: { ...pull.head, sha } });
    return {
      number,
      base: { ref: pull.base.ref, sha: pull.base.sha },
      head: { ref: pull.head.ref, sha, repository },
      mergeSha,
      author: pull.user.login,
    };
  }

  return {
    /** Commits to a branch, which is made off main where it does not exist; returns the commit. */
    push: (push: Push): Promise<string> => commitTo(push.repository ?? fullName, push),

    /** Opens a pull request whose branch changes `files`. */
    openPullRequest: async (options: OpenPull = {}): Promise<SeededPull> => {
      const { branch = "kinder-replies", author = "lee", base: onto = "main" } = options;
      const files = options.files ?? { "agent/prompt.md": "Apologise before you refuse.\n" };
      const repository = options.isFork === true ? await forkBy(author) : fullName;
      await commitTo(repository, { branch, files, login: author });
      const { number } = await tell<PullJson>(world, "POST", `${base}/pulls`, {
        login: author,
        body: {
          title: options.title ?? "Reply more kindly",
          body: options.body ?? "",
          head: `${repository.split("/", 1)[0]}:${branch}`,
          base: onto,
          draft: options.isDraft === true,
        },
      });
      return readPull(number);
    },

    /** Another commit on the branch of a pull request. */
    pushTo: async (pull: SeededPull, files: Files): Promise<SeededPull> => {
      const { repository, ref: branch } = pull.head;
      await commitTo(repository, { branch, files, login: pull.author });
      return readPull(pull.number);
    },

    /** Replaces the branch of a pull request by one commit on its base. */
    forcePush: async (pull: SeededPull, files: Files): Promise<SeededPull> => {
      const { repository, ref: branch } = pull.head;
      await setBranch(world, repository, { branch, sha: pull.base.sha });
      await commitTo(repository, { branch, files, login: pull.author });
      return readPull(pull.number);
    },

    /** Puts a pull request into the merge queue, on a branch of the queue's own. */
    enqueue: async (pull: SeededPull): Promise<{ readonly ref: string; readonly sha: string }> => {
      const branch = `gh-readonly-queue/${pull.base.ref}/pr-${pull.number}-${pull.base.sha}`;
      await setBranch(world, fullName, { branch, sha: pull.mergeSha });
      return { ref: `refs/heads/${branch}`, sha: pull.mergeSha };
    },

    closePullRequest: (number: number, login = "dana"): Promise<JsonObject> =>
      tell(world, "PATCH", `${base}/pulls/${number}`, { body: { state: "closed" }, login }),
    /** Merges the branch as it is now; emulate merges it as it was when it was opened. */
    mergePullRequest: async (number: number, login = "dana"): Promise<JsonObject> => {
      const pull = await tell<PullJson>(world, "GET", `${base}/pulls/${number}`);
      const branch = pull.base.ref;
      const [head, tip] = await Promise.all([
        tipOf(world, pull.head.repo.full_name, pull.head.ref),
        tipOf(world, fullName, branch),
      ]);
      const merged = await tell(world, "PUT", `${base}/pulls/${number}/merge`, { body: {}, login });
      if (head === undefined || tip === undefined || head === pull.head.sha) return merged;
      const sides = { head: { ...pull.head, sha: head }, base: { ...pull.base, sha: tip } };
      const sha = await makeMergeCommit(world, { ...pull, ...sides });
      await setBranch(world, fullName, { branch, sha });
      return { ...merged, sha };
    },

    openIssue: async (options: {
      readonly title?: string;
      readonly body?: string;
      readonly author?: string;
      readonly labels?: readonly string[];
    }): Promise<number> => {
      const {
        title = "The bot promised a refund",
        body = "",
        author = "lee",
        labels = [],
      } = options;
      const issue = { title, body, labels };
      const made = await tell<PullJson>(world, "POST", `${base}/issues`, {
        body: issue,
        login: author,
      });
      return made.number;
    },
    /** What somebody changes of an issue afterwards. */
    editIssue: (
      number: number,
      change: { readonly title?: string; readonly body?: string; readonly state?: string },
      login = "dana",
    ): Promise<unknown> =>
      tell(world, "PATCH", `${base}/issues/${number}`, { body: change, login }),
    label: (number: number, ...labels: string[]): Promise<unknown> =>
      tell(world, "POST", `${base}/issues/${number}/labels`, { body: { labels } }),
    /** A label that somebody puts on a pull request or issue, now or at another time. */
    labelBy: async (
      number: number,
      label: string,
      { login, at = new Date().toISOString() }: { readonly login: string; readonly at?: string },
    ): Promise<void> => {
      await tell(world, "POST", `${base}/issues/${number}/labels`, { body: { labels: [label] } });
      const { labelEvents } = world;
      const issue = `${fullName}#${number}`;
      labelEvents.push({ id: nextId(labelEvents), issue, login, label, at });
    },
    /** Who is in a team, `organisation/team`; only people's tokens may look. */
    team: (team: string, logins: readonly string[]): void => {
      world.teams.set(team, logins);
    },
    /** A comment by anybody on an issue or pull request; returns its id. */
    comment: async (number: number, login: string, body: string): Promise<number> => {
      const path = `${base}/issues/${number}/comments`;
      return (await tell<{ id: number }>(world, "POST", path, { body: { body }, login })).id;
    },
    deleteComment: (id: number): Promise<unknown> =>
      tell(world, "DELETE", `${base}/issues/comments/${id}`),
    review: async (
      pull: SeededPull,
      login: string,
      event: "APPROVE" | "REQUEST_CHANGES" | "COMMENT" = "APPROVE",
    ): Promise<number> => {
      const body = { event, body: "Reviewed.", commit_id: pull.head.sha };
      const path = `${base}/pulls/${pull.number}/reviews`;
      return (await tell<{ id: number }>(world, "POST", path, { body, login })).id;
    },

    /** A finished run of a workflow; by default one that a push to main started. */
    workflowRun: async (run: AddRun = {}): Promise<WorkflowRun> => {
      const added: WorkflowRun = {
        id: nextId(world.runs),
        repository: fullName,
        name: "evals",
        path: ".github/workflows/evals.yml",
        event: "push",
        headSha: (await tipOf(world, fullName, "main")) ?? "",
        headBranch: "main",
        headRepository: fullName,
        actor: "lee",
        conclusion: "success",
        pullNumbers: [],
        ...run,
      };
      world.runs.push(added);
      return added;
    },
    /** A file set that a run uploaded; returns its id. */
    artifact: ({ runId, name, files = {}, zip, isExpired = false }: AddArtifact): number => {
      const id = nextId(world.artifacts);
      const entries = Object.entries(files).map(([path, text]) => ({ path, text }));
      world.artifacts.push({ id, runId, name, zip: zip ?? zipOf(entries), isExpired });
      return id;
    },
  };
}
