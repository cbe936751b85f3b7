import { isUtf8 } from "node:buffer";
import type { Place } from "../../core/trace/import/imported.ts";
import type { SessionReader } from "../../core/trace/import/session-reader.ts";
import { parseJsonText } from "../../core/trace/json.ts";
import { closeCutJson } from "./close-cut-json.ts";

/** The bytes of a file of sessions, and what is known of them. */
export type SessionText = {
  /** As the user named it. */
  readonly file: string;
  readonly chunks: AsyncIterable<Buffer>;
  /** Why the bytes ended early; to be asked once they have been read. */
  readonly damage: () => string | undefined;
};

/** JSON read, or why it could not be. */
export type ParsedText =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "no-json"; readonly why: string };

/** Bytes as text. What is no UTF-8 becomes U+FFFD and is reported. */
export function decodeText(bytes: Buffer, place: Place, reader: SessionReader): string {
  if (!isUtf8(bytes)) {
    reader.drop(
      place,
      "bytes that are not UTF-8 were read as � (convert the file: `iconv -f LATIN1 -t UTF-8`)",
    );
  }
  return bytes.toString("utf8");
}

/** The JSON value of a text, or why it is none. Never throws over what a file holds. */
export function parseText(text: string): ParsedText {
  try {
    return { kind: "value", value: parseJsonText(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "no-json", why: error.message };
    // V8's answer to nesting that its own parser cannot walk.
    if (error instanceof RangeError) return { kind: "no-json", why: "it nests too deep" };
    throw error;
  }
}

/** The same for text that its file's end cut: what was whole before the cut. */
export function parseCutText(text: string): ParsedText {
  const closed = closeCutJson(text);
  return closed === undefined
    ? { kind: "no-json", why: "nothing in it is whole" }
    : parseText(closed);
}

export const cutReasons = {
  read: "the file ends inside this value: what stands before the cut was read",
  lost: "the file ends inside this value: nothing of it could be read",
  between: "the file ends before its list does",
} as const;
