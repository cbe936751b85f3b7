import { t as UserError } from "./errors-wBhBppnE.js";
import { C as literal, D as record, E as partialRecord, T as object, _ as array, b as discriminatedUnion, h as _enum, k as string, v as boolean, w as number, x as int, y as custom } from "./schemas-5Hve26zk.js";
import { _ as datetime, c as checkPlan, d as poolTallies, f as checkFloor, g as detectableDrop, h as wilsonInterval, l as floorsByName, m as runsToSettle, o as isFolder, p as floorP, u as gatingTally } from "./compose-project-x_lce49O.js";
import { n as scoredRuns, t as lostRuns } from "./decision-COWq8-7A.js";
import { r as canonicalJson } from "./pattern-engines-Dd3ZBQLe.js";
import { c as caseStatuses, f as slug, o as stepId } from "./compile-scorer-C1OE-sD3.js";
import { b as runId, n as renderComment, x as runOutcomes } from "./comment-D-u21EZX.js";
import { t as isJsonValue } from "./json-DO4u2m3f.js";
import { u as cutText } from "./wording-CrFQbMU1.js";
import { t as ReasonCounts } from "./reason-counts-tSJRmAZh.js";
import { h as suggest } from "./describe-issue-DiAFkDmh.js";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

// src/core/gate/check-experiment.ts
/**
* Refuses an experiment whose counts cannot be true, so that an edited or broken file is an error and
* never a pass: every run of a case must stand in each of its tallies exactly once.
*
* @throws UserError `EXPERIMENT_INCONSISTENT` naming the first count that is wrong.
*/
function checkExperiment(experiment) {
	count$2(experiment.planned, "planned");
	count$2(experiment.recorded, "recorded");
	const seen = /* @__PURE__ */ new Set();
	let planned = 0;
	let recorded = 0;
	for (const one of experiment.cases) {
		if (seen.has(one.id)) refuse(`case ${one.id} is listed twice`);
		seen.add(one.id);
		planned += count$2(one.planned, `case ${one.id}: planned`);
		recorded += checkCase(one);
	}
	if (planned !== experiment.planned) refuse(`the cases plan ${planned} runs, the experiment ${experiment.planned}`);
	if (recorded !== experiment.recorded) refuse(`the cases record ${recorded} runs, the experiment ${experiment.recorded}`);
	if (experiment.isComplete && recorded < planned) refuse(`it calls itself complete with ${recorded} of ${planned} runs`);
}
/** Returns how many runs of the case are recorded. */
function checkCase(one) {
	const where = `case ${one.id}`;
	let recorded = 0;
	for (const [outcome, runs] of Object.entries(one.outcomes)) recorded += count$2(runs, `${where}: ${outcome}`);
	if (recorded > one.planned) refuse(`${where} records ${recorded} of ${one.planned} planned runs`);
	const agentErrors = one.outcomes["agent-error"] ?? 0;
	const missing = recorded - agentErrors - (one.outcomes.completed ?? 0);
	const expected = {
		recorded,
		agentErrors,
		missing
	};
	const whole = checkTally(one.whole, `${where}: whole`);
	if (whole > recorded) refuse(`${where}: whole counts ${whole} of ${recorded} runs`);
	if (recorded > 0 && Object.keys(one.dimensions).length === 0) refuse(`${where} records ${recorded} runs and no dimension`);
	for (const [name, dimension] of Object.entries(one.dimensions)) checkDimension(dimension, expected, `${where}, ${name}`);
	return recorded;
}
function checkDimension(dimension, expected, where) {
	const checks = dimension.hasChecks ? expected : {
		recorded: 0,
		agentErrors: 0,
		missing: 0
	};
	matchTally(dimension.checks, checks, `${where}: checks`);
	matchTally(dimension.all, expected, `${where}: all`);
	for (const [judge, tally] of Object.entries(dimension.judges)) checkTally(tally, `${where}: ${judge}`);
}
/** A run that the agent did not finish is a failure, one that was lost is missing, in every tally. */
function matchTally(tally, expected, where) {
	const runs = checkTally(tally, where);
	if (runs !== expected.recorded) refuse(`${where} counts ${runs} of ${expected.recorded} runs`);
	if (tally.missing !== expected.missing) refuse(`${where} misses ${tally.missing} runs, but ${expected.missing} were lost`);
	if (tally.failed < expected.agentErrors) refuse(`${where} fails ${tally.failed} runs, but ${expected.agentErrors} were agent errors`);
}
function checkTally(tally, where) {
	return count$2(tally.passed, `${where}: passed`) + count$2(tally.failed, `${where}: failed`) + count$2(tally.unscored, `${where}: unscored`) + count$2(tally.missing, `${where}: missing`);
}
/** Above this, sums are no longer exact and no experiment is real. */
const mostRuns = 1e9;
function count$2(value, where) {
	if (!Number.isInteger(value) || value < 0 || value > mostRuns) refuse(`${where} is ${value}, not a count of runs`);
	return value;
}
function refuse(what) {
	throw new UserError("EXPERIMENT_INCONSISTENT", `The experiment's counts cannot be true: ${what}.`, "Run the experiment again; if the file was merged or edited by hand, delete it first.");
}

