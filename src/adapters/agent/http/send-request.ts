import { isUtf8 } from "node:buffer";
import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { nodeHttps, request as requestHttp } from "./node-http.ts";

export type HttpRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Of the address's protocol. */
  readonly agent: Agent;
  readonly signal: AbortSignal;
  /** Takes an event stream as it comes; `over` ends the reading. */
  readonly onStream: (text: string) => "more" | "over";
};

export type HttpResponse =
  | {
      readonly kind: "whole";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly text: string;
    }
  /** A success whose text went to `onStream`. */
  | { readonly kind: "stream"; readonly headers: IncomingHttpHeaders }
  | { readonly kind: "connection"; readonly code: string }
  /** An answer that cannot be read; ends a sentence that begins with "the agent". */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Longest body of an answer: a reply may have 1 MB, and tool calls and the final state come on top. */
const maxBodyBytes = 16 * 1_048_576;

/** Sends one request and reads its answer, whole or as an event stream. Never rejects. */
export function sendRequest(options: HttpRequest): Promise<HttpResponse> {
  const send = options.url.protocol === "https:" ? nodeHttps().request : requestHttp;
  return new Promise((resolve) => {
    const { url, method, headers, body, agent, signal } = options;
    let request: ClientRequest;
    const fail = (error: Error): void => resolve({ kind: "connection", code: codeOf(error) });
    try {
      request = send(url, { method, headers, agent, signal });
    } catch (error) {
      // A header that Node refuses.
      return fail(error instanceof Error ? error : new Error(String(error)));
    }
    request.once("error", fail);
    request.once("response", (response) => {
      response.once("error", fail);
      response.once("close", () => {
        if (!response.complete) fail(new Error("the answer was cut off"));
      });
      new BodyReader(request, response, options.onStream).read(resolve);
    });
    request.end(body);
  });
}

/** Reads one answer's body and gives the connection back, or ends it where the rest is of no use. */
class BodyReader {
  readonly #request: ClientRequest;
  readonly #response: IncomingMessage;
  readonly #onStream: HttpRequest["onStream"];

  constructor(
    request: ClientRequest,
    response: IncomingMessage,
    onStream: HttpRequest["onStream"],
  ) {
    this.#request = request;
    this.#response = response;
    this.#onStream = onStream;
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
    const decoder = new TextDecoder();
    const chunks: Buffer[] = [];
    let bytes = 0;
    this.#response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBodyBytes)
        return stop({ kind: "unreadable", reason: "answered with more than 16 MB" });
      if (!isStream) chunks.push(chunk);
      else if (this.#onStream(decoder.decode(chunk, { stream: true })) === "over")
        stop({ kind: "stream", headers });
      return undefined;
    });
    this.#response.once("end", () => {
      if (isStream) {
        this.#onStream(decoder.decode());
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
