import { n as scoredRuns, t as lostRuns } from "./decision-COWq8-7A.js";
import { t as oneLine } from "./visible-text-Cg_787F1.js";
import { i as runOutcomes } from "./run-record-CnZlTFMe.js";
import { a as intervalText, c as percent, d as roundCount, i as grouped, l as percentOf, n as countOf, o as listText, r as durationText, s as moneyText, t as chanceText, u as pointsText } from "./numbers-CCAtUXk7.js";
import { l as inlineText, n as markdownWording, o as codeName, s as fencedBlock, t as asClause } from "./wording-hlgpPPdg.js";
import { t as policyDefaults } from "./policy-defaults-Ba6e3vN9.js";
import { t as passHatK } from "./pass-k-BwKypHur.js";

// src/core/report/count-runs.ts
function guardingCases({ cases }) {
	return cases.filter(({ status }) => status === "guarding");
}
function countRuns(experiment) {
	const guarding = guardingCases(experiment);
	const outcomes = /* @__PURE__ */ new Map();
	for (const one of guarding) for (const outcome of runOutcomes) {
		const runs = one.outcomes[outcome] ?? 0;
		if (runs > 0) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + runs);
	}
	const runs = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
	const answered = (outcomes.get("completed") ?? 0) + (outcomes.get("agent-error") ?? 0);
	return {
		cases: guarding.length,
		runs,
		lost: runs - answered,
		outcomes
	};
}
/** Singular and plural of how a run ended, in words. */
const outcomeWords = {
	completed: ["run not scored", "runs not scored"],
	"agent-error": ["agent error", "agent errors"],
	"infra-error": ["infrastructure error", "infrastructure errors"],
	"simulator-error": ["simulated-user error", "simulated-user errors"],
	"replay-gap": ["gap in the recording", "gaps in the recording"],
	"over-budget": ["run over budget", "runs over budget"]
};

// src/core/report/count-errors.ts
/** Why runs of guarding cases ended in an error or unscored, each reason once, most frequent first. */
function countErrors(experiment) {
	const counts = /* @__PURE__ */ new Map();
	for (const { outcome, reason, runs } of guardingCases(experiment).flatMap(({ errors }) => errors)) {
		const key = `${outcome} ${reason}`;
		counts.set(key, {
			outcome,
			reason,
			runs: (counts.get(key)?.runs ?? 0) + runs
		});
	}
	return [...counts.values()].toSorted((a, b) => b.runs - a.runs);
}
/** `10 infrastructure errors: the model provider answered 429`. */
function describeError({ outcome, reason, runs }, { text }) {
	const words = outcomeWords[outcome][runs === 1 ? 0 : 1];
	const counted = outcome === "agent-error" ? " (counted as failed)" : "";
	return `${grouped(runs)} ${words}${counted}: ${text(reason, 300)}`;
}

// src/core/report/describe-failure.ts
function splitFailures({ reasons, failing }) {
	const dimensions = new Set(reasons.flatMap((reason) => {
		return reason.kind === "floor-missed" || reason.kind === "floor-undetermined" ? [reason.dimension] : [];
	}));
	const mustPass = new Set(reasons.flatMap((reason) => {
		return reason.kind === "must-pass-failed" ? [`${reason.caseId} ${reason.dimension}`] : [];
	}));
	const isAgainst = ({ caseId, dimension }) => dimensions.has(dimension) || mustPass.has(`${caseId} ${dimension}`);
	return {
		against: failing.filter(isAgainst),
		tolerated: failing.filter((one) => !isAgainst(one))
	};
}
/**
* The failure to read first: of the case that fails most of those that block, in the blocking dimension
* that can tell where it began.
*/
function leadingFailure(decision) {
	const worst = worstFailure(decision);
	if (worst === void 0 || seenFailure(worst) === void 0 || beginsAtTool(worst)) return worst;
	const blocks = blockingFailures(decision);
	return decision.failing.find((one) => {
		return one.caseId === worst.caseId && blocks(one) && beginsAtTool(one);
	}) ?? worst;
}
/** Whether the first thing to see is a step, such as an empty search, and not the words that followed from it. */
function beginsAtTool(failure) {
	const first = seenFailure(failure)?.evidence[0];
	return first !== void 0 && first.at !== void 0 && first.quote !== true;
}
/** A missed floor, or a must-pass case that failed; an open floor does not say that the agent is at fault. */
function blockingFailures({ reasons }) {
	return ({ caseId, dimension }) => reasons.some((reason) => {
		if (reason.kind === "floor-missed") return reason.dimension === dimension;
		if (reason.kind !== "must-pass-failed") return false;
		return reason.caseId === caseId && reason.dimension === dimension;
	});
}
function worstFailure({ reasons, failing }) {
	const [first] = reasons;
	if (first?.kind === "floor-missed") return failing.find(({ dimension }) => dimension === first.dimension);
	if (first?.kind === "must-pass-failed") return failing.find(({ caseId, dimension }) => caseId === first.caseId && dimension === first.dimension);
}
/**
* What to type to see the worst case fail again. Only a well-formed id may become part of something that people
* paste into a shell.
*/
function reproduceCommand(decision) {
	const worst = leadingFailure(decision) ?? splitFailures(decision).against[0];
	return worst !== void 0 && /^[a-z0-9][a-z0-9-]{0,59}$/.test(worst.caseId) ? `tracegate run --case ${worst.caseId}` : void 0;
}
/** What went wrong in the worst case and where to look, in two or three sentences. */
function describeStory(failure, wording) {
	const { caseId, failed, scored, agentErrors } = failure;
	const sample = seenFailure(failure);
	const why = sample === void 0 ? "" : sentence(wording.prose(sample.explanation, 300));
	const count = `${wording.name(caseId)} failed ${grouped(failed)} of ${countOf(scored, "run")}`;
	const where = sample === void 0 ? "" : describeWhere(sample, wording);
	if (sample === void 0 && agentErrors !== void 0) return `${count}; ${describeAgentErrors(agentErrors, wording)}`;
	return `${why === "" ? "" : `${why} `}${count}${where === "" ? "." : `, first at ${where}`}`;
}
/** A line each for the failing cases that stand against a pass; none where the story has told the only one. */
function describeFailingCases(decision, wording) {
	const { against } = splitFailures(decision);
	const isTold = against.length === 1 && leadingFailure(decision) !== void 0;
	const required = new Set(decision.mustPass.map(({ caseId }) => caseId));
	return (isTold ? [] : against).map((failure) => {
		const note = required.has(failure.caseId) ? " · must always pass" : "";
		return `${describeFailingCase(failure, wording)}${note}`;
	});
}
/** One line for a list of failing cases; `6/20` are the passes. */
function describeFailingCase(failure, wording) {
	const { caseId, dimension, failed, scored } = failure;
	const passed = `${grouped(scored - failed)}/${grouped(scored)}`;
	const why = describeWhy(failure, wording);
	const on = wording.dimension(dimension);
	return `${wording.name(caseId)} ${passed} passed on ${on}${why === "" ? "" : ` · ${why}`}`;
}
/** The same for a failure that blocks nothing and has no story of its own: what is wrong beside what was said. */
function describeToleratedCase(failure, wording) {
	const line = describeFailingCase(failure, wording);
	const sample = seenFailure(failure);
	if (sample === void 0 || describeWhere(sample, wording) === "") return line;
	return `${line} · ${wording.prose(sample.explanation, 200)}`;
}
function describeWhy(failure, wording) {
	const sample = seenFailure(failure);
	if (sample !== void 0) return describeWhere(sample, wording) || wording.prose(sample.explanation, 200);
	return failure.agentErrors === void 0 ? "" : describeAgentErrors(failure.agentErrors, wording);
}
/** What an evaluator saw, unless more runs broke off than it saw fail: then the agent's errors are the story. */
function seenFailure({ sample, agentErrors }) {
	return agentErrors !== void 0 && agentErrors.runs > (sample?.runs ?? 0) ? void 0 : sample;
}
function describeAgentErrors({ runs, reason }, { text }) {
	return `${countOf(runs, "run")} ended in an agent error: ${text(reason)}`;
}
/** `turn 3, step 5: search_policies → 0 documents, then “You have 30 days…”`. */
function describeWhere(sample, { text }) {
	const { firstBadStep, evidence } = sample;
	const at = firstBadStep && `turn ${firstBadStep.turn}, step ${firstBadStep.step}`;
	const seen = evidence.find((piece) => piece.quote !== true && isAt(piece.at, firstBadStep));
	const said = evidence.find(({ quote }) => quote === true);
	const told = [seen && text(seen.what, 160), said && `“${text(said.what, 160)}”`].filter((part) => part !== void 0).join(", then ");
	if (at === void 0) return told;
	return told === "" ? at : `${at}: ${told}`;
}
function isAt(at, step) {
	return at?.turn === step?.turn && at?.step === step?.step;
}
/** Ends it with a full stop, unless it is empty or ends a sentence already. */
function sentence(text) {
	return text === "" || /[.!?…]$|&#(?:46|33|63);$/.test(text) ? text : `${text}.`;
}

