import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { hasErrorCode } from "../../core/error-code.ts";

/** A request's body, or why it cannot be had. `cut-off` is a client that went away. */
export type RequestBody =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "cut-off" };

/** Reads a whole body, unpacked, of at most `largest` bytes before and after. Never rejects. */
export async function readRequestBody(
  request: IncomingMessage,
  largest: number,
): Promise<RequestBody> {
  const body = await collect(request, largest);
  if (body.kind !== "bytes") return body;
  const encoding = (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return body;
  const unpack = encoding === "gzip" ? gunzip : encoding === "deflate" ? inflate : undefined;
  if (unpack === undefined)
    return { kind: "unreadable", reason: "a body may be sent plain, with gzip or with deflate" };
  try {
    const options = { maxOutputLength: largest };
    const bytes = await promisify<Buffer, typeof options, Buffer>(unpack)(body.bytes, options);
    return { kind: "bytes", bytes };
  } catch (error) {
    return hasErrorCode(error, "ERR_BUFFER_TOO_LARGE")
      ? { kind: "too-large" }
      : { kind: "unreadable", reason: `the body is no ${encoding}` };
  }
}

function collect(request: IncomingMessage, largest: number): Promise<RequestBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largest) chunks.push(chunk);
      else resolve({ kind: "too-large" });
    });
    request.on("end", () => resolve({ kind: "bytes", bytes: Buffer.concat(chunks) }));
    request.on("error", () => resolve({ kind: "cut-off" }));
    request.on("close", () => resolve({ kind: "cut-off" }));
  });
}
