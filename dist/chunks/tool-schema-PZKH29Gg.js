import { Ni as isJsonObject, yn as PatternError } from "./run-Btf2ZPPq.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-B3MG9KMs.js";

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