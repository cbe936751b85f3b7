import { brokenConnection } from "../../core/agent/provider-failure.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import { printable } from "../../core/text/printable.ts";
import { readToolCatalog } from "../../core/trace/agent-facts.ts";
import { ownProvider } from "../../core/trace/record/call-cost.ts";
import { type ModelApi, modelApiOf } from "../../core/trace/record/model-api.ts";
import type { ReadRequest } from "../../core/trace/record/read-call.ts";
import type { ModelResponse } from "../../core/trace/record/wire-call.ts";
import { captured } from "../../core/trace/record/wire-fields.ts";
import { readWireRequest } from "../../core/trace/record/wire-readers.ts";
import { type Pricing, policyOf, tookOf, wireStep } from "../../core/trace/record/wire-step.ts";
import type { ModelStep, StepError } from "../../core/trace/session.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { PriceList } from "../../ports/price-list.ts";
import { elapsedMs, type TurnRecorder } from "./turn-recorder.ts";

type Fetch = typeof globalThis.fetch;

export type RecordingOptions = {
  /** Holds the calls to a budget. */
  readonly meter?: CallMeter | undefined;
  /** What models cost; without it a call has a cost only where its answer says so itself. */
  readonly prices?: PriceList | undefined;
  /** Where a scripted model or a cassette answers, without a slash at its end: what left no machine costs nothing. */
  readonly ownModelUrl?: string | undefined;
};

/**
 * A `fetch` that records model calls of the three APIs in the turn that is open when they are made.
 *
 * The agent reads the very bytes that came, when they came: a body is watched as the agent reads it
 * and never read ahead. What the agent does not read counts as not captured. A call that is not to be paid for is
 * answered 402 and never sent; nothing of it is recorded.
 */
export function recordingFetch(
  openTurn: () => TurnRecorder,
  { meter, prices, ownModelUrl }: RecordingOptions = {},
): Fetch {
  const fetchNow = fetch;
  return async (input, init) => {
    const asked = await modelRequestOf(input, init);
    if (asked === undefined) return fetchNow(input, init);
    const turn = openTurn();
    const { address } = asked;
    const refusal = meter?.refuse();
    if (refusal !== undefined) return refused(refusal);
    turn.notePolicy(() => asked.request && policyOf(asked.request));
    turn.noteTools(() => readToolCatalog(asked.request?.toolDefinitions));
    const isOwn = ownModelUrl !== undefined && address.startsWith(`${ownModelUrl}/`);
    const call = new WatchedCall(turn, {
      api: asked.api,
      provider: isOwn ? ownProvider : undefined,
      host: hostOf(address),
      pricing: {
        asked: asked.request?.model,
        priceOf: (_, models) => prices?.priceOf(address, models),
      },
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

type ModelRequest = {
  readonly api: ModelApi;
  readonly address: string;
  /** What its body says, where that can be read. */
  readonly request: ReadRequest | undefined;
};

/**
 * The request as a call of a model; nothing where it is none. `…/messages` and `…/responses` are other people's addresses
 * too: a body says that a model is asked, and one that cannot be read is believed where the whole path is the API's.
 */
async function modelRequestOf(
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
): Promise<ModelRequest | undefined> {
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  const address = addressOf(input);
  const path = address.split(/[?#]/, 1)[0] ?? "";
  const api = modelApiOf(method.toUpperCase(), path);
  if (api === undefined) return undefined;
  const body = await bodyOf(input, init);
  const request = body === undefined ? undefined : readWireRequest(api, body);
  const isCall =
    api === "chat-completions" ||
    (body === undefined ? /\/v1\/[a-z]+\/?$/.test(path) : request?.model !== undefined);
  return isCall ? { api, address, request } : undefined;
}

async function bodyOf(
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
): Promise<string | undefined> {
  const body = init?.body;
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const isInRequest = body == null && input instanceof Request && !input.bodyUsed;
  return isInRequest ? input.clone().text() : undefined;
}

function addressOf(input: Parameters<Fetch>[0]): string {
  return input instanceof Request ? input.url : input instanceof URL ? input.href : input;
}

/** The address itself where it is none. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : printable(address);
}

/** In the shape of a provider's own errors, with a status that clients do not try again. */
function refused(reason: string): Response {
  const message = `Tracegate lets no model call begin any more: ${reason}.`;
  const error = { message, type: "tracegate_budget", param: null, code: "BUDGET_EXCEEDED" };
  return Response.json({ error }, { status: 402 });
}

type Watching = {
  readonly api: ModelApi;
  readonly provider: string | undefined;
  /** Where it is asked. */
  readonly host: string;
  readonly pricing: Pricing;
  /** Told what the call took, once its answer was read to the end. */
  readonly meter: CallMeter | undefined;
};

/** One model call under way. */
class WatchedCall {
  readonly #turn: TurnRecorder;
  readonly #watching: Watching;
  readonly #startedAtMs = Date.now();
  readonly #started = performance.now();
  readonly #decoder = new TextDecoder();
  #durationMs: number | undefined;
  #response: Response | undefined;
  #body = "";
  #isWhole = false;
  #isTooLong = false;
  #error: StepError | undefined;

  constructor(turn: TurnRecorder, watching: Watching) {
    this.#turn = turn;
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
    const took = tookOf(this.step());
    if (took !== "nothing") meter.count(took.usage);
  }

  /** The connection broke, or the agent itself gave up: only the first is the provider's failure. */
  broke(error: unknown, signal: AbortSignal | undefined): void {
    this.#durationMs = elapsedMs(this.#started);
    const isAborted = signal?.aborted === true || nameOf(error) === "AbortError";
    this.#error = isAborted
      ? { type: "aborted", message: "the agent gave the call up" }
      : this.#describeFailure(error);
  }

  /**
   * `fetch failed` says nothing; the cause has the code, such as ECONNREFUSED. Without a code of the
   * network nothing was ever sent: a wrong address or a forbidden port is the agent's own mistake.
   */
  #describeFailure(error: unknown): StepError {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const { host } = this.#watching;
    return networkCode.test(code)
      ? brokenConnection(host, cause, { isAnswering: this.#response !== undefined })
      : { type: "request", message: describeThrown(cause) };
  }

  step(): ModelStep {
    const { api, provider, pricing } = this.#watching;
    const response = this.#seenResponse();
    const [startedAtMs, durationMs, failure] = [this.#startedAtMs, this.#durationMs, this.#error];
    const step = wireStep(captured({ api, provider, response, startedAtMs, failure }), pricing);
    return durationMs === undefined ? step : { ...step, durationMs };
  }

  /** Nothing where too little came of it to be read. */
  #seenResponse(): ModelResponse | undefined {
    if (this.#response === undefined) return undefined;
    const { status, statusText, headers, ok } = this.#response;
    const text = this.#body;
    if (!ok) return { status, body: { kind: "text", text: text || statusText } };
    const isStream = headers.get("content-type")?.includes("text/event-stream") === true;
    if (isStream && text !== "") return { status, body: { kind: "events", events: dataOf(text) } };
    const isRead = this.#isWhole && !this.#isTooLong;
    return isRead ? { status, body: { kind: "text", text } } : undefined;
  }
}

/** The data of server-sent events: model APIs write each on one line. */
function dataOf(stream: string): readonly string[] {
  const lines = stream.split(/\r\n|\n|\r/);
  return lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
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

const networkCode = /^(?:E[A-Z]+|EAI_[A-Z]+|HPE_.+|UND_ERR_(?:SOCKET|RES_.+|.+_TIMEOUT))$/;

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
