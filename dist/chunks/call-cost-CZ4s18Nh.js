import { Fi as parseJsonText, Kr as mostDollars, Pi as isJsonValue, qr as mostTokens, rr as printable } from "./run-Btf2ZPPq.js";
import { n as isFields, r as textField } from "./fields-BQdmgS68.js";

// src/core/trace/record/wire-fields.ts
function parseFields(text) {
	try {
		const value = parseJsonText(text);
		return isFields(value) ? value : void 0;
	} catch {
		return;
	}
}
function fieldsAt(fields, key) {
	const value = fields?.[key];
	return isFields(value) ? value : void 0;
}
function listAt(fields, key) {
	const value = fields?.[key];
	return Array.isArray(value) ? value.filter(isFields) : [];
}
function jsonAt(fields, key) {
	const value = fields?.[key];
	return value !== void 0 && value !== null && isJsonValue(value) ? value : void 0;
}
function tokensAt(fields, key) {
	const value = fields?.[key];
	return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 1e9 ? value : void 0;
}
function dollarsAt(fields, key) {
	const value = fields?.[key];
	return typeof value === "number" && value >= 0 && value <= 1e6 ? value : void 0;
}
function readProviderError(body) {
	const { error } = body;
	if (typeof error === "string") return {
		type: "provider",
		message: printable(error)
	};
	if (!isFields(error)) return void 0;
	const code = error["code"] ?? error["status"];
	const isStatus = typeof code === "number" && code >= 400 && code <= 599;
	const message = textField(error, "message") ?? textField(error, "type") ?? "no message";
	return {
		type: isStatus ? `http-${code}` : "provider",
		message: printable(message)
	};
}
function captured(draft) {
	return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== void 0));
}

// src/core/trace/record/call-cost.ts
function callCost(tokens, price) {
	if (tokens.costUsd !== void 0) return tokens.costUsd;
	const { input, output, cacheRead = 0, cacheWrite = 0, tier } = tokens;
	if (price === void 0 || input === void 0 || output === void 0 || tier !== void 0) return void 0;
	const cachedPrice = cacheRead === 0 ? 0 : price.cachedInput;
	const writePrice = cacheWrite === 0 ? 0 : price.cacheWrite;
	if (cachedPrice === void 0 || writePrice === void 0) return void 0;
	return (Math.max(0, input - cacheRead - cacheWrite) * price.input + cacheRead * cachedPrice + cacheWrite * writePrice + output * price.output) / 1e6;
}
function usageOfTokens(tokens, price) {
	return captured({
		inputTokens: tokens.input,
		outputTokens: tokens.output,
		cachedInputTokens: tokens.cacheRead,
		reasoningTokens: tokens.reasoning,
		costUsd: callCost(tokens, price)
	});
}

export { fieldsAt as a, parseFields as c, dollarsAt as i, readProviderError as l, usageOfTokens as n, jsonAt as o, captured as r, listAt as s, callCost as t, tokensAt as u };