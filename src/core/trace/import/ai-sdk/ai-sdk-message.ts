import type { JsonValue } from "../../json.ts";
import type { ToolRequest } from "../../session.ts";
import type { Message, ToolAnswer } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { roleOf } from "../otlp/part-message.ts";

/** Reads a message of the AI SDK: text, or parts in its own words. Empty where it could not be read. */
export function readAiSdkMessage(
  value: unknown,
  place: Place,
  drops: DropList,
): readonly Message[] {
  const role = isFields(value) ? roleOf(textField(value, "role")) : undefined;
  if (!isFields(value) || role === undefined) {
    drops.add(place, "message of an unknown role");
    return [];
  }
  const { content } = value;
  if (typeof content === "string") {
    return [
      role === "tool" ? { role, toolResults: [{ result: content }] } : { role, text: content },
    ];
  }
  if (!Array.isArray(content)) {
    drops.add(place, "message without content");
    return [];
  }
  const texts: string[] = [];
  const reasoning: string[] = [];
  const toolCalls: ToolRequest[] = [];
  const toolResults: ToolAnswer[] = [];
  for (const part of content) {
    const type = isFields(part) ? part["type"] : undefined;
    const text = isFields(part) ? textField(part, "text") : undefined;
    if (isFields(part) && type === "tool-call") {
      toolCalls.push(...readToolCall(part, place, drops));
    } else if (isFields(part) && type === "tool-result") {
      toolResults.push(readToolResult(part, place, drops));
    } else if (text !== undefined && type === "reasoning") reasoning.push(text);
    else if (text !== undefined && type === "text") texts.push(text);
    else drops.add(place, "part of a message without text");
  }
  const isCaptured = texts.length > 0 || content.length === 0;
  return [
    {
      role,
      ...(isCaptured && role !== "tool" && { text: texts.join("\n") }),
      ...(reasoning.length > 0 && { reasoning: reasoning.join("\n") }),
      ...(toolCalls.length > 0 && { toolCalls }),
      ...(toolResults.length > 0 && { toolResults }),
    },
  ];
}

/** Reads `{toolCallId, toolName, input}`; older versions wrote `args`. */
export function readToolCall(
  value: unknown,
  place: Place,
  drops: DropList,
): readonly ToolRequest[] {
  const name = isFields(value) ? textField(value, "toolName") : undefined;
  if (!isFields(value) || name === undefined) {
    drops.add(place, "tool call without a name");
    return [];
  }
  const callId = textField(value, "toolCallId");
  const values = parseArguments(value["input"] ?? value["args"], place, drops);
  return [
    {
      ...(callId !== undefined && { callId }),
      name,
      ...(values !== undefined && { arguments: values }),
    },
  ];
}

function readToolResult(part: Fields, place: Place, drops: DropList): ToolAnswer {
  const callId = textField(part, "toolCallId");
  const name = textField(part, "toolName");
  const { output } = part;
  const type = isFields(output) ? textField(output, "type") : undefined;
  const isWrapped = isFields(output) && type !== undefined && "value" in output;
  const content = isWrapped ? output["value"] : (output ?? part["result"]);
  const result: JsonValue | undefined = parseToolContent(content, place, drops);
  const isError = part["isError"] === true || (isWrapped && type.startsWith("error-"));
  return {
    ...(callId !== undefined && { callId }),
    ...(name !== undefined && { name }),
    ...(result !== undefined && { result }),
    ...(isError && { isError }),
  };
}
