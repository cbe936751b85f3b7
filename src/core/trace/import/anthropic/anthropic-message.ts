import type { ToolRequest } from "../../session.ts";
import { parseArguments } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, idField, isFields, textField } from "../fields.ts";
import { childPlace, type DropList, inside, type Place, type Reading } from "../imported.ts";
import type { AgentMessage, ChatMessage, ToolMessage } from "../messages/chat-message.ts";
import type { PlacedMessage } from "../messages/join-parts.ts";
import { readToolResult, typeOf } from "../messages/parts.ts";
import { readTimes } from "../messages/read-time.ts";
import { readUsage } from "../messages/usage.ts";

/** Blocks by which a message is known to be Anthropic's; text and images alone might be anybody's. */
const ownBlocks = /^(?:tool_use|thinking|redacted_thinking|.+_tool_use|(?:.+_)?tool_result)$/;

const envelopeKeys = ["id", "type", "role", "content", "model", "usage"] as const;
const stopKeys = ["stop_reason", "stop_sequence", "container", "context_management"] as const;

/** Whether a message is written in Anthropic's content blocks, or is an answer of its API. */
export function isAnthropicMessage(message: Fields): boolean {
  const { content } = message;
  if (!Array.isArray(content)) return false;
  return message["type"] === "message" && "stop_reason" in message
    ? true
    : content.some((block) => ownBlocks.test(typeOf(block)));
}

/**
 * Reads one message of the Anthropic Messages API. Results of tools come before the words in the same message, since
 * they answer what was said before.
 */
export function readAnthropicMessage(
  message: Fields,
  place: Place,
  drops: DropList,
): readonly PlacedMessage[] {
  dropOtherFields(message, [...envelopeKeys, ...stopKeys], place, drops);
  const blocks = new Blocks(drops);
  const at = childPlace(place, "content");
  const content: readonly unknown[] = Array.isArray(message["content"]) ? message["content"] : [];
  for (const [index, block] of content.entries()) blocks.read(block, childPlace(at, index));
  if (message["role"] === "assistant" || message["role"] === "ai") {
    return [
      { message: agentMessage(message, blocks, inside({ place, drops }, "usage")), place },
      ...blocks.answers,
    ];
  }
  for (const call of blocks.calls) drops.add(call.place, "tool call in a user's message");
  const isAnswerOnly = blocks.texts.length === 0 && blocks.answers.length > 0;
  if (isAnswerOnly) return blocks.answers;
  const text = blocks.texts.join("\n");
  const user: ChatMessage = { kind: "user", ...(blocks.texts.length > 0 && { text }) };
  return [...blocks.answers, { message: user, place }];
}

function agentMessage(
  message: Fields,
  { texts, thoughts, calls }: Blocks,
  reading: Reading,
): AgentMessage {
  const model = textField(message, "model");
  const usage = readUsage(message["usage"], reading);
  const finishReason = textField(message, "stop_reason");
  return {
    kind: "agent",
    text: texts.join("\n"),
    ...(thoughts.length > 0 && { reasoning: thoughts.join("\n") }),
    ...(calls.length > 0 && { toolCalls: calls.map(({ request }) => request) }),
    ...(model !== undefined && { model }),
    ...(usage !== undefined && { usage }),
    ...(finishReason !== undefined && { finishReason }),
  };
}

/** What blocks say that is read, or says no more: signatures of thoughts, settings of the cache. */
const blockKeys = [
  "type text thinking signature data source cache_control id name input caller",
  "tool_use_id content is_error started_at ended_at",
].flatMap((words) => words.split(" "));

/** The blocks of one message, sorted by what they say. */
class Blocks {
  readonly texts: string[] = [];
  readonly thoughts: string[] = [];
  readonly calls: { readonly request: ToolRequest; readonly place: Place }[] = [];
  readonly answers: { readonly message: ToolMessage; readonly place: Place }[] = [];
  readonly #drops: DropList;

  constructor(drops: DropList) {
    this.#drops = drops;
  }

  read(block: unknown, place: Place): void {
    if (typeof block === "string") this.texts.push(block);
    else if (isFields(block)) this.#readBlock(block, typeOf(block), place);
    else this.#drops.add(place, "part of a message without text");
  }

  #readBlock(block: Fields, type: string, place: Place): void {
    dropOtherFields(block, blockKeys, place, this.#drops);
    dropOddTexts(block, ["id", "tool_use_id"], place, this.#drops);
    const text = textField(block, type === "thinking" ? "thinking" : "text");
    if (type === "thinking" && text !== undefined) this.thoughts.push(text);
    else if (type === "redacted_thinking") this.#drops.add(place, "thoughts that are encrypted");
    else if (type.endsWith("tool_use")) this.#readCall(block, place);
    else if (type.endsWith("tool_result")) this.#readAnswer(block, place);
    else if (text !== undefined) this.texts.push(text);
    else this.#drops.add(place, "part of a message without text");
  }

  #readCall(block: Fields, place: Place): void {
    const name = textField(block, "name");
    if (name === undefined) {
      this.#drops.add(place, "tool call without a name");
      return;
    }
    const callId = idField(block, "id");
    const values = parseArguments(block["input"], childPlace(place, "input"), this.#drops);
    const request: ToolRequest = {
      ...(callId !== undefined && { callId }),
      name,
      ...(values !== undefined && { arguments: values }),
    };
    this.calls.push({ request, place });
  }

  #readAnswer(block: Fields, place: Place): void {
    const callId = idField(block, "tool_use_id");
    const result = readToolResult(block["content"], childPlace(place, "content"), this.#drops);
    const isError = block["is_error"] === true || typeOf(result).endsWith("_tool_result_error");
    const said = typeof result === "string" ? result : JSON.stringify(result ?? "");
    const message: ToolMessage = {
      kind: "tool",
      ...(callId !== undefined && { callId }),
      ...(result !== undefined && { result }),
      ...(isError && { error: { type: "tool-error", message: said } }),
      ...readTimes(block, { start: "started_at", end: "ended_at" }, { place, drops: this.#drops }),
    };
    this.answers.push({ message, place });
  }
}
