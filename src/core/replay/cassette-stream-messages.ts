import { isJsonObject, type JsonObject, type JsonValue } from "../trace/json.ts";
import { objectAt, objectsAt, textAt } from "./cassette-fields.ts";
import type { StreamEvent } from "./cassette-stream-event.ts";

/** An answer of Anthropic's Messages API as its events; `undefined` where the body is none. */
export function messagesStream(message: JsonObject): readonly StreamEvent[] | undefined {
  if (!Array.isArray(message["content"])) return undefined;
  const { stop_reason = null, stop_sequence = null, usage = {} } = message;
  const started = { ...message, content: [], stop_reason: null, stop_sequence: null };
  const events: JsonObject[] = [
    { type: "message_start", message: started },
    ...objectsAt(message, "content").flatMap((block, index) => eventsOfBlock(block, index)),
    { type: "message_delta", delta: { stop_reason, stop_sequence }, usage },
    { type: "message_stop" },
  ];
  return events.map((data) => ({ event: textAt(data, "type"), data }));
}

function eventsOfBlock(block: JsonObject, index: number): readonly JsonObject[] {
  const { start, deltas } = partsOf(block);
  return [
    { type: "content_block_start", index, content_block: start },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
}

function partsOf(block: JsonObject): {
  readonly start: JsonObject;
  readonly deltas: readonly JsonObject[];
} {
  switch (textAt(block, "type")) {
    case "text":
      return {
        start: { ...block, text: "" },
        deltas: [{ type: "text_delta", text: textAt(block, "text") }],
      };
    case "tool_use":
    case "server_tool_use":
      return {
        start: { ...block, input: {} },
        deltas: [{ type: "input_json_delta", partial_json: JSON.stringify(block["input"] ?? {}) }],
      };
    case "thinking": {
      const { signature, ...rest } = block;
      return {
        start: { ...rest, thinking: "", signature: "" },
        deltas: [
          { type: "thinking_delta", thinking: textAt(block, "thinking") },
          ...(signature === undefined ? [] : [{ type: "signature_delta", signature }]),
        ],
      };
    }
    default:
      return { start: block, deltas: [] };
  }
}

/** The answer that events are the parts of; `undefined` where the message never stopped. */
export function joinMessagesStream(events: readonly StreamEvent[]): JsonObject | undefined {
  let message: JsonObject | undefined;
  const blocks = new Map<JsonValue, BlockDraft>();
  let isStopped = false;
  for (const { data } of events) {
    if (!isJsonObject(data)) continue;
    const index = data["index"] ?? 0;
    switch (textAt(data, "type")) {
      case "message_start":
        message = objectAt(data, "message");
        break;
      case "content_block_start":
        blocks.set(index, { block: { ...objectAt(data, "content_block") }, json: "" });
        break;
      case "content_block_delta":
        addDelta(blocks.get(index), objectAt(data, "delta"));
        break;
      case "message_delta":
        message = message && {
          ...message,
          ...objectAt(data, "delta"),
          usage: { ...objectAt(message, "usage"), ...objectAt(data, "usage") },
        };
        break;
      case "message_stop":
        isStopped = true;
        break;
      case "error":
        return undefined;
    }
  }
  if (message === undefined || !isStopped) return undefined;
  const content: JsonObject[] = [];
  for (const draft of blocks.values()) {
    const block = wholeBlock(draft);
    if (block === undefined) return undefined;
    content.push(block);
  }
  return { ...message, content };
}

type BlockDraft = { readonly block: Record<string, JsonValue>; json: string };

function addDelta(draft: BlockDraft | undefined, delta: JsonObject): void {
  if (draft === undefined) return;
  const { block } = draft;
  switch (textAt(delta, "type")) {
    case "text_delta":
      block["text"] = textAt(block, "text") + textAt(delta, "text");
      break;
    case "thinking_delta":
      block["thinking"] = textAt(block, "thinking") + textAt(delta, "thinking");
      break;
    case "signature_delta":
      block["signature"] = textAt(block, "signature") + textAt(delta, "signature");
      break;
    case "citations_delta":
      block["citations"] = [...objectsAt(block, "citations"), delta["citation"] ?? null];
      break;
    case "input_json_delta":
      draft.json += textAt(delta, "partial_json");
      break;
  }
}

/** A tool's input comes as pieces of JSON; cut off, it is no block. */
function wholeBlock({ block, json }: BlockDraft): JsonObject | undefined {
  if (json === "") return block;
  try {
    const input: JsonValue = JSON.parse(json);
    return { ...block, input };
  } catch {
    return undefined;
  }
}
