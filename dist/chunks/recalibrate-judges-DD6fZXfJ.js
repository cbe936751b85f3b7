import { U as UserError } from "./shared-Cu69G1m7.js";
import { Zi as canonicalJson, sa as mostUnscored, wi as isRun } from "./run-BZDTBg9r.js";
import { r as decideDrift, t as readCalibrationOf } from "./watch-drift-Conisn-p.js";
import { t as calibrateJudge } from "./calibrate-judge-DUDeOdYQ.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/core/dataset/dataset-diff.ts
function diffDatasets(before, now) {
	const old = new Map((before?.cases ?? []).map((one) => [one.id, one]));
	const ids = new Set(now.cases.map(({ id }) => id));
	const kept = now.cases.flatMap((one) => {
		const was = old.get(one.id);
		return was === void 0 ? [] : [{
			was,
			one
		}];
	});
	const changed = kept.filter(({ was, one }) => was.digest !== one.digest);
	const moved = kept.filter(({ was, one }) => was.status !== one.status);
	const silent = kept.filter((both) => !changed.includes(both) && !moved.includes(both));
	return {
		added: now.cases.filter(({ id }) => !old.has(id)),
		changed: changed.map(({ one }) => one),
		removed: (before?.cases ?? []).filter(({ id }) => !ids.has(id)),
		statuses: moved.map(({ was, one }) => ({
			id: one.id,
			from: was.status,
			to: one.status
		})),
		texts: silent.filter(({ was, one }) => textsOf(was) !== textsOf(one)).map(({ one }) => one.id),
		evaluators: diffEvaluators(before, now),
		about: before === void 0 ? [] : aboutChanges(before, now)
	};
}
function isUnchanged(diff) {
	return Object.values(diff).every((changes) => changes.length === 0);
}
function countDiff(diff, namesOf) {
	const count = (cases, name) => cases.filter((one) => namesOf(one).includes(name)).length;
	return [...new Set([
		...diff.added,
		...diff.changed,
		...diff.removed
	].flatMap(namesOf))].toSorted().map((name) => ({
		name,
		added: count(diff.added, name),
		changed: count(diff.changed, name),
		removed: count(diff.removed, name)
	}));
}
function usedEvaluators({ cases }) {
	const refs = cases.filter(({ status }) => isRun(status)).flatMap(({ expectations }) => expectations.map(({ evaluator }) => evaluator));
	return [...new Set(refs)].toSorted();
}
function diffEvaluators(before, now) {
	const [were, are] = [versionsByName(before), versionsByName(now)];
	return [.../* @__PURE__ */ new Set([...were.keys(), ...are.keys()])].toSorted().flatMap((name) => {
		const change = {
			name,
			before: were.get(name) ?? [],
			now: are.get(name) ?? []
		};
		const kind = kindOf(change);
		return kind === void 0 ? [] : [{
			kind,
			...change
		}];
	});
}
function kindOf({ before, now }) {
	const [newestBefore, newest] = [before.at(-1), now.at(-1)];
	if (newestBefore === void 0) return "added";
	if (newest === void 0) return "removed";
	if (newest !== newestBefore) return newest > newestBefore ? "raised" : "lowered";
	return before.join() === now.join() ? void 0 : "other-versions";
}
function versionsByName(dataset) {
	const versions = /* @__PURE__ */ new Map();
	for (const ref of dataset === void 0 ? [] : usedEvaluators(dataset)) {
		const [name = "", version = ""] = ref.split("@");
		versions.set(name, [...versions.get(name) ?? [], Number(version)].toSorted((a, b) => a - b));
	}
	return versions;
}
function textsOf({ title, failureMode, runs, signOff, quarantine }) {
	const signed = [
		signOff?.by,
		signOff?.at,
		signOff?.digest
	];
	const held = [
		quarantine?.owner,
		quarantine?.since,
		quarantine?.reason
	];
	return JSON.stringify([
		title,
		failureMode,
		runs,
		...signed,
		...held
	]);
}
function aboutChanges(before, now) {
	const isOther = {
		description: before.description !== now.description,
		experts: listed(before.experts) !== listed(now.experts),
		dimensions: listed(Object.entries(before.dimensions)) !== listed(Object.entries(now.dimensions))
	};
	return [
		"description",
		"experts",
		"dimensions"
	].filter((field) => isOther[field]);
}
function listed(values) {
	return JSON.stringify(values.map((value) => JSON.stringify(value)).toSorted());
}

