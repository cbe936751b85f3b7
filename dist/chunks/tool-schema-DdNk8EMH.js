import { Cn as PatternError, Pi as isJsonObject } from "./run-w2Sn11Y6.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-zG3Qmt1N.js";

// src/app/tool-schema.ts
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