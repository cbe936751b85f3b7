import { z } from "zod";
import type { ReleaseTags } from "../../ports/release-tags.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { isRefused } from "./github-failure.ts";
import { type Patience, patient } from "./retry.ts";
import { told } from "./told.ts";

const references = z.array(z.object({ ref: z.string() }));
const commit = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) });

/** The tags of one GitHub repository. */
export function gitHubTags(address: GitHubAddress, patience: Patience = patient): ReleaseTags {
  const client = new GitHubClient(address, patience);
  return {
    tags: (prefix) =>
      told("The tags", "contents: read", async () => {
        const route = "GET /repos/{owner}/{repo}/git/matching-refs/{+ref}";
        const found = await client.ask(references, route, { ref: `tags/${prefix}` });
        return found.map(({ ref }) => ref.replace(/^refs\/tags\//, ""));
      }),
    commitOf: (tag) =>
      told(`The tag ${tag}`, "contents: read", async () => {
        try {
          const route = "GET /repos/{owner}/{repo}/commits/{+ref}";
          const asked = { ref: `refs/tags/${tag}`, per_page: 1 };
          return (await client.ask(commit, route, asked)).sha;
        } catch (error) {
          if (isRefused(error, 404) || isRefused(error, 422)) return undefined;
          throw error;
        }
      }),
  };
}
