import { t as UserError } from "./errors-wBhBppnE.js";
import { l as floorsByName, m as runsToProve, s as lowestTolerated, t as isFolder } from "./is-folder-ByNuOYD8.js";
import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { D as record, O as strictObject, _ as array, k as string } from "./schemas-5Hve26zk.js";
import { a as scenarioFile, i as isRun, o as slug, r as githubLogin, t as caseFile } from "./case-file-Ct3vEzKg.js";
import { g as suggester, h as suggest, m as parsePath } from "./describe-issue-DiAFkDmh.js";
import { a as maxYamlBytes, i as unreadableProblem, n as readSource, r as maxProjectFiles, s as problemAt } from "./read-source-CctGpCBy.js";
import { t as readConfig } from "./read-config-CqxDIRoF.js";
import { n as sortProblems } from "./describe-problems-Cv6iQlNo.js";
import { a as evaluatorFile, o as identifyEvaluator, t as compileScorer } from "./compile-scorer-C9W3CRUH.js";
import { n as needsPatternEngines } from "./pattern-engines-CISTydTU.js";
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { isUtf8 } from "node:buffer";

// src/core/dataset/content-digest.ts
/** `sha256:` and 64 hex digits of a value's canonical JSON: the same for every order of keys and every formatting. */
function digestJson(value) {
	return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
/**
* The digest of what decides a case's runs: what the user says and what is expected.
*
* An expert approves this digest. The id, texts for people, provenance, status, sign-off and the number of
* runs are left out, so that none of them voids an approval.
*/
function digestCase(user, expectations) {
	return digestJson({
		user,
		expectations
	});
}
/** The digest of what is run: id and digest of every case whose status lets it run. */
function digestCases(cases) {
	return digestJson(cases.filter(({ status }) => isRun(status)).map(({ id, digest }) => `${id} ${digest}`).toSorted());
}

// src/core/gate/check-plan.ts
/**
* Finds what would keep the gate from ever passing, before a run has been paid for: floors that the
* planned runs cannot prove, dimensions and must-pass cases that do not meet, nothing that decides.
* Empty means that the plan can pass, not that it will. A dimension that only advisory judges measure
* is shown without deciding, and keeps nothing from passing where another one decides.
*/
function checkPlan(cases, policy) {
	const live = cases.filter(({ status }) => isRun(status));
	if (live.length === 0) return [noCases(cases.length)];
	const guarding = live.filter(({ status }) => status === "guarding");
	if (guarding.length === 0) return [noGuardingCase(live), ...mustPassProblems(cases, policy)];
	return [
		...dimensionsWithoutFloor(guarding, policy),
		...nothingGates(guarding, policy),
		...[...floorsByName(policy)].flatMap(([dimension, floor]) => [...dimensionWithoutCase(dimension, live), ...floorOutOfReach(dimension, plannedRuns(guarding, dimension, floor), {
			floor,
			policy
		})]),
		...mustPassProblems(cases, policy)
	];
}
function noCases(idle) {
	return {
		code: "NO_CASES",
		path: "dataset",
		message: `${idle === 0 ? "The dataset has no case" : `No case of the dataset is run (retired: ${idle})`}, so the gate has nothing to decide on.`,
		expected: "at least one case whose status is guarding"
	};
}
function noGuardingCase(live) {
	return {
		code: "NO_GUARDING_CASE",
		path: "dataset",
		message: `No case is guarding (${listNames(live.map(({ id, status }) => `${id}: ${status}`))}), and only those decide, so the gate can never pass.`,
		expected: "at least one case whose status is guarding",
		example: "status: guarding"
	};
}
/** What `decideGate` says of it, `nothing-gates`, no number of runs would change. */
function nothingGates(guarding, policy) {
	const measured = [...floorsByName(policy)].filter(([dimension]) => guarding.some(({ dimensions }) => dimensions.includes(dimension)));
	const [first] = measured;
	const decides = measured.some(([dimension, floor]) => decidingCases(guarding, dimension, floor).length > 0);
	if (first === void 0 || decides) return [];
	const [dimension, { floor }] = first;
	return [{
		code: "NOTHING_GATES",
		path: "gate.dimensions",
		message: `Only advisory judges measure ${listNames(measured.map(([name]) => name))}, so nothing decides and the gate can never pass.`,
		expected: "a guarding case with a check, or `judge: block` on a dimension whose judge may decide",
		example: `${dimension}: { floor: ${floor}, judge: block }`
	}];
}
function dimensionsWithoutFloor(guarding, policy) {
	const floors = floorsByName(policy);
	const named = /* @__PURE__ */ new Map();
	for (const { id, dimensions } of guarding) for (const dimension of dimensions) if (!floors.has(dimension)) named.set(dimension, [...named.get(dimension) ?? [], id]);
	return [...named].map(([dimension, ids]) => ({
		code: "DIMENSION_WITHOUT_FLOOR",
		path: "gate.dimensions",
		message: `${listNames(ids)} measure${ids.length === 1 ? "s" : ""} ${dimension}, which has no floor here.`,
		expected: "a floor for every dimension that a guarding case measures",
		example: `gate:\n  dimensions:\n    ${dimension}: { floor: 0.9 }`
	}));
}
function dimensionWithoutCase(dimension, live) {
	const measuring = live.filter(({ dimensions }) => dimensions.includes(dimension));
	if (measuring.some(({ status }) => status === "guarding")) return [];
	const path = `gate.dimensions.${dimension}`;
	if (measuring.length > 0) return [{
		code: "FLOOR_WITHOUT_GUARDING_CASE",
		path,
		message: `No guarding case measures ${dimension} (${listNames(measuring.map(({ id, status }) => `${id}: ${status}`))}), so its floor can never be met.`,
		expected: "`status: guarding` in a case with an expectation on it, or no floor for it yet"
	}];
	return [{
		code: "FLOOR_WITHOUT_CASE",
		path,
		message: `No case measures ${dimension}, so its floor can never be met.`,
		expected: "a case with an expectation on this dimension, or no floor for it"
	}];
}
/** How many runs will count towards the floor; advisory judges count for none. */
function plannedRuns(guarding, dimension, floor) {
	return decidingCases(guarding, dimension, floor).reduce((sum, { runs }) => sum + runs, 0);
}
/** As `gatingTally` picks what decides, before anything was run. */
function decidingCases(guarding, dimension, floor) {
	return guarding.filter(({ dimensions, judgedOnly = [] }) => {
		const decides = floor.judge === "block" || !judgedOnly.includes(dimension);
		return dimensions.includes(dimension) && decides;
	});
}
/** Nothing to say where no run counts: whether that is wrong is told apart from the number of runs. */
function floorOutOfReach(dimension, runs, plan) {
	const { floor, policy } = plan;
	if (runs === 0 || floor.mode === "point") return [];
	const path = `gate.dimensions.${dimension}`;
	if (floor.mode === "prove") {
		const enough = runsToProve(floor.floor, policy.alpha, 0);
		if (typeof enough === "number" && runs >= enough) return [];
		return [tooFewRuns(`${path}.floor`, `${dimension}: ${countRuns(runs)} can never prove a floor of ${floor.floor}, even if all pass; it takes ${enough}.`, enough)];
	}
	if (floor.margin >= floor.floor) return [{
		code: "MARGIN_ABOVE_FLOOR",
		path: `${path}.margin`,
		message: `${dimension}: a margin of ${floor.margin} leaves nothing below a floor of ${floor.floor} to tell it apart from.`,
		expected: "a margin smaller than the floor",
		example: `${dimension}: { floor: ${floor.floor}, margin: ${floor.floor / 2} }`
	}];
	const enough = runsToProve(lowestTolerated(floor), policy.beta, 1);
	if (typeof enough === "number" && runs >= enough) return [];
	return [tooFewRuns(`${path}.floor`, `${dimension}: with ${countRuns(runs)} a single failure already keeps a floor of ${floor.floor} from being met; it takes ${enough}.`, enough)];
}
function tooFewRuns(path, message, enough) {
	return {
		code: "FLOOR_OUT_OF_REACH",
		path,
		message,
		expected: `at least ${enough} runs over all guarding cases of the dimension (\`runs.perCase\`, or \`runs\` in a case), a wider margin, or a lower floor`
	};
}
function mustPassProblems(cases, policy) {
	const floors = floorsByName(policy);
	const byId = new Map(cases.map((one) => [one.id, one]));
	return policy.mustPass.flatMap((id, index) => {
		const one = byId.get(id);
		const problem = {
			code: "MUST_PASS_NEVER_GATES",
			path: `gate.mustPass[${index}]`,
			expected: "the id of a guarding case that checks measure, or a judge that may block"
		};
		if (one === void 0) return [{
			...problem,
			code: "MUST_PASS_UNKNOWN",
			message: `There is no case ${id}.`
		}];
		if (one.status !== "guarding") return [{
			...problem,
			message: `The case ${id} is ${one.status}, so it never gates.`
		}];
		if (one.dimensions.some((dimension) => {
			const floor = floors.get(dimension);
			const isAdvised = one.judgedOnly?.includes(dimension) === true && floor?.judge !== "block";
			return floor !== void 0 && !isAdvised;
		})) return [];
		return [{
			...problem,
			message: `Nothing that ${id} measures may block, so it never gates.`
		}];
	});
}
function listNames(names) {
	const shown = names.slice(0, 3).join(", ");
	return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
function countRuns(runs) {
	return runs === 1 ? "1 run" : `${runs} runs`;
}

// src/core/config/check-floors.ts
/** Objections that stay true whatever a case or evaluator with problems would have said. */
const certain = /* @__PURE__ */ new Set(["DIMENSION_WITHOUT_FLOOR", "MARGIN_ABOVE_FLOOR"]);
/** The gate's own objections to the plan, at their places in `tracegate.yaml`. */
function checkFloors({ config: { config, document }, dataset, evaluators }, cases) {
	if (config === void 0 || document === void 0 || dataset === void 0) return [];
	const known = dataset.dataset?.value.dimensions;
	const isKnown = (dimension) => known === void 0 || Object.hasOwn(known, dimension);
	const isWhole = dataset.brokenIds.size === 0 && evaluators?.broken.size === 0 && cases.every(({ dimensions }) => dimensions.every(isKnown));
	const planned = cases.map((one) => ({
		...one,
		dimensions: one.dimensions.filter(isKnown),
		judgedOnly: judgedOnly(one, evaluators?.evaluators ?? /* @__PURE__ */ new Map())
	}));
	return checkPlan(planned, config.gate).filter(({ code }) => isWhole || certain.has(code)).map(({ path, ...text }) => problemAt(document, parsePath(path), text));
}
function judgedOnly(one, evaluators) {
	return one.dimensions.filter((dimension) => one.expectations.filter((expectation) => expectation.dimension === dimension).every(({ evaluator }) => evaluators.get(evaluator)?.kind === "judge"));
}

// src/core/config/check-judge.ts
const mostNamed = 3;
/** A case asks a judge, and no model is named that could answer: its verdicts would all be unscored. */
function checkJudge({ config: { config, document }, evaluators }, cases) {
	if (config === void 0 || document === void 0 || config.judge !== void 0) return [];
	const known = evaluators?.evaluators ?? /* @__PURE__ */ new Map();
	const isJudge = (ref) => known.get(ref)?.kind === "judge";
	const asking = cases.filter(({ status, expectations }) => status !== "retired" && expectations.some(({ evaluator }) => isJudge(evaluator)));
	const judge = asking.flatMap(({ expectations }) => expectations).find(({ evaluator }) => isJudge(evaluator));
	if (judge === void 0) return [];
	const ids = asking.map(({ id }) => id);
	const shown = ids.slice(0, mostNamed).join(", ");
	const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
	return [problemAt(document, [], {
		code: "JUDGE_WITHOUT_MODEL",
		message: `${shown}${more} ask${ids.length === 1 ? "s" : ""} a judge (\`${judge.evaluator}\`), and no \`judge\` names the model that answers`,
		expected: "a `judge` block here, or no expectations with judges",
		example: "judge:\n  model: gpt-5-mini\n  apiKeyEnv: OPENAI_API_KEY"
	})];
}

// src/core/dataset/case-from-file.ts
/** The one shape of a case file or scenario file; `runsPerCase` counts where the file names no number. */
function caseFromFile(source, file, runsPerCase) {
	const { id, status, expectations, failureMode, signOff } = source;
	const user = userOf(source);
	return {
		id,
		title: source.title ?? id,
		status,
		...failureMode === void 0 ? {} : { failureMode },
		dimensions: [...new Set(expectations.map(({ dimension }) => dimension))],
		expectations,
		runs: source.runs ?? runsPerCase,
		user,
		...signOff === void 0 ? {} : { signOff },
		digest: digestCase(user, expectations),
		file
	};
}
function userOf(source) {
	if ("conversation" in source) return {
		kind: "conversation",
		turns: source.conversation.map(({ user }) => user)
	};
	const { goal, user } = source;
	const stopWhenReplyContains = user.stopWhen?.replyContains ?? [];
	return {
		kind: "scripted",
		goal,
		turns: user.turns,
		stopWhenReplyContains
	};
}

// src/core/config/check-case.ts
/** What one case file says about other files, held against them. */
function checkCase(one, references) {
	return [
		...checkId(one),
		...checkDimensionList(one),
		...one.source.expectations.flatMap((_, index) => checkExpectation(one, index, references))
	];
}
function checkId({ document, source, fileId }) {
	if (source.id === fileId) return [];
	return [problemAt(document, ["id"], {
		code: "ID_NOT_FILE_NAME",
		message: `the id \`${source.id}\` is not the file's name`,
		expected: "the id that the file is named after, so that both are found together",
		example: `id: ${fileId}`
	})];
}
/** `dimensions` may be left out; where it stands, it says what the expectations say. */
function checkDimensionList({ document, source }) {
	const { dimensions, expectations } = source;
	if (dimensions === void 0) return [];
	const measured = new Set(expectations.map(({ dimension }) => dimension));
	return [...[...measured].filter((dimension) => !dimensions.includes(dimension)).map((dimension) => problemAt(document, ["dimensions"], {
		code: "DIMENSION_NOT_LISTED",
		message: `\`dimensions\` lacks \`${dimension}\`, on which there is an expectation`,
		expected: "the dimensions of the expectations, or no list",
		example: `dimensions: [${[...measured].join(", ")}]`
	})), ...dimensions.flatMap((dimension, index) => {
		const isRepeated = dimensions.indexOf(dimension) < index;
		if (measured.has(dimension) && !isRepeated) return [];
		return problemAt(document, ["dimensions", index], {
			code: isRepeated ? "DIMENSION_REPEATED" : "DIMENSION_WITHOUT_EXPECTATION",
			message: isRepeated ? `\`${dimension}\` stands in the list twice` : `no expectation measures \`${dimension}\``,
			expected: "the dimensions of the expectations, each once, or no list"
		});
	})];
}
function checkExpectation({ document, source }, index, { dataset, evaluators, brokenEvaluators, suggestEvaluator }) {
	const expectation = source.expectations[index];
	if (expectation === void 0) return [];
	const problems = [];
	const { dimension, evaluator: ref } = expectation;
	const isKnown = dataset === void 0 || Object.hasOwn(dataset.dimensions, dimension);
	if (!isKnown) {
		const known = Object.keys(dataset.dimensions);
		problems.push(problemAt(document, [
			"expectations",
			index,
			"dimension"
		], {
			code: "DIMENSION_UNKNOWN",
			message: `\`dataset.yaml\` names no dimension \`${dimension}\`${meant(suggest(dimension, known))}`,
			expected: `one of ${known.map((name) => `\`${name}\``).join(", ")}, or a new one in \`dataset.yaml\``
		}));
	}
	const evaluator = evaluators?.get(ref);
	const path = [
		"expectations",
		index,
		"evaluator"
	];
	if (evaluator === void 0) {
		if (evaluators !== void 0 && !brokenEvaluators.has(ref)) problems.push(problemAt(document, path, unknownEvaluator(ref, evaluators, suggestEvaluator(ref))));
	} else if (isKnown && evaluator.dimension !== dimension) problems.push(problemAt(document, path, {
		code: "EVALUATOR_OF_OTHER_DIMENSION",
		message: `\`${ref}\` measures \`${evaluator.dimension}\`, not \`${dimension}\``,
		expected: `an evaluator whose file says \`dimension: ${dimension}\`, or the other dimension here`,
		example: `dimension: ${evaluator.dimension}`
	}));
	return problems;
}
function unknownEvaluator(ref, evaluators, suggestion) {
	const [name = "", version = ""] = ref.split("@");
	const versions = [...evaluators.keys()].filter((other) => other.startsWith(`${name}@`));
	return {
		code: "EVALUATOR_UNKNOWN",
		message: versions.length > 0 ? `the evaluator \`${name}\` has no version ${version}; there is ${versions.join(", ")}` : `there is no evaluator \`${ref}\`${meant(suggestion)}`,
		expected: `a file \`${name}/v${version}.yaml\` in the evaluators' folder, or a reference to one that is there`
	};
}
function meant(suggestion) {
	return suggestion === void 0 ? "" : `; did you mean \`${suggestion}\`?`;
}

