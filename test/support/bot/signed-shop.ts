// A shop whose cases experts sign, and the events by which GitHub tells the bot what people do to them.

import type { SeededPull } from "../github/seed.ts";
import type { GitHub } from "../github/start-github.ts";
import { shopFiles } from "./labelled-report.ts";
import type { Bot } from "./start-bot.ts";

export const lateFee = "datasets/shop/cases/late-fee.yaml";
export const giftCard = "datasets/shop/cases/gift-card.yaml";

/** A case that nobody signed. */
export const aGiftCard = `id: gift-card
title: A gift card that no policy names
status: proposed
conversation:
  - user: What is the refund policy for gift cards?
expectations:
  - { dimension: abstention, evaluator: abstains-on-empty-retrieval@1 }
`;

/** `rae` is an expert without write; `maria` is one who may write. */
export const shopPeople = {
  dana: "admin",
  lee: "write",
  rae: "triage",
  maria: "write",
  mal: "none",
} as const;

export const expertFiles: Readonly<Record<string, string>> = {
  ...shopFiles,
  "datasets/shop/dataset.yaml": shopFiles["datasets/shop/dataset.yaml"].replace(
    "experts: [rae]",
    "experts: [rae, maria]",
  ),
};

/** Tells the bot what GitHub would tell it, one event after the other. */
export type Told = {
  readonly opened: (pull: Pick<SeededPull, "number">) => Promise<number>;
  readonly pushed: (pull: Pick<SeededPull, "number">) => Promise<number>;
  /** Approves, or asks for changes, at the present head. */
  readonly reviewed: (
    pull: SeededPull,
    login: string,
    event?: "APPROVE" | "REQUEST_CHANGES" | "COMMENT",
  ) => Promise<number>;
  /** Writes a comment and tells of it; its number. */
  readonly commented: (number: number, login: string, body: string, on?: "pull") => Promise<number>;
  readonly closed: (pull: Pick<SeededPull, "number">) => Promise<number>;
};

export function telling(github: GitHub, bot: Bot): Told {
  const pullEvent = (action: string, number: number, sender = "lee"): Promise<number> =>
    bot.deliver("pull_request", { ...bot.about(sender), action, pull_request: { number } });
  return {
    opened: ({ number }) => pullEvent("opened", number),
    pushed: ({ number }) => pullEvent("synchronize", number),
    closed: ({ number }) => pullEvent("closed", number),
    reviewed: async (pull, login, event = "APPROVE") => {
      await github.seed.review(pull, login, event);
      const { number } = pull;
      const review = { action: "submitted", pull_request: { number } };
      return await bot.deliver("pull_request_review", { ...bot.about(login), ...review });
    },
    commented: async (number, login, body, on) => {
      const id = await github.seed.comment(number, login, body);
      const status = await bot.deliver("issue_comment", {
        ...bot.about(login),
        action: "created",
        issue: { number, ...(on === "pull" && { pull_request: {} }) },
        comment: { id, body, user: { login, type: "User" } },
      });
      if (status !== 200) throw new Error(`The comment was answered with ${status}`);
      return id;
    },
  };
}

/** State and text of the newest `tracegate/sign-off` on a commit. */
export async function signOffOn(
  github: GitHub,
  sha: string,
): Promise<{ readonly state: string; readonly description: string } | undefined> {
  const path = `/repos/${github.repository}/commits/${sha}/statuses`;
  const listed =
    await github.look<
      readonly { readonly context: string; readonly state: string; readonly description: string }[]
    >(path);
  const found = listed.find(({ context }) => context === "tracegate/sign-off");
  return found && { state: found.state, description: found.description };
}

/** The head of a pull request as it is now. */
export async function headOf(github: GitHub, number: number): Promise<string> {
  const path = `/repos/${github.repository}/pulls/${number}`;
  return (await github.look<{ head: { sha: string } }>(path)).head.sha;
}

/** The text of a file at a commit; "" where there is none. */
export async function textAt(github: GitHub, path: string, ref: string): Promise<string> {
  try {
    const found = await github.look<{ content: string }>(
      `/repos/${github.repository}/contents/${path}?ref=${ref}`,
    );
    return Buffer.from(found.content, "base64").toString();
  } catch {
    return "";
  }
}
