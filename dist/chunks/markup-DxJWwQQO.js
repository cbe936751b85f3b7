import { Va as visibleText } from "./run-BZDTBg9r.js";

// src/core/report/markup.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;"
};
function markupText(text) {
	return visibleText(text).replace(/[\uFFFE\uFFFF]/g, "\uFFFD").replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

export { markupText as t };