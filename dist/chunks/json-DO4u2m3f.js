// src/core/trace/json.ts
/** Values that nest deeper are refused: no honest log does, and recursion over them would end in a crash. */
const maxJsonDepth = 64;
/** Whether a value of unknown origin is JSON and nests no deeper than `maxJsonDepth`. Cycles nest for ever. */
function isJsonValue(value, depthLeft = 64) {
	if (value === null || typeof value === "string" || typeof value === "boolean") return true;
	if (typeof value === "number") return Number.isFinite(value);
	if (typeof value !== "object" || depthLeft === 0) return false;
	return (Array.isArray(value) ? value : Object.values(value)).every((child) => isJsonValue(child, depthLeft - 1));
}
/**
* Parses JSON text and loses no digit: a whole number that a double cannot hold stays the text it was.
*
* @throws SyntaxError where the text is not JSON, RangeError where it nests too deep to be parsed at all.
*/
function parseJsonText(text) {
	return longDigits.test(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
}
const longDigits = /\d{16}/;
function keepLongInteger(_key, value, context) {
	return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "") ? context?.source : value;
}

export { parseJsonText as n, isJsonValue as t };