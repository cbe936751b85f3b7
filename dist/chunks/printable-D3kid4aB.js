import { t as cutText } from "./cut-text-B_gq-qAi.js";
import { t as oneLine } from "./visible-text-Cg_787F1.js";
import { stripVTControlCharacters } from "node:util";

// src/core/text/printable.ts
/**
* One line of outside text that is safe to print, at most `maxChars` long: terminal sequences and what cannot be seen
* are gone, white space is one blank, and what was cut ends in `…`. A long text is looked at only as far as needed.
*/
function printable(text, maxChars = 300) {
	const start = text.slice(0, maxChars * 4 + 1024);
	const line = oneLine(stripVTControlCharacters(start));
	return cutText(start.length === text.length ? line : `${line}…`, maxChars);
}

export { printable as t };