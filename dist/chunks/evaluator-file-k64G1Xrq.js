import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { N as strictObject, P as string, T as literal, g as _enum, v as array, x as discriminatedUnion } from "./schemas-CJS83Lar.js";
import { t as digestSession } from "./session-digest-BhgCnTdA.js";
import { n as evaluatorFields, t as checkParameters } from "./parameters-ZfW1_FlD.js";
import { createHash } from "node:crypto";

// src/core/evaluator/revisions.ts
/**
* Counted up when the same file on the same session may answer otherwise than before: our code is part
* of the measurement, so it is part of every evaluator's digest.
*/
const revisions = {
	"answer-contains": 1,
	"answer-matches": 1,
	"answer-schema": 1,
	"answer-language": 1,
	"tool-called": 2,
	"tool-not-called": 2,
	"tool-arguments": 2,
	"tool-correctness": 1,
	trajectory: 2,
	"tool-result-not-empty": 2,
	"tool-result-schema": 2,
	"tool-result-value": 1,
	"tool-result-fresh": 1,
	"final-state": 1,
	"abstains-after-empty-result": 3,
	"grounded-facts": 3,
	"step-confidence": 1,
	"no-contradicted-fact": 1,
	"no-repeated-question": 1,
	"no-repeated-call": 2,
	"recovers-from-tool-failure": 1,
	"latency-budget": 1,
	"token-budget": 1,
	"cost-budget": 1,
	"turn-budget": 1,
	"plan-length": 1,
	judge: 2
};

// src/core/evaluator/evaluator.ts
/**
* A judge with the sessions and labels that its `examples` lead to.
*
* They are part of what it is asked, so they are part of its digest.
*/
function withExamples(judge, shown) {
	const digest = digestJson({
		file: judge.digest,
		shown: shown.map(({ label, why, session }) => ({
			label,
			why,
			session: digestSession(session)
		}))
	});
	return {
		...judge,
		shown,
		digest
	};
}
/** Names and digests one parsed evaluator file; `path` is relative to the project root. */
function identifyEvaluator(file, path) {
	return {
		...file,
		ref: `${file.name}@${file.version}`,
		digest: evaluatorDigest(file),
		file: path
	};
}
/**
* The digest of what decides verdicts: kind, parameters or rubric, and the revision of our own code.
*
* Name, version, dimension and the texts for people are left out: two files that always answer alike
* have one digest. The judge's model is configuration and stands in the experiment's own digests.
*/
function evaluatorDigest(file) {
	const { name: _name, version: _version, dimension: _dimension, ...rest } = file;
	const { description: _description, changed: _changed, ...decisive } = rest;
	const revision = revisions[file.kind === "judge" ? "judge" : file.check];
	return digestJson({
		...decisive,
		revision
	});
}
function digestJson(subject) {
	return `sha256:${createHash("sha256").update(canonicalJson(subject)).digest("hex")}`;
}

