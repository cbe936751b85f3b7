import { r as FactTable, t as blameSession } from "./blame-session-CV7VNIP1.js";
import { n as confidenceCurve, t as sessionModes } from "./session-modes-DsF0eftn.js";
import { n as warnEarly, t as nonDeterminism } from "./run-modes-B9xbN45E.js";
import { n as hasPassed, t as caseNameOf } from "./run-of-case-DVo_31EY.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as standardScorer } from "./standard-scorer-BRS3A6cb.js";
import { Li as placeId, Na as terminalText, Ri as stepId, Ua as countOf, Xi as digestSession, en as renderJson, gn as nameOfPlace, hn as nameOfBlame, o as painterFor } from "./run-BZDTBg9r.js";
import { t as compileToolSchema } from "./tool-schema-DnkUb5Lb.js";
import { t as findSession } from "./find-session-Bby8Y2lv.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/blame/blame-report.ts
const blameSchema = "tracegate.blame/1";
const mostFacts = 500;
function reportFacts(session) {
	const { rows } = new FactTable(session);
	return rows.flatMap(({ at, role, facts }) => facts.map(({ kind, text, key, support, from }) => {
		const source = from === void 0 ? void 0 : rows[from]?.at;
		return {
			at,
			role,
			kind,
			text,
			...key !== void 0 && { key },
			support,
			...source !== void 0 && { from: source }
		};
	})).slice(0, mostFacts);
}

