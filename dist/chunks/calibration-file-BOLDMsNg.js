import { D as number, O as object, P as string, S as int, T as literal, g as _enum, v as array } from "./schemas-CJS83Lar.js";
import { n as datetime } from "./iso-VFk7hz9B.js";
import { t as labelClasses } from "./label-file-Cpyow4l1.js";

// src/core/calibrate/calibration.ts
/** Version of `v<N>.calibration.json`; readers refuse another major. */
const calibrationSchema = "tracegate.calibration/1";
/** Counts the items. */
function countItems(items) {
	const count = (label, verdict) => items.filter((item) => item.label === label && item.verdict === verdict).length;
	return {
		truePasses: count("pass", "pass"),
		falseFails: count("pass", "fail"),
		falsePasses: count("fail", "pass"),
		trueFails: count("fail", "fail"),
		unscored: count("pass", "unscored") + count("fail", "unscored")
	};
}
/** TPR and TNR with the labels that they rest on; unscored sessions are in neither. A rate over nothing is 0. */
function ratesOf(counts) {
	const ofPasses = counts.truePasses + counts.falseFails;
	const ofFails = counts.falsePasses + counts.trueFails;
	return {
		tpr: ofPasses === 0 ? 0 : counts.truePasses / ofPasses,
		ofPasses,
		tnr: ofFails === 0 ? 0 : counts.trueFails / ofFails,
		ofFails
	};
}

// src/core/calibrate/calibration-file.ts
/** Largest calibration that is read. */
const maxCalibrationBytes = 16777216;
const digest = string().regex(/^sha256:[0-9a-f]{64}$/);
const count = int().min(0);
const figure = object({
	value: number(),
	low: number(),
	high: number()
});
const calibrationFile = object({
	schema: literal(calibrationSchema),
	evaluator: object({
		ref: string().max(200),
		digest
	}),
	judge: object({
		model: string().max(200),
		digest,
		answeredBy: array(string())
	}),
	labels: object({
		dataset: string(),
		dimension: string(),
		digest,
		annotators: count
	}),
	measuredAt: datetime(),
	counts: object({
		truePasses: count,
		falseFails: count,
		falsePasses: count,
		trueFails: count,
		unscored: count
	}),
	figures: object({
		tpr: figure.exactOptional(),
		tnr: figure.exactOptional(),
		agreed: figure.exactOptional(),
		kappa: figure.exactOptional(),
		ac1: figure.exactOptional(),
		alpha: figure.exactOptional()
	}),
	drift: object({
		at: string(),
		reasons: array(string())
	}).exactOptional(),
	items: array(object({
		session: string().min(1),
		digest,
		label: _enum(labelClasses),
		verdict: _enum([...labelClasses, "unscored"])
	}))
});
/** Reads `evaluators/<name>/v<N>.calibration.json`. Counts that are not those of its items make it unreadable. */
function parseCalibration(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return {
			kind: "unreadable",
			reason: "it is no JSON"
		};
	}
	const parsed = calibrationFile.safeParse(value);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		return {
			kind: "unreadable",
			reason: `${issue === void 0 || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `}${issue?.message ?? "it is no calibration"}`
		};
	}
	const { items, counts } = parsed.data;
	if (new Set(items.map(({ session }) => session)).size < items.length) return {
		kind: "unreadable",
		reason: "a session stands in it twice"
	};
	return JSON.stringify(countItems(items)) === JSON.stringify(counts) ? {
		kind: "calibration",
		calibration: parsed.data
	} : {
		kind: "unreadable",
		reason: "its counts are not those of its items"
	};
}
/** The file's text: one session a line, so that a review shows which verdicts changed. */
function renderCalibration(calibration) {
	const { items, ...head } = calibration;
	const lines = items.map((item) => `    ${renderItem(item)}`).join(",\n");
	return `${JSON.stringify(head, void 0, 2).replace(/\n\}$/, "")},\n  "items": [${lines === "" ? "" : `\n${lines}\n  `}]\n}\n`;
}
function renderItem({ session, digest: of, label, verdict }) {
	return JSON.stringify({
		session,
		digest: of,
		label,
		verdict
	});
}

export { countItems as a, calibrationSchema as i, parseCalibration as n, ratesOf as o, renderCalibration as r, maxCalibrationBytes as t };