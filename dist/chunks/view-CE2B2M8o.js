import { t as UserError } from "./errors-wBhBppnE.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { n as composeResults } from "./compose-results-CRm8SF-G.js";
import { t as composeSessionSource } from "./compose-session-source-Di5TuPd6.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { t as renderTimeline } from "./session-timeline-D9wlxlK6.js";
import { n as exitCodes } from "./exit-codes-DFesNADe.js";
import { t as painterFor } from "./painter-BeRQraVw.js";
import { join, relative, resolve } from "node:path";

// src/app/find-session.ts
/** Ids that are named where one of many has to be chosen. */
const mostNamed = 20;
/**
* The one session of a file, or the one that is asked for by its id.
*
* @throws UserError where the file cannot be read, holds none, not the one, or several of which none was named.
*/
async function findSession(source, file, id) {
	const ids = [];
	const dropped = [];
	let count = 0;
	let found;
	for await (const item of source.read(file)) {
		if (item.kind === "unreadable") throw item.error;
		if (item.kind === "dropped") dropped.push(...item.dropped);
		if (item.kind !== "session") continue;
		count += 1;
		if (ids.length < mostNamed) ids.push(item.session.id);
		if (id === void 0 || item.session.id === id) found ??= item.session;
	}
	if (found !== void 0 && (id !== void 0 || count === 1)) return found;
	const [first] = dropped;
	if (count === 0) {
		const place = first === void 0 || first.path === "" ? "" : `${first.path}: `;
		const why = first === void 0 ? "" : ` First: ${place}${first.reason}.`;
		throw new UserError("SESSIONS_NONE", `${file} holds no session.${why}`, "Name a session file, or an export that `tracegate import` reads; docs/import.md lists them.");
	}
	const named = `${ids.join(", ")}${count > ids.length ? ` and ${count - ids.length} more` : ""}`;
	throw new UserError(id === void 0 ? "SESSION_NOT_CHOSEN" : "SESSION_MISSING", `${file} holds ${count === 1 ? "one session" : `${count} sessions`}${id === void 0 ? "" : `, and none has the id ${id}`}: ${named}.`, "Choose one with `--session <id>`.");
}

// src/cli/commands/view.ts
/** Columns where standard output is no terminal. */
const usualWidth = 100;
/** `tracegate view`: one session as a timeline. */
async function viewCommand(file, options, io) {
	const session = await chosenSession(file, options, io);
	io.stdout.write(options.json ? renderJson(session) : renderTimeline(session, {
		...painterFor(options, io),
		width: io.stdout.columns ?? usualWidth
	}));
	return exitCodes.pass;
}
function chosenSession(file, { run, results, root, session }, io) {
	const folder = resolve(io.cwd);
	if (run === void 0) {
		if (file === void 0) throw nothingNamed();
		return findSession(composeSessionSource(folder, { format: "auto" }), file, session);
	}
	if (file !== void 0) throw nothingNamed();
	const named = results === void 0 ? void 0 : resolve(io.cwd, results);
	const runFolder = composeResults(resolve(io.cwd, root)).existing(named);
	const journal = relative(folder, join(runFolder.path, resultFiles.journal));
	return findSession(composeSessionSource(folder, { format: "session" }), journal, run);
}
function nothingNamed() {
	return new UserError("VIEW_WHAT", "Either a file or `--run` says what is shown.", "Name a session file, or a run such as `--run late-fee.3`.");
}

export { viewCommand };