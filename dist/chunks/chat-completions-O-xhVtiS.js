import { t as readChatMessage } from "./chat-message-anGaWEbq.js";
import { n as isFields, r as textField } from "./fields-BQdmgS68.js";
import { h as DropList } from "./program-tKqRIg0N.js";
import { a as fieldsAt, c as parseFields, i as dollarsAt, l as readProviderError, o as jsonAt, r as captured, s as listAt, u as tokensAt } from "./call-cost-CZ4s18Nh.js";

// src/core/trace/record/chat-completions.ts
function readChatRequest(body) {
	return captured({
		model: textField(body, "model"),
		toolDefinitions: jsonAt(body, "tools") ?? jsonAt(body, "functions"),
		input: listAt(body, "messages").flatMap((message) => readMessage(message))
	});
}
function readChatAnswer(body) {
	const [choice] = listAt(body, "choices");
	const message = fieldsAt(choice, "message");
	return captured({
		model: textField(body, "model"),
		output: message && readOutput(message),
		finishReason: choice && textField(choice, "finish_reason"),
		tokens: readTokens(body),
		error: readProviderError(body),
		responseId: textField(body, "id")
	});
}
function readChatStream(events) {
	const whole = {};
	const message = new MessageDraft();
	let finishReason;
	let count = 0;
	for (const event of events) {
		const chunk = parseFields(event);
		if (chunk === void 0) continue;
		count += 1;
		for (const key of [
			"id",
			"model",
			"usage",
			"error",
			"service_tier"
		]) if (chunk[key] !== void 0 && chunk[key] !== null) whole[key] = chunk[key];
		const choice = listAt(chunk, "choices").find(({ index }) => (index ?? 0) === 0);
		if (choice === void 0) continue;
		finishReason = textField(choice, "finish_reason") ?? finishReason;
		message.add(fieldsAt(choice, "delta") ?? {});
	}
	if (count === 0) return void 0;
	const choices = message.isBegun ? [{
		message: message.whole(),
		finish_reason: finishReason
	}] : [];
	return readChatAnswer({
		...whole,
		choices
	});
}
var MessageDraft = class {
	isBegun = false;
	#texts = /* @__PURE__ */ new Map();
	#calls = /* @__PURE__ */ new Map();
	add(delta) {
		for (const key of [
			"content",
			"refusal",
			"reasoning_content",
			"reasoning"
		]) {
			const piece = delta[key];
			if (typeof piece !== "string") continue;
			this.isBegun = true;
			this.#texts.set(key, (this.#texts.get(key) ?? "") + piece);
		}
		const legacy = fieldsAt(delta, "function_call");
		const calls = legacy === void 0 ? listAt(delta, "tool_calls") : [{ function: legacy }];
		for (const [position, part] of calls.entries()) this.#addCall(part, position);
	}
	whole() {
		const calls = [...this.#calls].toSorted(([a], [b]) => a - b);
		return {
			...Object.fromEntries(this.#texts),
			content: this.#texts.get("content") ?? null,
			...calls.length > 0 && { tool_calls: calls.map(([, { id, ...called }]) => ({
				...id && { id },
				function: called
			})) }
		};
	}
	#addCall(part, position) {
		this.isBegun = true;
		const index = typeof part["index"] === "number" ? part["index"] : position;
		const call = this.#calls.get(index) ?? {
			id: "",
			name: "",
			arguments: ""
		};
		const called = fieldsAt(part, "function") ?? fieldsAt(part, "custom");
		call.id ||= textField(part, "id") ?? "";
		call.name += (called && textField(called, "name")) ?? "";
		call.arguments += (called && (textField(called, "arguments") ?? textField(called, "input"))) ?? "";
		this.#calls.set(index, call);
	}
};
function readOutput(message) {
	const [read] = readMessage({
		role: "assistant",
		...message
	});
	const reasoning = textField(message, "reasoning_content") ?? textField(message, "reasoning");
	return read && captured({
		...read,
		reasoning
	});
}
function readMessage(message) {
	const read = isFields(message) ? readChatMessage(message, { path: "" }, new DropList("")) : void 0;
	switch (read?.kind) {
		case void 0: return [];
		case "policy": return [captured({
			role: "system",
			text: read.text
		})];
		case "user": return [captured({
			role: "user",
			text: read.text
		})];
		case "agent": return [captured({
			role: "assistant",
			text: read.text,
			toolCalls: read.toolCalls
		})];
		case "tool": {
			const { callId, name, result, error } = read;
			return [{
				role: "tool",
				toolResults: [captured({
					callId,
					name,
					result,
					isError: error === void 0 ? void 0 : true
				})]
			}];
		}
	}
}
function readTokens(body) {
	const usage = fieldsAt(body, "usage");
	if (usage === void 0) return void 0;
	return captured({
		input: tokensAt(usage, "prompt_tokens"),
		output: tokensAt(usage, "completion_tokens"),
		cacheRead: tokensAt(fieldsAt(usage, "prompt_tokens_details"), "cached_tokens"),
		reasoning: tokensAt(fieldsAt(usage, "completion_tokens_details"), "reasoning_tokens"),
		costUsd: dollarsAt(usage, "cost"),
		tier: readTier(body)
	});
}
function readTier(body) {
	const tier = textField(body, "service_tier");
	return tier === "default" || tier === "auto" ? void 0 : tier;
}

export { readTier as i, readChatRequest as n, readChatStream as r, readChatAnswer as t };