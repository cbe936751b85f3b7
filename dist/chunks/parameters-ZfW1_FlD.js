import { D as number, F as union, M as record, N as strictObject, P as string, S as int, g as _enum, v as array, w as json, y as boolean } from "./schemas-CJS83Lar.js";
import { o as slug, s as argumentMatch } from "./case-file-YHVmu2D4.js";

// src/core/facts/fact.ts
/** The kinds of facts that are told apart. An amount is a number with a currency. */
const factKinds = [
	"number",
	"date",
	"id",
	"amount"
];

// src/core/evaluator/evaluator-fields.ts
/** The keys that every evaluator file has, whatever its kind. */
const evaluatorFields = {
	name: slug.describe("The evaluator's name; the same as its folder's."),
	version: int().min(1).max(99999).describe("The same as in the file's name, `v<N>.yaml`. A change is a new version."),
	dimension: slug.describe("The quality axis that it measures."),
	description: string().min(1).max(500).optional().describe("One line for people."),
	changed: string().min(1).max(1e3).optional().describe("What differs from the version before, for people.")
};
/** Names of tools, as a parameter: at least one. */
const toolNames = array(string().min(1).max(200)).min(1).max(200);
/** A parameter that names one tool. */
const toolName = string().min(1).max(200).describe("The tool's name.");
/** A count, as a parameter. */
const count = int().min(0).max(1e6);
/** A JSON Schema, as a parameter: an object, draft 2020-12 unless its `$schema` says draft-07. */
const jsonSchemaObject = record(string(), json()).describe("A JSON Schema (2020-12, or draft-07 where `$schema` says so). Remote `$ref`s are not fetched.");

