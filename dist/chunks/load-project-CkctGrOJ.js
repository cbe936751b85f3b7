import { Q as calibrationPath, d as runsToProve, o as lowestTolerated, t as floorsByName } from "./pool-tallies-BZnrutQB.js";
import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { a as scenarioFile, c as cassetteOf, i as isRun, o as slug, r as githubLogin, t as caseFile } from "./case-file-YHVmu2D4.js";
import { M as record, N as strictObject, P as string, v as array } from "./schemas-CJS83Lar.js";
import { n as sortProblems } from "./describe-problems-D5wYYqdr.js";
import { n as parsePath } from "./json-path-MpIY021q.js";
import { t as problemAt } from "./problem-at-CzM7vbuy.js";
import { n as parseCassette, t as digestCassette } from "./cassette-eE5baH__.js";
import { t as digestSession } from "./session-digest-BhgCnTdA.js";
import { t as hermeticityOf } from "./hermeticity-Cr78vo5U.js";
import { f as suggest, p as suggester } from "./js-yaml-CiObg4Tg.js";
import { t as recordingOf } from "./recording-C96iWRPu.js";
import { n as unreadableProblem } from "./source-file-CbibFEdJ.js";
import { r as toolRulesOf, t as readConfig } from "./read-config-CazHurgA.js";
import { n as misplacedFile, r as placeInDataset, t as readEvaluators } from "./read-evaluators-CwtMikX0.js";
import { n as readSource } from "./read-source-CcYCYrno.js";
import { n as readSessionFile, t as maxSessionBytes } from "./session-file-CUDxH30f.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { n as showExamples } from "./show-examples-B0g7luMv.js";
import { createHash } from "node:crypto";

