/**
 * A `fetch` that reads each answer whole, and whose answers end in an error once they hold more than `maxBytes`.
 *
 * Reading whole costs a third of what a stream through another stream does, hundreds of times a run.
 */
export function cappedFetch(maxBytes: number): typeof globalThis.fetch {
  return async (input, init) => {
    // A key is not carried to another address.
    const response = await globalThis.fetch(input, { ...init, redirect: "error" });
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const body = await readUpTo(maxBytes, response.body);
    return new Response(body ?? brokenOff(maxBytes), { status, statusText, headers });
  };
}

/** Undefined where there is more; the rest is not read. */
async function readUpTo(
  maxBytes: number,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/** Fails when it is read, not before: an answer that is too long is no lost connection, and is not asked for again. */
function brokenOff(maxBytes: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.error(new AnswerTooLarge(maxBytes)),
  });
}

/** The answer of a model's endpoint was longer than any answer can be. */
export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";

  constructor(maxBytes: number) {
    super(`the answer is larger than ${maxBytes} bytes`);
  }
}
