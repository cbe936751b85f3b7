import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as parseJournalHeader, r as parseJournalLine } from "./parse-result-8z1WYbGp.js";
import { Ot as maxLineBytes } from "./run-BZDTBg9r.js";
const { createReadStream } = globalThis.process.getBuiltinModule("node:fs");

// src/adapters/journal/read-journal.ts
const chunkBytes = 262144;
const newline = 10;
async function readJournal(path, reader) {
	let wholeBytes = 0;
	let line = 0;
	for await (const bytes of wholeLines(path)) {
		line += 1;
		const place = `${path}:${line}`;
		const text = bytes.toString("utf8");
		if (line === 1) reader.onHeader(parseJournalHeader(text, place));
		else {
			const read = parseJournalLine(text, place);
			if (read.kind === "run") reader.onRecord(read.run, place, line);
			else if (read.kind === "again") reader.onAgain?.(read.again);
			else reader.onEnd?.(read.end);
		}
		wholeBytes += bytes.length + 1;
	}
	return wholeBytes;
}
function wholeLines(path) {
	return linesOf(path, createReadStream(path, { highWaterMark: chunkBytes }));
}
async function* linesOf(path, chunks) {
	let rest = [];
	let restBytes = 0;
	for await (const chunk of chunks) {
		let from = 0;
		for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
			const end = chunk.subarray(from, to);
			yield rest.length === 0 ? end : Buffer.concat([...rest, end]);
			rest = [];
			restBytes = 0;
			from = to + 1;
		}
		const start = chunk.subarray(from);
		restBytes += start.length;
		if (restBytes > 16777216 + chunkBytes) throw tooLong(path);
		if (start.length > 0) rest.push(start);
	}
}
function tooLong(path) {
	return new UserError("RESULT_UNREADABLE", `${path} has a line of more than ${maxLineBytes} bytes; it is no journal of Tracegate.`, "Run the experiment again without `--resume`.");
}

export { readJournal as n, wholeLines as r, linesOf as t };