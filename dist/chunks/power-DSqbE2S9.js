import { $r as countOf, Bn as comparisonDrop, Gn as projectRequest, Hn as splitAlpha, Mn as planSequential, Nn as sequentialCourse, Pn as sequentialErrors, Vn as comparisonRuns, Wn as locateProject, Xr as terminalText, Z as planCases, Zt as renderJson, _a as scoredRuns, ai as percentOf, ba as binomialLowerTail, d as painterFor, fa as floorsByName, fr as composeResults, ii as percent, mi as loadProject, oi as pointsText, pa as poolTallies, ti as grouped, va as lowestTolerated, vn as resultFiles, xn as parseExperiment, ya as detectableDrop } from "./run-DTe1xjOx.js";
import { t as suggestFloor } from "./suggest-floor-DrVjdyPq.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";
import { join, resolve } from "node:path";

// src/core/stats/runs-to-detect.ts
/** How often a fall is to be seen. */
const wantedPower = .8;
const mostRuns = 5e4;
/**
* The fewest runs with which the exact test of a floor blocks, four times in five, an agent that is `drop` below it;
* "unknown" where 50,000 are not enough, or the floor lies no higher than `drop`.
*
* What a number of runs can see goes up and down with it, so a few more runs may see a little less.
*
* @throws RangeError where floor, drop or level is none.
*/
function runsToDetect(floor, drop, alpha) {
	if (!(floor > 0 && floor < 1 && drop > 0) || !(alpha > 0 && alpha < 1)) throw new RangeError(`no number of runs sees ${drop} below ${floor} at level ${alpha}`);
	if (drop > floor) return "unknown";
	let passes = -1;
	for (let runs = 1; runs <= mostRuns; runs += 1) {
		if (binomialLowerTail(passes + 1, runs, floor) <= alpha) passes += 1;
		if (passes < 0) continue;
		if (binomialLowerTail(passes, runs, floor - drop) >= wantedPower) return runs;
	}
	return "unknown";
}

// src/core/gate/plan-power.ts
/** Version of the JSON that `power --json` prints. */
const powerSchema = "tracegate.power/1";
/**
* Works out what the guarding cases of a dataset can see under a policy, dimension by dimension, before anything is run.
*
* The level of each test is that of Holm's first step: over all floors where nothing is compared, and over all dimensions
* with their share of `alpha` where a baseline is. Dimensions that no guarding case measures in a way
* that decides are left out: judges that only advise decide nothing.
*/
function planPower(cases, { policy, detect, history }) {
	const guarding = cases.filter(({ status }) => status === "guarding");
	const measured = [...floorsByName(policy)].flatMap(([dimension, floor]) => {
		const own = guarding.filter((one) => isDecided(one, dimension, floor));
		return own.length === 0 ? [] : [{
			dimension,
			floor,
			own
		}];
	});
	const share = Math.max(1, measured.length);
	const level = policy.alpha / share;
	const compared = splitAlpha(policy.alpha, true).dimensions / share;
	return {
		schema: powerSchema,
		alpha: policy.alpha,
		beta: policy.beta,
		floors: measured.length,
		...detect !== void 0 && { detect },
		dimensions: measured.map(({ dimension, floor: { floor, margin }, own }) => {
			const runs = own.reduce((sum, one) => sum + one.runs, 0);
			const recorded = historyOf(history?.get(dimension));
			const rate = rateOf(recorded, floor);
			const perCase = Math.max(1, Math.floor(runs / own.length));
			const sides = {
				cases: own.length,
				rate,
				alpha: compared
			};
			return {
				dimension,
				floor,
				margin,
				cases: own.length,
				runs,
				belowFloor: detectableDrop(runs, floor, level),
				againstBaseline: {
					rate,
					drop: comparisonDrop({
						...sides,
						candidateRuns: perCase,
						baselineRuns: perCase
					})
				},
				sequential: sequentialPower({
					floor,
					tolerated: lowestTolerated({
						floor,
						margin
					}),
					alpha: level,
					beta: policy.beta
				}, own.length),
				...detect !== void 0 && { wanted: {
					floorRuns: runsToDetect(floor, detect, level),
					comparisonRuns: comparisonRuns(sides, detect)
				} },
				...recorded !== void 0 && { history: recorded }
			};
		})
	};
}
function isDecided({ expects }, dimension, floor) {
	return expects.filter((expected) => expected.dimension === dimension).some(({ kind }) => kind === "check" || floor.judge !== "advisory");
}
function sequentialPower(test, cases) {
	if (test.tolerated <= 0) return "unknown";
	const plan = planSequential(test, { leastRuns: 3 * cases });
	if (plan === "unknown") return "unknown";
	const { expectedRuns } = sequentialCourse(plan, healthyRate(test.floor));
	return {
		mostRuns: plan.mostRuns,
		expectedRuns,
		...sequentialErrors(plan)
	};
}
/** 97 of 100, or halfway from a higher floor to 1. */
function healthyRate(floor) {
	return Math.max(.97, (1 + floor) / 2);
}
function historyOf(tally) {
	if (tally === void 0 || scoredRuns(tally) === 0) return void 0;
	const runs = scoredRuns(tally);
	return {
		passed: tally.passed,
		runs,
		suggestedFloor: suggestFloor(tally.passed, runs)
	};
}
/** What the baseline passes: as recorded, or halfway from the floor to 1 where nothing was. */
function rateOf(recorded, floor) {
	if (recorded === void 0 || recorded.passed === 0) return (1 + floor) / 2;
	return recorded.passed / recorded.runs;
}

