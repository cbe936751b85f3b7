import { $i as readSessionFile, Qi as maxSessionBytes, wi as isRun } from "./run-BZDTBg9r.js";

// src/core/evaluator/discrimination.ts
function compareDiscrimination(caseId, failure, reference) {
	if (failure.length !== reference.length) throw new RangeError(`${failure.length} and ${reference.length} verdicts are not of one case`);
	return failure.map((verdict, place) => {
		const { evaluator, dimension, result: onFailure } = verdict;
		const other = reference[place];
		const onReference = other?.result ?? "unscored";
		const unscored = [verdict, other].find((one) => one?.result === "unscored");
		return {
			caseId,
			evaluator,
			dimension,
			onFailure,
			onReference,
			standing: standingOf(onFailure, onReference),
			...unscored?.result === "unscored" && { reason: unscored.reason }
		};
	});
}
function standingOf(onFailure, onReference) {
	if (onFailure === "unscored" || onReference === "unscored") return "unscored";
	if (onFailure === onReference) return onFailure === "pass" ? "passes-both" : "fails-both";
	return onFailure === "fail" ? "discriminates" : "inverted";
}

// src/core/evaluator/overlapping-evaluators.ts
const highestPhi = .9;
const leastRuns = 20;
function sameQuestions(evaluators) {
	return pairsOf([...evaluators]).filter(([a, b]) => a.dimension !== b.dimension && questionOf(a) === questionOf(b)).map(([a, b]) => ({
		evaluators: [a.ref, b.ref],
		dimensions: [a.dimension, b.dimension],
		why: { kind: "same-question" }
	}));
}
function questionOf(evaluator) {
	if (evaluator.kind === "check") return evaluator.digest;
	return [
		evaluator.question,
		evaluator.pass,
		evaluator.fail
	].map((text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()).join("\n");
}
var CorrelationFold = class {
	#pairs = /* @__PURE__ */ new Map();
	add(verdicts) {
		const scored = verdicts.filter(({ result }) => result !== "unscored");
		for (const pair of pairsOf(scored)) {
			const [a, b] = pair[0].evaluator < pair[1].evaluator ? pair : [pair[1], pair[0]];
			if (a.dimension === b.dimension || a.evaluator === b.evaluator) continue;
			const key = `${a.evaluator} ${a.dimension} ${b.evaluator} ${b.dimension}`;
			let entry = this.#pairs.get(key);
			if (entry === void 0) {
				entry = {
					pair: [a, b],
					cells: {
						bothPass: 0,
						onlyA: 0,
						onlyB: 0,
						bothFail: 0
					}
				};
				this.#pairs.set(key, entry);
			}
			entry.cells[cellOf(a, b)] += 1;
		}
	}
	overlaps() {
		return [...this.#pairs.values()].flatMap(({ pair: [a, b], cells }) => {
			const runs = cells.bothPass + cells.onlyA + cells.onlyB + cells.bothFail;
			const phi = phiOf(cells);
			if (runs < leastRuns || phi === void 0 || phi <= highestPhi) return [];
			return [{
				evaluators: [a.evaluator, b.evaluator],
				dimensions: [a.dimension, b.dimension],
				why: {
					kind: "correlated",
					phi,
					runs
				}
			}];
		}).toSorted((a, b) => b.why.phi - a.why.phi);
	}
};
function cellOf(a, b) {
	if (a.result === "pass") return b.result === "pass" ? "bothPass" : "onlyA";
	return b.result === "pass" ? "onlyB" : "bothFail";
}
function phiOf({ bothPass, onlyA, onlyB, bothFail }) {
	const spread = (bothPass + onlyA) * (onlyB + bothFail) * (bothPass + onlyB) * (onlyA + bothFail);
	if (spread === 0) return void 0;
	return (bothPass * bothFail - onlyA * onlyB) / Math.sqrt(spread);
}
function pairsOf(all) {
	return all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b]));
}

// src/app/score/check-evaluators.ts
async function checkEvaluators(project, ports) {
	const scoring = { signal: ports.signal };
	const discriminations = [];
	const unknown = [];
	const problems = [];
	for (const one of project.dataset.cases.filter(({ status }) => isRun(status))) {
		const paths = pathsOf(project, one);
		const readings = await Promise.all(paths.map((path) => readAt(path, ports.files)));
		problems.push(...readings.flatMap((reading) => reading.kind === "problem" ? [reading.problem] : []));
		const [failure, reference] = readings;
		if (failure?.kind === "session" && reference?.kind === "session") {
			const onFailure = await ports.score(one.id, failure.session, scoring);
			const onReference = await ports.score(one.id, reference.session, scoring);
			discriminations.push(...compareDiscrimination(one.id, onFailure, onReference));
			continue;
		}
		const missing = paths.filter((_, place) => readings[place]?.kind === "missing");
		if (missing.length > 0) unknown.push({
			caseId: one.id,
			missing
		});
	}
	const fold = new CorrelationFold();
	await ports.lastVerdicts((verdicts) => fold.add(verdicts));
	return {
		discriminations,
		unknown,
		blind: blindCases(discriminations),
		overlaps: [...sameQuestions(project.evaluators.values()), ...fold.overlaps()],
		problems
	};
}
function pathsOf({ config }, { id, tools }) {
	return [tools?.recorded?.file ?? `${config.dataset}/sessions/${id}.json`, `${config.dataset}/references/${id}.json`];
}
async function readAt(path, files) {
	const source = await files.readFile(path, maxSessionBytes);
	if (source.kind === "unreadable" && source.reason === "missing") return { kind: "missing" };
	const reading = readSessionFile(source);
	if (reading.kind === "session") return reading;
	const { code, message, expected } = reading;
	return {
		kind: "problem",
		problem: {
			code,
			file: path,
			message,
			expected
		}
	};
}
function blindCases(discriminations) {
	return [...Map.groupBy(discriminations, ({ caseId }) => caseId)].filter(([, of]) => of.every(({ standing }) => standing !== "unscored")).filter(([, of]) => !of.some(({ standing }) => standing === "discriminates")).map(([caseId]) => caseId);
}

export { checkEvaluators as t };