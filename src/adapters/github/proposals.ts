import { z } from "zod";
import type { NewProposal, Proposal, ProposalHost } from "../../ports/proposal-host.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { GitHubFailure, isRefused, mayBeDone } from "./github-failure.ts";
import { type Patience, patient, usualPause } from "./retry.ts";
import { told } from "./told.ts";

const named = z.object({ full_name: z.string() });
const pullRequest = z.object({
  number: z.int().positive(),
  html_url: z.string(),
  state: z.enum(["open", "closed"]),
  merged_at: z.string().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
  head: z.object({ sha: z.string(), ref: z.string(), repo: named.nullish() }),
  base: z.object({ ref: z.string(), repo: named }),
});
const something = z.unknown();

const pulls = "/repos/{owner}/{repo}/pulls";

/**
 * The pull requests that we open in one GitHub repository.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubProposals(
  address: GitHubAddress,
  patience: Patience = patient,
): ProposalHost {
  const client = new GitHubClient(address, patience);
  const [owner = ""] = address.repository.split("/", 1);
  const list = async (query: Readonly<Record<string, string>>): Promise<readonly Proposal[]> =>
    (await client.list(pullRequest, `GET ${pulls}`, query)).filter(isOwn).map(proposalOf);
  const ofBranch = async (branch: string, state: "open" | "all"): Promise<Proposal | undefined> => {
    const found = await list({ state, head: `${owner}:${branch}` });
    return found.filter((one) => one.branch === branch).toSorted((a, b) => b.number - a.number)[0];
  };
  return {
    openProposals: (branchPrefix) =>
      read("The open pull requests", async () => {
        const open = await list({ state: "open" });
        return open
          .filter(({ branch }) => branch.startsWith(branchPrefix))
          .toSorted((a, b) => a.number - b.number);
      }),
    proposalOf: (branch) => read(`The pull request of ${branch}`, () => ofBranch(branch, "all")),
    openProposal: (proposal) =>
      write("The pull request", async () => {
        return await openOne(
          { client, patience, find: (branch) => ofBranch(branch, "open") },
          proposal,
        );
      }),
    updateProposal: (number, change) =>
      write(`Pull request #${number}`, async () => {
        await client.ask(something, `PATCH ${pulls}/{number}`, { number, ...change });
      }),
    closeProposal: (number) =>
      write(`Pull request #${number}`, async () => {
        await client.ask(something, `PATCH ${pulls}/{number}`, { number, state: "closed" });
      }),
  };
}

function read<T>(what: string, request: () => Promise<T>): Promise<T> {
  return told(what, "pull-requests: read", request);
}

function write<T>(what: string, request: () => Promise<T>): Promise<T> {
  return told(what, "pull-requests: write", request);
}

type Opening = {
  readonly client: GitHubClient;
  readonly patience: Patience;
  readonly find: (branch: string) => Promise<Proposal | undefined>;
};

/** GitHub keeps one open pull request a branch: where it refuses, or its answer is lost, that one is looked for. */
async function openOne(
  { client, patience, find }: Opening,
  { branch, base, title, body }: NewProposal,
): Promise<Proposal> {
  for (let round = 0; ; round += 1) {
    try {
      const once = { isRepeatable: false };
      const made = { head: branch, base, title, body };
      return proposalOf(await client.ask(pullRequest, `POST ${pulls}`, made, once));
    } catch (error) {
      const mayStand = error instanceof GitHubFailure && mayBeDone(error);
      if (!mayStand && !isRefused(error, 422)) throw error;
      const found = await find(branch);
      if (found !== undefined) return found;
      if (!mayStand || round >= patience.retries) throw error;
      await patience.sleep(usualPause(round, patience));
    }
  }
}

type PullJson = z.output<typeof pullRequest>;

/** A fork may have a branch of the same name. */
function isOwn({ head, base }: PullJson): boolean {
  return head.repo?.full_name === base.repo.full_name;
}

function proposalOf({ number, head, base, ...pull }: PullJson): Proposal {
  const isMerged = typeof pull.merged_at === "string";
  return {
    number,
    url: pull.html_url,
    branch: head.ref,
    headSha: head.sha,
    baseRef: base.ref,
    state: isMerged ? "merged" : pull.state,
    author: pull.user?.login ?? "",
    title: pull.title,
    body: pull.body ?? "",
  };
}
