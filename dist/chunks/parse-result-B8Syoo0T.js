import { t as UserError } from "./errors-wBhBppnE.js";
import { A as partialRecord, D as number, M as record, O as object, P as string, S as int, T as literal, g as _enum, v as array, x as discriminatedUnion, y as boolean } from "./schemas-CJS83Lar.js";
import { n as datetime } from "./iso-VFk7hz9B.js";
import { t as experimentSchema } from "./experiment-DQY_arHo.js";
import { n as caseStatuses, o as slug } from "./case-file-YHVmu2D4.js";
import { n as modelOrigins, r as toolOrigins } from "./hermeticity-Cr78vo5U.js";
import { i as stepRefSchema, r as sessionSchema } from "./session-schema-DQcbzhR3.js";
import { i as runOutcomes, r as runId } from "./run-record-CnZlTFMe.js";

// src/core/plan/run-record-schema.ts
const evidenceSchema = object({
	at: stepRefSchema.exactOptional(),
	what: string(),
	quote: boolean().exactOptional()
});
const origin = {
	evaluator: string().min(1),
	kind: _enum(["check", "judge"]),
	dimension: slug
};
const verdict = discriminatedUnion("result", [object({
	...origin,
	result: _enum(["pass", "fail"]),
	score: number().min(0).max(1).exactOptional(),
	label: string().exactOptional(),
	explanation: string().exactOptional(),
	evidence: array(evidenceSchema).exactOptional()
}), object({
	...origin,
	result: literal("unscored"),
	reason: string()
})]);
/** A line of the journal after the header. */
const runLineSchema = object({
	caseId: slug,
	runIndex: int().min(0).max(1e6),
	outcome: _enum(runOutcomes),
	reason: string().exactOptional(),
	durationMs: number().min(0).max(Number.MAX_SAFE_INTEGER),
	session: sessionSchema,
	verdicts: array(verdict)
}).refine(({ outcome, verdicts }) => outcome === "completed" || verdicts.length === 0, "a run that did not complete has no verdicts").refine(({ outcome, reason }) => outcome === "completed" || reason !== void 0, "a run that did not complete has a reason").refine((run) => run.session.id === runId(run), "the session is that of another run");

