import type { JsonValue } from "../../json.ts";
import type { ToolRequest } from "../../session.ts";
import type { Message } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import { isNothing } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import type { AttributeTree } from "../otlp/attribute-tree.ts";
import { roleOf } from "../otlp/part-message.ts";

/** Reads `llm.input_messages.N.message.*` and its like. */
export function readFlatMessages(
  items: readonly AttributeTree[],
  place: Place,
  drops: DropList,
): readonly Message[] {
  return items.flatMap((item) => readMessage(item.at("message") ?? item, place, drops));
}

function readMessage(node: AttributeTree, place: Place, drops: DropList): readonly Message[] {
  const role = roleOf(node.text("role"));
  if (role === undefined) {
    drops.add(place, "message of an unknown role");
    return [];
  }
  const toolCalls = readCalls(node, place, drops);
  const contents = readContents(node, place, drops);
  const content = node.value("content");
  const plain = typeof content === "object" && content !== null ? undefined : node.text("content");
  const text = plain ?? contents.text;
  if (text === undefined && role !== "tool" && !isNothing(content))
    drops.add(place, "content of a message that is no text");
  if (role === "tool") {
    const callId = node.text("tool_call_id");
    const name = node.text("name");
    const result: JsonValue | undefined = parseToolContent(plain ?? content ?? text, place, drops);
    const answer = {
      ...(callId !== undefined && { callId }),
      ...(name !== undefined && { name }),
      ...(result !== undefined && { result }),
    };
    return [{ role, toolResults: [answer] }];
  }
  return [
    {
      role,
      ...(text !== undefined && { text }),
      ...(contents.reasoning !== undefined && { reasoning: contents.reasoning }),
      ...(toolCalls.length > 0 && { toolCalls }),
    },
  ];
}

/** Messages of several parts: `contents.N.message_content.{type,text}`. */
function readContents(
  node: AttributeTree,
  place: Place,
  drops: DropList,
): { readonly text?: string; readonly reasoning?: string } {
  const parts = node.items("contents").map((item) => item.at("message_content") ?? item);
  const texts: string[] = [];
  const reasoning: string[] = [];
  for (const part of parts) {
    const type = part.text("type") ?? "text";
    const text = part.text("text") ?? part.text("reasoning");
    if (text === undefined) {
      if (!/tool/.test(type)) drops.add(place, "part of a message without text");
    } else if (/reasoning|thinking/.test(type)) reasoning.push(text);
    else texts.push(text);
  }
  return {
    ...(texts.length > 0 && { text: texts.join("\n") }),
    ...(reasoning.length > 0 && { reasoning: reasoning.join("\n") }),
  };
}

function readCalls(node: AttributeTree, place: Place, drops: DropList): readonly ToolRequest[] {
  const calls = node.items("tool_calls").flatMap((item) => {
    const call = item.at("tool_call") ?? item;
    const name = call.text("function.name") ?? call.text("name");
    const callId = call.text("id");
    if (name === undefined) {
      drops.add(place, "tool call without a name");
      return [];
    }
    const values = call.value("function.arguments") ?? call.value("arguments");
    return [requestOf({ name, values, callId, place, drops })];
  });
  const legacy = node.text("function_call_name");
  if (legacy === undefined) return calls;
  const values = node.value("function_call_arguments_json");
  return [...calls, requestOf({ name: legacy, values, callId: undefined, place, drops })];
}

function requestOf({
  name,
  values,
  callId,
  place,
  drops,
}: {
  readonly name: string;
  readonly values: JsonValue | undefined;
  readonly callId: string | undefined;
  readonly place: Place;
  readonly drops: DropList;
}): ToolRequest {
  const given = values === undefined ? undefined : parseArguments(values, place, drops);
  return {
    ...(callId !== undefined && callId !== "" && { callId }),
    name,
    ...(given !== undefined && { arguments: given }),
  };
}