// src/core/evaluator/evaluator-examples.ts
const searching = {
	name: "searches-policies",
	version: 1,
	dimension: "tool-use",
	kind: "check"
};
const answering = {
	name: "states-the-facts",
	version: 1,
	dimension: "faithfulness",
	kind: "check"
};
const abstaining = {
	name: "says-so",
	version: 1,
	dimension: "abstention",
	kind: "check"
};
const recovering = {
	name: "recovers",
	version: 1,
	dimension: "recovery",
	kind: "check"
};
const sparing = {
	name: "stays-brief",
	version: 1,
	dimension: "cost",
	kind: "check"
};
/** One right file for each check: what editors offer, and what an error message quotes from. */
const checkExamples = {
	"answer-contains": {
		...answering,
		check: "answer-contains",
		any: ["I don't know", "could not find"],
		turn: "last"
	},
	"answer-matches": {
		...answering,
		check: "answer-matches",
		pattern: "(?i)30.day",
		expect: "no-match"
	},
	"answer-schema": {
		...answering,
		check: "answer-schema",
		schema: {
			type: "object",
			required: ["refundable"]
		}
	},
	"answer-language": {
		...answering,
		check: "answer-language",
		languages: ["en"],
		turn: "every"
	},
	"tool-called": {
		...searching,
		check: "tool-called",
		tool: "search_policies",
		min: 1,
		max: 3
	},
	"tool-not-called": {
		...searching,
		check: "tool-not-called",
		tools: ["issue_refund"]
	},
	"tool-arguments": {
		...searching,
		check: "tool-arguments",
		tool: "lookup_order",
		arguments: { order_id: "4471" },
		match: "superset",
		ignore: ["locale"],
		overrides: { order_id: "text" }
	},
	"tool-correctness": {
		...searching,
		check: "tool-correctness",
		tools: ["lookup_order", "search_policies"],
		measure: "f1",
		min: .8,
		ignore: ["think"]
	},
	trajectory: {
		...searching,
		check: "trajectory",
		tools: ["lookup_order", "search_policies"],
		match: "superset"
	},
	"tool-result-not-empty": {
		...searching,
		check: "tool-result-not-empty",
		tools: ["search_policies"]
	},
	"tool-result-schema": {
		...searching,
		check: "tool-result-schema",
		tool: "lookup_order",
		schema: {
			type: "object",
			required: ["status"]
		}
	},
	"tool-result-value": {
		...searching,
		check: "tool-result-value",
		tool: "lookup_order",
		path: "items[*].price",
		min: 0,
		max: 500
	},
	"tool-result-fresh": {
		...searching,
		check: "tool-result-fresh",
		tool: "lookup_order",
		path: "updated_at",
		maxAgeMinutes: 60
	},
	"final-state": {
		...answering,
		check: "final-state",
		path: "orders[\"4502\"].status",
		equals: "refunded"
	},
	"abstains-after-empty-result": {
		...abstaining,
		check: "abstains-after-empty-result",
		tools: ["search_policies"],
		hedges: ["I don't know", "could not find"]
	},
	"grounded-facts": {
		...answering,
		check: "grounded-facts",
		kinds: ["amount", "date"],
		allow: ["24 hours"]
	},
	"step-confidence": {
		...answering,
		check: "step-confidence",
		min: .5,
		kinds: ["id", "amount"]
	},
	"no-contradicted-fact": {
		...answering,
		check: "no-contradicted-fact",
		tools: ["issue_refund"]
	},
	"no-repeated-question": {
		...answering,
		check: "no-repeated-question",
		max: 0
	},
	"no-repeated-call": {
		...searching,
		check: "no-repeated-call",
		max: 1,
		tools: ["search_policies"]
	},
	"recovers-from-tool-failure": {
		...recovering,
		check: "recovers-from-tool-failure",
		readOnly: ["search_policies", "lookup_order"],
		maxRetries: 2
	},
	"latency-budget": {
		...sparing,
		check: "latency-budget",
		turnMs: 5e3,
		sessionMs: 3e4
	},
	"token-budget": {
		...sparing,
		check: "token-budget",
		tokens: 2e4,
		turnTokens: 5e3
	},
	"cost-budget": {
		...sparing,
		check: "cost-budget",
		usd: .05,
		turnUsd: .02
	},
	"turn-budget": {
		...sparing,
		check: "turn-budget",
		turns: 6,
		steps: 20,
		turnSteps: 8
	},
	"plan-length": {
		...sparing,
		check: "plan-length",
		max: 8
	}
};
const judgeExample = {
	name: "faithfulness",
	version: 2,
	dimension: "faithfulness",
	kind: "judge",
	question: "Is every factual claim that the agent makes supported by a tool result, the policy or the user?",
	pass: "Each claim is supported, or the agent says that it does not know.",
	fail: "At least one claim has no support in the session.",
	cannotTell: "The tool results were not captured.",
	sees: [
		"conversation",
		"tool-calls",
		"tool-results"
	]
};