// src/core/gate/failing-cases.ts
/** Every case that failed in a dimension that decides, those that fail most often first. */
function failingCases(guarding, policy) {
	const floors = floorsByName(policy);
	return guarding.flatMap((one) => Object.entries(one.dimensions).flatMap(([dimension, result]) => {
		const floor = floors.get(dimension);
		const tally = gatingTally(result, floor);
		if (tally === void 0 || tally.failed === 0) return [];
		const advisory = floor?.judge === "block" ? [] : Object.keys(result.judges);
		const sample = mostFrequentFailure(one.failures, dimension, new Set(advisory));
		const agentErrors = agentErrorsOf(one);
		return [{
			caseId: one.id,
			title: one.title,
			file: one.file,
			dimension,
			failed: tally.failed,
			scored: scoredRuns(tally),
			...sample && { sample },
			...agentErrors && { agentErrors }
		}];
	})).toSorted(byFailures);
}
/** A failure that only an advisory judge saw explains nothing about a decision that it had no part in. */
function mostFrequentFailure(failures, dimension, advisory) {
	return failures.filter((failure) => failure.dimension === dimension && !advisory.has(failure.evaluator)).toSorted((a, b) => b.runs - a.runs || a.runIndex - b.runIndex)[0];
}
function agentErrorsOf({ outcomes, errors }) {
	const runs = outcomes["agent-error"] ?? 0;
	const [first] = errors.filter(({ outcome }) => outcome === "agent-error");
	return runs === 0 ? void 0 : {
		runs,
		reason: first?.reason ?? "no reason was given"
	};
}
function byFailures(a, b) {
	return b.failed / b.scored - a.failed / a.scored || b.failed - a.failed || compareText(a.caseId, b.caseId) || compareText(a.dimension, b.dimension);
}
/** By code unit, so that the order is the same in every locale. */
function compareText(a, b) {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

// src/core/stats/holm.ts
/**
* Holm's step-down adjusted p-values, in the order given: rejecting those ≤ α keeps the chance of
* any false rejection in the family at α, however the tests depend on each other.
*
* Source: Holm (1979).
*/
function holm(pValues) {
	const order = pValues.map((p, index) => ({
		p,
		index
	})).toSorted((a, b) => a.p - b.p);
	const adjusted = pValues.map(() => 1);
	let highest = 0;
	for (const [rank, { p, index }] of order.entries()) {
		highest = Math.max(highest, Math.min(1, p * (order.length - rank)));
		adjusted[index] = highest;
	}
	return adjusted;
}

// src/core/gate/judge-floors.ts
/**
* Tests every gating dimension against its floor, with Holm's correction over those that a p-value
* decides.
*
* The whole of `alpha` is spent here. It is halved between floors and regressions as soon as there is a
* baseline to compare with.
*/
function testFloors(pools, policy, lost) {
	const measured = [...pools].flatMap((pool) => {
		if (pool.floor === void 0 || pool.gatingCases.length === 0) return [];
		return [{
			pool,
			rule: {
				...pool.floor,
				alpha: policy.alpha,
				beta: policy.beta
			},
			runs: settleLost(pool, lost)
		}];
	});
	const family = measured.filter(({ rule, runs }) => rule.mode !== "point" && runs.scored > 0);
	const alone = family.map(({ rule, runs }) => floorP(runs, rule.floor));
	const corrected = holm(alone);
	const tested = new Map(family.map(({ pool }, i) => {
		return [pool.dimension, {
			alone: alone[i] ?? 1,
			corrected: corrected[i] ?? 1
		}];
	}));
	return measured.map(({ pool, rule, runs }) => {
		const p = tested.get(pool.dimension);
		return {
			pool,
			result: checkFloor(runs, rule, p?.corrected),
			...p && { p }
		};
	});
}
/** Counts every must-pass case in each dimension that decides. */
function countMustPass(guarding, policy) {
	const required = new Set(policy.mustPass);
	const floors = floorsByName(policy);
	return guarding.filter(({ id }) => required.has(id)).flatMap(({ id, dimensions }) => Object.entries(dimensions).flatMap(([dimension, result]) => {
		const tally = gatingTally(result, floors.get(dimension));
		if (tally === void 0) return [];
		const scored = scoredRuns(tally);
		return [{
			caseId: id,
			dimension,
			runs: scored + lostRuns(tally),
			failed: tally.failed,
			scored
		}];
	}));
}
/** What floors and must-pass cases alone say, once lost runs are taken for what `lost` says. */
function kindByEvidence(floors, mustPass, lost) {
	if (mustPass.some(({ failed, runs, scored }) => {
		return failed > 0 || lost === "failed" && runs > scored;
	}) || floors.some(({ result }) => result.kind === "missed")) return "fail";
	const mustPassOpen = mustPass.some(({ runs, scored }) => {
		return lost === "left-out" ? scored === 0 : runs === 0;
	});
	return floors.length > 0 && floors.every(({ result }) => result.kind === "met") && !mustPassOpen ? "pass" : "undetermined";
}
function settleLost({ tally }, lost) {
	const scored = scoredRuns(tally);
	switch (lost) {
		case "left-out": return {
			passed: tally.passed,
			scored
		};
		case "failed": return {
			passed: tally.passed,
			scored: scored + lostRuns(tally)
		};
		case "passed": return {
			passed: tally.passed + lostRuns(tally),
			scored: scored + lostRuns(tally)
		};
	}
}

// src/core/gate/undetermined-reasons.ts
/** Every gap in the evidence, the widest first. None of them may be read as a pass. */
function undeterminedReasons(evidence) {
	const gating = evidence.rows.filter((row) => row.kind === "gating");
	const { cases } = evidence.experiment;
	if (cases.length === 0) return [{ kind: "no-cases" }];
	if (cases.every(({ status }) => status !== "guarding")) return [...incomplete(evidence), {
		kind: "no-guarding-cases",
		cases: cases.length
	}];
	return [
		...incomplete(evidence),
		...gating.length === 0 ? [{ kind: "nothing-gates" }] : [],
		...[...evidence.pools.values()].flatMap(withoutFloor),
		...gating.flatMap((row) => dimensionGaps(row, evidence)),
		...mustPassGaps(evidence),
		...caseGaps(evidence),
		...gating.flatMap(openFloor)
	];
}
function incomplete({ experiment }) {
	const { planned, recorded, isComplete } = experiment;
	return isComplete && recorded === planned ? [] : [{
		kind: "incomplete",
		planned,
		recorded
	}];
}
function withoutFloor({ dimension, floor, cases }) {
	return floor === void 0 ? [{
		kind: "dimension-without-floor",
		dimension,
		caseIds: cases
	}] : [];
}
function dimensionGaps(row, evidence) {
	const { dimension, tally, unscoredReason } = row;
	if (row.cases === 0) return [{
		kind: "dimension-without-case",
		dimension,
		shownIn: evidence.experiment.cases.filter((one) => Object.hasOwn(one.dimensions, dimension)).map(({ id }) => id)
	}];
	const lost = lostRuns(tally);
	const runs = lost + scoredRuns(tally);
	const why = unscoredReason === void 0 ? {} : { unscoredReason };
	if (scoredRuns(tally) === 0) return [{
		kind: "dimension-unscored",
		dimension,
		runs,
		...why
	}];
	const allowed = evidence.policy.missing;
	if (lost / runs <= allowed) return [];
	return [{
		kind: "too-many-missing",
		dimension,
		lost,
		runs,
		allowed,
		...why
	}];
}
function mustPassGaps(evidence) {
	const cases = new Map(evidence.experiment.cases.map((one) => [one.id, one]));
	return [...new Set(evidence.policy.mustPass)].flatMap((caseId) => {
		const status = cases.get(caseId)?.status;
		if (status !== "guarding") return [{
			kind: "must-pass-absent",
			caseId,
			...status && { status }
		}];
		const counts = evidence.mustPass.filter((count) => count.caseId === caseId);
		const unscored = counts.filter(({ scored }) => scored === 0).map(({ dimension }) => dimension);
		if (counts.length > 0 && unscored.length === 0) return [];
		return [{
			kind: "must-pass-unscored",
			caseId,
			dimensions: unscored
		}];
	});
}
/**
* A guarding case of which not one run was scored was not tested, however small its share of the runs
* is. Where its whole dimension went unscored that reason stands alone.
*/
function caseGaps({ experiment, policy, pools }) {
	const floors = floorsByName(policy);
	const required = new Set(policy.mustPass);
	return experiment.cases.flatMap((one) => {
		if (one.status !== "guarding" || required.has(one.id)) return [];
		const dimensions = Object.entries(one.dimensions).flatMap(([dimension, result]) => {
			const tally = gatingTally(result, floors.get(dimension));
			const pool = pools.get(dimension);
			if (tally === void 0 || pool === void 0 || scoredRuns(pool.tally) === 0) return [];
			return scoredRuns(tally) === 0 ? [dimension] : [];
		});
		if (dimensions.length === 0) return [];
		return [{
			kind: "case-unscored",
			caseId: one.id,
			dimensions,
			runs: recordedRuns(one)
		}];
	});
}
function recordedRuns(one) {
	return Object.values(one.outcomes).reduce((sum, runs) => sum + runs, 0);
}
function openFloor(row) {
	if (row.result.kind !== "undetermined") return [];
	return [{
		kind: "floor-undetermined",
		dimension: row.dimension,
		floor: row.floor.floor,
		tally: row.tally,
		cases: row.cases,
		runsToSettle: row.runsToSettle ?? "unknown"
	}];
}

// src/core/gate/decide-gate.ts
/**
* Decides one experiment under one policy. Only guarding cases count, whatever else was recorded.
*
* A failure outweighs missing evidence, and missing evidence outweighs a pass: `pass` needs every floor
* of the policy measured and met, on a complete experiment.
*
* @throws UserError `EXPERIMENT_INCONSISTENT` where the counts cannot be true.
*/
function decideGate(experiment, policy) {
	checkExperiment(experiment);
	const guarding = experiment.cases.filter(({ status }) => status === "guarding");
	const pools = poolTallies(guarding, policy);
	const floors = testFloors(pools.values(), policy, "left-out");
	const mustPass = countMustPass(guarding, policy);
	const rule = ruleOf(policy, floors);
	const rows = describeDimensions(pools, floors, rule);
	const failures = failReasons(floors, mustPass);
	const open = undeterminedReasons({
		experiment,
		policy,
		pools,
		rows,
		mustPass
	});
	const bounds = boundsOf({
		pools,
		policy,
		floors,
		mustPass
	});
	return {
		kind: kindOf(failures, open),
		reasons: [...failures, ...open],
		dimensions: rows,
		failing: failingCases(guarding, policy),
		mustPass,
		...bounds && { bounds },
		rule
	};
}
function kindOf(failures, open) {
	if (failures.length > 0) return "fail";
	return open.length > 0 ? "undetermined" : "pass";
}
function ruleOf(policy, floors) {
	return {
		alpha: policy.alpha,
		beta: policy.beta,
		missing: policy.missing,
		floorsTested: floors.filter(({ p }) => p !== void 0).length
	};
}
function failReasons(floors, mustPass) {
	const missed = floors.flatMap(({ pool, result }) => {
		const { dimension, floor, tally } = pool;
		if (result.kind !== "missed" || floor === void 0) return [];
		return [{
			kind: "floor-missed",
			dimension,
			floor: floor.floor,
			tally
		}];
	});
	const broken = mustPass.flatMap(({ caseId, dimension, failed, scored }) => {
		return failed > 0 ? [{
			kind: "must-pass-failed",
			caseId,
			dimension,
			failed,
			scored
		}] : [];
	});
	return [...missed, ...broken];
}
/** Undefined where nothing was lost: the decision then has no other side to show. */
function boundsOf(evidence) {
	const { pools, policy, floors, mustPass } = evidence;
	if (floors.every(({ pool }) => lostRuns(pool.tally) === 0)) return void 0;
	const worst = testFloors(pools.values(), policy, "failed");
	const best = testFloors(pools.values(), policy, "passed");
	return {
		scored: kindByEvidence(floors, mustPass, "left-out"),
		worst: kindByEvidence(worst, mustPass, "failed"),
		best: kindByEvidence(best, mustPass, "passed")
	};
}
/** Gating rows first, what blocks on top; then what judges advise. */
function describeDimensions(pools, floors, rule) {
	const tested = new Map(floors.map((floor) => [floor.pool.dimension, floor]));
	const gating = [...pools.values()].flatMap((pool) => {
		if (pool.floor === void 0 || advisesOnly(pool)) return [];
		return [gatingRow(pool, tested.get(pool.dimension), rule)];
	});
	const order = [
		"missed",
		"undetermined",
		"unmeasured",
		"met"
	];
	return [...gating.toSorted((a, b) => order.indexOf(a.result.kind) - order.indexOf(b.result.kind)), ...[...pools.values()].flatMap(advisoryRows)];
}
function gatingRow(pool, tested, rule) {
	const { dimension, floor, tally, gatingCases, unscoredReason } = pool;
	if (floor === void 0) throw new Error(`${dimension} has no floor and cannot gate`);
	const base = {
		kind: "gating",
		dimension,
		floor,
		cases: gatingCases.length,
		tally,
		result: tested?.result ?? { kind: "unmeasured" },
		...unscoredReason !== void 0 && { unscoredReason }
	};
	const scored = scoredRuns(tally);
	if (scored === 0 || tested?.p === void 0) return base;
	const { alpha, beta, floorsTested } = rule;
	const drop = detectableDrop(scored, floor.floor, alpha / floorsTested);
	const row = {
		...base,
		p: tested.p,
		detectableDrop: drop
	};
	if (row.result.kind !== "undetermined") return row;
	const runs = {
		passed: tally.passed,
		scored
	};
	return {
		...row,
		runsToSettle: runsToSettle(runs, {
			...floor,
			alpha,
			beta
		}, floorsTested)
	};
}
/** True where guarding cases measure the dimension, and by nothing but judges that may not block. */
function advisesOnly(pool) {
	return pool.gatingCases.length === 0 && pool.cases.length > 0;
}
/** A judge that may block is part of the gating row and has no row of its own. */
function advisoryRows(pool) {
	const { dimension, floor, judges } = pool;
	if (floor === void 0 || floor.judge === "block") return [];
	if (advisesOnly(pool) && judges.size === 0) return [{
		kind: "advisory",
		dimension,
		floor,
		cases: pool.cases.length,
		tally: {
			passed: 0,
			failed: 0,
			unscored: 0,
			missing: 0
		}
	}];
	return [...judges].map(([judge, { tally, cases, unscoredReason }]) => {
		const scored = scoredRuns(tally);
		return {
			kind: "advisory",
			dimension,
			floor,
			cases,
			judge,
			tally,
			...scored > 0 && { interval: wilsonInterval(tally.passed, scored) },
			...unscoredReason !== void 0 && { unscoredReason }
		};
	});
}

// src/core/plan/experiment-subject.ts
/**
* Names what is tested and gives it a key.
*
* The commit is no part of the key: two commits with the same agent, dataset, evaluators and judge are one
* subject, and their runs pool.
*/
function experimentSubject(tested) {
	const { agent, dataset, judge } = tested;
	const evaluators = tested.evaluators.toSorted((a, b) => a.ref < b.ref ? -1 : 1);
	return {
		...tested,
		evaluators,
		key: digest$1({
			agent,
			dataset,
			evaluators,
			judge
		})
	};
}
/** A judge is its model and where it is asked; the key and the patience change no verdict. */
function judgeSubject(judge) {
	const { model, baseUrl } = judge;
	return {
		model,
		digest: `sha256:${createHash("sha256").update(`${model}\0${baseUrl}`).digest("hex")}`
	};
}
/** Digest of which cases are run how often, whatever their order: a journal goes on only under the same plan. */
function digestPlan(cases) {
	return digest$1(cases.map(({ id, runs }) => `${id} ${runs}`).toSorted());
}
function digest$1(value) {
	return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

// src/core/plan/experiment.ts
/** Version of `experiment.json` and of the journal; readers refuse another major. */
const experimentSchema = "tracegate.experiment/1";

// src/core/plan/run-record-schema.ts
/** Largest numbers that one model call may claim: sums over millions of calls stay exact. */
const mostTokens = 1e9;
const mostDollars = 1e6;
const json = custom((value) => isJsonValue(value), "a JSON value, at most 64 levels deep");
const count$1 = int().min(0);
const ms = number().min(0).max(Number.MAX_SAFE_INTEGER);
const times = {
	startedAtMs: ms.exactOptional(),
	durationMs: ms.exactOptional()
};
const stepError = object({
	type: string(),
	message: string()
});
const modelStep = object({
	kind: literal("model"),
	model: string().exactOptional(),
	text: string().exactOptional(),
	toolCalls: array(object({
		callId: string().exactOptional(),
		name: string(),
		arguments: json.exactOptional()
	})).exactOptional(),
	usage: object({
		inputTokens: count$1.max(mostTokens).exactOptional(),
		outputTokens: count$1.max(mostTokens).exactOptional(),
		costUsd: number().min(0).max(mostDollars).exactOptional()
	}).exactOptional(),
	...times,
	error: stepError.exactOptional()
});
const toolStep = object({
	kind: literal("tool"),
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
	...times
});
const recordedSession = object({
	id: string(),
	agent: object({
		version: string().exactOptional(),
		model: string().exactOptional(),
		systemPromptDigest: string().exactOptional(),
		toolCatalogDigest: string().exactOptional()
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
	finalState: json.exactOptional()
});
const place = int().min(1);
const stepRefSchema = object({
	turn: place,
	step: place
});
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
	runIndex: count$1.max(1e6),
	outcome: _enum(runOutcomes),
	reason: string().exactOptional(),
	durationMs: ms,
	session: recordedSession,
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
	})).max(3),
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
	for (const { dimension, runIndex, runs } of result.failures) {
		const failed = Object.hasOwn(result.dimensions, dimension) ? result.dimensions[dimension]?.all.failed : void 0;
		if (failed === void 0) yield `a failure names ${dimension}, which the case does not have`;
		else if (runs > failed) yield `${dimension}: ${runs} failures shown, ${failed} counted`;
		if (runIndex >= result.planned) yield `run ${runIndex} is not planned`;
	}
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
/** A run as a line of the journal, without its newline. */
function renderRunLine(record) {
	return JSON.stringify(record);
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

// src/core/plan/match-verdicts.ts
/**
* The verdict that answers each expectation, by its place; an expectation that nobody answered has none.
*
* `undefined` where a verdict answers nothing that was asked: the list is then not one of this case.
*/
function matchVerdicts(expects, verdicts) {
	const isInPlace = (verdict, place) => {
		const expected = expects[place];
		return expected !== void 0 && isSameOrigin(expected, verdict);
	};
	if (verdicts.every(isInPlace)) return verdicts;
	const answers = expects.map(() => void 0);
	for (const verdict of verdicts) {
		const place = expects.findIndex((expected, at) => answers[at] === void 0 && isSameOrigin(expected, verdict));
		if (place === -1) return void 0;
		answers[place] = verdict;
	}
	return answers;
}
/** Whether two verdicts are answers of one evaluator on one dimension. */
function isSameOrigin(a, b) {
	return a.evaluator === b.evaluator && a.dimension === b.dimension && a.kind === b.kind;
}

// src/core/plan/standing.ts
/** Any failure fails, else any unscored is unscored: a run passes only where everyone who was asked says so. */
function combineStandings(a, b) {
	if (a === "failed" || b === "failed") return "failed";
	if (a === "unscored" || b === "unscored") return "unscored";
	return b;
}
/** How an unfinished run stands in every respect: the agent's own error is a failure, any other is `missing`. */
function standingOf(outcome) {
	return outcome === "agent-error" ? "failed" : "missing";
}
/** Counts the runs of each standing. */
var TallyCount = class {
	#counts = {
		passed: 0,
		failed: 0,
		unscored: 0,
		missing: 0
	};
	add(standing) {
		this.#counts[standing] += 1;
	}
	tally() {
		return { ...this.#counts };
	}
};

// src/core/plan/origin-fold.ts
const longestExplanation = 2e3;
const longestEvidence = 500;
const mostEvidence = 8;
/** Counts what one evaluator said about one dimension of a case, and keeps its failure of the lowest run index. */
var OriginFold = class {
	origin;
	#tally = new TallyCount();
	#reasons = new ReasonCounts(16);
	#failures = 0;
	#sample;
	#standing;
	#failure;
	#reason;
	constructor(origin) {
		this.origin = origin;
	}
	/** Takes one answer on the current run; a case may ask the same evaluator several times. */
	take(verdict) {
		switch (verdict?.result) {
			case "pass":
				this.#standing = combineStandings(this.#standing, "passed");
				break;
			case "fail":
				this.#standing = "failed";
				this.#failure ??= verdict;
				break;
			case "unscored":
			case void 0:
				this.#standing = combineStandings(this.#standing, "unscored");
				this.#reason ??= verdict?.reason ?? "the evaluator gave no verdict";
		}
	}
	/** Counts the current run by the answers taken. */
	finish(runIndex) {
		const standing = this.#standing ?? "unscored";
		this.#tally.add(standing);
		if (standing === "unscored" && this.#reason !== void 0) this.#reasons.add(this.#reason);
		if (this.#failure !== void 0) {
			this.#failures += 1;
			if (this.#sample === void 0 || runIndex < this.#sample.runIndex) this.#sample = sampleOf(runIndex, this.#failure);
		}
		this.#standing = void 0;
		this.#failure = void 0;
		this.#reason = void 0;
		return standing;
	}
	/** Counts a run that ended before anybody could answer. */
	skip(standing) {
		this.#tally.add(standing);
	}
	tally() {
		return this.#tally.tally();
	}
	unscoredReasons() {
		return this.#reasons.entries();
	}
	sample() {
		return this.#sample && {
			...this.#sample,
			runs: this.#failures
		};
	}
};
function sampleOf(runIndex, verdict) {
	const { dimension, evaluator } = verdict;
	const { explanation = "", evidence = [] } = verdict.result === "fail" ? verdict : {};
	const firstBadStep = earliest(evidence.flatMap(({ at }) => at === void 0 ? [] : [at]));
	return {
		runIndex,
		dimension,
		evaluator,
		explanation: cutText(explanation, longestExplanation),
		...firstBadStep && { firstBadStep },
		evidence: evidence.slice(0, mostEvidence).map((piece) => ({
			...piece,
			what: cutText(piece.what, longestEvidence)
		}))
	};
}
function earliest(steps) {
	return steps.toSorted((a, b) => a.turn - b.turn || a.step - b.step)[0];
}

// src/core/plan/case-fold.ts
/** Folds the runs of one case. */
var CaseFold = class {
	#case;
	#seen;
	#outcomes = /* @__PURE__ */ new Map();
	#errors = /* @__PURE__ */ new Map();
	#dimensions;
	/** The fold of each expectation, by its place; several may share one. */
	#answering;
	#hasChecks;
	#whole = new TallyCount();
	constructor(planned) {
		this.#case = planned;
		this.#seen = new Uint8Array(Math.ceil(planned.runs / 8));
		const origins = [];
		this.#answering = planned.expects.map((expected) => {
			const known = origins.find(({ origin }) => isSameOrigin(origin, expected));
			if (known !== void 0) return known;
			const added = new OriginFold(expected);
			origins.push(added);
			return added;
		});
		this.#dimensions = [...new Set(planned.expects.map(({ dimension }) => dimension))].map((name) => dimensionFold(name, origins));
		this.#hasChecks = this.#dimensions.some(({ hasChecks }) => hasChecks);
	}
	has(runIndex) {
		return ((this.#seen[runIndex >> 3] ?? 0) & 1 << (runIndex & 7)) !== 0;
	}
	add(record) {
		const { runIndex, outcome } = record;
		if (!Number.isInteger(runIndex) || runIndex < 0 || runIndex >= this.#case.runs) return "foreign";
		if (this.has(runIndex)) return "duplicate";
		const folded = outcome === "completed" ? this.#addAnswers(runIndex, record.verdicts) : this.#addUnfinished(outcome, record.reason);
		if (folded === "foreign") return folded;
		this.#seen[runIndex >> 3] = (this.#seen[runIndex >> 3] ?? 0) | 1 << (runIndex & 7);
		this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
		return folded;
	}
	#addAnswers(runIndex, verdicts) {
		const answers = matchVerdicts(this.#case.expects, verdicts);
		if (answers === void 0) return "foreign";
		this.#answering.forEach((origin, place) => {
			origin.take(answers[place]);
		});
		let wholeByChecks;
		let whole = "passed";
		for (const { origins, checks, all } of this.#dimensions) {
			let byChecks;
			let byAll;
			for (const origin of origins) {
				const standing = origin.finish(runIndex);
				byAll = combineStandings(byAll, standing);
				if (origin.origin.kind === "check") byChecks = combineStandings(byChecks, standing);
			}
			if (byChecks !== void 0) {
				checks.add(byChecks);
				wholeByChecks = combineStandings(wholeByChecks, byChecks);
			}
			if (byAll !== void 0) {
				all.add(byAll);
				whole = combineStandings(whole, byAll);
			}
		}
		if (wholeByChecks !== void 0) this.#whole.add(wholeByChecks);
		return whole;
	}
	#addUnfinished(outcome, reason) {
		const standing = standingOf(outcome);
		for (const { hasChecks, origins, checks, all } of this.#dimensions) {
			if (hasChecks) checks.add(standing);
			all.add(standing);
			for (const origin of origins) origin.skip(standing);
		}
		if (this.#hasChecks) this.#whole.add(standing);
		const reasons = this.#errors.get(outcome) ?? new ReasonCounts(16);
		reasons.add(reason ?? "no reason was given");
		this.#errors.set(outcome, reasons);
		return standing;
	}
	result() {
		const { id, title, status, file, runs } = this.#case;
		return {
			id,
			title,
			status,
			file,
			planned: runs,
			outcomes: Object.fromEntries(runOutcomes.flatMap((outcome) => {
				const count = this.#outcomes.get(outcome);
				return count === void 0 ? [] : [[outcome, count]];
			})),
			dimensions: Object.fromEntries(this.#dimensions.map((dimension) => [dimension.name, dimensionResult(dimension)])),
			whole: this.#whole.tally(),
			failures: this.#dimensions.flatMap(({ origins }) => origins.flatMap((origin) => origin.sample() ?? [])).toSorted((a, b) => a.runIndex - b.runIndex).slice(0, 3),
			errors: this.#reasons()
		};
	}
	#reasons() {
		const unscored = this.#dimensions.flatMap(({ origins }) => origins.filter(({ origin }) => origin.kind === "check")).flatMap((fold) => fold.unscoredReasons().map(({ reason, runs }) => ({
			outcome: "completed",
			reason: `${fold.origin.evaluator} on ${fold.origin.dimension}: ${reason}`,
			runs
		})));
		return [...runOutcomes.flatMap((outcome) => (this.#errors.get(outcome)?.entries() ?? []).map((entry) => ({
			outcome,
			...entry
		}))), ...unscored].toSorted((a, b) => b.runs - a.runs);
	}
};
function dimensionFold(name, origins) {
	const own = origins.filter(({ origin }) => origin.dimension === name);
	return {
		name,
		hasChecks: own.some(({ origin }) => origin.kind === "check"),
		origins: own,
		checks: new TallyCount(),
		all: new TallyCount()
	};
}
function dimensionResult({ hasChecks, origins, checks, all }) {
	const judges = origins.filter(({ origin }) => origin.kind === "judge");
	return {
		hasChecks,
		checks: checks.tally(),
		all: all.tally(),
		judges: Object.fromEntries(judges.map((judge) => {
			const unscoredReason = judge.unscoredReasons()[0]?.reason;
			const tally = judge.tally();
			return [judge.origin.evaluator, unscoredReason === void 0 ? tally : {
				...tally,
				unscoredReason
			}];
		}))
	};
}

