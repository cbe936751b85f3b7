import type { Answer, JsonObject } from "../answers.ts";
import { type Call, type Handler, passOn, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { paged } from "../pages.ts";
import { type LabelEvent, nextId, tell } from "../world.ts";

/** emulate keeps labels and forgets who put them there. */
async function add(call: Call): Promise<Answer> {
  const answer = await passOn(call);
  const labels = call.body?.["labels"];
  for (const name of Array.isArray(labels) ? labels : []) {
    const { labelEvents } = call.world;
    labelEvents.push({
      id: nextId(labelEvents),
      issue: issueOf(call),
      login: call.token?.login ?? call.world.owner,
      label: String(name),
      at: new Date().toISOString(),
    });
  }
  return answer;
}

async function list(call: Call): Promise<Answer> {
  const found = call.world.labelEvents.filter(({ issue }) => issue === issueOf(call));
  return paged(call, await Promise.all(found.map((one) => render(call, one))));
}

async function render(call: Call, { id, login, label, at }: LabelEvent): Promise<JsonObject> {
  const actor = await tell(call.world, "GET", `/users/${encodeURIComponent(login)}`);
  return {
    id,
    node_id: `LE_${id}`,
    url: `${call.world.url}/repos/${repositoryOf(call).fullName}/issues/events/${id}`,
    actor,
    event: "labeled",
    commit_id: null,
    commit_url: null,
    performed_via_github_app: null,
    created_at: at,
    label: { name: label, color: "d4c5f9" },
  };
}

function issueOf(call: Call): string {
  return `${repositoryOf(call).fullName}#${call.parameters["issue_number"]}`;
}

export const labelFills: Partial<Record<OperationId, Handler>> = {
  "issues/add-labels": add,
  "issues/list-events": list,
};
