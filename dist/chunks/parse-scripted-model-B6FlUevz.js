import { Fi as readSource } from "./run-Cm3D3ISp.js";
import { n as compileScriptedModel } from "./scripted-model-qJvhq6Uu.js";
import { t as scriptedModelFile } from "./scripted-model-file-DpCKTCUG.js";

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