// src/core/dataset/content-digest.ts
/** `sha256:` and 64 hex digits of a value's canonical JSON: the same for every order of keys and every formatting. */
function digestJson(value) {
	return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
/**
* The digest of what decides a case's runs: what the user says, what tools and model answer, what fails and what is expected.
*
* An expert approves this digest. The id, texts for people, provenance, status, sign-off and the number of
* runs are left out, so that none of them voids an approval.
*/
function digestCase(content) {
	return digestJson(content);
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
	const decides = measured.some(([dimension, floor]) => decidingCases(guarding, dimension, floor).length > 0);
	if (measured.length === 0 || decides) return [];
	return [{
		code: "NOTHING_GATES",
		path: "gate.dimensions",
		message: `Only advisory judges measure ${listNames(measured.map(([name]) => name))}, so nothing decides and the gate can never pass.`,
		expected: "a guarding case with a check, or a judge that is calibrated (`tracegate calibrate`)",
		example: "tracegate calibrate"
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
	return guarding.filter((one) => one.dimensions.includes(dimension) && !isAdvised(one, dimension, floor));
}
/** Whether nothing but judges that only advise measures the dimension in this case. */
function isAdvised({ judgedOnly = [], calibrated = [] }, dimension, floor) {
	if (floor.judge === "block" || !judgedOnly.includes(dimension)) return false;
	return floor.judge === "advisory" || !calibrated.includes(dimension);
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
			return floor !== void 0 && !isAdvised(one, dimension, floor);
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
		judgedOnly: judgedOnly(one, evaluators?.evaluators ?? /* @__PURE__ */ new Map()),
		calibrated: one.expectations.filter(({ evaluator }) => evaluators?.calibrated?.has(evaluator)).map(({ dimension }) => dimension)
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

// src/core/dataset/case-tools.ts
const noToolRules = {
	readOnly: [],
	live: [],
	match: {}
};
/** The name of the file in `sessions/` that a case's tools are recorded in; `undefined` where they are live. */
function recordedSessionOf({ id, tools }) {
	if (tools === void 0) return void 0;
	return (tools === "recorded" ? void 0 : tools.session) ?? `${id}.json`;
}
/** What a case's own file says of its tools. */
function ownToolRules({ tools }) {
	if (tools === void 0 || tools === "recorded") return noToolRules;
	const { readOnly = [], live = [], match = {} } = tools;
	return {
		readOnly,
		live,
		match
	};
}
/**
* The tools of a case: its own rules with those of the project; `undefined` where all run live and none fails.
*
* What a case says of an argument stands over what the project says of it.
*/
function caseTools(source, project, recorded) {
	const { faults = [] } = source;
	if (recorded === void 0 && faults.length === 0) return void 0;
	const own = ownToolRules(source);
	return {
		readOnly: [.../* @__PURE__ */ new Set([...project.readOnly, ...own.readOnly])],
		live: [.../* @__PURE__ */ new Set([...project.live, ...own.live])],
		match: laidOver(project.match, own.match),
		faults,
		...recorded !== void 0 && { recorded }
	};
}
function laidOver(project, own) {
	const names = /* @__PURE__ */ new Set([...Object.keys(project), ...Object.keys(own)]);
	return Object.fromEntries([...names].map((name) => [name, {
		...entryOf(project, name),
		...entryOf(own, name)
	}]));
}
function entryOf(match, tool) {
	return Object.hasOwn(match, tool) ? match[tool] ?? {} : {};
}

// src/core/dataset/case-from-file.ts
/** The one shape of a case file or scenario file. */
function caseFromFile(source, file, surroundings) {
	const { runsPerCase, recorded, model, toolRules = noToolRules } = surroundings;
	const { id, status, expectations, failureMode, signOff } = source;
	const user = userOf(source);
	const tools = caseTools(source, toolRules, recorded);
	return {
		id,
		title: source.title ?? id,
		status,
		...failureMode === void 0 ? {} : { failureMode },
		dimensions: [...new Set(expectations.map(({ dimension }) => dimension))],
		expectations,
		runs: source.runs ?? runsPerCase,
		user,
		...tools === void 0 ? {} : { tools },
		...model === void 0 ? {} : { model },
		hermeticity: hermeticityOf({
			isModelScripted: surroundings.isModelScripted === true,
			...tools !== void 0 && { tools },
			...model !== void 0 && { model }
		}),
		...signOff === void 0 ? {} : { signOff },
		digest: digestCase({
			user,
			expectations,
			...recorded !== void 0 && { tools: {
				...ownToolRules(source),
				session: digestSession(recorded.session)
			} },
			...model !== void 0 && { model: digestCassette(model.cassette) },
			...source.faults !== void 0 && { faults: source.faults }
		}),
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

// src/core/config/check-model.ts
/**
* What is wrong with the cassette that a case asks for: in the case where the file cannot be had, in the file itself
* where it is no cassette.
*/
function checkModel({ document, source }, reading) {
	if (reading?.kind !== "problem") return [];
	const { problem } = reading;
	if (problem.code === "CASSETTE_INVALID") return [problem];
	const isNamed = typeof source.model === "object" && source.model.cassette !== void 0;
	const { file, ...text } = problem;
	return [problemAt(document, isNamed ? ["model", "cassette"] : ["model"], {
		...text,
		message: `\`${file}\`: ${text.message}`
	})];
}

// src/core/config/check-tools.ts
/** What a case says of recorded tools and faults, held against the session and the configuration. */
function checkTools(one, references) {
	return [
		...checkSession(one, references),
		...checkNames(one, references),
		...checkRecovery(one, references),
		...checkDelays(one, references)
	];
}
function checkSession({ document, source }, { reading, tools }) {
	const path = sessionPath(source.tools);
	if (reading?.kind === "wrong") {
		const { kind: _, ...text } = reading;
		return [problemAt(document, path, text)];
	}
	if (tools?.recorded === void 0) return [];
	if ([...recordingOf(tools.recorded.session).values()].some(({ calls }) => calls.length > 0)) return [];
	return [problemAt(document, path, {
		code: "SESSION_WITHOUT_TOOLS",
		message: `\`${tools.recorded.file}\` holds no tool call with its answer, so that no call could be answered`,
		expected: "a session in which tools were called and their results captured, or live tools"
	})];
}
/** Rules and faults for a tool that the session never saw would silently do nothing. */
function checkNames({ document, source }, { tools }) {
	if (tools?.recorded === void 0) return [];
	const { file, session } = tools.recorded;
	const known = [.../* @__PURE__ */ new Set([...recordingOf(session).keys(), ...(session.agent?.toolCatalog ?? []).map(({ name }) => name)])];
	const own = ownToolRules(source);
	const live = new Set(tools.live);
	return [
		...own.readOnly.map((name, index) => [name, [
			"tools",
			"readOnly",
			index
		]]),
		...Object.keys(own.match).map((name) => [name, [
			"tools",
			"match",
			name
		]]),
		...(source.faults ?? []).map(({ tool }, index) => [tool, [
			"faults",
			index,
			"tool"
		]])
	].filter(([name]) => !known.includes(name) && !live.has(name)).map(([name, path]) => {
		const meant = suggest(name, known);
		return problemAt(document, path, {
			code: "TOOL_NEVER_RECORDED",
			message: `\`${file}\` holds no call of \`${name}\`${meant === void 0 ? "" : `; did you mean \`${meant}\`?`}`,
			expected: `one of ${known.map((one) => `\`${one}\``).join(", ")}`
		});
	});
}
/** Where every answer is recorded and none is a failure, a check of what follows failures would never be scored. */
function checkRecovery({ document, source }, { tools, evaluators }) {
	if (tools?.recorded === void 0 || tools.live.length > 0 || tools.faults.length > 0) return [];
	if ([...recordingOf(tools.recorded.session).values()].flatMap(({ calls }) => calls).some(({ answer }) => answer.kind === "error")) return [];
	return source.expectations.flatMap(({ evaluator: ref, with: laidOver }, index) => {
		const evaluator = evaluators.get(ref);
		if (evaluator?.kind !== "check" || evaluator.check !== "recovers-from-tool-failure") return [];
		if ((laidOver?.["whenNothingFails"] ?? evaluator.whenNothingFails) === "pass") return [];
		return problemAt(document, [
			"expectations",
			index,
			"evaluator"
		], {
			code: "NOTHING_FAILS",
			message: `\`${ref}\` asks what follows a failure, and no tool of this case can fail: all answers are recorded, and none is a failure`,
			expected: "a fault, a session in which a tool failed, or another evaluator",
			example: "faults: [{ tool: search_policies, call: 1, fault: timeout }]"
		});
	});
}
/** An answer that comes after the turn is over would fail every run by the time-out, whatever the agent does. */
function checkDelays({ document, source }, { turnTimeoutMs }) {
	if (turnTimeoutMs === void 0) return [];
	return (source.faults ?? []).flatMap(({ delayMs = 0 }, index) => delayMs < turnTimeoutMs ? [] : [problemAt(document, [
		"faults",
		index,
		"delayMs"
	], {
		code: "FAULT_TOO_SLOW",
		message: `\`faults[${index}].delayMs\` is ${delayMs}, and a turn may take ${turnTimeoutMs} ms (\`agent.turnTimeoutMs\`), so that every run that it strikes fails`,
		expected: "a delay that leaves the agent time to answer, or a longer `agent.turnTimeoutMs`"
	})]);
}
function sessionPath(field) {
	return typeof field === "object" && field.session !== void 0 ? ["tools", "session"] : ["tools"];
}

// src/core/config/recorded-cassettes.ts
/** A cassette that is larger holds more than one session. */
const maxCassetteBytes = 33554432;
/** The paths of all cassettes that play the model of a dataset's cases, each once. */
function cassettePaths(folder, { cases }) {
	const paths = cases.map(({ source }) => cassettePath(folder, source));
	return [...new Set(paths.filter((path) => path !== void 0))];
}
/** The path of the cassette that plays a case's model; `undefined` where its model is live. */
function cassettePath(folder, source) {
	const name = cassetteOf(source);
	return name === void 0 ? void 0 : `${folder}/cassettes/${name}`;
}
/** Reads a file of a dataset's `cassettes/`. */
function readCassetteFile(source) {
	if (source.kind === "text") return parseCassette(source.text, source.path);
	const { reason, path } = source;
	if (reason === "missing") return {
		kind: "problem",
		problem: {
			code: "CASSETTE_MISSING",
			file: path,
			message: "there is no such cassette",
			expected: "a recording of the model's answers in this case, or `model: live`",
			example: `tracegate record --cassette ${path}`
		}
	};
	if (reason === "too-large") return {
		kind: "problem",
		problem: {
			code: "CASSETTE_TOO_LARGE",
			file: path,
			message: `the file is larger than ${maxCassetteBytes / 1024 / 1024} MB`,
			expected: "the model's answers in one session"
		}
	};
	return {
		kind: "problem",
		problem: unreadableProblem(source)
	};
}

// src/core/config/recorded-sessions.ts
/** The paths of all sessions that answer tool calls of a dataset's cases, each once. */
function recordedSessionPaths(folder, { cases }) {
	const paths = cases.map(({ source }) => recordedSessionPath(folder, source));
	return [...new Set(paths.filter((path) => path !== void 0))];
}
/** The path of the session that answers a case's tool calls; `undefined` where its tools are live. */
function recordedSessionPath(folder, source) {
	const name = recordedSessionOf(source);
	return name === void 0 ? void 0 : `${folder}/sessions/${name}`;
}

// src/core/config/link-cases.ts
/** Follows every reference of every case, and compiles the cases whose references are right. */
function linkCases(readings, compile) {
	const { dataset, evaluators } = readings;
	const known = evaluators?.evaluators ?? /* @__PURE__ */ new Map();
	const references = {
		...dataset?.dataset && { dataset: dataset.dataset.value },
		...evaluators && { evaluators: known },
		brokenEvaluators: evaluators?.broken ?? /* @__PURE__ */ new Set(),
		suggestEvaluator: suggester([...known.keys()])
	};
	const cases = [];
	const scorers = /* @__PURE__ */ new Map();
	const problems = [];
	for (const one of dataset?.cases ?? []) {
		const { linked, problems: ofAnswers } = linkAnswers(one, readings);
		cases.push(linked);
		const found = [...checkCase(one, references), ...ofAnswers];
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
/** A case with the recordings that answer its tools and its model, and what is wrong with any of them. */
function linkAnswers(one, { config, sessions, cassettes, evaluators }) {
	const path = recordedSessionPath(config.folders.dataset ?? "", one.source);
	const reading = path === void 0 ? void 0 : sessions?.get(path);
	const modelPath = cassettePath(config.folders.dataset ?? "", one.source);
	const modelReading = modelPath === void 0 ? void 0 : cassettes?.get(modelPath);
	const linked = caseFromFile(one.source, one.document.file, {
		runsPerCase: config.config?.runs.perCase ?? 1,
		isModelScripted: config.config?.agent.scriptedModel !== void 0,
		...path !== void 0 && reading?.kind === "session" && { recorded: {
			file: path,
			session: reading.session
		} },
		...config.config?.tools !== void 0 && { toolRules: toolRulesOf(config.config.tools) },
		...modelPath !== void 0 && modelReading?.kind === "cassette" && { model: {
			file: modelPath,
			cassette: modelReading.cassette
		} }
	});
	return {
		linked,
		problems: [...checkTools(one, {
			evaluators: evaluators?.evaluators ?? /* @__PURE__ */ new Map(),
			...reading !== void 0 && { reading },
			...linked.tools !== void 0 && { tools: linked.tools },
			...config.config !== void 0 && { turnTimeoutMs: config.config.agent.turnTimeoutMs }
		}), ...checkModel(one, modelReading)]
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

// src/core/config/read-texts.ts
/** Reads all files of a project, each by itself. */
function readTexts(texts) {
	const { config } = texts;
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
	const { files, compilerFor } = request;
	const readings = await readProjectFiles(request);
	const sessions = await readSessions(files, readings);
	const cassettes = await readCassettes(files, readings);
	const compile = await compilerFor(readings.evaluators?.evaluators.values() ?? []);
	return linkProject({
		...readings,
		sessions,
		cassettes
	}, compile);
}
/** What the configuration, the dataset and the evaluators say, each by itself. */
async function readProjectFiles(request) {
	const { files, configPath, onConfig } = request;
	const config = await readWholeConfig(request, await files.readFile(configPath));
	const { folders, problems } = config;
	if (config.config !== void 0 && problems.length === 0) await onConfig?.(config.config);
	return readJudges(files, readTexts({
		config,
		...folders.dataset !== void 0 && { dataset: await files.readFolder(folders.dataset) },
		...folders.evaluators !== void 0 && { evaluators: await files.readFolder(folders.evaluators) }
	}));
}
async function readWholeConfig({ checkConfig }, file) {
	const reading = readConfig(file);
	const { config, document } = reading;
	if (config === void 0 || document === void 0 || checkConfig === void 0) return reading;
	return {
		...reading,
		problems: [...reading.problems, ...await checkConfig(config, document)]
	};
}
/** The same with what the examples of judges lead to, and with whose calibrations are there. */
async function readJudges(files, readings) {
	const { config, evaluators: reading } = readings;
	const { dataset, evaluators: folder } = config.folders;
	if (reading === void 0 || dataset === void 0 || folder === void 0) return readings;
	const { evaluators, problems } = await showExamples(reading.evaluators, {
		folder: dataset,
		read: (path, maxBytes) => files.readFile(path, maxBytes)
	});
	const calibrated = /* @__PURE__ */ new Set();
	for (const { kind, ref } of evaluators.values()) {
		const path = kind === "judge" ? calibrationPath(folder, ref) : void 0;
		if (path === void 0) continue;
		const file = await files.readFile(path, 1);
		if (file.kind === "text" || file.reason !== "missing") calibrated.add(ref);
	}
	const placed = problems.map(({ file, path = "", ...problem }) => {
		const document = reading.documents.get(file);
		return document === void 0 ? {
			file,
			path,
			...problem
		} : problemAt(document, parsePath(path), problem);
	});
	return {
		...readings,
		evaluators: {
			...reading,
			evaluators,
			calibrated
		},
		problems: [...readings.problems, ...placed]
	};
}
/** The recorded sessions that the cases name: nothing else of their folder is read. */
async function readSessions(files, { config, dataset }) {
	const folder = config.folders.dataset;
	const paths = folder && dataset ? recordedSessionPaths(folder, dataset) : [];
	const sessions = /* @__PURE__ */ new Map();
	for (const path of paths) sessions.set(path, readSessionFile(await files.readFile(path, maxSessionBytes)));
	return sessions;
}
/** The cassettes that the cases name. */
async function readCassettes(files, { config, dataset }) {
	const folder = config.folders.dataset;
	const paths = folder && dataset ? cassettePaths(folder, dataset) : [];
	const cassettes = /* @__PURE__ */ new Map();
	for (const path of paths) cassettes.set(path, readCassetteFile(await files.readFile(path, maxCassetteBytes)));
	return cassettes;
}

export { readProject as n, readProjectFiles as r, loadProject as t };