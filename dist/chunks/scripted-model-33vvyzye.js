import { F as union, O as object, P as string, T as literal, _ as _null, g as _enum, v as array, y as boolean } from "./shared-Cu69G1m7.js";
import { t as RE2JS } from "./build-CGzs97GR.js";
import { Da as isJsonValue, Oa as parseJsonText, Sn as seededId, Wi as isEmptyResult, xn as seededDraw } from "./run-BZDTBg9r.js";
import { i as renderText, r as renderJson, t as UnresolvedPlaceholder } from "./template-jztUFuTj.js";

// src/core/simulation/chat-completion.ts
const part = object({
	type: string(),
	text: string().optional()
});
const message = object({
	role: _enum([
		"system",
		"developer",
		"user",
		"assistant",
		"tool"
	]),
	content: union([
		string(),
		array(part),
		_null()
	]).optional(),
	tool_calls: array(object({
		id: string(),
		function: object({
			name: string(),
			arguments: string()
		}).optional()
	})).nullish(),
	tool_call_id: string().optional()
});
const chatRequest = object({
	messages: array(message).min(1),
	tools: array(object({ function: object({ name: string() }).optional() })).nullish().transform((tools) => tools ?? []),
	n: literal(1, "a scripted model gives one choice").nullish(),
	stream: boolean().nullish(),
	stream_options: object({ include_usage: boolean().nullish() }).nullish()
});
function textOf({ content }) {
	if (typeof content === "string") return content;
	return (content ?? []).map((each) => each.text ?? "").join("");
}
function chatCompletion(answer, request) {
	const toolCalls = answer.calls.map((call, index) => ({
		id: `call_${answer.id}_${index + 1}`,
		type: "function",
		function: {
			name: call.tool,
			arguments: JSON.stringify(call.arguments)
		}
	}));
	const read = estimatedTokens(request.messages.flatMap((each) => [textOf(each), ...callTexts(each)]));
	const written = estimatedTokens([answer.text ?? "", ...toolCalls.flatMap((call) => [call.function.name, call.function.arguments])]);
	return {
		id: `chatcmpl-${answer.id}`,
		object: "chat.completion",
		created: 0,
		model: answer.model,
		system_fingerprint: "tracegate-scripted-model",
		choices: [{
			index: 0,
			message: {
				role: "assistant",
				content: answer.text ?? null,
				refusal: null,
				...toolCalls.length > 0 ? { tool_calls: toolCalls } : {}
			},
			logprobs: null,
			finish_reason: toolCalls.length > 0 ? "tool_calls" : "stop"
		}],
		usage: {
			prompt_tokens: read,
			completion_tokens: written,
			total_tokens: read + written,
			estimated: true
		}
	};
}
function chatCompletionChunks(completion, options) {
	const { message: whole, finish_reason } = completion.choices[0];
	const deltas = [{
		role: "assistant",
		content: whole.content === null ? null : ""
	}];
	for (const piece of whole.content?.match(/\s*\S+|\s+/g) ?? []) deltas.push({ content: piece });
	for (const [index, call] of (whole.tool_calls ?? []).entries()) {
		const { name, arguments: text } = call.function;
		deltas.push({ tool_calls: [{
			index,
			id: call.id,
			type: "function",
			function: {
				name,
				arguments: ""
			}
		}] });
		for (const piece of text.match(/[^]{1,24}/gu) ?? []) deltas.push({ tool_calls: [{
			index,
			function: { arguments: piece }
		}] });
	}
	const head = {
		id: completion.id,
		object: "chat.completion.chunk",
		created: completion.created,
		model: completion.model,
		system_fingerprint: completion.system_fingerprint
	};
	const usage = options.includeUsage ? { usage: null } : {};
	const chunk = (delta, reason) => ({
		...head,
		choices: [{
			index: 0,
			delta,
			logprobs: null,
			finish_reason: reason
		}],
		...usage
	});
	return [
		...deltas.map((delta) => chunk(delta, null)),
		chunk({}, finish_reason),
		...options.includeUsage ? [{
			...head,
			choices: [],
			usage: completion.usage
		}] : []
	];
}
function callTexts(each) {
	return (each.tool_calls ?? []).flatMap((call) => call.function === void 0 ? [] : [call.function.name, call.function.arguments]);
}
function estimatedTokens(texts) {
	return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / 4);
}

