import { type Answer, type JsonObject, notFound } from "../answers.ts";
import { type Call, type Handler, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { paged } from "../pages.ts";
import { ask, nextId, type Reaction, tell } from "../world.ts";

/** The API path of what is reacted to: a comment or an issue. */
function subjectOf(call: Call): string {
  const { fullName } = repositoryOf(call);
  const { comment_id: comment, issue_number: issue } = call.parameters;
  return `/repos/${fullName}/issues/${comment === undefined ? issue : `comments/${comment}`}`;
}

async function render(call: Call, reaction: Reaction): Promise<JsonObject> {
  const user = await tell(call.world, "GET", `/users/${encodeURIComponent(reaction.login)}`);
  const { id, content, createdAt } = reaction;
  return { id, node_id: `REA_${id}`, user, content, created_at: createdAt };
}

async function exists(call: Call): Promise<boolean> {
  const subject = subjectOf(call);
  const answer = await ask(call.world, subject);
  if (answer.status === 200) return true;
  // emulate serves pull requests as issues nowhere but under their comments and labels.
  return (await ask(call.world, subject.replace("/issues/", "/pulls/"))).status === 200;
}

async function create(call: Call): Promise<Answer> {
  if (!(await exists(call))) return notFound();
  const { reactions } = call.world;
  const subject = subjectOf(call);
  const login = call.token?.login ?? "";
  const content = String(call.body?.["content"]);
  const same = reactions.find(
    (one) => one.subject === subject && one.login === login && one.content === content,
  );
  if (same !== undefined) return { status: 200, body: await render(call, same) };
  const createdAt = new Date().toISOString();
  const reaction = { id: nextId(reactions), subject, login, content, createdAt };
  reactions.push(reaction);
  return { status: 201, body: await render(call, reaction) };
}

async function list(call: Call): Promise<Answer> {
  if (!(await exists(call))) return notFound();
  const wanted = call.query.get("content");
  const found = call.world.reactions
    .filter((one) => one.subject === subjectOf(call))
    .filter((one) => wanted === null || one.content === wanted);
  return paged(call, await Promise.all(found.map((one) => render(call, one))));
}

function remove(call: Call): Answer {
  const { reactions } = call.world;
  const index = reactions.findIndex((one) => String(one.id) === call.parameters["reaction_id"]);
  if (index < 0) return notFound();
  reactions.splice(index, 1);
  return { status: 204 };
}

export const reactionFills: Partial<Record<OperationId, Handler>> = {
  "reactions/create-for-issue": create,
  "reactions/create-for-issue-comment": create,
  "reactions/list-for-issue-comment": list,
  "reactions/delete-for-issue-comment": remove,
};
