import { n as blameTiers, t as blameKinds } from "./blame-nj-ohXLV.js";
import { A as partialRecord, D as number, M as record, O as object, P as string, S as int, T as literal, g as _enum, r as datetime, v as array, x as discriminatedUnion, y as boolean } from "./shared-Cu69G1m7.js";
import { C as failureModes, g as experimentSchema, x as mostRunsPerCase } from "./program-DKRRRX-J.js";
import { Ci as caseStatuses, Di as quarantineField, Ei as slug, Fn as standings, Kr as stopModes, Mn as countIn, Tn as runOutcomes, ia as stepRefSchema, ii as toolOrigins, ra as sessionSchema, ri as modelOrigins, wn as runId } from "./run-BZDTBg9r.js";

// src/core/simulation/simulator-error.ts
const simulatorErrorKinds = [
	"breaks-character",
	"reveals-hidden",
	"repeats-itself",
	"contradicts-facts",
	"empty-answer",
	"unreadable-answer",
	"unavailable"
];

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
const count$1 = int().min(0);
const callTotal = object({
	modelCalls: count$1,
	inputTokens: count$1,
	outputTokens: count$1,
	callsWithoutTokens: count$1,
	costUsd: number().min(0),
	callsWithoutCost: count$1
});
const askedTotal = object({
	judges: callTotal.exactOptional(),
	simulator: callTotal.exactOptional()
});
const runLineSchema = object({
	caseId: slug,
	runIndex: int().min(0).max(1e6),
	outcome: _enum(runOutcomes),
	reason: string().exactOptional(),
	durationMs: number().min(0).max(Number.MAX_SAFE_INTEGER),
	session: sessionSchema,
	verdicts: array(verdict),
	simulated: object({
		seed: string().max(200),
		error: _enum(simulatorErrorKinds).exactOptional()
	}).exactOptional(),
	asked: askedTotal.exactOptional()
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
	simulator: object({
		model: shortText,
		digest
	}).exactOptional(),
	commit: shortText.exactOptional()
});
const shards = object({
	count: int().min(1).max(256),
	cut: digest,
	seen: array(int().min(1)).min(1).max(256)
}).refine(({ count: of, seen }) => seen.every((index, at) => index <= of && index > (seen[at - 1] ?? 0)), "`seen` does not rise, or names a shard beyond `count`");
const foldedCase = object({
	id: slug,
	title: shortText,
	status: _enum(caseStatuses),
	file: shortText,
	runs: int().min(0).max(mostRunsPerCase),
	digest,
	hermeticity: object({
		tools: _enum(toolOrigins),
		model: _enum(modelOrigins)
	}).exactOptional(),
	quarantine: quarantineField.exactOptional(),
	expects: array(object({
		evaluator: shortText,
		kind: _enum(["check", "judge"]),
		dimension: slug
	})),
	user: object({ kind: _enum([
		"conversation",
		"scripted",
		"machine",
		"model"
	]) })
});
const journalHeaderSchema = object({
	schema: literal(experimentSchema),
	subject: subjectSchema,
	startedAt: isoTime,
	planned: count,
	plan: digest,
	shards: shards.exactOptional(),
	cases: array(foldedCase).exactOptional()
});
const stopRecord = object({
	mode: _enum(stopModes),
	seed: count,
	cause: _enum(["decided", "budget"]).exactOptional(),
	saved: count,
	tests: array(object({
		dimension: slug,
		answer: _enum([
			"met",
			"missed",
			"undetermined"
		]),
		scored: count,
		failed: count,
		boundary: object({
			mostRuns: count,
			alpha: number().min(0).max(1),
			beta: number().min(0).max(1)
		}).exactOptional()
	}))
});
const journalEndSchema = object({
	schema: literal(experimentSchema),
	end: object({
		at: isoTime,
		stop: stopRecord.exactOptional()
	})
});
const journalAgainSchema = object({
	schema: literal(experimentSchema),
	again: object({
		usage: callTotal.extend({ toolCalls: count }),
		asked: askedTotal.exactOptional()
	})
});
const tally = object({
	passed: count,
	failed: count,
	unscored: count,
	missing: count
});
const course = string().max(mostRunsPerCase).regex(/^[pfum-]*$/);
const casePaths = object({
	runs: int().min(1),
	distinct: int().min(1),
	isAtLeast: literal(true).exactOptional(),
	parts: object({
		turn: int().min(1),
		call: int().min(1),
		next: array(object({
			tool: shortText.exactOptional(),
			runs: int().min(1)
		})).min(1).max(3)
	}).exactOptional()
});
const sampleBlame = object({
	at: object({
		turn: int().min(1),
		step: int().min(1).exactOptional()
	}),
	kind: _enum(blameKinds),
	tier: _enum(blameTiers),
	what: shortText,
	why: shortText,
	quote: shortText.exactOptional()
});
const caseResult = object({
	id: slug,
	title: shortText,
	status: _enum(caseStatuses),
	file: shortText,
	planned: count,
	tested: object({
		digest,
		evaluators: record(slug, array(shortText)),
		isSimulated: literal(true).exactOptional()
	}).exactOptional(),
	hermeticity: object({
		tools: _enum(toolOrigins),
		model: _enum(modelOrigins)
	}).exactOptional(),
	quarantine: quarantineField.exactOptional(),
	paths: casePaths.exactOptional(),
	outcomes: partialRecord(_enum(runOutcomes), count),
	busyMs: number().min(0).max(Number.MAX_SAFE_INTEGER).exactOptional(),
	dimensions: record(slug, object({
		hasChecks: boolean(),
		checks: tally,
		all: tally,
		judges: record(shortText, tally.extend({ unscoredReason: shortText.exactOptional() })),
		courses: object({
			checks: course.exactOptional(),
			all: course
		}).exactOptional()
	})),
	whole: tally,
	failures: array(object({
		runIndex: count,
		dimension: slug,
		evaluator: shortText,
		explanation: shortText,
		runs: int().min(1),
		firstBadStep: stepRefSchema.exactOptional(),
		evidence: array(evidenceSchema),
		blame: sampleBlame.exactOptional(),
		earlyWarning: object({
			at: stepRefSchema,
			what: shortText,
			call: int().min(1)
		}).exactOptional()
	})),
	modes: array(object({
		mode: _enum(failureModes),
		runs: int().min(1),
		what: shortText
	})).exactOptional(),
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
const experimentFile = object({
	schema: literal(experimentSchema),
	subject: subjectSchema,
	startedAt: isoTime,
	durationMs: number().min(0).max(Number.MAX_SAFE_INTEGER),
	planned: count,
	recorded: count,
	isComplete: boolean(),
	cases: array(caseResult),
	usage: callTotal.extend({ toolCalls: count }),
	asked: askedTotal.exactOptional(),
	stop: stopRecord.exactOptional(),
	shards: shards.exactOptional()
}).superRefine((experiment, context) => {
	const problem = contradictionAcross(experiment);
	if (problem !== void 0) context.addIssue({
		code: "custom",
		message: problem
	});
});
function* contradictionsIn(result) {
	const recorded = recordedOf(result);
	const { paths } = result;
	if (paths !== void 0 && (paths.runs > recorded || paths.distinct > paths.runs)) yield `${paths.distinct} paths of ${paths.runs} runs are told, ${recorded} runs counted`;
	if (recorded > result.planned) yield `${recorded} runs are counted, ${result.planned} planned`;
	for (const [name, dimension] of Object.entries(result.dimensions)) {
		const { hasChecks, checks, all, judges, courses } = dimension;
		if (courses !== void 0 && !followsCourses(courses, dimension)) yield `${name}: its courses are not those of its tallies`;
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
function followsCourses(courses, { checks, all, hasChecks }) {
	if (hasChecks !== (courses.checks !== void 0)) return false;
	return [[courses.all, all], [courses.checks ?? "", checks]].every(([text, counts]) => standings.every((standing) => countIn(text, standing) === counts[standing]));
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

export { runLineSchema as a, journalHeaderSchema as i, journalAgainSchema as n, journalEndSchema as r, experimentFile as t };