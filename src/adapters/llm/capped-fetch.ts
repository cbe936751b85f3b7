import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { KeptConnections } from "./kept-connections.ts";
import { Headers, Response } from "./light-fetch.ts";

export type CappedFetchOptions = {
  readonly maxBytes: number;
  /** May name proxies, as `HTTPS_PROXY` and `NO_PROXY` do; none are used where it is left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/**
 * A `fetch` for the `openai` library, for requests that send text: it reads each answer whole, ends in an error once one holds
 * more than `maxBytes`, and follows no redirect, so that a key is not carried to another address.
 *
 * It rejects where there is no whole answer, so that the library asks again: no connection, or one that was cut.
 */
export function cappedFetch({
  maxBytes,
  environment = {},
}: CappedFetchOptions): typeof globalThis.fetch {
  const connections = new KeptConnections(environment);
  return (input, { body, method = "GET", headers, signal } = {}) => {
    const url = typeof input === "string" || input instanceof URL ? new URL(input) : undefined;
    if (url === undefined || (typeof body !== "string" && body != null)) {
      return Promise.reject(new TypeError("only texts are sent, to an address"));
    }
    const sent = {
      method,
      headers: { "accept-encoding": "gzip", ...fieldsOf(headers) },
      ...(body != null && { body }),
      ...(signal != null && { signal }),
    };
    const answered = connections.exchange(url, sent, (answer) => responseOf(answer, maxBytes));
    // The library asks no more of it than there is.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return answered as Promise<unknown> as Promise<globalThis.Response>;
  };
}

function fieldsOf(headers: RequestInit["headers"] = {}): Readonly<Record<string, string>> {
  const fields: Iterable<readonly unknown[]> =
    Symbol.iterator in headers ? headers : Object.entries(headers);
  return Object.fromEntries(
    Array.from(fields, ([name, value]) => [String(name).toLowerCase(), String(value)]),
  );
}

/** Statuses that come without a body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** One that is too long fails when its text is asked for, not before: it is no lost connection, and is not asked for again. */
async function responseOf(answer: IncomingMessage, maxBytes: number): Promise<Response> {
  const { statusCode: status = 0, statusMessage = "" } = answer;
  const body = await readUpTo(maxBytes, answer);
  const text = bodiless.has(status)
    ? ""
    : body === undefined
      ? new AnswerTooLarge(maxBytes)
      : new TextDecoder().decode(body);
  return new Response(text, { status, statusText: statusMessage, headers: headersOf(answer) });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  return headers;
}

/** Undefined where there is more; the rest is not read. */
async function readUpTo(
  maxBytes: number,
  answer: IncomingMessage,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const sent = await bytesUpTo(maxBytes, answer);
  const encoding = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (sent === undefined || sent.length === 0 || encoding === "identity") return sent;
  if (encoding !== "gzip") throw new Error(`the answer has the unknown encoding ${encoding}`);
  return unpackUpTo(maxBytes, sent);
}

function bytesUpTo(
  maxBytes: number,
  answer: IncomingMessage,
): Promise<Buffer<ArrayBuffer> | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    answer
      .on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= maxBytes) {
          chunks.push(chunk);
          return;
        }
        resolve(undefined);
        answer.destroy();
      })
      .on("end", () => resolve(Buffer.concat(chunks)))
      .on("error", reject);
  });
}

async function unpackUpTo(
  maxBytes: number,
  packed: Buffer,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const { gunzip } = process.getBuiltinModule("node:zlib");
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) return undefined; // ERR_BUFFER_TOO_LARGE
    throw error;
  }
}

/** The answer of a model's endpoint was longer than any answer can be. */
export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";

  constructor(maxBytes: number) {
    super(`the answer is larger than ${maxBytes} bytes`);
  }
}
