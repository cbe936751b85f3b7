import type { Place } from "../../core/trace/import/imported.ts";
import type { SessionReader } from "../../core/trace/import/session-reader.ts";
import type { Session } from "../../core/trace/session.ts";
import { RepeatedTexts } from "./repeated-texts.ts";
import {
  cutReasons,
  decodeText,
  parseCutText,
  parseText,
  type SessionText,
} from "./session-text.ts";
import { type Line, splitLines } from "./split-lines.ts";

/** Reads one JSON value a line, and hands out the sessions that are complete. */
export async function* readLines(
  text: SessionText,
  reader: SessionReader,
  maxLineBytes: number,
): AsyncGenerator<readonly Session[]> {
  let last = 1;
  const texts = new RepeatedTexts();
  for await (const lines of splitLines(text.chunks, maxLineBytes)) {
    for (const line of lines) {
      last = line.line;
      const sessions = readLine(line, reader, { maxLineBytes, texts });
      if (sessions.length > 0) yield sessions;
    }
  }
  const damage = text.damage();
  if (damage !== undefined) {
    reader.drop({ line: last, path: "" }, `the compressed data ends early: ${damage}`);
  }
}

function readLine(
  { line, bytes, isUnended }: Line,
  reader: SessionReader,
  { maxLineBytes, texts }: { readonly maxLineBytes: number; readonly texts: RepeatedTexts },
): readonly Session[] {
  const place: Place = { line, path: "" };
  if (bytes === undefined) {
    reader.drop(place, `line longer than ${maxLineBytes} bytes`);
    return [];
  }
  if (isBlank(bytes)) return [];
  const joined = texts.parse(bytes);
  if (joined !== undefined) return reader.add(joined, place);
  const content = decodeText(bytes, place, reader);
  const parsed = parseText(content);
  if (parsed.kind === "value") return reader.add(parsed.value, place);
  const cut = isUnended === true ? parseCutText(content) : parsed;
  if (cut.kind === "value") {
    reader.drop(place, cutReasons.read);
    return reader.add(cut.value, place);
  }
  reader.drop(place, "line that is not JSON");
  return [];
}

/**
 * Whether a file holds one JSON value a line: its first line is a list or an object of its own and more follows.
 *
 * One bad line does not hide it: where the first line is none, most of those that were looked at must be. A document
 * that spreads over lines has few such lines, whatever its file is called.
 */
export function isJsonLines(file: string, start: Buffer): boolean {
  const text = start.toString("utf8");
  const from = text.search(/[^\s]/);
  if (from === -1) return false;
  const end = text.indexOf("\n", from);
  const first = text.slice(text.lastIndexOf("\n", from) + 1, end === -1 ? undefined : end);
  const isNamedSo = /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file);
  if (isValueLine(first)) return isNamedSo || (end !== -1 && text.slice(end).trim() !== "");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const whole = lines.slice(0, -1);
  const values = whole.filter(isValueLine).length;
  if (isNamedSo) return values > 0 ? 2 * values >= whole.length : !/^[[{]/.test(first);
  return whole.length > 2 && 2 * values >= whole.length;
}

function isValueLine(line: string): boolean {
  if (!/^[[{]/.test(line)) return false;
  const parsed = parseText(line);
  return parsed.kind === "value" && Object.keys(Object(parsed.value)).length > 0;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte <= 0x20);
}