// src/core/report/describe-gaps.ts
/**
* Every gap in the evidence, with its numbers and what to do about it, a line each.
*
* Failures are not among them: the headline, the table and the failing cases tell them.
*/
function describeGaps({ reasons }, wording) {
	const lost = reasons.filter((reason) => reason.kind === "too-many-missing");
	const others = reasons.filter((reason) => {
		return reason.kind !== "floor-missed" && reason.kind !== "must-pass-failed" && reason.kind !== "too-many-missing";
	});
	return [...lost.length === 0 ? [] : [describeLostRuns(lost, wording)], ...others.map((reason) => describeGap$1(reason, wording))];
}
/** One line for all dimensions: most often they lost the same runs. */
function describeLostRuns(reasons, wording) {
	const each = reasons.map(({ dimension, lost, runs, unscoredReason }) => {
		const why = unscoredReason === void 0 ? "" : `, ${wording.text(asClause(unscoredReason))}`;
		return `${wording.dimension(dimension)} (${grouped(lost)} of ${countOf(runs, "run")}, ${percentOf(lost, runs)}${why})`;
	});
	const allowed = percent(reasons[0]?.allowed ?? 0);
	return `No answer on ${listText(each, 8)}; at most ${allowed} may be lost. Mend the cause and run again.`;
}
function describeGap$1(reason, wording) {
	const { dimension, name, code, text } = wording;
	const names = (ids) => listText(ids.map((id) => name(id)));
	const dimensions = (ids) => listText(ids.map((id) => dimension(id)));
	switch (reason.kind) {
		case "no-cases": return "Add a case to the dataset: without one the gate has nothing to decide on.";
		case "incomplete": return `The experiment stopped after ${grouped(reason.recorded)} of ${countOf(reason.planned, "run")}. Finish it with ${code("tracegate run --resume")}; nothing already run is lost.`;
		case "no-guarding-cases": return `Of ${countOf(reason.cases, "case")} none has ${code("status: guarding")}, and only those decide. Set it on the cases that must hold.`;
		case "judge-untrusted": return untrustedJudge(reason, wording);
		case "nothing-gates": return `No guarding case is measured by a check, or by a judge that may decide. Add an expectation with a check, or calibrate a judge with ${code("tracegate calibrate")}.`;
		case "dimension-without-floor": return `${dimension(reason.dimension)} is measured in ${names(reason.caseIds)} and has no floor. Add one under ${code("gate.dimensions")}.`;
		case "dimension-without-case": return reason.shownIn.length === 0 ? `No case measures ${dimension(reason.dimension)}. Add a guarding case, or take its floor out of ${code("gate.dimensions")}.` : `${dimension(reason.dimension)} is measured only in ${names(reason.shownIn)}, which may not decide. Make a case guarding, or take the floor out of ${code("gate.dimensions")}.`;
		case "dimension-unscored": return `${dimension(reason.dimension)}: none of ${countOf(reason.runs, "run")} could be scored${because(reason, wording)}. Mend the cause and run again.`;
		case "case-unscored": return `${name(reason.caseId)}: none of its ${countOf(reason.runs, "run")} could be scored on ${dimensions(reason.dimensions)}. A case that was never tested does not pass.`;
		case "must-pass-absent": return reason.status === void 0 ? `${name(reason.caseId)} must always pass and was not run. Bring the case back, or take it out of ${code("gate.mustPass")}.` : `${name(reason.caseId)} must always pass and is ${text(reason.status)}. Make it guarding, or take it out of ${code("gate.mustPass")}.`;
		case "must-pass-unscored": return reason.dimensions.length === 0 ? `${name(reason.caseId)} must always pass, but only advisory judges look at it. Add a check, or calibrate a judge with ${code("tracegate calibrate")}.` : `${name(reason.caseId)} must always pass, and none of its runs could be scored on ${dimensions(reason.dimensions)}. Mend the cause and run again.`;
		case "must-pass-missing": return `${name(reason.caseId)} must always pass, and runs of it gave no answer: ${listText(reason.dimensions.map((lost) => {
			return `${grouped(lost.lost)} of ${countOf(lost.runs, "run")} on ${dimension(lost.dimension)}`;
		}), 8)}. Any of them may have been a failure, so at most ${percent(reason.allowed)} may be lost. Mend the cause and run again.`;
		case "floor-undetermined": return openFloor(reason, wording);
	}
}
function untrustedJudge(reason, { dimension, name, code, text }) {
	const { state, judge } = reason;
	const what = state === "drifted" ? "has drifted" : "is not calibrated";
	const mend = state === "drifted" ? "Find out what changed, then measure it again" : "Measure it on human labels";
	return `${dimension(reason.dimension)}: its judge ${name(judge)} ${what} (${text(asClause(reason.why))}), so what it says can neither pass nor block. ${mend} with ${code(`tracegate calibrate ${refText(judge)}`)}, or set ${code("judge: advisory")} on the dimension.`;
}
/** Code is for what is typed: a name that somebody forged is left out. */
function refText(judge) {
	return /^[a-z0-9-]{1,60}@\d{1,5}$/.test(judge) ? judge : "";
}
function openFloor(reason, { dimension, code }) {
	const { tally, cases, runsToSettle } = reason;
	const scored = scoredRuns(tally);
	const sofar = `${dimension(reason.dimension)}: ${grouped(tally.passed)} of ${countOf(scored, "run")} passed (${percentOf(tally.passed, scored)}). That neither meets nor misses a floor of ${percent(reason.floor)}.`;
	if (reason.isJudged === true) return `${sofar} The rate is corrected for the judges' own errors: more runs or more human labels make it surer.`;
	if (runsToSettle === "unknown") return `${sofar} At this rate no affordable number of runs would settle it: mend the failures, or change the floor.`;
	const each = Math.ceil(runsToSettle / Math.max(1, cases));
	const where = cases === 1 ? "" : `, ${grouped(each)} for each of its ${cases} cases`;
	return `${sofar} About ${countOf(runsToSettle, "more run")}${where} would settle it if the rate stays: raise ${code("runs.perCase")}, or mend the failures.`;
}
function because({ unscoredReason }, { text }) {
	return unscoredReason === void 0 ? "" : ` (${text(asClause(unscoredReason))})`;
}

