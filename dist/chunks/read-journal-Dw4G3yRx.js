import { t as UserError } from "./errors-wBhBppnE.js";
import { n as parseJournalHeader, r as parseRunRecord } from "./parse-result-B8Syoo0T.js";
import { t as maxLineBytes } from "./longest-line-BDq4yTB2.js";
import { createReadStream } from "node:fs";

// src/adapters/journal/read-journal.ts
const chunkBytes = 262144;
const newline = 10;
/**
* Reads a journal line by line in bounded memory and returns the length in bytes of its whole lines.
*
* What follows the last newline was being written when its process died; it is left out. 0 means that not even
* the header is whole.
*
* @throws UserError for any whole line that is not what a journal holds.
*/
async function readJournal(path, reader) {
	let wholeBytes = 0;
	let line = 0;
	for await (const bytes of wholeLines(path)) {
		line += 1;
		const place = `${path}:${line}`;
		const text = bytes.toString("utf8");
		if (line === 1) reader.onHeader(parseJournalHeader(text, place));
		else reader.onRecord(parseRunRecord(text, place), place);
		wholeBytes += bytes.length + 1;
	}
	return wholeBytes;
}
/** The lines of a file that end in a newline, each without it. Throws `RESULT_UNREADABLE` for one that no journal has. */
async function* wholeLines(path) {
	let rest = [];
	let restBytes = 0;
	const chunks = createReadStream(path, { highWaterMark: chunkBytes });
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

export { wholeLines as n, readJournal as t };