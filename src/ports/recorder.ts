import type { SessionTools } from "../core/replay/session-tools.ts";
import type { Dropped } from "../core/trace/import/imported.ts";
import type { AgentFacts, Step } from "../core/trace/session.ts";
import type { Span } from "../core/trace/span.ts";
import type { CallMeter } from "./call-meter.ts";

/**
 * Loopback addresses that capture a session without code in the agent: an OTLP receiver, a model recorder and a
 * tool replayer.
 */
export interface Recorder {
  /** Addresses for one agent process or service. Its calls belong to the session that is open on it. */
  openEndpoint(): Promise<RecorderEndpoint>;
  /** Ends all endpoints and servers. Safe to call twice. */
  close(): Promise<void>;
}

export interface RecorderEndpoint {
  /** Variables that lead clients to this endpoint: base URLs, OTLP settings, tools URL. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Opens a session. Several may be open at once only as far as the agent forwards `traceparent` or the session id
   * with its calls; one that cannot be placed fails every session that it may belong to.
   */
  openSession(start: RecorderStart): RecorderSession;
  close(): Promise<void>;
}

export type RecorderStart = {
  readonly sessionId: string;
  readonly seed: string;
  /** Where model calls go; the endpoint's own upstream where it is left out. Ends in `/v1`. */
  readonly modelBaseUrl?: string;
  /** What answers tool calls; all are live where it is left out. */
  readonly tools?: SessionTools;
  /** Holds model calls to a budget; they have none where it is left out. */
  readonly meter?: CallMeter;
  /** It may hold any number of conversations, which are told apart afterwards: `endRecording` is asked, not `endTurn`. */
  readonly isOpenEnded?: true;
};

export interface RecorderSession {
  /** Headers that place a request: `traceparent`, `x-tracegate-session`. For agents that are reached by HTTP. */
  readonly headers: Readonly<Record<string, string>>;
  /** Variables for a process that is this session's own: `TRACEPARENT`, `TRACEGATE_SESSION`. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * What was captured since the last call, in the order in which it began; waits a moment for spans that are on
   * their way.
   *
   * @param seen steps that the agent reported itself: the same call seen twice is one step.
   */
  endTurn(seen: readonly Step[]): Promise<CapturedTurn>;
  /** All that was captured so far, for whoever knows no turns: sessions are stitched from it. */
  endRecording(): Promise<CapturedSpans>;
  close(): Promise<void>;
}

export type CapturedTurn = {
  readonly steps: readonly Step[];
  readonly policy?: string;
  readonly agent?: AgentFacts;
  readonly traceId?: string;
  /** What makes the turn worthless: a call that cannot be placed, a session without recorded answers. */
  readonly failure?: { readonly kind: "infra-error" | "replay-gap"; readonly reason: string };
};

export type CapturedSpans = {
  readonly spans: readonly Span[];
  /** How many model calls the model recorder saw, answered or not. */
  readonly modelCalls: number;
  /** How many spans the agent's own instrumentation sent. */
  readonly reported: number;
  /** What it sent and nobody could read. */
  readonly dropped: readonly Dropped[];
};

/** A command that is run with the recorder around it. */
export type RecordedCommand = {
  readonly command: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** 128 and the signal's number where a signal ended it, as shells have it. */
export type CommandEnd = { readonly exitCode: number };
