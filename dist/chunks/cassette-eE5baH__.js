import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { M as record, N as strictObject, P as string, S as int, T as literal, b as custom, v as array } from "./schemas-CJS83Lar.js";
import { t as isJsonValue } from "./json-CDDZzQPU.js";
import { i as isObject, n as requestKey, r as transcriptField, t as comparableRequest } from "./cassette-request-JQEzDP2U.js";
import { createHash } from "node:crypto";

// src/core/replay/cassette.ts
/** Version of a cassette's file; readers refuse another major. */
const cassetteSchema = "tracegate.cassette/1";
const json = custom((value) => isJsonValue(value), "JSON of at most 64 levels");
const fields = record(string(), json);
const callFile = strictObject({
	path: string().regex(/^\/[^\s]*$/, "a path, such as /chat/completions"),
	request: fields.optional(),
	continues: int().min(1).optional(),
	adds: array(json).optional(),
	answer: strictObject({
		status: int().min(200).max(499),
		body: json
	})
});
const cassetteFile = strictObject({
	schema: literal(cassetteSchema),
	calls: array(callFile).min(1).max(1e5)
});
/**
* A cassette as its file: JSON to be read in a review.
*
* Each request of a session repeats all that was said before it. Where it repeats an earlier call of the file,
* it stands as the number of that call and what it adds.
*/
function renderCassette({ calls }) {
	const earlier = [];
	const rendered = calls.map(({ request: { path, body }, answer }) => {
		const said = saidIn({
			path,
			body
		});
		const shared = said && continuationOf(said, earlier);
		earlier.push(said ?? nothingSaid);
		return shared === void 0 ? {
			path,
			request: body,
			answer
		} : {
			path,
			...shared,
			answer
		};
	});
	return `${JSON.stringify({
		schema: cassetteSchema,
		calls: rendered
	}, null, 2)}\n`;
}
/** Reads a cassette's file: the cassette, or what is wrong with it and where. */
function parseCassette(text, file) {
	const problem = (message, path) => ({
		kind: "problem",
		problem: {
			code: "CASSETTE_INVALID",
			file,
			...path !== void 0 && { path },
			message,
			expected: "a cassette as `tracegate record --cassette` writes it; record it again"
		}
	});
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return problem("the file is no JSON");
	}
	const parsed = cassetteFile.safeParse(value);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const place = issue?.path.join(".") ?? "";
		return problem(`${place === "" ? "" : `\`${place}\`: `}${issue?.message ?? "no cassette"}`, place);
	}
	const calls = [];
	for (const [index, { path, answer, ...said }] of parsed.data.calls.entries()) {
		const body = wholeBody(said, calls);
		if (body === void 0) return problem("a request stands either whole, or as `continues`, the number of an earlier call with messages, and `adds`", `calls.${index}`);
		calls.push({
			request: comparableRequest(path, body),
			answer
		});
	}
	return {
		kind: "cassette",
		cassette: { calls }
	};
}
/** `sha256:` and 64 hex digits of what a cassette asks and answers, however its file is formatted. */
function digestCassette({ calls }) {
	return `sha256:${createHash("sha256").update(canonicalJson(calls)).digest("hex")}`;
}
const nothingSaid = {
	frame: "",
	items: [],
	texts: []
};
function saidIn({ path, body }) {
	const field = transcriptField(body);
	const said = field === void 0 ? void 0 : body[field];
	if (field === void 0 || !Array.isArray(said)) return void 0;
	const items = said;
	return {
		frame: requestKey({
			path,
			body: {
				...body,
				[field]: []
			}
		}),
		items,
		texts: items.map((item) => canonicalJson(item))
	};
}
/** Of the earlier calls that a request repeats from the start, the one that leaves the least to be added. */
function continuationOf({ frame, items, texts }, earlier) {
	let continues = 0;
	let shared = 0;
	for (const [index, other] of earlier.entries()) {
		const { length } = other.texts;
		if (!(length > 0 && length >= shared && length <= texts.length && other.frame === frame) || !other.texts.every((text, at) => text === texts[at])) continue;
		continues = index + 1;
		shared = length;
	}
	return continues === 0 ? void 0 : {
		continues,
		adds: items.slice(shared)
	};
}
function wholeBody(said, earlier) {
	const { request, continues, adds } = said;
	if (request !== void 0) return continues === void 0 && adds === void 0 ? request : void 0;
	const from = continues === void 0 ? void 0 : earlier[continues - 1]?.request.body;
	const field = from === void 0 ? void 0 : transcriptField(from);
	if (from === void 0 || field === void 0 || adds === void 0) return void 0;
	const before = from[field];
	return Array.isArray(before) && isObject(from) ? {
		...from,
		[field]: [...before, ...adds]
	} : void 0;
}

export { parseCassette as n, renderCassette as r, digestCassette as t };