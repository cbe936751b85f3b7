import { n as identifyEvaluator, t as evaluatorFile } from "./evaluator-file-k64G1Xrq.js";
import { t as problemAt } from "./problem-at-CzM7vbuy.js";
import { n as readSource } from "./read-source-CcYCYrno.js";

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

export { placeInEvaluators as i, misplacedFile as n, placeInDataset as r, readEvaluators as t };