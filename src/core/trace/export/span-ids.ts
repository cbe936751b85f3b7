import { createHash } from "node:crypto";

/**
 * Ids for the spans of one session: those that it was recorded with where they are OTLP's, else ones that depend on
 * the session's id and the place alone, so that exporting twice gives the same spans.
 */
export class SpanIds {
  readonly #session: string;
  readonly #used = new Set<string>();

  constructor(session: string) {
    this.#session = session;
  }

  traceId(recorded: string | undefined, turn: number): string {
    if (recorded !== undefined && isId(recorded, 32)) return recorded;
    return digest(
      recorded === undefined ? `${this.#session}\ntrace ${turn}` : `trace ${recorded}`,
      32,
    );
  }

  /** @param place what makes the span unique in its session, such as `2.3`. */
  spanId(recorded: string | undefined, traceId: string, place: string): string {
    const own = recorded !== undefined && isId(recorded, 16) ? recorded : undefined;
    const id =
      own !== undefined && !this.#used.has(`${traceId} ${own}`)
        ? own
        : digest(`${this.#session}\n${place}`, 16);
    this.#used.add(`${traceId} ${id}`);
    return id;
  }
}

/** OTLP's ids are lower-case hex, and all zeros is none. */
function isId(text: string, length: number): boolean {
  return text.length === length && /^[0-9a-f]+$/.test(text) && /[^0]/.test(text);
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
