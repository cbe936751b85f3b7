import { t as meetSchema } from "./meet-schema-Bqfta01O.js";
import { r as parseYaml } from "./parse-yaml-DvFTafBo.js";
import { n as unreadableProblem } from "./source-file-CbibFEdJ.js";

// src/core/config/read-source.ts
/** Parses one file and holds it to its schema. */
function readSource(source, schema) {
	const parsed = parseSource(source);
	if (parsed.kind === "problems") return parsed;
	const { document } = parsed;
	const meeting = meetSchema(schema, document);
	return meeting.kind === "met" ? {
		kind: "read",
		document,
		value: meeting.value
	} : meeting;
}
/** Parses one file without holding it to anything. */
function parseSource(source) {
	return source.kind === "text" ? parseYaml(source.path, source.text) : {
		kind: "problems",
		problems: [unreadableProblem(source)]
	};
}

export { readSource as n, parseSource as t };