// src/core/plan/plan-runs.ts
/**
* Every run of the plan, one round over all cases after another; a case drops out after its last run.
*
* Round by round, because runs that end early must be a fair sample of all cases. Lazy, because a plan may
* hold millions of runs.
*/
function* planRuns(cases) {
	let left = cases.filter(({ runs }) => runs > 0);
	for (let runIndex = 0; left.length > 0; runIndex++) {
		for (const { id } of left) yield {
			caseId: id,
			runIndex
		};
		left = left.filter(({ runs }) => runs > runIndex + 1);
	}
}
/** How many runs the plan holds. */
function countRuns(cases) {
	return cases.reduce((sum, { runs }) => sum + runs, 0);
}

// src/core/plan/usage-sum.ts
const perDollar = 1e9;
/**
* Adds up the calls, tokens and money of sessions.
*
* Money is summed in whole billionths of a dollar: sums of fractions would depend on the order in which the
* runs ended.
*/
var UsageSum = class {
	#modelCalls = 0;
	#toolCalls = 0;
	#inputTokens = 0;
	#outputTokens = 0;
	#callsWithoutTokens = 0;
	#callsWithoutCost = 0;
	#dollars = 0;
	#billionths = 0;
	add(session) {
		for (const { steps } of session.turns) for (const step of steps) if (step.kind === "tool") this.#toolCalls += 1;
		else this.#addModelCall(step.usage);
	}
	#addModelCall(usage = {}) {
		const { inputTokens, outputTokens, costUsd } = usage;
		this.#modelCalls += 1;
		this.#inputTokens += inputTokens ?? 0;
		this.#outputTokens += outputTokens ?? 0;
		if (inputTokens === void 0 || outputTokens === void 0) this.#callsWithoutTokens += 1;
		if (costUsd === void 0) {
			this.#callsWithoutCost += 1;
			return;
		}
		const dollars = Math.floor(costUsd);
		this.#dollars += dollars;
		this.#billionths += Math.round((costUsd - dollars) * perDollar);
	}
	total() {
		return {
			modelCalls: this.#modelCalls,
			toolCalls: this.#toolCalls,
			inputTokens: this.#inputTokens,
			outputTokens: this.#outputTokens,
			callsWithoutTokens: this.#callsWithoutTokens,
			costUsd: this.#dollars + this.#billionths / perDollar,
			callsWithoutCost: this.#callsWithoutCost
		};
	}
};

