import { z } from "zod";
import type { IssueHost, IssueResult, StickyIssue } from "../../ports/issue-host.ts";
import { notPublished } from "./explain.ts";
import { GitHubApi, isSameLogin } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { GitHubFailure, mayBeDone } from "./github-failure.ts";
import { type Patience, patient, usualPause } from "./retry.ts";

/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";

const issue = z.object({
  number: z.int().positive(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
});

type Issue = z.output<typeof issue>;

const route = "/repos/{owner}/{repo}/issues";

/**
 * The issues of one GitHub repository.
 *
 * @param speaker who writes with a token that may not ask for its own name.
 * @throws UserError where the address cannot be one.
 */
export function gitHubIssues(
  address: GitHubAddress,
  patience: Patience = patient,
  speaker: string = workflowBot,
): IssueHost {
  const client = new GitHubClient(address, patience);
  const api = new GitHubApi(client);
  return {
    upsertIssue: async (sticky) => {
      try {
        const author = (await api.viewerLogin()) ?? speaker;
        return await upsert({ client, patience, author }, sticky);
      } catch (error) {
        return notPublished(error, `The issue “${sticky.title}”`, "issues: write");
      }
    },
  };
}

type Connection = {
  readonly client: GitHubClient;
  readonly patience: Patience;
  readonly author: string;
};

/** Where it is unsure whether one was opened, looks again before it opens another. */
async function upsert(connection: Connection, sticky: StickyIssue): Promise<IssueResult> {
  const { client, patience } = connection;
  const { title, body, isSettled } = sticky;
  for (let round = 0; ; round += 1) {
    const found = await findOurs(connection, sticky.marker);
    if (found !== undefined) {
      const { number, html_url: url } = found;
      const state = isSettled === undefined ? {} : { state: "closed" };
      const revised =
        sticky.revise === undefined ? { title, body } : { body: sticky.revise(found.body ?? body) };
      await client.ask(issue, `PATCH ${route}/{number}`, { number, ...revised, ...state });
      return { kind: isSettled === undefined ? "updated" : "closed", url };
    }
    if (isSettled) return { kind: "absent" };
    try {
      const once = { isRepeatable: false };
      const made = await client.ask(issue, `POST ${route}`, { title, body }, once);
      return { kind: "created", url: made.html_url };
    } catch (error) {
      const mayStand = error instanceof GitHubFailure && mayBeDone(error);
      if (!mayStand || round >= patience.retries) throw error;
      await patience.sleep(usualPause(round, patience));
    }
  }
}

/** The oldest one that is open, ours and marked; pull requests are listed as issues too. */
async function findOurs(
  { client, author }: Connection,
  marker: string,
): Promise<Issue | undefined> {
  const listed = await client.list(issue, `GET ${route}`, { state: "open" });
  return listed
    .filter(({ user, body, pull_request: pull }) => {
      const isMarked = (body ?? "").split(/\r?\n/, 1)[0]?.trimEnd() === marker;
      return pull === undefined && isMarked && isSameLogin(user?.login, author);
    })
    .toSorted((a, b) => a.number - b.number)[0];
}
