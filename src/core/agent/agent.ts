import type { JsonValue } from "../trace/json.ts";
import type { ModelStep } from "../trace/session.ts";

/**
 * An agent under test, as a `module` agent's file exports it: `export const agent: Agent = …`.
 *
 * Called once for each user message of a session, never for two messages of one session at once.
 * Sessions run side by side in one process: what an agent keeps outside `ctx.memory` is shared by
 * all of them.
 */
export type Agent = (message: string, ctx: AgentContext) => AgentReply | Promise<AgentReply>;

/**
 * What the user is told. `finalState` is the agent's world after this turn, for checks on it; `policy` is
 * the text that the agent works under, where its model calls do not go through `ctx.fetch`, which sees it.
 */
export type AgentReply =
  | string
  | { readonly text: string; readonly finalState?: JsonValue; readonly policy?: string };

/** What an agent gets beside the message. Everything here belongs to one session. */
export type AgentContext = {
  /** `seed` is the same for the same case and run in every execution: key all randomness by it. */
  readonly session: { readonly id: string; readonly seed: string };
  /** 1-based. */
  readonly turn: number;
  /** The environment variables that `agent.env` names in the config, as far as they are set. */
  readonly env: Readonly<Record<string, string>>;
  /** This session's own OpenAI-compatible base URL, ending in `/v1`; absent where the agent brings its model. */
  readonly modelBaseUrl?: string;
  /** Kept between the turns of the session; empty when it opens. */
  readonly memory: Map<string, unknown>;
  /** Aborts when the turn's time is up. What the agent answers afterwards is discarded. */
  readonly signal: AbortSignal;
  /**
   * Like the global `fetch`, and records calls of chat completions, the Responses API and Anthropic's messages as model
   * steps: `new OpenAI({ fetch: ctx.fetch })`. Other requests pass through unrecorded.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Runs a tool and records it as a step: arguments, result, time, and the error that it threw.
   *
   * The result is recorded as JSON; what JSON cannot carry is named in the session and reaches the
   * agent unchanged. Errors are rethrown as they came.
   */
  callTool<T>(name: string, args: JsonValue, run: () => T | Promise<T>): Promise<T>;
  /** Records a model call that did not go through `ctx.fetch`. */
  recordModelCall(call: ModelCall): void;
};

/**
 * One model call, as an agent reports it; a field that is left out counts as not captured.
 *
 * An `error` of type `http-429`, `http-5xx` (the status, such as `http-503`) or `connection` says that
 * the provider failed: a turn that fails after such a call is not the agent's failure.
 */
export type ModelCall = Pick<
  ModelStep,
  | "purpose"
  | "provider"
  | "model"
  | "text"
  | "reasoning"
  | "finishReason"
  | "toolCalls"
  | "usage"
  | "startedAtMs"
  | "durationMs"
  | "error"
>;
