import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { createHash } from "node:crypto";

// src/core/plan/experiment-subject.ts
/**
* Names what is tested and gives it a key.
*
* The commit is no part of the key: two commits with the same agent, dataset, evaluators and judge are one
* subject, and their runs pool.
*/
function experimentSubject(tested) {
	const { agent, dataset, judge } = tested;
	const evaluators = tested.evaluators.toSorted((a, b) => a.ref < b.ref ? -1 : 1);
	return {
		...tested,
		evaluators,
		key: digest({
			agent,
			dataset,
			evaluators,
			judge
		})
	};
}
/** The digest of something together with what is declared of it. */
function digestWith(subject, declared) {
	return digest({
		subject,
		declared
	});
}
/** A judge is its model, where it is asked and how it answers; the key, the pace and the patience change no verdict. */
function judgeSubject(judge) {
	const { model, baseUrl, temperature, votes } = judge;
	return {
		model,
		digest: digest({
			model,
			baseUrl,
			temperature,
			votes
		})
	};
}
/** Digest of which cases are run how often, whatever their order: a journal goes on only under the same plan. */
function digestPlan(cases) {
	return digest(cases.map(({ id, runs }) => `${id} ${runs}`).toSorted());
}
function digest(value) {
	return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

export { judgeSubject as i, digestWith as n, experimentSubject as r, digestPlan as t };