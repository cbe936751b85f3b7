import { z } from "zod";
import type { Desk } from "./desk.ts";

/** The events that this bot is told of, as Probot names them. */
export type BotEvent =
  | "issues.labeled"
  | "issues.edited"
  | "issue_comment.created"
  | "pull_request_review.submitted"
  | "pull_request_review.dismissed"
  | "pull_request.opened"
  | "pull_request.reopened"
  | "pull_request.synchronize"
  | "pull_request.edited"
  | "pull_request.closed"
  | "repository_dispatch";

/** Who caused an event. */
export const senderField = z.object({ login: z.string().min(1), type: z.string() });

/** What every event that we listen to says. */
export const eventPayload = z.object({
  repository: z.object({ full_name: z.string(), default_branch: z.string() }),
  sender: senderField,
});

export type EventPayload = z.output<typeof eventPayload>;

/** What is done for some events: reads of the payload what it needs, and calls one use case. */
export type Handler<P extends EventPayload = EventPayload> = {
  readonly events: readonly BotEvent[];
  readonly payload: z.ZodType<P>;
  /** The number of the issue or pull request that it is about: what is about the same one is done one after the other. */
  readonly about: (payload: P) => number | undefined;
  readonly answer: (payload: P, desk: Desk) => Promise<void>;
};