// src/core/plan/experiment-schema.ts
const count = int().min(0);
const digest = string().regex(/^sha256:[0-9a-f]{64}$/, "`sha256:` and 64 hex digits");
const isoTime = datetime();
const shortText = string().max(4e3);
const subjectSchema = object({
	key: digest,
	agent: object({
		runner: shortText,
		digest
	}),
	dataset: object({
		name: shortText,
		digest
	}),
	evaluators: array(object({
		ref: shortText,
		digest
	})),
	judge: object({
		model: shortText,
		digest
	}).exactOptional(),
	commit: shortText.exactOptional()
});
/** The first line of a journal. */
const journalHeaderSchema = object({
	schema: literal(experimentSchema),
	subject: subjectSchema,
	startedAt: isoTime,
	planned: count,
	plan: digest
});
const tally = object({
	passed: count,
	failed: count,
	unscored: count,
	missing: count
});
const caseResult = object({
	id: slug,
	title: shortText,
	status: _enum(caseStatuses),
	file: shortText,
	planned: count,
	hermeticity: object({
		tools: _enum(toolOrigins),
		model: _enum(modelOrigins)
	}).exactOptional(),
	outcomes: partialRecord(_enum(runOutcomes), count),
	dimensions: record(slug, object({
		hasChecks: boolean(),
		checks: tally,
		all: tally,
		judges: record(shortText, tally.extend({ unscoredReason: shortText.exactOptional() }))
	})),
	whole: tally,
	failures: array(object({
		runIndex: count,
		dimension: slug,
		evaluator: shortText,
		explanation: shortText,
		runs: int().min(1),
		firstBadStep: stepRefSchema.exactOptional(),
		evidence: array(evidenceSchema)
	})),
	errors: array(object({
		outcome: _enum(runOutcomes),
		reason: shortText,
		runs: int().min(1)
	}))
}).superRefine((result, context) => {
	for (const contradiction of contradictionsIn(result)) context.addIssue({
		code: "custom",
		message: contradiction
	});
});
/** `experiment.json`. What it claims must add up: it may come from a job that ran a stranger's code. */
const experimentFile = object({
	schema: literal(experimentSchema),
	subject: subjectSchema,
	startedAt: isoTime,
	durationMs: number().min(0).max(Number.MAX_SAFE_INTEGER),
	planned: count,
	recorded: count,
	isComplete: boolean(),
	cases: array(caseResult),
	usage: object({
		modelCalls: count,
		toolCalls: count,
		inputTokens: count,
		outputTokens: count,
		callsWithoutTokens: count,
		costUsd: number().min(0),
		callsWithoutCost: count
	})
}).superRefine((experiment, context) => {
	const problem = contradictionAcross(experiment);
	if (problem !== void 0) context.addIssue({
		code: "custom",
		message: problem
	});
});
function* contradictionsIn(result) {
	const recorded = recordedOf(result);
	if (recorded > result.planned) yield `${recorded} runs are counted, ${result.planned} planned`;
	for (const [name, { hasChecks, checks, all, judges }] of Object.entries(result.dimensions)) {
		if (total(all) !== recorded) yield `${name}: \`all\` does not add up to ${recorded} runs`;
		if (total(checks) !== (hasChecks ? recorded : 0)) yield `${name}: \`checks\` does not add up to the runs`;
		for (const [judge, counts] of Object.entries(judges)) if (total(counts) !== recorded) yield `${name}: ${judge} does not add up to ${recorded} runs`;
	}
	const hasChecks = Object.values(result.dimensions).some((dimension) => dimension.hasChecks);
	if (total(result.whole) !== (hasChecks ? recorded : 0)) yield "`whole` does not add up to the runs";
	const shown = /* @__PURE__ */ new Map();
	for (const { dimension, runIndex, runs } of result.failures) {
		shown.set(dimension, (shown.get(dimension) ?? 0) + 1);
		const failed = Object.hasOwn(result.dimensions, dimension) ? result.dimensions[dimension]?.all.failed : void 0;
		if (failed === void 0) yield `a failure names ${dimension}, which the case does not have`;
		else if (runs > failed) yield `${dimension}: ${runs} failures shown, ${failed} counted`;
		if (runIndex >= result.planned) yield `run ${runIndex} is not planned`;
	}
	for (const [dimension, failures] of shown) if (failures > 2) yield `${dimension}: ${failures} failures are shown, ${2} are kept`;
}
function contradictionAcross({ cases, planned, recorded, isComplete }) {
	if (new Set(cases.map(({ id }) => id)).size !== cases.length) return "a case stands in it twice";
	if (sum(cases.map((result) => result.planned)) !== planned) return "`planned` is not the sum over the cases";
	if (sum(cases.map(recordedOf)) !== recorded) return "`recorded` is not the sum over the cases";
	if (isComplete !== (recorded === planned)) return "`isComplete` contradicts the counts";
}
function recordedOf({ outcomes }) {
	return sum(Object.values(outcomes));
}
function total({ passed, failed, unscored, missing }) {
	return passed + failed + unscored + missing;
}
function sum(counts) {
	return counts.reduce((a, b) => a + b, 0);
}

// src/core/plan/parse-result.ts
/**
* Reads `experiment.json`, which may have been written by a stranger's code.
*
* @throws UserError `RESULT_UNREADABLE`, `RESULT_OTHER_SCHEMA` or `RESULT_INVALID`.
*/
function parseExperiment(text, place) {
	const value = parseJson(text, place);
	checkMajor(value, place);
	return parseAs(experimentFile, value, place);
}
/** The first line of a journal. @throws UserError as `parseExperiment` does. */
function parseJournalHeader(line, place) {
	const value = parseJson(line, place);
	checkMajor(value, place);
	return parseAs(journalHeaderSchema, value, place);
}
/** What `renderRunLine` wrote. @throws UserError as `parseExperiment` does. */
function parseRunRecord(line, place) {
	return parseAs(runLineSchema, parseJson(line, place), place);
}
function parseJson(text, place) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new UserError("RESULT_UNREADABLE", `${place} is not JSON; it was cut off or is no result of Tracegate.`, fix, { cause });
	}
}
function checkMajor(value, place) {
	const schema = isObject(value) ? value["schema"] : void 0;
	if (schema === "tracegate.experiment/1") return;
	const found = typeof schema === "string" ? JSON.stringify(schema.slice(0, 60)) : "none";
	throw new UserError("RESULT_OTHER_SCHEMA", `${place} has the schema ${found}; this version reads ${JSON.stringify(experimentSchema)}.`, "Run the experiment again with this version, or read it with the version that wrote it.");
}
function parseAs(schema, value, place) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.length === 0 ? "" : `${path.join(".")}: `}${message}`);
	throw new UserError("RESULT_INVALID", `${place} is invalid: ${problems.join("; ")}.`, fix, { cause: parsed.error });
}
const fix = "Run the experiment again; result files are not meant to be edited.";
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { parseJournalHeader as n, parseRunRecord as r, parseExperiment as t };