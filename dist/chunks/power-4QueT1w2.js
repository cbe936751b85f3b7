import { Dn as planSequential, Ga as grouped, Hn as projectRequest, Ja as percent, Ln as comparisonDrop, Na as terminalText, Nr as loadProject, On as sequentialCourse, Rn as comparisonRuns, Ua as countOf, Vn as locateProject, Xa as pointsText, Ya as percentOf, _i as scoredRuns, dt as planCases, en as renderJson, fi as floorsByName, kn as sequentialErrors, la as binomialLowerTail, o as painterFor, pi as poolTallies, vi as lowestTolerated, xr as composeResults, yi as detectableDrop, yn as resultFiles, zn as splitAlpha } from "./run-BZDTBg9r.js";
import { t as suggestFloor } from "./suggest-floor-BBa1_Twj.js";
import { t as parseExperiment } from "./parse-result-8z1WYbGp.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/stats/runs-to-detect.ts
const wantedPower = .8;
const mostRuns = 5e4;
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
const powerSchema = "tracegate.power/1";
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
function rateOf(recorded, floor) {
	if (recorded === void 0 || recorded.passed === 0) return (1 + floor) / 2;
	return recorded.passed / recorded.runs;
}

// src/app/gate/forecast-power.ts
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

// src/core/report/terminal/power-summary.ts
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
	return `stopping early: ${countOf(Math.ceil(expectedRuns), "run")} for a healthy agent, ${grouped(mostRuns)} at most; blocks an agent at ${percent(floor)} ${percentOf(alpha, 1)} of the time, passes one at ${percent(floor - margin)} ${percentOf(beta, 1)} of the time`;
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