import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../trace/json.ts";
import { textAt } from "./cassette-fields.ts";

/** A model request in the form in which two of them are compared. */
export type ModelRequest = {
  /** Below the base URL, such as `/chat/completions`. */
  readonly path: string;
  readonly body: JsonObject;
};

/** Fields of a body that say who asks, how the answer is sent or where it is kept, and nothing of what is asked. */
const volatileFields: ReadonlySet<string> = new Set([
  "metadata",
  "prompt_cache_key",
  "prompt_cache_retention",
  "safety_identifier",
  "seed",
  "service_tier",
  "store",
  "stream",
  "stream_options",
  "user",
]);

/** Fields of a message or a part of one that the provider makes up, or that change no meaning. */
const volatileParts: ReadonlySet<string> = new Set([
  "annotations",
  "cache_control",
  "encrypted_content",
  "logprobs",
  "signature",
  "status",
]);

const idFields: ReadonlySet<string> = new Set([
  "id",
  "call_id",
  "tool_call_id",
  "tool_use_id",
  "item_id",
  "previous_response_id",
]);

/** What a tool was given or gave: an `id` in it is content, not a name of the protocol's. */
const contentFields: ReadonlySet<string> = new Set(["input", "output", "source", "image_url"]);

/**
 * The comparable form of a request to a model: chat completions, Responses or Anthropic messages, or any other JSON.
 *
 * Volatile fields are gone, ids are numbered by their first appearance, text that stands in one part or in several is
 * one text, arguments are JSON instead of its text, tools are sorted by name, and `null` is as good as absent. The
 * form of a form is the form itself.
 */
export function comparableRequest(path: string, body: JsonObject): ModelRequest {
  const ids = new Map<string, string>();
  const known = comparablePath(path);
  return {
    path: known,
    body: mapFields(body, (key, value) => {
      if (volatileFields.has(key) || isNothing(value)) return undefined;
      return comparableField(key, known === "/responses" ? asItems(key, value) : value, ids);
    }),
  };
}

/** One text for one request, whatever the order of its fields. */
export function requestKey({ path, body }: ModelRequest): string {
  return `${path} ${canonicalJson(body)}`;
}

/** Which field of a body holds what was said so far; `undefined` where none does, as in a request for embeddings. */
export function transcriptField(body: JsonObject): "messages" | "input" | undefined {
  if (Array.isArray(body["messages"])) return "messages";
  return Array.isArray(body["input"]) ? "input" : undefined;
}

/** Providers differ in what stands before these, from `/v1` to the name of a deployment. */
const knownPath = /\/(?:chat\/completions|completions|responses|messages|embeddings)$/;

function comparablePath(path: string): string {
  const bare = path.replace(/[?#].*$/, "").replace(/\/+$/, "");
  return knownPath.exec(bare)?.[0] ?? bare.replace(/^\/v\d[\w.]*(?=\/)/, "");
}

function comparableField(key: string, value: JsonValue, ids: Map<string, string>): JsonValue {
  switch (key) {
    case "messages":
      return isJsonList(value) ? value.map((message) => comparablePart(message, ids)) : value;
    case "input":
      return comparableInput(value, ids);
    case "system":
      return joinedText(value) ?? comparablePart(value, ids);
    case "tools":
      return isJsonList(value) ? sortedTools(value) : value;
    case "previous_response_id":
      return typeof value === "string" ? numbered(value, ids) : value;
    default:
      return value;
  }
}

/** The Responses API takes a text, messages, or items of other types; an embedding's input is texts. */
function comparableInput(value: JsonValue, ids: Map<string, string>): JsonValue {
  if (!isJsonList(value)) return value;
  return value.map((item) => {
    const part = comparablePart(item, ids);
    if (!isJsonObject(part) || part["type"] !== "message" || part["role"] === undefined)
      return part;
    const { type: _, ...message } = part;
    return message;
  });
}

function comparablePart(value: JsonValue, ids: Map<string, string>): JsonValue {
  if (isJsonList(value)) return value.map((child) => comparablePart(child, ids));
  if (!isJsonObject(value)) return value;
  return mapFields(value, (key, child) => {
    if (volatileParts.has(key) || isNothing(child)) return undefined;
    if (idFields.has(key) && typeof child === "string") return numbered(child, ids);
    if (key === "arguments" && typeof child === "string") return parsedText(child);
    if (key === "content") return joinedText(child) ?? comparablePart(child, ids);
    return contentFields.has(key) ? child : comparablePart(child, ids);
  });
}

/** Takes the fields in the order of their names, so that ids get the same numbers from every client. */
function mapFields(
  value: JsonObject,
  map: (key: string, child: JsonValue) => JsonValue | undefined,
): JsonObject {
  const mapped = new Map<string, JsonValue | undefined>();
  for (const key of Object.keys(value).toSorted()) mapped.set(key, map(key, value[key] ?? null));
  return Object.fromEntries(
    Object.keys(value).flatMap((key): [string, JsonValue][] => {
      const child = mapped.get(key);
      return child === undefined ? [] : [[key, child]];
    }),
  );
}

/** The Responses API takes a bare text for one message of the user. */
function asItems(key: string, value: JsonValue): JsonValue {
  return key === "input" && typeof value === "string" ? [{ role: "user", content: value }] : value;
}

/** The text of a content that holds text alone, in one part or in several. */
function joinedText(content: JsonValue): string | undefined {
  if (!isJsonList(content)) return undefined;
  const texts = content.map((part) => {
    const isText = isJsonObject(part) && /^(?:input_|output_)?text$/.test(textAt(part, "type"));
    return isText && typeof part["text"] === "string" ? part["text"] : undefined;
  });
  return texts.some((text) => text === undefined) ? undefined : texts.join("");
}

/** Ids are made up anew in each session; what counts is which of them are the same. */
function numbered(id: string, ids: Map<string, string>): string {
  const known = ids.get(id);
  if (known !== undefined) return known;
  const number = `#${ids.size + 1}`;
  ids.set(id, number);
  return number;
}

function sortedTools(tools: readonly JsonValue[]): JsonValue {
  return tools
    .map((tool) => {
      if (!isJsonObject(tool)) return tool;
      const { cache_control: _, ...kept } = tool;
      return kept;
    })
    .toSorted((a, b) => (toolName(a) < toolName(b) ? -1 : toolName(a) > toolName(b) ? 1 : 0));
}

function toolName(tool: JsonValue): string {
  if (!isJsonObject(tool)) return "";
  const called = tool["function"];
  const name = called !== undefined && isJsonObject(called) ? called["name"] : tool["name"];
  return typeof name === "string" ? name : "";
}

function parsedText(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    // A text in a text stays one: it would be another value each time that it is parsed.
    return typeof value === "object" && value !== null ? value : text;
  } catch {
    // What a model wrote need not be JSON; then its text is what is compared.
    return text;
  }
}

function isNothing(value: JsonValue): boolean {
  return value === null || (isJsonList(value) && value.length === 0);
}
