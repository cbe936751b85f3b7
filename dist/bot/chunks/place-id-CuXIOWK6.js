import { C as number, D as string, S as literal, _ as boolean, b as int, g as array, h as _enum, v as custom, w as object, y as discriminatedUnion } from "./schemas-DAHxMoIo.js";
import { r as isJsonValue } from "./json-BHYeOYdE.js";
import { createHash } from "node:crypto";

// src/core/trace/session-schema.ts
/** Largest numbers that one model call may claim: sums over millions of calls stay exact. */
const mostTokens = 1e9;
const mostDollars = 1e6;
const json = custom((value) => isJsonValue(value), "a JSON value, at most 64 levels deep");
const count = int().min(0);
const ms = number().min(0).max(Number.MAX_SAFE_INTEGER);
const times = {
	startedAtMs: ms.exactOptional(),
	durationMs: ms.exactOptional()
};
const place = int().min(1);
const stepRefSchema = object({
	turn: place,
	step: place
});
const stepError = object({
	type: string(),
	message: string()
});
const origin = {
	spanId: string().exactOptional(),
	agent: string().exactOptional(),
	attempt: int().min(2).exactOptional()
};
const modelStep = object({
	kind: literal("model"),
	...origin,
	purpose: literal("plan").exactOptional(),
	provider: string().exactOptional(),
	model: string().exactOptional(),
	text: string().exactOptional(),
	reasoning: string().exactOptional(),
	finishReason: string().exactOptional(),
	toolCalls: array(object({
		callId: string().exactOptional(),
		name: string(),
		arguments: json.exactOptional()
	})).exactOptional(),
	usage: object({
		inputTokens: count.max(mostTokens).exactOptional(),
		outputTokens: count.max(mostTokens).exactOptional(),
		cachedInputTokens: count.max(mostTokens).exactOptional(),
		reasoningTokens: count.max(mostTokens).exactOptional(),
		costUsd: number().min(0).max(mostDollars).exactOptional()
	}).exactOptional(),
	...times,
	error: stepError.exactOptional()
});
const toolStep = object({
	kind: literal("tool"),
	...origin,
	isRetrieval: boolean().exactOptional(),
	callId: string().exactOptional(),
	name: string(),
	arguments: json.exactOptional(),
	status: _enum([
		"ok",
		"error",
		"pending"
	]),
	result: json.exactOptional(),
	error: stepError.exactOptional(),
	replay: _enum(["exact", "approximate"]).exactOptional(),
	fault: string().exactOptional(),
	...times
});
const annotation = object({
	name: string(),
	by: _enum([
		"human",
		"model",
		"code"
	]),
	annotator: string().exactOptional(),
	value: json,
	explanation: string().exactOptional(),
	at: stepRefSchema.exactOptional()
});
/** A session as our own files hold it: a line of the journal, a session of a dataset. */
const sessionSchema = object({
	id: string(),
	agent: object({
		name: string().exactOptional(),
		version: string().exactOptional(),
		model: string().exactOptional(),
		systemPromptDigest: string().exactOptional(),
		toolCatalogDigest: string().exactOptional(),
		toolCatalog: array(object({
			name: string(),
			description: string().exactOptional(),
			parameters: json.exactOptional()
		})).exactOptional()
	}).exactOptional(),
	policy: string().exactOptional(),
	turns: array(object({
		user: string(),
		steps: array(discriminatedUnion("kind", [modelStep, toolStep])),
		isUnseen: literal(true).exactOptional(),
		reply: string().exactOptional(),
		traceId: string().exactOptional(),
		...times,
		error: stepError.exactOptional()
	})),
	reward: number().min(0).max(1).exactOptional(),
	task: object({
		id: string(),
		runIndex: count
	}).exactOptional(),
	finalState: json.exactOptional(),
	annotations: array(annotation).exactOptional()
});

// src/core/trace/session-file-name.ts
/** Eight hex digits that tell texts apart. */
function shortDigest(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

// src/core/trace/import/messages/place-id.ts
/**
* An id for a session that brought none: the name of its file, its place there, and a digest, such as
* `log.jsonl:3@5ad14c0e`. Folders are left out, so that the same file gives the same id on every machine.
*
* The digest is one of how long each message and step is, not of what they say: it outlives redaction, and from a
* digest of the words a short one that was redacted could be found by trying.
*/
function idOfPlace({ file, position }, turns) {
	return `${nameOfPlace(file, position)}@${shortDigest(JSON.stringify(lengthsOf(turns)))}`;
}
/** Whether a session of a file has its id from its place. */
function isIdOfPlace(id, file) {
	const name = nameOfPlace(file, "");
	const rest = id.startsWith(name) ? id.slice(name.length) : "";
	return name !== "" && /^(?::\d+)?(?:#\/.*)?@[\da-f]{8}(?:~\d+)?$/s.test(rest);
}
/** The name of a file without its folders, and a position in it. */
function nameOfPlace(file, position) {
	return (file.split(/[\\/]/).at(-1) ?? "") + position;
}
/** A place of a file, whose paths and lines are its own. */
function placeAt(file, { line, path }) {
	const lineName = line === void 0 ? "" : `:${line}`;
	return {
		file,
		position: path === "" ? lineName : `${lineName}#${path}`
	};
}
function lengthsOf(turns) {
	return turns.map(({ user, reply = "", steps }) => [
		user.length,
		reply.length,
		...steps.map((step) => JSON.stringify(step).length)
	]);
}

export { mostDollars as a, placeAt as i, isIdOfPlace as n, mostTokens as o, nameOfPlace as r, sessionSchema as s, idOfPlace as t };