import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { z } from "zod";
import type { ListedCache } from "../../src/ports/cache-list.ts";

const asked = z.object({
  key: z.string().min(1).max(512),
  version: z.string().min(1),
  restore_keys: z.array(z.string()).max(10).default([]),
  size_bytes: z.string().regex(/^\d+$/).exactOptional(),
});
const methods = "/twirp/github.actions.results.api.v1.CacheService/";

export const cacheOperations = [
  "GetCacheEntryDownloadURL",
  "CreateCacheEntry",
  "FinalizeCacheEntryUpload",
  "upload",
  "download",
] as const;
export type CacheOperation = (typeof cacheOperations)[number];

/** What an operation meets in place of an answer: a status, one that never comes, or the half of a file. */
export type CacheFault =
  | { readonly status: number; readonly msg?: string; readonly code?: string }
  | "hang"
  | "half";

export type KeptCache = {
  readonly bytes: Buffer;
  readonly version: string;
  readonly ref: string;
  readonly createdAt: string;
};

export type CacheOnLoopback = {
  readonly resultsUrl: string;
  readonly runtimeToken: string;
  readonly list: (prefix: string) => Promise<readonly ListedCache[]>;
  /** Finished caches by key, the newest of each first. */
  readonly caches: Map<string, KeptCache[]>;
  /** The ref of the job that asks from now on; it finds its own caches before those of `refs/heads/main`. */
  ref: string;
  /** What every request of an operation meets. */
  readonly faults: Map<CacheOperation, CacheFault>;
  /** What was asked, in order, with the keys that were named. */
  readonly requests: { readonly operation: CacheOperation; readonly keys: readonly string[] }[];
  /** Where files are said to lie, in place of this server: as many requests come by way of a proxy. */
  blobHost: string | undefined;
};

/**
 * GitHub's cache service, version 2, and the storage behind it. Keys are for ever and of one ref; a key that somebody is
 * uploading to is taken; a file is there once its upload is finished, with the size that was said.
 */
