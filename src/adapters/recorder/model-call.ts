import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { createParser } from "eventsource-parser";
import type { ModelApi } from "../../core/trace/record/model-api.ts";
import type { ResponseBody, WireCall } from "../../core/trace/record/wire-call.ts";
import type { StepError } from "../../core/trace/session.ts";
import { CappedCopy } from "./capped-copy.ts";

/** Longest body that is kept of a request or a response, in bytes; a longer one passes and counts as not captured. */
export const largestBody = 32 * 1024 * 1024;

/** The same for messages. */
export const largestBodyText = "32 MB";

type ResponseHead = {
  readonly status: number;
  readonly type: string;
  readonly encoding: string;
};

/** One model call under way: our copy of what passes by. */
export class ModelCall {
  readonly api: ModelApi;
  readonly provider: string | undefined;
  readonly startedAtMs = Date.now();
  readonly #started = performance.now();
  readonly request = new CappedCopy(largestBody);
  readonly #response = new CappedCopy(largestBody);
  #head: ResponseHead | undefined;
  #durationMs: number | undefined;
  #failure: StepError | undefined;
  #exchange: Promise<WireCall> | undefined;
  readonly #over = Promise.withResolvers<void>();

  constructor(api: ModelApi, provider: string | undefined) {
    this.api = api;
    this.provider = provider;
  }

  answered(head: ResponseHead): void {
    this.#head = head;
  }

  received(chunk: Buffer): void {
    this.#response.add(chunk);
  }

  /** The call is over; the first to say so is right. */
  end(failure?: StepError): void {
    if (this.#durationMs !== undefined) return;
    this.#durationMs = performance.now() - this.#started;
    this.#failure = failure;
    this.#over.resolve();
  }

  get whenOver(): Promise<void> {
    return this.#over.promise;
  }

  get isOver(): boolean {
    return this.#durationMs !== undefined;
  }

  /** How many bytes of it are kept. */
  get size(): number {
    return this.request.kept + this.#response.kept;
  }

  /** What was exchanged, decoded. Asked of a call that is not over it ends our watch of it. */
  exchange(): Promise<WireCall> {
    this.end({ type: "unfinished", message: "the call was still going on when the turn ended" });
    this.#exchange ??= this.#read();
    return this.#exchange;
  }

  async #read(): Promise<WireCall> {
    const request = this.request.bytes()?.toString("utf8");
    const head = this.#head;
    return {
      api: this.api,
      ...(this.provider !== undefined && { provider: this.provider }),
      ...(request !== undefined && { request }),
      ...(head !== undefined && {
        response: {
          status: head.status,
          body: await readResponseBody(head, this.#response.bytes()),
        },
      }),
      startedAtMs: this.startedAtMs,
      endedAtMs: this.startedAtMs + (this.#durationMs ?? 0),
      ...(this.#failure !== undefined && { failure: this.#failure }),
    };
  }
}

async function readResponseBody(
  { type, encoding }: ResponseHead,
  bytes: Buffer | undefined,
): Promise<ResponseBody> {
  if (bytes === undefined) {
    return { kind: "not-captured", reason: `the answer is longer than ${largestBodyText}` };
  }
  const decoded = await decode(bytes, encoding);
  if (decoded === undefined) {
    return { kind: "not-captured", reason: `the answer's encoding ${encoding} cannot be read` };
  }
  const text = decoded.toString("utf8");
  return isEventStream(type, text)
    ? { kind: "events", events: readEvents(text) }
    : { kind: "text", text };
}

/** Gateways call streams plain text, and errors in JSON a stream: how the text begins says more than its type. */
function isEventStream(type: string, text: string): boolean {
  if (/^\uFEFF?(?:data|event|id|retry)?:/.test(text)) return true;
  return type.toLowerCase().includes("text/event-stream") && !text.trimStart().startsWith("{");
}

const options = { maxOutputLength: 2 * largestBody };
// A stream that was cut is read as far as it came.
const cutAnywhere = { ...options, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const decoders: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  gzip: (bytes) => promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip)(bytes, cutAnywhere),
  deflate: (bytes) => promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate)(bytes, cutAnywhere),
  br: (bytes) =>
    promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)(bytes, {
      ...options,
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
    }),
  zstd: (bytes) =>
    promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)(bytes, {
      ...options,
      finishFlush: zlib.constants.ZSTD_e_flush,
    }),
};

async function decode(bytes: Buffer, encoding: string): Promise<Buffer | undefined> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || bytes.length === 0) return bytes;
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  // What cannot be decoded counts as not captured, and says so in the span's place.
  return decoder?.(bytes).catch(() => undefined);
}

/** The data of each event. A last event that lacks its empty line was cut off, and still holds what it holds. */
function readEvents(text: string): readonly string[] {
  const events: string[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      events.push(data);
    },
  });
  parser.feed(text);
  parser.feed("\n\n");
  return events;
}
