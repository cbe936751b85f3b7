import { U as UserError } from "./shared-Cu69G1m7.js";
import { Dt as composeCalibrations, En as decideGate, Fn as standings, Ga as grouped, Hn as projectRequest, Ja as percent, Ka as listText, Na as terminalText, Nr as loadProject, Tn as runOutcomes, Ua as countOf, Vn as locateProject, Ya as percentOf, _i as scoredRuns, bn as trustJudges, da as clopperPearsonInterval, dt as planCases, en as renderJson, jn as seededRandom, mi as isFailReason, o as painterFor, vt as CaseFold, xr as composeResults, yn as resultFiles } from "./run-BZDTBg9r.js";
import { t as readExperiment } from "./read-experiment-DRheUmyt.js";
import { t as composeRuns } from "./compose-export-dmyrQCe6.js";
import { E as exitCodes, p as isTerminal } from "./program-DKRRRX-J.js";
const { basename, dirname, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/gate/recorded-pool.ts
const nowhere = standings.length;
function poolRecords(experiment, plan, records) {
	const planned = new Map(plan.map((one) => [one.id, one]));
	const runs = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	for (const record of records) {
		const of = planned.get(record.caseId);
		const key = `${record.caseId}.${record.runIndex}`;
		if (of === void 0) return "foreign";
		if (seen.has(key)) continue;
		seen.add(key);
		const fold = new CaseFold({
			...of,
			runs: 1
		});
		if (fold.add({
			...record,
			runIndex: 0
		}) === "foreign") return "foreign";
		runs.set(record.caseId, [...runs.get(record.caseId) ?? [], fold.result()]);
	}
	return experiment.cases.flatMap((result) => {
		const own = runs.get(result.id) ?? [];
		const dimensions = Object.entries(result.dimensions).map(([name, { hasChecks, judges }]) => ({
			name,
			hasChecks,
			judges: Object.keys(judges)
		}));
		return [{
			result,
			dimensions,
			outcomes: own.flatMap(({ outcomes }) => runOutcomes.filter((one) => outcomes[one] === 1)),
			places: own.map((run) => {
				return Uint8Array.from(talliesOf(run, dimensions), (tally) => placeIn(tally));
			})
		}];
	});
}
function talliesOf({ whole, dimensions }, names) {
	return [whole, ...names.flatMap(({ name, judges }) => {
		const own = Object.hasOwn(dimensions, name) ? dimensions[name] : void 0;
		return [
			own?.checks,
			own?.all,
			...judges.map((judge) => own?.judges[judge])
		];
	})];
}
function placeIn(tally) {
	const place = tally === void 0 ? -1 : standings.findIndex((standing) => tally[standing] > 0);
	return place === -1 ? nowhere : place;
}
function drawCases(pool, random) {
	return pool.map((one) => drawCase(one, random));
}
function drawCase({ result, dimensions, outcomes, places }, random) {
	const runs = places.length;
	const width = nowhere + 1;
	const tallies = 1 + dimensions.reduce((sum, { judges }) => sum + 2 + judges.length, 0);
	const counts = new Uint32Array(tallies * width);
	const ended = /* @__PURE__ */ new Map();
	for (let draw = 0; draw < runs; draw += 1) {
		const at = Math.floor(random() * runs);
		const place = places[at];
		const outcome = outcomes[at];
		if (place === void 0 || outcome === void 0) continue;
		ended.set(outcome, (ended.get(outcome) ?? 0) + 1);
		for (let tally = 0; tally < tallies; tally += 1) {
			const cell = tally * width + (place[tally] ?? nowhere);
			counts[cell] = (counts[cell] ?? 0) + 1;
		}
	}
	let next = 0;
	const take = () => {
		const [passed = 0, failed = 0, unscored = 0, missing = 0] = counts.subarray(next * width, next * width + nowhere);
		next += 1;
		return {
			passed,
			failed,
			unscored,
			missing
		};
	};
	const whole = take();
	const drawn = dimensions.map(({ name, hasChecks, judges }) => {
		const [checks, all] = [take(), take()];
		const judged = judges.map((judge) => [judge, take()]);
		return [name, {
			hasChecks,
			checks,
			all,
			judges: Object.fromEntries(judged)
		}];
	});
	return {
		...result,
		planned: runs,
		outcomes: Object.fromEntries(ended),
		dimensions: Object.fromEntries(drawn),
		whole,
		failures: [],
		errors: []
	};
}

// src/core/gate/measure-aa.ts
const aaSchema = "tracegate.aa/1";
const leastResamples = 1e3;
function measureAa(request) {
	const { experiment, pool, policy, trust, resamples, seed, onProgress } = request;
	const guarding = pool.filter(({ result }) => result.status === "guarding");
	const random = seededRandom(seed);
	const counts = /* @__PURE__ */ new Map();
	const causes = /* @__PURE__ */ new Map();
	let [red, undetermined, compared] = [
		0,
		0,
		0
	];
	for (let done = 0; done < resamples; done += 1) {
		const decision = decideDrawn(experiment, guarding, {
			policy,
			trust,
			random,
			draw: done
		});
		const failures = decision.reasons.filter(isFailReason);
		const families = new Set(failures.map(familyOf));
		for (const family of families) counts.set(family, (counts.get(family) ?? 0) + 1);
		if ([...families].some((family) => family !== "must-pass")) red += 1;
		if (decision.kind === "undetermined") undetermined += 1;
		if (decision.comparison?.kind === "compared") compared += 1;
		for (const failure of failures) {
			const cause = {
				family: familyOf(failure),
				name: nameOf(failure),
				count: 0
			};
			const key = `${cause.family} ${cause.name}`;
			const known = causes.get(key) ?? cause;
			known.count += 1;
			causes.set(key, known);
		}
		onProgress?.(done + 1);
	}
	const share = (count) => ({
		count,
		rate: count / resamples,
		interval: clopperPearsonInterval(count, resamples)
	});
	const recorded = pooledRates(experiment, policy, trust);
	const belowFloor = recorded.filter(({ rate, floor }) => rate < floor);
	const whole = share(red);
	return {
		schema: aaSchema,
		resamples,
		seed,
		cases: guarding.length,
		runs: guarding.reduce((sum, { places }) => sum + places.length, 0),
		alpha: policy.alpha,
		red: whole,
		families: {
			floors: share(counts.get("floors") ?? 0),
			regression: share(counts.get("regression") ?? 0),
			cases: share(counts.get("cases") ?? 0),
			"must-pass": share(counts.get("must-pass") ?? 0)
		},
		undetermined: share(undetermined),
		causes: [...causes.values()].toSorted((a, b) => b.count - a.count).slice(0, 10),
		belowFloor,
		neverFailed: recorded.filter(({ rate }) => rate === 1).map(({ dimension }) => dimension),
		isCompared: compared > 0,
		promise: promiseOf(whole, policy.alpha, belowFloor.length > 0)
	};
}
function promiseOf({ interval }, alpha, isDeserved) {
	if (isDeserved) return "deserved";
	return interval.low > alpha ? "broken" : "kept";
}
function decideDrawn(experiment, pool, { policy, trust, random, draw }) {
	const candidate = drawn(experiment, pool, {
		random,
		durationMs: 2 * draw
	});
	const baseline = drawn(experiment, pool, {
		random,
		durationMs: 2 * draw + 1
	});
	return decideGate(candidate, policy, {
		trust,
		baseline: {
			kind: "found",
			experiments: [baseline],
			origin: {
				side: "merge-base",
				source: "file"
			}
		}
	});
}
function drawn({ stop: _stop, shards: _shards, ...experiment }, pool, { random, durationMs }) {
	const cases = drawCases(pool, random);
	const runs = cases.reduce((sum, { planned }) => sum + planned, 0);
	return {
		...experiment,
		durationMs,
		cases,
		planned: runs,
		recorded: runs,
		isComplete: true
	};
}
function pooledRates(experiment, policy, trust) {
	return decideGate(experiment, policy, { trust }).dimensions.flatMap((row) => {
		const scored = scoredRuns(row.tally);
		if (row.kind !== "gating" || scored === 0) return [];
		const { dimension, floor, tally } = row;
		return [{
			dimension,
			rate: tally.passed / scored,
			floor: floor.floor
		}];
	});
}
function familyOf({ kind }) {
	switch (kind) {
		case "floor-missed": return "floors";
		case "regressed": return "regression";
		case "case-regressed": return "cases";
		case "must-pass-failed": return "must-pass";
	}
}
function nameOf(reason) {
	return "caseId" in reason ? `${reason.caseId}, ${reason.dimension}` : reason.dimension;
}

// src/app/gate/measure-results.ts
async function measureResults({ project, folder, resamples, seed, onProgress }, { readRuns, readCalibration }) {
	if (resamples < 1e3) throw tooFewResamples(resamples);
	const experiment = readExperiment(folder, "Finish it with `tracegate run --resume`, or name the folder of a whole run.");
	const plan = planCases(project.dataset.cases, project.evaluators);
	const records = [];
	for await (const { run } of readRuns(folder)) records.push({
		...run,
		session: {
			id: run.session.id,
			turns: []
		}
	});
	const pool = poolRecords(experiment, plan, records);
	if (pool === "foreign" || hasOtherSubject(experiment, project)) throw stale(folder);
	mustHoldEnough(experiment, new Map(pool.map(({ result, places }) => [result.id, places.length])));
	const { evaluators, gate } = project.config;
	const trust = await trustJudges(experiment, {
		folder: evaluators,
		rule: gate.trust,
		read: readCalibration
	});
	return measureAa({
		experiment,
		pool,
		policy: gate,
		trust,
		resamples,
		seed,
		...onProgress !== void 0 && { onProgress }
	});
}
function hasOtherSubject({ subject }, { dataset, evaluators }) {
	return subject.dataset.digest !== dataset.digest || subject.evaluators.some(({ ref, digest }) => evaluators.get(ref)?.digest !== digest);
}
function mustHoldEnough({ cases }, runs) {
	const guarding = cases.filter(({ status }) => status === "guarding");
	if (guarding.length === 0) throw new UserError("POOL_TOO_SMALL", "The results have no guarding case, so there is nothing that could red.", "Make a case guarding, and run the dataset again.");
	const small = guarding.find(({ id }) => (runs.get(id) ?? 0) < 10);
	if (small === void 0) return;
	throw new UserError("POOL_TOO_SMALL", `${small.id} has ${runs.get(small.id) ?? 0} recorded runs; drawing from fewer than ${10} says nothing about other ones.`, `Run each case at least ${10} times, better 20 or more: \`tracegate run --runs 20\`.`);
}
function tooFewResamples(resamples) {
	return new UserError("RESAMPLES_TOO_FEW", `${resamples} resamples are too few to measure a rate of one in twenty.`, `Ask for at least ${leastResamples} with \`--resamples\`.`);
}
function stale({ path }) {
	return new UserError("RESULTS_STALE", `The results in ${path} are of another dataset or other evaluators than the project has now.`, "Run the dataset again with `tracegate run`, or check out the commit that they are of.");
}

// src/core/report/terminal/aa-summary.ts
const familyNames = {
	floors: "a floor missed",
	regression: "a dimension regressed",
	cases: "a case regressed",
	"must-pass": "a must-pass case failed"
};
function renderAaSummary(report, painter) {
	const { resamples, cases, runs, seed, red, alpha, families, undetermined } = report;
	const rows = [
		["red by any test", red],
		[`  ${familyNames.floors}`, families.floors],
		[`  ${familyNames.regression}`, families.regression],
		[`  ${familyNames.cases}`, families.cases],
		["undetermined", undetermined],
		...families["must-pass"].count > 0 ? [[familyNames["must-pass"], families["must-pass"]]] : []
	];
	const width = Math.max(...rows.map(([name]) => name.length));
	return `${[
		`${verdictOf(report, painter)}  ${headlineOf(report)}`,
		rows.map(([name, share]) => `  ${name.padEnd(width)}  ${describeShare(share, resamples)}`).join("\n"),
		indent(causesOf(report)),
		indent(notesOf(report)),
		painter.dim(`  ${countOf(resamples, "comparison")} of ${countOf(cases, "case")} and ${countOf(runs, "run")} with themselves, seed ${seed}; at most ${percent(alpha)} is promised`)
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function verdictOf({ promise }, { bold, green, red, yellow }) {
	switch (promise) {
		case "kept": return green(bold("KEPT"));
		case "broken": return red(bold("BROKEN"));
		case "deserved": return yellow(bold("NOT MEASURED"));
	}
}
function headlineOf({ promise, red, resamples, alpha }) {
	const rate = `${percentOf(red.count, resamples)} of unchanged agents are blocked by chance (95 %: ${intervalOf(red)})`;
	switch (promise) {
		case "kept": return `${rate}; at most ${percent(alpha)} is promised.`;
		case "broken": return `${rate}; that is more than the ${percent(alpha)} that are promised.`;
		case "deserved": return "the recorded agent is below a floor, so that a red is no mistake.";
	}
}
function intervalOf({ interval: { low, high } }) {
	return `${(100 * low).toFixed(1)}\u2013${(100 * high).toFixed(1)} %`;
}
function describeShare(share, resamples) {
	return `${percentOf(share.count, resamples).padStart(8)}  ${intervalOf(share).padStart(12)}  ${grouped(share.count)} of ${grouped(resamples)}`;
}
function causesOf({ causes, resamples }) {
	if (causes.length === 0) return [];
	return ["Most often:", ...causes.map(({ family, name, count }) => {
		return `  ${percentOf(count, resamples).padStart(8)}  ${familyNames[family]}: ${terminalText(name)}`;
	})];
}
function notesOf({ belowFloor, neverFailed, isCompared }) {
	const below = belowFloor.map(({ dimension, rate, floor }) => {
		return `${terminalText(dimension)} passes ${percentOf(rate, 1)}, its floor is ${percent(floor)}`;
	});
	return [
		...below.length > 0 ? [`Below the floor already: ${listText(below, 5)}.`] : [],
		...neverFailed.length > 0 ? [`No failure was recorded on ${listText(neverFailed.map((name) => terminalText(name)), 5)}, so none can be drawn: what is measured is the rate of an agent that never fails there.`] : [],
		...isCompared ? [] : ["Nothing could be compared with a baseline: the results are of an older version. Only floors could red."]
	];
}
function indent(lines) {
	return lines.map((line) => `  ${line}`).join("\n");
}

// src/cli/commands/aa.ts
const eraseLine = "\r\x1B[2K";
const redrawMs = 100;
async function aaCommand(results, options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const named = results === void 0 ? void 0 : folderOf(resolve(io.cwd, results));
	const { resamples, seed } = options;
	const isWatched = isTerminal(io.stderr, io.env);
	let drawnAt = Number.NEGATIVE_INFINITY;
	const report = await measureResults({
		project,
		folder: composeResults(place.root).existing(named),
		resamples,
		seed,
		onProgress: (done) => {
			const now = performance.now();
			if (!isWatched || now - drawnAt < redrawMs) return;
			drawnAt = now;
			io.stderr.write(`${eraseLine}${grouped(done)} of ${grouped(resamples)} compared`);
		}
	}, {
		readRuns: composeRuns,
		readCalibration: composeCalibrations(place.root)
	});
	if (isWatched) io.stderr.write(eraseLine);
	io.stdout.write(options.json ? renderJson(report) : renderAaSummary(report, painterFor(options, io)));
	return report.promise === "broken" ? exitCodes.fail : exitCodes.pass;
}
function folderOf(path) {
	return [resultFiles.experiment, resultFiles.journal].includes(basename(path)) ? dirname(path) : path;
}

export { aaCommand };