export async function cacheOnLoopback(
  ref = "refs/heads/main",
  runtimeToken = "runtime-token",
): Promise<CacheOnLoopback> {
  const caches: CacheOnLoopback["caches"] = new Map();
  /** By the address of the file. */
  const files = new Map<string, Buffer>();
  /** By ref, version and key: the address of what is being uploaded. */
  const reserved = new Map<string, string>();
  let made = 0;

  const find = ({ key, restore_keys: more, version }: z.output<typeof asked>) => {
    for (const scope of [own.ref, "refs/heads/main"]) {
      const there = [...caches].flatMap(([name, all]) =>
        all.flatMap((one) =>
          one.ref === scope && one.version === version ? [{ name, ...one }] : [],
        ),
      );
      const exact = there.find(({ name }) => name === key);
      if (exact !== undefined) return exact;
      for (const start of [key, ...more]) {
        const [newest] = there
          .filter(({ name }) => name.startsWith(start))
          .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
        if (newest !== undefined) return newest;
      }
    }
    return undefined;
  };
  const place = (): string => {
    made += 1;
    return `/blob/${made}?sig=signature-${made}`;
  };
  const addressed = (path: string): string =>
    own.blobHost === undefined
      ? new URL(path, own.resultsUrl).href
      : `http://${own.blobHost}${path}`;

  /** What the service answers to a method. */
  const call = (method: string, request: z.output<typeof asked>): readonly [number, object] => {
    const { key, version } = request;
    const name = JSON.stringify([own.ref, version, key]);
    switch (method) {
      case "GetCacheEntryDownloadURL": {
        const found = find(request);
        if (found === undefined) return [200, { ok: false }];
        const path = place();
        files.set(path, found.bytes);
        return [200, { ok: true, signed_download_url: addressed(path), matched_key: found.name }];
      }
      case "CreateCacheEntry": {
        const isThere = caches
          .get(key)
          ?.some((one) => one.ref === own.ref && one.version === version);
        const msg = "cache entry with the same key, version, and scope already exists";
        if (isThere === true || reserved.has(name)) return [409, { code: "already_exists", msg }];
        const path = place();
        reserved.set(name, path);
        return [200, { ok: true, signed_upload_url: addressed(path) }];
      }
      case "FinalizeCacheEntryUpload": {
        const bytes = files.get(reserved.get(name) ?? "");
        if (bytes === undefined || String(bytes.length) !== request.size_bytes)
          return [400, { code: "failed_precondition", msg: "the file is not there" }];
        reserved.delete(name);
        made += 1;
        const createdAt = new Date(Date.UTC(2026, 10, 20) + made * 1000).toISOString();
        caches.set(key, [{ bytes, version, ref: own.ref, createdAt }, ...(caches.get(key) ?? [])]);
        return [200, { ok: true, entry_id: String(made) }];
      }
      default:
        return [404, { code: "bad_route", msg: method }];
    }
  };

  const store = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    // Azure's client adds parameters of its own to those that are signed.
    const { pathname, searchParams } = new URL(request.url ?? "", own.resultsUrl);
    const path = `${pathname}?sig=${searchParams.get("sig") ?? ""}`;
    const headers = { etag: '"0x8"', "x-ms-request-id": "1", "x-ms-version": "2025-07-05" };
    if (request.method === "PUT") {
      const isBlock = request.headers["x-ms-blob-type"] === "BlockBlob";
      const isOurs = [...reserved.values()].includes(path);
      if (isBlock && isOurs) files.set(path, body);
      response.writeHead(isBlock && isOurs ? 201 : 403, headers);
      return void response.end();
    }
    const bytes = files.get(path);
    if (bytes === undefined) return void response.writeHead(404).end();
    const { range = request.headers["x-ms-range"] } = request.headers;
    const [, from = "0", to] = /^bytes=(\d+)-(\d*)$/.exec(String(range ?? "")) ?? [];
    const part = bytes.subarray(Number(from), to ? Number(to) + 1 : undefined);
    const isHalf = own.faults.get("download") === "half";
    response.writeHead(range === undefined ? 200 : 206, {
      ...headers,
      "x-ms-blob-type": "BlockBlob",
      "content-length": isHalf ? part.length >> 1 : part.length,
      ...(range !== undefined && {
        "content-range": `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`,
      }),
    });
    response.end(
      request.method === "HEAD"
        ? undefined
        : part.subarray(0, isHalf ? part.length >> 1 : undefined),
    );
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const { pathname } = new URL(request.url ?? "", own.resultsUrl);
    const method = pathname.replace(methods, "");
    const isFile = pathname.startsWith("/blob/");
    const operation = cacheOperations.find(
      (one) => one === (isFile ? (request.method === "PUT" ? "upload" : "download") : method),
    );
    if (operation === undefined) return void response.writeHead(404).end("{}");
    const parsed = isFile ? undefined : asked.parse(JSON.parse(body.toString("utf8")));
    own.requests.push({
      operation,
      keys: parsed === undefined ? [] : [parsed.key, ...parsed.restore_keys],
    });
    const reply = (status: number, value: object): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    const fault = own.faults.get(operation);
    if (fault === "hang") return;
    if (typeof fault === "object") return reply(fault.status, { code: fault.code, msg: fault.msg });
    if (parsed === undefined) return store(request, response, body);
    if (request.headers.authorization !== `Bearer ${runtimeToken}`)
      return reply(401, { code: "unauthenticated", msg: "no such job" });
    return reply(...call(method, parsed));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  const { port } = address;
  const own: CacheOnLoopback = {
    resultsUrl: `http://127.0.0.1:${port}/`,
    runtimeToken,
    caches,
    ref,
    faults: new Map(),
    requests: [],
    blobHost: undefined,
    list: async (prefix) =>
      [...caches].flatMap(([key, all]) =>
        key.startsWith(prefix)
          ? all.map(({ ref: of, createdAt }) => ({ key, ref: of, createdAt }))
          : [],
      ),
  };
  return own;
}
