import type { JsonValue } from "../json.ts";
import type { ModelStep, ToolRequest } from "../session.ts";

/** A part of a message in the GenAI conventions. */
type Part = { readonly type: string } & { readonly [key: string]: JsonValue };

/** `gen_ai.system_instructions` of one text. */
export function instructionsOf(text: string): string {
  return JSON.stringify([textPart(text)]);
}

/** `gen_ai.input.messages` of an agent that was asked something. */
export function userMessage(text: string): string {
  return JSON.stringify([{ role: "user", parts: [textPart(text)] }]);
}

/** `gen_ai.output.messages` of an agent that replied. */
export function replyMessage(text: string): string {
  return JSON.stringify([{ role: "assistant", parts: [textPart(text)], finish_reason: "stop" }]);
}

/**
 * `gen_ai.output.messages` of a model call; `undefined` where nothing that it answered was captured. Text that was
 * captured and empty has no part of its own.
 */
export function answerMessage(step: ModelStep): string | undefined {
  const { text, reasoning, toolCalls, finishReason } = step;
  if (text === undefined && reasoning === undefined && toolCalls === undefined) return undefined;
  const parts: readonly Part[] = [
    ...(reasoning === undefined ? [] : [{ type: "reasoning", content: reasoning }]),
    ...(text === undefined || text === "" ? [] : [textPart(text)]),
    ...(toolCalls ?? []).map(callPart),
  ];
  // The schema wants a reason; "" says that none was captured.
  return JSON.stringify([{ role: "assistant", parts, finish_reason: finishReason ?? "" }]);
}

/** `gen_ai.tool.definitions` of a catalog. */
export function definitionsOf(
  catalog: readonly {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: JsonValue;
  }[],
): string {
  return JSON.stringify(catalog.map((tool) => ({ type: "function", ...tool })));
}

function textPart(content: string): Part {
  return { type: "text", content };
}

function callPart({ callId, name, arguments: values }: ToolRequest): Part {
  return {
    type: "tool_call",
    ...(callId !== undefined && { id: callId }),
    name,
    ...(values !== undefined && { arguments: values }),
  };
}