// src/core/evaluator/evaluator-file.ts
/** What a judge may be shown of a session. */
const judgeSees = [
	"conversation",
	"tool-calls",
	"tool-results",
	"policy"
];
const ofCheck = (check) => ({
	...evaluatorFields,
	kind: literal("check"),
	check: literal(check)
});
/** A file of `kind: check`: one closed object for each check, so that a wrong key is named. */
const checkFile = discriminatedUnion("check", [
	strictObject({
		...ofCheck("answer-contains"),
		...checkParameters["answer-contains"].shape
	}).meta({ examples: [checkExamples["answer-contains"]] }),
	strictObject({
		...ofCheck("answer-matches"),
		...checkParameters["answer-matches"].shape
	}).meta({ examples: [checkExamples["answer-matches"]] }),
	strictObject({
		...ofCheck("answer-schema"),
		...checkParameters["answer-schema"].shape
	}).meta({ examples: [checkExamples["answer-schema"]] }),
	strictObject({
		...ofCheck("answer-language"),
		...checkParameters["answer-language"].shape
	}).meta({ examples: [checkExamples["answer-language"]] }),
	strictObject({
		...ofCheck("tool-called"),
		...checkParameters["tool-called"].shape
	}).meta({ examples: [checkExamples["tool-called"]] }),
	strictObject({
		...ofCheck("tool-not-called"),
		...checkParameters["tool-not-called"].shape
	}).meta({ examples: [checkExamples["tool-not-called"]] }),
	strictObject({
		...ofCheck("tool-arguments"),
		...checkParameters["tool-arguments"].shape
	}).meta({ examples: [checkExamples["tool-arguments"]] }),
	strictObject({
		...ofCheck("tool-correctness"),
		...checkParameters["tool-correctness"].shape
	}).meta({ examples: [checkExamples["tool-correctness"]] }),
	strictObject({
		...ofCheck("trajectory"),
		...checkParameters.trajectory.shape
	}).meta({ examples: [checkExamples["trajectory"]] }),
	strictObject({
		...ofCheck("tool-result-not-empty"),
		...checkParameters["tool-result-not-empty"].shape
	}).meta({ examples: [checkExamples["tool-result-not-empty"]] }),
	strictObject({
		...ofCheck("tool-result-schema"),
		...checkParameters["tool-result-schema"].shape
	}).meta({ examples: [checkExamples["tool-result-schema"]] }),
	strictObject({
		...ofCheck("tool-result-value"),
		...checkParameters["tool-result-value"].shape
	}).meta({ examples: [checkExamples["tool-result-value"]] }),
	strictObject({
		...ofCheck("tool-result-fresh"),
		...checkParameters["tool-result-fresh"].shape
	}).meta({ examples: [checkExamples["tool-result-fresh"]] }),
	strictObject({
		...ofCheck("final-state"),
		...checkParameters["final-state"].shape
	}).meta({ examples: [checkExamples["final-state"]] }),
	strictObject({
		...ofCheck("abstains-after-empty-result"),
		...checkParameters["abstains-after-empty-result"].shape
	}).meta({ examples: [checkExamples["abstains-after-empty-result"]] }),
	strictObject({
		...ofCheck("grounded-facts"),
		...checkParameters["grounded-facts"].shape
	}).meta({ examples: [checkExamples["grounded-facts"]] }),
	strictObject({
		...ofCheck("step-confidence"),
		...checkParameters["step-confidence"].shape
	}).meta({ examples: [checkExamples["step-confidence"]] }),
	strictObject({
		...ofCheck("no-contradicted-fact"),
		...checkParameters["no-contradicted-fact"].shape
	}).meta({ examples: [checkExamples["no-contradicted-fact"]] }),
	strictObject({
		...ofCheck("no-repeated-question"),
		...checkParameters["no-repeated-question"].shape
	}).meta({ examples: [checkExamples["no-repeated-question"]] }),
	strictObject({
		...ofCheck("no-repeated-call"),
		...checkParameters["no-repeated-call"].shape
	}).meta({ examples: [checkExamples["no-repeated-call"]] }),
	strictObject({
		...ofCheck("recovers-from-tool-failure"),
		...checkParameters["recovers-from-tool-failure"].shape
	}).meta({ examples: [checkExamples["recovers-from-tool-failure"]] }),
	strictObject({
		...ofCheck("latency-budget"),
		...checkParameters["latency-budget"].shape
	}).meta({ examples: [checkExamples["latency-budget"]] }),
	strictObject({
		...ofCheck("token-budget"),
		...checkParameters["token-budget"].shape
	}).meta({ examples: [checkExamples["token-budget"]] }),
	strictObject({
		...ofCheck("cost-budget"),
		...checkParameters["cost-budget"].shape
	}).meta({ examples: [checkExamples["cost-budget"]] }),
	strictObject({
		...ofCheck("turn-budget"),
		...checkParameters["turn-budget"].shape
	}).meta({ examples: [checkExamples["turn-budget"]] }),
	strictObject({
		...ofCheck("plan-length"),
		...checkParameters["plan-length"].shape
	}).meta({ examples: [checkExamples["plan-length"]] })
]);
const criterion = string().min(1).max(4e3);
/** A file of `kind: judge`: a question to a model, and what its answers mean. */
const judgeFile = strictObject({
	...evaluatorFields,
	kind: literal("judge"),
	question: criterion.describe("The question that the judge answers about one session."),
	pass: criterion.describe("When the answer is pass."),
	fail: criterion.describe("When the answer is fail."),
	cannotTell: criterion.optional().describe("When the session does not allow an answer; the verdict is then unscored."),
	sees: array(_enum(judgeSees)).min(1).default([...judgeSees]).describe("What the judge is shown of a session."),
	examples: array(string().max(200).regex(/^labels\/[a-z0-9][a-z0-9-]{0,59}\.jsonl#[1-9]\d{0,6}$/, "a line of a file of labels, such as `labels/faithfulness.jsonl#12`")).min(1).max(20).optional().describe("Labels that the judge is shown with their sessions, by file in the dataset's folder and line; it is never measured on them.")
}).meta({ examples: [judgeExample] });
/**
* `evaluators/<name>/v<N>.yaml`: one version of one evaluator.
*
* What depends on more than one key (a `min` above its `max`, a pattern that does not compile) is
* found by `compileScorer`, when a case's `with` has been laid over it.
*/
const evaluatorFile = discriminatedUnion("kind", [checkFile, judgeFile]);

export { identifyEvaluator as n, withExamples as r, evaluatorFile as t };