// src/app/forecast-power.ts
/**
* Says what the project's plan can see, and how many runs would see more. Nothing is run.
*
* @throws UserError where the folder's experiment cannot be read.
*/
function forecastPower({ project, detect, folder }) {
	const policy = project.config.gate;
	const history = folder === void 0 ? void 0 : historyIn(folder, project);
	return planPower(planCases(project.dataset.cases, project.evaluators), {
		policy,
		...detect !== void 0 && { detect },
		...history !== void 0 && { history }
	});
}
function historyIn(folder, { config }) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) return void 0;
	const { cases } = parseExperiment(text, join(folder.path, resultFiles.experiment));
	const guarding = cases.filter(({ status }) => status === "guarding");
	return new Map([...poolTallies(guarding, config.gate)].map(([dimension, { tally }]) => [dimension, tally]));
}

// src/core/report/power-summary.ts
/** What a plan can see, dimension by dimension, for a terminal. */
function renderPowerSummary(power, painter) {
	const { alpha, floors, detect, dimensions } = power;
	const shared = floors > 1 ? `, shared by ${countOf(floors, "floor")}` : "";
	return `${[
		`What this plan sees four times in five, at ${percent(alpha)} false alarms${shared}:`,
		...dimensions.map((one) => describeDimension(one, power, painter)),
		...dimensions.length === 0 ? ["  No guarding case measures a dimension with a floor."] : [],
		...detect === void 0 && dimensions.length > 0 ? [painter.dim("Ask what it takes to see a fall with --detect <points>.")] : []
	].join("\n\n")}\n`;
}
function describeDimension(one, { detect }, { bold, dim }) {
	const { dimension, floor, cases, runs, belowFloor, againstBaseline, sequential } = one;
	return [
		`${bold(terminalText(dimension))}  ${dim(`floor ${percent(floor)}, ${countOf(runs, "run")} of ${countOf(cases, "case")}`)}`,
		belowFloor === "unknown" ? "below the floor: nothing, the runs are too few" : `below the floor: a fall of ${pointsText(belowFloor)} or more`,
		againstBaseline.drop === "unknown" ? "against a baseline of as many runs: nothing, the runs are too few" : `against a baseline of as many runs that passes ${percentOf(againstBaseline.rate, 1)}: a fall of ${pointsText(againstBaseline.drop)} or more`,
		describeSequential(sequential, one),
		...describeWanted(one, detect),
		...describeHistory(one)
	].map((line) => `  ${line}`).join("\n  ");
}
function describeSequential(sequential, { floor, margin }) {
	if (sequential === "unknown") return "stopping early: no number of runs settles this floor";
	const { expectedRuns, mostRuns, alpha, beta } = sequential;
	return `stopping early: ${countOf(Math.ceil(expectedRuns), "run")} for a healthy agent, ${grouped(mostRuns)} at most; blocks ${percent(floor)} in ${percentOf(alpha, 1)} of the cases, passes ${percent(floor - margin)} in ${percentOf(beta, 1)}`;
}
function describeWanted({ wanted, cases }, detect) {
	if (wanted === void 0 || detect === void 0) return [];
	const { floorRuns, comparisonRuns } = wanted;
	const fall = pointsText(detect);
	return [floorRuns === "unknown" ? `to see ${fall} below the floor: no affordable number of runs` : `to see ${fall} below the floor: ${countOf(floorRuns, "run")}, ${grouped(Math.ceil(floorRuns / cases))} a case`, comparisonRuns === "unknown" ? `to see ${fall} against a baseline: no affordable number of runs` : `to see ${fall} against a baseline: ${countOf(comparisonRuns, "run")} a case on each side`];
}
function describeHistory({ history, floor }) {
	if (history === void 0) return [];
	const { passed, runs, suggestedFloor } = history;
	const recorded = `${grouped(passed)} of ${countOf(runs, "recorded run")} passed`;
	if (suggestedFloor === "unknown") return [recorded];
	const proven = Math.floor(suggestedFloor * 100) / 100;
	const standing = proven < floor ? "less than the floor" : "the highest that they prove";
	return [`${recorded}: they prove a floor of ${percent(proven)}, ${standing}`];
}

// src/cli/commands/power.ts
/** `tracegate power`: what the plan can see, without running anything. */
async function powerCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const results = composeResults(place.root);
	const folder = options.results === void 0 ? results.newest() : results.existing(resolve(io.cwd, options.results));
	const power = forecastPower({
		project,
		...options.detect !== void 0 && { detect: options.detect / 100 },
		...folder !== void 0 && { folder }
	});
	io.stdout.write(options.json ? renderJson(power) : renderPowerSummary(power, painterFor(options, io)));
	return exitCodes.pass;
}

export { powerCommand };