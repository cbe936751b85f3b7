import { Fi as readSource } from "./run-CdI71-1B.js";
import { n as compileScriptedModel } from "./scripted-model-B55jI8-h.js";
import { t as scriptedModelFile } from "./scripted-model-file-DqfFSLT1.js";

// src/core/simulation/parse-scripted-model.ts
/** Reads a scripted model's file: a model that can answer, or everything that is wrong with the file. */
function parseScriptedModel(source) {
	const reading = readSource(source, scriptedModelFile);
	if (reading.kind === "problems") return reading;
	return {
		kind: "model",
		model: compileScriptedModel(reading.value)
	};
}

export { parseScriptedModel };