// src/core/config/link-cases.ts
/** Follows every reference of every case, and compiles the cases whose references are right. */
function linkCases({ config, dataset, evaluators }, compile) {
	const known = evaluators?.evaluators ?? /* @__PURE__ */ new Map();
	const references = {
		...dataset?.dataset && { dataset: dataset.dataset.value },
		...evaluators && { evaluators: known },
		brokenEvaluators: evaluators?.broken ?? /* @__PURE__ */ new Set(),
		suggestEvaluator: suggester([...known.keys()])
	};
	const runsPerCase = config.config?.runs.perCase ?? 1;
	const cases = [];
	const scorers = /* @__PURE__ */ new Map();
	const problems = [];
	for (const one of dataset?.cases ?? []) {
		const linked = caseFromFile(one.source, one.document.file, runsPerCase);
		cases.push(linked);
		const found = checkCase(one, references);
		problems.push(...found);
		const isLinked = linked.expectations.every(({ evaluator }) => known.has(evaluator));
		if (found.length > 0 || !isLinked) continue;
		const result = compile(linked, known);
		if (result.kind === "compiled") scorers.set(linked.id, result.scorer);
		else problems.push(...result.problems.map((problem) => place(problem, one.document, evaluators)));
	}
	return {
		cases: cases.toSorted((a, b) => a.id < b.id ? -1 : 1),
		scorers,
		problems
	};
}
/** Adds line and column to a problem that names a path in the case's file or in an evaluator's. */
function place(problem, document, evaluators) {
	const named = problem.file === document.file ? document : evaluators?.documents.get(problem.file);
	if (named === void 0) return problem;
	const { file: _, path = "", ...text } = problem;
	return problemAt(named, parsePath(path), text);
}

