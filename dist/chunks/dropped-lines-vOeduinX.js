import { Xr as terminalText } from "./run-DTe1xjOx.js";

// src/core/report/dropped-lines.ts
/** Lines of one list on a terminal; the JSON rendering has them all. */
const maxListed = 50;
/** Longest line of a list, in characters. */
const maxRowLength = 400;
/** What did not reach a session, with its place and how often; "" where nothing was dropped. */
function renderDropped(dropped) {
	if (dropped.length === 0) return "";
	return `Not imported\n${listLines(dropped.map(({ file, line, path, reason, count: times }) => {
		const place = `${file}${line === void 0 ? "" : `:${line}`}${path === "" ? "" : ` ${path}`}`;
		return times === 1 ? `${place}: ${reason}` : `${place}: ${reason} (${times} times, first here)`;
	}))}`;
}
/** Rows of outside text, indented and safe to print; no more than a screen or two of them. */
function listLines(rows) {
	const shown = rows.slice(0, maxListed).map((row) => `  ${terminalText(row, maxRowLength)}`);
	const more = rows.length - shown.length;
	return [...shown, ...more > 0 ? [`  … and ${more} more; \`--json\` has them all`] : []].join("\n");
}

export { renderDropped as n, listLines as t };