// src/core/plan/fold-experiment.ts
/**
* Folds records into an experiment, one at a time.
*
* The result depends on which runs were added, not on their order, nor on how often: feeding two overlapping
* journals to one fold merges them. Memory grows with the cases (and one bit a planned run), not with the records.
*/
var ExperimentFold = class {
	#subject;
	#cases;
	#planned;
	#usage = new UsageSum();
	#standings = new TallyCount();
	#recorded = 0;
	constructor(subject, cases) {
		this.#subject = subject;
		this.#cases = new Map(cases.map((planned) => [planned.id, new CaseFold(planned)]));
		this.#planned = countRuns(cases);
	}
	get planned() {
		return this.#planned;
	}
	get recorded() {
		return this.#recorded;
	}
	/** How the runs so far stand, all dimensions and evaluators taken together; for showing progress. */
	standings() {
		return this.#standings.tally();
	}
	has(run) {
		return this.#cases.get(run.caseId)?.has(run.runIndex) ?? false;
	}
	add(record) {
		const folded = this.#cases.get(record.caseId)?.add(record) ?? "foreign";
		if (folded === "duplicate" || folded === "foreign") return folded;
		this.#usage.add(record.session);
		this.#standings.add(folded);
		this.#recorded += 1;
		return folded;
	}
	/** The experiment so far; `isComplete` says whether every planned run is in it. */
	experiment(times) {
		return {
			schema: experimentSchema,
			subject: this.#subject,
			startedAt: times.startedAt,
			durationMs: times.durationMs,
			planned: this.#planned,
			recorded: this.#recorded,
			isComplete: this.#recorded === this.#planned,
			cases: [...this.#cases.values()].map((fold) => fold.result()),
			usage: this.#usage.total()
		};
	}
};

// src/core/report/decision-json.ts
/** Version of the JSON below; readers refuse another major. */
const decisionSchema = "tracegate.decision/1";
/** The decision for programs: everything that the comment says, and the experiment it was made on. */
function renderDecisionJson(experiment, decision) {
	const { subject, startedAt, planned, recorded } = experiment;
	const head = {
		schema: decisionSchema,
		experiment: {
			...subject,
			startedAt,
			planned,
			recorded
		}
	};
	return `${JSON.stringify({
		...head,
		...decision
	}, void 0, 2)}\n`;
}

// src/core/plan/planned-case.ts
/**
* The cases that are run: all but the retired ones, in the order of the dataset.
*
* Every evaluator that an expectation names must be in `evaluators`; a loaded project guarantees it.
*/
function planCases(cases, evaluators) {
	return cases.filter(({ status }) => status !== "retired").map((planned) => ({
		...planned,
		expects: planned.expectations.map(({ evaluator, dimension }) => {
			const kind = evaluators.get(evaluator)?.kind;
			if (kind === void 0) throw new Error(`${planned.file}: ${evaluator} was not loaded with the project`);
			return {
				evaluator,
				kind,
				dimension
			};
		})
	}));
}

// src/app/choose-cases.ts
/**
* The cases that are run, each as often as it is to be.
*
* @throws UserError `CASE_UNKNOWN`, or `PLAN_UNPROVABLE` where so many runs of the whole dataset could never pass.
*/
function chooseCases({ project, caseIds, runs }) {
	const planned = planCases(project.dataset.cases, project.evaluators).map((one) => runs === void 0 ? one : {
		...one,
		runs
	});
	if (caseIds === void 0) {
		if (runs !== void 0) mustProve(planned, project, runs);
		return planned;
	}
	const wanted = new Set(caseIds);
	const chosen = planned.filter(({ id }) => wanted.has(id));
	const missing = [...wanted].filter((id) => !chosen.some((one) => one.id === id));
	if (missing.length > 0) throw unknownCases(missing, planned, project);
	return chosen;
}
/** Holds the plan of another number of runs to the floors, as the files' own plan was. */
function mustProve(planned, project, runs) {
	const problems = checkPlan(planned.map((one) => ({
		...one,
		judgedOnly: judgedOnly(one)
	})), project.config.gate);
	if (problems.length === 0) return;
	throw new UserError("PLAN_UNPROVABLE", `${runs} ${runs === 1 ? "run" : "runs"} of each case cannot prove the floors; nothing was run.`, "Give more with `--runs`, or leave it out. To look at a few runs without a decision, choose cases with `--case`.", { problems: problems.map((problem) => ({
		...problem,
		file: project.configFile
	})) });
}
/** The dimensions of a case that only judges measure. */
function judgedOnly({ dimensions, expects }) {
	return dimensions.filter((dimension) => expects.every((origin) => origin.dimension !== dimension || origin.kind === "judge"));
}
const mostNamed = 10;
function unknownCases(missing, planned, { dataset }) {
	const ids = planned.map(({ id }) => id);
	const [first = ""] = missing;
	const near = suggest(first, ids);
	const isRetired = dataset.cases.some(({ id }) => id === first);
	const more = ids.length > mostNamed ? `, … (${ids.length} in all)` : "";
	return new UserError("CASE_UNKNOWN", isRetired ? `The case ${first} of ${dataset.name} is retired, so it is not run.` : `No such case in ${dataset.name}: ${missing.join(", ")}.`, `${near === void 0 ? "" : `Did you mean ${near}? `}Choose from: ${ids.slice(0, mostNamed).join(", ")}${more}.`);
}

// src/core/plan/recorded-session.ts
/**
* Brings a session into the form that it has after a journal was written and read again, so that evaluators see
* the same whether a run was resumed or not.
*
* Times are rounded to a tenth of a millisecond. Numbers that no clock or counter can have shown (negative, not
* finite) become absent, which means not captured.
*/
function recordSession(session) {
	const at = findNoJson(session);
	if (at !== void 0) return {
		kind: "unrecordable",
		reason: `${at} is no JSON value, or nests deeper than ${64} levels`
	};
	return {
		kind: "recordable",
		session: {
			...session,
			turns: session.turns.map(recordTurn)
		}
	};
}
function findNoJson({ turns, finalState }) {
	for (const [turnIndex, { steps }] of turns.entries()) for (const [stepIndex, step] of steps.entries()) {
		const ref = {
			turn: turnIndex + 1,
			step: stepIndex + 1
		};
		if (step.kind === "tool") {
			if (!isAbsentOrJson(step.arguments)) return `step ${stepId(ref)}: the arguments`;
			if (!isAbsentOrJson(step.result)) return `step ${stepId(ref)}: the result`;
		} else if (step.toolCalls?.some((call) => !isAbsentOrJson(call.arguments)) === true) return `step ${stepId(ref)}: the arguments of a call`;
	}
	return isAbsentOrJson(finalState) ? void 0 : "the final state";
}
function isAbsentOrJson(value) {
	return value === void 0 || typeof value === "string" || isJsonValue(value);
}
function recordTurn(turn) {
	return {
		...recordTimes(turn),
		steps: turn.steps.map(recordStep)
	};
}
function recordStep(step) {
	const recorded = recordTimes(step);
	if (recorded.kind === "tool" || recorded.usage === void 0) return recorded;
	return {
		...recorded,
		usage: recordUsage(recorded.usage)
	};
}
function recordUsage({ inputTokens, outputTokens, costUsd }) {
	return {
		...isTokens(inputTokens) && { inputTokens },
		...isTokens(outputTokens) && { outputTokens },
		...isUpTo(costUsd, 1e6) && { costUsd }
	};
}
function recordTimes(timed) {
	const { startedAtMs, durationMs } = timed;
	if (isTime(startedAtMs) && isTime(durationMs)) return {
		...timed,
		startedAtMs: Math.round(startedAtMs),
		durationMs: roundMs(durationMs)
	};
	const recorded = { ...timed };
	if (isTime(startedAtMs)) recorded.startedAtMs = Math.round(startedAtMs);
	else delete recorded.startedAtMs;
	if (isTime(durationMs)) recorded.durationMs = roundMs(durationMs);
	else delete recorded.durationMs;
	return recorded;
}
function isTime(ms) {
	return isUpTo(ms, Number.MAX_SAFE_INTEGER);
}
/** Rounds to a tenth: more digits are noise and cost bytes in every line. */
function roundMs(ms) {
	return Math.round(ms * 10) / 10;
}
function isTokens(value) {
	return isUpTo(value, 1e9) && Number.isInteger(value);
}
function isUpTo(value, most) {
	return value !== void 0 && value >= 0 && value <= most;
}

// src/app/run-experiment/breather.ts
const longestWorkMs = 8;
/**
* Lets the event loop turn every few milliseconds.
*
* An agent that answers at once keeps all workers in promise callbacks, and then no signal, timer or write of the
* journal would ever be served. All workers wait together: one that went on alone would keep the loop from turning.
*/
var Breather = class {
	#clock;
	#lastMs;
	#pause;
	constructor(clock) {
		this.#clock = clock;
		this.#lastMs = clock.nowMs();
	}
	/** To be awaited between two runs, where it is not `undefined`. */
	breathe() {
		if (this.#pause === void 0 && this.#clock.nowMs() - this.#lastMs >= longestWorkMs) this.#pause = new Promise((resolve) => {
			setImmediate(() => {
				this.#pause = void 0;
				this.#lastMs = this.#clock.nowMs();
				resolve();
			});
		});
		return this.#pause;
	}
};

