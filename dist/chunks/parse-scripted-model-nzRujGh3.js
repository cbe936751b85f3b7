import { Nr as readSource } from "./run-D3XyaZS-.js";
import { n as compileScriptedModel } from "./scripted-model-ASmfej4l.js";
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