/**
 * As much of `fetch`'s types as a question to a model needs. The first look at one of Node's own loads all of its `fetch`: 15 ms
 * before the first question, and 3 ms for the certificates that come with it as the process ends.
 *
 * The bundled `openai` library gets these for its own (`scripts/lend-light-fetch.ts`).
 */
export class Headers implements Iterable<[string, string]> {
  readonly #values = new Map<string, string>();

  /** Another value of a name follows the first, after a comma. Throws what `node:http` throws for one that cannot be sent. */
  append(name: string, value: string): void {
    const key = name.toLowerCase();
    const text = value.replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, "");
    process.getBuiltinModule("node:http").validateHeaderValue(key, text);
    const before = this.#values.get(key);
    this.#values.set(key, before === undefined ? text : `${before}, ${text}`);
  }

  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  entries(): MapIterator<[string, string]> {
    return this.#values.entries();
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }
}

/** An answer that was read whole, or whose text cannot be had. */
export class Response {
  /** Nothing is left to be read of it, or cancelled. */
  readonly body = null;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly #text: string | Error;

  constructor(
    text: string | Error,
    init: { readonly status: number; readonly statusText: string; readonly headers: Headers },
  ) {
    this.#text = text;
    this.status = init.status;
    this.statusText = init.statusText;
    this.headers = init.headers;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    if (typeof this.#text !== "string") throw this.#text;
    return this.#text;
  }
}
