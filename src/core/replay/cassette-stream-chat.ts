import { isJsonObject, type JsonObject, type JsonValue } from "../trace/json.ts";
import { objectAt, objectsAt, textAt } from "./cassette-fields.ts";
import { type StreamEvent, streamEnd } from "./cassette-stream-event.ts";

/** A chat completion as the chunks that clients join to it; `undefined` where the body is none. */
export function chatStream(
  completion: JsonObject,
  hasUsage: boolean,
): readonly StreamEvent[] | undefined {
  const choices = objectsAt(completion, "choices");
  if (choices.length === 0) return undefined;
  const { choices: _, usage, ...head } = completion;
  const chunk = (of: readonly JsonValue[], more: JsonObject = {}): StreamEvent => ({
    data: { ...head, object: "chat.completion.chunk", choices: of, ...more },
  });
  const noUsage = hasUsage ? { usage: null } : {};
  return [
    ...choices.flatMap((choice, place) =>
      deltasOf(choice).map(({ delta, finish }) =>
        chunk([{ index: choice["index"] ?? place, delta, finish_reason: finish }], noUsage),
      ),
    ),
    ...(hasUsage ? [chunk([], { usage: usage ?? null })] : []),
    { data: streamEnd },
  ];
}

type Delta = { readonly delta: JsonObject; readonly finish: JsonValue };

function deltasOf(choice: JsonObject): readonly Delta[] {
  const { role = "assistant", tool_calls: _, ...said } = objectAt(choice, "message");
  const deltas: JsonObject[] = [{ role, content: said["content"] === null ? null : "" }];
  for (const [field, value] of Object.entries(said)) {
    if (value !== null && value !== "") deltas.push({ [field]: value });
  }
  for (const [index, call] of objectsAt(objectAt(choice, "message"), "tool_calls").entries()) {
    const { function: called, ...rest } = call;
    if (!isJsonObject(called)) {
      deltas.push({ tool_calls: [{ index, ...call }] });
      continue;
    }
    const { arguments: text = "", ...named } = called;
    deltas.push({ tool_calls: [{ index, ...rest, function: { ...named, arguments: "" } }] });
    deltas.push({ tool_calls: [{ index, function: { arguments: text } }] });
  }
  const last = { delta: {}, finish: choice["finish_reason"] ?? "stop" };
  return [...deltas.map((delta) => ({ delta, finish: null })), last];
}

/** The chat completion that chunks are the parts of; `undefined` where no choice came to its end. */
export function joinChatStream(events: readonly StreamEvent[]): JsonObject | undefined {
  const choices = new Map<number, ChoiceDraft>();
  let head: JsonObject = {};
  let usage: JsonValue | undefined;
  for (const { data } of events) {
    if (!isJsonObject(data)) continue;
    if (data["error"] !== undefined && data["error"] !== null) return undefined;
    const { choices: _, usage: told, ...rest } = data;
    head = { ...rest, ...head };
    usage = told ?? usage;
    for (const choice of objectsAt(data, "choices")) {
      const index = typeof choice["index"] === "number" ? choice["index"] : 0;
      const draft = choices.get(index) ?? { message: {}, calls: new Map(), finish: null };
      choices.set(index, draft);
      addDelta(draft, objectAt(choice, "delta"));
      draft.finish = choice["finish_reason"] ?? draft.finish;
    }
  }
  const drafts = [...choices].toSorted(([a], [b]) => a - b);
  if (drafts.length === 0 || drafts.some(([, { finish }]) => finish === null)) return undefined;
  return {
    ...head,
    object: "chat.completion",
    choices: drafts.map(([index, draft]) => ({
      index,
      message: messageOf(draft),
      finish_reason: draft.finish,
    })),
    ...(usage !== undefined && usage !== null && { usage }),
  };
}

type ChoiceDraft = {
  message: Record<string, JsonValue>;
  readonly calls: Map<number, Record<string, JsonValue>>;
  finish: JsonValue;
};

function addDelta({ message, calls }: ChoiceDraft, delta: JsonObject): void {
  for (const [key, value] of Object.entries(delta)) {
    if (key === "tool_calls" || value === null) continue;
    const before = message[key];
    const isText = typeof value === "string" && typeof before === "string";
    message[key] = isText && key !== "role" ? before + value : value;
  }
  for (const [place, part] of objectsAt(delta, "tool_calls").entries()) {
    const index = typeof part["index"] === "number" ? part["index"] : place;
    const known = calls.get(index);
    const { index: _, ...call } = part;
    calls.set(index, known === undefined ? { ...call } : joinCall(known, call));
  }
}

function joinCall(known: JsonObject, part: JsonObject): Record<string, JsonValue> {
  const before = objectAt(known, "function");
  const added = objectAt(part, "function");
  const text = textAt(before, "arguments") + textAt(added, "arguments");
  return { ...part, ...known, function: { ...added, ...before, arguments: text } };
}

function messageOf({ message, calls }: ChoiceDraft): JsonObject {
  const toolCalls = [...calls].toSorted(([a], [b]) => a - b).map(([, call]) => call);
  const content = message["content"];
  const isSilent = toolCalls.length > 0 && (content === undefined || content === "");
  return {
    ...message,
    content: isSilent ? null : (content ?? ""),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
  };
}
