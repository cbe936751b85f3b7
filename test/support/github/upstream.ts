// The stateful GitHub behind the gateway: `emulate`, on a loopback port that only the gateway knows.

import { createEmulator } from "emulate";
import type { Answer } from "./answers.ts";

export type UpstreamRequest = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
  /** Who acts; must be one of the people the upstream was started with. */
  readonly login: string;
  readonly accept?: string;
};

export type Upstream = {
  readonly send: (request: UpstreamRequest) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

type UpstreamOptions = {
  readonly owner: string;
  readonly name: string;
  readonly logins: readonly string[];
  /** Where clients reach us: every address in an answer is made to point there. */
  readonly publicUrl: string;
};

/**
 * Starts one emulated GitHub with one public repository that holds a README.
 *
 * It is public there whatever the test says, because who may see what is the gateway's to decide.
 */
export async function startUpstream(options: UpstreamOptions): Promise<Upstream> {
  const { owner, name, publicUrl } = options;
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: Object.fromEntries(options.logins.map((login) => [tokenOf(login), { login }])),
      github: {
        users: options.logins.map((login) => ({ login, name: login })),
        repos: [{ owner, name, auto_init: true, private: false }],
      },
    },
  });
  const inside = emulator.url.replace("localhost", "127.0.0.1");
  return {
    close: () => emulator.close(),
    send: async ({ method, path, body, login, accept }) => {
      const response = await fetch(inside + path, {
        method,
        headers: {
          authorization: `Bearer ${tokenOf(login)}`,
          accept: accept ?? "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const outward = (text: string): string =>
        text.replaceAll(emulator.url, publicUrl).replaceAll(inside, publicUrl);
      const link = response.headers.get("link");
      return {
        status: response.status,
        ...(link === null ? {} : { headers: { link: outward(link) } }),
        ...bodyOf(bytes, response.headers.get("content-type") ?? "", outward),
      };
    },
  };
}

function tokenOf(login: string): string {
  return `upstream-${login}`;
}

function bodyOf(
  bytes: Buffer,
  type: string,
  outward: (text: string) => string,
): { body?: unknown } {
  if (bytes.length === 0) return {};
  return { body: type.includes("json") ? JSON.parse(outward(bytes.toString())) : bytes };
}
