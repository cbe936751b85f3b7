import { _r as isFolder, ao as UserError, cr as projectFiles, ct as systemClock, lt as composeCalibrations, qi as unreadableProblem, ut as readChosenRuns, vn as resultFiles, xr as projectWriter } from "./run-DTe1xjOx.js";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, parse, relative } from "node:path";

// src/adapters/fs/start-of-file.ts
/** The first bytes of a file as text; "" where there is none, or it is no file. For telling what something is. */
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

// src/compose/compose-pages.ts
/** The runs of a folder that a report shows. */
const readReportedRuns = (folder, wants) => readChosenRuns(join(folder.path, resultFiles.journal), wants);
/** What rendering the results of a project asks for. */
function composeRender(root) {
	return {
		files: projectFiles(root),
		clock: systemClock,
		readCalibration: composeCalibrations(root),
		readRuns: readReportedRuns
	};
}
const largestTriage = 268435456;
/**
* Tells the folder of a run from a `triage.json` and both from a file of sessions, which is not read.
*
* @throws UserError `TRIAGE_UNREADABLE`.
*/
async function readNamed(path) {
	if (isFolder(path)) return { kind: "folder" };
	if (!/^\s*\{\s*"schema"\s*:\s*"tracegate\.triage\//.test(startOfFile(path, 200))) return { kind: "sessions" };
	const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
	if (source.kind === "text") {
		const { parseTriage } = await import("./triage-file-DPNrG2th.js");
		return {
			kind: "triage",
			triage: parseTriage(source.text, path)
		};
	}
	throw new UserError("TRIAGE_UNREADABLE", `${path} cannot be read: ${unreadableProblem(source).message}`, "Make the file readable, or write it again with `tracegate triage`.");
}
/** Writes a file that somebody names by its absolute path, whole or not at all, and the folders that it needs. */
function writeNamed(path, text) {
	const { root } = parse(path);
	projectWriter(root).write(relative(root, path), text);
}
/** A place for a page that is looked at once. */
function placeForPage() {
	return join(mkdtempSync(join(tmpdir(), "tracegate-")), resultFiles.report);
}
/** Opens a page in the user's browser. @throws UserError `BROWSER_MISSING`. */
async function openPage(path) {
	const { openFile } = await import("./open-file-CiKg8ii6.js");
	await openFile(path);
}

export { readReportedRuns as a, readNamed as i, openPage as n, writeNamed as o, placeForPage as r, composeRender as t };