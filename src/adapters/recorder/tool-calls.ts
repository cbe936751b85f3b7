import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { SessionTools, ToolDirective } from "../../core/replay/session-tools.ts";
import type { JsonValue } from "../../core/trace/json.ts";
import type { StepError, ToolRequest, ToolStep } from "../../core/trace/session.ts";
import type { Span } from "../../core/trace/span.ts";

/** What a tool client is told: what the tool gave, or to run it. */
export type ToolAnswer =
  | { readonly result: JsonValue }
  | { readonly error: StepError }
  /** Run the tool, and tell under this id what came of it. */
  | { readonly live: true; readonly id: string }
  | { readonly gap: string; readonly error: StepError };

/** What a live tool gave. */
export type LiveOutcome = { readonly result: JsonValue } | { readonly error: StepError };

/** What a step of the session has to carry beside what was said and done. */
export type ToolMark = Pick<ToolStep, "replay" | "fault">;

type Alter = Extract<ToolDirective, { kind: "live" }>["alter"];

type OpenCall = {
  readonly request: ToolRequest;
  readonly startedAtMs: number;
  readonly alter?: Alter;
  mark: ToolMark;
  outcome?: LiveOutcome;
  endedAtMs?: number;
};

/** The tool calls of one session that went through the recorder. */
export class ToolCalls {
  readonly #tools: SessionTools | undefined;
  readonly #calls = new Map<string, OpenCall>();

  constructor(tools: SessionTools | undefined) {
    this.#tools = tools;
  }

  /** Answers a call, after the delay that a fault may ask for. */
  async answer(request: ToolRequest): Promise<ToolAnswer> {
    const id = randomBytes(8).toString("hex");
    const directive = this.#tools?.answer(request) ?? { kind: "live" as const };
    const call: OpenCall = { request, startedAtMs: Date.now(), mark: markOf(directive) };
    this.#calls.set(id, call);
    if (directive.kind === "gap") {
      const error = { type: "replay-gap", message: directive.reason };
      this.#close(call, { error });
      return { gap: directive.reason, error };
    }
    if (directive.delayMs !== undefined) await pause(directive.delayMs);
    if (directive.kind === "live") {
      if (directive.alter !== undefined) this.#calls.set(id, { ...call, alter: directive.alter });
      return { live: true, id };
    }
    const outcome =
      directive.kind === "result" ? { result: directive.result } : { error: directive.error };
    this.#close(call, outcome);
    return outcome;
  }

  /** Takes what a live tool gave, and says what the agent sees of it; `undefined` where no such call is open. */
  report(id: string, outcome: LiveOutcome): LiveOutcome | undefined {
    const call = this.#calls.get(id);
    if (call === undefined || call.outcome !== undefined) return undefined;
    if (call.alter === undefined || "error" in outcome) {
      this.#close(call, outcome);
      return outcome;
    }
    const { result, fault } = call.alter(outcome.result);
    if (fault !== undefined) call.mark = { ...call.mark, fault };
    this.#close(call, { result });
    return { result };
  }

  /** Whether a call with these words went this way: on the wire it is not answered once more. */
  has({ callId, name, arguments: values }: ToolRequest): boolean {
    const words = JSON.stringify(values);
    return [...this.#calls.values()].some(({ request }) =>
      callId !== undefined && request.callId !== undefined
        ? request.callId === callId
        : request.name === name && JSON.stringify(request.arguments) === words,
    );
  }

  /** Whether a fault waits for a live result that was never told: the agent then saw another one than was planned. */
  get isUntold(): boolean {
    return [...this.#calls.values()].some(
      ({ alter, outcome }) => alter !== undefined && outcome === undefined,
    );
  }

  /** The calls as spans of a trace, and what their steps have to carry, by span. */
  spans(traceId: string): {
    readonly spans: readonly Span[];
    readonly marks: ReadonlyMap<string, ToolMark>;
  } {
    const spans = [...this.#calls].map(([spanId, call]): Span => {
      const { request, startedAtMs, endedAtMs, outcome } = call;
      return {
        kind: "tool",
        name: `execute_tool ${request.name}`,
        traceId,
        spanId,
        scope: "tracegate.tools",
        startedAtMs,
        ...(endedAtMs !== undefined && { endedAtMs }),
        toolCall: request,
        ...(outcome !== undefined &&
          ("result" in outcome ? { toolResult: outcome.result } : { error: outcome.error })),
      };
    });
    return { spans, marks: new Map([...this.#calls].map(([id, { mark }]) => [id, mark])) };
  }

  #close(call: OpenCall, outcome: LiveOutcome): void {
    call.outcome = outcome;
    call.endedAtMs = Date.now();
  }
}

/** What the step of a call says of where its answer came from; nothing where it was a gap. */
export function markOf(directive: ToolDirective): ToolMark {
  if (directive.kind === "gap") return {};
  const fault = "fault" in directive ? directive.fault : undefined;
  const replay = "replay" in directive ? directive.replay : undefined;
  return { ...(replay !== undefined && { replay }), ...(fault !== undefined && { fault }) };
}
