// src/core/text/cut-text.ts
/** At most `length` UTF-16 units of `text`, ending in `…` where something was cut; never half a character. */
function cutText(text, length) {
	if (text.length <= length) return text;
	const end = length - 1;
	const splitsPair = text.charCodeAt(end - 1) >= 55296 && text.charCodeAt(end - 1) <= 56319;
	return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

export { cutText as t };