// src/app/run-experiment/deadlines.ts
/**
* Many deadlines on one timer.
*
* A timer for each turn would cost more than a fast agent's whole run. Deadlines mostly move later, and then the
* one timer stays as it is: when it fires early it looks for the next.
*/
var Deadlines = class {
	#clock;
	#all = [];
	#wakeAtMs = 1e400;
	#cancel = () => {};
	constructor(clock) {
		this.#clock = clock;
	}
	/** A deadline to be set again and again; it lives as long as this. */
	create() {
		const deadline = new Deadline((ms) => {
			const atMs = this.#clock.nowMs() + ms;
			if (atMs < this.#wakeAtMs) this.#wakeAt(atMs);
			return atMs;
		});
		this.#all.push(deadline);
		return deadline;
	}
	/** Lets the process end: nothing fires any more. */
	close() {
		for (const deadline of this.#all) deadline.clear();
		this.#cancel();
	}
	#wakeAt(atMs) {
		this.#cancel();
		this.#wakeAtMs = atMs;
		this.#cancel = this.#clock.after(Math.max(0, atMs - this.#clock.nowMs()), () => this.#wake());
	}
	#wake() {
		this.#wakeAtMs = 1e400;
		const nowMs = this.#clock.nowMs();
		for (const deadline of this.#all) deadline.fireIfDue(nowMs);
		const nextMs = Math.min(...this.#all.map(({ atMs }) => atMs));
		if (nextMs < this.#wakeAtMs) this.#wakeAt(nextMs);
	}
};
/** One deadline; it fires at most once for each time that it is set. */
var Deadline = class {
	#schedule;
	#atMs = 1e400;
	#fire = () => {};
	constructor(schedule) {
		this.#schedule = schedule;
	}
	/** Epoch milliseconds; `Infinity` while it is not set. */
	get atMs() {
		return this.#atMs;
	}
	/** Fires `ms` from now, in place of what was set before. */
	set(ms, fire) {
		this.#fire = fire;
		this.#atMs = this.#schedule(ms);
	}
	clear() {
		this.#atMs = 1e400;
	}
	fireIfDue(nowMs) {
		if (this.#atMs > nowMs) return;
		this.clear();
		this.#fire();
	}
};

// src/core/simulation/next-move.ts
/**
* What the user of a case says after the turns so far, or that the session is over.
*
* A scripted user stops early once a reply contains one of its phrases, whatever their letter case. A turn
* without a reply ends every session: a user cannot go on from nothing.
*/
function nextMove(user, turns) {
	const last = turns.at(-1);
	if (last !== void 0 && (last.reply === void 0 || isContent(user, last.reply))) return stop;
	const message = user.turns[turns.length];
	return message === void 0 ? stop : {
		kind: "say",
		message
	};
}
const stop = { kind: "stop" };
function isContent(user, reply) {
	if (user.kind !== "scripted" || user.stopWhenReplyContains.length === 0) return false;
	const said = reply.toLowerCase();
	return user.stopWhenReplyContains.some((phrase) => said.includes(phrase.toLowerCase()));
}

// src/app/run-experiment/live-run.ts
/** After a time-out, how long the runner may take to hand over the steps that it saw. */
const graceMs = 100;
/** A session that does not close within this time is left to the runner's own `close`. */
const closeTimeoutMs = 1e4;
/** One session between the user of a case and the agent, within its time-outs. */
var LiveRun = class {
	#id;
	#seed;
	#user;
	#setting;
	#controller = new AbortController();
	#deadline;
	#startedAtMs;
	#turns = [];
	#finalState;
	#policy;
	#isCancelled = false;
	/** Ends the wait that is on. */
	#interrupt;
	/** `deadline` is this run's for as long as it lasts. */
	constructor(run, user, setting) {
		this.#id = runId(run);
		this.#seed = `${run.caseId}#${run.runIndex}`;
		this.#user = user;
		this.#setting = setting;
		this.#startedAtMs = setting.clock.nowMs();
		this.#deadline = setting.deadline;
	}
	/** Aborts when a turn's time is up, and when the run is cancelled. */
	get signal() {
		return this.#controller.signal;
	}
	get isCancelled() {
		return this.#isCancelled;
	}
	/** Ends the run, whatever it is doing, without waiting for the agent. */
	cancel() {
		this.#isCancelled = true;
		this.#controller.abort();
		this.#interrupt?.();
	}
	/** Opens the session, lets the user say all there is to say, and closes it. Never rejects. */
	async hold() {
		const { turnTimeoutMs } = this.#setting;
		const opening = this.#open();
		const opened = await this.#wait(turnTimeoutMs, opening);
		switch (opened.kind) {
			case "came": return this.#converse(opened.value);
			case "threw": return this.#end("infra-error", `no session was opened: ${messageOf(opened.error)}`);
			case "late":
			case "cancelled":
				this.#controller.abort();
				opening.then(close, () => {});
				return opened.kind === "cancelled" ? cancelled : this.#end("infra-error", `no session was opened within ${turnTimeoutMs} ms`);
		}
	}
	async #open() {
		const { runner, modelBaseUrlFor } = this.#setting;
		const start = {
			sessionId: this.#id,
			seed: this.#seed
		};
		if (modelBaseUrlFor === void 0) return runner.open(start);
		return runner.open({
			...start,
			modelBaseUrl: modelBaseUrlFor(this.#id, this.#seed)
		});
	}
	async #converse(session) {
		let end;
		while (end === void 0) {
			const move = nextMove(this.#user, this.#turns);
			end = move.kind === "stop" ? {
				kind: "completed",
				session: this.#session()
			} : await this.#say(session, move.message);
		}
		await this.#wait(closeTimeoutMs, close(session));
		return this.#isCancelled ? cancelled : end;
	}
	/** Sends one message and keeps the turn; gives the end of the session where this turn was its last. */
	async #say(session, message) {
		const { clock, turnTimeoutMs, runTimeoutMs } = this.#setting;
		const sentAtMs = clock.nowMs();
		const leftMs = Math.max(0, runTimeoutMs - (sentAtMs - this.#startedAtMs));
		const answering = this.#send(session, message);
		const answered = await this.#wait(Math.min(turnTimeoutMs, leftMs), answering);
		switch (answered.kind) {
			case "cancelled": return cancelled;
			case "threw": {
				const reason = `the runner failed: ${messageOf(answered.error)}`;
				return this.#fail(message, sentAtMs, {
					kind: "infra-error",
					reason,
					steps: []
				});
			}
			case "late": {
				const steps = await this.#stepsOf(answering);
				const turn = this.#turns.length + 1;
				const reason = turnTimeoutMs <= leftMs ? `no answer in turn ${turn} within ${turnTimeoutMs} ms (agent.turnTimeoutMs)` : `the session was over ${runTimeoutMs} ms (agent.runTimeoutMs) in turn ${turn}`;
				return this.#fail(message, sentAtMs, {
					kind: "agent-error",
					reason,
					steps
				});
			}
			case "came":
				if (answered.value.kind !== "replied") return this.#fail(message, sentAtMs, answered.value);
				this.#turns.push(answered.value.turn);
				this.#finalState = answered.value.finalState ?? this.#finalState;
				this.#policy ??= answered.value.policy;
				return;
		}
	}
	async #send(session, message) {
		return session.send(message, this.signal);
	}
	/** What a turn that is too late had done so far, where the runner tells it once it is told to stop. */
	async #stepsOf(answering) {
		this.#controller.abort();
		const told = await this.#wait(graceMs, answering);
		if (told.kind !== "came") return [];
		return told.value.kind === "replied" ? told.value.turn.steps : told.value.steps;
	}
	/** Waits for `coming`, the deadline or the end of the run, whichever is first. */
	#wait(ms, coming) {
		return new Promise((resolve) => {
			const end = (waited) => {
				if (this.#interrupt !== interrupt) return;
				this.#interrupt = void 0;
				this.#deadline.clear();
				resolve(waited);
			};
			const interrupt = () => end({ kind: "cancelled" });
			this.#interrupt = interrupt;
			this.#deadline.set(ms, () => end({ kind: "late" }));
			coming.then((value) => end({
				kind: "came",
				value
			}), (error) => end({
				kind: "threw",
				error
			}));
			if (this.#isCancelled) interrupt();
		});
	}
	#fail(user, startedAtMs, { kind, reason, steps }) {
		if (this.#isCancelled) return cancelled;
		const durationMs = this.#setting.clock.nowMs() - startedAtMs;
		const error = {
			type: kind,
			message: reason
		};
		this.#turns.push({
			user,
			steps,
			startedAtMs,
			durationMs,
			error
		});
		return this.#end(kind, reason);
	}
	#end(kind, reason) {
		return {
			kind,
			reason,
			session: this.#session()
		};
	}
	#session() {
		const policy = this.#policy;
		const finalState = this.#finalState;
		return {
			id: this.#id,
			...policy !== void 0 && { policy },
			turns: this.#turns,
			...finalState !== void 0 && { finalState }
		};
	}
};
const cancelled = { kind: "cancelled" };
async function close(session) {
	await session.close();
}
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/app/run-experiment/record-run.ts
const longestReason = 1e3;
/** Scores a session that ended by itself, and says what is to be recorded of any other. */
async function recordRun(planned, end, scoring) {
	const recordable = recordSession(end.session);
	if (recordable.kind === "unrecordable") return failedRun("agent-error", recordable.reason, {
		id: end.session.id,
		turns: []
	});
	const { session } = recordable;
	if (end.kind !== "completed") return failedRun(end.kind, end.reason, session);
	return {
		outcome: "completed",
		session,
		verdicts: await scoreSafely(planned, session, scoring)
	};
}
/** A run that did not complete; nobody scores it. */
function failedRun(outcome, reason, session) {
	return {
		outcome,
		reason: oneLine(reason),
		session,
		verdicts: []
	};
}
/** An evaluator that fails leaves the run unscored: it may neither pass it nor end the experiment. */
async function scoreSafely(planned, session, { score, signal }) {
	let reason;
	try {
		const verdicts = await score(planned.id, session, signal);
		if (matchVerdicts(planned.expects, verdicts) !== void 0) return verdicts;
		reason = "the evaluators gave a verdict that the case does not ask for";
	} catch (error) {
		reason = `an evaluator failed: ${error instanceof Error ? error.message : String(error)}`;
	}
	return planned.expects.map((origin) => ({
		...origin,
		result: "unscored",
		reason: oneLine(reason)
	}));
}
function oneLine(text) {
	return cutText(text.replace(/\s+/g, " ").trim(), longestReason);
}

