import { n as loadRedaction } from "./load-redaction-B6HZ95FT.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { Hn as projectRequest, Ka as listText, Na as terminalText, Ua as countOf, Vn as locateProject, Xi as digestSession, en as renderJson, it as recordSession } from "./run-BZDTBg9r.js";
import { r as isIdOfPlace } from "./read-sessions-BRw67T-r.js";
import { n as surrogateKeyFolder, t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { n as composeSessionStore, t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { n as renderDropped, t as listLines } from "./dropped-lines-CNmL_aNv.js";
import { E as exitCodes, p as isTerminal, r as importFolder, y as importFormats } from "./program-DKRRRX-J.js";
const { join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");
const { getHeapSpaceStatistics, setFlagsFromString } = globalThis.process.getBuiltinModule("node:v8");

// src/core/plan/import-summary.ts
const importSchema = "tracegate.import/1";

// src/app/sessions/import-sessions.ts
async function importSessions({ files, isStrict, signal, onSession }, { source, redactor, store }) {
	const intake = new Intake(redactor, store);
	const read = [];
	const unreadable = [];
	try {
		for await (const item of source.read(...files)) {
			switch (item.kind) {
				case "session":
					await intake.add(item.session, item.file);
					onSession?.(intake.sessions.length);
					break;
				case "dropped":
					intake.dropped.push(...item.dropped);
					break;
				case "read":
					read.push({
						file: item.file,
						formats: item.formats
					});
					break;
				case "unreadable": unreadable.push(describeUnreadable(item.file, item.error));
			}
			if (signal.aborted) break;
		}
		const dropped = intake.allDropped();
		const isRefused = isStrict && (dropped.length > 0 || unreadable.length > 0);
		if (!isRefused && !(isStrict && signal.aborted)) store?.commit();
		return {
			schema: importSchema,
			files: read,
			unreadable,
			sessions: intake.sessions,
			redacted: intake.redacted(),
			dropped,
			isInterrupted: signal.aborted,
			written: isRefused ? "refused" : store === void 0 ? "dry-run" : "written"
		};
	} finally {
		store?.discard();
	}
}
var Intake = class {
	dropped = [];
	sessions = [];
	#redactor;
	#store;
	#found = /* @__PURE__ */ new Map();
	#idsOf = /* @__PURE__ */ new Map();
	#losses = /* @__PURE__ */ new Map();
	constructor(redactor, store) {
		this.#redactor = redactor;
		this.#store = store;
	}
	async add(session, file = "") {
		const recordable = recordSession(session);
		if (recordable.kind === "unrecordable") {
			this.#lose(file, `session that cannot be written: ${recordable.reason}`);
			return;
		}
		if (this.#isRepeated(recordable.session, file)) {
			this.#lose(file, "session that was read before with the same content: it counts once");
			return;
		}
		const redacted = await this.#redact(recordable.session, file);
		if (redacted === void 0) return;
		const { id, turns } = redacted;
		const written = this.#store?.write(redacted);
		const steps = turns.reduce((sum, turn) => sum + turn.steps.length, 0);
		this.sessions.push({
			id,
			turns: turns.length,
			steps,
			...written
		});
	}
	redacted() {
		return [...this.#found].map(([kind, count]) => ({
			kind,
			count
		})).toSorted((a, b) => a.kind < b.kind ? -1 : 1);
	}
	allDropped() {
		return [...this.dropped, ...this.#losses.values()];
	}
	async #redact(session, file) {
		try {
			const { session: redacted, found } = await this.#redactor.redact(session);
			for (const { kind, count } of found) this.#found.set(kind, (this.#found.get(kind) ?? 0) + count);
			return redacted;
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			this.#lose(file, `session that cannot be redacted, and so is not written: ${error.message}`);
			return;
		}
	}
	#isRepeated(session, file) {
		const digest = digestSession(session).slice(7, 39);
		const ids = this.#idsOf.get(digest);
		if (ids === void 0) {
			this.#idsOf.set(digest, /* @__PURE__ */ new Set([session.id]));
			return false;
		}
		if (ids.has(session.id) || isIdOfPlace(session.id, file)) return true;
		ids.add(session.id);
		return false;
	}
	#lose(file, reason) {
		const key = `${file}\n${reason}`;
		const loss = this.#losses.get(key);
		if (loss === void 0) this.#losses.set(key, {
			file,
			path: "",
			reason,
			count: 1
		});
		else loss.count += 1;
	}
};
function describeUnreadable(file, { code, message, fix }) {
	return {
		file,
		code,
		message,
		fix
	};
}

