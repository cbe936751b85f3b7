// src/core/text/show-unprintable.ts
/** Control, line-breaking, bidirectional and zero-width characters. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** Text in which what could steer a terminal or cannot be seen stands as an escape, such as `\\u001b`. */
function showUnprintable(text) {
	return text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// src/core/yaml/describe-problems.ts
/** More would scroll the first ones away; the count at the end names all. */
const maxShown = 200;
/** A stable order for people and for goldens: by file, line and column, then by what is said. */
function sortProblems(problems) {
	return problems.toSorted((a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compare(a.code, b.code) || compare(a.message, b.message));
}
/**
* Problems as a terminal shows them, with a count at the end and no line break after it.
*
* File names and values come from the files, so what could steer a terminal is shown as an escape.
*/
function describeProblems(problems) {
	if (problems.length === 0) return "no problems";
	const sorted = sortProblems(problems);
	const shown = sorted.slice(0, maxShown).map(describeProblem);
	const files = new Set(sorted.map(({ file }) => file)).size;
	const hidden = sorted.length - shown.length;
	const count = `${plural(sorted.length, "problem")} in ${plural(files, "file")}`;
	return [...shown, hidden > 0 ? `${count}; ${hidden} of them are not shown` : count].join("\n\n");
}
function describeProblem(problem) {
	const { file, line, column, message, expected, example } = problem;
	const place = [
		file,
		line,
		column
	].filter((part) => part !== void 0).join(":");
	const lines = [`${showUnprintable(place)}  ${showUnprintable(message)}`];
	if (expected !== void 0) lines.push(`  expected: ${showUnprintable(expected)}`);
	if (example !== void 0) {
		const rows = example.split("\n").map(showUnprintable);
		if (rows.length === 1) lines.push(`  example:  ${rows[0]}`);
		else lines.push("  example:", ...rows.map((row) => `    ${row}`));
	}
	return lines.join("\n");
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
function plural(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export { sortProblems as n, describeProblems as t };