// src/core/report/comment-lists.ts
const mostShown = 10;
function gapLines(decision) {
	return split(describeGaps(decision, markdownWording), mostShown);
}
function failingLines(decision) {
	return split(describeFailingCases(decision, markdownWording), mostShown);
}
/** Errors are shown at once where they are why nothing was decided. */
function errorLines(experiment, { reasons }) {
	const isCause = reasons.some(({ kind }) => {
		return kind.endsWith("-missing") || kind.endsWith("-unscored");
	});
	return split(countErrors(experiment).map((error) => describeError(error, markdownWording)), isCause ? 5 : 0);
}
/** The shown part of a list, and how much of it did not even fit the comment. */
function shownList({ shown }, { head, noun, rank }) {
	return {
		kind: "list",
		head,
		items: shown.map((line) => `- ${line}`),
		foot: "",
		leftOut: (count) => `- … and ${countOf(count, noun)}`,
		rank
	};
}
function split(lines, most) {
	return {
		shown: lines.slice(0, most),
		folded: lines.slice(most)
	};
}

// src/core/report/describe-hermeticity.ts
/** The cases by where their tools and models answered from, the most shut off first; without those that say nothing. */
function hermeticGroups({ cases }) {
	const groups = /* @__PURE__ */ new Map();
	for (const { id, hermeticity } of cases) {
		if (hermeticity === void 0) continue;
		const key = `${hermeticity.tools} ${hermeticity.model}`;
		const group = groups.get(key) ?? {
			of: hermeticity,
			cases: []
		};
		groups.set(key, group);
		group.cases.push(id);
	}
	return [...groups.values()].map(({ of, cases: ids }) => ({
		...of,
		cases: ids
	})).toSorted((a, b) => openness(a) - openness(b));
}
const order = {
	recorded: 0,
	"partly-recorded": 1,
	scripted: 1,
	live: 2
};
function openness({ tools, model }) {
	return order[tools] * 3 + order[model];
}
const toolWords = {
	recorded: "recorded tools",
	"partly-recorded": "recorded tools but for some that run live",
	live: "live tools"
};
const modelWords = {
	recorded: "a recorded model",
	scripted: "a scripted model",
	live: "a live model"
};
/** `3 cases with recorded tools and a live model: late-fee, gift-card, lost-parcel`. */
function describeHermeticGroup(group, wording) {
	const names = listText(group.cases.map((id) => wording.name(id)), 30);
	return `${countOf(group.cases.length, "case")} with ${toolWords[group.tools]} and ${modelWords[group.model]}: ${names}`;
}
/**
* How much of what was run was recorded, in one line; `undefined` where every case had live tools and its own model,
* or nothing is known.
*/
function describeHermeticity(experiment) {
	const told = experiment.cases.filter(({ hermeticity }) => hermeticity !== void 0);
	const shut = (is) => told.filter(({ hermeticity }) => hermeticity !== void 0 && is(hermeticity)).length;
	const tools = shut((of) => of.tools !== "live");
	const models = shut((of) => of.model === "recorded");
	if (tools === 0 && models === 0) return void 0;
	return `Of ${countOf(told.length, "case")}, ${grouped(tools)} had recorded tools and ${grouped(models)} a recorded model.`;
}
/** What cassettes leave untested; `undefined` where none was used. */
function describeCassettes({ cases }, wording) {
	const recorded = cases.filter(playsCassette).map(({ id }) => wording.name(id));
	if (recorded.length === 0) return void 0;
	return `A cassette played the model in ${listText(recorded, 8)}: a changed prompt or model is not tested there.`;
}
function playsCassette({ hermeticity }) {
	return hermeticity?.model === "recorded";
}

