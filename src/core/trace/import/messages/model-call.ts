import { isJsonValue, type JsonValue } from "../../json.ts";
import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import { childPlace, type DropList, inside, type Place } from "../imported.ts";
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
};

const requestKeys = ["request", "body", "kwargs", "input"] as const;
const responseKeys = ["response", "output", "result", "completion"] as const;

/**
 * Finds a model call in a record: an answer of a provider's API, alone or beside what was sent. `undefined` where the
 * record holds none.
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
  for (const key of responseKeys) {
    const outer = value[key];
    if (!isFields(outer)) continue;
    // OpenAI's batches wrap the answer once more.
    const isWrapped = apiOf(outer) === undefined && isFields(outer["body"]);
    const response = isWrapped ? outer["body"] : outer;
    const api = isFields(response) ? apiOf(response) : undefined;
    if (!isFields(response) || api === undefined) continue;
    const requestKey = requestKeys.find((name) => isRequest(value[name]));
    const request = requestKey === undefined ? value : value[requestKey];
    const at = childPlace(place, key);
    return {
      api,
      request: isFields(request) ? request : {},
      requestPlace: requestKey === undefined ? place : childPlace(place, requestKey),
      response,
      responsePlace: isWrapped ? childPlace(at, "body") : at,
    };
  }
  return undefined;
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
  return isFields(value) && ["messages", "input", "prompt"].some((key) => key in value);
}

/** What one call looks like as a span, and what its API keeps on its side. */
export type CallSpan = {
  readonly span: Span;
  /** The answer that this call goes on from; its messages were not sent again. */
  readonly previousId?: string;
};

/** Reads a model call as a span; `id` stands in where the answer has none. */
export function readModelCall(call: ModelCall, id: string, drops: DropList): CallSpan {
  const { api, request, requestPlace, response, responsePlace } = call;
  const spanId = textField(response, "id") ?? id;
  const policy = firstText({ ...response, ...request }, ["instructions", "system"]);
  const system = policy ?? textOfBlocks(request["system"]);
  const said = { ...request, system: undefined, instructions: undefined };
  const hasInput = ["messages", "input", "prompt"].some((key) => key in said);
  const input = hasInput ? readModelInput(said, requestPlace, drops) : undefined;
  const [key, value] = answerOf(api, response);
  const output = readModelOutput(
    value,
    key === "" ? responsePlace : childPlace(responsePlace, key),
    drops,
  );
  const model = textField(response, "model") ?? textField(request, "model");
  const usage = readUsage(response["usage"], inside({ place: responsePlace, drops }, "usage"));
  const startedAtMs = timeAt(response, ["created", "created_at"], { place: responsePlace, drops });
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

function answerOf(api: CallApi, response: Fields): readonly [string, unknown] {
  switch (api) {
    case "openai-responses":
      return ["output", response["output"]];
    case "chat-log":
      return ["choices", response["choices"]];
    case "anthropic": {
      const { role, content } = response;
      return ["", { role, content }];
    }
  }
}

function readFailure({ error, status, incomplete_details: details }: Fields): Span["error"] {
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
