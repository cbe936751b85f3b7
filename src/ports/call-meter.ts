import type { Usage } from "../core/trace/session.ts";

/** Holds model calls to a budget as they are made. */
export interface CallMeter {
  /** Whether something caps what calls take, so that each has to be counted as soon as it is over. */
  readonly isCapped: boolean;
  /** Why no model call may begin any more; `undefined` where one may. Asked right before each, and then only. */
  refuse(): string | undefined;
  /** Counts a call that is over; without `usage` it was cut off. What `usage` does not say is not known, and not 0. */
  count(usage: Usage | undefined): void;
}
