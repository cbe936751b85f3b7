import { t as UserError } from "./errors-wBhBppnE.js";
import { a as checkFloor, c as runsToSettle, d as poolTallies, f as wilsonInterval, i as datetime, l as floorsByName, n as leadsOutside, o as floorP, p as detectableDrop, t as isFolder, u as gatingTally } from "./is-folder-ByNuOYD8.js";
import { n as lostRuns, r as scoredRuns } from "./policy-defaults-zHR2wsYZ.js";
import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { C as literal, D as record, E as partialRecord, T as object, _ as array, b as discriminatedUnion, h as _enum, k as string, v as boolean, w as number, x as int, y as custom } from "./schemas-5Hve26zk.js";
import { n as caseStatuses, o as slug } from "./case-file-Ct3vEzKg.js";
import { C as runOutcomes, S as runId } from "./comment-DIzDn3bh.js";
import { t as isJsonValue } from "./json-DO4u2m3f.js";
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// src/core/gate/barely-tested.ts
/**
* Guarding cases of which more runs were lost than scored, those that lost most first.
*
* Those without any scored run, and must-pass cases, are left to the reasons against a pass.
*/
function barelyTestedCases(guarding, policy) {
	const floors = floorsByName(policy);
	const required = new Set(policy.mustPass);
	return guarding.filter(({ id }) => !required.has(id)).flatMap(({ id, dimensions }) => Object.entries(dimensions).flatMap(([dimension, result]) => {
		const tally = gatingTally(result, floors.get(dimension));
		if (tally === void 0) return [];
		const [lost, scored] = [lostRuns(tally), scoredRuns(tally)];
		if (scored === 0 || lost <= scored) return [];
		return [{
			caseId: id,
			dimension,
			lost,
			runs: lost + scored
		}];
	}).toSorted((a, b) => b.lost - a.lost).slice(0, 1)).toSorted((a, b) => b.lost - a.lost);
}

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
		if (counts.length === 0 || unscored.length > 0) return [{
			kind: "must-pass-unscored",
			caseId,
			dimensions: unscored
		}];
		return mustPassMissing(caseId, counts, evidence.policy.missing);
	});
}
/** The share of the pool would hide it: one must-pass case is few of all runs. A failure needs no more evidence. */
function mustPassMissing(caseId, counts, allowed) {
	const dimensions = counts.map(({ dimension, runs, scored, failed }) => ({
		dimension,
		lost: runs - scored,
		runs,
		failed
	})).filter(({ lost, runs, failed }) => failed === 0 && lost / runs > allowed).map(({ dimension, lost, runs }) => ({
		dimension,
		lost,
		runs
	}));
	return dimensions.length === 0 ? [] : [{
		kind: "must-pass-missing",
		caseId,
		allowed,
		dimensions
	}];
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
		barelyTested: barelyTestedCases(guarding, policy),
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

// src/app/result-files.ts
/** The names of the files that a run leaves in its folder. */
const resultFiles = {
	journal: "journal.jsonl",
	experiment: "experiment.json",
	decision: "decision.json",
	comment: "comment.md",
	/** What the run was for; written by the action. */
	context: "context.json"
};

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
		remove: (name) => removeFile(path, name),
		discard: (name) => {
			removeFile(path, name);
			if (readdirSync(path).length === 0) rmdirSync(path);
		}
	};
}
function removeFile(path, name) {
	try {
		rmSync(join(path, name), { force: true });
	} catch (cause) {
		throw unwritable(path, cause);
	}
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
/**
* Reads a file that a stranger's job may have written: not above the cap, through no link, and without waiting for
* the writer of a named pipe.
*/
function readCapped(path) {
	let file;
	try {
		file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	} catch (cause) {
		if (isCode(cause, "ENOENT")) return void 0;
		throw unreadable(path, isCode(cause, "ELOOP") ? new Error("it is a link", { cause }) : cause);
	}
	try {
		const { size } = mustBeFile(file);
		if (size > largestFile) throw new UserError("RESULT_TOO_LARGE", `${path} has ${size} bytes; at most ${largestFile} are read.`, "Run again: this file was not written by Tracegate.");
		return readFileSync(file, "utf8");
	} catch (cause) {
		if (cause instanceof UserError) throw cause;
		throw unreadable(path, cause);
	} finally {
		closeSync(file);
	}
}
function mustBeFile(file) {
	const facts = fstatSync(file);
	if (!facts.isFile()) throw new Error("it is no file");
	return facts;
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
/**
* The folder that another job's results were put in, seen from `workspace`; missing files show when they are read.
*
* @throws UserError `RESULTS_OUTSIDE` where a link leads out of the workspace.
*/
function existingResultFolder(workspace, path) {
	if (leadsOutside(workspace, path)) throw new UserError("RESULTS_OUTSIDE", `${path} is a link that leads out of the workspace.`, "Put the results into a folder of the workspace itself.");
	return runFolder(join(workspace, path));
}

export { parseExperiment as a, renderRunLine as c, experimentSchema as d, digestPlan as f, decideGate as h, resultFiles as i, mostDollars as l, judgeSubject as m, existingResultFolder as n, parseJournalHeader as o, experimentSubject as p, makeResultFolder as r, parseRunRecord as s, composeResults as t, mostTokens as u };