import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { FoundValue } from "../../core/redact/found-value.ts";
import { mayHoldSecret } from "./may-hold-secret.ts";

/**
 * The profiler keeps every mark that a rule makes for ever and searches them all at each: with a few thousand sessions
 * that is all the time there is.
 */
secretLintProfiler.mark = () => {};

/**
 * secretlint's recommended rules without the one that obeys `secretlint-disable` in the text: a hostile text would
 * only have to say so.
 */
const config = {
  rules: rules
    .filter(({ meta }) => meta.id !== "@secretlint/secretlint-rule-filter-comments")
    .map((rule) => ({ id: rule.meta.id, rule })),
};

/** secretlint compares all messages of a source with each other, so that a source has to have a bound. */
const pieceLength = 64 * 1024;
/** Longer than any token that the rules look for; it may begin in one piece and end in the next. */
const overlap = 12 * 1024;
/** Between texts that are linted together. No rule looks past it. */
const apart = "\n\0\n";

const inAddress = /^([^\s@]*?:\/\/[^\s:@/]*:)([^\s@/]+)@/;
const inKey = /^(-----[^-]+-----(?:\s|\\[nr])*)([^-]*[^-\s])(?:\s|\\[nr])*-----/;

/**
 * What secretlint finds in each text, by text. Short texts are linted together, long ones in pieces that overlap.
 *
 * It throws whatever a rule throws: the texts must then not be written.
 */
export async function secretlintFindings(
  texts: Iterable<string>,
): Promise<ReadonlyMap<string, readonly FoundValue[]>> {
  const found = new Map<string, FoundValue[]>();
  for (const pieces of batches(new Set(texts))) {
    for (const { start, end } of await lintEscapedToo(pieces)) {
      const place = placeIn(pieces, start, end);
      if (place === undefined) continue;
      const values = found.get(place.text) ?? [];
      values.push(narrowed(place.text, place.start, place.end));
      found.set(place.text, values);
    }
  }
  return found;
}

type Range = { readonly start: number; readonly end: number };

/**
 * A rule that wants a word's beginning sees none behind the letter or digit that an escape ends with. So texts with
 * escapes are linted once more with blanks in their place, which moves nothing.
 */
async function lintEscapedToo(pieces: readonly Piece[]): Promise<readonly Range[]> {
  const content = pieces.map(({ text, from, to }) => text.slice(from, to)).join(apart);
  const plain = await lint(content);
  const blanked = withoutEscapes(content);
  if (blanked === content) return plain;
  const places = new Set(plain.map(({ start, end }) => `${start}-${end}`));
  const more = await lint(blanked);
  return [...plain, ...more.filter(({ start, end }) => !places.has(`${start}-${end}`))];
}

/** Escapes of JSON, of programs and of addresses, and a terminal's colours. */
const escapes = /\\(?:[bfnrt]|u[\da-f]{4}|x[\da-f]{2})|%[\da-f]{2}|\p{Cc}\[[\d;]{0,16}m/giu;

function withoutEscapes(text: string): string {
  return text.replaceAll(escapes, (escape) => " ".repeat(escape.length));
}

type Piece = { readonly text: string; readonly from: number; readonly to: number };

function* batches(texts: Iterable<string>): Generator<readonly Piece[]> {
  let batch: Piece[] = [];
  let length = 0;
  for (const text of texts) {
    for (const piece of piecesOf(text)) {
      const own = text.slice(piece.from, piece.to);
      if (!mayHoldSecret(own) && !mayHoldSecret(withoutEscapes(own))) continue;
      const more = piece.to - piece.from + apart.length;
      if (length + more > pieceLength && batch.length > 0) {
        yield batch;
        batch = [];
        length = 0;
      }
      batch.push(piece);
      length += more;
    }
  }
  if (batch.length > 0) yield batch;
}

function* piecesOf(text: string): Generator<Piece> {
  for (let from = 0; ; from += pieceLength - overlap) {
    const to = Math.min(text.length, from + pieceLength);
    yield { text, from, to };
    if (to === text.length) return;
  }
}

async function lint(content: string): Promise<readonly Range[]> {
  const { messages } = await lintSource({
    // A byte order mark at the start would be cut off, and every place be one too low.
    source: { content: ` ${content}`, filePath: "session.txt", ext: ".txt", contentType: "text" },
    options: { config, noPhysicFilePath: true },
  });
  return messages.map(({ range: [start, end] }) => ({ start: start - 1, end: end - 1 }));
}

/** Where a finding stands in its own text; `undefined` for one that reaches over two. */
function placeIn(
  pieces: readonly Piece[],
  start: number,
  end: number,
): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  let offset = 0;
  for (const { text, from, to } of pieces) {
    const length = to - from;
    if (start >= offset && start < offset + length) {
      const last = Math.min(end, offset + length);
      return { text, start: start - offset + from, end: last - offset + from };
    }
    offset += length + apart.length;
  }
  return undefined;
}

/** Of an address with a password only the password is secret, of a private key what stands between its two lines. */
function narrowed(text: string, start: number, end: number): FoundValue {
  const whole = text.slice(start, end);
  const [before, value] = inAddress.exec(whole)?.slice(1) ??
    inKey.exec(whole)?.slice(1) ?? ["", whole];
  const from = start + (before?.length ?? 0);
  return {
    start: from,
    end: from + (value ?? whole).length,
    kind: "secret",
    value: value ?? whole,
  };
}
