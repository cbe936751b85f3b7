import { pi as visibleText } from "./run-DTe1xjOx.js";

// src/core/report/markup.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;"
};
/**
* Outside text as the content or a quoted attribute of HTML or XML 1.0: it opens and closes nothing, and holds no
* character that XML refuses. Line ends and tabs stay; in an attribute they are read as blanks.
*/
function markupText(text) {
	return visibleText(text).replace(/[\uFFFE\uFFFF]/g, "�").replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

export { markupText as t };