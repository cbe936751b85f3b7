import { z } from "zod";
import type { ConversationHost, Issue, Role } from "../../ports/conversation-host.ts";
import { GitHubApi } from "./github-api.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { isRefused } from "./github-failure.ts";
import { openIssue } from "./open-issue.ts";
import { type Patience, patient } from "./retry.ts";
import { upsertStickyComment } from "./sticky-comment.ts";
import { told } from "./told.ts";

const issueShape = z.object({
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  html_url: z.string(),
  comments: z.int().optional(),
  user: z.object({ login: z.string(), type: z.string().optional() }).nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  pull_request: z.unknown().optional(),
});
const level = z.object({ permission: z.string(), role_name: z.string().optional() });
const something = z.unknown();

const roles: readonly Role[] = ["admin", "maintain", "write", "triage", "read", "none"];
const issues = "/repos/{owner}/{repo}/issues";

/**
 * The issues and pull requests of one GitHub repository as conversations, in which `author` speaks.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubConversations(
  address: GitHubAddress,
  author: string,
  patience: Patience = patient,
): ConversationHost {
  const client = new GitHubClient(address, patience);
  const api = new GitHubApi(client);
  return {
    author,
    issue: (number) =>
      told(`Issue #${number}`, "issues: read", async () => await readIssue(client, number)),
    comments: (number) =>
      told(`The comments on #${number}`, "issues: read", async () => {
        const listed = await api.listComments(number);
        return listed.toSorted((a, b) => a.id - b.id);
      }),
    upsertComment: async (number, comment) => {
      const result = await upsertStickyComment({ api, patience }, number, { ...comment, author });
      if (result.kind === "absent") throw new Error("a comment that must be there was left out");
      return result;
    },
    openIssue: (issue) =>
      told("The issue", "issues: write", async () => await openIssue(client, patience, issue)),
    closeIssue: (number, reason) =>
      write(number, async () => {
        const closed = { number, state: "closed", state_reason: reason };
        await client.ask(something, `PATCH ${issues}/{number}`, closed);
      }),
    addLabels: (number, labels) =>
      write(number, async () => {
        await client.ask(something, `POST ${issues}/{number}/labels`, { number, labels });
      }),
    removeLabel: (number, label) =>
      write(number, async () => {
        try {
          await client.ask(something, `DELETE ${issues}/{number}/labels/{label}`, {
            number,
            label,
          });
        } catch (error) {
          if (!isRefused(error, 404)) throw error;
        }
      }),
    react: (id, content) =>
      told("The reaction", "issues: write", async () => {
        await client.ask(something, `POST ${issues}/comments/{id}/reactions`, { id, content });
      }),
    roleOf: (login) =>
      told(
        `The permission of @${login}`,
        "metadata: read",
        async () => await roleOf(client, login),
      ),
  };
}

function write<T>(number: number, request: () => Promise<T>): Promise<T> {
  return told(`#${number}`, "issues: write", request);
}

/** A number that leads elsewhere belongs to an issue that was moved to another repository. */
async function readIssue(client: GitHubClient, number: number): Promise<Issue | undefined> {
  try {
    const found = await client.ask(issueShape, `GET ${issues}/{number}`, { number });
    return found.number === number ? issueOf(found) : undefined;
  } catch (error) {
    if (isRefused(error, 404) || isRefused(error, 410)) return undefined;
    throw error;
  }
}

function issueOf(found: z.output<typeof issueShape>): Issue {
  const { number, title, body, user, labels } = found;
  const author = user?.login ?? "";
  return {
    number,
    title,
    body: body ?? "",
    author,
    isBot: user?.type === "Bot" || author.endsWith("[bot]"),
    isOpen: found.state === "open",
    isPullRequest: found.pull_request !== undefined,
    labels: labels.flatMap((label) => (typeof label === "string" ? [label] : (label.name ?? []))),
    url: found.html_url,
    hasComments: found.comments !== 0,
  };
}

/** Roles of an organisation's own making count as the permission that GitHub says they have. */
async function roleOf(client: GitHubClient, login: string): Promise<Role> {
  try {
    const route = "GET /repos/{owner}/{repo}/collaborators/{login}/permission";
    const { permission, role_name: name } = await client.ask(level, route, { login });
    return (
      roles.find((role) => role === name) ?? roles.find((role) => role === permission) ?? "none"
    );
  } catch (error) {
    if (isRefused(error, 404)) return "none";
    throw error;
  }
}
