import { U as UserError } from "./shared-Cu69G1m7.js";
import { g as experimentSchema } from "./program-DKRRRX-J.js";
import { a as runLineSchema, i as journalHeaderSchema, n as journalAgainSchema, r as journalEndSchema, t as experimentFile } from "./experiment-schema-CxK68H4u.js";

// src/core/plan/parse-result.ts
function parseExperiment(text, place) {
	const value = parseJson(text, place);
	checkMajor(value, place);
	return parseAs(experimentFile, value, place);
}
function parseJournalHeader(line, place) {
	const value = parseJson(line, place);
	checkMajor(value, place);
	return parseAs(journalHeaderSchema, value, place);
}
function parseRunRecord(line, place) {
	return parseAs(runLineSchema, parseJson(line, place), place);
}
function parseJournalLine(line, place) {
	if (!line.startsWith("{\"schema\":")) return {
		kind: "run",
		run: parseRunRecord(line, place)
	};
	const value = parseJson(line, place);
	checkMajor(value, place);
	if (isObject(value) && "again" in value) return {
		kind: "again",
		again: parseAs(journalAgainSchema, value, place).again
	};
	return {
		kind: "end",
		end: parseAs(journalEndSchema, value, place).end
	};
}
function parseJson(text, place) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new UserError("RESULT_UNREADABLE", `${place} is not JSON; it was cut off or is no result of Tracegate.`, fix, { cause });
	}
}
function checkMajor(value, place) {
	const schema = isObject(value) ? value["schema"] : void 0;
	if (schema === "tracegate.experiment/1") return;
	const found = typeof schema === "string" ? JSON.stringify(schema.slice(0, 60)) : "none";
	throw new UserError("RESULT_OTHER_SCHEMA", `${place} has the schema ${found}; this version reads ${JSON.stringify(experimentSchema)}.`, "Run the experiment again with this version, or read it with the version that wrote it.");
}
function parseAs(schema, value, place) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.length === 0 ? "" : `${path.join(".")}: `}${message}`);
	throw new UserError("RESULT_INVALID", `${place} is invalid: ${problems.join("; ")}.`, fix, { cause: parsed.error });
}
const fix = "Run the experiment again; result files are not meant to be edited.";
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { parseRunRecord as i, parseJournalHeader as n, parseJournalLine as r, parseExperiment as t };