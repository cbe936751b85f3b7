import type { ModelCall } from "../../core/agent/agent.ts";
import {
  readCompletion,
  readCompletionStream,
  readErrorMessage,
  readOfferedTools,
  readSystemPrompt,
} from "../../core/agent/chat-completion.ts";
import { connectionFailure, httpFailure, isUnbilled } from "../../core/agent/provider-failure.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import { callCost, type ModelPrice } from "../../core/trace/record/call-cost.ts";
import { captured } from "../../core/trace/record/wire-fields.ts";
import type { ModelStep, StepError, Usage } from "../../core/trace/session.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { PriceList } from "../../ports/price-list.ts";
import { elapsedMs, type TurnRecorder } from "./turn-recorder.ts";

type Fetch = typeof globalThis.fetch;

export type RecordingOptions = {
  /** Holds the calls to a budget. */
  readonly meter?: CallMeter | undefined;
  /** What models cost; without it a call has a cost only where its answer says so itself. */
  readonly prices?: PriceList | undefined;
};

/**
 * A `fetch` that records chat-completions calls in the turn that is open when they are made.
 *
 * The agent reads the very bytes that came, when they came: a body is watched as the agent reads it
 * and never read ahead. What the agent does not read counts as not captured. A call that is not to be paid for is
 * answered 402 and never sent; nothing of it is recorded.
 */
export function recordingFetch(
  openTurn: () => TurnRecorder,
  { meter, prices }: RecordingOptions = {},
): Fetch {
  const fetchNow = fetch;
  return async (input, init) => {
    if (!isChatCompletion(input, init)) return fetchNow(input, init);
    const turn = openTurn();
    const address = addressOf(input);
    const refusal = meter?.refuse();
    if (refusal !== undefined) return refused(refusal);
    const body = init?.body;
    if (typeof body === "string") {
      turn.notePolicy(() => readSystemPrompt(body));
      turn.noteTools(() => readOfferedTools(body));
    }
    const call = new WatchedCall(turn, body, {
      priceOf: (models) => prices?.priceOf(address, models),
      meter: meter?.isCapped === true ? meter : undefined,
    });
    turn.add(() => call.step());
    await prices?.load(address);
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
  const url = addressOf(input);
  return /\/chat\/completions\/?$/.test(url.split(/[?#]/, 1)[0] ?? "");
}

function addressOf(input: Parameters<Fetch>[0]): string {
  return input instanceof Request ? input.url : input instanceof URL ? input.href : input;
}

/** In the shape of a provider's own errors, with a status that clients do not try again. */
function refused(reason: string): Response {
  const message = `Tracegate lets no model call begin any more: ${reason}.`;
  const error = { message, type: "tracegate_budget", param: null, code: "BUDGET_EXCEEDED" };
  return Response.json({ error }, { status: 402 });
}

type Watching = {
  readonly priceOf: (models: readonly string[]) => ModelPrice | undefined;
  /** Told what the call took, once its answer was read to the end. */
  readonly meter: CallMeter | undefined;
};

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

  readonly #watching: Watching;

  constructor(turn: TurnRecorder, requestBody: unknown, watching: Watching) {
    this.#turn = turn;
    this.#requestBody = requestBody;
    this.#watching = watching;
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
    const { meter } = this.#watching;
    if (meter === undefined) return;
    const { usage, error } = this.step();
    if (error === undefined) meter.count(usage ?? {});
    else if (!isUnbilled(error)) meter.count(usage);
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
    const { usage, ...call } = this.#call();
    const model = call.model ?? this.#requestedModel();
    return {
      kind: "model",
      ...call,
      ...(usage !== undefined && { usage: this.#priced(usage, call.model) }),
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

  /** With its cost, where the answer does not say it, and was billed by the list. */
  #priced(usage: Usage, answeredBy: string | undefined): Usage {
    const tier = /"service_tier"\s*:\s*"([^"]{1,40})"/.exec(this.#body)?.[1];
    const { inputTokens, outputTokens, cachedInputTokens, costUsd } = usage;
    const asked = this.#requestedModel();
    const models = [answeredBy, asked].filter((name) => name !== undefined);
    const cost = callCost(
      captured({
        input: inputTokens,
        output: outputTokens,
        cacheRead: cachedInputTokens,
        costUsd,
        tier: tier === "default" || tier === "auto" ? undefined : tier,
      }),
      this.#watching.priceOf(models),
    );
    return cost === undefined ? usage : { ...usage, costUsd: cost };
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
