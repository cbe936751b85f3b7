import { Qn as PatternError } from "./run-DTe1xjOx.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-D35sh2b0.js";

// src/app/tool-schema.ts
/** Compiles a schema of a recorded tool catalog; `undefined` where it is none that can be held to. */
function compileToolSchema(schema) {
	if (!isObject(schema)) return void 0;
	try {
		return re2AjvEngines.compileJsonSchema(schema);
	} catch (error) {
		if (error instanceof PatternError) return void 0;
		throw error;
	}
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { compileToolSchema as t };