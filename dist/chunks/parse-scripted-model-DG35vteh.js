import { Fi as readSource } from "./run-DTe1xjOx.js";
import { n as compileScriptedModel } from "./scripted-model-Ci1nJ8Ks.js";
import { t as scriptedModelFile } from "./scripted-model-file-CFqUTabD.js";

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