// Events as GitHub sends them: octokit's recorded payloads, told about the seeded repository.

import { createRequire } from "node:module";
import type { WebhookDefinition } from "@octokit/webhooks-examples";
import type { SeededPull } from "../github/seed.ts";
import type { GitHub } from "../github/start-github.ts";
import type { WorkflowRun } from "../github/world.ts";
import type { RunnerEvent } from "./environment.ts";

type Payload = { readonly [key: string]: unknown };

/** The recorded payload of an event; `action` where the event has several. */
export function recorded(name: string, action?: string): Payload {
  const require = createRequire(import.meta.url);
  const definitions: readonly WebhookDefinition[] = require("@octokit/webhooks-examples");
  const examples = definitions.find((one) => one.name === name)?.examples ?? [];
  const example = examples.find(
    (one) => action === undefined || ("action" in one && one.action === action),
  );
  if (example === undefined) throw new Error(`No recorded payload of ${name} ${action ?? ""}`);
  const { organization: _o, installation: _i, ...payload } = { ...example } as Payload;
  return payload;
}

function within(payload: Payload, key: string): object {
  const part = payload[key];
  return typeof part === "object" && part !== null ? part : {};
}

/** The recorded payload with the repository and the sender that are really there. */
async function based(
  github: GitHub,
  name: string,
  { action, sender }: { readonly action?: string; readonly sender: string },
): Promise<Payload> {
  const payload = recorded(name, action);
  const repository = await github.look(`/repos/${github.repository}`);
  return {
    ...payload,
    repository: { ...within(payload, "repository"), ...repository },
    sender: await github.look(`/users/${encodeURIComponent(sender)}`),
  };
}

async function tipOfMain(github: GitHub): Promise<string> {
  const path = `/repos/${github.repository}/git/ref/heads/main`;
  return (await github.look<{ object: { sha: string } }>(path)).object.sha;
}

/**
 * `pull_request`: of the repository or of a fork, a draft or Dependabot's, as the pull request is.
 *
 * The job runs on the merge commit, which is not the head.
 */
export async function pullRequestEvent(
  github: GitHub,
  pull: SeededPull,
  options: {
    readonly action?: "opened" | "synchronize" | "reopened" | "ready_for_review";
    readonly actor?: string;
  } = {},
): Promise<RunnerEvent> {
  const { action = "opened", actor = pull.author } = options;
  const payload = await based(github, "pull_request", { action, sender: actor });
  const actual = await github.look(`/repos/${github.repository}/pulls/${pull.number}`);
  return {
    name: "pull_request",
    payload: {
      ...payload,
      action,
      number: pull.number,
      pull_request: { ...within(payload, "pull_request"), ...actual },
      ...(action === "synchronize" ? { before: pull.base.sha, after: pull.head.sha } : {}),
    },
    sha: pull.mergeSha,
    ref: `refs/pull/${pull.number}/merge`,
    headRef: pull.head.ref,
    baseRef: pull.base.ref,
    actor,
  };
}

/** `push` to main, at its tip. */
export async function pushEvent(
  github: GitHub,
  options: { readonly before?: string; readonly actor?: string } = {},
): Promise<RunnerEvent> {
  const { actor = "lee", before = "0".repeat(40) } = options;
  const payload = await based(github, "push", { sender: actor });
  const sha = await tipOfMain(github);
  const ref = "refs/heads/main";
  const head_commit = { id: sha, message: "Merge", timestamp: new Date().toISOString() };
  const pushed = { ref, before, after: sha, head_commit, commits: [], created: false };
  return { name: "push", payload: { ...payload, ...pushed }, sha, ref, actor };
}

/** `merge_group`: there is no pull request in it, and nothing to comment on. */
export async function mergeGroupEvent(github: GitHub, pull: SeededPull): Promise<RunnerEvent> {
  const actor = "dana";
  const payload = await based(github, "merge_group", { sender: actor });
  const { ref, sha } = await github.seed.enqueue(pull);
  const group = {
    head_sha: sha,
    head_ref: ref,
    base_sha: pull.base.sha,
    base_ref: `refs/heads/${pull.base.ref}`,
  };
  const merge_group = { ...within(payload, "merge_group"), ...group };
  return { name: "merge_group", payload: { ...payload, merge_group }, sha, ref, actor };
}

/** `workflow_dispatch` on main. */
export async function dispatchEvent(
  github: GitHub,
  inputs: Readonly<Record<string, string>> = {},
): Promise<RunnerEvent> {
  const actor = "dana";
  const ref = "refs/heads/main";
  const payload = await based(github, "workflow_dispatch", { sender: actor });
  const workflow = ".github/workflows/evals.yml";
  const sha = await tipOfMain(github);
  const dispatched = { ...payload, inputs, ref, workflow };
  return { name: "workflow_dispatch", payload: dispatched, sha, ref, actor };
}

/** `workflow_run` after the run of another workflow; it always runs on main, with main's rights. */
export async function workflowRunEvent(github: GitHub, run: WorkflowRun): Promise<RunnerEvent> {
  const payload = await based(github, "workflow_run", { action: "completed", sender: run.actor });
  const actual = await github.look(`/repos/${github.repository}/actions/runs/${run.id}`);
  const workflow_run = { ...within(payload, "workflow_run"), ...actual };
  const workflow = { ...within(payload, "workflow"), name: run.name, path: run.path };
  return {
    name: "workflow_run",
    payload: { ...payload, action: "completed", workflow_run, workflow },
    sha: await tipOfMain(github),
    ref: "refs/heads/main",
    actor: run.actor,
  };
}

/** `issues`, with the issue as it is there: a label that somebody added, or an edit. */
export async function issueEvent(
  github: GitHub,
  number: number,
  options: {
    readonly action: "labeled" | "edited";
    readonly label?: string;
    readonly actor: string;
  },
): Promise<RunnerEvent> {
  const { action, label, actor } = options;
  const payload = await based(github, "issues", { action, sender: actor });
  const actual = await github.look(`/repos/${github.repository}/issues/${number}`);
  return {
    name: "issues",
    payload: {
      ...payload,
      action,
      issue: { ...within(payload, "issue"), ...actual },
      ...(label !== undefined && { label: { ...within(payload, "label"), name: label } }),
    },
    sha: await tipOfMain(github),
    ref: "refs/heads/main",
    actor,
  };
}
