import { type Patience, patient, usualPause } from "../adapters/github/retry.ts";
import type { ConversationHost } from "../ports/conversation-host.ts";
import type { IssueHost } from "../ports/issue-host.ts";
import type { ProposalHost } from "../ports/proposal-host.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import type { RepoFiles } from "../ports/repo-files.ts";
import type { ReviewHost } from "../ports/review-host.ts";

/** One repository of GitHub, and who speaks there. */
export type BotAddress = {
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  /** Login that our comments carry, such as `tracegate[bot]`. */
  readonly author: string;
  /** What is usual where it is left out. */
  readonly patience?: Patience;
};

export type { Patience };

/** All that the bot does in one repository. */
export type BotPorts = {
  readonly files: RepoFiles;
  readonly conversations: ConversationHost;
  readonly proposals: ProposalHost;
  readonly pullRequests: PullRequestHost;
  readonly issues: IssueHost;
  readonly reviews: ReviewHost;
};

/** GitHub as the bot sees it; its library is loaded here. */
export async function composeBot({ author, patience, ...address }: BotAddress): Promise<BotPorts> {
  const [
    { gitHubFiles },
    { gitHubConversations },
    { gitHubProposals },
    { gitHubHost },
    { gitHubReviews },
    { gitHubIssues },
  ] = await Promise.all([
    import("../adapters/github/repo-files.ts"),
    import("../adapters/github/conversations.ts"),
    import("../adapters/github/proposals.ts"),
    import("../adapters/github/pull-request-host.ts"),
    import("../adapters/github/reviews.ts"),
    import("../adapters/github/issue-host.ts"),
  ]);
  return {
    files: gitHubFiles(address, patience),
    conversations: gitHubConversations(address, author, patience),
    proposals: gitHubProposals(address, patience),
    pullRequests: gitHubHost(address, patience),
    reviews: gitHubReviews(address, author, patience),
    issues: gitHubIssues(address, patience, author),
  };
}

/** The issues of one repository as conversations, alone. */
export async function composeConversations({
  author,
  patience,
  ...address
}: BotAddress): Promise<ConversationHost> {
  const { gitHubConversations } = await import("../adapters/github/conversations.ts");
  return gitHubConversations(address, author, patience);
}

/**
 * Asks for what a token is needed for, such as the token itself, a few times: what asks fails with other errors than ours.
 *
 * @throws what the last try threw.
 */
export async function askedPatiently<T>(
  ask: () => Promise<T>,
  patience: Patience = patient,
): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tried >= patience.retries) throw error;
      await patience.sleep(usualPause(tried, patience));
    }
  }
}