// src/core/dataset/sign-off.ts
function signOffDigest({ digest, expectations }, evaluators) {
	const named = [...new Set(expectations.map(({ evaluator }) => evaluator))].map((ref) => [ref, evaluators.get(ref)?.digest]);
	if (named.some(([, of]) => of === void 0)) return void 0;
	return digestOf({
		case: digest,
		evaluators: Object.fromEntries(named)
	});
}
function needsSignOff(status) {
	return status === "guarding" || status === "open";
}
function digestOf(value) {
	return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

// src/core/calibrate/hold-to-stored.ts
function holdToStored(stored, { calibration, lacking }) {
	const { ref } = calibration.evaluator;
	const again = `Measure it with \`tracegate calibrate ${ref}\`, and merge the calibration that it writes.`;
	if (lacking?.kind === "too-little") {
		const { dimension } = calibration.labels;
		return {
			reason: lacking.what,
			fix: `Label more sessions with \`tracegate label ${dimension}\`, or see why the judge does not answer.`
		};
	}
	if (lacking !== void 0) {
		const fix = `Read what it gets wrong with \`tracegate calibrate ${ref}\`, and mend the rubric in a new version.`;
		return {
			reason: lacking.what,
			fix
		};
	}
	if (stored === void 0) return {
		reason: "it has no calibration in the repository",
		fix: again
	};
	const { items, drift } = stored;
	if (drift !== void 0) return {
		reason: `the drift watch raised an alarm: ${drift.reasons[0] ?? "it judges otherwise than when it was measured"}`,
		fix: again
	};
	const measured = new Map(calibration.items.map((item) => [item.session, item]));
	const both = items.flatMap(({ session, digest, verdict: before }) => {
		const item = measured.get(session);
		if (item?.digest !== digest) return [];
		return [{
			session,
			label: item.label,
			before,
			now: item.verdict
		}];
	});
	const gone = items.length - both.length;
	if (both.length === 0 || gone > .05 * items.length) return {
		reason: `${gone} of the ${items.length} sessions of its calibration are no longer there, labelled and as they were`,
		fix: again
	};
	const { isAlarm, lost, won, p } = decideDrift(both, []).frozen;
	if (!isAlarm) return void 0;
	return {
		reason: `it judges worse than when it was measured: wrong on ${lost} sessions that it was right on, right on ${won} that it was wrong on (exact McNemar, p = ${p.toPrecision(2)})`,
		fix: again
	};
}

// src/app/calibrate/recalibrate-judges.ts
async function recalibrateJudges(request) {
	const judges = [];
	const blockers = [];
	for (const judge of request.judges) {
		const measured = await measureOne(judge, request);
		if (request.signal.aborted) return void 0;
		if ("reason" in measured) {
			const { ref: subject, file } = judge;
			blockers.push({
				kind: "calibration",
				subject,
				file,
				...measured
			});
		} else judges.push(measured);
	}
	return {
		judges,
		blockers
	};
}
async function measureOne(judge, request) {
	const { project, judging, signal, nowMs, onAnswer } = request;
	try {
		const stored = await readCalibrationOf(project, judge);
		const tell = (answered) => onAnswer?.(judge.ref, answered);
		const measurement = await calibrateJudge({
			project,
			judge,
			judging,
			signal,
			nowMs,
			onAnswer: tell
		}, { write: () => {} });
		const { items, figures } = measurement.calibration;
		return holdToStored(stored, measurement) ?? {
			ref: judge.ref,
			sessions: items.length,
			figures
		};
	} catch (error) {
		if (!(error instanceof UserError) || error.code === "LABELS_INVALID") throw error;
		return {
			reason: error.message,
			fix: error.fix
		};
	}
}

export { diffDatasets as a, countDiff as i, needsSignOff as n, isUnchanged as o, signOffDigest as r, usedEvaluators as s, recalibrateJudges as t };