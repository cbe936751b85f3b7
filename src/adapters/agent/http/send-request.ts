import { isUtf8 } from "node:buffer";
import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { nodeHttps, request as requestHttp } from "./node-http.ts";

export type HttpRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Of the address's protocol. */
  readonly connections: Agent;
  readonly signal: AbortSignal;
  /** Asked for what takes an event stream as it comes, where there is one; `over` ends the reading. */
  readonly streamTo: () => StreamTaker;
};

type StreamTaker = (text: string) => "more" | "over";

export type HttpResponse =
  | {
      readonly kind: "whole";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly text: string;
    }
  /** A success whose text was streamed. */
  | { readonly kind: "stream"; readonly headers: IncomingHttpHeaders }
  /** `wasKeptOpen` where it broke before any answer, and had served another request before. */
  | { readonly kind: "connection"; readonly code: string; readonly wasKeptOpen: boolean }
  /** An answer that cannot be read; ends a sentence that begins with "the agent". */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Longest body of an answer: a reply may have 1 MB, and tool calls and the final state come on top. */
const maxBodyBytes = 16 * 1_048_576;

/** So soon a connection breaks that the other side had closed while nobody used it. */
const staleMs = 250;

/**
 * Sends one request and reads its answer, whole or as an event stream. Never rejects.
 *
 * A connection that was kept open may be closed by the other side just when it is used again; then the request goes over
 * another one. A connection that breaks later is not retried: the agent may have been at work.
 */
export async function sendRequest(options: HttpRequest): Promise<HttpResponse> {
  const started = performance.now();
  const first = await sendOnce(options);
  const isStale =
    first.kind === "connection" &&
    first.wasKeptOpen &&
    (first.code === "ECONNRESET" || first.code === "EPIPE") &&
    performance.now() - started < staleMs;
  return isStale && !options.signal.aborted ? sendOnce(options) : first;
}

function sendOnce(options: HttpRequest): Promise<HttpResponse> {
  const send = options.url.protocol === "https:" ? nodeHttps().request : requestHttp;
  return new Promise((resolve) => {
    const { url, method, headers, body, connections, signal, streamTo } = options;
    let request: ClientRequest;
    try {
      request = send(url, { method, headers, agent: connections, signal });
    } catch (error) {
      // A header that Node refuses.
      const code = codeOf(error instanceof Error ? error : new Error(String(error)));
      return resolve({ kind: "connection", code, wasKeptOpen: false });
    }
    let isAnswered = false;
    const fail = (error: Error): void => {
      const wasKeptOpen = request.reusedSocket && !isAnswered;
      resolve({ kind: "connection", code: codeOf(error), wasKeptOpen });
    };
    request.once("error", fail);
    request.once("response", (response) => {
      isAnswered = true;
      response.once("error", fail);
      response.once("close", () => {
        if (!response.complete) fail(new Error("the answer was cut off"));
      });
      new BodyReader(request, response, streamTo).read(resolve);
    });
    request.end(body);
  });
}

/** Reads one answer's body and gives the connection back, or ends it where the rest is of no use. */
class BodyReader {
  readonly #request: ClientRequest;
  readonly #response: IncomingMessage;
  readonly #streamTo: HttpRequest["streamTo"];

  constructor(
    request: ClientRequest,
    response: IncomingMessage,
    streamTo: HttpRequest["streamTo"],
  ) {
    this.#request = request;
    this.#response = response;
    this.#streamTo = streamTo;
  }

  read(resolve: (response: HttpResponse) => void): void {
    const { headers, statusCode: status = 0 } = this.#response;
    const stop = (response: HttpResponse): void => {
      resolve(response);
      this.#request.destroy();
    };
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding !== "identity")
      return stop({ kind: "unreadable", reason: `answered in the encoding ${encoding}, unasked` });
    const isStream =
      status >= 200 &&
      status <= 299 &&
      (headers["content-type"] ?? "").startsWith("text/event-stream");
    const taker = isStream ? this.#streamTo() : undefined;
    const decoder = new TextDecoder();
    const chunks: Buffer[] = [];
    let bytes = 0;
    this.#response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBodyBytes)
        return stop({ kind: "unreadable", reason: "answered with more than 16 MB" });
      if (taker === undefined) chunks.push(chunk);
      else if (taker(decoder.decode(chunk, { stream: true })) === "over")
        stop({ kind: "stream", headers });
      return undefined;
    });
    this.#response.once("end", () => {
      if (taker !== undefined) {
        taker(decoder.decode());
        return resolve({ kind: "stream", headers });
      }
      const body =
        chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      if (!isUtf8(body))
        return resolve({ kind: "unreadable", reason: "answered with bytes that are not UTF-8" });
      return resolve({ kind: "whole", status, headers, text: body.toString("utf8") });
    });
  }
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.message;
}
