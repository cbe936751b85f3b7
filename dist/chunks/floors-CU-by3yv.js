import { $t as decisiveTally, Ga as grouped, Hn as projectRequest, Hr as readConfig, Ua as countOf, Vn as locateProject, Ya as percentOf, _i as scoredRuns, en as renderJson, xr as composeResults } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as suggestFloor } from "./suggest-floor-BBa1_Twj.js";
import { t as readExperiment } from "./read-experiment-DRheUmyt.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/gate/suggested-floors.ts
const floorsSchema = "tracegate.floors/1";
const leastFloor = .05;
function suggestFloors(experiments, present = {}) {
	const counts = /* @__PURE__ */ new Map();
	for (const one of experiments.flatMap(({ cases }) => cases)) {
		if (one.status !== "guarding") continue;
		for (const [dimension, result] of Object.entries(one.dimensions)) {
			const count = counts.get(dimension) ?? {
				passed: 0,
				runs: 0,
				isJudged: false
			};
			const tally = decisiveTally(result);
			count.passed += tally.passed;
			count.runs += scoredRuns(tally);
			count.isJudged ||= !result.hasChecks;
			counts.set(dimension, count);
		}
	}
	const written = new Map(Object.entries(present));
	return {
		schema: floorsSchema,
		experiments: experiments.length,
		dimensions: [...counts].toSorted(([a], [b]) => a < b ? -1 : 1).map(([dimension, { passed, runs, isJudged }]) => {
			const bound = suggestFloor(passed, runs);
			const floor = bound === "unknown" ? 0 : Math.floor(bound * 1e4) / 1e4;
			const has = written.get(dimension)?.floor;
			return {
				dimension,
				passed,
				runs,
				isJudged,
				...floor >= leastFloor && { floor },
				...has !== void 0 && { present: has }
			};
		})
	};
}

// src/app/gate/suggest-floors.ts
async function suggestFloorsOf({ folders, files, configPath }) {
	const experiments = folders.map((folder) => readExperiment(folder, "Name the folders of whole runs with `--results`."));
	const [first] = experiments;
	for (const [place, one] of experiments.entries()) {
		if (first === void 0 || scoredBy(one) === scoredBy(first)) continue;
		throw new UserError("RESULTS_DIFFER", `${folders[place]?.path} and ${folders[0]?.path} are of other datasets or other evaluators, so their runs cannot be added up.`, "Name only runs of one dataset and the same evaluators.");
	}
	const { config } = readConfig(await files.readFile(configPath));
	return suggestFloors(experiments, config?.gate.dimensions);
}
function scoredBy({ subject: { dataset, evaluators } }) {
	const digests = evaluators.map(({ ref, digest }) => `${ref} ${digest}`).toSorted();
	return JSON.stringify([dataset.digest, digests]);
}

// src/core/report/terminal/floors-yaml.ts
function renderFloorsYaml({ experiments, dimensions }) {
	return [
		`# The highest floors that ${countOf(experiments, "experiment")} prove${experiments === 1 ? "s" : ""}: exact one-sided lower 95 % bounds of the pass rates.`,
		"# An agent that stays as it is misses one of them about as often as the gate's alpha says.",
		"gate:",
		"  dimensions:",
		...dimensions.map((one) => `    ${describeFloor(one)}`),
		""
	].join("\n");
}
function describeFloor(suggested) {
	const { dimension, passed, runs, isJudged, floor, present } = suggested;
	const name = /^[a-z0-9][a-z0-9-]{0,59}$/.test(dimension) ? dimension : "unknown";
	const counted = `${grouped(passed)} of ${countOf(runs, "run")} passed (${percentOf(passed, runs)})`;
	const judged = isJudged ? ", by judges" : "";
	const now = present === void 0 ? "" : `; now ${present}${standingOf(present, floor)}`;
	return floor === void 0 ? `# ${name}: no floor is proven: ${counted}${judged}${now}` : `${name}: { floor: ${floor} } # ${counted}${judged}${now}`;
}
function standingOf(present, floor) {
	return floor === void 0 || present > floor ? ", which these runs do not prove" : "";
}

// src/cli/commands/floors.ts
async function floorsCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const { files, configPath } = projectRequest(place);
	const results = composeResults(place.root);
	const folders = (options.results ?? [void 0]).map((one) => results.existing(one === void 0 ? void 0 : resolve(io.cwd, one)));
	const floors = await suggestFloorsOf({
		folders,
		files,
		configPath
	});
	io.stdout.write(options.json ? renderJson(floors) : renderFloorsYaml(floors));
	return exitCodes.pass;
}

export { floorsCommand };