// src/core/evaluator/checks/parameters.ts
const terms = array(string().min(1).max(1e3)).min(1).max(200);
const turn = union([_enum([
	"last",
	"any",
	"every"
]), int().min(1).max(100)]).default("last").describe("Which reply is read: the last one, any, every one, or that of the n-th turn.");
const kinds = array(_enum(factKinds)).min(1).optional().describe("Which facts are read; all kinds where left out.");
/** What must hold of the values at a path; at least one of the last four is needed. */
const valueTest = {
	path: string().min(1).max(500).describe("Where the value stands: keys, indexes and `[*]`, such as `orders[0].status`; `$` is the whole."),
	equals: json().optional().describe("The value must be this."),
	matches: string().min(1).max(2e3).optional().describe("A regular expression in RE2 syntax that the value must match somewhere."),
	min: number().optional().describe("The least number that passes."),
	max: number().optional().describe("The greatest number that passes.")
};
const tokens = int().min(1).max(1e9);
const dollars = number().gt(0).max(1e6);
const milliseconds = int().min(1).max(864e5);
/**
* The parameters of every check, by the check's name: the keys that stand beside `check:` in its file.
*
* They are one table so that a reader, the JSON Schema and `docs/evaluators.md` see the same list.
*/
const checkParameters = {
	"answer-contains": strictObject({
		any: terms.optional().describe("The reply must contain at least one of these."),
		all: terms.optional().describe("The reply must contain each of these."),
		none: terms.optional().describe("The reply must contain none of these."),
		ignoreCase: boolean().default(true).describe("Whether upper and lower case are the same."),
		turn
	}),
	"answer-matches": strictObject({
		pattern: string().min(1).max(2e3).describe("A regular expression in RE2 syntax; it may match anywhere. `(?i)` ignores case."),
		expect: _enum(["match", "no-match"]).default("match"),
		turn
	}),
	"answer-schema": strictObject({
		schema: jsonSchemaObject,
		turn
	}),
	"answer-language": strictObject({
		languages: array(string().regex(/^[a-z]{2}$/, "an ISO 639-1 code, such as `en`")).min(1).max(60).describe("Languages that the reply may be in, as ISO 639-1 codes."),
		turn
	}),
	"tool-called": strictObject({
		tool: toolName,
		min: count.default(1).describe("The fewest calls that pass."),
		max: count.optional().describe("The most calls that pass; no limit where left out.")
	}),
	"tool-not-called": strictObject({ tools: toolNames.describe("Tools of which none may be called.") }),
	"tool-arguments": strictObject({
		tool: toolName,
		arguments: record(string(), json()).describe("The arguments that a call is compared with."),
		match: _enum([
			"exact",
			"subset",
			"superset"
		]).default("superset").describe("What the call's arguments must be, compared with those listed: `exact`ly these, a `superset` (at least these), or a `subset` (nothing beyond these)."),
		ignore: array(string().min(1)).max(100).optional().describe("Top-level arguments that are not compared."),
		overrides: record(string().min(1).max(200), union([_enum(["subset", "superset"]), argumentMatch.valueType])).optional().describe("How single arguments are compared, where equal values are too much or too little asked.")
	}),
	"tool-correctness": strictObject({
		tools: array(string().min(1).max(200)).min(1).max(500).describe("The calls that are expected, by tool; a tool may stand more than once."),
		measure: _enum([
			"f1",
			"precision",
			"recall"
		]).default("f1").describe("What is held to `min`."),
		min: number().gt(0).max(1).default(1).describe("The lowest score that passes."),
		ignore: toolNames.optional().describe("Tools whose calls do not count.")
	}),
	trajectory: strictObject({
		tools: array(string().min(1).max(200)).max(500).describe("The calls that are expected, by tool; a tool may stand more than once."),
		match: _enum([
			"strict",
			"in-order",
			"unordered",
			"subset",
			"superset"
		]).describe("What the calls must be, compared with the list: `strict`ly these in this order, these `in-order` with others between, these in any order (`unordered`), a `subset` (nothing beyond these), or a `superset` (at least these).")
	}),
	"tool-result-not-empty": strictObject({ tools: toolNames.describe("Tools whose every call must find something.") }),
	"tool-result-schema": strictObject({
		tool: toolName,
		schema: jsonSchemaObject
	}),
	"tool-result-value": strictObject({
		tool: toolName,
		...valueTest,
		calls: _enum(["every", "any"]).default("every").describe("Whether every result of the tool must be so, or one.")
	}),
	"tool-result-fresh": strictObject({
		tool: toolName,
		path: valueTest.path,
		maxAgeMinutes: number().gt(0).max(5256e3).describe("How long before the call the time at `path` may lie.")
	}),
	"final-state": strictObject(valueTest),
	"abstains-after-empty-result": strictObject({
		tools: toolNames.describe("Tools whose empty or failed result calls for an admission."),
		hedges: array(string().min(1).max(200)).min(1).max(200).optional().describe("Phrases that admit not knowing; a list of English ones where left out.")
	}),
	"grounded-facts": strictObject({
		kinds,
		allow: array(string().min(1).max(200)).max(200).optional().describe("Facts that need no support, written as the agent would write them.")
	}),
	"step-confidence": strictObject({
		min: number().gt(0).max(1).default(.5).describe("The lowest share of supported facts that a step may have."),
		kinds
	}),
	"no-contradicted-fact": strictObject({ tools: toolNames.optional().describe("Tools whose arguments are watched; all where left out.") }),
	"no-repeated-question": strictObject({ max: count.default(0).describe("How often the agent may ask for what it was already given.") }),
	"no-repeated-call": strictObject({
		max: count.min(1).default(1).describe("How often one identical call may stand in a session."),
		tools: toolNames.optional().describe("Tools that are watched; all where left out.")
	}),
	"recovers-from-tool-failure": strictObject({
		tools: toolNames.optional().describe("Tools whose failures are watched, and which stand in for each other; all where left out."),
		readOnly: toolNames.optional().describe("Tools that only read; those whose names say so where left out."),
		maxRetries: count.default(2).describe("How often a failed call may be made again with the same arguments."),
		hedges: array(string().min(1).max(200)).min(1).max(200).optional().describe("Phrases that admit a failure; a list of English ones where left out."),
		whenNothingFails: _enum(["unscored", "pass"]).default("unscored").describe("The verdict on a session in which no tool failed.")
	}),
	"latency-budget": strictObject({
		turnMs: milliseconds.optional().describe("The longest that any turn may take."),
		sessionMs: milliseconds.optional().describe("The longest that all turns together may take.")
	}),
	"token-budget": strictObject({
		tokens: tokens.optional().describe("Most tokens of a session, input and output of all model calls together."),
		turnTokens: tokens.optional().describe("Most tokens of any one turn.")
	}),
	"cost-budget": strictObject({
		usd: dollars.optional().describe("Most US dollars of a session."),
		turnUsd: dollars.optional().describe("Most US dollars of any one turn.")
	}),
	"turn-budget": strictObject({
		turns: count.min(1).optional().describe("The most turns of a session."),
		steps: count.min(1).optional().describe("The most steps (model and tool calls) of a session."),
		turnSteps: count.min(1).optional().describe("The most steps of any one turn.")
	}),
	"plan-length": strictObject({ max: count.min(1).describe("The most steps that a plan may have.") })
};

export { evaluatorFields as n, checkParameters as t };