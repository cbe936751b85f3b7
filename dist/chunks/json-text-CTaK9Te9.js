// src/core/report/json-text.ts
/**
* A value as JSON for people and programs, with a line break at its end.
*
* GitHub's runner obeys `##[…]` anywhere in what a job prints, so that the second `#` is written as an escape:
* the same value to whoever parses it.
*/
function renderJson(value) {
	return `${JSON.stringify(value, void 0, 2).replaceAll("##[", "#\\u0023[")}\n`;
}

export { renderJson as t };