// src/core/report/dimension-cells.ts
function dimensionCells(row, wording) {
	const { tally } = row;
	const scored = scoredRuns(tally);
	const lost = lostRuns(tally);
	const interval = row.kind === "gating" ? intervalOf(row) : row.corrected?.interval ?? row.interval;
	return {
		dimension: nameOf(row, wording),
		floor: percent(row.floor.floor),
		rate: rateOf(row),
		interval: interval === void 0 ? "–" : intervalText(interval),
		runs: lost === 0 ? grouped(scored) : `${grouped(scored)} of ${grouped(scored + lost)}`,
		...standingOf(row, wording)
	};
}
/** Whether a floor that counts as met was not reached: what is lacking may be chance. */
function isBelowFloor(row) {
	const { tally, floor } = row;
	return ((row.kind === "gating" ? row.judged?.corrected : void 0) ?? tally.passed / scoredRuns(tally)) < floor.floor;
}
/** `93.3 % (raw 90.0 %)` where a judge's errors were corrected; the interval is then that of the first. */
function rateOf(row) {
	const raw = percentOf(row.tally.passed, scoredRuns(row.tally));
	const corrected = row.kind === "gating" ? row.judged?.corrected : row.corrected?.rate;
	return corrected === void 0 ? raw : `${(100 * corrected).toFixed(1)} % (raw ${raw})`;
}
const metThoughBelow = "met (within what the runs can tell)";
function nameOf(row, { dimension, name }) {
	if (row.kind === "gating") return dimension(row.dimension);
	return row.judge === void 0 ? `${dimension(row.dimension)} (judge)` : `${dimension(row.dimension)} (judge ${name(row.judge)})`;
}
function intervalOf({ result }) {
	return result.kind === "unmeasured" ? void 0 : result.interval;
}
const doubts = {
	calibrated: "",
	uncalibrated: ": judge not calibrated",
	drifted: ": judge drifted"
};
function standingOf(row, { text }) {
	const why = row.unscoredReason === void 0 ? "" : ` (${text(asClause(row.unscoredReason), 120)})`;
	if (row.kind === "advisory") {
		const isScored = scoredRuns(row.tally) > 0;
		const doubt = row.trust === void 0 ? "" : doubts[row.trust];
		return {
			standing: "advisory",
			decision: isScored ? `advisory${doubt}` : `advisory, not scored${why}`
		};
	}
	switch (row.result.kind) {
		case "missed": return {
			standing: "missed",
			decision: "missed"
		};
		case "met": return {
			standing: "met",
			decision: isBelowFloor(row) ? metThoughBelow : "met"
		};
		case "undetermined": return {
			standing: "open",
			decision: row.judged === void 0 ? "too few runs" : "too few runs or labels"
		};
		case "unmeasured": return {
			standing: "open",
			decision: `not measured${why}`
		};
	}
}

// src/core/report/describe-rule.ts
/** How the decision came about, for people who doubt it: the rule, and its numbers for one floor each. */
function describeRule({ rule }, wording) {
	const { alpha, missing, floorsTested } = rule;
	const holm = floorsTested > 1 ? ` The ${floorsTested} floors are tested together (Holm), so this is the chance that any of them is missed by bad luck.` : "";
	const level = floorsTested === 0 ? "" : ` All of ${wording.code("alpha")}, ${percent(alpha)}, is spent on the floors; it is to be halved between floors and regressions once there is a baseline to compare with.`;
	return [`Only guarding cases decide; their runs are pooled for each dimension. A floor is missed where an agent exactly at it would pass so rarely in at most ${percent(alpha)} of all experiments (exact binomial test).${holm}${level}`, `A floor that the runs neither miss nor meet blocks too, as do lost runs above ${percent(missing)}. The interval (Wilson, 95 %) is for reading and decides nothing.`].join(" ");
}
/** `undefined` where nothing was measured. */
function describeFloorTest(row, { rule }, wording) {
	const { tally, result, p } = row;
	if (result.kind === "unmeasured") return void 0;
	const counted = `${wording.dimension(row.dimension)} ${outcomeWord[result.kind]}: ${grouped(tally.passed)} of ${countOf(scoredRuns(tally), "run")} passed.`;
	if (row.judged !== void 0) return `${counted} ${describeJudged(row, wording)}`;
	if (p === void 0) return `${counted} Its policy compares the rate with the floor as it is (${wording.code("mode: point")}), with no allowance for chance.`;
	return [counted, ...[...result.kind !== "met" || isBelowFloor(row) ? [chanceAtFloor(row, rule)] : [], ...result.kind === "met" ? [ruledOut(row, rule)] : []]].join(" ");
}
function describeJudged({ judged, result, floor }, wording) {
	if (judged === void 0 || result.kind === "unmeasured") return "";
	const { low, high } = result.interval;
	const rate = `Corrected for the errors that ${listText(judged.judges.map((judge) => wording.name(judge)))} made on human labels that is ${shareText(judged.corrected)}, 95 % from ${shareText(low)} to ${shareText(high)}.`;
	return floor.mode === "point" ? `${rate} Its policy compares that rate with the floor as it is (${wording.code("mode: point")}).` : `${rate} The floor is missed where even the upper bound is below ${percent(floor.floor)}, and met where the lower bound is not below ${percent(tooLow(floor))}.`;
}
function shareText(share) {
	return `${(100 * share).toFixed(1)} %`;
}
function chanceAtFloor({ floor, result, p }, rule) {
	if (p === void 0) return "";
	const { alone, corrected } = p;
	return `${`At a true rate of ${percent(floor.floor)} so few passes come up with a chance of ${chanceText(alone)}`}${rule.floorsTested > 1 ? `, ${chanceText(corrected)} after the correction for ${rule.floorsTested} floors` : ""}${result.kind !== "undetermined" ? "" : `; nor is a true rate of ${percent(tooLow(floor))} ruled out`}.`;
}
function ruledOut({ floor }, { alpha, beta }) {
	return floor.mode === "prove" ? `A true rate below ${percent(floor.floor)} is ruled out at ${percent(alpha)}.` : `A true rate of ${percent(tooLow(floor))}, ${pointsText(floor.margin)} below the floor, is ruled out at ${percent(beta)}.`;
}
/** The rate that *met* must be told apart from. */
function tooLow({ floor, margin, mode }) {
	return mode === "prove" ? floor : Math.max(0, floor - margin);
}
const outcomeWord = {
	met: "met",
	missed: "missed",
	undetermined: "undecided"
};

