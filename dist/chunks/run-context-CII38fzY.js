import { O as object, P as string, S as int, T as literal, U as UserError } from "./shared-Cu69G1m7.js";

// src/core/plan/run-context.ts
const runContextSchema = "tracegate.context/1";
const runContextFile = object({
	schema: literal(runContextSchema),
	headSha: string().regex(/^[0-9a-f]{40}$/).optional(),
	pullRequest: int().positive().optional()
});
function renderRunContext(context) {
	return `${JSON.stringify({
		schema: runContextSchema,
		...context
	})}\n`;
}
function checkRunContext(text, actual) {
	const claim = text === void 0 ? void 0 : parse(text);
	if (claim === void 0) throw new UserError("RESULTS_INVALID", "The results do not say which commit they are about: context.json is missing or not readable.", "Write them with this action in `mode: run`, and pass on the whole folder.");
	const { headSha, pullRequest } = actual;
	if (headSha !== void 0 && claim.headSha !== headSha) throw foreign(`commit ${claim.headSha ?? "(none)"}`, `commit ${headSha}`);
	if (pullRequest !== void 0 && claim.pullRequest !== void 0 && claim.pullRequest !== pullRequest) throw foreign(`pull request #${claim.pullRequest}`, `pull request #${pullRequest}`);
}
function foreign(claimed, actual) {
	return new UserError("RESULTS_FOREIGN", `The results say that they are about ${claimed}; this job is about ${actual}.`, "Hand over the results of the run for this very commit.");
}
function parse(text) {
	try {
		return runContextFile.safeParse(JSON.parse(text)).data;
	} catch {
		return;
	}
}

export { renderRunContext as n, checkRunContext as t };