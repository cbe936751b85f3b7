import { n as askedIn, r as clusterSessions, t as CaseSpace } from "./nearest-case-FrUdX9N3.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { Hn as projectRequest, Ja as percent, Ki as toolStepsOf, Ma as terminalLines, Na as terminalText, Nr as loadProject, Ua as countOf, Vn as locateProject, Xi as digestSession, en as renderJson, xr as composeResults, yn as resultFiles } from "./run-BZDTBg9r.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { t as parseExperiment } from "./parse-result-8z1WYbGp.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/cluster/coverage.ts
const coverageSchema = "tracegate.coverage/1";
const nearLikeness = .3;
const topicWeights = {
	text: .8,
	tools: .2,
	events: 0,
	dimensions: 0,
	version: 0,
	prompt: 0
};
const topicFloor = .03;
const mostStrangers = 50;
function coverageOf(sessions, cases, experiment) {
	const space = new CaseSpace(cases);
	const best = new Float64Array(cases.length);
	const near = /* @__PURE__ */ new Map();
	for (const { id, asked } of sessions) {
		const likeness = space.likenessTo(asked);
		for (const [index, one] of likeness.entries()) best[index] = Math.max(best[index] ?? 0, one);
		near.set(id, likeness.some((one) => one >= nearLikeness));
	}
	const byId = new Map(sessions.map((session) => [session.id, session]));
	const { clusters } = clusterSessions(sessions.map(asSignature), {
		weights: topicWeights,
		silhouetteFloor: topicFloor
	});
	const isNear = (id) => near.get(id) === true;
	const topics = clusters.map(({ terms, sessions: ids, representative }) => {
		const covered = ids.filter(isNear).length;
		const nearestCase = space.nearest(byId.get(representative)?.asked ?? "");
		return {
			label: terms.length === 0 ? representative : terms.join(", "),
			sessions: ids.length,
			share: ids.length / sessions.length,
			covered,
			isCovered: covered * 2 >= ids.length,
			representative,
			...nearestCase !== void 0 && { nearestCase }
		};
	});
	const clustered = new Set(clusters.flatMap(({ sessions: ids }) => ids));
	const stale = cases.flatMap(({ id, file }, index) => {
		const likeness = Math.round((best[index] ?? 0) * 1e3) / 1e3;
		return likeness < nearLikeness ? [{
			id,
			file,
			likeness
		}] : [];
	});
	const dimensions = experiment && easeOf(experiment);
	return {
		schema: coverageSchema,
		sessions: sessions.length,
		cases: cases.length,
		covered: [...near.values()].filter(Boolean).length,
		topics: topics.toSorted((a, b) => Number(a.isCovered) - Number(b.isCovered) || b.sessions - a.sessions),
		strangers: sessions.map(({ id }) => id).filter((id) => !clustered.has(id) && !isNear(id)).slice(0, mostStrangers),
		stale: stale.toSorted((a, b) => a.likeness - b.likeness || (a.id < b.id ? -1 : 1)),
		...dimensions !== void 0 && { dimensions }
	};
}
function asSignature({ id, asked, tools }) {
	return {
		sessionId: id,
		text: asked,
		input: "",
		tools,
		events: [],
		dimensions: [],
		marks: [],
		version: [],
		promptStructure: []
	};
}
function easeOf({ cases }) {
	const ease = /* @__PURE__ */ new Map();
	for (const one of cases.filter(({ status }) => status === "guarding")) for (const [name, { all }] of Object.entries(one.dimensions)) {
		const scored = all.passed + all.failed;
		if (scored === 0) continue;
		const known = ease.get(name) ?? {
			cases: 0,
			runs: 0,
			neverFailed: []
		};
		known.cases += 1;
		known.runs += scored;
		if (all.failed === 0) known.neverFailed.push(one.id);
		ease.set(name, known);
	}
	return [...ease].map(([dimension, one]) => ({
		dimension,
		...one,
		isEasy: one.neverFailed.length === one.cases
	})).toSorted((a, b) => a.dimension < b.dimension ? -1 : 1);
}

// src/app/gate/measure-coverage.ts
const mostChars = 4e3;
async function measureCoverage(request) {
	const { files, source, cases, experiment, signal } = request;
	if (cases.length === 0) throw new UserError("CASES_NONE", "The dataset has no case that is run: there is nothing that could cover anything.", "Propose cases from production with `tracegate triage --propose`.");
	const sessions = [];
	const dropped = [];
	const seen = /* @__PURE__ */ new Set();
	const ids = /* @__PURE__ */ new Set();
	for await (const item of source.read(...files)) {
		if (signal.aborted) break;
		if (item.kind === "unreadable") throw item.error;
		if (item.kind === "dropped") dropped.push(...item.dropped);
		if (item.kind !== "session") continue;
		const { session } = item;
		const digest = digestSession(session);
		if (seen.has(digest)) continue;
		seen.add(digest);
		let { id } = session;
		for (let n = 2; ids.has(id); n++) id = `${session.id}#${n}`;
		ids.add(id);
		const tools = [...toolStepsOf(session)].map(({ step }) => step.name);
		sessions.push({
			id,
			asked: askedIn(session).slice(0, mostChars),
			tools
		});
	}
	if (sessions.length === 0) throw new UserError("SESSIONS_NONE", `No session in ${files.length === 1 ? "the file" : `${files.length} files`}.`, "Give files that `tracegate import --dry-run` can read.");
	return {
		coverage: coverageOf(sessions, cases, experiment),
		dropped
	};
}

