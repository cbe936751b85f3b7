import { z } from "zod";
import type { RepositoryEvents } from "../../ports/repository-events.ts";
import { notPublished } from "./explain.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { type Patience, patient } from "./retry.ts";

const nothing = z.unknown();

/**
 * `repository_dispatch` events of one GitHub repository. Telling something twice is as good as once.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubEvents(
  address: GitHubAddress,
  patience: Patience = patient,
): RepositoryEvents {
  const client = new GitHubClient(address, patience);
  return {
    tell: async (name, payload) => {
      try {
        const event = { event_type: name, client_payload: payload };
        await client.ask(nothing, "POST /repos/{owner}/{repo}/dispatches", event);
        return { kind: "published" };
      } catch (error) {
        return notPublished(error, `The event ${name}`, "contents: write");
      }
    },
  };
}
