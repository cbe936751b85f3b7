import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { z } from "zod";
import type { ListedCache } from "../../src/ports/cache-list.ts";

const asked = z.object({ key: z.string(), version: z.string() });
const methods = "/twirp/github.actions.results.api.v1.CacheService/";

export type CacheOnLoopback = {
  readonly resultsUrl: string;
  readonly runtimeToken: string;
  readonly list: (prefix: string) => Promise<readonly ListedCache[]>;
  /** Finished caches by key, with the ref of the job that wrote each. */
  readonly caches: Map<string, { text: string; ref: string; createdAt: string }[]>;
  /** The ref that uploads are of from now on. */
  ref: string;
};

/** The part of GitHub's cache service that our store speaks to; keys are for ever, as there. */
export async function cacheOnLoopback(
  ref = "refs/heads/main",
  runtimeToken = "runtime-token",
): Promise<CacheOnLoopback> {
  const caches: CacheOnLoopback["caches"] = new Map();
  const parts = new Map<string, string>();
  let clock = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces).toString("utf8");
    const url = request.url ?? "";
    const reply = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    if (url.startsWith("/blob/")) {
      const key = decodeURIComponent(url.slice("/blob/".length));
      if (request.method !== "PUT") return void response.end(caches.get(key)?.[0]?.text ?? "");
      const isBlock = request.headers["x-ms-blob-type"] === "BlockBlob";
      if (!isBlock) return reply(400, {});
      parts.set(key, body);
      response.writeHead(201);
      return void response.end();
    }
    if (request.headers.authorization !== `Bearer ${runtimeToken}`) return reply(401, {});
    const { key } = asked.parse(JSON.parse(body));
    const blob = `${own.resultsUrl}blob/${encodeURIComponent(key)}`;
    switch (url.replace(methods, "")) {
      case "GetCacheEntryDownloadURL":
        return reply(
          200,
          caches.has(key)
            ? { ok: true, signed_download_url: blob, matched_key: key }
            : { ok: false },
        );
      case "CreateCacheEntry":
        if (caches.get(key)?.some((one) => one.ref === own.ref))
          return reply(409, { code: "already_exists", msg: "it is taken" });
        return reply(200, { ok: true, signed_upload_url: blob });
      case "FinalizeCacheEntryUpload": {
        clock += 1;
        const createdAt = new Date(Date.UTC(2026, 10, 20) + clock * 1000).toISOString();
        // A job finds its own branch's before the main branch's.
        caches.set(key, [
          { text: parts.get(key) ?? "", ref: own.ref, createdAt },
          ...(caches.get(key) ?? []),
        ]);
        return reply(200, { ok: true, entry_id: "1" });
      }
      default:
        return reply(404, {});
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  const { port } = address;
  const own: CacheOnLoopback = {
    resultsUrl: `http://127.0.0.1:${port}/`,
    runtimeToken,
    caches,
    ref,
    list: async (prefix) =>
      [...caches].flatMap(([key, all]) =>
        key.startsWith(prefix)
          ? all.map(({ ref: of, createdAt }) => ({ key, ref: of, createdAt }))
          : [],
      ),
  };
  return own;
}
