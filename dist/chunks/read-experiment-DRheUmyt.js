import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as parseExperiment } from "./parse-result-8z1WYbGp.js";
import { yn as resultFiles } from "./run-BZDTBg9r.js";
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/app/results/read-experiment.ts
function readExperiment(folder, fix) {
	const text = folder.read(resultFiles.experiment);
	if (text !== void 0) return parseExperiment(text, join(folder.path, resultFiles.experiment));
	throw new UserError("EXPERIMENT_MISSING", `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`, fix);
}

export { readExperiment as t };