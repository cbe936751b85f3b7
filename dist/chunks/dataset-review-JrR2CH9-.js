import { D as number, H as prettifyError, O as object, P as string, S as int, T as literal, U as UserError, g as _enum, v as array, x as discriminatedUnion } from "./shared-Cu69G1m7.js";

// src/core/plan/dataset-review.ts
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
	digest: string().regex(/^sha256:[0-9a-f]{64}$/).exactOptional(),
	reproduction: reproduction.exactOptional(),
	evaluators: array(discrimination).max(100),
	missing: array(name).max(10)
});
const measured = object({
	value: number().min(-1).max(1),
	low: number().min(-1).max(1)
});
const datasetReview = object({
	schema: literal(datasetReviewSchema),
	cases: array(reviewedCase).max(500),
	leftOut: count,
	statuses: array(object({
		id: name,
		from: name,
		to: name
	})).max(500),
	dimensions: array(counted).max(200),
	failureModes: array(counted).max(20),
	judges: array(object({
		ref: name,
		sessions: count,
		kappa: measured.exactOptional(),
		tpr: measured.exactOptional(),
		tnr: measured.exactOptional()
	})).max(50),
	blockers: array(object({
		subject: name,
		reason: sentence,
		fix: sentence
	})).max(50),
	notes: array(sentence).max(20)
});
const mostBytes = 2097152;
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