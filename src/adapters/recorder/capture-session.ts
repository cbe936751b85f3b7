import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { DropList, type Dropped } from "../../core/trace/import/imported.ts";
import { adoptCalls } from "../../core/trace/record/adopt-calls.ts";
import { joinSteps } from "../../core/trace/record/join-steps.ts";
import { NewSteps } from "../../core/trace/record/new-steps.ts";
import { tellSessionsApart } from "../../core/trace/record/tell-sessions-apart.ts";
import type { Step, ToolDefinition, ToolRequest } from "../../core/trace/session.ts";
import type { Span } from "../../core/trace/span.ts";
import { stitchSession } from "../../core/trace/stitch/stitch-session.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type {
  CapturedSpans,
  CapturedTurn,
  RecorderSession,
  RecorderStart,
} from "../../ports/recorder.ts";
import type { ModelCall } from "./model-call.ts";
import type { ModelPrices } from "./model-prices.ts";
import { type CallTrace, RecordedCalls } from "./recorded-calls.ts";
import type { SpanArrivals } from "./span-arrivals.ts";
import { ToolCalls, type ToolMark } from "./tool-calls.ts";
import { WireTools } from "./wire-tools.ts";

export type SessionHost = {
  readonly arrivals: SpanArrivals;
  readonly prices: ModelPrices;
  /** Spans that the agent's instrumentation reported of a trace or session, as far as they are this session's. */
  readonly reported: (session: CaptureSession) => readonly Span[];
  /** What the endpoint was sent and could not read. */
  readonly unread: () => readonly Dropped[];
  readonly onClose: (session: CaptureSession) => void;
};

/** How long a turn's end waits for model calls that are still going on, in milliseconds. */
const unfinishedMs = 1000;

/** One session while it is captured. */
export class CaptureSession implements RecorderSession {
  readonly sessionId: string;
  readonly traceId = newTraceId();
  readonly openedAtMs = Date.now();
  readonly modelBaseUrl: string | undefined;
  readonly toolCalls: ToolCalls;
  readonly wire: WireTools | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly #start: RecorderStart;
  readonly #host: SessionHost;
  readonly #calls: RecordedCalls;
  readonly #newSteps = new NewSteps();
  #ambiguity: string | undefined;
  /** Stands for the trace of calls that name none. */
  #turnTrace = newTraceId();

  constructor(start: RecorderStart, host: SessionHost) {
    this.#start = start;
    this.#host = host;
    this.sessionId = start.sessionId;
    this.modelBaseUrl = start.modelBaseUrl;
    this.#calls = new RecordedCalls(host.prices);
    this.toolCalls = new ToolCalls(start.tools);
    this.wire = start.tools && new WireTools(start.tools, this.toolCalls);
    const traceparent = `00-${this.traceId}-${randomBytes(8).toString("hex")}-01`;
    this.headers = { traceparent, "x-tracegate-session": start.sessionId };
    this.environment = { TRACEPARENT: traceparent, TRACEGATE_SESSION: start.sessionId };
  }

  addModelCall(call: ModelCall, trace: CallTrace): void {
    this.#calls.add(call, trace, this.isOpenEnded ? newTraceId() : this.#turnTrace);
  }

  /** Notes a call that this session may have made, and perhaps another did. */
  failAsAmbiguous(what: string): void {
    this.#ambiguity ??= `SESSION_AMBIGUOUS: ${what} named none of the sessions that were open at once; forward \`traceparent\` or \`x-tracegate-session\` with it, or serve one session at a time`;
  }

  async endTurn(seen: readonly Step[]): Promise<CapturedTurn> {
    await this.#settle();
    const drops = new DropList("");
    const { spans, marks } = await this.#allSpans();
    if (spans.length === 0) return { steps: seen, ...this.#failed() };
    const own = spans.map((span) => ({ ...span, sessionId: this.sessionId }));
    const session = stitchSession(own, { id: this.sessionId, drops });
    const fresh = this.#newSteps.of(session).map((step) => this.#mark(step, marks));
    const traceId = session.turns.at(-1)?.traceId;
    this.#turnTrace = newTraceId();
    return {
      steps: joinSteps(fresh, seen),
      ...(session.policy !== undefined && { policy: session.policy }),
      ...(session.agent !== undefined && { agent: session.agent }),
      ...(traceId !== undefined && { traceId }),
      ...this.#failed(),
    };
  }

  async endRecording(): Promise<CapturedSpans> {
    await this.#settle();
    const { spans } = await this.#allSpans();
    return {
      spans,
      modelCalls: this.#calls.spans.filter(({ kind }) => kind === "model").length,
      reported: this.#host.reported(this).length,
      dropped: [...this.#calls.dropped, ...this.#host.unread()],
    };
  }

  close(): Promise<void> {
    this.#host.onClose(this);
    return Promise.resolve();
  }

  /** The calls that models asked for so far, by their id. */
  async answeredCalls(): Promise<ReadonlyMap<string, ToolRequest>> {
    await this.#calls.readEnded();
    return this.#calls.requests;
  }

  get meter(): CallMeter | undefined {
    return this.#start.meter;
  }

  /** Why the run ends as a replay gap, once it does. */
  get gap(): string | undefined {
    return this.#start.tools?.gap;
  }

  /** The recorded tools of the session; empty where all are live. */
  get catalog(): readonly ToolDefinition[] {
    return this.#start.tools?.catalog ?? [];
  }

  /** Whether calls may name conversations that nobody has announced. */
  get isOpenEnded(): boolean {
    return this.#start.isOpenEnded === true;
  }

  async #settle(): Promise<void> {
    if (!this.#calls.isIdle) {
      const timeout = new AbortController();
      const { signal } = timeout;
      const late = pause(unfinishedMs, undefined, { signal }).catch(() => undefined);
      await Promise.race([this.#calls.whenIdle(), late]);
      timeout.abort();
    }
    await this.#host.arrivals.settle();
    await this.#calls.readAll();
  }

  async #allSpans(): Promise<{
    readonly spans: readonly Span[];
    readonly marks: ReadonlyMap<string, ToolMark>;
  }> {
    const reported = this.#host.reported(this);
    const tools = this.toolCalls.spans(this.#turnTrace);
    const { spans: calls } = this.#calls;
    const recorded = this.isOpenEnded ? tellSessionsApart(calls) : calls;
    const adopted = adoptCalls([...recorded, ...tools.spans], reported);
    return { spans: [...adopted, ...reported], marks: tools.marks };
  }

  #mark(step: Step, marks: ReadonlyMap<string, ToolMark>): Step {
    if (step.kind !== "tool") return step;
    const bySpan = step.spanId === undefined ? undefined : marks.get(step.spanId);
    const byCall = step.callId === undefined ? undefined : this.wire?.markOf(step.callId);
    return { ...step, ...byCall, ...bySpan };
  }

  #failed(): Pick<CapturedTurn, "failure"> {
    const failure = this.#failure();
    return failure === undefined ? {} : { failure };
  }

  #failure(): CapturedTurn["failure"] {
    if (this.#ambiguity !== undefined) return { kind: "infra-error", reason: this.#ambiguity };
    const { gap } = this;
    if (gap !== undefined) return { kind: "replay-gap", reason: gap };
    if (!this.toolCalls.isUntold) return undefined;
    return {
      kind: "infra-error",
      reason:
        "FAULT_NOT_APPLIED: a live tool's result was not told to $TRACEGATE_TOOLS_URL/result, so the planned fault never reached the agent",
    };
  }
}

function newTraceId(): string {
  return randomBytes(16).toString("hex");
}
