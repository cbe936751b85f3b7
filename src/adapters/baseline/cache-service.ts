import { createHash } from "node:crypto";
import { z } from "zod";
import { UserError } from "../../core/errors.ts";

/** Where the runner says that its cache is, and as whom a job speaks to it. */
export type CacheServiceAddress = {
  /** `ACTIONS_RESULTS_URL`. */
  readonly resultsUrl: string;
  /** `ACTIONS_RUNTIME_TOKEN`. */
  readonly runtimeToken: string;
};

const answerMs = 30_000;
const methods = "twirp/github.actions.results.api.v1.CacheService";

/** Tells our caches from those of `actions/cache`, which pack files: ours are texts. */
const version = createHash("sha256").update("tracegate.baseline/1 text").digest("hex");

const download = z.object({ ok: z.boolean(), signed_download_url: z.string().optional() });
const upload = z.object({ ok: z.boolean(), signed_upload_url: z.string().optional() });
const finished = z.object({ ok: z.boolean() });

/**
 * The few requests of GitHub's cache service (version 2) that texts need.
 *
 * `@actions/cache` would do the same with archives, and brings a client of Azure's storage with it
 * (docs/decisions/0013-where-baselines-are-kept.md).
 */
export class CacheService {
  readonly #root: URL;
  readonly #token: string;

  /** @throws UserError where the runner names no cache. */
  constructor({ resultsUrl, runtimeToken }: CacheServiceAddress) {
    if (!URL.canParse(resultsUrl) || runtimeToken === "") throw failure("the runner names none");
    this.#root = new URL(resultsUrl.endsWith("/") ? resultsUrl : `${resultsUrl}/`);
    this.#token = runtimeToken;
  }

  /** The text under exactly this key; `undefined` where there is none. */
  async download(key: string, mostBytes: number): Promise<DownloadedText | undefined> {
    const asked = { key, restore_keys: [], version };
    const { ok, signed_download_url: url } = await this.#call(
      "GetCacheEntryDownloadURL",
      asked,
      download,
    );
    if (!ok || url === undefined) return undefined;
    const response = await this.#send(url, {});
    return await readCapped(response, mostBytes);
  }

  /** Writes a text under a key that is free; where it is taken, this execution wrote it before. */
  async upload(key: string, text: string): Promise<void> {
    const body = Buffer.from(text);
    const made = await this.#call("CreateCacheEntry", { key, version }, upload, [409]);
    if (made === "refused" || !made.ok) return;
    const { signed_upload_url: url } = made;
    if (url === undefined) throw failure("it gave no place to write to");
    await this.#send(url, {
      method: "PUT",
      body,
      headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
    });
    const done = { key, size_bytes: String(body.byteLength), version };
    const { ok } = await this.#call("FinalizeCacheEntryUpload", done, finished);
    if (!ok) throw failure("it did not take the results");
  }

  #call<T>(method: string, body: object, shape: z.ZodType<T>): Promise<T>;
  #call<T>(
    method: string,
    body: object,
    shape: z.ZodType<T>,
    refusals: readonly number[],
  ): Promise<T | "refused">;
  async #call<T>(
    method: string,
    body: object,
    shape: z.ZodType<T>,
    refusals: readonly number[] = [],
  ): Promise<T | "refused"> {
    const url = new URL(`${methods}/${method}`, this.#root);
    const request = {
      method: "POST",
      headers: {
        authorization: `Bearer ${this.#token}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    };
    const response = await this.#send(url.href, request, refusals);
    if (refusals.includes(response.status)) return "refused";
    const met = shape.safeParse(await response.json().catch(() => undefined));
    if (met.success) return met.data;
    throw failure(`${method} answered something else than GitHub's cache does`);
  }

  async #send(
    url: string,
    request: RequestInit,
    refusals: readonly number[] = [],
  ): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(url, { ...request, signal: AbortSignal.timeout(answerMs) });
    } catch (cause) {
      // The address is signed: whoever reads it may write, so it is in no message.
      throw failure("no answer came", cause);
    }
    if (response.ok || refusals.includes(response.status)) return response;
    throw failure(`it answered ${response.status}`);
  }
}

/** A text as it was kept, or that there is more of it than may be read. */
type DownloadedText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-large" };

async function readCapped(response: Response, most: number): Promise<DownloadedText> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > most) return { kind: "too-large" };
    pieces.push(piece);
  }
  return { kind: "text", text: Buffer.concat(pieces).toString("utf8") };
}

function failure(what: string, cause?: unknown): UserError {
  return new UserError(
    "BASELINE_UNAVAILABLE",
    `The cache of GitHub Actions cannot be used: ${what}.`,
    "Use the store `branch`, or let the job run where caches are (GitHub.com, with the runner's own variables).",
    cause === undefined ? undefined : { cause },
  );
}
