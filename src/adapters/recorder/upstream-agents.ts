import type { Agent, ClientRequest, RequestOptions } from "node:http";

// An import asks for all that a module exports, and one export of this one loads Node's whole `fetch`: 12 ms.
const http = process.getBuiltinModule("node:http");

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Connections to model providers, kept open between calls. */
export class UpstreamAgents {
  readonly #proxyEnv: NodeJS.ProcessEnv;
  readonly #plain: Agent;
  #secure: Agent | undefined;
  /** A model on this machine is never asked through a proxy. */
  readonly #local = new http.Agent(keepAlive);

  /** `environment` may name proxies, as `HTTPS_PROXY` and `NO_PROXY` do. */
  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#proxyEnv = { ...environment };
    this.#plain = new http.Agent({ ...keepAlive, proxyEnv: this.#proxyEnv });
  }

  request(url: URL, options: RequestOptions): ClientRequest {
    if (url.protocol === "https:") {
      const https = process.getBuiltinModule("node:https");
      this.#secure ??= new https.Agent({ ...keepAlive, proxyEnv: this.#proxyEnv });
      return https.request(url, { ...options, agent: this.#secure });
    }
    const agent = loopback.test(url.hostname) ? this.#local : this.#plain;
    return http.request(url, { ...options, agent });
  }

  close(): void {
    for (const agent of [this.#plain, this.#secure, this.#local]) agent?.destroy();
  }
}

const keepAlive = { keepAlive: true, maxFreeSockets: 256, scheduling: "lifo" } as const;
