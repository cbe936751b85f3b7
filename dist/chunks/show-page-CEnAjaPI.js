import { Pi as readConfig, Y as decideUnder, ao as UserError, gn as trustJudges, vn as resultFiles, xn as parseExperiment } from "./run-DTe1xjOx.js";
import { n as reportedSide } from "./write-reports-BR2_5Yyv.js";
import { n as openPage } from "./compose-pages-XQiHRYXm.js";
import { relative } from "node:path";

// src/app/render-results.ts
/**
* Reads the results of a run, and those that it is shown beside, and decides on each under the policy as it is now. What
* was tested may have changed since: these are results, not a gate.
*
* @throws UserError where a folder holds no experiment, or one that cannot be true, or the configuration cannot be used.
*/
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
	const experiment = experimentIn(folder);
	const before = baseline && experimentIn(baseline);
	const { decision, enforcement } = await decide(experiment, before && foundIn(before));
	const side = await reportedSide(folder, {
		experiment,
		decision
	}, ports.readRuns);
	const earlier = await Promise.all(history.map(experimentIn).toSorted((a, b) => a.startedAt < b.startedAt ? -1 : 1).map(async (one) => ({
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
function experimentIn(folder) {
	const text = folder.read(resultFiles.experiment);
	if (text !== void 0) return parseExperiment(text, `${folder.path}/${resultFiles.experiment}`);
	throw new UserError("EXPERIMENT_MISSING", `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`, "Name the folder of a whole run, or look at one session with `tracegate view --run <case.n>`.");
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
/** `3f2c1ab, 2026-11-20`. */
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
/** Says where a page was written, and opens it where that is asked for and somebody is there to look. */
async function showPage(path, isOpened, io) {
	io.stdout.write(`${shownPath(path, io)}\n`);
	if (!isOpened) return;
	if (isOnCi(io)) io.stderr.write("On CI no browser is opened.\n");
	else await openPage(path);
}
/** As short as it can be typed from here. */
function shownPath(path, { cwd }) {
	const way = relative(cwd, path);
	return way === "" || way.startsWith("..") ? path : way;
}
function isOnCi({ env }) {
	const { CI: ci = "" } = env;
	return ci !== "" && ci !== "0" && ci !== "false";
}

export { shownPath as n, readReport as r, showPage as t };