import { z } from "zod";
import type { RepositorySettings } from "../../ports/repository-settings.ts";
import { notPublished } from "./explain.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { GitHubFailure, isRefused } from "./github-failure.ts";
import { type Patience, patient } from "./retry.ts";

const repository = z.object({ permissions: z.object({ push: z.boolean() }).optional() });
const something = z.object({});
const rule = z.object({
  type: z.string(),
  parameters: z
    .object({ required_status_checks: z.array(z.object({ context: z.string() })).optional() })
    .optional(),
});
const branchShape = z.object({
  protection: z
    .object({
      required_status_checks: z.object({ contexts: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
});

/** @throws UserError where the address cannot be one. */
export function gitHubSettings(
  address: GitHubAddress,
  patience: Patience = patient,
): RepositorySettings {
  const client = new GitHubClient(address, patience);
  return {
    access: async () => {
      try {
        const { permissions } = await client.ask(repository, "GET /repos/{owner}/{repo}", {});
        return { kind: "seen", mayWrite: permissions?.push ?? "unknown" };
      } catch (error) {
        const { reason, fix } = notPublished(error, address.repository, "contents: read");
        return { kind: "refused", reason, fix };
      }
    },
    hasLabel: async (name) => {
      try {
        await client.ask(something, "GET /repos/{owner}/{repo}/labels/{name}", { name });
        return true;
      } catch (error) {
        return isRefused(error, 404) ? false : unknownWhere(error);
      }
    },
    requiredChecks: async (branch) => {
      const found = await Promise.all([
        client
          .list(rule, "GET /repos/{owner}/{repo}/rules/branches/{branch}", { branch })
          .then(
            (rules) =>
              rules.flatMap(({ parameters }) =>
                (parameters?.required_status_checks ?? []).map(({ context }) => context),
              ),
            unknownWhere,
          ),
        client
          .ask(branchShape, "GET /repos/{owner}/{repo}/branches/{branch}", { branch })
          .then(
            ({ protection }) => protection?.required_status_checks?.contexts ?? [],
            unknownWhere,
          ),
      ]);
      const known = found.filter((one) => one !== "unknown");
      return known.length === 0 ? "unknown" : [...new Set(known.flat())];
    },
  };
}

/** What a token may not ask is no failure; a bug of ours is. */
function unknownWhere(error: unknown): "unknown" {
  if (error instanceof GitHubFailure) return "unknown";
  throw error;
}
