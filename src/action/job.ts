import { readFileSync } from "node:fs";
import { UserError } from "../core/errors.ts";
import { type GateEvent, parseGateEvent } from "../core/event/gate-event.ts";

/** What the runner says about the job. */
export type Job = {
  readonly event: GateEvent;
  /** The commit that the job runs on; of a pull request, a merge that nobody pushed. */
  readonly commit: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  readonly workspace: string;
  /** Where people see this run and its artifacts; absent where the runner does not say it in full. */
  readonly runUrl?: string;
};

/** Reads the variables and the event file that GitHub's runner sets. @throws UserError outside a runner. */
export function readJob(env: Readonly<Record<string, string | undefined>>): Job {
  const name = variable(env, "GITHUB_EVENT_NAME");
  const runUrl = runUrlOf(env);
  return {
    event: parseGateEvent(name, readEventFile(variable(env, "GITHUB_EVENT_PATH"))),
    commit: variable(env, "GITHUB_SHA"),
    repository: variable(env, "GITHUB_REPOSITORY"),
    apiUrl: env["GITHUB_API_URL"] || "https://api.github.com",
    workspace: variable(env, "GITHUB_WORKSPACE"),
    ...(runUrl !== undefined && { runUrl }),
  };
}

function runUrlOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const url = `${server}/${repository}/actions/runs/${run}`;
  // It becomes a link, so it holds nothing that could end one.
  return /^https?:\/\/[\w.:-]+(?:\/[\w.-]+){2}\/actions\/runs\/\d+$/.test(url) ? url : undefined;
}

function variable(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value !== undefined && value !== "") return value;
  throw new UserError(
    "NOT_A_JOB",
    `${name} is not set: this is no job of GitHub Actions.`,
    "Use the command line instead: `npx tracegate run`.",
  );
}

function readEventFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new UserError(
      "EVENT_UNREADABLE",
      `The event file ${path} cannot be read as JSON.`,
      "Let GitHub set GITHUB_EVENT_PATH; do not point it to a file of your own.",
      { cause },
    );
  }
}
