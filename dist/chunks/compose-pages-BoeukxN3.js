import { Dt as composeCalibrations, Et as systemClock, Or as isFolder, ea as unreadableProblem, gr as projectFiles, yn as resultFiles } from "./run-BZDTBg9r.js";
import { t as projectWriter } from "./project-writer-rk6q8g9d.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as parseJournalHeader, r as parseJournalLine } from "./parse-result-8z1WYbGp.js";
import { r as wholeLines } from "./read-journal-CIST7pwD.js";
const { closeSync, fstatSync, lstatSync, mkdtempSync, openSync, readSync } = globalThis.process.getBuiltinModule("node:fs");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");
const { basename, dirname, join, parse, relative } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/fs/start-of-file.ts
function startOfFile(path, bytes) {
	let file;
	try {
		file = openSync(path, "r");
	} catch {
		return "";
	}
	try {
		if (!fstatSync(file).isFile()) return "";
		const buffer = Buffer.alloc(bytes);
		return buffer.toString("utf8", 0, readSync(file, buffer, 0, bytes, 0));
	} finally {
		closeSync(file);
	}
}

// src/adapters/journal/read-chosen-runs.ts
const lineStart = /^\{"caseId":"([a-z0-9-]{1,60})","runIndex":(\d{1,7}),/;
const startBytes = 120;
const largestJournal = 2147483648;
async function* readChosenRuns(path, wants) {
	if (!isPlainFile(path)) return;
	let line = 0;
	for await (const bytes of wholeLines(path)) {
		line += 1;
		const place = `${path}:${line}`;
		if (line === 1) {
			parseJournalHeader(bytes.toString("utf8"), place);
			continue;
		}
		const [, caseId, runIndex] = lineStart.exec(bytes.toString("latin1", 0, startBytes)) ?? [];
		if (caseId !== void 0 && !wants(caseId, Number(runIndex))) continue;
		const read = parseJournalLine(bytes.toString("utf8"), place);
		if (read.kind === "run" && wants(read.run.caseId, read.run.runIndex)) yield read.run;
	}
}
function isPlainFile(path) {
	const facts = lstatSync(path, { throwIfNoEntry: false });
	if (facts === void 0) return false;
	if (facts.isFile() && facts.size <= largestJournal) return true;
	throw new UserError("RESULT_UNREADABLE", facts.isFile() ? `${path} has ${facts.size} bytes; at most ${largestJournal} are read.` : `${path} is no file.`, "Run again: this was not written by Tracegate.");
}

// src/compose/compose-pages.ts
const readReportedRuns = (folder, wants) => readChosenRuns(join(folder.path, resultFiles.journal), wants);
function composeRender(root) {
	return {
		files: projectFiles(root),
		clock: systemClock,
		readCalibration: composeCalibrations(root),
		readRuns: readReportedRuns
	};
}
const largestTriage = 268435456;
async function readNamed(path) {
	if (isFolder(path)) return { kind: "folder" };
	if (!/^\s*\{\s*"schema"\s*:\s*"tracegate\.triage\//.test(startOfFile(path, 200))) return { kind: "sessions" };
	const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
	if (source.kind === "text") {
		const { parseTriage } = await import("./triage-file-CpHE0kHo.js");
		return {
			kind: "triage",
			triage: parseTriage(source.text, path)
		};
	}
	throw new UserError("TRIAGE_UNREADABLE", `${path} cannot be read: ${unreadableProblem(source).message}`, "Make the file readable, or write it again with `tracegate triage`.");
}
function writeNamed(path, text) {
	const { root } = parse(path);
	projectWriter(root).write(relative(root, path), text);
}
function placeForPage() {
	return join(mkdtempSync(join(tmpdir(), "tracegate-")), resultFiles.report);
}
async function openPage(path) {
	const { openFile } = await import("./open-file-1V7l0vIS.js");
	await openFile(path);
}

export { readReportedRuns as a, readNamed as i, openPage as n, writeNamed as o, placeForPage as r, composeRender as t };