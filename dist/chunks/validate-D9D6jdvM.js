import { Ci as caseStatuses, Et as systemClock, Fr as readProject, Hn as projectRequest, Ma as terminalLines, Sa as unknownSessions, Vn as locateProject, ba as readLabels, bi as describeProblems, ea as unreadableProblem, en as renderJson, tn as daysAfter, wa as problemAt, wi as isRun, ya as maxLabelBytes } from "./run-BZDTBg9r.js";
import { t as findEditedReleases } from "./released-evaluators-CqlYQH_h.js";
import { t as labelPath } from "./labelled-sessions-CBglkD9P.js";
import { t as composeBaseFiles } from "./compose-base-BhurXssw.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";

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

// src/app/setup/check-labels.ts
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

// src/app/setup/validate-project.ts
async function validateProject(request, base, clock) {
	const result = await readProject(request);
	if (result.kind === "problems") return invalid(result.problems);
	const { project } = result;
	const wrong = [...await findEditedReleases(project.evaluators, project.config, base), ...await checkLabels(project, request.files)];
	if (wrong.length > 0) return invalid(wrong);
	const warnings = [...await stopWarnings(project), ...await waiverWarnings(project, clock)];
	return {
		schema: validationSchema,
		result: "valid",
		facts: projectFacts(project),
		...warnings.length > 0 && { warnings }
	};
}
async function stopWarnings(project) {
	if (project.config.runs.stop !== "sequential") return [];
	const { describeSequentialGap, sequentialGaps } = await import("./sequential-gaps-z1BiBPfp.js");
	return sequentialGaps(project).map(describeSequentialGap);
}
async function waiverWarnings({ config, dataset }, clock) {
	if ((config.gate.waivers ?? []).length === 0) return [];
	const [{ longestWaiverDays, readWaivers }, { describeWaivers }, { terminalWording }] = await Promise.all([
		import("./waiver-OPi6pnnl.js"),
		import("./describe-waivers-D5eBs8D4.js"),
		import("./wording-D5Q-s8lU.js")
	]);
	const today = daysAfter(new Date(clock.nowMs()).toISOString(), 0);
	const latest = daysAfter(today, longestWaiverDays);
	const { void: voided } = readWaivers(config.gate, {
		today,
		latest,
		cases: dataset.cases
	});
	if (voided.length === 0) return [];
	return [...describeWaivers({ waivers: {
		standing: [],
		void: voided,
		waived: []
	} }, terminalWording), "Take what does not count out of `gate.waivers`, or give it another day in `expires`."];
}
function invalid(problems) {
	return {
		schema: validationSchema,
		result: "invalid",
		problems
	};
}

// src/compose/compose-validation.ts
function composeValidation(place, environment) {
	const request = projectRequest(place);
	const checkConfig = async (config, document) => {
		const problems = [...await request.checkConfig?.(config, document) ?? []];
		for (const { path, find } of needsOf(config.agent, place.root, environment)) {
			const error = await find().then(() => void 0, asUserError);
			if (error === void 0) continue;
			const { code, message, fix } = error;
			problems.push(problemAt(document, ["agent", ...path], {
				code,
				message,
				expected: fix
			}));
		}
		return problems;
	};
	return {
		request: {
			...request,
			checkConfig
		},
		clock: systemClock
	};
}
function needsOf(agent, root, environment) {
	const program = ([name = ""]) => async () => {
		const { findCommand } = await import("./find-command-wKeimI9v.js");
		return findCommand(name, {
			root,
			path: environment["PATH"] ?? ""
		});
	};
	switch (agent.runner) {
		case "module": {
			const find = async () => {
				const { findModule } = await import("./load-module-D2VrVkxf.js");
				return findModule(root, agent.module);
			};
			return [{
				path: ["module"],
				find
			}];
		}
		case "process": return [{
			path: ["command", 0],
			find: program(agent.command)
		}];
		case "http": return agent.start === void 0 ? [] : [{
			path: [
				"start",
				"command",
				0
			],
			find: program(agent.start.command)
		}];
		case "openai": {
			const { systemPrompt } = agent;
			if (systemPrompt === void 0) return [];
			const find = async () => {
				const { readPrompt } = await import("./read-prompt-DIxJTaTD.js");
				return readPrompt(root, systemPrompt);
			};
			return [{
				path: ["systemPrompt"],
				find
			}];
		}
	}
}
function asUserError(error) {
	if (error instanceof UserError) return error;
	throw error;
}

// src/cli/commands/validate.ts
async function validateCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const base = composeBaseFiles(place.root, options.base);
	const { request, clock } = composeValidation(place, io.env);
	const validation = await validateProject(request, base, clock);
	io.stdout.write(options.json ? renderJson(validation) : `${terminalLines(describeValidation(validation))}\n`);
	return validation.result === "valid" ? exitCodes.pass : exitCodes.userError;
}

export { validateCommand };