import { F as union, N as strictObject, P as string, g as _enum, y as boolean } from "./schemas-CJS83Lar.js";
import { n as datetime, t as date } from "./iso-VFk7hz9B.js";
import { n as parseJsonText } from "./json-CDDZzQPU.js";
import { t as meetSchema } from "./meet-schema-Bqfta01O.js";
import { r as parseYaml } from "./parse-yaml-DvFTafBo.js";

// src/core/dataset/label-file.ts
/** What a person may say of a session on one dimension. */
const labelClasses = ["pass", "fail"];
const when = union([datetime({ offset: true }), date()], { error: "a date or a time as ISO 8601, such as 2026-11-20T09:30:00Z" });
const sessionName = string().max(115).regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, "the name of a file in the dataset's folder `sessions/`, without `.json`");
/** A line of `datasets/<name>/labels/<dimension>.jsonl`: one person's word on one session. */
const labelLine = strictObject({
	session: sessionName.describe("The session's file in `sessions/`, without `.json`."),
	label: _enum(labelClasses).describe("Whether the session is right on this dimension."),
	by: string().trim().min(1).max(100).describe("Who says so."),
	at: when.describe("When it was said."),
	why: string().max(2e3).exactOptional().describe("Why, for people and for examples."),
	evaluatorExample: boolean().exactOptional().describe("Kept as an example for judges: no judge is measured on it.")
}).meta({ examples: [{
	session: "late-fee-in-norway",
	label: "fail",
	by: "maria-policy",
	at: "2026-11-20T09:30:00Z",
	why: "No policy names a late fee."
}] });
/** Largest file of labels that is read: some 100,000 labels. */
const maxLabelBytes = 33554432;
/**
* Reads a file of labels: every label, and every line that is none with its place. Blank lines are skipped.
*
* One person who says two things of one session is a problem; two people are not.
*/
function readLabels(file, text) {
	const labels = [];
	const problems = [];
	const rows = text.replace(/^\uFEFF/, "").split("\n");
	for (const [index, row] of rows.entries()) {
		if (row.trim() === "") continue;
		const read = readLine(file, row, index + 1);
		if (read.kind === "label") labels.push(read.label);
		else problems.push(...read.problems);
	}
	return {
		labels,
		problems: [...problems, ...contradictions(file, labels)]
	};
}
/** Labels of sessions that the dataset does not have. */
function unknownSessions(file, labels, sessions) {
	return labels.filter(({ session }) => !sessions.has(session)).map(({ session, line }) => ({
		code: "LABEL_SESSION_UNKNOWN",
		file,
		line,
		path: "session",
		message: `there is no session \`${session}\` in the dataset`,
		expected: `a file \`sessions/${session}.json\` beside \`labels/\`, or no such line`
	}));
}
/** A label as a line of its file, without the newline. */
function renderLabelLine(label) {
	const { session, label: said, by, at, why, evaluatorExample } = label;
	return JSON.stringify({
		session,
		label: said,
		by,
		at,
		why,
		evaluatorExample
	});
}
function readLine(file, row, line) {
	let value;
	try {
		value = parseJsonText(row);
	} catch (error) {
		if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
		return refuse({
			code: "LABEL_NOT_JSON",
			file,
			line,
			message: "the line is no JSON; it was cut off, or two lines run into one",
			expected: "one JSON object a line",
			example: exampleLine
		});
	}
	const parsed = labelLine.safeParse(value);
	if (parsed.success) return {
		kind: "label",
		label: {
			...parsed.data,
			line
		}
	};
	return {
		kind: "problems",
		problems: describeLine(file, row, line)
	};
}
/** JSON is YAML, whose reader knows where each value stands and what was meant. */
function describeLine(file, row, line) {
	const parsed = parseYaml(file, row);
	const meeting = parsed.kind === "document" ? meetSchema(labelLine, parsed.document) : parsed;
	if (meeting.kind === "problems") return meeting.problems.map((problem) => ({
		...problem,
		line
	}));
	return [{
		code: "LABEL_INVALID",
		file,
		line,
		message: "the line is no label",
		example: exampleLine
	}];
}
const exampleLine = "{\"session\":\"late-fee-in-norway\",\"label\":\"fail\",\"by\":\"maria-policy\",\"at\":\"2026-11-20T09:30:00Z\"}";
function contradictions(file, labels) {
	const first = /* @__PURE__ */ new Map();
	return labels.flatMap((one) => {
		const key = JSON.stringify([one.session, one.by]);
		const before = first.get(key);
		if (before === void 0) first.set(key, one);
		if (before === void 0 || before.label === one.label) return [];
		return [{
			code: "LABEL_CONTRADICTORY",
			file,
			line: one.line,
			path: "label",
			message: `${one.by} says ${one.label} of \`${one.session}\` here and ${before.label} in line ${before.line}`,
			expected: "one word of one person on one session: keep the line that counts"
		}];
	});
}
function refuse(problem) {
	return {
		kind: "problems",
		problems: [problem]
	};
}

export { unknownSessions as a, renderLabelLine as i, maxLabelBytes as n, readLabels as r, labelClasses as t };