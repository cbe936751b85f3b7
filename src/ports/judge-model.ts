import type { Usage } from "../core/trace/session.ts";

/** One question to a chat model that must answer in a JSON schema. */
export interface JudgeModel {
  ask(question: JudgeQuestion, signal: AbortSignal): Promise<JudgeAnswer>;
  /** Loads what the first question needs, where one is sure to come; nothing where it is left out. */
  prepare?(): void;
}

export type JudgeQuestion = {
  readonly system: string;
  readonly user: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** What the answer is called in the request; `verdict` where left out. */
  readonly name?: string;
  /** For endpoints that sample by one; none is sent where left out. */
  readonly seed?: number;
};

/**
 * `unavailable` covers no key, refusals, time-outs and 429/5xx after all retries: never the agent's failure. `usage` is
 * what the answer took; of one without it that is unknown.
 */
export type JudgeAnswer = (
  | { readonly kind: "answered"; readonly json: unknown; readonly model: string }
  | { readonly kind: "unavailable"; readonly reason: string }
) & {
  readonly usage?: Usage;
  /** How many more calls were made for it of which nobody knows what they took: cut off, or failed at the provider. */
  readonly lostCalls?: number;
};
