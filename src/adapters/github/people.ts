import { z } from "zod";
import type { GitHubClient } from "./github-client.ts";
import { isRefused } from "./github-failure.ts";

const account = z.object({ login: z.string().min(1), type: z.string().optional() }).nullish();
const review = z.object({
  user: account,
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: z.string().optional(),
});
const membership = z.object({ state: z.string() });

/** A review as GitHub lists it, by an account that is still there. */
export type ListedReview = {
  readonly login: string;
  readonly isBot: boolean;
  readonly state: "approved" | "changes-requested" | "dismissed" | "other";
  /** The head that it was written at; absent where GitHub does not say. */
  readonly commit?: string;
  /** ISO 8601; absent of one that is not submitted yet. */
  readonly at?: string;
};

const states: Readonly<Record<string, ListedReview["state"]>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  DISMISSED: "dismissed",
};

/** All reviews of a pull request, oldest first; without those of accounts that are gone. Rejects with `GitHubFailure`. */
export async function listReviews(
  client: GitHubClient,
  number: number,
): Promise<readonly ListedReview[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{number}/reviews";
  const listed = await client.list(review, route, { number });
  return listed.flatMap(({ user, state, commit_id: commit, submitted_at: at }) => {
    if (user === null || user === undefined) return [];
    return [
      {
        login: user.login,
        isBot: isBot(user),
        state: states[state] ?? "other",
        ...(typeof commit === "string" && { commit }),
        ...(at !== undefined && { at }),
      },
    ];
  });
}

/** Accounts of programs, by GitHub's word or by their name. */
export function isBot({ login, type }: NonNullable<z.output<typeof account>>): boolean {
  return type === "Bot" || login.endsWith("[bot]");
}

/**
 * Whether somebody is an active member of `organisation/team`; who was invited and did not accept is none.
 *
 * `not-found` may be either a stranger or a team that the token does not see; `forbidden` where it may not ask. Rejects
 * with `GitHubFailure` for all else.
 */
export async function askMembership(
  client: GitHubClient,
  team: string,
  login: string,
): Promise<"member" | "no-member" | "not-found" | "forbidden"> {
  try {
    const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
    const place = { ...teamPlace(team), username: login };
    const { state } = await client.ask(membership, route, place);
    return state === "active" ? "member" : "no-member";
  } catch (error) {
    if (isRefused(error, 404)) return "not-found";
    if (isRefused(error, 403)) return "forbidden";
    throw error;
  }
}

/** The parameters of a team's routes; a leading `@` is taken off. */
export function teamPlace(team: string): { readonly org: string; readonly team_slug: string } {
  const [org = "", slug = ""] = team.replace(/^@/, "").split("/", 2);
  return { org, team_slug: slug };
}
