import type { ModelCall } from "../../core/agent/agent.ts";
import {
  readCompletion,
  readCompletionStream,
  readErrorMessage,
  readOfferedTools,
  readSystemPrompt,
} from "../../core/agent/chat-completion.ts";
import { connectionFailure, httpFailure } from "../../core/agent/provider-failure.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import type { ModelStep, StepError } from "../../core/trace/session.ts";
import { elapsedMs, type TurnRecorder } from "./turn-recorder.ts";

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` that records chat-completions calls in the turn that is open when they are made.
 *
 * The agent reads the very bytes that came, when they came: a body is watched as the agent reads it
 * and never read ahead. What the agent does not read counts as not captured.
 */
export function recordingFetch(openTurn: () => TurnRecorder, fetchNow: Fetch = fetch): Fetch {
  return async (input, init) => {
    if (!isChatCompletion(input, init)) return fetchNow(input, init);
    const turn = openTurn();
    const body = init?.body;
    if (typeof body === "string") {
      turn.notePolicy(() => readSystemPrompt(body));
      turn.noteTools(() => readOfferedTools(body));
    }
    const call = new WatchedCall(turn, body);
    turn.add(() => call.step());
    let response: Response;
    try {
      response = await fetchNow(input, init);
    } catch (error) {
      call.broke(error, init?.signal ?? undefined);
      throw error;
    }
    return watchBody(response, call);
  };
}

function isChatCompletion(input: Parameters<Fetch>[0], init: RequestInit | undefined): boolean {
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  if (method.toUpperCase() !== "POST") return false;
  const url = input instanceof Request ? input.url : input instanceof URL ? input.href : input;
  return /\/chat\/completions\/?$/.test(url.split(/[?#]/, 1)[0] ?? "");
}

/** One model call under way. */
class WatchedCall {
  readonly #turn: TurnRecorder;
  readonly #requestBody: unknown;
  readonly #startedAtMs = Date.now();
  readonly #started = performance.now();
  readonly #decoder = new TextDecoder();
  #durationMs: number | undefined;
  #response: Response | undefined;
  #body = "";
  #isWhole = false;
  #isTooLong = false;
  #error: StepError | undefined;

  constructor(turn: TurnRecorder, requestBody: unknown) {
    this.#turn = turn;
    this.#requestBody = requestBody;
  }

  answered(response: Response): void {
    this.#response = response;
    this.#durationMs = elapsedMs(this.#started);
  }

  read(chunk: Uint8Array): void {
    this.#durationMs = elapsedMs(this.#started);
    if (this.#isTooLong) return;
    if (this.#turn.mayKeep(chunk.byteLength)) {
      this.#body += this.#decoder.decode(chunk, { stream: true });
    } else {
      this.#isTooLong = true;
      this.#body = "";
    }
  }

  ended(): void {
    this.#durationMs = elapsedMs(this.#started);
    this.#isWhole = true;
  }

  /** The connection broke, or the agent itself gave up: only the first is the provider's failure. */
  broke(error: unknown, signal: AbortSignal | undefined): void {
    this.#durationMs = elapsedMs(this.#started);
    const isAborted = signal?.aborted === true || nameOf(error) === "AbortError";
    this.#error = isAborted
      ? { type: "aborted", message: "the agent gave the call up" }
      : describeFailure(error);
  }

  step(): ModelStep {
    const call = this.#call();
    const model = call.model ?? this.#requestedModel();
    return {
      kind: "model",
      ...call,
      ...(model === undefined ? {} : { model }),
      startedAtMs: this.#startedAtMs,
      ...(this.#durationMs === undefined ? {} : { durationMs: this.#durationMs }),
    };
  }

  #call(): ModelCall {
    const status = this.#response?.status;
    if (status !== undefined && (status < 200 || status > 299)) {
      const message = readErrorMessage(this.#body) || this.#response?.statusText || "no message";
      return { error: { type: httpFailure(status), message } };
    }
    const error = this.#error === undefined ? {} : { error: this.#error };
    const type = this.#response?.headers.get("content-type") ?? "";
    if (type.includes("text/event-stream") && this.#body !== "") {
      return { ...readCompletionStream(this.#body), ...error };
    }
    return this.#isWhole && !this.#isTooLong ? { ...readCompletion(this.#body), ...error } : error;
  }

  /** Which model was asked, for a call whose answer does not say. */
  #requestedModel(): string | undefined {
    if (typeof this.#requestBody !== "string") return undefined;
    return /"model"\s*:\s*"([^"\\]{1,200})"/.exec(this.#requestBody)?.[1];
  }
}

function watchBody(response: Response, call: WatchedCall): Response {
  call.answered(response);
  if (response.body === null) {
    call.ended();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            call.ended();
            controller.close();
          } else {
            call.read(value);
            controller.enqueue(value);
          }
        } catch (error) {
          call.broke(error, undefined);
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const watched = new Response(body, response);
  // A constructed response has no address; clients log it.
  Object.defineProperty(watched, "url", { value: response.url });
  return watched;
}

const networkCode = /^(?:E[A-Z]+|EAI_[A-Z]+|UND_ERR_(?:SOCKET|RES_.+|.+_TIMEOUT))$/;

/**
 * `fetch failed` says nothing; the cause has the code, such as ECONNREFUSED. Without a code of the
 * network nothing was ever sent: a wrong address or a forbidden port is the agent's own mistake.
 */
function describeFailure(error: unknown): StepError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return {
    type: networkCode.test(code) ? connectionFailure : "request",
    message: describeThrown(cause),
  };
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
