import { La as discriminatedUnion, Ma as _enum, Pa as array, Ra as int, Ua as number, Va as literal, Wa as object, Ya as string, ao as UserError, no as prettifyError } from "./run-DTe1xjOx.js";

// src/core/plan/dataset-review.ts
/** Version of `dataset-review.json`; readers refuse another major. */
const datasetReviewSchema = "tracegate.dataset-review/1";
const name = string().max(200);
const sentence = string().max(2e3);
const count = int().min(0).max(1e7);
const counted = object({
	name,
	added: count,
	changed: count,
	removed: count
});
/** How a case's evaluators stand to its failure and to its reference. */
const discrimination = object({
	evaluator: name,
	dimension: name,
	standing: _enum([
		"discriminates",
		"passes-both",
		"fails-both",
		"inverted",
		"unscored"
	])
});
const reproduction = discriminatedUnion("kind", [object({
	kind: literal("run"),
	standing: _enum([
		"reproduced",
		"not-reproduced",
		"unknown"
	]),
	failed: count,
	scored: count,
	planned: count,
	commit: string().regex(/^[0-9a-f]{7,64}$/)
}), object({
	kind: literal("skipped"),
	reason: sentence
})]);
const reviewedCase = object({
	id: string().regex(/^[a-z0-9-]{1,60}$/),
	change: _enum([
		"added",
		"changed",
		"removed"
	]),
	status: name,
	/** What an expert signs of it as it was run; absent where it is removed. */
	digest: string().regex(/^sha256:[0-9a-f]{64}$/).exactOptional(),
	/** Absent where the case is removed or retired. */
	reproduction: reproduction.exactOptional(),
	evaluators: array(discrimination).max(100),
	/** Files without which nothing is known of its evaluators. */
	missing: array(name).max(10)
});
const measured = object({
	value: number().min(-1).max(1),
	low: number().min(-1).max(1)
});
/** What a change of a dataset does, as far as running it can tell. */
const datasetReview = object({
	schema: literal(datasetReviewSchema),
	cases: array(reviewedCase).max(500),
	/** Cases beyond those that are told one by one. */
	leftOut: count,
	statuses: array(object({
		id: name,
		from: name,
		to: name
	})).max(500),
	dimensions: array(counted).max(200),
	failureModes: array(counted).max(20),
	/** Judges that added and changed cases name, measured again. */
	judges: array(object({
		ref: name,
		sessions: count,
		kappa: measured.exactOptional(),
		tpr: measured.exactOptional(),
		tnr: measured.exactOptional()
	})).max(50),
	/** Judges that would keep the dataset from being promoted. */
	blockers: array(object({
		subject: name,
		reason: sentence,
		fix: sentence
	})).max(50),
	/** What could not be looked at, and why; a sentence each. */
	notes: array(sentence).max(20)
});
/** More is written by nobody of ours. */
const mostBytes = 2097152;
/**
* Reads a review that may have been written by anybody.
*
* @throws UserError `RESULTS_INVALID` where it is too large, no JSON or of another shape.
*/
function parseDatasetReview(text, file) {
	const met = datasetReview.safeParse(jsonOf(text));
	if (met.success) return met.data;
	throw new UserError("RESULTS_INVALID", `${file} is no review of a dataset: ${prettifyError(met.error).slice(0, 300)}`, "Let the same version of the action run the agent and gate its results.");
}
function jsonOf(text) {
	if (Buffer.byteLength(text) > mostBytes) return void 0;
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

export { parseDatasetReview as n, datasetReviewSchema as t };