import { Ea as isJsonObject, or as PatternError } from "./run-CvwjrGlM.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-BvvUv3mS.js";

// src/app/project/tool-schema.ts
function compileToolSchema(schema) {
	if (!isJsonObject(schema)) return void 0;
	try {
		return re2AjvEngines.compileJsonSchema(schema);
	} catch (error) {
		if (error instanceof PatternError) return void 0;
		throw error;
	}
}

export { compileToolSchema as t };