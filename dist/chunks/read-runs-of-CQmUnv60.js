import { r as parseJournalLine } from "./parse-result-8z1WYbGp.js";
import { r as wholeLines } from "./read-journal-CIST7pwD.js";

// src/adapters/journal/read-runs-of.ts
const beginningBytes = 200;
const named = /^\{"caseId":"([a-z0-9-]{1,60})"/;
async function* readRunsOf(path, caseIds) {
	let line = 0;
	for await (const bytes of wholeLines(path)) {
		line += 1;
		if (line === 1) continue;
		const [, caseId] = named.exec(bytes.toString("latin1", 0, beginningBytes)) ?? [];
		if (caseId !== void 0 && !caseIds.has(caseId)) continue;
		const read = parseJournalLine(bytes.toString("utf8"), `${path}:${line}`);
		if (read.kind === "run" && caseIds.has(read.run.caseId)) yield read.run;
	}
}

export { readRunsOf };