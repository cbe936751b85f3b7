import type { SeededPull } from "../github/seed.ts";
import type { GitHub } from "../github/start-github.ts";
import type { RunnerEvent } from "../runner/environment.ts";
import { dispatchEvent, pullRequestEvent, pushEvent, workflowRunEvent } from "../runner/events.ts";

/** `push` to a branch that is not the default one. */
export async function branchPushEvent(github: GitHub, ref: string): Promise<RunnerEvent> {
  const event = await pushEvent(github);
  return { ...event, ref, payload: { ...event.payload, ref } };
}

/** `schedule` on the default branch; its payload holds hardly anything. */
export async function scheduleEvent(github: GitHub): Promise<RunnerEvent> {
  const { payload, ...event } = await dispatchEvent(github);
  const { repository } = payload;
  return { ...event, name: "schedule", payload: { schedule: "0 3 * * 1", repository } };
}

/** `pull_request_target`: runs on the base branch with its rights, for anybody's pull request. */
export async function pullRequestTargetEvent(
  github: GitHub,
  pull: SeededPull,
): Promise<RunnerEvent> {
  const event = await pullRequestEvent(github, pull);
  const { ref, sha } = pull.base;
  return { ...event, name: "pull_request_target", ref: `refs/heads/${ref}`, sha };
}

/** `workflow_run` after the run that the pull request itself started. */
export async function afterRunOf(github: GitHub, pull: SeededPull): Promise<RunnerEvent> {
  const run = await github.seed.workflowRun({
    event: "pull_request",
    actor: pull.author,
    headSha: pull.head.sha,
    headBranch: pull.head.ref,
    headRepository: pull.head.repository,
  });
  return workflowRunEvent(github, run);
}

/** An event that nobody would gate on. */
export async function issueEvent(github: GitHub): Promise<RunnerEvent> {
  const event = await dispatchEvent(github);
  return { ...event, name: "issues", payload: { ...event.payload, action: "opened" } };
}
