import { Ea as isJsonObject, or as PatternError } from "./run-BZDTBg9r.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-BO1nRCrX.js";

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