import { r as readReport, t as showPage } from "./show-page-DC1rBRa3.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { Vn as locateProject, wn as runId, xr as composeResults } from "./run-BZDTBg9r.js";
import { a as shownSession, i as mostListed, n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-VM7OxIgl.js";
import { a as readReportedRuns, i as readNamed, o as writeNamed, r as placeForPage, t as composeRender } from "./compose-pages-BoeukxN3.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
const { basename, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/app/publish/sessions-to-show.ts
async function sessionsToShow(source, file, id) {
	const sessions = [];
	let leftOut = 0;
	for await (const item of source.read(file)) {
		if (item.kind === "unreadable") throw item.error;
		if (item.kind !== "session" || id !== void 0 && item.session.id !== id) continue;
		if (sessions.length < 1e3) sessions.push(shownSession(item.session));
		else leftOut += 1;
	}
	if (sessions.length > 0) return {
		sessions,
		leftOut
	};
	throw new UserError("SESSIONS_NONE", `${file} holds no session${id === void 0 ? "" : ` of the id ${id}`}.`, "Name a session file, or an export that `tracegate import` reads; docs/import.md lists them.");
}
async function runToShow(folder, run, readRuns) {
	const isRun = (caseId, runIndex) => runId({
		caseId,
		runIndex
	}) === run;
	for await (const record of readRuns(folder, isRun)) return {
		sessions: [shownSession(record.session, record)],
		leftOut: 0
	};
	throw new UserError("SESSION_MISSING", `The journal in ${folder.path} holds no run ${run}.`, "Name a run such as `late-fee.3`, or another folder with `--results`.");
}

// src/cli/view-page.ts
async function viewPage(thing, options, io) {
	const html = thing.kind === "run" ? ofSessions(thing.run, await runToShow(thing.folder, thing.run, readReportedRuns)) : await ofPath(thing.path, options, io);
	const path = options.html === void 0 ? placeForPage() : resolve(io.cwd, options.html);
	writeNamed(path, html);
	await showPage(path, options.open === true, io);
}
async function ofPath(path, options, io) {
	const named = await readNamed(resolve(io.cwd, path));
	if (named.kind === "folder") {
		const { root, configPath } = locateProject(io.cwd, options);
		const folder = composeResults(root).existing(resolve(io.cwd, path));
		const report = await readReport({
			folder,
			history: [],
			configPath
		}, composeRender(root));
		return renderExperimentHtml(report);
	}
	if (named.kind === "triage") return renderTriageHtml(named.triage);
	const source = composeSessionSource(resolve(io.cwd), { format: "auto" });
	return ofSessions(basename(path), await sessionsToShow(source, path, options.session));
}
function ofSessions(title, { sessions, leftOut }) {
	return renderSessionsHtml(title, sessions, leftOut);
}

export { viewPage };