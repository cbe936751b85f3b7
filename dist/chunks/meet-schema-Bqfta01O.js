import { t as describeIssue } from "./describe-issue-DsZNqxW2.js";
import { t as problemAt } from "./problem-at-CzM7vbuy.js";

// src/core/yaml/meet-schema.ts
/** Compiling a schema to code takes longer than the few hundred documents of a project that it would read faster. */
const withoutCompiling = { jitless: true };
/**
* Holds one document to a schema: the parsed value, or every complaint at the place of the node that it is about.
*
* Unknown keys are found at the key, missing keys at the map that lacks them. Examples and explanations come
* from the schema's own `examples` and descriptions, which its JSON Schema shows as well.
*/
function meetSchema(schema, document) {
	const result = schema.safeParse(document.value, withoutCompiling);
	if (result.success) return {
		kind: "met",
		value: result.data
	};
	return {
		kind: "problems",
		problems: result.error.issues.flatMap((issue) => describeIssue(schema, document.value, issue)).map(({ path, ...text }) => problemAt(document, path, text))
	};
}

export { meetSchema as t };