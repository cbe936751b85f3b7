import { $i as readSessionFile, Dr as hasErrorCode, Ea as isJsonObject, Er as runFolders, Hn as projectRequest, Ka as listText, Ma as terminalLines, Na as terminalText, Qi as maxSessionBytes, Ua as countOf, Vn as locateProject, ba as readLabels, bi as describeProblems, ea as unreadableProblem, en as renderJson, it as recordSession, ka as suggest, kr as leadsOutside, ma as calibrationPath, o as painterFor, xa as renderLabelLine, ya as maxLabelBytes, yn as resultFiles } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { i as sessionFileName } from "./read-sessions-BRw67T-r.js";
import { t as labelPath } from "./labelled-sessions-CBglkD9P.js";
import { n as parseCalibration, t as maxCalibrationBytes } from "./calibration-file-CEmcELJi.js";
import { t as loadJudgedProject } from "./load-judged-project-DfJJoepF.js";
import { n as readJournal } from "./read-journal-CIST7pwD.js";
import { t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { n as composeSessionStore, t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { n as renderDropped, t as listLines } from "./dropped-lines-CNmL_aNv.js";
import { E as exitCodes, p as isTerminal } from "./program-DKRRRX-J.js";
import { n as renderTimeline } from "./session-timeline-Bv-EOMht.js";
const { closeSync, fstatSync, fsyncSync, ftruncateSync, lstatSync, mkdirSync, openSync, readSync, readdirSync, writeSync } = globalThis.process.getBuiltinModule("node:fs");
const { userInfo } = globalThis.process.getBuiltinModule("node:os");
const { dirname, join, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/calibrate/label-import.ts
const usual = {
	pass: [
		"pass",
		"passed",
		"good",
		"correct",
		"yes",
		"true",
		"1",
		"up",
		"thumbs-up",
		"\u{1F44D}"
	],
	fail: [
		"fail",
		"failed",
		"bad",
		"incorrect",
		"no",
		"false",
		"0",
		"down",
		"thumbs-down",
		"\u{1F44E}"
	]
};
function mapAnnotations(session, mapping) {
	const names = new Set(mapping.names.map(plain));
	return (session.annotations ?? []).filter(({ by, name, at }) => by === "human" && at === void 0 && names.has(plain(name))).map((annotation) => mapOne(annotation, mapping));
}
function mapOne({ value, annotator, explanation }, mapping) {
	const label = labelOf(value, mapping);
	if (label === void 0) return {
		kind: "unmapped",
		value: textOf(value)
	};
	return {
		kind: "label",
		label,
		...annotator !== void 0 && { by: annotator },
		...explanation !== void 0 && explanation.trim() !== "" && { why: explanation }
	};
}
function labelOf(value, mapping) {
	const { pass, fail, passFrom } = mapping;
	const { label = value, score = value } = partsOf(value);
	if (passFrom !== void 0 && typeof score === "number") return score >= passFrom ? "pass" : "fail";
	const isUsual = pass === void 0 && fail === void 0;
	const said = plain(textOf(label));
	if ((isUsual ? usual.pass : pass ?? []).map(plain).includes(said)) return "pass";
	if ((isUsual ? usual.fail : fail ?? []).map(plain).includes(said)) return "fail";
}
function partsOf(value) {
	if (!isJsonObject(value)) return {};
	const { label, score } = value;
	return {
		...label !== void 0 && { label },
		...score !== void 0 && { score }
	};
}
function textOf(value) {
	if (typeof value === "string") return value;
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	const { label, score } = partsOf(value);
	return label === void 0 || score === void 0 ? JSON.stringify(value) : `${textOf(label)} (${textOf(score)})`;
}
function plain(text) {
	return text.trim().toLowerCase();
}

// src/app/calibrate/import-labels.ts
async function importLabels({ project, dimension, files, mapping, by, signal, nowMs }, { source, redactor, sessions: store, labels: file }) {
	const path = labelPath(project, dimension);
	const known = await readKnown(project, path);
	const unmapped = /* @__PURE__ */ new Map();
	const dropped = [];
	const counts = {
		sessions: 0,
		unlabelled: 0,
		labels: 0,
		known: 0,
		contradictory: 0
	};
	for await (const item of source.read(...files)) {
		if (signal.aborted) break;
		if (item.kind === "unreadable") throw item.error;
		if (item.kind === "dropped") dropped.push(...item.dropped);
		if (item.kind !== "session") continue;
		counts.sessions += 1;
		const { session } = await redactor.redact(recordable(item.session));
		const mapped = mapAnnotations(session, mapping);
		for (const one of mapped) if (one.kind === "unmapped") unmapped.set(one.value, (unmapped.get(one.value) ?? 0) + 1);
		const said = mapped.filter((one) => one.kind === "label");
		if (mapped.length === 0) counts.unlabelled += 1;
		if (said.length === 0) continue;
		const name = await nameOfKnown(project, session, item.file) ?? write(store, session);
		for (const { label, why, by: annotator = by } of said) {
			const line = {
				session: name.replace(/\.json$/, ""),
				label,
				by: annotator.trim().slice(0, 100) || by,
				at: new Date(nowMs()).toISOString(),
				...why !== void 0 && { why: why.slice(0, 2e3) }
			};
			const key = JSON.stringify([line.session, line.by]);
			const before = known.get(key);
			if (before === void 0) {
				file.append(path, renderLabelLine(line));
				known.set(key, label);
				counts.labels += 1;
			} else if (before === label) counts.known += 1;
			else counts.contradictory += 1;
		}
	}
	return {
		...counts,
		unmapped: [...unmapped].map(([value, count]) => ({
			value,
			count
		})).toSorted((a, b) => b.count - a.count),
		dropped
	};
}
async function readKnown({ files }, path) {
	const text = await files.readFile(path, maxLabelBytes);
	const { labels } = text.kind === "text" ? readLabels(path, text.text) : { labels: [] };
	return new Map(labels.map(({ session, by, label }) => [JSON.stringify([session, by]), label]));
}
function write(store, session) {
	const { name } = store.write(session);
	store.commit();
	return name;
}
async function nameOfKnown({ config, files }, session, file = "") {
	if (file !== "" && session.id.startsWith(file)) return void 0;
	const name = `${sessionFileName(session.id)}.json`;
	const path = `${config.dataset}/sessions/${name}`;
	const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
	if (reading.kind === "wrong") return void 0;
	return reading.session.id === session.id && shapeOf(reading.session) === shapeOf(session) ? name : void 0;
}
function shapeOf({ turns }) {
	return JSON.stringify(turns.map(({ steps, startedAtMs }) => [startedAtMs, steps.map((step) => step.kind === "tool" ? [step.name, step.status] : step.model)]));
}
function recordable(session) {
	const recorded = recordSession(session);
	if (recorded.kind === "recordable") return recorded.session;
	throw new UserError("SESSION_UNRECORDABLE", `A session cannot be written: ${recorded.reason}.`, "Leave it out of the export. What was read before it is kept.");
}

// src/core/calibrate/label-order.ts
function orderByLesson(sessions, labelled) {
	const queues = {
		pass: [],
		fail: []
	};
	for (const one of sessions.toSorted(byUncertainty)) queues[suspected(one)].push(one);
	const counts = { ...labelled };
	const order = [];
	while (queues.pass.length + queues.fail.length > 0) {
		const wanted = counts.fail <= counts.pass ? "fail" : "pass";
		const other = wanted === "fail" ? "pass" : "fail";
		const from = queues[wanted].length > 0 ? wanted : other;
		const next = queues[from].shift();
		if (next === void 0) break;
		counts[from] += 1;
		order.push(next.session);
	}
	return order;
}
function suspected({ passShare }) {
	return passShare !== void 0 && passShare > .5 ? "pass" : "fail";
}
function byUncertainty(a, b) {
	return certainty(a) - certainty(b) || (a.session < b.session ? -1 : 1);
}
function certainty({ passShare }) {
	return passShare === void 0 ? .5 : Math.abs(2 * passShare - 1);
}

// src/app/calibrate/label-sessions.ts
var LabelSitting = class {
	problems;
	#request;
	#ports;
	#order;
	#counts;
	#done = [];
	constructor(request, ports, start) {
		this.#request = request;
		this.#ports = ports;
		this.#order = start.order;
		this.#counts = { ...start.counts };
		this.problems = start.problems;
	}
	get session() {
		return this.#order[this.#done.length];
	}
	get left() {
		return this.#order.length - this.#done.length;
	}
	get given() {
		return this.#done.filter(({ label }) => label !== void 0).length;
	}
	get counts() {
		return this.#counts;
	}
	give(said, why) {
		const { session } = this;
		if (session === void 0) return;
		const label = {
			session,
			label: said,
			by: this.#request.by,
			at: new Date(this.#ports.nowMs()).toISOString(),
			...why !== void 0 && why !== "" && { why }
		};
		this.#ports.store.append(this.#path, renderLabelLine(label));
		this.#counts[said] += 1;
		this.#done.push({ label });
	}
	skip() {
		if (this.session !== void 0) this.#done.push({});
	}
	undo() {
		const last = this.#done.at(-1);
		if (last === void 0) return "nothing";
		const { label } = last;
		if (label !== void 0) {
			if (!this.#ports.store.takeBack(this.#path, renderLabelLine(label))) return "changed";
			this.#counts[label.label] -= 1;
		}
		this.#done.pop();
		return "undone";
	}
	get #path() {
		return labelPath(this.#request.project, this.#request.dimension);
	}
};
async function openSitting(request, ports) {
	const { project, dimension, by, isSecondOpinion } = request;
	mustKnow(project, dimension);
	const { labels, problems } = await readLabelsOf(project, dimension);
	const names = ports.store.sessions(project.config.dataset);
	if (names.length === 0) throw noSessions(project, dimension);
	const labelled = new Set(labels.map(({ session }) => session));
	const mine = new Set(labels.filter((one) => one.by === by).map(({ session }) => session));
	const open = names.filter((name) => isSecondOpinion ? labelled.has(name) && !mine.has(name) : !labelled.has(name));
	const shares = await passShares(request, ports);
	const counts = {
		pass: labels.filter(({ label }) => label === "pass").length,
		fail: labels.filter(({ label }) => label === "fail").length
	};
	const order = orderByLesson(open.map((session) => {
		const passShare = shares.get(session);
		return {
			session,
			...passShare !== void 0 && { passShare }
		};
	}), counts);
	return new LabelSitting(request, ports, {
		order,
		counts,
		problems
	});
}
function mustKnow({ dataset }, dimension) {
	if (Object.hasOwn(dataset.dimensions, dimension)) return;
	const names = Object.keys(dataset.dimensions);
	const near = suggest(dimension, names);
	throw new UserError("DIMENSION_UNKNOWN", `${dataset.name} has no dimension ${dimension}.`, `${near === void 0 ? "" : `Did you mean ${near}? `}Choose from: ${names.join(", ")}.`);
}
async function readLabelsOf(project, dimension) {
	const path = labelPath(project, dimension);
	const file = await project.files.readFile(path, maxLabelBytes);
	if (file.kind === "text") return readLabels(path, file.text);
	if (file.reason === "missing") return {
		labels: [],
		problems: []
	};
	const problem = unreadableProblem(file);
	throw new UserError("LABELS_UNREADABLE", `${path}: ${problem.message}.`, "Make it readable.", { problems: [problem] });
}
async function passShares({ project, dimension }, { lastRuns }) {
	const said = /* @__PURE__ */ new Map();
	const hear = (session, result) => {
		if (result !== "pass" && result !== "fail") return;
		const counts = said.get(session) ?? {
			passed: 0,
			all: 0
		};
		said.set(session, counts);
		counts.all += 1;
		if (result === "pass") counts.passed += 1;
	};
	await lastRuns(({ caseId, verdicts }) => {
		for (const verdict of verdicts) if (verdict.dimension === dimension) hear(caseId, verdict.result);
	});
	for (const { kind, ref, dimension: of } of project.evaluators.values()) {
		const path = calibrationPath(project.config.evaluators, ref);
		if (kind !== "judge" || of !== dimension || path === void 0) continue;
		const file = await project.files.readFile(path, maxCalibrationBytes);
		const reading = file.kind === "text" ? parseCalibration(file.text) : void 0;
		if (reading?.kind !== "calibration") continue;
		for (const { session, verdict } of reading.calibration.items) hear(session, verdict);
	}
	return new Map([...said].map(([session, { passed, all }]) => [session, passed / all]));
}
function noSessions({ config }, dimension) {
	return new UserError("SESSIONS_NONE", `There is no session to label: ${config.dataset}/sessions/ holds none.`, `Bring some in with \`tracegate import <files> --out ${config.dataset}/sessions\`, or with their labels by \`tracegate label ${dimension} --import <files>\`.`);
}

// src/adapters/fs/labels.ts
const sessionFile = /^([A-Za-z0-9_][A-Za-z0-9._-]{0,114})\.json$/;
function labelFiles(root) {
	return {
		sessions: (folder) => listSessions(join(root, folder, "sessions")),
		append: (path, line) => {
			attempt(path, () => {
				mkdirSync(dirname(join(root, path)), { recursive: true });
				mustStayInside(root, path);
				const file = openSync(join(root, path), "a+");
				try {
					writeSync(file, `${isCutOff(file) ? "\n" : ""}${line}\n`);
					fsyncSync(file);
				} finally {
					closeSync(file);
				}
			});
		},
		takeBack: (path, line) => attempt(path, () => takeBack(root, path, line))
	};
}
function listSessions(folder) {
	let names;
	try {
		names = readdirSync(folder);
	} catch (error) {
		if (hasErrorCode(error, "ENOENT")) return [];
		throw unwritable(folder, error);
	}
	return names.flatMap((name) => sessionFile.exec(name)?.[1] ?? []).toSorted();
}
function isCutOff(file) {
	const { size } = fstatSync(file);
	if (size === 0) return false;
	const last = Buffer.alloc(1);
	readSync(file, last, 0, 1, size - 1);
	return last.toString() !== "\n";
}
function takeBack(root, path, line) {
	mustStayInside(root, path);
	const file = openSync(join(root, path), "r+");
	try {
		const { size } = fstatSync(file);
		const bytes = Buffer.byteLength(line) + 1;
		const end = Buffer.alloc(Math.min(bytes, size));
		readSync(file, end, 0, end.length, size - end.length);
		if (end.toString() !== `${line}\n`) return false;
		ftruncateSync(file, size - bytes);
		fsyncSync(file);
		return true;
	} finally {
		closeSync(file);
	}
}
function mustStayInside(root, path) {
	if (!(lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink() === true) && !leadsOutside(root, dirname(path))) return;
	throw new UserError("FILE_LEAVES_PROJECT", `${path} is a link, or lies behind one that leads out of the project; nothing was written.`, "Put the file itself there.");
}
function attempt(path, act) {
	try {
		return act();
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw unwritable(path, error);
	}
}
function unwritable(path, cause) {
	const why = cause instanceof Error ? cause.message : String(cause);
	return new UserError("LABELS_UNWRITABLE", `${path} cannot be written: ${why}. Every label before this one is kept.`, "Check the folder's permissions and the room on the disk.", { cause });
}

// src/compose/compose-labels.ts
function composeLabels(root) {
	return labelFiles(root);
}
function composeLastRuns(root) {
	return async (take) => {
		const newest = runFolders(join(root, ".tracegate", "runs")).newest();
		if (newest === void 0) return;
		try {
			await readJournal(join(newest.path, resultFiles.journal), {
				onHeader: () => {},
				onRecord: ({ caseId, verdicts }) => take({
					caseId,
					verdicts
				})
			});
		} catch (error) {
			if (!(error instanceof UserError || error instanceof Error && "code" in error)) throw error;
		}
	};
}

// src/core/report/terminal/imported-labels.ts
function renderImportedLabels(imported, { dimension, names }) {
	const { sessions, unlabelled, labels, known, contradictory, unmapped, dropped } = imported;
	const looked = listText(names.map((name) => terminalText(name, 60)), 5);
	const parts = [
		`${countOf(labels, "new label")} on ${dimension} from ${countOf(sessions, "session")}`,
		...known > 0 ? [`${countOf(known, "label")} known before`] : [],
		...contradictory > 0 ? [`${countOf(contradictory, "label")} left out: the same person had said otherwise, which stands`] : [],
		...unlabelled > 0 ? [`${countOf(unlabelled, "session")} without a person's annotation named ${looked}`] : []
	];
	const values = unmapped.map(({ value, count }) => `${count} \u00D7 ${terminalText(value, 100)}`);
	return `${[
		parts.join("\n"),
		values.length === 0 ? "" : `Values that mean neither pass nor fail; say so with --pass-values, --fail-values or --pass-from\n${listLines(values)}`,
		renderDropped(dropped)
	].filter((block) => block !== "").join("\n\n")}\n`;
}

// src/cli/read-keys.ts
const keys = {
	enter: "enter",
	backspace: "backspace",
	interrupt: "interrupt"
};
async function* readKeys(source) {
	const decoder = new TextDecoder();
	setRaw(source, true);
	try {
		const chunks = source;
		for await (const chunk of chunks) {
			const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
			for (const key of keysIn(text)) yield key;
		}
	} finally {
		setRaw(source, false);
	}
}
function setRaw(source, isRaw) {
	if ("setRawMode" in source && typeof source.setRawMode === "function") source.setRawMode(isRaw);
}
const sequences = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?/g;
function keysIn(text) {
	return Array.from(text.replaceAll("\r\n", "\n").replaceAll(sequences, "")).flatMap((one) => {
		if (one === "\r" || one === "\n") return [keys.enter];
		if (one === "" || one === "\b") return [keys.backspace];
		if (one === "") return [keys.interrupt];
		if (one === "") return ["q"];
		return /^\p{Cc}$/u.test(one) ? [] : [one];
	});
}

// src/cli/label-at-keyboard.ts
const usualWidth = 100;
const longestNote = 500;
const clearScreen = "\x1B[2J\x1B[H";
const help = `
  p  pass: the session is right on this dimension     f  fail: it is not
  n  note why, then p or f                            s  skip; it comes up another time
  u  undo: back to the session before                 q  quit; every label is kept
  ?  this help
`;
async function labelAtKeyboard(sitting, keyboard) {
	const { io } = keyboard;
	if (io.stdin === void 0) throw new UserError("NO_KEYBOARD", "Labels are given at the keyboard, and there is no input to read keys from.", "Run it in a terminal, or bring labels in with `--import <files>`.");
	const table = new LabelTable(sitting, keyboard);
	await table.show();
	if (sitting.session === void 0) return table.leave(exitCodes.pass);
	for await (const key of readKeys(io.stdin)) {
		const exitCode = await table.press(key);
		if (exitCode !== void 0) return table.leave(exitCode);
	}
	return table.leave(exitCodes.pass);
}
var LabelTable = class {
	#sitting;
	#keyboard;
	#note = "";
	#isNoting = false;
	#isShown = false;
	constructor(sitting, keyboard) {
		this.#sitting = sitting;
		this.#keyboard = keyboard;
	}
	async press(key) {
		if (key === keys.interrupt) return exitCodes.interrupted;
		if (this.#isNoting) {
			this.#type(key);
			return;
		}
		switch (key.toLowerCase()) {
			case "p": return await this.#give("pass");
			case "f": return await this.#give("fail");
			case "n":
				this.#isNoting = true;
				this.#write(`\n  why: ${this.#note}`);
				return;
			case "s":
				this.#sitting.skip();
				return await this.#next();
			case "u": return await this.#undo();
			case "q": return exitCodes.pass;
			case "?":
				this.#write(help);
				this.#prompt();
				return;
			default: return;
		}
	}
	leave(exitCode) {
		const { given, counts, left } = this.#sitting;
		const { dimension } = this.#keyboard;
		const rest = left === 0 ? "" : ` ${countOf(left, "session")} left.`;
		this.#write(`\n${countOf(given, "label")} given. ${dimension} has ${counts.pass} pass and ${counts.fail} fail.${rest}\n`);
		return exitCode;
	}
	async show() {
		const { io, painter, project, dimension } = this.#keyboard;
		const name = this.#sitting.session;
		if (name === void 0) {
			this.#write(`\nNo session is left to label on ${dimension}.\n`);
			return;
		}
		if (isTerminal(io.stdout, io.env)) this.#write(clearScreen);
		const path = `${project.config.dataset}/sessions/${name}.json`;
		const reading = readSessionFile(await project.files.readFile(path, maxSessionBytes));
		this.#isShown = reading.kind === "session";
		if (reading.kind === "wrong") this.#write(`\n${painter.yellow(terminalText(reading.message, 300))}\n`);
		else {
			const { annotations: _said, reward: _reward, ...session } = reading.session;
			const width = io.stdout.columns || usualWidth;
			this.#write(renderTimeline({
				...session,
				id: name
			}, {
				...painter,
				width
			}));
		}
		const question = project.dataset.dimensions[dimension] ?? "";
		this.#write(`\n${painter.bold(dimension)}: ${terminalText(question, 300)}\n`);
		this.#prompt();
	}
	#prompt() {
		const { left, counts } = this.#sitting;
		const { dim } = this.#keyboard.painter;
		const note = this.#note === "" ? "" : `  why: ${terminalText(this.#note)}\n`;
		this.#write(`${note}${dim(`${countOf(left, "session")} left \u00B7 ${counts.pass} pass, ${counts.fail} fail so far`)}\np pass \u00B7 f fail \u00B7 n note \u00B7 s skip \u00B7 u undo \u00B7 q quit \u00B7 ? help `);
	}
	async #give(label) {
		if (!this.#isShown) {
			this.#write("\n  nobody can say anything of a session that cannot be read: s skips it\n");
			this.#prompt();
			return;
		}
		this.#sitting.give(label, this.#note);
		this.#write(`${label}\n`);
		return await this.#next();
	}
	async #undo() {
		const undone = this.#sitting.undo();
		this.#note = "";
		if (undone === "undone") await this.show();
		else {
			this.#write(`\n  ${{
				nothing: "nothing to undo in this sitting",
				changed: "somebody else wrote into the file meanwhile: mend it by hand"
			}[undone]}\n`);
			this.#prompt();
		}
	}
	async #next() {
		this.#note = "";
		await this.show();
		return this.#sitting.session === void 0 ? exitCodes.pass : void 0;
	}
	#type(key) {
		if (key === keys.enter) {
			this.#isNoting = false;
			this.#note = this.#note.trim();
			this.#write("\n");
			this.#prompt();
		} else if (key === keys.backspace) {
			const letters = Array.from(this.#note);
			if (letters.length === 0) return;
			this.#note = letters.slice(0, -1).join("");
			this.#write("\b \b");
		} else if (this.#note.length < longestNote) {
			this.#note += key;
			this.#write(terminalText(key) === "" ? " " : terminalText(key));
		}
	}
	#write(text) {
		this.#keyboard.io.stdout.write(text);
	}
};

// src/cli/commands/label.ts
async function labelCommand(dimension, options, io) {
	mustImport(options);
	const place = locateProject(io.cwd, options);
	const project = await loadJudgedProject(projectRequest(place));
	mustKnow(project, dimension);
	const by = annotatorOf(options, io);
	if (options.import !== void 0) return importCommand(options.import, {
		project,
		dimension,
		by,
		root: place.root
	}, {
		options,
		io
	});
	const sitting = await openSitting({
		project,
		dimension,
		by,
		isSecondOpinion: options.secondOpinion === true
	}, {
		store: composeLabels(place.root),
		lastRuns: composeLastRuns(place.root),
		nowMs: () => Date.now()
	});
	warnOf(sitting, io);
	return labelAtKeyboard(sitting, {
		project,
		dimension,
		by,
		io,
		painter: painterFor(options, io)
	});
}
function mustImport({ import: files, ...options }) {
	if (files !== void 0) return;
	const given = [
		...options.map === void 0 ? [] : ["--map"],
		...options.passValues === void 0 ? [] : ["--pass-values"],
		...options.failValues === void 0 ? [] : ["--fail-values"],
		...options.passFrom === void 0 ? [] : ["--pass-from"],
		...options.json === true ? ["--json"] : []
	];
	if (given.length === 0) return;
	throw new UserError("IMPORT_MISSING", `${listText(given.map((option) => `\`${option}\``), given.length)} ${given.length === 1 ? "is" : "are"} about an import, and no file is imported.`, "Name the files with `--import <files>`, or leave that out to label at the keyboard.");
}
function annotatorOf({ by }, { env }) {
	const name = (by ?? env["USER"] ?? env["LOGNAME"] ?? env["USERNAME"] ?? systemUser()).trim();
	if (name !== "" && name.length <= 100) return name;
	throw new UserError("ANNOTATOR_UNKNOWN", name === "" ? "Nobody knows who labels: the system does not tell your name." : "The name of who labels has more than 100 characters.", "Say it with `--by <name>`.");
}
function systemUser() {
	try {
		return userInfo().username;
	} catch {
		return "";
	}
}
function warnOf({ problems }, { stderr }) {
	if (problems.length === 0) return;
	const text = `${describeProblems(problems)}\nwarning: these lines are no labels; they stay as they are, and calibrate refuses them.`;
	stderr.write(`${terminalLines(text)}\n`);
}
async function importCommand(files, { project, dimension, by, root }, { options, io }) {
	const { map = [dimension], passValues: pass, failValues: fail, passFrom } = options;
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	const { signal } = interrupt;
	try {
		const imported = await importLabels({
			project,
			dimension,
			files,
			mapping: {
				names: map,
				...pass && { pass },
				...fail && { fail },
				...passFrom !== void 0 && { passFrom }
			},
			by,
			signal,
			nowMs: () => Date.now()
		}, {
			source: composeSessionSource(resolve(io.cwd), {
				format: "auto",
				signal
			}),
			redactor: await composeRedactor(io.env, project.config.redaction),
			sessions: composeSessionStore(join(root, project.config.dataset, "sessions"), {
				holdsBack: false,
				isIgnored: false
			}),
			labels: composeLabels(root)
		});
		io.stdout.write(options.json ? renderJson(imported) : renderImportedLabels(imported, {
			dimension,
			names: map
		}));
		if (signal.aborted) return exitCodes.interrupted;
		return imported.labels + imported.known > 0 ? exitCodes.pass : exitCodes.userError;
	} finally {
		unsubscribe();
	}
}

export { labelCommand };