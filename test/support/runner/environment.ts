import type { GitHub } from "../github/start-github.ts";
import type { CommandFiles } from "./file-commands.ts";

/** The event that started the job, and where its checkout is. */
export type RunnerEvent = {
  readonly name: string;
  readonly payload: { readonly [key: string]: unknown };
  readonly sha: string;
  readonly ref: string;
  /** Of pull requests only. */
  readonly headRef?: string;
  readonly baseRef?: string;
  readonly actor: string;
};

export type Job = {
  readonly github: Pick<GitHub, "url" | "repository"> | undefined;
  readonly event: RunnerEvent;
  readonly eventPath: string;
  readonly workspace: string;
  readonly temp: string;
  readonly toolCache: string;
  readonly runId?: number;
  readonly runAttempt?: number;
};

/** Node actions hold it beside the job's token, and what they start inherits it unless they take it out. */
export const runtimeToken = "runtime-token-of-this-job";

/** A port of nobody's, for actions that must do without GitHub. */
const nowhere = { url: "http://127.0.0.1:9", repository: "acme/shop-agent" };

function numberIn(payload: RunnerEvent["payload"], ...path: readonly string[]): string {
  let value: unknown = payload;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  return typeof value === "number" ? String(value) : "1";
}

/** The `github` context, under the names of its variables without `GITHUB_`. */
export function githubContext(job: Job): Readonly<Record<string, string>> {
  const { event, github = nowhere, workspace, eventPath, runId = 1001, runAttempt = 1 } = job;
  const { url, repository } = github;
  const [owner = ""] = repository.split("/");
  return {
    action: "__acme_tracegate",
    action_ref: "v1",
    action_repository: "acme/tracegate",
    actor: event.actor,
    actor_id: numberIn(event.payload, "sender", "id"),
    api_url: url,
    base_ref: event.baseRef ?? "",
    event_name: event.name,
    event_path: eventPath,
    graphql_url: `${url}/graphql`,
    head_ref: event.headRef ?? "",
    job: "evals",
    ref: event.ref,
    ref_name: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ""),
    ref_protected: "false",
    ref_type: event.ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository,
    repository_id: numberIn(event.payload, "repository", "id"),
    repository_owner: owner,
    repository_owner_id: numberIn(event.payload, "repository", "owner", "id"),
    retention_days: "90",
    run_attempt: String(runAttempt),
    run_id: String(runId),
    run_number: "1",
    server_url: url,
    sha: event.sha,
    triggering_actor: event.actor,
    workflow: "evals",
    workflow_ref: `${repository}/.github/workflows/evals.yml@${event.ref}`,
    workflow_sha: event.sha,
    workspace,
  };
}

/**
 * Everything that the runner puts into the environment of an action.
 *
 * `GITHUB_TOKEN` is not among it. Of our own environment only `PATH` goes in.
 */
export function runnerEnvironment(job: Job, files: CommandFiles): Record<string, string> {
  const context = Object.entries(githubContext(job));
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: job.temp,
    LANG: "C.UTF-8",
    CI: "true",
    GITHUB_ACTIONS: "true",
    ...Object.fromEntries(context.map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, value])),
    ...files,
    ACTIONS_CACHE_SERVICE_V2: "True",
    // ACTIONS_RESULTS_URL leads to a host of its own: a test that has a cache brings its address along.
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
    ACTIONS_RUNTIME_URL: `${job.github?.url ?? nowhere.url}/_runtime/`,
    RUNNER_ARCH: "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "loopback",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: job.temp,
    RUNNER_TOOL_CACHE: job.toolCache,
    RUNNER_WORKSPACE: job.workspace,
  };
}
