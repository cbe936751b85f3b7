import type { IncomingMessage, ServerResponse } from "node:http";
import { printable } from "../../core/text/printable.ts";
import { ownProvider } from "../../core/trace/record/call-cost.ts";
import type { ModelApi } from "../../core/trace/record/model-api.ts";
import { modelApiOf } from "../../core/trace/record/model-api.ts";
import {
  type PlacedCall,
  parseTraceparent,
  placeCall,
} from "../../core/trace/record/place-call.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { MountTools, ToolMount } from "../../ports/offered-tools.ts";
import type { RecorderEndpoint, RecorderStart } from "../../ports/recorder.ts";
import { sendJson } from "../loopback/send-json.ts";
import { CaptureSession } from "./capture-session.ts";
import type { EndpointUrls } from "./child-environment.ts";
import { childEnvironment } from "./child-environment.ts";
import { forwardRequest } from "./forward-request.ts";
import type { MeteredCalls } from "./metered-calls.ts";
import { largestBody, largestBodyText, ModelCall } from "./model-call.ts";
import type { ModelPrices } from "./model-prices.ts";
import { offerTools } from "./offer-tools.ts";
import { receiveOtlp } from "./otlp-receiver.ts";
import { readRequestBody } from "./read-request.ts";
import type { CallTrace } from "./recorded-calls.ts";
import { ReportedSpans, type TakenExport } from "./reported-spans.ts";
import { sendProblem } from "./send-problem.ts";
import { type ExportHabit, SpanArrivals } from "./span-arrivals.ts";
import { answerToolCall } from "./tools-endpoint.ts";
import type { UpstreamAgents } from "./upstream-agents.ts";
import { knownProvider, type Provider, upstreamUrl } from "./upstream-url.ts";

/** What all endpoints of a recorder share. */
export type EndpointHost = {
  readonly upstreams: Readonly<Record<Provider, string>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly agents: UpstreamAgents;
  readonly prices: ModelPrices;
  readonly metered: MeteredCalls;
  readonly habit: ExportHabit;
  readonly onModelCall?: ((call: ModelCall) => void) | undefined;
  /** Serves the recorded tools of the sessions to clients that speak a protocol of their own. */
  readonly mountTools?: MountTools | undefined;
  readonly onClose: (endpoint: Endpoint) => void;
};

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** How many ids and traces of ended sessions an endpoint remembers, so that what is late goes to no other one. */
const mostEnded = 2000;

/** The addresses of one agent process or service, and the sessions that are open on it. */
export class Endpoint implements RecorderEndpoint {
  readonly environment: Readonly<Record<string, string>>;
  readonly #host: EndpointHost;
  readonly #arrivals: SpanArrivals;
  readonly #reported = new ReportedSpans();
  readonly #sessions = new Set<CaptureSession>();
  /** Ids and traces of ended sessions, the oldest first. */
  readonly #ended = new Set<string>();
  /** Whether a session had a model of its own: a call that belongs to none must then not reach a live one. */
  #hasOwnModels = false;
  /** Of the newest session, for calls that come when none is open any more. */
  #meter: CallMeter | undefined;
  readonly #mount: ToolMount | undefined;

  constructor(urls: EndpointUrls, host: EndpointHost) {
    this.#host = host;
    const offered = offerTools((headers) => {
      const placed = this.#place({ headers });
      return placed.kind === "placed" ? placed.session : undefined;
    });
    this.#mount = host.mountTools?.(() => offered);
    this.#arrivals = new SpanArrivals(host.habit);
    this.environment = childEnvironment(urls, host.environment);
  }

  openSession(start: RecorderStart): CaptureSession {
    const session = new CaptureSession(start, {
      arrivals: this.#arrivals,
      prices: this.#host.prices,
      reported: (of) => this.#reported.of(of),
      unread: () => this.#reported.dropped,
      onClose: (ended) => this.#end(ended),
    });
    this.#sessions.add(session);
    this.#meter = start.meter;
    this.#hasOwnModels ||= session.modelBaseUrl !== undefined;
    return session;
  }

