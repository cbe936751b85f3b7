import { Ur as readSource } from "./run-BZDTBg9r.js";
import { n as compileScriptedModel } from "./scripted-model-33vvyzye.js";
import { t as scriptedModelFile } from "./scripted-model-file-DEkt72Dc.js";

// src/core/simulation/parse-scripted-model.ts
function parseScriptedModel(source) {
	const reading = readSource(source, scriptedModelFile);
	if (reading.kind === "problems") return reading;
	return {
		kind: "model",
		model: compileScriptedModel(reading.value)
	};
}

export { parseScriptedModel };