import { D as number, O as object, P as string, S as int, T as literal, g as _enum, r as datetime, v as array } from "./shared-Cu69G1m7.js";
import { ga as countItems, ha as calibrationSchema, va as labelClasses } from "./run-BZDTBg9r.js";

// src/core/calibrate/calibration-file.ts
const maxCalibrationBytes = 16777216;
const digest = string().regex(/^sha256:[0-9a-f]{64}$/);
const count = int().min(0);
const share = number().min(0).max(1);
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
	wasTrusted: literal(true).exactOptional(),
	trustedUnder: object({
		tpr: share,
		tnr: share,
		labels: count
	}).exactOptional(),
	items: array(object({
		session: string().min(1),
		digest,
		label: _enum(labelClasses),
		verdict: _enum([...labelClasses, "unscored"])
	}))
});
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

export { parseCalibration as n, renderCalibration as r, maxCalibrationBytes as t };