// src/core/report/comment-folds.ts
/** What stands folded below the comment, in the order of how often people open it. */
function commentFolds(experiment, decision) {
	return [
		...evidenceFold(decision),
		restFold(gapLines(decision), {
			noun: "reason",
			rank: 5
		}),
		restFold(failingLines(decision), {
			noun: "failing case",
			rank: 6
		}),
		toleratedFold(decision),
		errorFold(experiment, decision),
		ungatedFold(experiment),
		hermeticFold(experiment),
		ruleFold(decision),
		subjectFold(experiment)
	];
}
/** The steps of the failure that the first lines tell, as they were recorded. */
function evidenceFold(decision) {
	const lead = leadingFailure(decision);
	const sample = lead && seenFailure(lead);
	if (lead === void 0 || sample === void 0 || sample.evidence.length === 0) return [];
	const lines = sample.evidence.map(({ at, what, quote }) => {
		const where = at === void 0 ? "in the reply" : `turn ${at.turn}, step ${at.step}`;
		const words = oneLine(what);
		return `${where}: ${quote === true ? `“${words}”` : words}`;
	});
	return [{
		kind: "whole",
		text: fold(`Evidence: run ${grouped(sample.runIndex + 1)} of ${inlineText(lead.caseId)}, by ${inlineText(sample.evaluator)}`, `${fencedBlock(lines.join("\n"))}\n`)
	}];
}
/** What the lists above had no room for. */
function restFold({ folded }, { noun, rank }) {
	return listFold({
		summary: countOf(folded.length, `more ${noun}`),
		items: folded,
		noun,
		rank
	});
}
function errorFold(experiment, decision) {
	const { shown, folded } = errorLines(experiment, decision);
	return listFold({
		summary: shown.length === 0 ? "Errors and missing verdicts" : "More errors and missing verdicts",
		items: folded,
		noun: "reason",
		rank: 7
	});
}
function toleratedFold(decision) {
	const { tolerated } = splitFailures(decision);
	const failures = tolerated.reduce((sum, { failed }) => sum + failed, 0);
	const cases = new Set(tolerated.map(({ caseId }) => caseId)).size;
	return listFold({
		summary: `${countOf(failures, "failure")} in ${countOf(cases, "case")}, within what the floors allow`,
		items: tolerated.map((failure) => describeToleratedCase(failure, markdownWording)),
		noun: "failure",
		rank: 9
	});
}
/** Cases that were run without a say: open, quarantined, or proposed in this very pull request. */
function ungatedFold({ cases }) {
	const ungated = cases.filter(({ status }) => status !== "guarding");
	return listFold({
		summary: `${countOf(ungated.length, "case")} shown that ${ungated.length === 1 ? "does" : "do"} not decide`,
		items: ungated.map(describeUngated),
		noun: "case",
		rank: 8
	});
}
function describeUngated({ id, status, dimensions }) {
	const tallies = Object.entries(dimensions).map(([dimension, { hasChecks, checks, all }]) => {
		return {
			dimension,
			tally: hasChecks ? checks : all
		};
	});
	const results = tallies.map(({ dimension, tally }) => {
		const name = markdownWording.dimension(dimension);
		return `${grouped(tally.passed)}/${grouped(scoredRuns(tally))} passed on ${name}`;
	});
	const isMended = tallies.length > 0 && tallies.every(({ tally }) => tally.failed === 0 && scoredRuns(tally) > 0);
	const hint = status === "open" && isMended ? " · passes now: make it guarding" : "";
	return `${codeName(id)} (${inlineText(status)}) ${results.join(", ")}${hint}`;
}
/** What was shut off from the world, and what was not; nothing where all of it was live. */
function hermeticFold(experiment) {
	const groups = hermeticGroups(experiment);
	return listFold({
		summary: "Where tools and models answered from",
		items: groups.some(({ tools, model }) => tools !== "live" || model !== "live") ? groups.map((group) => describeHermeticGroup(group, markdownWording)) : [],
		noun: "group",
		rank: 4
	});
}
function ruleFold(decision) {
	const tests = decision.dimensions.filter((row) => row.kind === "gating").flatMap((row) => describeFloorTest(row, decision, markdownWording) ?? []);
	return listFold({
		summary: "How this was decided",
		intro: describeRule(decision, markdownWording),
		items: tests,
		noun: "dimension",
		rank: 4
	});
}
function subjectFold({ subject }) {
	const { agent, dataset, evaluators, commit, key } = subject;
	return listFold({
		summary: "What was tested",
		items: [
			`commit ${commit === void 0 ? "unknown" : codeName(commit)}`,
			`agent (${inlineText(agent.runner)}) ${codeName(agent.digest.replace(/^sha256:/, ""))}`,
			`dataset ${codeName(dataset.name)} ${codeName(dataset.digest.replace(/^sha256:/, ""))}`,
			...evaluators.map(({ ref, digest }) => {
				return `evaluator ${codeName(ref)} ${codeName(digest.replace(/^sha256:/, ""))}`;
			}),
			`experiment ${codeName(key.replace(/^sha256:/, ""))}`
		],
		noun: "line",
		rank: 4
	});
}
function listFold({ summary, intro, items, noun, rank }) {
	const opening = `<details><summary>${summary}</summary>\n`;
	return {
		kind: "list",
		head: intro === void 0 ? opening : `${opening}\n${intro}\n`,
		items: items.map((item) => `- ${item}`),
		foot: "\n</details>",
		leftOut: (count) => `- … and ${countOf(count, `more ${noun}`)}`,
		rank
	};
}
function fold(summary, body) {
	return `<details><summary>${summary}</summary>\n\n${body}\n</details>`;
}

