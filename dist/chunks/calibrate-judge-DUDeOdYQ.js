import { Xi as digestSession, _a as ratesOf, aa as hasHeld, ca as jeffreysInterval, ga as countItems, ha as calibrationSchema, ma as calibrationPath, oa as lackOf, sa as mostUnscored } from "./run-BZDTBg9r.js";
import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-CEmcELJi.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as askAboutSessions, t as reasonsOf } from "./unscored-reasons-DJjiLHcD.js";
import { n as readLabelledSessions, t as labelPath } from "./labelled-sessions-CBglkD9P.js";

// src/core/stats/agreement.ts
const z95 = 1.959963984540054;
function agreement(table) {
	checkTable(table);
	const items = sum(table.flat());
	const of = (statistic) => coefficient(table, statistic, -1);
	return {
		items,
		agreed: coefficient(table, agreedShare, 0),
		kappa: of(kappa),
		ac1: of(ac1),
		alpha: of(alpha)
	};
}
function coefficient(table, statistic, least) {
	const value = statistic(table);
	const smooth = table.map((row) => row.map((count) => count + .5));
	const centre = statistic(smooth);
	if (value === void 0 || centre === void 0) return "unknown";
	const half = z95 * standardError(smooth, statistic, centre);
	return {
		value,
		interval: {
			low: Math.max(least, Math.min(value, centre - half)),
			high: Math.min(1, Math.max(value, centre + half))
		}
	};
}
function standardError(table, statistic, at) {
	const items = sum(table.flat());
	const grow = items * 1e-6;
	let mean = 0;
	let square = 0;
	for (const [i, row] of table.entries()) for (const [j, count] of row.entries()) {
		const slope = ((statistic(table.map((other, a) => other.map((cell, b) => a === i && b === j ? cell + grow : cell))) ?? at) - at) / grow * items;
		mean += count / items * slope;
		square += count / items * slope * slope;
	}
	return Math.sqrt(Math.max(0, square - mean * mean) / items);
}
function agreedShare(table) {
	const items = sum(table.flat());
	return items === 0 ? void 0 : sum(table.map((row, i) => row[i] ?? 0)) / items;
}
function kappa(table) {
	const items = sum(table.flat());
	const [rows, columns] = margins(table);
	return beyondChance(table, sum(rows.map((count, i) => count * (columns[i] ?? 0))) / items ** 2);
}
function ac1(table) {
	const items = sum(table.flat());
	const [rows, columns] = margins(table);
	return beyondChance(table, sum(rows.map((count, i) => {
		const share = (count + (columns[i] ?? 0)) / (2 * items);
		return share * (1 - share);
	})) / (rows.length - 1));
}
function alpha(table) {
	const [rows, columns] = margins(table);
	return alphaOf(table.flatMap((row, i) => row.map((times, j) => ({
		counts: rows.map((_, k) => Number(k === i) + Number(k === j)),
		times
	}))), rows.map((count, i) => count + (columns[i] ?? 0)));
}
function krippendorffAlpha(items) {
	const paired = items.filter((counts) => sum(counts) >= 2);
	const [first] = paired;
	if (first === void 0) return "unknown";
	const totals = first.map((_, k) => sum(paired.map((counts) => counts[k] ?? 0)));
	return alphaOf(paired.map((counts) => ({
		counts,
		times: 1
	})), totals) ?? "unknown";
}
function alphaOf(items, totals) {
	const values = sum(totals);
	const squares = sum(totals.map((total) => total * total));
	const expected = (values * values - squares) / (values - 1);
	if (!(expected > 0)) return void 0;
	return 1 - sum(items.map(({ counts, times }) => {
		const labels = sum(counts);
		return times * (labels * labels - sum(counts.map((one) => one * one))) / (labels - 1);
	})) / expected;
}
function beyondChance(table, byChance) {
	const agreed = agreedShare(table);
	return agreed === void 0 || !(byChance < 1) ? void 0 : (agreed - byChance) / (1 - byChance);
}
function margins(table) {
	return [table.map(sum), table.map((_, j) => sum(table.map((row) => row[j] ?? 0)))];
}
function sum(numbers) {
	return numbers.reduce((total, one) => total + one, 0);
}
function checkTable(table) {
	if (!(table.length >= 2 && table.every((row) => row.length === table.length)) || table.flat().some((count) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError("agreement needs a square table of counts");
}

// src/core/calibrate/calibration-figures.ts
function calibrationFigures(counts) {
	const { truePasses, falseFails, falsePasses, trueFails } = counts;
	const { ofPasses, ofFails } = ratesOf(counts);
	const { agreed, kappa, ac1, alpha } = agreement([[truePasses, falseFails], [falsePasses, trueFails]]);
	return {
		...ofPasses > 0 && { tpr: share(truePasses, ofPasses) },
		...ofFails > 0 && { tnr: share(trueFails, ofFails) },
		...agreed !== "unknown" && { agreed: figureOf(agreed) },
		...kappa !== "unknown" && { kappa: figureOf(kappa) },
		...ac1 !== "unknown" && { ac1: figureOf(ac1) },
		...alpha !== "unknown" && { alpha: figureOf(alpha) }
	};
}
function share(hits, of) {
	return {
		value: hits / of,
		...jeffreysInterval(hits, of)
	};
}
function figureOf({ value, interval }) {
	return {
		value,
		...interval
	};
}

// src/core/calibrate/human-agreement.ts
function humanAgreement({ counted, split }) {
	const sessions = [...counted, ...split].map(({ labels }) => new Map(labels.map(({ by, label }) => [by, label])));
	const counts = /* @__PURE__ */ new Map();
	for (const people of sessions) for (const by of people.keys()) counts.set(by, (counts.get(by) ?? 0) + 1);
	const annotators = [...counts].map(([by, labels]) => ({
		by,
		labels
	})).toSorted((a, b) => b.labels - a.labels || (a.by < b.by ? -1 : 1));
	const names = annotators.map(({ by }) => by);
	const pairs = names.flatMap((one, place) => names.slice(place + 1).map((other) => comparePair(one, other, sessions))).filter(({ agreement: { items } }) => items > 0).toSorted((a, b) => b.agreement.items - a.agreement.items);
	const kappas = pairs.flatMap(({ agreement: { kappa } }) => kappa === "unknown" ? [] : [kappa.value]);
	return {
		annotators,
		pairs,
		meanKappa: kappas.length === 0 ? "unknown" : kappas.reduce((sum, one) => sum + one, 0) / kappas.length,
		alpha: krippendorffAlpha(sessions.map((people) => ["pass", "fail"].map((label) => [...people.values()].filter((said) => said === label).length)))
	};
}
function comparePair(one, other, sessions) {
	const count = (first, second) => sessions.filter((people) => people.get(one) === first && people.get(other) === second).length;
	return {
		one,
		other,
		agreement: agreement([[count("pass", "pass"), count("pass", "fail")], [count("fail", "pass"), count("fail", "fail")]])
	};
}

// src/app/calibrate/calibrate-judge.ts
async function calibrateJudge(request, writer) {
	const { project, judge, signal } = request;
	const labelled = await readLabelledSessions(project, judge);
	if (labelled.set.counted.length === 0) throw nothingToMeasure(project, judge, labelled);
	const counted = new Set(labelled.set.counted.map(({ session }) => session));
	const sessions = new Map([...labelled.sessions].filter(([name]) => counted.has(name)));
	const { answers, answeredBy } = await askAboutSessions(judge, sessions, project, request);
	const measured = calibrationOf(request, labelled, {
		answers,
		answeredBy
	});
	const { trust } = project.config.gate;
	const lacking = lackOf(measured, trust);
	const calibration = {
		...measured,
		...lacking === void 0 && { trustedUnder: trust },
		...lacking !== void 0 && await wasTrusted(request) && { wasTrusted: true }
	};
	const { counts, items } = calibration;
	const reasons = reasonsOf(answers);
	if (counts.unscored === items.length && !signal.aborted) throw unavailable(judge, reasons);
	const path = calibrationPath(project.config.evaluators, judge.ref);
	const isWhole = !signal.aborted && counts.unscored <= .05 * items.length;
	if (path !== void 0 && isWhole) writer.write(path, renderCalibration(calibration));
	return {
		calibration,
		rule: project.config.gate.trust,
		...lacking !== void 0 && { lacking },
		people: humanAgreement(labelled.set),
		split: labelled.set.split.map(({ session }) => session),
		examples: labelled.set.examples,
		disagreements: disagreementsIn(labelled.set.counted, answers),
		unscored: reasons,
		...path !== void 0 && isWhole && { written: path }
	};
}
async function wasTrusted({ project: { config, files }, judge }) {
	const path = calibrationPath(config.evaluators, judge.ref);
	if (path === void 0) return false;
	const file = await files.readFile(path, maxCalibrationBytes);
	if (file.kind !== "text") return file.reason !== "missing";
	const reading = parseCalibration(file.text);
	return reading.kind === "unreadable" || hasHeld(reading.calibration, config.gate.trust);
}
function calibrationOf({ project, judge, judging, nowMs }, { set, sessions }, { answers, answeredBy }) {
	const items = set.counted.flatMap(({ session, truth }) => {
		const content = sessions.get(session);
		if (content === void 0) return [];
		const verdict = answers.get(session)?.result ?? "unscored";
		return [{
			session,
			digest: digestSession(content),
			label: truth,
			verdict
		}];
	});
	const counts = countItems(items);
	return {
		schema: calibrationSchema,
		evaluator: {
			ref: judge.ref,
			digest: judge.digest
		},
		judge: {
			model: project.config.judge?.model ?? "",
			digest: judging.digest,
			answeredBy
		},
		labels: {
			dataset: project.dataset.name,
			dimension: judge.dimension,
			digest: set.digest,
			annotators: new Set(set.counted.flatMap(({ labels }) => labels.map(({ by }) => by))).size
		},
		measuredAt: new Date(nowMs()).toISOString(),
		counts,
		figures: calibrationFigures(counts),
		items
	};
}
function disagreementsIn(counted, answers) {
	return counted.flatMap(({ session, truth, labels }) => {
		const answer = answers.get(session);
		if (answer === void 0 || answer.result === "unscored" || answer.result === truth) return [];
		const whys = labels.flatMap(({ by, label, why }) => label === truth && why !== void 0 ? [{
			by,
			why
		}] : []);
		const { explanation = "" } = answer;
		return [{
			session,
			label: truth,
			verdict: answer.result,
			explanation,
			whys
		}];
	}).toSorted((a, b) => a.verdict === b.verdict ? 0 : a.verdict === "pass" ? -1 : 1);
}
function nothingToMeasure(project, { ref, dimension }, { set }) {
	const left = set.examples.length + set.split.length;
	return new UserError("LABELS_NONE", left === 0 ? `${labelPath(project, dimension)} holds no label, so ${ref} cannot be measured.` : `No label on ${dimension} is left to measure ${ref} on: ${set.examples.length} are examples, and on ${set.split.length} sessions people are split.`, `Label more sessions with \`tracegate label ${dimension}\`.`);
}
function unavailable({ ref }, reasons) {
	return new UserError("JUDGE_UNAVAILABLE", `${ref} gave no verdict on any session: ${reasons[0]?.reason ?? "no reason was given"}`, "Mend that, see `judge` in tracegate.yaml, and run it again. Labels and the calibration before are as they were.");
}

export { calibrateJudge as t };