// Planned failures: a rule says which request they meet, and they must meet one.

import {
  type Answer,
  plainRefusal,
  primaryRateLimit,
  secondaryRateLimit,
  tooManyRequests,
} from "./answers.ts";
import type { OperationId } from "./contract.ts";

export type FaultKind =
  /** `isApplied`: GitHub did what was asked, and only its answer is lost. */
  | {
      readonly kind: "status";
      readonly status: 401 | 403 | 404 | 410 | 422 | 500 | 502 | 503;
      readonly isApplied?: true;
    }
  /** HTTP 429 with `retry-after`. */
  | { readonly kind: "too-many-requests"; readonly retryAfterSeconds?: number }
  | { readonly kind: "primary-rate-limit"; readonly resetInSeconds?: number }
  | { readonly kind: "secondary-rate-limit"; readonly retryAfterSeconds?: number }
  | { readonly kind: "slow"; readonly delayMs: number }
  /** The connection ends before the request is heeded, after it, or in the middle of the answer. */
  | { readonly kind: "cut"; readonly at: "request" | "answer" | "body" }
  /** Any answer at all; it is held to the contract like every other. */
  | { readonly kind: "reply"; readonly answer: Answer }
  /** The same, made for each request from its query. */
  | { readonly kind: "answer"; readonly answer: (query: URLSearchParams) => Answer }
  /** Something that happens in the world just before the request is heeded. */
  | { readonly kind: "meanwhile"; readonly happen: () => Promise<unknown> };

export type FaultRule = FaultKind & {
  readonly operation?: OperationId;
  readonly method?: string;
  readonly path?: RegExp | string;
  /** Only the nth matching request, counted from 1. */
  readonly nth?: number;
  /** Only the first so many matching requests. Without `nth` and `times`: all of them. */
  readonly times?: number;
};

export type Faulted = {
  readonly operation: OperationId | undefined;
  readonly method: string;
  readonly path: string;
};

export type Faults = {
  readonly add: (rule: FaultRule) => void;
  /** The first rule that meets this request; every matching rule counts it. */
  readonly meet: (request: Faulted) => FaultRule | undefined;
  readonly unmet: () => readonly FaultRule[];
};

function matches(rule: FaultRule, request: Faulted): boolean {
  const { operation, method, path } = rule;
  if (operation !== undefined && operation !== request.operation) return false;
  if (method !== undefined && method !== request.method) return false;
  if (typeof path === "string") return request.path === path;
  return path === undefined || path.test(request.path);
}

function isDue({ nth, times }: FaultRule, count: number): boolean {
  if (nth !== undefined) return count === nth;
  return times === undefined || count <= times;
}

export function createFaults(): Faults {
  const planned: { readonly rule: FaultRule; seen: number; fired: number }[] = [];
  return {
    add: (rule) => planned.push({ rule, seen: 0, fired: 0 }),
    meet: (request) => {
      let due: FaultRule | undefined;
      for (const plan of planned.filter(({ rule }) => matches(rule, request))) {
        plan.seen += 1;
        if (due !== undefined || !isDue(plan.rule, plan.seen)) continue;
        plan.fired += 1;
        due = plan.rule;
      }
      return due;
    },
    unmet: () => planned.filter(({ fired }) => fired === 0).map(({ rule }) => rule),
  };
}

/** The answer that stands in for GitHub's own; `undefined` where GitHub still answers. */
export function faultyAnswer(fault: FaultKind, query: URLSearchParams): Answer | undefined {
  switch (fault.kind) {
    case "status":
      return plainRefusal(fault.status);
    case "too-many-requests":
      return tooManyRequests(fault.retryAfterSeconds ?? 1);
    case "primary-rate-limit":
      return primaryRateLimit(fault.resetInSeconds ?? 1);
    case "secondary-rate-limit":
      return secondaryRateLimit(fault.retryAfterSeconds ?? 1);
    case "reply":
      return fault.answer;
    case "answer":
      return fault.answer(query);
    case "slow":
    case "cut":
    case "meanwhile":
      return undefined;
  }
}
