import { createHash } from "node:crypto";
import { type Answer, type JsonObject, notFound, refusal } from "../answers.ts";
import { type Call, type Handler, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { paged } from "../pages.ts";
import { type Artifact, tell, type WorkflowRun, type World } from "../world.ts";

async function renderPull(run: WorkflowRun, number: number, world: World): Promise<JsonObject> {
  const pull = await tell<{ id: number; url: string; head: Side; base: Side }>(
    world,
    "GET",
    `/repos/${run.repository}/pulls/${number}`,
  );
  const side = ({ ref, repo: { id, url, name } }: Side, sha: string): JsonObject => ({
    ref,
    sha,
    repo: { id, url, name },
  });
  const { id, url, head, base } = pull;
  return { id, number, url, head: side(head, run.headSha), base: side(base, base.sha) };
}

type Side = {
  readonly ref: string;
  readonly sha: string;
  readonly repo: { readonly id: number; readonly url: string; readonly name: string };
};

async function renderRun(run: WorkflowRun, world: World): Promise<JsonObject> {
  const url = `${world.url}/repos/${run.repository}/actions/runs/${run.id}`;
  const actor = await tell(world, "GET", `/users/${encodeURIComponent(run.actor)}`);
  const now = new Date().toISOString();
  const person = { name: run.actor, email: `${run.actor}@users.noreply.github.com` };
  return {
    id: run.id,
    name: run.name,
    node_id: `WFR_${run.id}`,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.name,
    run_number: run.id - 1000,
    run_attempt: 1,
    event: run.event,
    status: "completed",
    conclusion: run.conclusion,
    workflow_id: 1,
    url,
    html_url: `${world.url}/${run.repository}/actions/runs/${run.id}`,
    // GitHub lists no pull request here for a fork's run, however many there are.
    pull_requests:
      run.headRepository === run.repository
        ? await Promise.all(run.pullNumbers.map((number) => renderPull(run, number, world)))
        : [],
    created_at: now,
    updated_at: now,
    run_started_at: now,
    actor,
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${world.url}/repos/${run.repository}/check-suites/1`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${world.url}/repos/${run.repository}/actions/workflows/1`,
    head_commit: {
      id: run.headSha,
      tree_id: run.headSha,
      message: run.name,
      timestamp: now,
      author: person,
      committer: person,
    },
    repository: await tell(world, "GET", `/repos/${run.repository}`),
    head_repository: await tell(world, "GET", `/repos/${run.headRepository}`),
  };
}

function renderArtifact(artifact: Artifact, world: World): JsonObject {
  const run = world.runs.find(({ id }) => id === artifact.runId);
  if (run === undefined) throw new Error(`No workflow run ${artifact.runId}`);
  const url = `${world.url}/repos/${run.repository}/actions/artifacts/${artifact.id}`;
  const now = Date.now();
  return {
    id: artifact.id,
    node_id: `A_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.isExpired,
    created_at: new Date(now).toISOString(),
    updated_at: new Date(now).toISOString(),
    expires_at: new Date(now + 90 * 86_400_000).toISOString(),
    digest: `sha256:${createHash("sha256").update(artifact.zip).digest("hex")}`,
    workflow_run: {
      id: run.id,
      repository_id: world.repositories.get(run.repository)?.id,
      head_repository_id: world.repositories.get(run.headRepository)?.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}

function artifactsOf(call: Call, keep: (artifact: Artifact) => boolean): Answer {
  const { world } = call;
  const ownRuns = world.runs.filter((run) => run.repository === repositoryOf(call).fullName);
  const name = call.query.get("name");
  const artifacts = world.artifacts
    .filter(({ runId }) => ownRuns.some(({ id }) => id === runId))
    .filter((artifact) => (name === null || artifact.name === name) && keep(artifact))
    .toReversed();
  return paged(call, artifacts, (page) => ({
    total_count: artifacts.length,
    artifacts: page.map((artifact) => renderArtifact(artifact, world)),
  }));
}

function withArtifact(call: Call, answer: (artifact: Artifact) => Answer): Answer {
  const wanted = call.parameters["artifact_id"];
  const artifact = call.world.artifacts.find(({ id }) => String(id) === wanted);
  return artifact === undefined ? notFound() : answer(artifact);
}

async function listRuns(call: Call): Promise<Answer> {
  const { world, query } = call;
  const wanted = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
  const runs = world.runs
    .filter(({ repository }) => repository === repositoryOf(call).fullName)
    .filter((run) => wanted("branch", run.headBranch) && wanted("event", run.event))
    .filter((run) => wanted("head_sha", run.headSha) && wanted("actor", run.actor))
    .filter((run) => ["completed", run.conclusion].includes(query.get("status") ?? "completed"))
    .toReversed();
  const rendered = await Promise.all(runs.map((run) => renderRun(run, world)));
  return paged(call, rendered, (page) => ({ total_count: runs.length, workflow_runs: page }));
}

export const workflowRunFills: Partial<Record<OperationId, Handler>> = {
  "actions/list-workflow-runs-for-repo": listRuns,
  "actions/get-workflow-run": async (call) => {
    const run = call.world.runs.find(({ id }) => String(id) === call.parameters["run_id"]);
    return run === undefined || run.repository !== repositoryOf(call).fullName
      ? notFound()
      : { status: 200, body: await renderRun(run, call.world) };
  },
  "actions/list-artifacts-for-repo": (call) => artifactsOf(call, () => true),
  "actions/list-workflow-run-artifacts": (call) =>
    artifactsOf(call, ({ runId }) => String(runId) === call.parameters["run_id"]),
  "actions/get-artifact": (call) =>
    withArtifact(call, (artifact) => ({ status: 200, body: renderArtifact(artifact, call.world) })),
  "actions/download-artifact": (call) =>
    withArtifact(call, ({ id, isExpired }) =>
      isExpired
        ? refusal(410, "Artifact has expired")
        : {
            status: 302,
            headers: { location: `${call.world.storageUrl}/artifacts/${id}?sig=loopback` },
          },
    ),
};
