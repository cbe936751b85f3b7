import type { JsonValue } from "../../json.ts";
import type { ToolRequest } from "../../session.ts";
import type { Message, ToolAnswer } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, isFields, textField } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { dialectOf, readMessages } from "../messages/read-message.ts";
import { asSpanMessages } from "../messages/span-messages.ts";
import { knownResult } from "./known-results.ts";

const roles: ReadonlyMap<string, Message["role"]> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
  ["ai", "assistant"],
  ["model", "assistant"],
  ["agent", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);

/** The role that a word stands for; `undefined` for one that no dialect uses. */
export function roleOf(word: string | undefined): Message["role"] | undefined {
  return word === undefined ? undefined : roles.get(word.toLowerCase());
}

/** What the parts of a message come to. */
type Parts = {
  readonly texts: string[];
  readonly reasoning: string[];
  readonly toolCalls: ToolRequest[];
  readonly toolResults: ToolAnswer[];
};

/**
 * Reads a message of the GenAI conventions: a role, parts, and in outputs a finish reason. One without parts is read as
 * any other chat message, since older instrumentations write those. Empty where it could not be read.
 */
export function readPartMessage(value: unknown, place: Place, drops: DropList): readonly Message[] {
  if (!isFields(value) || !Array.isArray(value["parts"])) {
    if (dialectOf(value) === undefined) {
      drops.add(place, "message without a role or parts");
      return [];
    }
    const messages = readMessages([value], () => place, drops);
    return asSpanMessages(messages.map(({ message }) => message));
  }
  const role = roleOf(textField(value, "role"));
  if (role === undefined) {
    drops.add(place, "message of an unknown role");
    return [];
  }
  const { texts, reasoning, toolCalls, toolResults } = readParts(value["parts"], place, drops);
  const finishReason = textField(value, "finish_reason");
  const isCaptured = texts.length > 0 || value["parts"].length === 0;
  return [
    {
      role,
      ...(isCaptured && role !== "tool" && { text: texts.join("\n") }),
      ...(reasoning.length > 0 && { reasoning: reasoning.join("\n") }),
      ...(toolCalls.length > 0 && { toolCalls }),
      ...withAnswers(role, toolResults, texts),
      ...(finishReason !== undefined && finishReason !== "" && { finishReason }),
    },
  ];
}

/** The text of `gen_ai.system_instructions`: parts, a text, or messages. */
export function readInstructions(
  value: unknown,
  place: Place,
  drops: DropList,
): string | undefined {
  if (typeof value === "string") return value;
  const list = Array.isArray(value) ? value : [value];
  const texts = list.flatMap((item: unknown) => {
    const parts = isFields(item) && Array.isArray(item["parts"]) ? item["parts"] : [item];
    return readParts(parts, place, drops).texts;
  });
  return texts.length === 0 ? undefined : texts.join("\n\n");
}

/** A tool's message whose result is written as text has it as its answer. */
function withAnswers(
  role: Message["role"],
  answers: readonly ToolAnswer[],
  texts: readonly string[],
): { readonly toolResults?: readonly ToolAnswer[] } {
  if (answers.length > 0) return { toolResults: answers };
  if (role !== "tool") return {};
  return { toolResults: texts.length === 0 ? [] : [{ result: texts.join("\n") }] };
}

function readParts(parts: readonly unknown[], place: Place, drops: DropList): Parts {
  const read: Parts = { texts: [], reasoning: [], toolCalls: [], toolResults: [] };
  const into: Into = { read, place, drops };
  for (const part of parts) {
    if (typeof part === "string") read.texts.push(part);
    else if (isFields(part)) readPart(part, into);
    else drops.add(place, "part of a message that is no object");
  }
  return read;
}

/** Where the parts of one message go. */
type Into = { readonly read: Parts; readonly place: Place; readonly drops: DropList };

function readPart(part: Fields, into: Into): void {
  const { read, place, drops } = into;
  switch (part["type"]) {
    case "tool_call":
      pushCall(part, part["arguments"], into);
      return;
    case "tool_call_response":
      pushAnswer(part, part["response"] ?? part["result"], into);
      return;
    case "server_tool_call":
      pushCall(part, part["server_tool_call"] ?? part["arguments"], into);
      return;
    case "server_tool_call_response": {
      const answer = part["server_tool_call_response"] ?? part["response"];
      pushAnswer(part, answer, into);
      return;
    }
    case "reasoning":
    case "thinking": {
      const thought = textField(part, "content") ?? textField(part, "text");
      if (thought === undefined) drops.add(place, "part of a message without text");
      else read.reasoning.push(thought);
      return;
    }
    default: {
      const isMedia = part["type"] === "blob" || part["type"] === "file" || part["type"] === "uri";
      const text = isMedia ? undefined : (textField(part, "content") ?? textField(part, "text"));
      if (text === undefined) drops.add(place, "part of a message without text");
      else read.texts.push(text);
    }
  }
}

function pushCall(part: Fields, values: unknown, { read, place, drops }: Into): void {
  const name = textField(part, "name");
  if (name === undefined) {
    drops.add(place, "tool call without a name");
    return;
  }
  dropOddTexts(part, ["id"], place, drops);
  const callId = textField(part, "id");
  const given =
    values === undefined || values === null ? undefined : parseArguments(values, place, drops);
  read.toolCalls.push({
    ...(callId !== undefined && { callId }),
    name,
    ...(given !== undefined && { arguments: given }),
  });
}

function pushAnswer(part: Fields, content: unknown, { read, place, drops }: Into): void {
  const callId = textField(part, "id");
  const name = textField(part, "name");
  const known = callId === undefined ? undefined : knownResult(callId, content);
  const result: JsonValue | undefined = known ?? parseToolContent(content, place, drops);
  read.toolResults.push({
    ...(callId !== undefined && { callId }),
    ...(name !== undefined && { name }),
    ...(result !== undefined && { result }),
    ...(part["is_error"] === true && { isError: true }),
  });
}
