import { Zn as PatternError, pa as isJsonObject } from "./run-BhuC3v0E.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-D9VcUhHI.js";

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