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
};

/** Reads the variables and the event file that GitHub's runner sets. @throws UserError outside a runner. */
export function readJob(env: Readonly<Record<string, string | undefined>>): Job {
  const name = variable(env, "GITHUB_EVENT_NAME");
  return {
    event: parseGateEvent(name, readEventFile(variable(env, "GITHUB_EVENT_PATH"))),
    commit: variable(env, "GITHUB_SHA"),
    repository: variable(env, "GITHUB_REPOSITORY"),
    apiUrl: env["GITHUB_API_URL"] || "https://api.github.com",
    workspace: variable(env, "GITHUB_WORKSPACE"),
  };
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
