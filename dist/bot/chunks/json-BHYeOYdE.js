// src/core/trace/json.ts
/** Whether a value is an object, and neither a list nor null. */
function isJsonObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Whether a value is a list. (`Array.isArray` would call it a list of anything.) */
function isJsonList(value) {
	return Array.isArray(value);
}
/** A field of the object's own; inherited names such as `constructor` are no fields. */
function ownField(value, name) {
	return Object.hasOwn(value, name) ? value[name] : void 0;
}
/** Values that nest deeper are refused: no honest log does, and recursion over them would end in a crash. */
const maxJsonDepth = 64;
/** Whether a value of unknown origin is JSON and nests no deeper than `maxJsonDepth`. Cycles nest for ever. */
function isJsonValue(value, depthLeft = 64) {
	if (value === null || typeof value === "string" || typeof value === "boolean") return true;
	if (typeof value === "number") return Number.isFinite(value);
	if (typeof value !== "object" || depthLeft === 0) return false;
	if (Array.isArray(value)) {
		for (let index = 0; index < value.length; index += 1) if (!isJsonValue(value[index], depthLeft - 1)) return false;
		return true;
	}
	for (const key of Object.keys(value)) if (!isJsonValue(Reflect.get(value, key), depthLeft - 1)) return false;
	return true;
}
/**
* Parses JSON text and loses no digit: a whole number that a double cannot hold stays the text it was.
*
* @throws SyntaxError where the text is not JSON, RangeError where it nests too deep to be parsed at all.
*/
function parseJsonText(text) {
	return mayHoldLongInteger(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
}
const longDigits = 16;
/**
* Whether digits may be a number that a double cannot hold. Asking the parser of each value costs four times the
* parsing, and logs are full of long digits that are none: ids and times between quotes, fractions.
*
* Looks at each sixteenth character: that many digits cannot stand between two of them.
*/
function mayHoldLongInteger(text) {
	let at = 15;
	while (at < text.length) {
		if (!isDigit(text.charCodeAt(at))) {
			at += longDigits;
			continue;
		}
		let start = at;
		while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
		let end = at + 1;
		while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
		const before = text[start - 1];
		if (end - start >= longDigits && before !== "\"" && before !== ".") return true;
		at = end + longDigits;
	}
	return false;
}
function isDigit(code) {
	return code >= 48 && code <= 57;
}
function keepLongInteger(_key, value, context) {
	return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "") ? context?.source : value;
}

export { parseJsonText as a, ownField as i, isJsonObject as n, isJsonValue as r, isJsonList as t };