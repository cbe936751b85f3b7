import { z } from "zod";
import type { OpenedIssue } from "../../ports/conversation-host.ts";
import type { GitHubClient } from "./github-client.ts";
import { GitHubFailure, mayBeDone } from "./github-failure.ts";
import { type Patience, usualPause } from "./retry.ts";

const opened = z.object({ number: z.int().positive(), html_url: z.string() });
const listed = opened.extend({ title: z.string(), body: z.string().nullish() });
const route = "/repos/{owner}/{repo}/issues";

/** Opens an issue; where it is unsure whether GitHub did, the newest ones are looked through for the same text first. */
export async function openIssue(
  client: GitHubClient,
  patience: Patience,
  issue: { readonly title: string; readonly body: string },
): Promise<OpenedIssue> {
  for (let round = 0; ; round += 1) {
    try {
      const once = { isRepeatable: false };
      return asOpened(await client.ask(opened, `POST ${route}`, issue, once));
    } catch (error) {
      const mayStand = error instanceof GitHubFailure && mayBeDone(error);
      if (!mayStand || round >= patience.retries) throw error;
      await patience.sleep(usualPause(round, patience));
      const newest = { state: "open", sort: "created", direction: "desc", per_page: 30 };
      const found = await client.ask(z.array(listed), `GET ${route}`, newest);
      const same = found.find(({ title, body }) => title === issue.title && body === issue.body);
      if (same !== undefined) return asOpened(same);
    }
  }
}

function asOpened({ number, html_url: url }: z.output<typeof opened>): OpenedIssue {
  return { number, url };
}