// src/app/sessions/explain-session.ts
const mostSiblings = 20;
async function explainSession(request) {
	const { source, file } = request;
	const session = await findSession(source, file, request.session);
	const reference = request.reference === void 0 ? void 0 : await findSession(source, request.reference, void 0);
	const scorer = standardScorer();
	const runs = await runsLike(session, request);
	const passing = runs.filter((run) => hasPassed(run, scorer.checks(run))).slice(0, mostSiblings);
	const verdicts = scorer.checks(session);
	const blame = blameSession(session, {
		verdicts,
		siblings: passing,
		compileSchema: compileToolSchema,
		...reference !== void 0 && { reference }
	});
	const judged = [...runs, session].map((run) => ({
		session: run,
		hasPassed: hasPassed(run, scorer.checks(run))
	}));
	const unsteady = nonDeterminism(judged);
	const earlyWarning = warnEarly(session, passing);
	return {
		schema: blameSchema,
		session: session.id,
		heldAgainst: {
			reference: reference !== void 0,
			siblings: passing.length
		},
		...blame !== void 0 && { blame },
		modes: [...sessionModes(session, verdicts), ...unsteady === void 0 ? [] : [unsteady]],
		confidence: confidenceCurve(session),
		...earlyWarning !== void 0 && { earlyWarning },
		facts: reportFacts(session)
	};
}
async function runsLike(session, { siblings, file, source }) {
	const name = caseNameOf(session);
	if (siblings === void 0 && name === void 0) return [];
	const found = /* @__PURE__ */ new Map();
	const own = digestSession(session);
	for await (const item of source.read(...siblings ?? [file])) {
		if (item.kind === "unreadable") throw item.error;
		if (item.kind !== "session" || name !== void 0 && caseNameOf(item.session) !== name) continue;
		const digest = digestSession(item.session);
		if (digest !== own) found.set(digest, item.session);
	}
	if (siblings !== void 0 && found.size === 0) throw new UserError("SIBLINGS_NONE", `${siblings.join(", ")}: no other run of ${name === void 0 ? "the case" : `\`${name}\``} stands there.`, "Give files with runs of the same case, or leave `--siblings` out.");
	return [...found.values()];
}

// src/core/report/terminal/blame-summary.ts
const tierNames = {
	"exact-fact": "a wrong fact was followed to here",
	"reference-diff": "a run that is right did otherwise",
	suspected: "suspected"
};
function renderBlame(report, painter) {
	const { session, blame, modes, confidence, earlyWarning } = report;
	return `${[
		`${painter.bold(terminalText(session))}  ${painter.dim(heldAgainst(report))}`,
		...blame === void 0 ? ["", "Nothing speaks against any one step."] : blameLines(blame, painter),
		...section("Failure modes", modes.map(({ mode, what }) => `${mode}: ${terminalText(what, 300)}`)),
		...section("Support by step", curveLines(confidence)),
		...earlyWarning === void 0 ? [] : section("Early warning", [`tool call ${earlyWarning.call} (${nameOfPlace(earlyWarning.at)}) was made in no passing run: ${terminalText(earlyWarning.what, 160)}`])
	].join("\n")}\n`;
}
function heldAgainst({ heldAgainst: { reference, siblings } }) {
	if (reference) return "held against the reference";
	return siblings === 0 ? "no run of the same case that passed is known" : `held against ${countOf(siblings, "passing run")} of the same case`;
}
function blameLines(blame, painter) {
	const { alternatives, path } = blame;
	return [
		"",
		...suspicionLines(blame, painter),
		...path === void 0 ? [] : section(`The way of \u201C${terminalText(path.fact, 80)}\u201D`, path.stops.map(({ at, role, what }) => `${placeId(at).padEnd(6)} ${role.padEnd(11)} ${terminalText(what, 160)}`)),
		...alternatives.length === 0 ? [] : [
			"",
			"It may also have been:",
			...alternatives.flatMap((one) => alternativeLines(one))
		]
	];
}
function suspicionLines({ at, kind, tier, what, why, evidence }, painter) {
	return [
		`${painter.red(`\u25B6 ${nameOfPlace(at)}`)}  ${painter.bold(nameOfBlame(kind))}  ${painter.dim(`${kind} \u00B7 ${tierNames[tier]}`)}`,
		`  ${terminalText(what, 200)}`,
		`  ${terminalText(why, 400)}`,
		...evidence.slice(0, 4).map(({ at: place, what: seen, quote }) => {
			const where = place === void 0 ? "" : `${stepId(place)}  `;
			const text = terminalText(seen, 200);
			return `  \u00B7 ${where}${quote === true ? `\u201C${text}\u201D` : text}`;
		})
	];
}
function alternativeLines({ at, kind, tier, why }) {
	return [`  ${nameOfPlace(at)}  ${nameOfBlame(kind)} (${tier})`, `    ${terminalText(why, 240)}`];
}
const mostPoints = 40;
function curveLines({ points, drop, uncaptured }) {
	if (points.length === 0) return [];
	const shown = points.slice(0, mostPoints).map(({ at, confidence }) => `${placeId(at)} ${Math.round(confidence * 100)} %`);
	const more = points.length > mostPoints ? `, and ${points.length - mostPoints} more` : "";
	return [
		`${shown.join(", ")}${more}`,
		...drop === void 0 ? [] : [`first drops at ${nameOfPlace(drop.at)}: ${terminalText(drop.what, 160)}`, ...drop.dependents.length === 0 ? [] : [`resting on it: ${drop.dependents.slice(0, 10).map(placeId).join(", ")}`]],
		...uncaptured === void 0 ? [] : [`the answer of ${terminalText(uncaptured, 60)} was not captured, so that no drop is told`]
	];
}
function section(head, lines) {
	return lines.length === 0 ? [] : [
		"",
		`${head}:`,
		...lines.map((line) => `  ${line}`)
	];
}

// src/cli/commands/blame.ts
async function blameCommand(file, options, io) {
	const { session, reference, siblings } = options;
	const report = await explainSession({
		file,
		source: composeSessionSource(resolve(io.cwd), { format: options.format }),
		...session !== void 0 && { session },
		...reference !== void 0 && { reference },
		...siblings !== void 0 && { siblings }
	});
	io.stdout.write(options.json ? renderJson(report) : renderBlame(report, painterFor(options, io)));
	return exitCodes.pass;
}

export { blameCommand };