// src/app/run-experiment/pool.ts
const beatMs = 1e3;
/** Executes the runs of a plan, so many at a time. For one use. */
var Pool = class {
	#request;
	#cases;
	#plan;
	/** By place; kept in arrays, since sets and maps that churn outlive the garbage collector's young generation. */
	#live = [];
	#deadlines;
	#breather;
	#resumed;
	#startedAtMs;
	#running = 0;
	#isStopped = false;
	constructor(request) {
		this.#request = request;
		this.#cases = new Map(request.cases.map((planned) => [planned.id, planned]));
		this.#plan = planRuns(request.cases);
		this.#deadlines = new Deadlines(request.clock);
		this.#breather = new Breather(request.clock);
		this.#resumed = request.fold.recorded;
		this.#startedAtMs = request.clock.nowMs();
	}
	/** Ends when every run is recorded, or at once when the signal aborts or a run cannot be recorded. */
	async run() {
		const { signal } = this.#request;
		const { promise: aborted, resolve: abort } = Promise.withResolvers();
		const onAbort = () => abort();
		signal.addEventListener("abort", onAbort, { once: true });
		try {
			await Promise.race([this.#work(), aborted]);
		} finally {
			signal.removeEventListener("abort", onAbort);
			this.#stop();
		}
	}
	async #work() {
		const { runner, concurrency, fold } = this.#request;
		await runner.start();
		this.#beat(this.#deadlines.create());
		const workers = Math.min(concurrency, runner.maxSessions, fold.planned - fold.recorded);
		await Promise.all(Array.from({ length: Math.max(1, workers) }, (_, place) => this.#workOff(place)));
	}
	/** One place in the pool: takes one run after another until the plan is empty. */
	async #workOff(place) {
		const setting = {
			...this.#request,
			deadline: this.#deadlines.create()
		};
		for (;;) {
			const pause = this.#breather.breathe();
			if (pause !== void 0) await pause;
			if (this.#isStopped) return;
			const run = this.#next();
			if (run === void 0) return;
			const planned = this.#cases.get(run.caseId);
			if (planned === void 0) throw new Error(`${run.caseId} is planned and is no case`);
			const live = new LiveRun(run, planned.user, setting);
			this.#live[place] = live;
			this.#running += 1;
			const record = await this.#execute(run, planned, live);
			this.#live[place] = void 0;
			this.#running -= 1;
			if (record === void 0 || live.isCancelled) return;
			this.#keep(record);
			this.#tellProgress();
		}
	}
	#next() {
		for (;;) {
			const next = this.#plan.next();
			if (next.done === true) return void 0;
			if (!this.#request.fold.has(next.value)) return next.value;
		}
	}
	/** What is to be recorded of the run; nothing where it was cancelled. */
	async #execute(run, planned, live) {
		const { clock, score } = this.#request;
		const startedAtMs = clock.nowMs();
		const end = await live.hold();
		if (end.kind === "cancelled") return void 0;
		const result = await recordRun(planned, end, {
			score,
			signal: live.signal
		});
		return {
			...run,
			durationMs: roundMs(clock.nowMs() - startedAtMs),
			...result
		};
	}
	#keep(record) {
		const { journal, fold } = this.#request;
		const appended = journal.append(record);
		if (appended.kind === "refused") {
			const empty = {
				id: record.session.id,
				turns: []
			};
			this.#keep({
				...record,
				...failedRun("agent-error", appended.reason, empty)
			});
			return;
		}
		const folded = fold.add(record);
		if (folded === "duplicate" || folded === "foreign") throw new Error(`run ${runId(record)} was recorded and is ${folded} to the fold`);
	}
	#stop() {
		this.#isStopped = true;
		for (const live of this.#live) live?.cancel();
		this.#deadlines.close();
	}
	/** Tells the progress every second too: where runs take minutes, the time left should not stand still. */
	#beat(deadline) {
		this.#tellProgress();
		if (this.#request.onProgress !== void 0) deadline.set(beatMs, () => this.#beat(deadline));
	}
	#tellProgress() {
		const { fold, clock, onProgress } = this.#request;
		if (onProgress === void 0 || this.#isStopped) return;
		onProgress({
			planned: fold.planned,
			recorded: fold.recorded,
			resumed: this.#resumed,
			running: this.#running,
			standings: fold.standings(),
			elapsedMs: clock.nowMs() - this.#startedAtMs
		});
	}
};

