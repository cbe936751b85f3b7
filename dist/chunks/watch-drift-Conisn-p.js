import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-CEmcELJi.js";
import { $i as readSessionFile, Qi as maxSessionBytes, Xi as digestSession, da as clopperPearsonInterval, ea as unreadableProblem, fa as mustBeCounts, ma as calibrationPath, sa as mostUnscored, ua as binomialUpperTail } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as askAboutSessions, t as reasonsOf } from "./unscored-reasons-DJjiLHcD.js";
import { n as readLabelledSessions } from "./labelled-sessions-CBglkD9P.js";

// src/core/stats/cusum.ts
const step = {
	agreed: -.1823,
	disagreed: .9163
};
const cusumAlarm = 5;
function cusum(agreements) {
	let state = {
		sum: 0,
		highest: 0
	};
	let place = 0;
	for (const agreed of agreements) {
		place += 1;
		const sum = Math.max(0, state.sum + (agreed ? step.agreed : step.disagreed));
		const isFirstAlarm = state.alarmAt === void 0 && sum >= 5;
		state = {
			...state,
			sum,
			highest: Math.max(state.highest, sum),
			...isFirstAlarm && { alarmAt: place }
		};
	}
	return state;
}

// src/core/stats/mcnemar.ts
function mcnemarWorse(lost, won) {
	mustBeCounts(lost, lost + won);
	return lost + won === 0 ? 1 : binomialUpperTail(lost, lost + won, .5);
}

// src/core/calibrate/drift.ts
const alpha = .05;
const mostFlips = .05;
function decideDrift(frozen, fresh) {
	const scored = frozen.filter(({ before, now }) => before !== "unscored" && now !== "unscored");
	const lost = scored.filter(({ label, before, now }) => before === label && now !== label).length;
	const won = scored.filter(({ label, before, now }) => before !== label && now === label).length;
	const flipped = scored.filter(({ before, now }) => before !== now).length;
	const p = mcnemarWorse(lost, won);
	const heard = fresh.filter(({ now }) => now !== "unscored");
	const stream = cusum(heard.map(({ label, now }) => label === now));
	const rate = scored.length === 0 ? 0 : flipped / scored.length;
	const found = {
		frozen: {
			sessions: frozen.length,
			compared: scored.length,
			lost,
			won,
			p,
			isAlarm: p <= alpha
		},
		flips: {
			flipped,
			rate,
			interval: clopperPearsonInterval(flipped, scored.length),
			isAlarm: rate > mostFlips
		},
		stream: {
			...stream,
			labels: heard.length,
			isAlarm: stream.alarmAt !== void 0
		}
	};
	const alarms = alarmsOf(found);
	const silent = frozen.filter(({ now }) => now === "unscored").length;
	const isSilent = scored.length === 0 || silent > .05 * frozen.length;
	if (alarms.length > 0) return {
		kind: "drifted",
		reasons: alarms,
		...found
	};
	if (!isSilent) return {
		kind: "steady",
		reasons: [],
		...found
	};
	return {
		kind: "unknown",
		reasons: [`The judge gave no verdict on ${silent} of ${frozen.length} sessions of the frozen set.`],
		...found
	};
}
function alarmsOf({ frozen, flips, stream }) {
	return [
		...frozen.isAlarm ? [`On the frozen set it is wrong on ${frozen.lost} sessions that it was right on, and right on ${frozen.won} that it was wrong on (exact McNemar, p = ${frozen.p.toPrecision(2)}).`] : [],
		...flips.isAlarm ? [`${flips.flipped} of ${frozen.compared} verdicts on the frozen set flipped (${(100 * flips.rate).toFixed(1)} %; at most ${100 * mostFlips} % may).`] : [],
		...stream.isAlarm ? [`It disagrees with fresh labels: the sum reached ${stream.highest.toFixed(2)} at label ${stream.alarmAt} of ${stream.labels} (alarm at ${5}).`] : []
	];
}

// src/app/calibrate/watch-drift.ts
async function watchDrift(request, writer) {
	const { project, judge, calibration, judging, signal, nowMs } = request;
	const { set, sessions: labelled } = await readLabelledSessions(project, judge);
	const { frozen, lost } = await readFrozenSet(project, calibration);
	const fresh = freshSessions(set, calibration);
	const sessions = new Map(frozen);
	for (const { session } of fresh) {
		const content = labelled.get(session);
		if (content !== void 0) sessions.set(session, content);
	}
	const { answers } = await askAboutSessions(judge, sessions, project, request);
	const verdictOf = (session) => answers.get(session)?.result ?? "unscored";
	const drift = decideDrift(calibration.items.map(({ session, label, verdict }) => ({
		session,
		label,
		before: verdict,
		now: verdictOf(session)
	})), fresh.map(({ session, truth }) => ({
		session,
		label: truth,
		now: verdictOf(session)
	})));
	const path = calibrationPath(project.config.evaluators, judge.ref);
	const isMarked = writer !== void 0 && path !== void 0 && drift.kind === "drifted" && !signal.aborted;
	if (isMarked) {
		const at = new Date(nowMs()).toISOString();
		writer.write(path, renderCalibration({
			...calibration,
			drift: {
				at,
				reasons: drift.reasons
			}
		}));
	}
	return {
		judge: judge.ref,
		measuredAt: calibration.measuredAt,
		changed: [...calibration.evaluator.digest === judge.digest ? [] : ["evaluator"], ...calibration.judge.digest === judging.digest ? [] : ["model"]],
		drift,
		lost,
		unscored: reasonsOf(answers),
		...calibration.drift !== void 0 && { alarmedAt: calibration.drift.at },
		...isMarked && { marked: path }
	};
}
async function readCalibrationOf({ config, files }, { ref }) {
	const path = calibrationPath(config.evaluators, ref);
	if (path === void 0) return void 0;
	const file = await files.readFile(path, maxCalibrationBytes);
	if (file.kind === "unreadable" && file.reason === "missing") return void 0;
	const reading = file.kind === "text" ? parseCalibration(file.text) : {
		kind: "unreadable",
		reason: unreadableProblem(file).message
	};
	if (reading.kind === "calibration") return reading.calibration;
	throw new UserError("CALIBRATION_UNREADABLE", `${path} is no calibration: ${reading.reason}.`, `Measure the judge again with \`tracegate calibrate ${ref}\`.`);
}
async function readFrozenSet({ config, files }, { items }) {
	const frozen = /* @__PURE__ */ new Map();
	const lost = [];
	for (const { session, digest } of items) {
		const path = `${config.dataset}/sessions/${session}.json`;
		const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
		if (reading.kind === "session" && digestSession(reading.session) === digest) frozen.set(session, reading.session);
		else lost.push(session);
	}
	return {
		frozen,
		lost
	};
}
function freshSessions({ counted }, { items }) {
	const measured = new Set(items.map(({ session }) => session));
	return counted.filter(({ session }) => !measured.has(session)).toSorted((a, b) => saidAt(a) - saidAt(b));
}
function saidAt({ labels }) {
	return Math.max(...labels.map(({ at }) => Date.parse(at)));
}

export { watchDrift as n, decideDrift as r, readCalibrationOf as t };