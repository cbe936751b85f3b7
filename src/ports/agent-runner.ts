import type { SessionTools } from "../core/replay/session-tools.ts";
import type { JsonValue } from "../core/trace/json.ts";
import type { AgentFacts, Step, Turn } from "../core/trace/session.ts";
import type { CallMeter } from "./call-meter.ts";

/** Starts or reaches the agent under test and sends it user turns. */
export interface AgentRunner {
  /** How many sessions it can hold at once; the run loop never opens more. */
  readonly maxSessions: number;
  /**
   * Begins what `start` waits for, while there is other work to do. Never rejects: whatever goes wrong, `start` says.
   *
   * Absent where nothing can be done ahead. Ended by `close`, like everything else.
   */
  prepare?(): Promise<void>;
  /**
   * Loads or starts what every session needs, so that a wrong path is one error and not a thousand. Goes on with
   * what `prepare` began.
   *
   * @throws UserError where the agent cannot be loaded or started at all.
   */
  start(): Promise<void>;
  /** Opens one session; nothing of an earlier session may be seen in it. */
  open(start: SessionStart): Promise<AgentSession>;
  /** Ends every process and server that it started. Safe to call twice and after a failure. */
  close(): Promise<void>;
}

export type SessionStart = {
  /** Unique within the experiment. */
  readonly sessionId: string;
  /** The same for the same case and run index in every execution: key of all randomness. */
  readonly seed: string;
  /** An OpenAI-compatible base URL that is this session's own; absent where the agent uses its own model. */
  readonly modelBaseUrl?: string;
  /** What answers the session's tool calls; all are live where it is left out. */
  readonly tools?: SessionTools;
  /** Holds the session's model calls to a budget, as far as they go through the runner; they have none where it is left out. */
  readonly meter?: CallMeter;
};

export interface AgentSession {
  /** What the first answer may take on top, since the agent starts with it; nothing where it is left out. */
  readonly startUpMs?: number;
  /**
   * Sends one user message and waits until the agent yields.
   *
   * Never rejects for what the agent does: crashes, floods and nonsense are `agent-error`. When `signal`
   * aborts, the answer is discarded, whatever arrives later.
   */
  send(message: string, signal: AbortSignal): Promise<TurnAnswer>;
  /**
   * What makes the whole session worthless though every turn was answered; asked once, when the user has said all.
   * Absent where nothing can be.
   */
  complaint?(): SessionFailure | undefined;
  /** Ends the session, killing its process where the process is the session's own. Never rejects. */
  close(): Promise<void>;
}

export type TurnAnswer =
  | {
      readonly kind: "replied";
      readonly turn: Turn;
      /** The agent's world after this turn; the last one that a session gives is the session's. */
      readonly finalState?: JsonValue;
      /** The system prompt or policy text that the agent worked under, where it was seen. */
      readonly policy?: string;
      /** What is known of the agent, where it was seen. */
      readonly agent?: AgentFacts;
    }
  | {
      readonly kind: FailedOutcome;
      readonly reason: string;
      readonly steps: readonly Step[];
      /** As above, where the turn saw it before it failed. */
      readonly agent?: AgentFacts;
    };

export type SessionFailure = { readonly kind: FailedOutcome; readonly reason: string };

/** How a turn fails: by the agent, by what lies around it, or for want of a recorded answer. */
export type FailedOutcome = "agent-error" | "infra-error" | "replay-gap";
