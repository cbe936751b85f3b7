import { Br as maxLabelBytes, Et as renderJson, Fr as readProject, Ji as describeProblems, Qi as isRun, Ur as unknownSessions, Vr as readLabels, Zi as caseStatuses, dn as locateProject, fn as projectRequest, gi as unreadableProblem, hr as terminalLines } from "./run-Btf2ZPPq.js";
import { t as labelPath } from "./labelled-sessions-B2wwWjMK.js";
import { t as findEditedReleases } from "./released-evaluators-Bg15BaMd.js";
import { t as composeBaseFiles } from "./compose-base-BhurXssw.js";
import { T as exitCodes } from "./program-tKqRIg0N.js";

// src/core/config/project-facts.ts
function projectFacts({ config, dataset, evaluators }) {
	const { cases } = dataset;
	const run = cases.filter(({ status }) => isRun(status));
	const signed = cases.filter(({ signOff }) => signOff !== void 0);
	const current = signed.filter(({ signOff, digest }) => signOff?.digest === digest).length;
	const checks = [...evaluators.values()].filter(({ kind }) => kind === "check").length;
	const scenarios = cases.filter(({ user }) => user.kind !== "conversation").length;
	const floors = new Map(Object.entries(config.gate.dimensions));
	return {
		dataset: {
			name: dataset.name,
			digest: dataset.digest
		},
		cases: cases.length - scenarios,
		scenarios,
		statuses: Object.fromEntries(caseStatuses.map((status) => [status, cases.filter((one) => one.status === status).length]).filter(([, count]) => count > 0)),
		signOffs: {
			current,
			void: signed.length - current
		},
		evaluators: {
			checks,
			judges: evaluators.size - checks
		},
		runs: sumRuns(run),
		dimensions: Object.keys(dataset.dimensions).map((name) => dimensionFacts(name, run, floors.get(name)))
	};
}
function dimensionFacts(name, run, policy) {
	const measuring = run.filter(({ dimensions }) => dimensions.includes(name));
	const guarding = measuring.filter(({ status }) => status === "guarding");
	const shown = measuring.filter(({ status }) => status !== "guarding");
	return {
		name,
		...policy && { floor: policy.floor },
		guarding: {
			cases: guarding.length,
			runs: sumRuns(guarding)
		},
		shown: {
			cases: shown.length,
			runs: sumRuns(shown)
		}
	};
}
function sumRuns(cases) {
	return cases.reduce((sum, { runs }) => sum + runs, 0);
}

// src/core/config/validation.ts
const validationSchema = "tracegate.validation/1";
function describeValidation(validation) {
	if (validation.result === "invalid") return describeProblems(validation.problems);
	const { facts, warnings = [] } = validation;
	const { dataset, cases, scenarios, evaluators, runs, dimensions } = facts;
	const width = Math.max(...dimensions.map(({ name }) => name.length));
	return [
		`Nothing to mend: dataset ${dataset.name} (${dataset.digest.slice(0, 15)})`,
		`${counted(cases, "case")} and ${counted(scenarios, "scenario")} (${statusesOf(facts)})`,
		`${counted(evaluators.checks, "check")} and ${counted(evaluators.judges, "judge")}`,
		...signOffsOf(facts),
		"",
		`${counted(runs, "run")} planned`,
		...dimensions.map((dimension) => `  ${describeDimension(dimension, width)}`),
		...warnings.length === 0 ? [] : ["", ...warnings]
	].join("\n");
}
function statusesOf({ statuses }) {
	return Object.entries(statuses).map(([status, count]) => `${count} ${status}`).join(", ");
}
function signOffsOf({ signOffs }) {
	if (signOffs.current + signOffs.void === 0) return [];
	const isVoid = signOffs.void === 0 ? "" : `; ${signOffs.void} for an older text`;
	return [`${counted(signOffs.current, "sign-off")} for the text as it is${isVoid}`];
}
function describeDimension({ name, floor, guarding, shown }, width) {
	const limit = floor === void 0 ? "no floor" : `floor ${floor}`;
	const also = shown.cases === 0 ? "" : `; ${counted(shown.runs, "run")} only shown`;
	return `${name.padEnd(width)}  ${limit}, ${counted(guarding.runs, "run")} over ${counted(guarding.cases, "guarding case")}${also}`;
}
function counted(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// src/app/check-labels.ts
async function checkLabels(project, files) {
	const problems = [];
	const known = /* @__PURE__ */ new Set();
	for (const dimension of Object.keys(project.dataset.dimensions)) {
		const path = labelPath(project, dimension);
		const file = await files.readFile(path, maxLabelBytes);
		if (file.kind !== "text") {
			if (file.reason !== "missing") problems.push(unreadableProblem(file));
			continue;
		}
		const { labels, problems: wrong } = readLabels(path, file.text);
		for (const { session } of labels) if (!known.has(session) && await isThere(session, project, files)) known.add(session);
		problems.push(...wrong, ...unknownSessions(path, labels, known));
	}
	return problems;
}
async function isThere(session, { config }, files) {
	const file = await files.readFile(`${config.dataset}/sessions/${session}.json`, 0);
	return file.kind === "text" || file.reason !== "missing";
}

// src/app/validate-project.ts
async function validateProject(request, base) {
	const result = await readProject(request);
	if (result.kind === "problems") return invalid(result.problems);
	const { project } = result;
	const wrong = [...await findEditedReleases(project.evaluators, project.config, base), ...await checkLabels(project, request.files)];
	if (wrong.length > 0) return invalid(wrong);
	const warnings = await warningsOf(project);
	return {
		schema: validationSchema,
		result: "valid",
		facts: projectFacts(project),
		...warnings.length > 0 && { warnings }
	};
}
async function warningsOf(project) {
	if (project.config.runs.stop !== "sequential") return [];
	const { describeSequentialGap, sequentialGaps } = await import("./sequential-gaps-n_J_tCI4.js");
	return sequentialGaps(project).map(describeSequentialGap);
}
function invalid(problems) {
	return {
		schema: validationSchema,
		result: "invalid",
		problems
	};
}

// src/cli/commands/validate.ts
async function validateCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const base = composeBaseFiles(place.root, options.base);
	const validation = await validateProject(projectRequest(place), base);
	io.stdout.write(options.json ? renderJson(validation) : `${terminalLines(describeValidation(validation))}\n`);
	return validation.result === "valid" ? exitCodes.pass : exitCodes.userError;
}

export { validateCommand };