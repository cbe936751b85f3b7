import { t as formatPath } from "./json-path-MpIY021q.js";

// src/core/yaml/problem-at.ts
/** A problem with one node of a document, at its line and column. */
function problemAt(document, path, { part = "value", ...text }) {
	return {
		...text,
		file: document.file,
		...document.locate(path, part),
		path: formatPath(path)
	};
}

export { problemAt as t };