// src/core/report/describe-policy.ts
const mostNamed = 8;
/** What of the policy is not as it would be by itself: whoever reads “met” should see by what. `undefined` where all is. */
function describePolicy({ dimensions, rule }, wording) {
	const levels = [
		"alpha",
		"beta",
		"missing"
	].filter((name) => rule[name] !== policyDefaults[name]).map((name) => {
		return `${wording.code(name)} ${percent(rule[name])} (default ${percent(policyDefaults[name])})`;
	});
	const trusted = [
		"tpr",
		"tnr",
		"labels"
	].filter((name) => rule.trust[name] !== policyDefaults.trust[name]).map((name) => {
		return `${wording.code(`trust.${name}`)} ${rule.trust[name]} (default ${policyDefaults.trust[name]})`;
	});
	const rows = dimensions.filter((row) => row.kind === "gating");
	const settings = [
		...levels,
		...trusted,
		...rows.flatMap((row) => describeFloor(row, wording))
	];
	return settings.length === 0 ? void 0 : `Set otherwise than by default: ${listText(settings, mostNamed)}.`;
}
function describeFloor({ dimension, floor }, wording) {
	const { margin, mode } = policyDefaults;
	const name = wording.dimension(dimension);
	return [...floor.mode === mode ? [] : [`${name} ${wording.code(`mode: ${floor.mode}`)} (default ${wording.code(mode)})`], ...floor.mode !== mode || floor.margin === margin ? [] : [`${name} ${wording.code("margin")} ${pointsText(floor.margin)} (default ${pointsText(margin)})`]];
}

// src/core/report/describe-runs.ts
/** `400 runs of 20 guarding cases · pass^1 95.0 % · pass^4 83.1 % (chance that k runs of a case all pass)`. */
function describeCoverage(experiment) {
	const { runs, cases } = countRuns(experiment);
	return `${countOf(runs, "run")} of ${countOf(cases, "guarding case")} · ${describePassHatK(experiment)}`;
}
/** pass^k for k = 1, 2, 4 and 8, as far as every case has as many scored runs. */
function describePassHatK(experiment) {
	const cases = guardingCases(experiment).filter(({ dimensions }) => Object.values(dimensions).some(({ hasChecks }) => hasChecks)).map(({ whole }) => ({
		passed: whole.passed,
		runs: whole.passed + whole.failed
	}));
	const known = [
		1,
		2,
		4,
		8
	].flatMap((k) => {
		const value = passHatK(cases, k);
		return value === "unknown" ? [] : [`pass^${k} ${percentOf(value, 1)}`];
	});
	if (known.length === 0) return "pass^k unknown (a case has no scored run)";
	return `${known.join(" · ")} (chance that k runs of a case all pass)`;
}
/** That all must-pass cases passed; `undefined` where there are none, or a reason says otherwise. */
function describeMustPass({ mustPass, reasons }, wording) {
	if (mustPass.length === 0 || reasons.some(({ kind }) => kind.startsWith("must-pass-"))) return;
	const cases = leastScored(mustPass);
	const [only] = cases;
	const lossy = cases.filter(({ runs, scored }) => scored < runs);
	if (only === void 0 || lossy.length === 0) return cases.length === 1 ? "The must-pass case passed every run." : `All ${cases.length} must-pass cases passed every run.`;
	if (cases.length === 1) return `The must-pass case passed each of its ${countOf(only.scored, "scored run")}; ${grouped(only.runs - only.scored)} gave no answer.`;
	const lost = lossy.map(({ caseId, runs, scored }) => {
		return `${grouped(runs - scored)} of ${grouped(runs)} of ${wording.name(caseId)}`;
	});
	return `All ${cases.length} must-pass cases passed each of their scored runs; ${listText(lost, 5)} gave no answer.`;
}
/** Each case once, in the dimension in which the fewest of its runs were scored. */
function leastScored(mustPass) {
	const cases = /* @__PURE__ */ new Map();
	for (const count of mustPass) {
		const known = cases.get(count.caseId);
		if (known === void 0 || count.scored < known.scored) cases.set(count.caseId, count);
	}
	return [...cases.values()];
}
/** Cases that were hardly tested while the whole was; `undefined` where there are none. */
function describeBarelyTested({ barelyTested }, wording) {
	if (barelyTested.length === 0) return void 0;
	const cases = barelyTested.map(({ caseId, lost, runs, dimension }) => {
		return `${wording.name(caseId)} (${grouped(lost)} of ${countOf(runs, "run")} on ${wording.dimension(dimension)})`;
	});
	return `Hardly tested, as more than half of the runs gave no answer: ${listText(cases, 5)}.`;
}
/** What the floors' tests would have caught; `undefined` where no floor was tested. */
function describePower(decision) {
	const drops = decision.dimensions.flatMap((row) => {
		return row.kind === "gating" && row.detectableDrop !== void 0 ? [row.detectableDrop] : [];
	});
	if (drops.length === 0) return void 0;
	const known = drops.filter((drop) => drop !== "unknown");
	if (known.length < drops.length) return "So few runs could not have shown that a dimension is below its floor.";
	const least = pointsText(Math.min(...known));
	const most = pointsText(Math.max(...known));
	return `These runs catch a dimension that is ${least === most ? least : `${least.replace(/ points?$/, "")} to ${most}`} below its floor four times in five; a smaller fall may go unseen.`;
}
/** What was lost and whether it matters; `undefined` where every run was scored. */
function describeLost(experiment, decision, wording) {
	if (decision.bounds === void 0) return void 0;
	const { runs, lost, outcomes } = countRuns(experiment);
	const kinds = [...outcomes].flatMap(([outcome, count]) => {
		if (outcome === "completed" || outcome === "agent-error") return [];
		return [`${grouped(count)} ${outcomeWords[outcome][count === 1 ? 0 : 1]}`];
	});
	const unscored = decision.dimensions.filter((row) => row.kind === "gating" && row.tally.unscored > 0).map(({ dimension, tally }) => `${grouped(tally.unscored)} on ${wording.dimension(dimension)}`);
	const parts = [...lost > 0 ? [`${grouped(lost)} of ${countOf(runs, "run")} gave no answer (${kinds.join(", ")})`] : [], ...unscored.length > 0 ? [`verdicts missing: ${listText(unscored, 5)}`] : []];
	if (parts.length === 0) return void 0;
	return `${parts.join("; ")}. They are not counted. ${describeBounds(decision, decision.bounds, wording)}`;
}
function describeBounds({ mustPass }, { scored, worst, best }, { name }) {
	if (worst === scored && best === scored) return `Had they all failed, or all passed, the floors ${mustPass.length > 0 ? "and must-pass cases " : ""}would say the same.`;
	const atStake = mustPass.filter(({ failed, runs, scored: of }) => failed === 0 && of < runs);
	const cases = [...new Set(atStake.map(({ caseId }) => caseId))].map((id) => name(id));
	if (cases.length === 0) return `Had they all failed, the floors would say ${inWords[worst]}; had they all passed, ${inWords[best]}.`;
	return `Had they all failed, ${`must-pass case${cases.length === 1 ? "" : "s"} ${listText(cases)}`} would block the merge; had they all passed, the floors would say ${inWords[best]}.`;
}
const inWords = {
	pass: "“met”",
	fail: "“missed”",
	undetermined: "“too few runs”"
};
/** `$3.10 · 940 k tokens · 12 min`, each part `unknown` rather than 0 where nobody said. */
function describeCost({ usage, durationMs }) {
	return [...usage.modelCalls === 0 ? ["no model call was seen, so cost and tokens are unknown"] : [costText(usage), tokenText(usage)], durationText(durationMs)].join(" · ");
}
function costText({ modelCalls, callsWithoutCost, costUsd }) {
	if (callsWithoutCost >= modelCalls) return "cost unknown";
	const cost = moneyText(costUsd);
	return callsWithoutCost === 0 ? cost : `at least ${cost}`;
}
function tokenText(usage) {
	const { modelCalls, callsWithoutTokens, inputTokens, outputTokens } = usage;
	if (callsWithoutTokens >= modelCalls) return "tokens unknown";
	const tokens = `${roundCount(inputTokens + outputTokens)} tokens`;
	return callsWithoutTokens === 0 ? tokens : `at least ${tokens}`;
}

