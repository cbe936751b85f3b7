import type { ConversationHost } from "../ports/conversation-host.ts";
import type { ProposalHost } from "../ports/proposal-host.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import type { RepoFiles } from "../ports/repo-files.ts";

/** One repository of GitHub, and who speaks there. */
export type BotAddress = {
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  /** Login that our comments carry, such as `tracegate[bot]`. */
  readonly author: string;
};

/** All that the bot does in one repository. */
export type BotPorts = {
  readonly files: RepoFiles;
  readonly conversations: ConversationHost;
  readonly proposals: ProposalHost;
  readonly pullRequests: PullRequestHost;
};

/** GitHub as the bot sees it; its library is loaded here. */
export async function composeBot(address: BotAddress): Promise<BotPorts> {
  const [{ gitHubFiles }, { gitHubConversations }, { gitHubProposals }, { gitHubHost }] =
    await Promise.all([
      import("../adapters/github/repo-files.ts"),
      import("../adapters/github/conversations.ts"),
      import("../adapters/github/proposals.ts"),
      import("../adapters/github/pull-request-host.ts"),
    ]);
  return {
    files: gitHubFiles(address),
    conversations: gitHubConversations(address, address.author),
    proposals: gitHubProposals(address),
    pullRequests: gitHubHost(address),
  };
}
