import type { IncomingMessage, ServerResponse } from "node:http";
import { brokenConnection } from "../../core/agent/provider-failure.ts";
import { forwardedRequestHeaders, forwardedResponseHeaders } from "./forwarded-headers.ts";
import type { ModelCall } from "./model-call.ts";
import { sendProblem } from "./send-problem.ts";
import type { UpstreamAgents } from "./upstream-agents.ts";

export type Forwarding = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly agents: UpstreamAgents;
  /** Sent in place of the request's own body. */
  readonly body?: Buffer;
  /** Watches the exchange; without it the request only passes. */
  readonly call?: ModelCall;
};

/**
 * Passes a request on and its answer back, byte for byte and as they come, in both directions no faster than the
 * slower side reads. Resolves when both sides are done; never rejects.
 *
 * A client that hangs up ends the call at the provider too. A provider that cannot be reached is a 502 that says so.
 */
export function forwardRequest(forwarding: Forwarding): Promise<void> {
  return new Promise((resolve) => new Forwarder(forwarding, resolve).start());
}

class Forwarder {
  readonly #given: Forwarding;
  readonly #done: () => void;
  #upstream: ReturnType<UpstreamAgents["request"]> | undefined;
  #isRetried = false;

  constructor(given: Forwarding, done: () => void) {
    this.#given = given;
    this.#done = done;
  }

  start(): void {
    const { response, call } = this.#given;
    response.on("close", () => {
      if (!response.writableFinished) {
        call?.end({ type: "aborted", message: "the agent gave the call up" });
        this.#upstream?.destroy();
      }
      this.#done();
    });
    this.#ask();
  }

  #ask(): void {
    const { request, url, agents, body } = this.#given;
    const headers = forwardedRequestHeaders(request.rawHeaders, url.host);
    const upstream = agents.request(url, {
      method: request.method ?? "GET",
      headers: body === undefined ? headers : withLength(headers, body.length),
    });
    this.#upstream = upstream;
    upstream.on("response", (answer) => this.#answer(answer));
    upstream.on("error", (error) => this.#broke(error));
    if (body !== undefined) this.#sendWhole(body);
    else this.#pipeRequest();
  }

  #sendWhole(body: Buffer): void {
    if (!this.#isRetried) this.#given.call?.request.add(body);
    this.#upstream?.end(body);
  }

  #pipeRequest(): void {
    const { request, call } = this.#given;
    const upstream = this.#upstream;
    request.on("data", (chunk: Buffer) => {
      call?.request.add(chunk);
      if (upstream?.write(chunk) === false) request.pause();
    });
    upstream?.on("drain", () => request.resume());
    request.on("end", () => upstream?.end());
    request.on("error", () => upstream?.destroy());
  }

  #answer(answer: IncomingMessage): void {
    const { response, call } = this.#given;
    const { statusCode: status = 502, statusMessage = "", headers } = answer;
    call?.answered({
      status,
      type: headers["content-type"] ?? "",
      encoding: headers["content-encoding"] ?? "",
    });
    response.sendDate = false;
    response.writeHead(status, statusMessage, forwardedResponseHeaders(answer.rawHeaders));
    // The agent learns of the answer when it begins, not when its first piece comes.
    response.flushHeaders();
    answer.on("data", (chunk: Buffer) => {
      call?.received(chunk);
      if (!response.write(chunk)) answer.pause();
    });
    response.on("drain", () => answer.resume());
    answer.on("end", () => {
      if (!answer.complete) return;
      call?.end();
      response.end();
    });
    answer.on("error", (error) => this.#cut(error));
    answer.on("close", () => {
      if (!answer.complete) this.#cut();
    });
  }

  /** The answer broke off: so does ours, so that the agent sees the same. */
  #cut(error?: Error): void {
    const { url, call, response } = this.#given;
    call?.end(brokenConnection(url.host, error, { isAnswering: true }));
    response.destroy();
  }

  #broke(error: Error): void {
    const { response, url, call } = this.#given;
    if (response.destroyed || response.writableEnded) return;
    if (response.headersSent) return this.#cut(error);
    if (this.#mayAskAgain(error)) return this.#askAgain();
    const failure = brokenConnection(url.host, error, { isAnswering: false });
    call?.end(failure);
    sendProblem(response, 502, {
      code: "UPSTREAM_FAILED",
      message: `The recorder of tracegate got no answer: ${failure.message}.`,
    });
  }

  /**
   * Whether a kept connection was closed by the other side just as it was taken again: nothing was answered, and an
   * agent without a recorder in between would have opened a new one. Once at most.
   */
  #mayAskAgain(error: Error): boolean {
    const isClosed = "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
    const { request, body } = this.#given;
    const isBodyless = request.method === "GET" || request.method === "HEAD";
    const isKnown = isBodyless || body !== undefined || this.#sentBody() !== undefined;
    return isClosed && this.#upstream?.reusedSocket === true && !this.#isRetried && isKnown;
  }

  #askAgain(): void {
    this.#isRetried = true;
    const { request, url, agents, body = this.#sentBody() ?? Buffer.alloc(0) } = this.#given;
    const headers = forwardedRequestHeaders(request.rawHeaders, url.host);
    const upstream = agents.request(url, {
      method: request.method ?? "GET",
      headers: withLength(headers, body.length),
    });
    this.#upstream = upstream;
    upstream.on("response", (answer) => this.#answer(answer));
    upstream.on("error", (error) => this.#broke(error));
    upstream.end(body);
  }

  /** What the agent sent, where it was watched and is whole. */
  #sentBody(): Buffer | undefined {
    const { request, call } = this.#given;
    return call !== undefined && request.complete ? call.request.bytes() : undefined;
  }
}

function withLength(headers: readonly string[], length: number): string[] {
  const others = headers.flatMap((value, at) =>
    at % 2 === 0 && value.toLowerCase() !== "content-length" ? [value, headers[at + 1] ?? ""] : [],
  );
  return [...others, "Content-Length", `${length}`];
}
