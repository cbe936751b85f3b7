import { Fi as readSource } from "./run-C38JBigV.js";
import { n as compileScriptedModel } from "./scripted-model-DiwOpjd2.js";
import { t as scriptedModelFile } from "./scripted-model-file-D_lZcBb8.js";

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