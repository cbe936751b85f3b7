import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { hasErrorCode } from "../../core/error-code.ts";

// An import asks for all that a module exports, and one export of this one loads Node's whole `fetch`: 12 ms.
const http = process.getBuiltinModule("node:http");

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * A connection that lies idle for longer is closed: many servers close theirs after five seconds, and a question that
 * meets the end of its connection is lost.
 */
const idleMs = 4_000;

const kept = { keepAlive: true, timeout: idleMs, maxFreeSockets: 256 } as const;

/** A request was lost since its connection, which had answered before, was closed meanwhile. */
const metItsEnd = Symbol("a kept connection met its end");

/** What one request sends. */
export type Sent = Pick<RequestOptions, "method" | "headers"> & {
  readonly body?: string;
  /** Cuts the connection when it aborts, also while the answer is read. */
  readonly signal?: AbortSignal;
};

/**
 * Connections to model endpoints, kept open between questions: a question costs half of the processor time that it takes with
 * Node's `fetch`.
 */
export class KeptConnections {
  readonly #proxyEnv: NodeJS.ProcessEnv;
  readonly #plain: Agent;
  #secure: Agent | undefined;
  /** A model on this machine is never asked through a proxy. */
  readonly #local = new http.Agent(kept);

  /** `environment` may name proxies, as `HTTPS_PROXY` and `NO_PROXY` do. */
  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#proxyEnv = { ...environment };
    this.#plain = new http.Agent({ ...kept, proxyEnv: this.#proxyEnv });
  }

  /**
   * Sends a request, and gives what `read` makes of the answer. Rejects where the connection fails, also after the answer
   * began, and with the signal's reason where it aborts before `read` is done.
   *
   * A kept connection may end just as the request is sent: then it is sent again, over another one.
   */
  async exchange<T>(
    url: URL,
    sent: Sent,
    read: (answer: IncomingMessage) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      try {
        return await this.#exchangeOnce(url, sent, read);
      } catch (error) {
        if (error !== metItsEnd) throw error;
      }
    }
  }

  #exchangeOnce<T>(
    url: URL,
    { signal, body, ...options }: Sent,
    read: (answer: IncomingMessage) => Promise<T>,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const request = this.#open(url, options);
      let isAnswered = false;
      const cut = (): void => {
        reject(signal?.reason);
        request.destroy();
      };
      const settle = (): void => signal?.removeEventListener("abort", cut);
      const fail = (error: unknown): void => {
        settle();
        reject(!isAnswered && isOfOldConnection(request, error) ? metItsEnd : error);
      };
      signal?.addEventListener("abort", cut, { once: true });
      request
        .on("error", fail)
        .on("response", (answer: IncomingMessage) => {
          isAnswered = true;
          read(answer).finally(settle).then(resolve, reject);
        })
        // A switch of protocols ends the connection without an error.
        .on("close", () => {
          if (!isAnswered) fail(new Error("the connection was closed without an answer"));
        });
      request.end(body);
    });
  }

  #open(url: URL, options: RequestOptions): ClientRequest {
    if (url.protocol === "https:") {
      const https = process.getBuiltinModule("node:https");
      this.#secure ??= new https.Agent({ ...kept, proxyEnv: this.#proxyEnv });
      return https.request(url, { ...options, agent: this.#secure });
    }
    const agent = loopback.test(url.hostname) ? this.#local : this.#plain;
    return http.request(url, { ...options, agent });
  }
}

function isOfOldConnection({ reusedSocket }: ClientRequest, error: unknown): boolean {
  return reusedSocket && (hasErrorCode(error, "ECONNRESET") || hasErrorCode(error, "EPIPE"));
}