// src/core/config/link-project.ts
/**
* Makes one project of its files: all problems of every file and of the references between them, sorted by
* file and line, or a project in which all is right.
*
* What depends on a file that has problems itself is not complained of a second time.
*/
function linkProject(readings, compile) {
	const linked = linkCases(readings, compile);
	const problems = [
		...readings.problems,
		...linked.problems,
		...checkFloors(readings, linked.cases),
		...checkJudge(readings, linked.cases)
	];
	return problems.length > 0 ? {
		kind: "problems",
		problems: sortProblems(withoutRepeats(problems))
	} : {
		kind: "project",
		project: projectOf(readings, linked)
	};
}
/** An evaluator's own mistake is found once by every case that names it. */
function withoutRepeats(problems) {
	return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
function projectOf({ config, dataset, evaluators }, linked) {
	const about = dataset?.dataset;
	if (!config.config || !config.document || !dataset || !about || !evaluators) throw new Error("a file of the project was left out without a problem");
	return {
		configFile: config.document.file,
		config: config.config,
		dataset: {
			...about.value,
			cases: linked.cases,
			digest: digestCases(linked.cases)
		},
		evaluators: evaluators.evaluators,
		scorers: linked.scorers
	};
}

// src/core/dataset/dataset.ts
/** `datasets/<name>/dataset.yaml`. It has no version: git tags are the versions. */
const datasetFile = strictObject({
	name: slug.meta({
		description: "The dataset's name; the same as its folder's.",
		examples: ["support"]
	}),
	description: string().min(1).max(2e3).meta({
		description: "What the cases are about, for people.",
		examples: ["Questions to the support desk of a gift shop"]
	}),
	experts: array(githubLogin).max(1e3).default([]).meta({
		description: "GitHub logins or teams who may sign cases off.",
		examples: [["maria-policy"]]
	}),
	dimensions: record(slug, string().min(1).max(1e3)).refine((dimensions) => Object.keys(dimensions).length > 0, {
		message: "names no dimension",
		params: {
			expected: "at least one dimension, with the question that it answers",
			example: "dimensions:\n  abstention: Does the agent say that it does not know?"
		}
	}).meta({
		description: "Each quality axis and the question that it answers.",
		examples: [{ abstention: "Does the agent say that it does not know?" }]
	})
}).meta({
	title: "Tracegate dataset",
	description: "What a folder of cases is about."
});

// src/core/config/project-layout.ts
/** What a YAML file in the dataset's folder is. */
function placeInDataset(folder, path) {
	const [first = "", second, ...deeper] = partsBelow(folder, path);
	if (first === "dataset.yaml" && second === void 0) return { kind: "dataset" };
	const id = second?.match(/^([^.].*)\.yaml$/)?.[1];
	if (id === void 0 || deeper.length > 0) return { kind: "nowhere" };
	if (first === "cases") return {
		kind: "case",
		id
	};
	if (first === "scenarios") return {
		kind: "scenario",
		id
	};
	return { kind: "nowhere" };
}
/** What a YAML file in the evaluators' folder is. */
function placeInEvaluators(folder, path) {
	const [name = "", file, ...deeper] = partsBelow(folder, path);
	const version = file?.match(/^v([1-9][0-9]*)\.yaml$/)?.[1];
	if (version === void 0 || deeper.length > 0) return { kind: "nowhere" };
	return {
		kind: "evaluator",
		name,
		version
	};
}
function partsBelow(folder, path) {
	return path.slice(folder.length + 1).split("/");
}
/** A file that nothing would read: it is an error, since its author believes that it counts. */
function misplacedFile(path, of) {
	return {
		code: "FILE_MISPLACED",
		file: path,
		message: /\.yml$/i.test(path) ? "only files that end in `.yaml` are read" : `nothing reads a YAML file of this name or in this place`,
		expected: of === "dataset" ? "`dataset.yaml`, `cases/<id>.yaml` or `scenarios/<id>.yaml` in the dataset's folder" : "`<name>/v<N>.yaml` in the evaluators' folder, such as `faithfulness/v2.yaml`"
	};
}

// src/core/config/read-dataset.ts
/** Reads every file of the dataset's folder and holds each to the schema of its place. */
function readDataset(folder, files) {
	const problems = [];
	const cases = [];
	const brokenIds = /* @__PURE__ */ new Set();
	let reading;
	for (const file of files) {
		const place = placeInDataset(folder, file.path);
		if (place.kind === "dataset") reading = readSource(file, datasetFile);
		else if (place.kind === "case" || place.kind === "scenario") {
			const one = readCase(file, place.kind);
			if (one.kind === "read") cases.push({
				document: one.document,
				source: one.value,
				fileId: place.id
			});
			else {
				brokenIds.add(place.id);
				problems.push(...one.problems);
			}
		} else problems.push(misplacedFile(file.path, "dataset"));
	}
	problems.push(...checkDatasetFile(folder, reading), ...duplicateIds(cases));
	return {
		...reading?.kind === "read" && { dataset: reading },
		cases,
		brokenIds,
		isEmpty: cases.length + brokenIds.size === 0,
		problems
	};
}
function readCase(file, kind) {
	return kind === "case" ? readSource(file, caseFile) : readSource(file, scenarioFile);
}
function checkDatasetFile(folder, reading) {
	const name = folder.split("/").at(-1) ?? folder;
	if (reading === void 0) return [{
		code: "FILE_MISSING",
		file: `${folder}/dataset.yaml`,
		message: "there is no such file; it says what the dataset is about and which dimensions it has",
		expected: "a file of this name",
		example: `name: ${name}\ndescription: Questions to the support desk of a gift shop\ndimensions:\n  abstention: Does the agent say that it does not know?`
	}];
	if (reading.kind === "problems") return reading.problems;
	if (reading.value.name === name) return [];
	return [problemAt(reading.document, ["name"], {
		code: "NAME_NOT_FOLDER",
		message: `the name \`${reading.value.name}\` is not the folder's`,
		expected: "the name of the folder that the dataset stands in",
		example: `name: ${name}`
	})];
}
/** A case and a scenario can share a file name, and a file can carry another's id. */
function duplicateIds(cases) {
	const first = /* @__PURE__ */ new Map();
	return cases.flatMap(({ document, source }) => {
		const taken = first.get(source.id);
		if (taken === void 0) {
			first.set(source.id, document.file);
			return [];
		}
		return [problemAt(document, ["id"], {
			code: "ID_TAKEN",
			message: `the id \`${source.id}\` is taken by ${taken}`,
			expected: "an id that no other case or scenario has"
		})];
	});
}

// src/core/config/read-evaluators.ts
/** Reads every file of the evaluators' folder. */
function readEvaluators(folder, files) {
	const evaluators = /* @__PURE__ */ new Map();
	const documents = /* @__PURE__ */ new Map();
	const broken = /* @__PURE__ */ new Set();
	const problems = [];
	for (const file of files) {
		const place = placeInEvaluators(folder, file.path);
		if (place.kind !== "evaluator") {
			problems.push(misplacedFile(file.path, "evaluators"));
			continue;
		}
		const reading = readSource(file, evaluatorFile);
		const found = reading.kind === "read" ? checkAddress(reading, place) : reading.problems;
		problems.push(...found);
		if (reading.kind === "problems" || found.length > 0) broken.add(`${place.name}@${place.version}`);
		else {
			const evaluator = identifyEvaluator(reading.value, file.path);
			evaluators.set(evaluator.ref, evaluator);
			documents.set(file.path, reading.document);
		}
	}
	return {
		evaluators,
		documents,
		broken,
		isEmpty: evaluators.size + broken.size === 0,
		problems
	};
}
function checkAddress({ document, value }, place) {
	const problems = [];
	if (value.name !== place.name) problems.push(problemAt(document, ["name"], {
		code: "EVALUATOR_NOT_AT_ITS_PATH",
		message: `the name \`${value.name}\` is not that of its folder`,
		expected: "the name of the folder that the file stands in",
		example: `name: ${place.name}`
	}));
	if (String(value.version) !== place.version) problems.push(problemAt(document, ["version"], {
		code: "EVALUATOR_NOT_AT_ITS_PATH",
		message: `the version ${value.version} is not that of the file's name`,
		expected: "the number in the file's name; a change is a new file",
		example: `version: ${place.version}`
	}));
	return problems;
}

// src/core/config/read-texts.ts
/** Reads all files of a project, each by itself. */
function readTexts(texts) {
	const config = readConfig(texts.config);
	const problems = [...config.problems];
	const dataset = readFolder(config, "dataset", {
		files: texts.dataset,
		read: readDataset
	});
	const evaluators = readFolder(config, "evaluators", {
		files: texts.evaluators,
		read: readEvaluators
	});
	problems.push(...dataset.problems, ...evaluators.problems);
	return {
		config,
		...dataset.reading && { dataset: dataset.reading },
		...evaluators.reading && { evaluators: evaluators.reading },
		problems
	};
}
/** Reads one folder; where the folder itself is the problem, the key that names it is where to mend it. */
function readFolder({ document, folders }, key, { files, read }) {
	const folder = folders[key];
	if (folder === void 0 || document === void 0) return { problems: [] };
	if (files === void 0) throw new Error(`${folder} was not read`);
	const [first] = files;
	if (first?.kind === "unreadable" && first.path === folder) {
		const { file: _, ...text } = unreadableProblem(first);
		const message = `\`${folder}\`: ${text.message}`;
		return { problems: [problemAt(document, [key], {
			...text,
			message
		})] };
	}
	const reading = read(folder, files);
	if (!reading.isEmpty) return {
		reading,
		problems: reading.problems
	};
	return { problems: [...reading.problems, problemAt(document, [key], {
		code: key === "dataset" ? "NO_CASES" : "NO_EVALUATORS",
		message: `\`${folder}\` holds no ${key === "dataset" ? "case or scenario" : "evaluator"}, so nothing would be ${key === "dataset" ? "run" : "measured"}`,
		expected: key === "dataset" ? `a file \`${folder}/cases/<id>.yaml\`` : `a file \`${folder}/<name>/v1.yaml\``
	})] };
}

// src/app/load-project.ts
/**
* Loads the project that a configuration describes.
*
* @throws UserError `PROJECT_INVALID` with every problem of every file.
*/
async function loadProject(request) {
	const result = await readProject(request);
	if (result.kind === "project") return result.project;
	const { problems } = result;
	const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
	throw new UserError("PROJECT_INVALID", `${request.configPath} and the files that it names have ${count}; nothing was run.`, "Mend the places above, then run `tracegate validate`.", { problems });
}
/** Reads and parses every file of a project: the project, or all that is wrong with it. */
async function readProject(request) {
	const { files, configPath, compilerFor } = request;
	const config = await files.readFile(configPath);
	const { folders } = readConfig(config);
	const readings = readTexts({
		config,
		...folders.dataset !== void 0 && { dataset: await files.readFolder(folders.dataset) },
		...folders.evaluators !== void 0 && { evaluators: await files.readFolder(folders.evaluators) }
	});
	const compile = await compilerFor(readings.evaluators?.evaluators.values() ?? []);
	return linkProject(readings, compile);
}

// src/adapters/fs/project-files.ts
/** Deeper than any place that means something. */
const maxFolderDepth = 8;
const yamlName = /\.ya?ml$/i;
/**
* Reads a project from the disk: bounded in size, number and depth, and never through a link out of the root.
*
* Reading is synchronous inside: for a thousand small files that is several times faster than a thousand
* promises.
*/
function projectFiles(root) {
	const buffer = Buffer.allocUnsafe(maxYamlBytes + 1);
	const read = (path) => guarded(path, () => readText(root, path, buffer));
	const readLinked = (path) => guarded(path, () => leaves(root, path) ? unreadable(path, "leaves-project") : read(path));
	return {
		readFile: async (path) => readLinked(path),
		readFolder: async (folder) => {
			const listed = listYaml(root, folder);
			if (!Array.isArray(listed)) return [listed];
			return listed.toSorted((a, b) => a.path < b.path ? -1 : 1).map((entry) => {
				if (entry.kind === "unreadable") return entry;
				return entry.kind === "link" ? readLinked(entry.path) : read(entry.path);
			});
		}
	};
}
/** Lists without following any link to a folder. */
function listYaml(root, folder) {
	const found = [];
	const pending = [folder];
	let entries = 0;
	for (let path = pending.pop(); path !== void 0; path = pending.pop()) {
		const listing = listFolder(root, path, folder);
		if (!Array.isArray(listing)) {
			if (path === folder) return listing;
			found.push(listing);
			continue;
		}
		entries += listing.length;
		if (entries > 2e4) return unreadable(folder, "too-many-files");
		for (const entry of listing) {
			const below = `${path}/${entry.name}`;
			if (entry.isDirectory()) pending.push(below);
			else if (entry.isSymbolicLink()) found.push(...listLink(root, below));
			else if (yamlName.test(entry.name)) found.push({
				kind: "file",
				path: below
			});
		}
	}
	return found;
}
function listFolder(root, path, top) {
	try {
		if (path === top && leaves(root, path)) return unreadable(path, "leaves-project");
		if (path.slice(top.length).split("/").length > maxFolderDepth) return unreadable(path, "nested-too-deep");
		return readdirSync(join(root, path), { withFileTypes: true });
	} catch (error) {
		return unreadableBy(path, error);
	}
}
/** A link to a folder is refused, one to a file is looked at if its name is a YAML file's. */
function listLink(root, path) {
	try {
		if (statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true) return [unreadable(path, "linked-folder")];
		return yamlName.test(path) ? [{
			kind: "link",
			path
		}] : [];
	} catch (error) {
		return [unreadableBy(path, error)];
	}
}
function leaves(root, path) {
	const way = relative(realpathSync(root), realpathSync(join(root, path)));
	return isAbsolute(way) || way === ".." || way.startsWith(`..${sep}`);
}
function readText(root, path, buffer) {
	const file = openSync(join(root, path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		if (!fstatSync(file).isFile()) return unreadable(path, "not-a-file");
		let length = 0;
		for (let count = 1; count > 0 && length < buffer.length; length += count) count = readSync(file, buffer, length, buffer.length - length, null);
		if (length > 262144) return unreadable(path, "too-large");
		const bytes = buffer.subarray(0, length);
		if (!isUtf8(bytes)) return unreadable(path, "not-utf8");
		return {
			kind: "text",
			path,
			text: bytes.toString("utf8")
		};
	} finally {
		closeSync(file);
	}
}
function guarded(path, read) {
	try {
		return read();
	} catch (error) {
		return unreadableBy(path, error);
	}
}
function unreadable(path, reason) {
	return {
		kind: "unreadable",
		path,
		reason
	};
}
/** What the system says of a path; anything that is no answer of the system is a bug of ours. */
function unreadableBy(path, error) {
	if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) throw error;
	switch (error.code) {
		case "ENOENT": return unreadable(path, "missing");
		case "ENOTDIR": return unreadable(path, "not-a-folder");
		case "EISDIR": return unreadable(path, "not-a-file");
		default: return {
			...unreadable(path, "denied"),
			detail: String(error.code)
		};
	}
}

// src/compose/compose-project.ts
/**
* Finds the project that somebody in the folder `cwd` means.
*
* @throws UserError where the root is no folder, or the configuration lies outside of it.
*/
function locateProject(cwd, named) {
	const root = resolve(cwd, named.root);
	if (!isFolder(root)) throw new UserError("ROOT_MISSING", `There is no folder ${root}.`, "Name the folder of the project with `--root`, or leave it out to take the one you are in.");
	const config = resolve(root, named.config);
	const configPath = relative(root, config);
	if (isAbsolute(configPath) || configPath === ".." || configPath.startsWith(`..${sep}`)) throw new UserError("CONFIG_OUTSIDE", `The configuration ${config} lies outside of the project's folder ${root}.`, `Name its folder as the project's, with \`--root ${dirname(config)}\`.`);
	return {
		root,
		configPath: configPath === "" ? "." : configPath.split(sep).join("/")
	};
}
/** Reads a project from the disk. */
function projectRequest({ root, configPath }) {
	return {
		files: projectFiles(root),
		configPath,
		compilerFor: loadCompiler
	};
}
/**
* The compiler of expectations, with what these evaluators need: regular expressions and JSON Schemas
* bring libraries that most projects never use.
*/
async function loadCompiler(evaluators) {
	if (![...evaluators].some(needsPatternEngines)) return (of, known) => compileScorer(of, known);
	const { re2AjvEngines } = await import("./re2-ajv-engines-rw_OOigp.js");
	return (of, known) => compileScorer(of, known, re2AjvEngines);
}

export { readProject as a, loadProject as i, projectRequest as n, projectFiles as r, locateProject as t };