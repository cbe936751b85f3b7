import { D as number, F as union, M as record, N as strictObject, P as string, S as int, T as literal, g as _enum, v as array, w as json } from "./shared-Cu69G1m7.js";
import { t as RE2JS } from "./build-CGzs97GR.js";
import { n as parsePlaceholders } from "./template-jztUFuTj.js";

// src/core/simulation/scripted-model-file.ts
const toolName = string().min(1).max(200).meta({
	description: "The tool's name.",
	examples: ["search_policies"]
});
const phrases = array(string().min(1).max(1e3)).min(1).max(100);
const pattern = string().min(1).max(2e3).superRefine((source, context) => {
	const problem = patternProblem(source);
	if (problem === void 0) return;
	context.addIssue({
		code: "custom",
		message: `is not a regular expression: ${problem}`,
		params: { expected: "RE2 syntax, which has no look-around and no back-references" }
	});
}).meta({
	description: "A regular expression in RE2 syntax; it may match anywhere. `(?i)` ignores upper and lower case.",
	examples: ["order (\\d{4})"]
});
const textFields = {
	any: phrases.optional().meta({
		description: "It contains at least one of these, in upper or lower case.",
		examples: [["refund", "money back"]]
	}),
	all: phrases.optional().meta({
		description: "It contains each of these, in upper or lower case.",
		examples: [["gift card", "refund"]]
	}),
	none: phrases.optional().meta({
		description: "It contains none of these, in upper or lower case.",
		examples: [["gift card"]]
	}),
	matches: pattern.optional()
};
const textCondition = strictObject(textFields).refine(...asksSomething("one or more of `any`, `all`, `none`, `matches`"));
const userExample = {
	any: ["refund", "money back"],
	matches: "order (\\d{4})"
};
const callNumber = int().min(1).max(1e5);
const when = strictObject({
	last: _enum([
		"system",
		"developer",
		"user",
		"assistant",
		"tool"
	]).optional().meta({
		description: "Who wrote the last message of the request.",
		examples: ["user"]
	}),
	user: textCondition.optional().meta({
		description: "The last thing that the user said.",
		examples: [userExample]
	}),
	said: textCondition.optional().meta({
		description: "All that the user has said in the session, newest first, one message a line.",
		examples: [userExample]
	}),
	system: textCondition.optional().meta({
		description: "The system prompt.",
		examples: [{ any: ["say that you do not know"] }]
	}),
	tool: strictObject({
		name: toolName.optional(),
		result: _enum([
			"empty",
			"error",
			"present"
		]).optional().meta({
			description: "`error`: JSON with an `error` member, or text that begins with \u201Cerror\u201D. `empty`: nothing, or a list of nothing. `present`: anything else.",
			examples: ["empty"]
		}),
		...textFields
	}).refine(...asksSomething("the tool's `name`, its `result`, or what the result must contain")).optional().meta({
		description: "A tool has just answered: the request ends with its result.",
		examples: [{
			name: "search_policies",
			result: "empty"
		}]
	}),
	offers: array(toolName).min(1).max(100).optional().meta({
		description: "The request offers each of these tools.",
		examples: [["search_policies"]]
	}),
	call: union([callNumber, strictObject({
		from: callNumber.optional(),
		to: callNumber.optional()
	}).refine(...asksSomething("`from`, `to` or both"))]).optional().meta({
		description: "Which model call of the session this is, counted from 1.",
		examples: [1, {
			from: 2,
			to: 3
		}]
	})
}).meta({
	description: "What must all be true of the request. `{}` is every request.",
	examples: [{
		last: "user",
		user: { any: ["refund"] }
	}]
});
const toolCall = strictObject({
	tool: toolName,
	arguments: record(string(), json()).default({}).meta({
		description: "Placeholders in its texts are replaced.",
		examples: [{ order_id: "{{match.1}}" }]
	})
});
const answer = strictObject({
	weight: number().gt(0).max(1e6).default(1).meta({
		description: "How often it is given, compared with the other answers of the rule.",
		examples: [97]
	}),
	say: string().min(1).max(2e4).optional().meta({
		description: "What the model says. `{{user}}`, `{{match.1}}` and `{{result./total}}` are replaced.",
		examples: ["I refunded {{result./amount}} EUR."]
	}),
	call: array(toolCall).min(1).max(20).optional().meta({
		description: "Tools that the model asks for.",
		examples: [[{
			tool: "lookup_order",
			arguments: { order_id: "{{match.1}}" }
		}]]
	})
}).refine(({ say, call }) => say !== void 0 || call !== void 0, {
	message: "answers nothing",
	params: { expected: "`say` with a text, `call` with tools, or both" }
}).meta({ examples: [{ say: "You have 28 days to send it back." }] });
const rule = strictObject({
	name: string().min(1).max(200).meta({
		description: "One line for people; error messages name it.",
		examples: ["nothing found, and told to say so"]
	}),
	when,
	answers: array(answer).min(1).max(100).meta({
		description: "One of these is given, by weight.",
		examples: [[{
			weight: 97,
			say: "You have 28 days."
		}, {
			weight: 3,
			say: "You have 14 days."
		}]]
	})
}).superRefine((value, context) => {
	for (const [index, given] of value.answers.entries()) for (const text of textsOf(given)) {
		const problem = templateProblem(text, value.when);
		if (problem === void 0) continue;
		context.addIssue({
			code: "custom",
			message: `holds a placeholder without a value: ${problem}`,
			path: ["answers", index],
			params: { expected: "placeholders for what the conditions of the rule promise" }
		});
	}
}).meta({ examples: [{
	name: "nothing found",
	when: { tool: {
		name: "search_policies",
		result: "empty"
	} },
	answers: [{ say: "I don't know." }]
}] });
const scriptedModelFile = strictObject({
	version: literal(1).meta({
		description: "The version of this file's format.",
		examples: [1]
	}),
	model: string().min(1).max(200).default("scripted-model").meta({
		description: "The name that answers carry.",
		examples: ["scripted-support-model"]
	}),
	rules: array(rule).min(1).max(1e3).superRefine((rules, context) => {
		const names = /* @__PURE__ */ new Set();
		for (const [index, { name }] of rules.entries()) {
			if (names.has(name)) context.addIssue({
				code: "custom",
				message: `is the name of another rule as well`,
				path: [index, "name"],
				params: { expected: "a name of its own" }
			});
			names.add(name);
		}
	}).meta({ description: "Read from the top; the first that fits answers." })
}).meta({
	title: "Tracegate scripted model",
	description: "What a model answers, by rules: an OpenAI-compatible endpoint without a key."
});
function asksSomething(expected) {
	return [(condition) => Object.values(condition).some((value) => value !== void 0), {
		message: "asks nothing",
		params: { expected }
	}];
}
function patternProblem(source) {
	try {
		RE2JS.compile(source);
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
function textsOf(given) {
	return [...given.say === void 0 ? [] : [given.say], ...(given.call ?? []).flatMap((call) => textsIn(call.arguments))];
}
function textsIn(value) {
	if (typeof value === "string") return [value];
	if (typeof value !== "object" || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}
function templateProblem(text, conditions) {
	const parsed = parsePlaceholders(text);
	if (parsed.kind === "problem") return parsed.message;
	for (const placeholder of parsed.placeholders) {
		if (placeholder.kind === "result" && conditions.tool === void 0) return `\`${placeholder.written}\` needs a condition on \`tool\``;
		if (placeholder.kind === "group") {
			const groups = groupCount(conditions, placeholder.source);
			const condition = placeholder.source === "match" ? "user" : placeholder.source;
			if (groups === void 0) return `\`${placeholder.written}\` needs \`${condition}: { matches: \u2026 }\``;
			if (placeholder.group > groups) return `\`${placeholder.written}\`: the expression of \`${condition}\` has ${groups} groups`;
		}
	}
}
function groupCount(conditions, source) {
	const condition = source === "match" ? conditions.user : conditions[source];
	if (condition?.matches === void 0 || patternProblem(condition.matches) !== void 0) return;
	return RE2JS.compile(condition.matches).groupCount();
}

export { scriptedModelFile as t };