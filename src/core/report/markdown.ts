import { cutText } from "../text/cut-text.ts";
import { oneLine, visibleText } from "../text/visible-text.ts";

/**
 * Outside text as one line of Markdown that is nothing but text, in a paragraph or a table cell: no
 * link, image, markup or HTML, nobody mentioned and no issue referred to.
 *
 * Entities alone are not enough: GitHub looks for mentions, references and e-mail addresses in the
 * text that is left once they are decoded. So invisible spaces break what it would find there.
 */
export function inlineText(text: string, maxLength = 200): string {
  return breakReferences(cutText(oneLine(text), maxLength)).replace(
    /[!-/:-@[-`{-~]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** Outside text as a code block, line by line, cut to `maxLength` characters. */
export function fencedBlock(text: string, maxLength = 2_000): string {
  const body = cutText(visibleText(text), maxLength);
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${body}\n${fence}`;
}

/** A name as code where it is made of plain letters, and as harmless text where somebody forged it. */
export function codeName(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9@._/-]{0,119}$/.test(name) ? `\`${name}\`` : inlineText(name, 60);
}

/** A sentence that may quote somebody: plain words between backticks become code, all else is harmless text. */
export function inlineProse(text: string, maxLength = 500): string {
  return cutText(oneLine(text), maxLength)
    .split(/(`[\w ./:=@-]{1,80}`)/)
    .map((part, i) => (i % 2 === 1 ? part : keepEdges(part)))
    .join("");
}

/** `inlineText`, with the spaces at both ends that it would take away. */
function keepEdges(part: string): string {
  const [, before = "", inner = "", after = ""] = /^( *)(.*?)( *)$/.exec(part) ?? [];
  return `${before}${inlineText(inner, inner.length)}${after}`;
}

/** A name in running text. Words and dashes need no escape; digits could make `gh-12`, an issue. */
export function plainName(name: string): string {
  return /^[a-z]+(?:-[a-z]+)*$/.test(name) ? name : inlineText(name, 60);
}

const invisibleSpace = "\u{200b}";

/** Seven hex digits may name a commit; words (`feedback`) and plain numbers are left alone. */
function breakCommit(run: string): string {
  const isWordOrNumber = !/\d/.test(run) || !/[a-f]/i.test(run);
  return isWordOrNumber ? run : run.replace(/.{6}(?=.)/g, `$&${invisibleSpace}`);
}

/** Puts an invisible space into whatever GitHub would make a link, a mention, a reference or a picture of. */
function breakReferences(text: string): string {
  return text
    .replace(/[@#]|:(?=[^\s\d])/g, `$&${invisibleSpace}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${invisibleSpace}`)
    .replace(/(ht|f)(?=tp)|w(?=ww)/gi, `$&${invisibleSpace}`)
    .replace(/[\da-f]{7,}/gi, breakCommit);
}
