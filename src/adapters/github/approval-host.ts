import { z } from "zod";
import type { ApprovalHost } from "../../ports/approval-host.ts";
import { unreadable } from "./explain.ts";
import { isSameLogin } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { isRefused } from "./github-failure.ts";
import { askMembership, isBot, listReviews, teamPlace } from "./people.ts";
import { type Patience, patient } from "./retry.ts";

const account = z.object({ login: z.string().min(1), type: z.string().optional() });
const label = z.object({ name: z.string() });
const pullRequest = z.object({ user: account.nullish(), labels: z.array(label) });
const issueEvent = z.object({
  event: z.string(),
  actor: account.nullish(),
  created_at: z.iso.datetime({ offset: true }),
  label: label.optional(),
});
const permission = z.object({ permission: z.string() });
const something = z.object({});

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
        return (await listReviews(client, number)).map(
          ({ login, isBot: isProgram, state, commit }) => ({
            login,
            isBot: isProgram,
            says: state === "other" ? "something" : state,
            commit,
          }),
        );
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

/**
 * GitHub answers 404 to whoever may not see the team as it does of somebody who is not in it, so that only a team that
 * can be seen itself says no. A job's own token sees none.
 */
async function isInTeam(
  client: GitHubClient,
  team: string,
  login: string,
): Promise<boolean | "unknown"> {
  try {
    const asked = await askMembership(client, team, login);
    if (asked === "member" || asked === "no-member") return asked === "member";
    if (asked === "forbidden") return "unknown";
  } catch (error) {
    throw unreadable(error, `The members of ${team}`, "organisation members: read");
  }
  try {
    await client.ask(something, "GET /orgs/{org}/teams/{team_slug}", teamPlace(team));
    return false;
  } catch (error) {
    if (isRefused(error, 404) || isRefused(error, 403)) return "unknown";
    throw unreadable(error, `The team ${team}`, "organisation members: read");
  }
}
