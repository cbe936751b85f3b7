import { z } from "zod";
import type { ListCaches } from "../../ports/cache-list.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { type Patience, patient } from "./retry.ts";
import { told } from "./told.ts";

const listed = z.object({
  actions_caches: z.array(z.object({ key: z.string(), ref: z.string(), created_at: z.string() })),
});

/** The caches of one repository; the hundred that were made last. */
export function gitHubCaches(address: GitHubAddress, patience: Patience = patient): ListCaches {
  const client = new GitHubClient(address, patience);
  return (prefix) =>
    told("The list of caches", "actions: read", async () => {
      const route = "GET /repos/{owner}/{repo}/actions/caches";
      const parameters = { key: prefix, sort: "created_at", direction: "desc", per_page: 100 };
      const { actions_caches: caches } = await client.ask(listed, route, parameters);
      return caches.map(({ key, ref, created_at: createdAt }) => ({ key, ref, createdAt }));
    });
}
