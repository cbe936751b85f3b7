import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { JsonValue } from "../core/trace/json.ts";
import type { StepError, ToolDefinition, ToolRequest } from "../core/trace/session.ts";

/** Tools that a server offers to an agent in place of the live ones. */
export interface OfferedTools {
  /** What can be called. `headers` are those of the request, where there is one: they say whose session it is. */
  catalog(headers: IncomingHttpHeaders): readonly ToolDefinition[];
  /** Answers one call, after the delay that a fault asks for; rejects when `signal` aborts before. */
  call(request: ToolRequest, asked: AskedBy): Promise<OfferedAnswer>;
}

export type AskedBy = {
  readonly headers: IncomingHttpHeaders;
  readonly signal: AbortSignal;
};

export type OfferedAnswer =
  | { readonly kind: "result"; readonly result: JsonValue }
  /** The tool failed. */
  | { readonly kind: "error"; readonly error: StepError }
  /** There is no such tool, or no recorded answer. */
  | { readonly kind: "refused"; readonly reason: string };

/** A place in an HTTP server where an agent's client meets the tools. */
export interface ToolMount {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends every connection. Safe to call twice. */
  close(): Promise<void>;
}

/** Makes such a place; `open` is asked once for each client that connects. */
export type MountTools = (open: () => OfferedTools) => ToolMount;
