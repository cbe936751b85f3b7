import { C as number, D as string, S as literal, _ as boolean, b as int, g as array, h as _enum, v as custom, w as object, y as discriminatedUnion } from "./schemas-DAHxMoIo.js";
import { t as isJsonValue } from "./json-CDDZzQPU.js";

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

export { mostTokens as n, sessionSchema as r, mostDollars as t };