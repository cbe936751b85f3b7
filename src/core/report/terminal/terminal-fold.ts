import { cutText } from "../../text/cut-text.ts";
import { grouped } from "../numbers.ts";
import { terminalLines } from "../wording.ts";

/** Characters that terminals draw two columns wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{ff01}-\u{ff60}]/u;

/** Longest text that is looked at to fold it: what a screen shows is far shorter. */
const longestLook = 20_000;

/**
 * Outside text as lines that fit the width and are safe to print; after `most` lines it ends with how much was left
 * out. Nothing but white space is no line: it says that it is empty.
 */
export function foldText(
  text: string,
  { width, most }: { readonly width: number; readonly most: number },
): readonly string[] {
  const columns = Math.max(width, 20);
  if (text.trim() === "") return ["(empty)"];
  const lines: string[] = [];
  let shown = 0;
  for (const line of terminalLines(cutText(text, longestLook)).trimEnd().split("\n")) {
    for (const part of wrapLine(line, columns)) {
      if (lines.length === most) return [...lines, restOf(text, shown - 1)];
      lines.push(part);
      shown += part.length + 1;
    }
  }
  return text.length > longestLook ? [...lines, restOf(text, longestLook)] : lines;
}

function restOf(text: string, shown: number): string {
  return `… ${grouped(Math.max(1, text.length - shown))} more characters`;
}

/** Breaks at blanks where it can, inside a word where it must. */
function wrapLine(text: string, columns: number): readonly string[] {
  const line = text.replaceAll("\t", "  ").trimEnd();
  if (columnsOf(line) <= columns) return [line];
  const indent = /^\s*/.exec(line)?.[0].slice(0, 8) ?? "";
  const parts: string[] = [];
  let part = indent;
  let used = indent.length;
  for (const word of line.trim().split(/\s+/)) {
    for (const piece of piecesOf(word, columns)) {
      const length = columnsOf(piece);
      const isStart = used === 0 || part === indent;
      if (!isStart && used + 1 + length > columns) {
        parts.push(part);
        part = piece;
        used = length;
      } else {
        part += isStart ? piece : ` ${piece}`;
        used += length + (isStart ? 0 : 1);
      }
    }
  }
  return [...parts, part.trimEnd()];
}

function piecesOf(word: string, columns: number): readonly string[] {
  if (columnsOf(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const character of word) {
    const length = columnsOf(character);
    if (used + length > columns) {
      pieces.push(piece);
      [piece, used] = ["", 0];
    }
    piece += character;
    used += length;
  }
  return [...pieces, piece];
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : 1;
  return columns;
}
