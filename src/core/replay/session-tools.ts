import type { JsonValue } from "../trace/json.ts";
import type { StepError, ToolRequest } from "../trace/session.ts";

/** A tool as its catalog describes it. */
export type ToolDefinition = {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments. */
  readonly parameters?: JsonValue;
};

/**
 * What answers the tool calls of one session: recorded results, planned faults, or both.
 *
 * Every seam (`ctx.callTool`, `POST $TRACEGATE_TOOLS_URL/call`, MCP, the wire) asks the same object, so that they
 * behave the same. Calls are answered in the order in which they are asked.
 */
export interface SessionTools {
  /** The recorded catalog, for seams that offer it; empty where nothing is recorded. */
  readonly catalog: readonly ToolDefinition[];
  /** What becomes of a call, before any live tool runs. */
  answer(call: ToolRequest): ToolDirective;
  /** Why the run ends as `replay-gap`, once a call was not matched. */
  readonly gap: string | undefined;
}

export type ToolDirective =
  /** The live tool runs; `alter` gives what the agent sees of its result. */
  | { readonly kind: "live"; readonly delayMs?: number; readonly alter?: AlterResult }
  | ({ readonly kind: "result"; readonly result: JsonValue } & StandIn)
  | ({ readonly kind: "error"; readonly error: StepError } & StandIn)
  /** Nothing recorded matches: the session is over. */
  | { readonly kind: "gap"; readonly reason: string };

type StandIn = {
  readonly delayMs?: number;
  /** Absent where a fault alone made it. */
  readonly replay?: "exact" | "approximate";
  readonly fault?: string;
};

type AlterResult = {
  readonly fault: string;
  readonly apply: (result: JsonValue) => JsonValue;
};
