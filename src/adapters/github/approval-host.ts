import { z } from "zod";
import type { ApprovalHost, Review } from "../../ports/approval-host.ts";
import { unreadable } from "./explain.ts";
import { isSameLogin } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { isRefused } from "./github-failure.ts";
import { type Patience, patient } from "./retry.ts";

const account = z.object({ login: z.string().min(1), type: z.string().optional() });
const label = z.object({ name: z.string() });
const pullRequest = z.object({ user: account.nullish(), labels: z.array(label) });
const review = z.object({
  user: account.nullish(),
  state: z.string(),
  commit_id: z.string().nullish(),
});
const issueEvent = z.object({
  event: z.string(),
  actor: account.nullish(),
  created_at: z.iso.datetime({ offset: true }),
  label: label.optional(),
});
const permission = z.object({ permission: z.string() });
const membership = z.object({ state: z.string() });
const something = z.object({});

const states: Readonly<Record<string, Review["says"]>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  DISMISSED: "dismissed",
};

/**
 * Reviews, labels and rights of one GitHub repository.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubApprovals(
  address: GitHubAddress,
  patience: Patience = patient,
): ApprovalHost {
  const client = new GitHubClient(address, patience);
  const asked = new Map<number, ReturnType<ApprovalHost["about"]>>();
  const about: ApprovalHost["about"] = async (number) => {
    try {
      const route = "GET /repos/{owner}/{repo}/pulls/{number}";
      const { user, labels } = await client.ask(pullRequest, route, { number });
      return { author: user?.login ?? "", labels: labels.map(({ name }) => name) };
    } catch (error) {
      throw unreadable(error, `Pull request #${number}`, "pull-requests: read");
    }
  };
  return {
    // Both waivers and approvals ask for it, in one decision.
    about: (number) => {
      const answer = asked.get(number) ?? about(number);
      asked.set(number, answer);
      return answer;
    },
    reviews: async (number) => {
      try {
        const route = "GET /repos/{owner}/{repo}/pulls/{number}/reviews";
        const listed = await client.list(review, route, { number });
        return listed.flatMap(({ user, state, commit_id: commit }) => {
          if (user === null || user === undefined) return [];
          const says = states[state] ?? "something";
          return [{ login: user.login, isBot: isBot(user), says, commit: commit ?? undefined }];
        });
      } catch (error) {
        throw unreadable(error, `The reviews of #${number}`, "pull-requests: read");
      }
    },
    labelling: async (number, name) => {
      try {
        const route = "GET /repos/{owner}/{repo}/issues/{number}/events";
        const events = await client.list(issueEvent, route, { number });
        const last = events.findLast((one) => {
          return one.event === "labeled" && isSameLogin(one.label?.name, name);
        });
        if (last?.actor === undefined || last.actor === null) return undefined;
        const { actor, created_at: at } = last;
        return { login: actor.login, isBot: isBot(actor), at: new Date(at).toISOString() };
      } catch (error) {
        throw unreadable(error, `The labels of #${number}`, "pull-requests: read");
      }
    },
    mayWrite: async (login) => {
      try {
        const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
        const found = await client.ask(permission, route, { username: login });
        return found.permission === "admin" || found.permission === "write";
      } catch (error) {
        if (isRefused(error, 404)) return false;
        throw unreadable(error, `What ${login} may do`, "contents: read");
      }
    },
    isInTeam: (team, login) => isInTeam(client, team, login),
  };
}

function isBot({ login, type }: z.output<typeof account>): boolean {
  return type === "Bot" || login.endsWith("[bot]");
}

/**
 * GitHub answers 404 to whoever may not see the team as it does of somebody who is not in it, so that only a team that
 * can be seen itself says no. A job's own token sees none.
 */
async function isInTeam(
  client: GitHubClient,
  team: string,
  login: string,
): Promise<boolean | "unknown"> {
  const [org = "", slug = ""] = team.replace(/^@/, "").split("/");
  const place = { org, team_slug: slug };
  const teamRoute = "GET /orgs/{org}/teams/{team_slug}";
  try {
    const route = `${teamRoute}/memberships/{username}`;
    const { state } = await client.ask(membership, route, { ...place, username: login });
    return state === "active";
  } catch (error) {
    if (!isRefused(error, 404) && !isRefused(error, 403))
      throw unreadable(error, `The members of ${team}`, "organisation members: read");
    if (isRefused(error, 403)) return "unknown";
  }
  try {
    await client.ask(something, teamRoute, place);
    return false;
  } catch (error) {
    if (isRefused(error, 404) || isRefused(error, 403)) return "unknown";
    throw unreadable(error, `The team ${team}`, "organisation members: read");
  }
}
