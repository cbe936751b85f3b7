import { U as UserError } from "./shared-Cu69G1m7.js";
import { Hr as readConfig, bn as trustJudges, st as decideUnder } from "./run-BZDTBg9r.js";
import { n as reportedSide } from "./write-reports-D7jomMeS.js";
import { n as openPage } from "./compose-pages-BoeukxN3.js";
import { t as readExperiment } from "./read-experiment-DRheUmyt.js";
const { relative } = globalThis.process.getBuiltinModule("node:path");

// src/app/publish/render-results.ts
const noExperiment = "Name the folder of a whole run, or look at one session with `tracegate view --run <case.n>`.";
async function readReport(request, ports) {
	const { folder, baseline, history } = request;
	const config = await configOf(request, ports);
	const decide = async (experiment, before) => decideUnder(experiment, {
		config,
		nowMs: ports.clock.nowMs(),
		...before && { baseline: before },
		trust: await trustJudges(experiment, {
			folder: config.evaluators,
			rule: config.gate.trust,
			read: ports.readCalibration
		})
	});
	const experiment = readExperiment(folder, noExperiment);
	const before = baseline && readExperiment(baseline, noExperiment);
	const { decision, enforcement } = await decide(experiment, before && foundIn(before));
	const side = await reportedSide(folder, {
		experiment,
		decision
	}, ports.readRuns);
	const earlier = await Promise.all(history.map((one) => readExperiment(one, noExperiment)).toSorted((a, b) => a.startedAt < b.startedAt ? -1 : 1).map(async (one) => ({
		label: labelOf(one),
		decision: (await decide(one)).decision
	})));
	if (baseline === void 0 || before === void 0) return {
		...side,
		enforcement,
		history: earlier
	};
	const decided = {
		experiment: before,
		decision: (await decide(before)).decision
	};
	const beside = await reportedSide(baseline, decided, ports.readRuns);
	return {
		...side,
		enforcement,
		baseline: {
			...beside,
			label: labelOf(before)
		},
		history: earlier
	};
}
function foundIn(experiment) {
	return {
		kind: "found",
		experiments: [experiment],
		origin: {
			side: "merge-base",
			source: "file"
		}
	};
}
function labelOf({ subject, startedAt }) {
	const day = startedAt.slice(0, 10);
	return subject.commit === void 0 ? day : `${subject.commit.slice(0, 7)}, ${day}`;
}
async function configOf({ configPath }, { files }) {
	const { config, problems } = readConfig(await files.readFile(configPath));
	if (config !== void 0 && problems.length === 0) return config;
	throw new UserError("CONFIG_INVALID", `${configPath} cannot be used, and it says which floors the results are held to.`, "Mend the places above, or name the project with `--root` and `--config`.", { problems });
}

// src/cli/show-page.ts
async function showPage(path, isOpened, io) {
	io.stdout.write(`${shownPath(path, io)}\n`);
	if (!isOpened) return;
	if (isOnCi(io)) io.stderr.write("On CI no browser is opened.\n");
	else await openPage(path);
}
function shownPath(path, { cwd }) {
	const way = relative(cwd, path);
	return way === "" || way.startsWith("..") ? path : way;
}
function isOnCi({ env }) {
	const { CI: ci = "" } = env;
	return ci !== "" && ci !== "0" && ci !== "false";
}

export { shownPath as n, readReport as r, showPage as t };