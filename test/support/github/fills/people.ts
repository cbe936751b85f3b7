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

/** An installation without `members` sees no team: the job's own token cannot look. */
function teamOf(call: Call): readonly string[] | Answer {
  const { org, team_slug: slug } = call.parameters;
  const { token } = call;
  if (token?.permissions.members === undefined && token?.login.endsWith("[bot]") !== false)
    return refusal(403, "Resource not accessible by integration");
  return call.world.teams.get(`${org}/${slug}`) ?? notFound();
}

function team(call: Call): Answer {
  const members = teamOf(call);
  if ("status" in members) return members;
  const { org, team_slug: slug } = call.parameters;
  const url = `${call.world.url}/orgs/${org}/teams/${slug}`;
  const at = new Date(0).toISOString();
  return {
    status: 200,
    body: {
      id: 1,
      node_id: "T_1",
      url,
      html_url: url,
      name: slug ?? "",
      slug: slug ?? "",
      description: null,
      permission: "pull",
      members_url: url,
      repositories_url: url,
      parent: null,
      members_count: members.length,
      repos_count: 0,
      created_at: at,
      updated_at: at,
      type: "organization",
      organization: {
        login: org ?? "",
        id: 1,
        node_id: "O_1",
        url,
        repos_url: url,
        events_url: url,
        hooks_url: url,
        issues_url: url,
        members_url: url,
        public_members_url: url,
        avatar_url: url,
        description: null,
        html_url: url,
        has_organization_projects: false,
        has_repository_projects: false,
        public_repos: 0,
        public_gists: 0,
        followers: 0,
        following: 0,
        type: "Organization",
        created_at: at,
        updated_at: at,
        archived_at: null,
      },
    },
  };
}

function membership(call: Call): Answer {
  const members = teamOf(call);
  if ("status" in members) return members;
  if (!members.includes(call.parameters["username"] ?? "")) return notFound();
  const url = `${call.world.url}${call.path}`;
  return { status: 200, body: { url, role: "member", state: "active" } };
}

export const peopleFills: Partial<Record<OperationId, Handler>> = {
  "repos/get-collaborator-permission-level": permissionLevel,
  "teams/get-by-name": team,
  "teams/get-membership-for-user-in-org": membership,
  "users/get-authenticated": authenticatedUser,
};
