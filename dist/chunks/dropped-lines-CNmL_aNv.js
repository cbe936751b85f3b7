import { Na as terminalText } from "./run-BZDTBg9r.js";

// src/core/report/terminal/dropped-lines.ts
const maxListed = 50;
const maxRowLength = 400;
function renderDropped(dropped, title = "Not imported") {
	if (dropped.length === 0) return "";
	return `${title}\n${listLines(dropped.map(({ file, line, path, reason, count: times }) => {
		const place = `${file}${line === void 0 ? "" : `:${line}`}${path === "" ? "" : ` ${path}`}`;
		return times === 1 ? `${place}: ${reason}` : `${place}: ${reason} (${times} times, first here)`;
	}))}`;
}
function listLines(rows) {
	const shown = rows.slice(0, maxListed).map((row) => `  ${terminalText(row, maxRowLength)}`);
	const more = rows.length - shown.length;
	return [...shown, ...more > 0 ? [`  \u2026 and ${more} more; \`--json\` has them all`] : []].join("\n");
}

export { renderDropped as n, listLines as t };