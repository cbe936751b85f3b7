import { isJsonObject, isJsonValue, type JsonObject, type JsonValue } from "../trace/json.ts";
import type { ModelApi } from "../trace/record/model-api.ts";
import type { ModelResponse, WireCall } from "../trace/record/wire-call.ts";
import type { Cassette, CassetteCall, ModelAnswer } from "./cassette.ts";
import { comparableRequest } from "./cassette-request.ts";
import { answerOfStream } from "./cassette-stream.ts";

const paths: Readonly<Record<ModelApi, string>> = {
  "chat-completions": "/chat/completions",
  responses: "/responses",
  messages: "/messages",
};

/** Answers that a client waits for and asks again: replayed, they would only cost time. */
const transient: ReadonlySet<number> = new Set([401, 403, 408, 409, 425, 429]);

type Kept = { readonly startedAtMs: number; readonly call: CassetteCall };

/** Why model calls are not in a cassette, and how many for each reason. */
export type LeftOut = { readonly reason: string; readonly calls: number };

/** Collects the model calls of one session for a cassette. */
export class CassetteRecording {
  readonly #kept: Kept[] = [];
  readonly #leftOut = new Map<string, number>();

  /** Takes one model call as it went over the wire. Never throws: what no cassette can hold is counted. */
  add(call: WireCall): void {
    const read = readCall(call);
    if (typeof read === "string") this.#leftOut.set(read, (this.#leftOut.get(read) ?? 0) + 1);
    else this.#kept.push({ startedAtMs: call.startedAtMs, call: read });
  }

  /** In the order in which the calls began. */
  cassette(): Cassette {
    const sorted = this.#kept.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
    return { calls: sorted.map(({ call }) => call) };
  }

  /** Calls that were made and that no cassette can hold; in the order in which the reasons were met. */
  leftOut(): readonly LeftOut[] {
    return [...this.#leftOut].map(([reason, calls]) => ({ reason, calls }));
  }
}

/** The call as a cassette keeps it, or why it cannot. */
function readCall({ api, request, response, failure }: WireCall): CassetteCall | string {
  if (request === undefined) return "the request was too long to keep";
  const body = parse(request);
  if (body === undefined || !isJsonObject(body)) return "the request is no JSON object";
  if (response === undefined) return failure?.message ?? "no answer came";
  if (failure !== undefined) return `the answer is not whole: ${failure.message}`;
  const path = paths[api];
  const answer = readAnswer(path, response);
  return typeof answer === "string" ? answer : { request: comparableRequest(path, body), answer };
}

function readAnswer(path: string, { status, body }: ModelResponse): ModelAnswer | string {
  if (status < 200 || status >= 500 || (status >= 300 && status < 400) || transient.has(status)) {
    return `the answer was ${status}, which a client does not take for an answer`;
  }
  switch (body.kind) {
    case "not-captured":
      return `the answer was not captured: ${body.reason}`;
    case "text": {
      const answer = parse(body.text);
      return answer === undefined ? "the answer is no JSON" : { status, body: answer };
    }
    case "events": {
      const whole = joined(path, body.events);
      return whole === undefined
        ? "the answer's stream did not come to its end"
        : { status, body: whole };
    }
  }
}

function joined(path: string, events: readonly string[]): JsonObject | undefined {
  return answerOfStream(
    path,
    events.flatMap((text) => {
      const data = parse(text);
      return data === undefined ? [] : [{ data }];
    }),
  );
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonValue(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
