import { Ea as isRun, Gn as projectRequest, Sa as describeProblems, Ta as caseStatuses, Wn as locateProject, Yr as terminalLines, Zt as renderJson, hi as readProject, yr as composeBaseFiles } from "./run-DTe1xjOx.js";
import { t as findEditedReleases } from "./released-evaluators-C9UR_csg.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";

// src/core/config/project-facts.ts
/** Counts what a project holds and what one run of it would be. */
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
/** Version of the shape that `tracegate validate --json` prints. */
const validationSchema = "tracegate.validation/1";
/** A validation as a terminal shows it, without a line break at the end. */
function describeValidation(validation) {
	if (validation.result === "invalid") return describeProblems(validation.problems);
	const { dataset, cases, scenarios, evaluators, runs, dimensions } = validation.facts;
	const width = Math.max(...dimensions.map(({ name }) => name.length));
	return [
		`Nothing to mend: dataset ${dataset.name} (${dataset.digest.slice(0, 15)})`,
		`${counted(cases, "case")} and ${counted(scenarios, "scenario")} (${statusesOf(validation.facts)})`,
		`${counted(evaluators.checks, "check")} and ${counted(evaluators.judges, "judge")}`,
		...signOffsOf(validation.facts),
		"",
		`${counted(runs, "run")} planned`,
		...dimensions.map((dimension) => `  ${describeDimension(dimension, width)}`)
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

// src/app/validate-project.ts
/**
* Holds a whole project to its rules and runs nothing: every problem, or what a run of it would be.
*
* Evaluators that `base` has released must mean what they meant; outside git nothing is released.
*/
async function validateProject(request, base) {
	const result = await readProject(request);
	if (result.kind === "problems") return invalid(result.problems);
	const { project } = result;
	const edited = await findEditedReleases(project.evaluators, project.config, base);
	if (edited.length > 0) return invalid(edited);
	return {
		schema: validationSchema,
		result: "valid",
		facts: projectFacts(project)
	};
}
function invalid(problems) {
	return {
		schema: validationSchema,
		result: "invalid",
		problems
	};
}

// src/cli/commands/validate.ts
/** `tracegate validate`: every problem of every file, or what a run would be. */
async function validateCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const base = composeBaseFiles(place.root, options.base);
	const validation = await validateProject(projectRequest(place), base);
	io.stdout.write(options.json ? renderJson(validation) : `${terminalLines(describeValidation(validation))}\n`);
	return validation.result === "valid" ? exitCodes.pass : exitCodes.userError;
}

export { validateCommand };