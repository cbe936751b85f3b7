import { t as cutText } from "./cut-text-B_gq-qAi.js";
import { n as visibleText, t as oneLine } from "./visible-text-Cg_787F1.js";
import { stripVTControlCharacters } from "node:util";

// src/core/report/markdown.ts
/**
* Outside text as one line of Markdown that is nothing but text, in a paragraph or a table cell: no
* link, image, markup or HTML, nobody mentioned and no issue referred to.
*
* Entities alone are not enough: GitHub looks for mentions, references and e-mail addresses in the
* text that is left once they are decoded. So invisible spaces break what it would find there.
*/
function inlineText(text, maxLength = 200) {
	return breakReferences(cutText(oneLine(text), maxLength)).replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** Outside text as a code block, line by line, cut to `maxLength` characters. */
function fencedBlock(text, maxLength = 2e3) {
	const body = cutText(visibleText(text), maxLength);
	const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(({ length }) => length));
	const fence = "`".repeat(longest + 1);
	return `${fence}text\n${body}\n${fence}`;
}
/** A name as code where it is made of plain letters, and as harmless text where somebody forged it. */
function codeName(name) {
	return /^[A-Za-z0-9][A-Za-z0-9@._/-]{0,119}$/.test(name) ? `\`${name}\`` : inlineText(name, 60);
}
/** A sentence that may quote somebody: plain words between backticks become code, all else is harmless text. */
function inlineProse(text, maxLength = 500) {
	return cutText(oneLine(text), maxLength).split(/(`[\w ./:=@-]{1,80}`)/).map((part, i) => i % 2 === 1 ? part : keepEdges(part)).join("");
}
/** `inlineText`, with the spaces at both ends that it would take away. */
function keepEdges(part) {
	const [, before = "", inner = "", after = ""] = /^( *)(.*?)( *)$/.exec(part) ?? [];
	return `${before}${inlineText(inner, inner.length)}${after}`;
}
/** A name in running text. Words and dashes need no escape; digits could make `gh-12`, an issue. */
function plainName(name) {
	return /^[a-z]+(?:-[a-z]+)*$/.test(name) ? name : inlineText(name, 60);
}
const invisibleSpace = "​";
/** Seven hex digits may name a commit; words (`feedback`) and plain numbers are left alone. */
function breakCommit(run) {
	return !/\d/.test(run) || !/[a-f]/i.test(run) ? run : run.replace(/.{6}(?=.)/g, `$&${invisibleSpace}`);
}
/** Puts an invisible space into whatever GitHub would make a link, a mention, a reference or a picture of. */
function breakReferences(text) {
	return text.replace(/[@#]|:(?=[^\s\d])/g, `$&${invisibleSpace}`).replace(/\b(gh-)(?=\d)/gi, `$1${invisibleSpace}`).replace(/(ht|f)(?=tp)|w(?=ww)/gi, `$&${invisibleSpace}`).replace(/[\da-f]{7,}/gi, breakCommit);
}

// src/core/report/wording.ts
const markdownWording = {
	name: codeName,
	dimension: (name) => `**${plainName(name)}**`,
	code: (text) => `\`${text}\``,
	text: inlineText,
	prose: inlineProse
};
const terminalWording = {
	name: terminalText,
	dimension: terminalText,
	code: (text) => text,
	text: terminalText,
	prose: terminalText
};
/** A reason as part of a sentence of ours: nothing before it that we say ourselves, no full stop behind it. */
function asClause(reason) {
	return reason.replace(/^The judge is unavailable: /, "").replace(/[.\s]+$/, "");
}
/**
* Outside text on one line that moves no cursor and is no command to a CI runner.
*
* GitHub's runner obeys `##[…]` anywhere in a line and `::…` at its start, so the one is taken apart and
* the other is never let to the start of anything.
*/
function terminalText(text, maxLength = 200) {
	return cutText(withoutCommands(oneLine(text)), maxLength);
}
/** The same for text that keeps its lines, such as an error and its stack. */
function terminalLines(text) {
	return withoutCommands(visibleText(stripVTControlCharacters(text)));
}
/** The runner looks past white space at the start of a line. */
function withoutCommands(text) {
	return text.replaceAll("##[", "# #[").replace(/^(\s*)::/gm, "$1: :");
}

export { terminalWording as a, inlineProse as c, terminalText as i, inlineText as l, markdownWording as n, codeName as o, terminalLines as r, fencedBlock as s, asClause as t };