import type { z } from "zod";
import type { Desk } from "./desk.ts";
import type { EventPayload } from "./event-payload.ts";

/** The events that this bot is told of, as Probot names them. */
export type BotEvent =
  | "issues.labeled"
  | "issues.edited"
  | "issue_comment.created"
  | "issue_comment.edited"
  | "issue_comment.deleted"
  | "pull_request_review.submitted"
  | "pull_request_review.dismissed"
  | "pull_request.opened"
  | "pull_request.reopened"
  | "pull_request.synchronize"
  | "pull_request.edited"
  | "pull_request.closed"
  | "repository_dispatch";

/** What is done for some events: reads of the payload what it needs, and calls one use case. */
export type Handler<P extends EventPayload = EventPayload> = {
  readonly events: readonly BotEvent[];
  readonly payload: z.ZodType<P>;
  /** The number of the issue or pull request that it is about: what is about the same one is done one after the other. */
  readonly about: (payload: P) => number | undefined;
  readonly answer: (payload: P, desk: Desk) => Promise<void>;
};
