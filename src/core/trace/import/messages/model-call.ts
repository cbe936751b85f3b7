import { isJsonValue, type JsonValue } from "../../json.ts";
import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, isFields, isNothing, textField } from "../fields.ts";
import { childPlace, type DropList, inside, type Place } from "../imported.ts";
import { callSettings } from "./call-settings.ts";
import { firstText, typeOf } from "./parts.ts";
import { timeAt } from "./read-time.ts";
import { readModelInput, readModelOutput } from "./span-messages.ts";
import { readUsage } from "./usage.ts";

/** Which provider's API a logged model call went to. */
export type CallApi = "chat-log" | "openai-responses" | "anthropic";

/** A logged model call: what was sent, where that was logged, and what came back. */
export type ModelCall = {
  readonly api: CallApi;
  readonly request: Fields;
  readonly requestPlace: Place;
  readonly response: Fields;
  readonly responsePlace: Place;
  /** What holds both, and under which of its keys. */
  readonly record?: {
    readonly fields: Fields;
    readonly place: Place;
    readonly keys: readonly string[];
  };
};

const requestKeys = ["request", "body", "kwargs", "input"] as const;
/** Under what a request keeps what is said to the model. */
const inputKeys = ["messages", "input", "prompt"] as const;
const responseKeys = ["response", "output", "result", "completion"] as const;

/**
 * Finds a model call in a record: an answer of a provider's API, alone or beside what was sent, or what was sent
 * beside the error that came back. `undefined` where the record holds none.
 */
export function findModelCall(value: unknown, place: Place): ModelCall | undefined {
  if (!isFields(value)) return undefined;
  const alone = apiOf(value);
  if (alone !== undefined && typeof value["role"] !== "string") {
    return {
      api: alone,
      request: value,
      requestPlace: place,
      response: value,
      responsePlace: place,
    };
  }
  const requestKey = requestKeys.find((name) => isRequest(value[name]));
  const own = requestKey === undefined ? undefined : value[requestKey];
  const request = isFields(own) ? own : value;
  const requestPlace = requestKey === undefined ? place : childPlace(place, requestKey);
  for (const key of responseKeys) {
    const outer = value[key];
    if (!isFields(outer)) continue;
    // OpenAI's batches wrap the answer once more.
    const isWrapped = apiOf(outer) === undefined && isFields(outer["body"]);
    const response = isWrapped ? outer["body"] : outer;
    if (!isFields(response)) continue;
    const api = apiOf(response) ?? (hasFailed(response) ? apiAsked(own, response) : undefined);
    if (api === undefined) continue;
    const at = childPlace(place, key);
    return {
      api,
      request,
      requestPlace,
      response,
      responsePlace: isWrapped ? childPlace(at, "body") : at,
      record: {
        fields: value,
        place,
        keys: [key, ...(requestKey === undefined ? [] : [requestKey])],
      },
    };
  }
  const api = hasFailed(value) ? apiAsked(own, value) : undefined;
  if (api === undefined || requestKey === undefined) return undefined;
  const response = { error: value["error"] };
  const record = { fields: value, place, keys: [requestKey, "error"] };
  return { api, request, requestPlace, response, responsePlace: place, record };
}

/** Whether an answer is an error, as APIs and those who log them write it. */
function hasFailed({ error }: Fields): boolean {
  return typeof error === "string" ? error !== "" : isFields(error);
}

/** Which API a request was sent to whose answer is an error; `undefined` where nothing was logged of it. */
function apiAsked(request: unknown, response: Fields): CallApi | undefined {
  if (!isFields(request)) return undefined;
  if (response["type"] === "error") return "anthropic";
  return "input" in request ? "openai-responses" : "chat-log";
}

/** By what an answer of each API is known. */
function apiOf(response: Fields): CallApi | undefined {
  if (response["object"] === "response" && Array.isArray(response["output"]))
    return "openai-responses";
  const { choices } = response;
  if (Array.isArray(choices) && choices.length > 0 && choices.every(isChoice)) return "chat-log";
  const isMessage = typeOf(response) === "message" && response["role"] === "assistant";
  return isMessage && Array.isArray(response["content"]) ? "anthropic" : undefined;
}

function isChoice(value: unknown): boolean {
  return isFields(value) && isFields(value["message"]);
}

function isRequest(value: unknown): boolean {
  return isFields(value) && inputKeys.some((key) => key in value);
}

/** What is read of an answer and of a request, or says no more than what is read. */
const answerKeys = [
  ...callSettings,
  "choices",
  "output",
  "content",
  "error",
  "incomplete_details",
  "instructions",
];
const requestOwn = [...inputKeys, "system", "instructions"];
/** Under what a log says when it was written, and which record it is. */
const timeKeys = ["timestamp", "created_at", "createdAt", "created", "time"] as const;
const recordIds = ["id", "custom_id", "object"] as const;

/** What one call looks like as a span, and what its API keeps on its side. */
export type CallSpan = {
  readonly span: Span;
  /** The answer that this call goes on from; its messages were not sent again. */
  readonly previousId?: string;
};

