import { O as object, P as string, T as literal, U as UserError, v as array } from "./shared-Cu69G1m7.js";
import { t as experimentFile } from "./experiment-schema-CxK68H4u.js";

// src/core/plan/baseline-file.ts
const baselineSchema = "tracegate.baseline/1";
const mostPooled = 10;
const largestBaseline = 16777216;
function baselineTooLarge(where, bytes) {
	return new UserError("BASELINE_TOO_LARGE", `${where} has ${bytes} bytes; at most ${largestBaseline} are read.`, "Find out who wrote it, and delete it: the next push to the main branch writes it again.");
}
const shortText = string().min(1).max(500);
const writtenBy = object({
	repository: shortText.exactOptional(),
	branch: shortText.exactOptional(),
	event: shortText.exactOptional(),
	commit: string().regex(/^[0-9a-f]{40}$/, "40 hex digits")
});
const baselineFile = object({
	schema: literal(baselineSchema),
	tag: shortText.exactOptional(),
	entries: array(object({
		writtenBy,
		experiment: experimentFile
	})).min(1).max(10)
});
function countsOf(experiment) {
	return {
		...experiment,
		cases: experiment.cases.map((one) => ({
			...one,
			failures: [],
			errors: [],
			dimensions: Object.fromEntries(Object.entries(one.dimensions).map(([name, result]) => [name, {
				...result,
				judges: Object.fromEntries(Object.entries(result.judges).map(([judge, tally]) => [judge, countsIn(tally)]))
			}]))
		}))
	};
}
function countsIn({ passed, failed, unscored, missing }) {
	return {
		passed,
		failed,
		unscored,
		missing
	};
}

export { largestBaseline as a, countsOf as i, baselineSchema as n, baselineTooLarge as r, baselineFile as t };