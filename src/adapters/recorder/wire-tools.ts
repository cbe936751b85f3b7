import { setTimeout as pause } from "node:timers/promises";
import type { SessionTools } from "../../core/replay/session-tools.ts";
import type { ModelApi } from "../../core/trace/record/model-api.ts";
import {
  mayCarryResults,
  replaceResults,
  type WireResult,
  type WireStandIn,
} from "../../core/trace/record/wire-results.ts";
import type { ToolRequest } from "../../core/trace/session.ts";
import { markOf, type ToolCalls, type ToolMark } from "./tool-calls.ts";

type Exchanged = { readonly standIn: WireStandIn; readonly mark: ToolMark };

/** Puts recorded and faulty results in place of those of live tools, in what a session's model is sent. */
export class WireTools {
  readonly #tools: SessionTools;
  readonly #calls: ToolCalls;
  /** By call id: the history of a session comes with every call, and each tool call is asked about once. */
  readonly #exchanged = new Map<string, Exchanged>();

  constructor(tools: SessionTools, calls: ToolCalls) {
    this.#tools = tools;
    this.#calls = calls;
  }

  /** The body to send in place of this one; `undefined` where it goes on as it is. */
  async exchange(
    api: ModelApi,
    body: Buffer,
    answered: () => Promise<ReadonlyMap<string, ToolRequest>>,
  ): Promise<Buffer | undefined> {
    const text = body.toString("utf8");
    if (!mayCarryResults(text)) return undefined;
    const delays: number[] = [];
    const standIn = (given: WireResult): WireStandIn => this.#standIn(given, delays);
    const changed = replaceResults(api, text, { standIn, answered: await answered() });
    // The model learns of a slow tool when the tool would have answered.
    if (delays.length > 0) await pause(Math.max(...delays));
    return changed === undefined ? undefined : Buffer.from(changed);
  }

  /** What the step of a call has to carry. */
  markOf(callId: string): ToolMark | undefined {
    return this.#exchanged.get(callId)?.mark;
  }

  #standIn({ request, result }: WireResult, delays: number[]): WireStandIn {
    const { callId, name } = request;
    if (callId === undefined || !this.#tools.isReadOnly(name)) return undefined;
    const known = this.#exchanged.get(callId);
    if (known !== undefined) return known.standIn;
    // What the tools' own address has answered is what the agent saw already.
    const exchanged = this.#calls.has(request)
      ? { standIn: undefined, mark: {} }
      : this.#ask(request, result, delays);
    this.#exchanged.set(callId, exchanged);
    return exchanged.standIn;
  }

  #ask(request: ToolRequest, live: WireResult["result"], delays: number[]): Exchanged {
    const directive = this.#tools.answer(request);
    const mark = markOf(directive);
    if (directive.kind !== "gap" && directive.delayMs !== undefined) delays.push(directive.delayMs);
    switch (directive.kind) {
      // The session is over: whoever asks for it learns of the gap from its tools.
      case "gap":
        return { standIn: undefined, mark };
      case "result":
        return { standIn: { kind: "result", result: directive.result }, mark };
      case "error":
        return { standIn: { kind: "error", error: directive.error }, mark };
      case "live": {
        const altered = directive.alter?.(live);
        if (altered?.fault === undefined) return { standIn: undefined, mark };
        return {
          standIn: { kind: "result", result: altered.result },
          mark: { ...mark, fault: altered.fault },
        };
      }
    }
  }
}
