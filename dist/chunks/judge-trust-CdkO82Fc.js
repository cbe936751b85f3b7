import { i as __toESM } from "./rolldown-runtime-Bi5HrKRR.js";
import { t as require_lib } from "./lib-C79_gxaS.js";
import { o as ratesOf } from "./calibration-file-BOLDMsNg.js";

// src/core/stats/jeffreys-interval.ts
var import_lib = /* @__PURE__ */ __toESM(require_lib(), 1);
/**
* Jeffreys' 95 % interval of a proportion: the middle of Beta(x + ½, n − x + ½).
*
* Source: Brown, Cai, DasGupta (2001), with their convention that none of n ends at 0 and all of n at 1. No trials say
* nothing: [0, 1].
*
* @throws RangeError where the counts are none.
*/
function jeffreysInterval(passed, trials) {
	if (!(Number.isSafeInteger(passed) && Number.isSafeInteger(trials)) || passed < 0 || passed > trials) throw new RangeError(`no interval for ${passed} of ${trials}`);
	if (trials === 0) return {
		low: 0,
		high: 1
	};
	const quantile = (p) => (0, import_lib.default)(p, passed + .5, trials - passed + .5);
	return {
		low: passed === 0 ? 0 : quantile(.025),
		high: passed === trials ? 1 : quantile(.975)
	};
}

// src/core/calibrate/judge-trust.ts
/** Largest share of labelled sessions that a judge may leave without a verdict. */
const mostUnscored = .05;
/** Whether a judge's calibration holds for the judge as it is now. */
function judgeTrust(question) {
	const { reading, evaluatorDigest, judgeDigest, rule, olderVersion } = question;
	if (reading === void 0) return olderVersion === void 0 ? untrusted("it was never measured on human labels", false) : untrusted(`it was never measured on human labels, and ${olderVersion} was`, true);
	if (reading.kind === "unreadable") return untrusted(`its calibration cannot be read: ${reading.reason}`, true);
	const { calibration } = reading;
	const lacking = lackOf(calibration, rule);
	if (lacking !== void 0) return untrusted(lacking.what, false);
	if (calibration.evaluator.digest !== evaluatorDigest) return untrusted("it was measured with another text of the evaluator", true);
	if (calibration.judge.digest !== judgeDigest) return untrusted(`it was measured with another model or endpoint (${calibration.judge.model})`, true);
	if (calibration.drift !== void 0) return {
		state: "drifted",
		reason: calibration.drift.reasons[0] ?? "the drift watch raised an alarm",
		hasLapsed: true
	};
	return {
		state: "calibrated",
		rates: ratesOf(calibration.counts)
	};
}
/** What a measurement lacks before it can be trusted; `undefined` where it lacks nothing. */
function lackOf({ counts }, rule) {
	const { tpr, tnr, ofPasses, ofFails } = ratesOf(counts);
	if (ofPasses < rule.labels) return tooLittle(`${ofPasses} of ${rule.labels} pass labels`);
	if (ofFails < rule.labels) return tooLittle(`${ofFails} of ${rule.labels} fail labels`);
	const asked = ofPasses + ofFails + counts.unscored;
	if (counts.unscored > .05 * asked) return tooLittle(`no verdict on ${counts.unscored} of ${asked} labelled sessions`);
	return belowBound("TPR", {
		hits: counts.truePasses,
		of: ofPasses,
		rate: tpr,
		least: rule.tpr
	}) ?? belowBound("TNR", {
		hits: counts.trueFails,
		of: ofFails,
		rate: tnr,
		least: rule.tnr
	});
}
function belowBound(name, { hits, of, rate, least }) {
	const { low } = jeffreysInterval(hits, of);
	if (low >= least) return void 0;
	const bound = `lower bound ${low.toFixed(2)}, which is below ${least.toFixed(2)}`;
	return {
		kind: "too-poor",
		what: `${name} ${rate.toFixed(2)}, ${bound}`
	};
}
function tooLittle(what) {
	return {
		kind: "too-little",
		what
	};
}
function untrusted(reason, hasLapsed) {
	return {
		state: "uncalibrated",
		reason,
		hasLapsed
	};
}

export { jeffreysInterval as i, lackOf as n, mostUnscored as r, judgeTrust as t };