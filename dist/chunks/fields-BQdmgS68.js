import { g as childPlace } from "./program-tKqRIg0N.js";

// src/core/trace/import/fields.ts
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function textField(fields, key) {
	const value = Object.hasOwn(fields, key) ? fields[key] : void 0;
	if (typeof value === "number") return String(value);
	return typeof value === "string" ? value : void 0;
}
function dropOtherFields(fields, known, place, drops) {
	for (const [key, value] of Object.entries(fields)) if (!known.includes(key) && !isNothing(value)) drops.add(childPlace(place, key), "field that a session has no place for");
}
function isNothing(value) {
	if (value === void 0 || value === null || value === "") return true;
	return typeof value === "object" && Object.keys(value).length === 0;
}

export { isFields as n, textField as r, dropOtherFields as t };