// src/core/report/fit-blocks.ts
/**
* Joins blocks with blank lines and keeps the whole within a number of UTF-8 bytes, by leaving out the
* last items of the least important lists. A table, a fence or a fold is never cut: its head and foot
* stand, and it says how much is missing. A list without items disappears.
*
* Whole blocks are never dropped: the budget must have room for them.
*/
function fitBlocks(blocks, budgetBytes) {
	const present = blocks.filter((block) => block.kind === "whole" || block.items.length > 0);
	let left = budgetBytes - bytesOf(present.map((block) => render(block, 0)).join("\n\n"));
	const shown = /* @__PURE__ */ new Map();
	for (const block of present.filter(isList).toSorted((a, b) => a.rank - b.rank)) {
		let count = 0;
		for (const item of block.items) {
			const cost = bytesOf(item) + 1;
			if (cost > left) break;
			left -= cost;
			count += 1;
		}
		shown.set(block, count);
	}
	return present.map((block) => render(block, shown.get(block) ?? 0)).join("\n\n");
}
function render(block, shown) {
	if (block.kind === "whole") return block.text;
	const { head, items, foot, leftOut } = block;
	const missing = items.length - shown;
	return [
		...head === "" ? [] : [head],
		...items.slice(0, shown),
		...missing > 0 ? [leftOut(missing)] : [],
		...foot === "" ? [] : [foot]
	].join("\n");
}
function isList(block) {
	return block.kind === "list";
}
function bytesOf(text) {
	return Buffer.byteLength(text, "utf8");
}

// src/core/report/headline.ts
/** The decision in one sentence that says what to do, without its icon. */
function headline(decision, wording, enforcement = { kind: "enforced" }) {
	switch (decision.kind) {
		case "pass": return `Nothing to fix: ${floorsMet(decision, wording)}${adopting(enforcement)}`;
		case "fail": return `${blocking(enforcement)}: ${failures(decision, wording)}`;
		case "undetermined": return `${blocking(enforcement)}: ${firstGap(decision, wording)}`;
	}
}
/** What a decision that is no pass does to the merge. */
function blocking(enforcement) {
	return enforcement.kind === "enforced" ? "Merge blocked" : `Not enforced until ${enforcement.until}, this would block the merge`;
}
/** Who reads of a pass while nothing blocks yet is told so too. */
function adopting(enforcement) {
	return enforcement.kind === "enforced" ? "" : ` (not enforced until ${enforcement.until})`;
}
function floorsMet({ dimensions }, wording) {
	const met = dimensions.filter(({ kind }) => kind === "gating");
	const [only] = met;
	return met.length === 1 && only !== void 0 ? `${wording.dimension(only.dimension)} meets its floor` : `all ${met.length} dimensions meet their floors`;
}
function failures({ reasons }, wording) {
	const missed = reasons.filter((reason) => reason.kind === "floor-missed").map(({ dimension }) => wording.dimension(dimension));
	const mustPass = reasons.filter((reason) => reason.kind === "must-pass-failed");
	return [
		...missed.length === 1 ? [`${missed[0]} is below its floor`] : [],
		...missed.length > 1 ? [`${listText(missed)} are below their floors`] : [],
		...mustPassFailures(mustPass, wording)
	].join("; ");
}
function mustPassFailures(reasons, { name }) {
	const [first] = reasons;
	if (first === void 0) return [];
	const { caseId, failed, scored } = first;
	const cases = [...new Set(reasons.map((reason) => name(reason.caseId)))];
	if (cases.length > 1) return [`must-pass cases ${listText(cases)} failed`];
	return [`must-pass case ${name(caseId)} failed ${grouped(failed)} of ${countOf(scored, "run")}`];
}
function firstGap({ reasons }, wording) {
	const [first] = reasons;
	if (first === void 0) return "nothing was decided";
	const others = reasons.slice(1).filter((reason) => {
		return reason.kind !== "too-many-missing" || reason.kind !== first.kind;
	});
	if (first.kind === "too-many-missing" && others.length < reasons.length - 1) {
		const names = reasons.filter((reason) => reason.kind === "too-many-missing").map(({ dimension }) => wording.dimension(dimension));
		return `too many runs gave no answer on ${listText(names)}${andMore(others.length)}`;
	}
	return `${describeGap(first, wording)}${andMore(others.length)}`;
}
/** `19 of 20 runs`, of the dimension that lost most. */
function lostInWords({ dimensions }) {
	const [most] = dimensions.toSorted((a, b) => b.lost / b.runs - a.lost / a.runs);
	return most === void 0 ? "runs" : `${grouped(most.lost)} of ${countOf(most.runs, "run")}`;
}
function andMore(reasons) {
	return reasons === 0 ? "" : ` (and ${countOf(reasons, "more reason")})`;
}
function describeGap(reason, { dimension, name }) {
	switch (reason.kind) {
		case "no-cases": return "the dataset has no cases";
		case "incomplete": return `only ${grouped(reason.recorded)} of ${countOf(reason.planned, "planned run")} were made`;
		case "no-guarding-cases": return "no case guards, so nothing was decided";
		case "judge-untrusted": return `judge ${name(reason.judge)} of ${dimension(reason.dimension)} ${reason.state === "drifted" ? "has drifted" : "is not calibrated"}`;
		case "nothing-gates": return "nothing that was measured may decide";
		case "dimension-without-floor": return `${dimension(reason.dimension)} has no floor`;
		case "dimension-without-case": return `no guarding case measures ${dimension(reason.dimension)}`;
		case "dimension-unscored": return `not one run could be scored on ${dimension(reason.dimension)}`;
		case "too-many-missing": return `${grouped(reason.lost)} of ${countOf(reason.runs, "run")} gave no answer on ${dimension(reason.dimension)}`;
		case "case-unscored": return `not one run of case ${name(reason.caseId)} could be scored`;
		case "must-pass-absent": return reason.status === void 0 ? `must-pass case ${name(reason.caseId)} was not run` : `must-pass case ${name(reason.caseId)} is ${reason.status}, so it does not guard`;
		case "must-pass-unscored": return `must-pass case ${name(reason.caseId)} could not be scored`;
		case "must-pass-missing": return `must-pass case ${name(reason.caseId)} lost ${lostInWords(reason)}`;
		case "floor-undetermined": return reason.runsToSettle === "unknown" ? `too few runs to decide on ${dimension(reason.dimension)}` : `too few runs to decide on ${dimension(reason.dimension)}; about ${grouped(reason.runsToSettle)} more would settle it`;
		case "floor-missed":
		case "must-pass-failed": return "a failure";
	}
}

