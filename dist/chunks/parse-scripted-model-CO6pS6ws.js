import { Nr as readSource } from "./run-BhuC3v0E.js";
import { n as compileScriptedModel } from "./scripted-model-BL7unmLz.js";
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