// The stateful GitHub behind the gateway: `emulate`, asked in this process.

import { createEmulator } from "emulate";
import type { Answer } from "./answers.ts";
import { insideOf, watchEmulate } from "./emulate-inside.ts";

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
  /** All that it holds, as text for {@link UpstreamOptions.from}. */
  readonly kept: () => KeptUpstream;
  readonly close: () => Promise<void>;
};

/** All that an upstream held. */
export type KeptUpstream = { readonly text: string; readonly addresses: readonly string[] };

type UpstreamOptions = {
  readonly owner: string;
  readonly name: string;
  readonly logins: readonly string[];
  /** Where clients reach us: every address in an answer is made to point there. */
  readonly publicUrl: string;
  /** Begins with what another upstream held. */
  readonly from?: KeptUpstream;
};

/**
 * Starts one emulated GitHub with one public repository that holds a README.
 *
 * It is public there whatever the test says, because who may see what is the gateway's to decide.
 */
export async function startUpstream(options: UpstreamOptions): Promise<Upstream> {
  const { owner, name, publicUrl, from } = options;
  await watchEmulate();
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: Object.fromEntries(
        options.logins.flatMap((login) =>
          Array.from({ length: tokensEach }, (_, turn) => [tokenOf(login, turn), { login }]),
        ),
      ),
      github: {
        users: options.logins.map((login) => ({ login, name: login })),
        repos: [{ owner, name, auto_init: true, private: false }],
      },
    },
  });
  const { url } = emulator;
  const { app, store } = insideOf(url);
  if (from !== undefined) {
    const [theirs = "", theirPublic = ""] = from.addresses;
    store.restore(JSON.parse(from.text.replaceAll(theirs, url).replaceAll(theirPublic, publicUrl)));
  }
  let sent = 0;
  const outward = (text: string): string => text.replaceAll(url, publicUrl);
  return {
    close: () => emulator.close(),
    kept: () => ({ text: JSON.stringify(store.snapshot()), addresses: [url, publicUrl] }),
    send: async ({ method, path, body, login, accept }) => {
      const turn = Math.floor(sent / sentEach);
      sent += 1;
      const request = new Request(url + path, {
        method,
        headers: {
          authorization: `Bearer ${tokenOf(login, turn)}`,
          accept: accept ?? "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await app.fetch(request);
      const bytes = Buffer.from(await response.arrayBuffer());
      const link = response.headers.get("link");
      return {
        status: response.status,
        ...(link === null ? {} : { headers: { link: outward(link) } }),
        ...bodyOf(bytes, response.headers.get("content-type") ?? "", outward),
      };
    },
  };
}

/** emulate lets a token ask 5,000 times an hour; limits are the gateway's to play. */
const sentEach = 4_000;
const tokensEach = 50;

function tokenOf(login: string, turn: number): string {
  return `upstream-${login}-${turn % tokensEach}`;
}

function bodyOf(
  bytes: Buffer,
  type: string,
  outward: (text: string) => string,
): { body?: unknown } {
  if (bytes.length === 0) return {};
  return { body: type.includes("json") ? JSON.parse(outward(bytes.toString())) : bytes };
}