// src/core/report/comment.ts
/** Room for what GitHub adds and for another section beside ours. */
const commentBudgetBytes = 6e4;
const marks = {
	met: "✅",
	missed: "⛔",
	open: "❔",
	advisory: "–"
};
const icons = {
	pass: "✅",
	fail: "⛔",
	undetermined: "❔"
};
/**
* The comment on a pull request: what to do, the table, what fails, and folded below it everything
* that the decision rests on.
*
* All text from agents, models and files is escaped. What does not fit is left out item by item, the
* least important first, and the comment says how much.
*/
function renderComment(experiment, decision, options = {}) {
	const { marker, budgetBytes = commentBudgetBytes, notes = [] } = options;
	const enforcement = options.enforcement ?? { kind: "enforced" };
	const policy = describePolicy(decision, markdownWording);
	const blocks = [
		whole([
			marker,
			`### ${iconOf(decision, enforcement)} ${headline(decision, markdownWording, enforcement)}`,
			story(decision)
		]),
		...notes.length === 0 ? [] : [whole(notes)],
		shownList(gapLines(decision), {
			head: "",
			noun: "more reason",
			rank: 1
		}),
		shownList(errorLines(experiment, decision), {
			head: "**Errors**",
			noun: "more",
			rank: 3
		}),
		dimensionTable(decision),
		...policy === void 0 ? [] : [whole([policy])],
		shownList(failingLines(decision), {
			head: "**Failing cases**",
			noun: "more failing case",
			rank: 2
		}),
		whole([
			describeCoverage(experiment),
			describeHermeticity(experiment),
			describeCassettes(experiment, markdownWording),
			describeMustPass(decision, markdownWording),
			describePower(decision),
			describeLost(experiment, decision, markdownWording),
			describeBarelyTested(decision, markdownWording),
			`${describeCost(experiment)} · ${subjectLine(experiment)}`,
			reproduceLine(decision)
		]),
		...commentFolds(experiment, decision)
	];
	return `${fitBlocks(blocks, budgetBytes - 1)}\n`;
}
function iconOf({ kind }, enforcement) {
	return kind !== "pass" && enforcement.kind === "shown-only" ? "⚠️" : icons[kind];
}
function whole(lines) {
	return {
		kind: "whole",
		text: lines.filter((line) => line !== void 0).join("\n")
	};
}
function story(decision) {
	const failure = leadingFailure(decision);
	return failure && describeStory(failure, markdownWording);
}
function dimensionTable({ dimensions }) {
	return {
		kind: "list",
		head: "| dimension | floor | this PR | 95 % | runs | decision |\n|---|--:|--:|:-:|--:|---|",
		items: dimensions.map((row) => {
			const { dimension, floor, rate, interval, runs, standing, decision } = dimensionCells(row, markdownWording);
			return `| ${dimension} | ${floor} | ${rate} | ${interval} | ${runs} | ${marks[standing]} ${decision} |`;
		}),
		foot: "",
		leftOut: (count) => `\n… and ${countOf(count, "more dimension")}`,
		rank: 0
	};
}
function subjectLine({ subject }) {
	const { commit, dataset, evaluators } = subject;
	return [
		commit === void 0 ? "no commit" : codeName(commit.slice(0, 7)),
		`dataset ${codeName(dataset.name)} ${shortDigest(dataset.digest)}`,
		countOf(evaluators.length, "evaluator")
	].join(" · ");
}
function reproduceLine(decision) {
	const command = reproduceCommand(decision);
	return command && `${markdownWording.code(command)} runs the worst case again.`;
}
function shortDigest(digest) {
	return codeName(digest.replace(/^sha256:/, "").slice(0, 12));
}

export { countErrors as C, reproduceCommand as S, outcomeWords as T, describeGaps as _, fitBlocks as a, describeStory as b, describeCoverage as c, describePower as d, describePolicy as f, hermeticGroups as g, describeHermeticity as h, headline as i, describeLost as l, describeCassettes as m, renderComment as n, describeBarelyTested as o, dimensionCells as p, blocking as r, describeCost as s, commentBudgetBytes as t, describeMustPass as u, describeFailingCase as v, describeError as w, leadingFailure as x, describeFailingCases as y };