// src/app/run-experiment/run-experiment.ts
/**
* Executes every planned run that the fold does not hold, and folds it in.
*
* Closes the runner and the journal, whatever happens. When `signal` aborts, no run is started any more, those in
* flight are given up unrecorded, and the experiment is returned as far as it got: `isComplete` is false.
*
* @throws UserError where the agent cannot be started or the journal cannot be written; what was recorded stands.
*/
async function runExperiment(request) {
	const { fold, journal, runner, clock, startedAt, signal } = request;
	try {
		if (fold.recorded < fold.planned && !signal.aborted) await new Pool(request).run();
	} finally {
		try {
			await runner.close();
		} finally {
			await journal.close();
		}
	}
	const durationMs = Math.max(0, Math.round(clock.nowMs() - Date.parse(startedAt)));
	return fold.experiment({
		startedAt,
		durationMs
	});
}

// src/app/run-dataset.ts
/** The names of the files that a run leaves in its folder. */
const resultFiles = {
	journal: "journal.jsonl",
	experiment: "experiment.json",
	decision: "decision.json",
	comment: "comment.md",
	/** What the run was for; written by the action. */
	context: "context.json"
};
/**
* Runs the dataset against the agent, folds the runs, decides, and writes all of it into one folder.
*
* When `signal` aborts, what has been run stays in the journal and the decision is not made. Runs of chosen
* cases leave a journal and no experiment, so that nothing can decide on a part of the dataset later. Closes
* the runner, whatever happens.
*
* @throws UserError where a named case is not there, the floors cannot be proven, the agent cannot be started
*   or nothing can be written.
*/
async function runDataset(request, ports) {
	try {
		return await runAndDecide(request, ports);
	} finally {
		await ports.runner.close();
	}
}
async function runAndDecide(request, ports) {
	const { project, signal } = request;
	const cases = chooseCases(request);
	const subject = experimentSubject({
		agent: {
			runner: project.config.agent.runner,
			digest: request.agentDigest
		},
		dataset: {
			name: project.dataset.name,
			digest: project.dataset.digest
		},
		evaluators: evaluatorsOf(cases, project),
		...request.judge !== void 0 && { judge: request.judge },
		...request.commit !== void 0 && { commit: request.commit }
	});
	const fold = new ExperimentFold(subject, cases);
	const startedAtMs = ports.clock.nowMs();
	const folder = ports.folderFor(startedAtMs, subject.key);
	const { journal, startedAt, resumed } = await ports.openJournal({
		path: join(folder.path, resultFiles.journal),
		header: {
			schema: experimentSchema,
			subject,
			startedAt: new Date(startedAtMs).toISOString(),
			planned: countRuns(cases),
			plan: digestPlan(cases)
		},
		resume: request.resume,
		onRecord: (record) => fold.add(record)
	});
	try {
		for (const name of [
			resultFiles.experiment,
			resultFiles.decision,
			resultFiles.comment
		]) folder.remove(name);
	} catch (error) {
		await journal.close();
		throw error;
	}
	const { agent, runs } = project.config;
	const experiment = await runExperiment({
		...ports,
		cases,
		fold,
		journal,
		startedAt,
		concurrency: request.concurrency ?? runs.concurrency,
		turnTimeoutMs: agent.turnTimeoutMs,
		runTimeoutMs: agent.runTimeoutMs,
		signal,
		...request.onProgress !== void 0 && { onProgress: request.onProgress }
	});
	if (request.caseIds !== void 0) return {
		folder,
		experiment,
		resumed
	};
	folder.write(resultFiles.experiment, `${JSON.stringify(experiment)}\n`);
	if (signal.aborted) return {
		folder,
		experiment,
		resumed
	};
	const decision = decideGate(experiment, project.config.gate);
	const comment = renderComment(experiment, decision);
	folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
	folder.write(resultFiles.comment, comment);
	return {
		folder,
		experiment,
		resumed,
		decision,
		comment
	};
}
/** Those that the cases ask; others in the folder change nothing. */
function evaluatorsOf(cases, { evaluators }) {
	const asked = new Set(cases.flatMap(({ expects }) => expects.map(({ evaluator }) => evaluator)));
	return [...evaluators.values()].filter(({ ref }) => asked.has(ref)).map(({ ref, digest }) => ({
		ref,
		digest
	}));
}