// src/core/report/terminal/import-summary.ts
function renderImportSummary(summary, folder) {
	return `${[
		renderRead(summary),
		renderRedacted(summary),
		renderWritten(summary, folder),
		renderUnreadable(summary),
		renderDropped(summary.dropped)
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function renderRead({ files, sessions }) {
	const turns = sessions.reduce((sum, session) => sum + session.turns, 0);
	const steps = sessions.reduce((sum, session) => sum + session.steps, 0);
	const names = [...new Set(files.flatMap(({ formats }) => formats.map(({ format }) => format)))];
	const formats = names.length === 0 ? "" : ` (${names.join(", ")})`;
	return `${countOf(sessions.length, "session")} from ${countOf(files.length, "file")}${formats}: ${countOf(turns, "turn")}, ${countOf(steps, "step")}`;
}
function renderRedacted({ redacted, sessions }) {
	if (sessions.length === 0) return "";
	if (redacted.length === 0) return "Redacted: nothing was found";
	return `Redacted: ${redacted.map(({ kind, count }) => `${terminalText(kind)} ${count}`).join(", ")}`;
}
function renderWritten({ sessions, written }, folder) {
	if (sessions.length === 0) return "";
	const place = terminalText(folder, 400);
	if (written === "dry-run") return `Nothing was written: with \`--dry-run\` left out they go to ${place}`;
	if (written === "refused") return "Nothing was written: with `--strict` nothing may be left out";
	const beside = sessions.filter(({ outcome }) => outcome === "beside");
	const unchanged = sessions.filter(({ outcome }) => outcome === "unchanged").length;
	const notes = [unchanged > 0 && `${countOf(unchanged, "file")} there already, with the same content`, beside.length > 0 && `${countOf(beside.length, "session")} written beside another one of the same id: ${listText(beside.map(({ name = "" }) => name))}`].filter((note) => note !== false);
	const [first] = sessions;
	return [
		`Written to ${place}: ${countOf(sessions.length - unchanged, "file")}`,
		...notes.map((note) => `  ${note}`),
		...first?.name === void 0 ? [] : [`  Look at one: tracegate view ${place}/${first.name}`]
	].join("\n");
}
function renderUnreadable({ unreadable }) {
	if (unreadable.length === 0) return "";
	return `Not read\n${listLines(unreadable.map(({ message, fix }) => `${message} ${fix}`))}`;
}

// src/cli/reading-progress.ts
const redrawMs = 100;
const eraseLine = "\r\x1B[2K";
function readingProgress({ stderr, env }) {
	let [sessions, drawnAt, isDrawn] = [
		0,
		performance.now(),
		false
	];
	return {
		onSession: (count) => {
			sessions = count;
		},
		onBytes: (readBytes, totalBytes) => {
			const now = performance.now();
			if (!isTerminal(stderr, env) || now - drawnAt < redrawMs) return;
			[drawnAt, isDrawn] = [now, true];
			const share = totalBytes === 0 ? "" : ` ${Math.floor(100 * readBytes / totalBytes)} %`;
			stderr.write(`${eraseLine}reading${share} \u00B7 ${countOf(sessions, "session")}`);
		},
		end: () => {
			if (isDrawn) stderr.write(eraseLine);
			isDrawn = false;
		}
	};
}

// src/cli/young-heap.ts
const mostBytes = 16777216;
function keepYoungHeapSmall() {
	const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
	if (young !== void 0 && young.space_size >= mostBytes) setFlagsFromString("--semi-space-growth-factor=1");
}

// src/cli/commands/import.ts
async function importCommand(files, options, io) {
	const place = locateProject(io.cwd, options);
	const keyFolder = options.dryRun === true ? void 0 : join(place.root, surrogateKeyFolder);
	const config = await loadRedaction(projectRequest(place));
	const redactor = await composeRedactor(io.env, config, keyFolder);
	const folder = options.out === void 0 ? join(place.root, importFolder) : resolve(io.cwd, options.out);
	const progress = readingProgress(io);
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	const { format, strict: isStrict = false, dryRun: isDryRun = false } = options;
	try {
		const summary = await importSessions({
			files,
			isStrict,
			signal: interrupt.signal,
			onSession: progress.onSession
		}, {
			source: composeSessionSource(resolve(io.cwd), {
				format,
				signal: interrupt.signal,
				onProgress: (read, total) => {
					keepYoungHeapSmall();
					progress.onBytes(read, total);
				}
			}),
			redactor,
			...!isDryRun && { store: composeSessionStore(folder, {
				holdsBack: isStrict,
				isIgnored: options.out === void 0
			}) }
		});
		progress.end();
		return report(summary, relative(io.cwd, folder) || ".", {
			options,
			io
		});
	} finally {
		progress.end();
		unsubscribe();
	}
}
function report(summary, folder, { options, io }) {
	const { sessions, dropped, unreadable, isInterrupted, written } = summary;
	io.stdout.write(options.json ? renderJson(summary) : renderImportSummary(summary, folder));
	if (isInterrupted) {
		io.stderr.write(`Interrupted: ${countOf(sessions.length, "session")} were read whole before.\n`);
		return exitCodes.interrupted;
	}
	if (written === "refused") throw refused(dropped.length + unreadable.length);
	const [first] = unreadable;
	if (first !== void 0) throw new UserError(first.code, first.message, first.fix);
	if (sessions.length === 0) throw noSessions(summary);
	return exitCodes.pass;
}
function refused(losses) {
	return new UserError("IMPORT_STRICT", `${countOf(losses, "kind")} of loss, and \`--strict\` allows none: nothing was written.`, "Mend the places above, or leave `--strict` out to import all but them.");
}
function noSessions({ files, dropped }) {
	const [first] = dropped;
	const place = first === void 0 || first.path === "" ? "" : ` ${first.path}`;
	const why = first === void 0 ? "" : ` First: ${first.file}${place}: ${first.reason}.`;
	return new UserError("SESSIONS_NONE", `No session in ${countOf(files.length, "file")}.${why}`, `Give files in one of the formats ${importFormats.join(", ")}; docs/import.md says what each looks like.`);
}

export { importCommand };