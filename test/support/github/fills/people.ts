import { type Answer, type JsonObject, notFound, refusal } from "../answers.ts";
import { type Call, type Handler, passOn, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { shaped } from "../shaped.ts";
import { ask, type Role, type World } from "../world.ts";

/** GitHub's older scale of four, which `permission` still speaks; `role_name` has all of them. */
const permissionOf: Readonly<Record<Role, string>> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
  none: "none",
};

/** Everybody may read what is public. */
function roleOf(world: World, login: string, isPrivate: boolean): Role {
  const given = world.roles.get(login) ?? "none";
  return given === "none" && !isPrivate ? "read" : given;
}

async function permissionLevel(call: Call): Promise<Answer> {
  const login = call.parameters["username"] ?? "";
  const user = await ask(call.world, `/users/${encodeURIComponent(login)}`);
  if (user.status !== 200) return notFound();
  const role = roleOf(call.world, login, repositoryOf(call).isPrivate);
  return {
    status: 200,
    body: {
      permission: permissionOf[role],
      role_name: role,
      user: { ...shaped<JsonObject>(user.body), role_name: role },
    },
  };
}

function authenticatedUser(call: Call): Answer | Promise<Answer> {
  if (call.token === undefined) return refusal(401, "Requires authentication");
  // An installation is nobody: the job's own token cannot ask who it is.
  if (call.token.login.endsWith("[bot]")) {
    return refusal(403, "Resource not accessible by integration");
  }
  return passOn(call);
}

export const peopleFills: Partial<Record<OperationId, Handler>> = {
  "repos/get-collaborator-permission-level": permissionLevel,
  "users/get-authenticated": authenticatedUser,
};
