import type { JsonValue } from "../trace/json.ts";
import type { StepError, ToolDefinition, ToolRequest } from "../trace/session.ts";

/**
 * What answers the tool calls of one session: recorded results, planned faults, or both.
 *
 * Every seam (`ctx.callTool`, `POST $TRACEGATE_TOOLS_URL/call`, MCP, the wire) asks the same object, so that they
 * behave the same. Calls are answered in the order in which they are asked; each call of the agent is asked once.
 */
export interface SessionTools {
  /** The recorded catalog, for seams that offer it; empty where nothing is recorded. */
  readonly catalog: readonly ToolDefinition[];
  /** What becomes of a call, before any live tool runs. Never throws, whatever the arguments hold. */
  answer(call: ToolRequest): ToolDirective;
  /** Why the run ends as `replay-gap`, once a call was not matched. */
  readonly gap: string | undefined;
  /**
   * Whether the live result of a tool may be exchanged on its way to the model: only for tools that are declared
   * `readOnly`, since the live tool has run by then. The wire asks `answer` for no other tool.
   */
  isReadOnly(tool: string): boolean;
}

export type ToolDirective =
  /** The live tool runs after `delayMs`; `alter` is told its result, once, and gives what the agent sees of it. */
  | {
      readonly kind: "live";
      readonly delayMs?: number;
      /** A fault that changes nothing but the time. */
      readonly fault?: string;
      readonly alter?: (result: JsonValue) => AlteredResult;
    }
  | ({ readonly kind: "result"; readonly result: JsonValue } & StandIn)
  /** The agent sees the tool fail; the live tool does not run. */
  | ({ readonly kind: "error"; readonly error: StepError } & StandIn)
  /** Nothing recorded matches: the session is over. */
  | { readonly kind: "gap"; readonly reason: string };

type StandIn = {
  readonly delayMs?: number;
  /** Absent where a fault alone made it. */
  readonly replay?: "exact" | "approximate";
  readonly fault?: string;
};

/** What the agent sees of a live result; without a `fault` it is the result itself. */
export type AlteredResult = { readonly result: JsonValue; readonly fault?: string };
