import type { ClientRequest, RequestOptions } from "node:http";
import * as http from "node:http";
import * as https from "node:https";

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Connections to model providers, kept open between calls. */
export class UpstreamAgents {
  readonly #plain: http.Agent;
  readonly #secure: https.Agent;
  /** A model on this machine is never asked through a proxy. */
  readonly #local = new http.Agent(keepAlive);

  /** `environment` may name proxies, as `HTTPS_PROXY` and `NO_PROXY` do. */
  constructor(environment: Readonly<Record<string, string | undefined>>) {
    const proxyEnv = { ...environment };
    this.#plain = new http.Agent({ ...keepAlive, proxyEnv });
    this.#secure = new https.Agent({ ...keepAlive, proxyEnv });
  }

  request(url: URL, options: RequestOptions): ClientRequest {
    if (url.protocol === "https:") return https.request(url, { ...options, agent: this.#secure });
    const agent = loopback.test(url.hostname) ? this.#local : this.#plain;
    return http.request(url, { ...options, agent });
  }

  close(): void {
    for (const agent of [this.#plain, this.#secure, this.#local]) agent.destroy();
  }
}

const keepAlive = { keepAlive: true, maxFreeSockets: 256, scheduling: "lifo" } as const;
