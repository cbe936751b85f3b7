import { stripVTControlCharacters } from "node:util";
import { cutText } from "../text/cut-text.ts";
import { oneLine, visibleText } from "../text/visible-text.ts";
import { codeName, inlineProse, inlineText, plainName } from "./markdown.ts";

/** How one medium writes names and outside text, so that every surface says the same sentence. */
export type Wording = {
  /** A case, a file, an evaluator. */
  readonly name: (name: string) => string;
  /** A dimension. */
  readonly dimension: (name: string) => string;
  /** Something to type, written by us. */
  readonly code: (text: string) => string;
  /** Untrusted text, cut to a length. */
  readonly text: (text: string, maxLength?: number) => string;
  /** A sentence of an evaluator: untrusted text in which words between backticks are code. */
  readonly prose: (text: string, maxLength?: number) => string;
};

export const markdownWording: Wording = {
  name: codeName,
  dimension: (name) => `**${plainName(name)}**`,
  code: (text) => `\`${text}\``,
  text: inlineText,
  prose: inlineProse,
};

export const terminalWording: Wording = {
  name: terminalText,
  dimension: terminalText,
  code: (text) => text,
  text: terminalText,
  prose: terminalText,
};

/** A reason as part of a sentence of ours: nothing before it that we say ourselves, no full stop behind it. */
export function asClause(reason: string): string {
  return reason.replace(/^The judge is unavailable: /, "").replace(/[.\s]+$/, "");
}

/**
 * Outside text on one line that moves no cursor and is no command to a CI runner.
 *
 * GitHub's runner obeys `##[…]` anywhere in a line and `::…` at its start, so the one is taken apart and
 * the other is never let to the start of anything.
 */
export function terminalText(text: string, maxLength = 200): string {
  return cutText(withoutCommands(oneLine(text)), maxLength);
}

/** The same for text that keeps its lines, such as an error and its stack. */
export function terminalLines(text: string): string {
  return withoutCommands(visibleText(stripVTControlCharacters(text)));
}

/** The runner looks past white space at the start of a line. */
function withoutCommands(text: string): string {
  return text.replaceAll("##[", "# #[").replace(/^(\s*)::/gm, "$1: :");
}