/** Reads a model call as a span; `id` stands in where the answer has none. */
export function readModelCall(call: ModelCall, id: string, drops: DropList): CallSpan {
  const { api, request, requestPlace, response, responsePlace, record } = call;
  const [key, value] = answerOf(api, response);
  reportBeside(call, drops);
  const spanId = textField(response, "id") ?? id;
  const policy = firstText({ ...response, ...request }, ["instructions", "system"]);
  const system = policy ?? textOfBlocks(request["system"]);
  const said = Object.fromEntries(
    inputKeys.flatMap((name) => (name in request ? [[name, request[name]]] : [])),
  );
  const input = isNothing(said) ? undefined : readModelInput(said, requestPlace, drops);
  const output = readModelOutput(
    value,
    key === "" ? responsePlace : childPlace(responsePlace, key),
    drops,
  );
  const model = textField(response, "model") ?? textField(request, "model");
  const usage = readUsage(response["usage"], inside({ place: responsePlace, drops }, "usage"));
  const startedAtMs =
    timeAt(response, ["created", "created_at"], { place: responsePlace, drops }) ??
    (record && timeAt(record.fields, timeKeys, { place: record.place, drops }));
  const tools = [request["tools"], response["tools"]].find(isTools);
  const finishReason = firstText(response, ["stop_reason"]);
  const previousId = firstText({ ...response, ...request }, ["previous_response_id"]);
  const sessionId = sessionOf(request) ?? sessionOf(response);
  const failure = readFailure(response);
  return {
    span: {
      kind: "model",
      name: model ?? "model",
      traceId: spanId,
      spanId,
      place: responsePlace,
      provider: api === "anthropic" ? "anthropic" : "openai",
      ...(textField(response, "id") !== undefined && { responseId: spanId }),
      ...(system !== undefined && { systemInstructions: system }),
      ...(input !== undefined && { input }),
      ...(output !== undefined && { output }),
      ...(model !== undefined && { model }),
      ...(usage !== undefined && { usage }),
      ...(startedAtMs !== undefined && { startedAtMs }),
      ...(tools !== undefined && { toolDefinitions: tools }),
      ...(finishReason !== undefined && { finishReason }),
      ...(sessionId !== undefined && { sessionId }),
      ...(failure !== undefined && { error: failure }),
    },
    ...(previousId !== undefined && { previousId }),
  };
}

/** Reports what stands in a call, and beside it, that a session has no place for. */
function reportBeside(call: ModelCall, drops: DropList): void {
  const { request, requestPlace, response, responsePlace, record } = call;
  const isAlone = request === response;
  dropOtherFields(response, [...answerKeys, ...(isAlone ? requestOwn : [])], responsePlace, drops);
  const texts = ["model", "instructions", "previous_response_id", "stop_reason"];
  dropOddTexts(response, ["id", ...texts], responsePlace, drops);
  if (!isAlone) dropOddTexts(request, texts, requestPlace, drops);
  if (record === undefined) return;
  const asked = [...callSettings, ...requestOwn];
  const isFlat = request === record.fields;
  const around = [...record.keys, ...timeKeys, ...recordIds, ...(isFlat ? asked : [])];
  dropOtherFields(record.fields, around, record.place, drops);
  if (!isFlat) dropOtherFields(request, asked, requestPlace, drops);
}

function answerOf(api: CallApi, response: Fields): readonly [string, unknown] {
  switch (api) {
    case "openai-responses":
      return ["output", response["output"]];
    case "chat-log":
      return ["choices", response["choices"]];
    case "anthropic": {
      const { role, content } = response;
      return ["", content === undefined ? undefined : { role, content }];
    }
  }
}

function readFailure({ error, status, incomplete_details: details }: Fields): Span["error"] {
  if (typeof error === "string" && error !== "") return { type: "error", message: error };
  if (isFields(error)) {
    const message = textField(error, "message") ?? JSON.stringify(error);
    return { type: firstText(error, ["type", "code"]) ?? "error", message };
  }
  if (status !== "failed" && status !== "incomplete") return undefined;
  const why = isFields(details) ? textField(details, "reason") : undefined;
  return {
    type: why ?? status,
    message: `The response is ${status}${why === undefined ? "" : `: ${why}`}.`,
  };
}

/** What the caller wrote down to find the session again, or the provider's own conversation. */
function sessionOf({ metadata, conversation }: Fields): string | undefined {
  const named = isFields(metadata)
    ? firstText(metadata, ["session_id", "conversation_id", "thread_id"])
    : undefined;
  return (
    named ??
    (isFields(conversation) ? textField(conversation, "id") : undefined) ??
    (typeof conversation === "string" ? conversation : undefined)
  );
}

/** Anthropic's system prompt may be a list of text blocks. */
function textOfBlocks(system: unknown): string | undefined {
  if (!Array.isArray(system)) return undefined;
  const texts = system.flatMap((block) =>
    isFields(block) ? (textField(block, "text") ?? []) : [],
  );
  return texts.length === 0 ? undefined : texts.join("\n");
}

function isTools(value: unknown): value is JsonValue {
  return Array.isArray(value) && value.length > 0 && isJsonValue(value);
}