// src/core/simulation/scripted-conditions.ts
function readSituation({ messages, tools }, call) {
	const byUser = messages.filter(({ role }) => role === "user").map(textOf);
	const bySystem = messages.filter(({ role }) => role === "system" || role === "developer");
	return {
		call,
		last: messages.at(-1)?.role,
		user: readText(byUser.at(-1) ?? ""),
		said: readText(byUser.toReversed().join("\n")),
		system: readText(bySystem.map(textOf).join("\n")),
		answered: readAnswers(messages),
		offered: new Set(tools.flatMap((tool) => tool.function?.name ?? []))
	};
}
function compileConditions(when) {
	const { call, last, offers, tool, user, system, said } = when;
	const conditions = [];
	if (call !== void 0) {
		const { from = 1, to = 1e400 } = typeof call === "number" ? {
			from: call,
			to: call
		} : call;
		conditions.push({
			label: `call ${describe(call)}`,
			holds: (situation) => situation.call >= from && situation.call <= to
		});
	}
	if (last !== void 0) conditions.push({
		label: `last ${last}`,
		holds: (situation) => situation.last === last
	});
	if (offers !== void 0) conditions.push({
		label: `offers ${describe(offers)}`,
		holds: ({ offered }) => offers.every((name) => offered.has(name))
	});
	if (tool !== void 0) conditions.push(toolCondition(tool));
	if (user !== void 0) conditions.push(textCondition("user", "match", user));
	if (system !== void 0) conditions.push(textCondition("system", void 0, system));
	if (said !== void 0) conditions.push(textCondition("said", "said", said));
	return conditions;
}
function textCondition(about, source, condition) {
	const test = compileText(condition);
	return {
		label: `${about} ${describe(condition)}`,
		holds: (situation, findings) => {
			const groups = test(situation[about]);
			if (groups === void 0) return false;
			if (source !== void 0) findings.groups[source] = groups;
			return true;
		}
	};
}
function toolCondition(condition) {
	const { name, result, ...text } = condition;
	const test = compileText(text);
	return {
		label: `tool ${describe(condition)}`,
		holds: ({ answered }, findings) => {
			for (const answer of answered) {
				if (name !== void 0 && answer.name !== name) continue;
				if (result !== void 0 && answer.kind !== result) continue;
				const groups = test(answer.read);
				if (groups === void 0) continue;
				findings.groups.tool = groups;
				findings.result = answer.value;
				return true;
			}
			return false;
		}
	};
}
function compileText({ any, all, none, matches }) {
	const [anyOf, allOf, noneOf] = [
		lowerCased(any),
		lowerCased(all),
		lowerCased(none)
	];
	const expression = matches === void 0 ? void 0 : RE2JS.compile(matches);
	return ({ text, lower: read }) => {
		if (anyOf !== void 0 && !anyOf.some((phrase) => read.includes(phrase))) return void 0;
		if (allOf !== void 0 && !allOf.every((phrase) => read.includes(phrase))) return void 0;
		if (noneOf?.some((phrase) => read.includes(phrase)) === true) return void 0;
		if (expression === void 0) return [];
		const matcher = expression.matcher(text);
		if (!matcher.find()) return void 0;
		return Array.from({ length: expression.groupCount() + 1 }, (_, group) => matcher.group(group));
	};
}
function lowerCased(phrases) {
	return phrases?.map((phrase) => phrase.toLowerCase());
}
function readAnswers(messages) {
	const start = messages.findLastIndex(({ role }) => role !== "tool") + 1;
	const answers = messages.slice(start);
	if (answers.length === 0) return [];
	const names = /* @__PURE__ */ new Map();
	for (const each of messages) for (const asked of each.tool_calls ?? []) if (asked.function !== void 0) names.set(asked.id, asked.function.name);
	return answers.map((each) => {
		const text = textOf(each);
		const value = jsonOr(text);
		return {
			name: each.tool_call_id === void 0 ? void 0 : names.get(each.tool_call_id),
			read: readText(text),
			value,
			kind: isError(value) ? "error" : isEmptyResult(value) ? "empty" : "present"
		};
	});
}
function isError(value) {
	if (typeof value === "string") return /^\s*error\b/i.test(value);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
	const error = Object.entries(value).find(([key]) => key === "error")?.[1];
	return error !== void 0 && error !== null && error !== false;
}
function jsonOr(text) {
	try {
		const value = parseJsonText(text);
		return isJsonValue(value) ? value : text;
	} catch {
		return text;
	}
}
function readText(text) {
	return {
		text,
		lower: text.toLowerCase()
	};
}
function describe(value) {
	return JSON.stringify(value).replaceAll(/[{}"]/g, "").slice(0, 120);
}

// src/core/simulation/scripted-model.ts
function compileScriptedModel(file) {
	return {
		model: file.model,
		rules: file.rules.map(({ name, when, answers }) => ({
			name,
			conditions: compileConditions(when),
			answers
		}))
	};
}
function answerScripted(script, request, key) {
	const situation = readSituation(request, key.call);
	for (const rule of script.rules) {
		const findings = { groups: {} };
		if (rule.conditions.every((condition) => condition.holds(situation, findings))) return answerByRule({
			script,
			rule,
			request,
			key
		}, {
			user: situation.user.text,
			...findings
		});
	}
	return {
		kind: "no-answer",
		code: "no-rule",
		message: describeNearest(script, situation)
	};
}
function answerByRule({ script, rule, request, key }, values) {
	const chosen = weighted(rule.answers, seededDraw(key.seed, key.call));
	const offered = new Set(request.tools.flatMap((tool) => tool.function?.name ?? []));
	const missing = chosen?.call?.find((call) => !offered.has(call.tool));
	if (missing !== void 0) return {
		kind: "no-answer",
		code: "tool-not-offered",
		message: `The rule \u201C${rule.name}\u201D calls the tool ${missing.tool}, which the request does not offer.`
	};
	try {
		const calls = (chosen?.call ?? []).map((call) => ({
			tool: call.tool,
			arguments: renderJson(call.arguments, values)
		}));
		const text = chosen?.say === void 0 ? {} : { text: renderText(chosen.say, values) };
		const id = seededId(key.seed, key.call);
		const completion = chatCompletion({
			id,
			model: script.model,
			calls,
			...text
		}, request);
		return {
			kind: "answered",
			rule: rule.name,
			completion
		};
	} catch (error) {
		if (!(error instanceof UnresolvedPlaceholder)) throw error;
		return {
			kind: "no-answer",
			code: "unresolved-placeholder",
			message: `The rule \u201C${rule.name}\u201D cannot be rendered: ${error.message}.`
		};
	}
}
function weighted(alternatives, draw) {
	const total = alternatives.reduce((sum, { weight }) => sum + weight, 0);
	let passed = 0;
	for (const alternative of alternatives) {
		passed += alternative.weight;
		if (draw * total < passed) return alternative;
	}
	return alternatives.at(-1);
}
function describeNearest(script, situation) {
	const nearest = script.rules.map((rule) => {
		const failing = rule.conditions.filter((condition) => !condition.holds(situation, { groups: {} }));
		return {
			rule,
			failing,
			held: rule.conditions.length - failing.length
		};
	}).reduce((best, next) => next.held > best.held ? next : best);
	const failing = nearest.failing.map(({ label }) => `\u201C${label}\u201D`).join(", ");
	return `No rule of the scripted model answers model call ${situation.call}, which ends with ${describeEnd(situation)}. The nearest rule is \u201C${nearest.rule.name}\u201D; it would also need ${failing}.`;
}
function describeEnd({ last, answered }) {
	if (answered.length === 0) return `a message of the ${last ?? "nobody"}`;
	return `the result of ${answered.map(({ name, kind }) => `${quoted(name ?? "unknown")} (${kind})`).join(", ")}`;
}
function quoted(name) {
	return JSON.stringify(name.slice(0, 80));
}

export { chatRequest as i, compileScriptedModel as n, chatCompletionChunks as r, answerScripted as t };