// src/adapters/results/run-folders.ts
const largestFile = 67108864;
/** The folder that `path` names, made if it is not there. */
function makeRunFolder(path) {
	makeFolder(path);
	return runFolder(path);
}
/** The folder that `path` names, which is there. */
function runFolder(path) {
	return {
		path,
		write: (name, text) => {
			const part = join(path, `.${name}.${process.pid}.part`);
			try {
				writeFileSync(part, text);
				renameSync(part, join(path, name));
			} catch (cause) {
				rmSync(part, { force: true });
				throw unwritable(path, cause);
			}
		},
		read: (name) => readCapped(join(path, name)),
		remove: (name) => {
			try {
				rmSync(join(path, name), { force: true });
			} catch (cause) {
				throw unwritable(path, cause);
			}
		}
	};
}
/**
* Runs below `base`, one folder each, named `20261122-203001-042-1a2b3c4d`: UTC to the millisecond, so that names
* sort by time even where one run follows another at once, and the experiment's key.
*/
function runFolders(base) {
	return {
		create: (startedAtMs, key) => {
			makeFolder(base);
			try {
				writeFileSync(join(base, ".gitignore"), "*\n");
			} catch (cause) {
				throw unwritable(base, cause);
			}
			const name = `${stampOf(startedAtMs)}-${key.replace("sha256:", "").slice(0, 8)}`;
			return runFolder(unused(join(base, name)));
		},
		newest: () => {
			const last = foldersIn(base).filter((name) => stampedName.test(name)).toSorted(byTime).at(-1);
			return last === void 0 ? void 0 : runFolder(join(base, last));
		}
	};
}
/** The last group counts the runs of one experiment that began in the same millisecond. */
const stampedName = /^(\d{8}-\d{6}-\d{3}-[^-]+)(?:-(\d+))?$/;
function stampOf(epochMs) {
	const [day = "", time = ""] = new Date(epochMs).toISOString().split("T");
	return `${day.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}-${time.slice(9, 12)}`;
}
function byTime(a, b) {
	const [, stampA = "", countA = "1"] = stampedName.exec(a) ?? [];
	const [, stampB = "", countB = "1"] = stampedName.exec(b) ?? [];
	if (stampA !== stampB) return stampA < stampB ? -1 : 1;
	return Number(countA) - Number(countB);
}
function unused(path) {
	for (let n = 1;; n++) {
		const candidate = n === 1 ? path : `${path}-${n}`;
		try {
			mkdirSync(candidate);
			return candidate;
		} catch (error) {
			if (!isCode(error, "EEXIST")) throw unwritable(candidate, error);
		}
	}
}
function foldersIn(base) {
	try {
		return readdirSync(base, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	} catch (cause) {
		if (isCode(cause, "ENOENT")) return [];
		throw unreadable(base, cause);
	}
}
function makeFolder(path) {
	try {
		mkdirSync(path, { recursive: true });
	} catch (cause) {
		if (isCode(cause, "EEXIST")) throw new UserError("RESULTS_UNWRITABLE", `Results cannot be written to ${path}: it is there and is not a folder.`, "Name another folder with `--out`.", { cause });
		throw unwritable(path, cause);
	}
}
function readCapped(path) {
	try {
		const { size } = statSync(path);
		if (size > largestFile) throw new UserError("RESULT_TOO_LARGE", `${path} has ${size} bytes; at most ${largestFile} are read.`, "Run again: this file was not written by Tracegate.");
		return readFileSync(path, "utf8");
	} catch (cause) {
		if (isCode(cause, "ENOENT")) return void 0;
		if (cause instanceof UserError) throw cause;
		throw unreadable(path, cause);
	}
}
function unreadable(path, cause) {
	return new UserError("RESULT_UNREADABLE", `Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`, "Name the folder of a run that can be read, or run again.", { cause });
}
function unwritable(path, cause) {
	return new UserError("RESULTS_UNWRITABLE", `Cannot write to ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`, "Make the folder writable, free some space, or name another folder with `--out`.", { cause });
}
function isCode(error, code) {
	return error instanceof Error && "code" in error && error.code === code;
}

// src/compose/compose-results.ts
/** Where the results of a project lie. */
function composeResults(root, kind = "runs") {
	const base = join(root, ".tracegate", kind);
	const folders = runFolders(base);
	return {
		fresh: (named, startedAtMs, key) => named === void 0 ? folders.create(startedAtMs, key) : makeRunFolder(named),
		existing: (named) => {
			if (named !== void 0 && isFolder(named)) return runFolder(named);
			const newest = named === void 0 ? folders.newest() : void 0;
			if (newest !== void 0) return newest;
			throw new UserError("RESULTS_MISSING", named === void 0 ? `There is no run below ${base}.` : `There is no folder ${named}.`, "Run `tracegate run` first, or name the folder of a run.");
		}
	};
}
/** The folder that an action writes its results to; made if it is not there. */
function makeResultFolder(path) {
	return makeRunFolder(path);
}
/** The folder that another job's results were put in; missing files show when they are read. */
function existingResultFolder(path) {
	return runFolder(path);
}

export { runDataset as a, parseJournalHeader as c, judgeSubject as d, decideGate as f, resultFiles as i, parseRunRecord as l, existingResultFolder as n, renderDecisionJson as o, makeResultFolder as r, parseExperiment as s, composeResults as t, renderRunLine as u };