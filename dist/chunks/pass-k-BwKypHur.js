// src/core/stats/pass-k.ts
/**
* pass^k: the chance that k runs of a case all pass, averaged over the cases; the mean of
* C(passed, k) / C(runs, k).
*
* Source: τ-bench (arXiv 2406.12045). "unknown" where a case has fewer than k runs, or there is no
* case: never extrapolated.
*/
function passHatK(cases, k) {
	return meanOverCases(cases, k, ({ passed, runs }) => shareOfDraws(passed, runs, k));
}
function meanOverCases(cases, k, ofCase) {
	if (cases.length === 0 || !Number.isSafeInteger(k) || k < 1) return "unknown";
	if (cases.some(({ runs }) => runs < k)) return "unknown";
	return cases.reduce((sum, one) => sum + ofCase(one), 0) / cases.length;
}
/** C(hits, k) / C(runs, k) as a product, so that no binomial coefficient overflows. */
function shareOfDraws(hits, runs, k) {
	let share = 1;
	for (let i = 0; i < k && share > 0; i += 1) share *= Math.max(0, hits - i) / (runs - i);
	return share;
}

export { passHatK as t };