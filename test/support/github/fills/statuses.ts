import { type Answer, type JsonObject, notFound, validationFailed } from "../answers.ts";
import { type Call, type Handler, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { paged } from "../pages.ts";
import { shaped } from "../shaped.ts";
import { ask, type CommitStatus, tell } from "../world.ts";

const order = ["error", "failure", "pending", "success"] as const;

/** GitHub keeps every status; the newest of each context counts. */
function newestPerContext(statuses: readonly CommitStatus[]): readonly CommitStatus[] {
  return [...new Map(statuses.map((status) => [status.context, status])).values()];
}

function combinedState(statuses: readonly CommitStatus[]): string {
  const states = new Set(statuses.map((status) => String(status["state"])));
  const worst = order.find((state) => states.has(state)) ?? "pending";
  return worst === "error" ? "failure" : worst;
}

async function commitOf(call: Call): Promise<string | undefined> {
  const { fullName } = repositoryOf(call);
  const reference = call.parameters["ref"] ?? call.parameters["sha"] ?? "";
  const answer = await ask(call.world, `/repos/${fullName}/commits/${reference}`);
  return answer.status === 200 ? shaped<{ sha: string }>(answer.body).sha : undefined;
}

async function createStatus(call: Call): Promise<Answer> {
  const { world, body = {} } = call;
  const sha = await commitOf(call);
  if (sha === undefined)
    return validationFailed(`No commit found for SHA: ${call.parameters["sha"]}`);
  const now = new Date().toISOString();
  const id = world.statuses.length + 1;
  const { context } = body;
  const status = {
    url: `${world.url}/repos/${repositoryOf(call).fullName}/statuses/${sha}`,
    avatar_url: null,
    id,
    node_id: `SC_${id}`,
    state: body["state"],
    description: body["description"] ?? null,
    target_url: body["target_url"] ?? null,
    context: typeof context === "string" ? context : "default",
    created_at: now,
    updated_at: now,
    creator: await tell(world, "GET", `/users/${encodeURIComponent(call.token?.login ?? "")}`),
  };
  world.statuses.push({ ...status, sha });
  return { status: 201, body: status };
}

async function statusesOf(call: Call): Promise<readonly CommitStatus[] | undefined> {
  const sha = await commitOf(call);
  return sha === undefined ? undefined : call.world.statuses.filter((one) => one.sha === sha);
}

function withoutSha({ sha: _sha, ...status }: CommitStatus): JsonObject {
  return status;
}

export const statusFills: Partial<Record<OperationId, Handler>> = {
  "repos/create-commit-status": createStatus,
  "repos/list-commit-statuses-for-ref": async (call) => {
    const statuses = await statusesOf(call);
    return statuses === undefined ? notFound() : paged(call, statuses.toReversed().map(withoutSha));
  },
  "repos/get-combined-status-for-ref": async (call) => {
    const sha = await commitOf(call);
    if (sha === undefined) return notFound();
    const statuses = newestPerContext(call.world.statuses.filter((one) => one.sha === sha));
    const repository = await tell(call.world, "GET", `/repos/${repositoryOf(call).fullName}`);
    const url = `${call.world.url}/repos/${repositoryOf(call).fullName}/commits/${sha}`;
    return paged(call, statuses.map(withoutSha), (page) => ({
      state: combinedState(statuses),
      sha,
      total_count: statuses.length,
      statuses: page,
      repository,
      commit_url: url,
      url: `${url}/status`,
    }));
  },
};
