import { httpFailure } from "../../agent/provider-failure.ts";
import type { StepError } from "../session.ts";
import {
  readMessagesAnswer,
  readMessagesRequest,
  readMessagesStream,
} from "./anthropic-messages.ts";
import { readChatAnswer, readChatRequest, readChatStream } from "./chat-completions.ts";
import type { ModelApi } from "./model-api.ts";
import type { ReadAnswer, ReadRequest } from "./read-call.ts";
import { readResponse, readResponseStream, readResponsesRequest } from "./responses.ts";
import type { ResponseBody, WireCall } from "./wire-call.ts";
import { beginningOf, parseFields, readProviderError } from "./wire-fields.ts";

type Reader = {
  readonly request: (body: Readonly<Record<string, unknown>>) => ReadRequest;
  readonly answer: (body: Readonly<Record<string, unknown>>) => ReadAnswer;
  readonly stream: (events: readonly string[]) => ReadAnswer | undefined;
};

const readers: Readonly<Record<ModelApi, Reader>> = {
  "chat-completions": { request: readChatRequest, answer: readChatAnswer, stream: readChatStream },
  responses: { request: readResponsesRequest, answer: readResponse, stream: readResponseStream },
  messages: {
    request: readMessagesRequest,
    answer: readMessagesAnswer,
    stream: readMessagesStream,
  },
};

/** What a request's body says; `undefined` where it is no JSON object. */
export function readWireRequest(api: ModelApi, body: string): ReadRequest | undefined {
  const fields = parseFields(body);
  return fields && readers[api].request(fields);
}

/** What came as an answer, an error where it is none; empty where nothing came or was kept. Never throws for what it holds. */
export function readWireAnswer({ api, response }: Pick<WireCall, "api" | "response">): ReadAnswer {
  if (response === undefined) return {};
  const reader = readers[api];
  const { status, body } = response;
  if (status < 200 || status > 299) {
    return { error: { type: httpFailure(status), message: errorMessage(body) } };
  }
  switch (body.kind) {
    case "not-captured":
      return {};
    case "events":
      return reader.stream(body.events) ?? { error: malformed(body.events.join(" ")) };
    case "text": {
      const whole = parseFields(body.text);
      if (whole === undefined) return { error: malformed(body.text) };
      const answer = reader.answer(whole);
      const isOne = answer.output !== undefined || answer.error !== undefined || isLater(answer);
      return isOne ? answer : { ...answer, error: malformed(body.text) };
    }
  }
}

/** An answer of the Responses API that is made in the background and fetched later. */
function isLater({ finishReason }: ReadAnswer): boolean {
  return finishReason === "queued" || finishReason === "in_progress";
}

function errorMessage(body: ResponseBody): string {
  if (body.kind === "not-captured") return body.reason;
  const text = body.kind === "events" ? body.events.join("\n") : body.text;
  const fields = parseFields(text);
  return (fields && readProviderError(fields)?.message) ?? (beginningOf(text) || "no message");
}

function malformed(text: string): StepError {
  const start = beginningOf(text, 120);
  return {
    type: "malformed",
    message: start === "" ? "the answer is empty" : `the answer cannot be read: ${start}`,
  };
}
