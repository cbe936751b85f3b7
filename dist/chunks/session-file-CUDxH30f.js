import { n as parseJsonText } from "./json-CDDZzQPU.js";
import { r as sessionSchema } from "./session-schema-DQcbzhR3.js";
import { n as unreadableProblem } from "./source-file-CbibFEdJ.js";

// src/core/dataset/session-file.ts
/** A recorded session that is larger holds things that no replay needs. */
const maxSessionBytes = 16777216;
/** Reads a file of a dataset's `sessions/`: a session as the journal keeps it, alone in one JSON document. */
function readSessionFile(source) {
	if (source.kind === "unreadable") {
		const { reason, path } = source;
		if (reason === "too-large") return {
			kind: "wrong",
			code: "SESSION_TOO_LARGE",
			message: `\`${path}\` is larger than ${maxSessionBytes / 1024 / 1024} MB`,
			expected: "one session, without what no tool call and no reply holds"
		};
		const { code, message, expected } = unreadableProblem(source);
		return {
			kind: "wrong",
			code: reason === "missing" ? "SESSION_MISSING" : code,
			message: `\`${path}\`: ${message}`,
			expected: expected ?? "a file that can be read"
		};
	}
	const { path, text } = source;
	const expected = "one session as JSON: `{ \"id\": …, \"turns\": [ … ] }`, such as a journal's line holds under `session`";
	let json;
	try {
		json = parseJsonText(text);
	} catch (error) {
		if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
		return {
			kind: "wrong",
			code: "SESSION_NOT_JSON",
			message: `\`${path}\` is no JSON`,
			expected
		};
	}
	const parsed = sessionSchema.safeParse(json, { jitless: true });
	if (parsed.success) return {
		kind: "session",
		session: parsed.data
	};
	const [issue] = parsed.error.issues;
	const place = (issue?.path ?? []).join("/");
	return {
		kind: "wrong",
		code: "SESSION_INVALID",
		message: `\`${path}\` is no session: ${place === "" ? "" : `\`/${place}\`: `}${issue?.message ?? "it has another shape"}`,
		expected
	};
}

export { readSessionFile as n, maxSessionBytes as t };