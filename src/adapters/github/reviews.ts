import { z } from "zod";
import { terminalText } from "../../core/report/wording.ts";
import type { DatedComment, Review, ReviewedChange, ReviewHost } from "../../ports/review-host.ts";
import { GitHubApi, isSameLogin } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { askMembership, type ListedReview, listReviews } from "./people.ts";
import { type Patience, patient, usualPause } from "./retry.ts";
import { told } from "./told.ts";

/** GitHub lists at most this many files, and this many commits, of a pull request. */
const mostListedFiles = 3000;
const mostListedCommits = 250;

const account = z.object({ login: z.string() }).nullish();
const named = z.object({ full_name: z.string() });
const change = z.object({
  number: z.int().positive(),
  state: z.enum(["open", "closed"]),
  html_url: z.string(),
  merged_at: z.string().nullish(),
  user: account,
  head: z.object({ sha: z.string(), ref: z.string(), repo: named.nullish() }),
  base: z.object({ sha: z.string(), ref: z.string(), repo: named }),
});
const commit = z.object({ author: account, committer: account });
const commentShape = z.object({
  id: z.int().positive(),
  body: z.string().nullish(),
  user: account,
  created_at: z.string(),
  updated_at: z.string(),
});
const status = z.object({ context: z.string(), created_at: z.string(), creator: account });

const pulls = "/repos/{owner}/{repo}/pulls";
const repository = "/repos/{owner}/{repo}";

/**
 * Reviews, authors, comments and statuses of one GitHub repository, in which `author` speaks.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubReviews(
  address: GitHubAddress,
  author: string,
  patience: Patience = patient,
): ReviewHost {
  const client = new GitHubClient(address, patience);
  const api = new GitHubApi(client);
  const comments = async (number: number): Promise<readonly DatedComment[]> => {
    const route = `GET ${repository}/issues/{number}/comments`;
    return (await client.list(commentShape, route, { number })).map(commentOf).toSorted(byId);
  };
  return {
    change: (number) =>
      read(`Pull request #${number}`, async () =>
        changeOf(await client.ask(change, `GET ${pulls}/{number}`, { number })),
      ),
    openChanges: (base) =>
      read("The open pull requests", async () =>
        (await client.list(change, `GET ${pulls}`, { state: "open", base }))
          .map((one) => one.number)
          .toSorted((a, b) => a - b),
      ),
    changedFiles: (number) =>
      read(`The files of #${number}`, async () => {
        const files = await api.changedFiles(number);
        return files.length < mostListedFiles
          ? { kind: "complete", paths: files.flat() }
          : { kind: "incomplete" };
      }),
    authorsOf: (number) =>
      read(`The commits of #${number}`, async () => {
        const listed = await client.list(commit, `GET ${pulls}/{number}/commits`, { number });
        if (listed.length >= mostListedCommits) return { kind: "unknown" };
        const logins = listed.flatMap((one) => [one.author?.login, one.committer?.login]);
        return { kind: "known", logins: [...new Set(logins.filter((one) => one !== undefined))] };
      }),
    reviews: (number) =>
      read(`The reviews of #${number}`, async () =>
        (await listReviews(client, number)).flatMap(reviewOf),
      ),
    comments: (number) => read(`The comments on #${number}`, () => comments(number)),
    commentOnce: (number, { marker, body }) =>
      told(`The comment on #${number}`, "pull-requests: write", async () => {
        for (let round = 0; ; round += 1) {
          const listed = await comments(number);
          if (listed.some((one) => isMarked(one, marker, author))) return;
          const creation = await api.createComment(number, body);
          if (creation.kind === "created") return;
          if (round >= patience.retries) throw creation.failure;
          await patience.sleep(usualPause(round, patience));
        }
      }),
    firstStatusAt: (sha, context) =>
      told(`The statuses of ${sha}`, "statuses: read", async () => {
        const route = `GET ${repository}/commits/{sha}/statuses`;
        return (await client.list(status, route, { sha }))
          .filter((one) => one.context === context && isSameLogin(one.creator?.login, author))
          .map((one) => one.created_at)
          .toSorted()[0];
      }),
    setStatus: (published) =>
      told(`The status of ${published.sha}`, "statuses: write", () =>
        api.createStatus({ ...published, description: terminalText(published.description, 140) }),
      ),
    isInTeam: (team, login) =>
      told(`The team ${team}`, "members: read", async () => {
        const asked = await askMembership(client, team, login);
        return asked === "forbidden" ? "unknown" : asked === "member";
      }),
  };
}

function read<T>(what: string, request: () => Promise<T>): Promise<T> {
  return told(what, "pull-requests: read", request);
}

function changeOf({ number, head, base, ...pull }: z.output<typeof change>): ReviewedChange {
  return {
    number,
    state: typeof pull.merged_at === "string" ? "merged" : pull.state,
    url: pull.html_url,
    author: pull.user?.login ?? "",
    headSha: head.sha,
    branch: head.ref,
    isFork: head.repo?.full_name !== base.repo.full_name,
    baseRef: base.ref,
    baseSha: base.sha,
  };
}

/** A review that is not submitted yet is nobody's word. */
function reviewOf({ at, state, ...review }: ListedReview): Review[] {
  if (at === undefined) return [];
  const { login, commit: head = "" } = review;
  return [{ login, state: state === "other" ? "commented" : state, commit: head, at }];
}

function commentOf({
  id,
  body,
  user,
  created_at: at,
  updated_at,
}: z.output<typeof commentShape>): DatedComment {
  return { id, author: user?.login ?? "", body: body ?? "", at, isEdited: updated_at !== at };
}

function isMarked(comment: DatedComment, marker: string, author: string): boolean {
  return isSameLogin(comment.author, author) && comment.body.split(/\r?\n/, 1)[0] === marker;
}

function byId(one: { readonly id: number }, other: { readonly id: number }): number {
  return one.id - other.id;
}