  async close(): Promise<void> {
    for (const session of this.#sessions) this.#end(session);
    this.#host.onClose(this);
    await this.#mount?.close();
  }

  /** Answers one request to this endpoint; `path` is what follows its own part, with the query. */
  async serve(path: string, { request, response }: Exchange): Promise<void> {
    const [, area = "", rest = ""] = /^\/([a-z]+)((?:[/?].*)?)$/.exec(path) ?? [];
    if (area === "mcp" && this.#mount !== undefined) return this.#mount.serve(request, response);
    switch (area) {
      case "openai":
      case "anthropic":
        return this.#serveModel(area, rest, { request, response });
      case "otlp":
        return this.#arrivals.during(() =>
          receiveOtlp(
            rest,
            { request, response },
            {
              take: (document) => this.#report(document),
              onRefused: (reason) => this.#reported.refuse(reason),
            },
          ),
        );
      case "tools": {
        const placed = this.#place(request);
        if (placed.kind === "ambiguous") return this.#refuse(placed, "a tool call", response);
        if (placed.kind === "outside") return sendOutside(response, "tool call");
        return answerToolCall(rest, { request, response }, placed.session.toolCalls);
      }
      default:
        return sendProblem(response, 404, {
          code: "NOT_FOUND",
          message: "Nothing is served at this path of tracegate's recorder.",
        });
    }
  }

  async #serveModel(provider: Provider, path: string, exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const api = modelApiOf(request.method ?? "", path.split("?", 1)[0] ?? "");
    const placed = this.#place(request);
    if (api !== undefined && placed.kind === "ambiguous")
      return this.#refuse(placed, "a model call", response);
    const session = placed.kind === "placed" ? placed.session : undefined;
    if (session === undefined && this.#hasOwnModels) return sendOutside(response, "model call");
    const meter = session?.meter ?? this.#meter;
    const refusal = request.method === "POST" ? await this.#host.metered.refusal(meter) : undefined;
    if (refusal !== undefined)
      return sendProblem(response, 402, {
        code: "BUDGET_EXCEEDED",
        message: `Tracegate lets no model call begin any more: ${refusal}.`,
      });
    const base = session?.modelBaseUrl ?? this.#host.upstreams[provider];
    const url = urlOf(provider, base, path);
    if (url === undefined)
      return sendProblem(response, 502, {
        code: "UPSTREAM_INVALID",
        message: `The recorder of tracegate cannot pass this on: ${printable(base)} is no address.`,
      });
    const { agents } = this.#host;
    if (api === undefined || session === undefined)
      return forwardRequest({ request, response, url, agents });
    const isOwn = session.modelBaseUrl !== undefined;
    const call = new ModelCall(api, isOwn ? ownProvider : knownProvider(url));
    const { sessionId, ...trace } = traceOf(request);
    this.#host.metered.watch(call, meter);
    session.addModelCall(call, {
      ...trace,
      ...(session.isOpenEnded && sessionId && { sessionId }),
    });
    void call.whenOver.then(() => this.#host.onModelCall?.(call));
    if (session.wire === undefined || request.headers["content-encoding"] !== undefined)
      return forwardRequest({ request, response, url, agents, call });
    return this.#forwardExchanged(session, { request, response, url, api, call });
  }

  /** Passes a call on whose tool results may be exchanged: for that the request has to be whole first. */
  async #forwardExchanged(
    session: CaptureSession,
    {
      request,
      response,
      url,
      api,
      call,
    }: Exchange & { readonly url: URL; readonly api: ModelApi; readonly call: ModelCall },
  ): Promise<void> {
    const body = await readRequestBody(request, largestBody);
    if (body.kind !== "bytes") {
      call.end({ type: "aborted", message: "the request could not be read" });
      return sendProblem(response, 413, {
        code: "REQUEST_TOO_LARGE",
        message: `A request whose tool results may be exchanged can hold ${largestBodyText}.`,
      });
    }
    const changed = await session.wire?.exchange(api, body.bytes, () => session.answeredCalls());
    const gap = session.gap;
    if (gap !== undefined) {
      call.end({ type: "replay-gap", message: gap });
      return sendProblem(response, 400, { code: "REPLAY_GAP", message: gap });
    }
    return forwardRequest({
      request,
      response,
      url,
      agents: this.#host.agents,
      call,
      body: changed ?? body.bytes,
    });
  }

  #place(request: Pick<IncomingMessage, "headers">): PlacedCall<CaptureSession> {
    const { traceId, sessionId } = traceOf(request);
    const [only] = this.#sessions;
    // A recording of many conversations is the only one of its endpoint; what calls name is one of them.
    const isNamed = sessionId !== undefined && only?.isOpenEnded !== true;
    const hint = { ...(isNamed && { sessionId }), ...(traceId !== undefined && { traceId }) };
    return placeCall([...this.#sessions], hint, this.#ended);
  }

  /** Where nobody can say whose a call is, all who may have made it are worth nothing. */
  #refuse(
    { candidates }: Extract<PlacedCall<CaptureSession>, { kind: "ambiguous" }>,
    what: string,
    response: ServerResponse,
  ): void {
    for (const session of candidates) session.failAsAmbiguous(what);
    sendProblem(response, 400, {
      code: "SESSION_AMBIGUOUS",
      message: `Several sessions are open and ${what} names none of them: forward the header traceparent or x-tracegate-session, or serve one session at a time.`,
    });
  }

  #report(document: unknown): TakenExport | undefined {
    const sessions = { open: [...this.#sessions], ended: this.#ended };
    const taken = this.#reported.take(document, sessions);
    for (const session of taken?.ambiguous ?? []) session.failAsAmbiguous("a reported span");
    return taken;
  }

  #end(session: CaptureSession): void {
    if (!this.#sessions.delete(session)) return;
    const { sessionId, traceId } = session;
    for (const ended of [sessionId, traceId, ...this.#reported.forget(session)]) {
      this.#ended.add(ended);
      const [oldest] = this.#ended;
      if (this.#ended.size > mostEnded && oldest !== undefined) this.#ended.delete(oldest);
    }
  }
}

/** What a request's headers say of where it belongs. */
function traceOf({ headers }: Pick<IncomingMessage, "headers">): CallTrace {
  const { traceparent, "x-tracegate-session": named } = headers;
  return {
    ...(typeof traceparent === "string" && parseTraceparent(traceparent)),
    ...(typeof named === "string" && named !== "" && { sessionId: named }),
  };
}

function urlOf(provider: Provider, base: string, path: string): URL | undefined {
  try {
    return upstreamUrl(provider, base, path);
  } catch {
    // The base URL is the user's; the caller says what is wrong with it.
    return undefined;
  }
}

function sendOutside(response: ServerResponse, what: string): void {
  sendJson(response, 409, {
    error: {
      type: "no-session",
      message: `No session of tracegate is open that this ${what} could belong to.`,
    },
  });
}
