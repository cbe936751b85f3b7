import { t as UserError } from "./errors-wBhBppnE.js";
import { $ as olderVersions, Q as calibrationPath, a as floorP, c as wilsonInterval, i as checkFloor, l as detectableDrop, n as gatingTally, o as lowestTolerated, r as poolTallies, s as runsToSettle, t as floorsByName } from "./pool-tallies-BZnrutQB.js";
import { n as scoredRuns, t as lostRuns } from "./decision-COWq8-7A.js";
import { n as parseCalibration } from "./calibration-file-BOLDMsNg.js";
import { n as lackOf, t as judgeTrust } from "./judge-trust-CdkO82Fc.js";

// src/core/stats/corrected-rate.ts
const z95 = 1.959963984540054;
/**
* The pass rate that people would have seen where a judge saw `passed` of `runs`, corrected for the judge's own errors.
*
* The rate is Rogan and Gladen's (1978), clipped to [0, 1]; the 95 % interval is that of Lee et al. (arXiv 2511.21140),
* which also counts how few labels the judge was measured on. No runs say nothing: refused.
*
* @throws RangeError where the counts or the shares are none.
*/
function correctedRate(passed, runs, judge) {
	checkCounts([
		passed,
		runs - passed,
		judge.ofPasses,
		judge.ofFails
	]);
	checkShares([judge.tpr, judge.tnr]);
	const { tpr, tnr } = judge;
	if (!(runs > 0 && judge.ofPasses > 0 && judge.ofFails > 0) || tpr + tnr <= 1) return { kind: "refused" };
	const rate = passed / runs;
	return {
		kind: "corrected",
		rate: clip$1((rate + tnr - 1) / (tpr + tnr - 1)),
		interval: leeInterval({
			...judge,
			rate,
			runs
		})
	};
}
/** Every proportion is drawn towards one half by a few trials that nobody made, so that none counts as certain. */
function leeInterval({ rate, runs, tpr, ofPasses, tnr, ofFails }) {
	const z2 = z95 * z95;
	const p = (runs * rate + z2 / 2) / (runs + z2);
	const q0 = (ofFails * tnr + 1) / (ofFails + 2);
	const q1 = (ofPasses * tpr + 1) / (ofPasses + 2);
	const better = q0 + q1 - 1;
	const theta = (p + q0 - 1) / better;
	const ofTnr = q0 * (1 - q0) / (ofFails + 2);
	const ofTpr = q1 * (1 - q1) / (ofPasses + 2);
	const shift = 2 * z2 * (theta * ofTpr - (1 - theta) * ofTnr);
	const variance = p * (1 - p) / (runs + z2) + (1 - theta) ** 2 * ofTnr + theta ** 2 * ofTpr;
	const half = z95 * Math.sqrt(variance) / better;
	return {
		low: clip$1(theta + shift - half),
		high: clip$1(theta + shift + half)
	};
}
function clip$1(share) {
	return Math.min(1, Math.max(0, share));
}
function checkCounts(counts) {
	if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError("a corrected rate needs whole counts, none of them negative");
}
function checkShares(shares) {
	if (shares.some((share) => !(share >= 0 && share <= 1))) throw new RangeError("a judge's rates lie in [0, 1]");
}

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
	count(experiment.planned, "planned");
	count(experiment.recorded, "recorded");
	const seen = /* @__PURE__ */ new Set();
	let planned = 0;
	let recorded = 0;
	for (const one of experiment.cases) {
		if (seen.has(one.id)) refuse(`case ${one.id} is listed twice`);
		seen.add(one.id);
		planned += count(one.planned, `case ${one.id}: planned`);
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
	for (const [outcome, runs] of Object.entries(one.outcomes)) recorded += count(runs, `${where}: ${outcome}`);
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
	return count(tally.passed, `${where}: passed`) + count(tally.failed, `${where}: failed`) + count(tally.unscored, `${where}: unscored`) + count(tally.missing, `${where}: missing`);
}
/** Above this, sums are no longer exact and no experiment is real. */
const mostRuns = 1e9;
function count(value, where) {
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

// src/core/gate/weigh-judges.ts
/**
* Settles dimension by dimension whether judges decide.
*
* A judge that may not decide is never left out in silence where it was to: not where the policy says `block`, and not
* where it, or the version before it, held the floor until its calibration lapsed or it drifted. Otherwise a floor that
* is missed could be made to vanish by breaking its judge.
*/
function weighJudges(guarding, policy, trust) {
	const untrusted = [];
	const dimensions = Object.entries(policy.dimensions).map(([dimension, floor]) => {
		const judges = judgesOf(guarding, dimension);
		const doubted = judges.flatMap((judge) => {
			const known = trustIn(judge, trust);
			return known.state === "calibrated" ? [] : [{
				dimension,
				judge,
				...known
			}];
		});
		const weight = weightOf(floor, judges, doubted);
		if (weight === "withheld") untrusted.push(...doubted);
		const judge = weight === "decides" ? "block" : "advisory";
		return [dimension, {
			...floor,
			judge
		}];
	});
	return {
		policy: {
			...policy,
			dimensions: Object.fromEntries(dimensions)
		},
		untrusted
	};
}
/** What is known of one judge. */
function trustIn(judge, trust) {
	return trust.get(judge) ?? {
		state: "uncalibrated",
		reason: "it was never measured on human labels",
		hasLapsed: false
	};
}
function weightOf(floor, judges, doubted) {
	if (floor.judge === "advisory" || judges.length === 0) return "advises";
	if (doubted.length === 0) return "decides";
	const neverDecided = doubted.length === judges.length && !doubted.some(({ hasLapsed }) => hasLapsed);
	return floor.judge === "when-calibrated" && neverDecided ? "advises" : "withheld";
}
function judgesOf(guarding, dimension) {
	return [...new Set(guarding.flatMap(({ dimensions }) => {
		const result = Object.hasOwn(dimensions, dimension) ? dimensions[dimension] : void 0;
		return Object.keys(result?.judges ?? {});
	}))];
}

// src/core/gate/judged-floor.ts
/**
* Compares a dimension that judges decide on with its floor.
*
* Each judge's rate is corrected for its own errors. With one judge and nothing else, the floor is missed where the upper
* bound of that rate is below it, and met where the lower bound is not below the lowest rate that is tolerated (the
* floor itself, in `prove`). Where checks or several judges measure the dimension, a run passes only if all of them pass
* it, and nobody knows how their failures overlap: so the failures are at least those of the part that fails most and at
* most their sum (Fréchet's bounds). Runs that the agent did not finish are failures of their own, whatever a judge
* would have said.
*
* `checksP` is the corrected chance of the checks' own passes at the floor: they miss it alone as well.
*/
function checkJudgedFloor(pool, rule, { trust, lost, checksP }) {
	const scored = scoredRuns(pool.tally);
	if (scored === 0) return { kind: "unmeasured" };
	const runs = scored + (lost === "left-out" ? 0 : lostRuns(pool.tally));
	const lostShare = lost === "failed" ? lostRuns(pool.tally) / runs : 0;
	const finished = Math.max(0, scored - pool.agentErrors);
	const parts = partsOf(pool, trust, finished).map((part) => ({
		...part,
		share: part.share * (finished / runs)
	}));
	const broken = brokenShare(pool.agentErrors, runs);
	const failed = (of) => parts.map((part) => part.share * (1 - of(part)));
	const rate = clip(1 - lostShare - broken.rate - sum(failed((part) => part.rate)));
	const interval = {
		low: clip(1 - lostShare - broken.interval.high - sum(failed((part) => part.interval.low))),
		high: clip(1 - lostShare - broken.interval.low - Math.max(0, ...failed((part) => part.interval.high)))
	};
	return {
		kind: kindOf$1({
			rate,
			interval
		}, rule, checksP),
		interval,
		corrected: rate
	};
}
function kindOf$1({ rate, interval }, rule, checksP) {
	if (rule.mode === "point") return rate >= rule.floor ? "met" : "missed";
	if (checksP !== void 0 && checksP <= rule.alpha || interval.high < rule.floor) return "missed";
	const least = rule.mode === "prove" ? rule.floor : lowestTolerated(rule);
	return interval.low >= least ? "met" : "undetermined";
}
/** A judge that scored nothing: all runs may have failed it. */
const nothingKnown = {
	share: 1,
	rate: 0,
	interval: {
		low: 0,
		high: 1
	}
};
/** The checks and each judge, by their share of the runs that the agent finished. */
function partsOf(pool, trust, finished) {
	const share = (runs) => Math.min(1, runs / Math.max(1, finished));
	const checks = withoutBroken(pool.checks, pool.agentErrorsInChecks);
	const checked = scoredRuns(checks);
	const judged = [...pool.judges].flatMap(([judge, { tally, agentErrors }]) => {
		const known = trustIn(judge, trust);
		if (known.state !== "calibrated") throw new Error(`${judge} decides without being trusted`);
		const own = withoutBroken(tally, agentErrors);
		const found = correctedRate(own.passed, scoredRuns(own), known.rates);
		if (found.kind === "refused") return [nothingKnown];
		return [{
			share: share(scoredRuns(own)),
			rate: found.rate,
			interval: found.interval
		}];
	});
	if (checked === 0) return judged;
	const interval = wilsonInterval(checks.passed, checked);
	return [...judged, {
		share: share(checked),
		rate: checks.passed / checked,
		interval
	}];
}
/** None is a known zero: an agent that always finished is not suspected of not finishing. */
function brokenShare(agentErrors, runs) {
	return agentErrors === 0 ? {
		rate: 0,
		interval: {
			low: 0,
			high: 0
		}
	} : {
		rate: agentErrors / runs,
		interval: wilsonInterval(agentErrors, runs)
	};
}
function withoutBroken(tally, agentErrors) {
	return {
		...tally,
		failed: Math.max(0, tally.failed - agentErrors)
	};
}
function sum(shares) {
	return shares.reduce((total, share) => total + share, 0);
}
function clip(share) {
	return Math.min(1, Math.max(0, share));
}

// src/core/gate/judge-floors.ts
/**
* Tests every gating dimension against its floor, with Holm's correction over those that a p-value
* decides. Where judges decide, their corrected rate does, and a p-value is that of the checks beside them.
*
* The whole of `alpha` is spent here. It is halved between floors and regressions as soon as there is a
* baseline to compare with.
*/
function testFloors(pools, policy, { lost, trust }) {
	const measured = [...pools].flatMap((pool) => {
		if (pool.floor === void 0 || pool.gatingCases.length === 0) return [];
		return [{
			pool,
			rule: {
				...pool.floor,
				alpha: policy.alpha,
				beta: policy.beta
			},
			runs: settleLost(isJudged(pool) ? pool.checks : pool.tally, lost)
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
			result: isJudged(pool) ? checkJudgedFloor(pool, rule, {
				trust,
				lost,
				...p && { checksP: p.corrected }
			}) : checkFloor(runs, rule, p?.corrected),
			...p && { p }
		};
	});
}
/** Whether judges decide on it. */
function isJudged({ floor, judges }) {
	return floor?.judge === "block" && judges.size > 0;
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
function settleLost(tally, lost) {
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
		...evidence.untrusted.map(untrustedJudge),
		...gating.length === 0 && evidence.untrusted.length === 0 ? [{ kind: "nothing-gates" }] : [],
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
function untrustedJudge({ dimension, judge, state, reason }) {
	return {
		kind: "judge-untrusted",
		dimension,
		judge,
		state,
		why: reason
	};
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
		runsToSettle: row.runsToSettle ?? "unknown",
		...row.judged && { isJudged: true }
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
function decideGate(experiment, written, { trust = /* @__PURE__ */ new Map() } = {}) {
	checkExperiment(experiment);
	const guarding = experiment.cases.filter(({ status }) => status === "guarding");
	const { policy, untrusted } = weighJudges(guarding, written, trust);
	const pools = poolTallies(guarding, policy);
	const floors = testFloors(pools.values(), policy, {
		lost: "left-out",
		trust
	});
	const mustPass = countMustPass(guarding, policy);
	const rule = ruleOf(policy, floors);
	const rows = describeDimensions({
		pools,
		floors,
		rule,
		trust
	});
	const failures = failReasons(floors, mustPass);
	const open = undeterminedReasons({
		experiment,
		policy,
		pools,
		rows,
		mustPass,
		untrusted
	});
	const bounds = boundsOf({
		pools,
		policy,
		floors,
		mustPass,
		trust
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
		trust: policy.trust,
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
	const { pools, policy, floors, mustPass, trust } = evidence;
	if (floors.every(({ pool }) => lostRuns(pool.tally) === 0)) return void 0;
	const worst = testFloors(pools.values(), policy, {
		lost: "failed",
		trust
	});
	const best = testFloors(pools.values(), policy, {
		lost: "passed",
		trust
	});
	return {
		scored: kindByEvidence(floors, mustPass, "left-out"),
		worst: kindByEvidence(worst, mustPass, "failed"),
		best: kindByEvidence(best, mustPass, "passed")
	};
}
/** Gating rows first, what blocks on top; then what judges advise. */
function describeDimensions({ pools, floors, rule, trust }) {
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
	return [...gating.toSorted((a, b) => order.indexOf(a.result.kind) - order.indexOf(b.result.kind)), ...[...pools.values()].flatMap((pool) => advisoryRows(pool, trust))];
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
		...judgedPart(pool, tested),
		...unscoredReason !== void 0 && { unscoredReason }
	};
	const scored = scoredRuns(tally);
	if (scored === 0 || tested?.p === void 0) return base;
	if (base.judged !== void 0) return {
		...base,
		p: tested.p
	};
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
function advisoryRows(pool, trust) {
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
		const known = trustIn(judge, trust);
		return {
			kind: "advisory",
			dimension,
			floor,
			cases,
			judge,
			tally,
			...scored > 0 && { interval: wilsonInterval(tally.passed, scored) },
			...unscoredReason !== void 0 && { unscoredReason },
			trust: known.state,
			...correctedPart(tally, known)
		};
	});
}
/** Failed runs that the agent did not finish are in the tally: an advisory rate is not split further. */
function correctedPart(tally, trust) {
	if (trust.state !== "calibrated") return {};
	const found = correctedRate(tally.passed, scoredRuns(tally), trust.rates);
	if (found.kind === "refused") return {};
	return { corrected: {
		rate: found.rate,
		interval: found.interval
	} };
}
function judgedPart(pool, tested) {
	if (tested === void 0 || tested.result.kind === "unmeasured") return {};
	const { corrected } = tested.result;
	return corrected === void 0 ? {} : { judged: {
		corrected,
		judges: [...pool.judges.keys()]
	} };
}

// src/app/trust-judges.ts
/**
* What is known of every judge that an experiment asked: its calibration, held against the evaluator and the model that
* the experiment names.
*
* The names in an experiment may be a stranger's: what is no name of an evaluator was never measured.
*/
async function trustJudges({ cases, subject }, source) {
	const judges = new Set(cases.flatMap((one) => Object.values(one.dimensions).flatMap(({ judges: of }) => Object.keys(of))));
	const digests = new Map(subject.evaluators.map(({ ref, digest }) => [ref, digest]));
	const trusted = /* @__PURE__ */ new Map();
	for (const judge of judges) {
		const evaluatorDigest = digests.get(judge) ?? "";
		const judgeDigest = subject.judge?.digest ?? "";
		trusted.set(judge, await trustOne(judge, {
			evaluatorDigest,
			judgeDigest
		}, source));
	}
	return trusted;
}
async function trustOne(judge, now, { folder, rule, read }) {
	const text = await readOne(judge, folder, read);
	if (text !== void 0) return judgeTrust({
		reading: parseCalibration(text),
		...now,
		rule
	});
	for (const older of olderVersions(judge)) {
		const before = await readOne(older, folder, read);
		const reading = before === void 0 ? void 0 : parseCalibration(before);
		if (reading?.kind === "calibration" && lackOf(reading.calibration, rule) === void 0) return judgeTrust({
			...now,
			rule,
			olderVersion: older
		});
	}
	return judgeTrust({
		...now,
		rule
	});
}
async function readOne(ref, folder, read) {
	const path = calibrationPath(folder, ref);
	return path === void 0 ? void 0 : await read(path);
}

export { decideGate as n, trustJudges as t };