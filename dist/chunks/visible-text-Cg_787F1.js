// src/core/text/visible-text.ts
/**
* Outside text without what cannot be seen: control, bidi, zero-width and other ignorable characters.
* Line ends become `\n`, tabs stay, half characters become U+FFFD.
*/
function visibleText(text) {
	return text.toWellFormed().replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
}
/** Outside text on one line, without what cannot be seen. */
function oneLine(text) {
	return visibleText(text).replace(/\s+/g, " ").trim();
}

export { visibleText as n, oneLine as t };