// src/core/report/terminal/coverage-summary.ts
const mostListed = 20;
function renderCoverage(coverage) {
	const { sessions, cases, covered, topics, strangers, stale } = coverage;
	const open = topics.filter(({ isCovered }) => !isCovered);
	const known = topics.filter(({ isCovered }) => isCovered);
	return [
		`A case is near to ${covered} of ${countOf(sessions, "session")} (${shareText(covered / sessions)}); the dataset has ${countOf(cases, "case")} that ${cases === 1 ? "is" : "are"} run.`,
		...section("Asked in production, and no case is near", open.map(describeTopic), topics.length === 0 ? "the sessions fall into no topics" : "every topic has a case near to half of its sessions or more"),
		...strangers.length === 0 ? [] : section("Sessions in no topic to which no case is near", strangers.map((id) => terminalText(id))),
		...known.length === 0 ? [] : section("Covered", known.map(describeTopic)),
		...section("Cases that no session resembles any more", stale.map(({ id, file, likeness }) => `${id}  ${file}  ${shareText(likeness)} alike at best`), "none"),
		...dimensionLines(coverage.dimensions)
	].join("\n");
}
function describeTopic({ label, sessions, share, covered, representative, nearestCase }) {
	const near = nearestCase === void 0 ? "no case shares a word" : `nearest: ${nearestCase.id} (${shareText(nearestCase.likeness)} alike)`;
	return `${terminalText(label, 80)}: ${countOf(sessions, "session")} (${shareText(share)}), ${covered} with a case near; ${near}; see ${terminalText(representative, 80)}`;
}
function dimensionLines(dimensions) {
	if (dimensions === void 0) return ["", "Whether a dimension has only easy cases is not known: there are no results. Run `tracegate run` first."];
	const easy = dimensions.filter(({ isEasy }) => isEasy);
	const others = dimensions.filter(({ isEasy, neverFailed }) => !isEasy && neverFailed.length > 0);
	return [...section("Dimensions with only easy cases: none failed a single run of the newest results", easy.map(({ dimension, cases, runs }) => `${terminalText(dimension)}: ${countOf(cases, "case")}, ${countOf(runs, "run")}`), "none"), ...others.length === 0 ? [] : section("Cases that never failed", others.map(({ dimension, neverFailed, cases }) => `${terminalText(dimension)}: ${neverFailed.length} of ${cases}: ${neverFailed.slice(0, 5).join(", ")}${neverFailed.length > 5 ? ", \u2026" : ""}`))];
}
function section(head, lines, none = "") {
	if (lines.length === 0) return ["", `${head}: ${none}`];
	const left = lines.length - mostListed;
	return [
		"",
		`${head}:`,
		...lines.slice(0, mostListed).map((line) => `  ${line}`),
		...left > 0 ? [`  \u2026 and ${left} more`] : []
	];
}
function shareText(share) {
	return percent(Math.round(share * 100) / 100);
}

// src/cli/commands/coverage.ts
async function coverageCommand(files, options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const experiment = newestExperiment(place.root, options, io);
		const { coverage, dropped } = await measureCoverage({
			files,
			source: composeSessionSource(resolve(io.cwd), { format: options.format }),
			cases: project.dataset.cases.filter(({ status }) => status !== "retired"),
			...experiment !== void 0 && { experiment },
			signal: interrupt.signal
		});
		if (interrupt.signal.aborted) return exitCodes.interrupted;
		for (const { file, path, reason, count } of dropped) io.stderr.write(terminalLines(`dropped: ${file} ${path}: ${reason} (${count})\n`));
		if (options.json) io.stdout.write(renderJson(coverage));
		else io.stdout.write(`${terminalLines(renderCoverage(coverage))}\n`);
		return exitCodes.pass;
	} finally {
		unsubscribe();
	}
}
function newestExperiment(root, { results }, io) {
	const stored = composeResults(root);
	const folder = results === void 0 ? stored.newest() : stored.existing(resolve(io.cwd, results));
	const text = folder?.read(resultFiles.experiment);
	if (folder === void 0 || text === void 0) return void 0;
	return parseExperiment(text, join(folder.path, resultFiles.experiment));
}

export { coverageCommand };