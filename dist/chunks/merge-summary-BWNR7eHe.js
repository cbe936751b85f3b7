import { U as UserError } from "./shared-Cu69G1m7.js";
import { An as countRuns, Ar as digestPlan, Ct as openJournal, Ga as grouped, In as compareText, Ka as listText, Ma as terminalLines, Ua as countOf, en as renderJson, ft as ExperimentFold, wn as runId, wr as makeRunFolder, wt as compareIdentities, yn as resultFiles } from "./run-BZDTBg9r.js";
import { n as parseJournalHeader, r as parseJournalLine } from "./parse-result-8z1WYbGp.js";
import { t as linesOf } from "./read-journal-CIST7pwD.js";
import { n as runsIn, t as explainFailures } from "./explain-failures-C8WXADNu.js";
const { closeSync, constants, createReadStream, existsSync, fstatSync, openSync, statSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/app/run/merge-shards.ts
async function mergeShards(sources, folder, { read, openJournal }) {
	const parts = await headersOf(sources, read);
	const [first] = parts;
	if (first === void 0) throw nothingToMerge();
	for (const part of parts) mustBelongTogether(first, part);
	const { header } = first;
	const { count, cut } = header.shards;
	const seen = [...new Set(parts.flatMap((part) => part.header.shards.seen))].toSorted((a, b) => a - b);
	const shards = {
		count,
		cut,
		seen
	};
	const fold = new ExperimentFold(header.subject, header.cases);
	const known = /* @__PURE__ */ new Map();
	const merged = [];
	const ends = [];
	const { journal } = await openJournal({
		path: join(folder.path, resultFiles.journal),
		header: {
			...header,
			shards
		},
		resume: false,
		onRecord: () => "foreign"
	});
	try {
		for (const part of parts) {
			const taken = await takePart(part, {
				read,
				fold,
				known,
				journal
			});
			if (taken.end !== void 0) ends.push(taken.end);
			const before = merged.some(({ shards: of }) => part.header.shards.seen.some((i) => of.includes(i)));
			merged.push(describePart$1(part, taken, before));
		}
		const at = ends.map((end) => end.at).toSorted().at(-1) ?? header.startedAt;
		const cause = ends.some(isOverBudget) ? "budget" : void 0;
		const saved = fold.planned - fold.recorded;
		const stop = cause !== void 0 && saved > 0 ? {
			mode: "off",
			seed: 0,
			saved,
			cause,
			tests: []
		} : void 0;
		journal.end({
			at,
			...stop && { stop }
		});
		const made = fold.experiment({
			startedAt: header.startedAt,
			durationMs: Math.max(0, Date.parse(at) - Date.parse(header.startedAt)),
			shards,
			...stop && { stop }
		});
		await journal.close();
		const path = join(folder.path, resultFiles.journal);
		const experiment = await explainFailures(made, path, runsIn(read));
		folder.write(resultFiles.experiment, `${JSON.stringify(experiment)}\n`);
		return {
			experiment,
			merged,
			lost: Array.from({ length: count }, (_, index) => index + 1).filter((index) => !seen.includes(index))
		};
	} finally {
		await journal.close();
	}
}
async function headersOf(sources, read) {
	const parts = [];
	for (const source of sources) {
		let header;
		for await (const line of read(source.path)) {
			if (line.kind === "header") header = line.header;
			break;
		}
		if (header === void 0) throw noPart(source, "not even its first line is whole");
		const { shards, cases } = header;
		if (shards === void 0 || cases === void 0) throw noPart(source, "it was written by a run of the whole plan");
		if (digestPlan(cases) !== header.plan || countRuns(cases) !== header.planned) throw noPart(source, "its cases are not those of its plan");
		const own = {
			...header,
			shards,
			cases
		};
		parts.push({
			...source,
			header: own,
			key: JSON.stringify(own)
		});
	}
	return parts.toSorted((a, b) => compareText(a.header.startedAt, b.header.startedAt) || compareText(a.key, b.key));
}
function mustBelongTogether(first, part) {
	const { shards } = first.header;
	const changes = compareIdentities(first.header, {
		...part.header,
		shards
	});
	const { count, cut } = part.header.shards;
	const cutOtherwise = count === shards.count ? cut !== shards.cut && "the plan was cut by other timings" : `the plan was cut in ${count} parts, and in ${shards.count} there`;
	const all = [...changes, ...cutOtherwise === false ? [] : [cutOtherwise]];
	const isSame = JSON.stringify(first.header.cases) === JSON.stringify(part.header.cases);
	if (all.length === 0 && isSame) return;
	throw new UserError("SHARDS_MIXED", `${part.name} does not belong to ${first.name}: ${all.length === 0 ? "its cases differ" : all.join("; ")}.`, "Make all parts of one commit, with the same number of parts and the same `--timings`, and join those.");
}
async function takePart(part, { read, fold, known, journal }) {
	const taken = {
		runs: 0,
		added: 0,
		differing: 0,
		end: void 0
	};
	const own = /* @__PURE__ */ new Map();
	for await (const line of read(part.path)) {
		if (line.kind === "header") continue;
		if (line.kind === "end") {
			taken.end = line.end;
			continue;
		}
		if (line.kind === "again") {
			fold.addAgain(line.again);
			continue;
		}
		const { run } = line;
		const id = runId(run);
		const came = endOf(run);
		const repeated = own.get(id);
		if (repeated !== void 0 && repeated !== came) throw contradicts(part, id);
		if (repeated !== void 0) continue;
		own.set(id, came);
		taken.runs += 1;
		const folded = fold.add(run);
		if (folded === "foreign") throw foreignRun(part, id);
		if (folded === "duplicate") {
			if (known.get(id) !== came) taken.differing += 1;
			continue;
		}
		known.set(id, came);
		taken.added += 1;
		journal.append(run);
	}
	return taken;
}
function describePart$1(part, taken, isKnown) {
	const { runs, added } = taken;
	const shown = {
		name: part.name,
		shards: part.header.shards.seen,
		runs,
		added
	};
	if (taken.differing > 0) return {
		...shown,
		state: "re-run"
	};
	if (isKnown && added === 0) return {
		...shown,
		state: "duplicate"
	};
	const isWhole = taken.end !== void 0 && !isOverBudget(taken.end);
	return {
		...shown,
		state: isWhole ? "whole" : "cut-off"
	};
}
function isOverBudget({ stop }) {
	return stop?.cause === "budget";
}
function endOf({ outcome, verdicts }) {
	return JSON.stringify([outcome, verdicts.map(({ evaluator, dimension, result }) => [
		evaluator,
		dimension,
		result
	])]);
}
function nothingToMerge() {
	return new UserError("RESULTS_MISSING", "There is no journal to join.", "Name the folders of the parts; each holds a journal.jsonl that `tracegate run --shard` wrote.");
}
function noPart({ name }, why) {
	return new UserError("SHARD_INVALID", `${name} is no part of a plan: ${why}.`, "Name journals that `tracegate run --shard` wrote. The results of a whole run are decided on with `tracegate gate --results`.");
}
function foreignRun({ name }, id) {
	return new UserError("RESULT_INVALID", `${name}: run ${id} is not in the plan, or a verdict is not one that its case asks for.`, "Run this part again; result files are not meant to be edited.");
}
function contradicts({ name }, id) {
	return new UserError("JOURNAL_CONTRADICTS", `${name}: run ${id} is recorded more than once, with another outcome or other verdicts.`, "Run this part again; journals of two executions must not be put together by hand.");
}

// src/adapters/journal/read-journal-lines.ts
const largestJournal = 2147483648;
async function* readJournalLines(path) {
	let line = 0;
	for await (const bytes of linesOf(path, openPlainFile(path))) {
		line += 1;
		const place = `${path}:${line}`;
		const text = bytes.toString("utf8");
		if (line === 1) yield {
			kind: "header",
			header: parseJournalHeader(text, place)
		};
		else yield parseJournalLine(text, place);
	}
}
function openPlainFile(path) {
	let fd;
	try {
		fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	} catch (cause) {
		throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
	}
	try {
		const { size, isFile } = factsOf(fd);
		if (!isFile) throw unreadable(path, "it is no file");
		if (size > largestJournal) throw unreadable(path, `it has ${size} bytes; at most ${largestJournal} are read`);
	} catch (error) {
		closeSync(fd);
		throw error;
	}
	return createReadStream(path, {
		fd,
		highWaterMark: 262144
	});
}
function factsOf(fd) {
	const stats = fstatSync(fd);
	return {
		size: stats.size,
		isFile: stats.isFile()
	};
}
function unreadable(path, why, cause) {
	return new UserError("RESULT_UNREADABLE", `Cannot read ${path}: ${why}.`, "Name the folder that the run wrote, whole.", { cause });
}

// src/compose/compose-merge.ts
const mergePorts = {
	read: readJournalLines,
	openJournal
};
function mergedFolder(path) {
	return makeRunFolder(path);
}
function shardSources(named) {
	return named.map(({ path, name }) => {
		const journal = isFolder(path) ? join(path, resultFiles.journal) : path;
		if (existsSync(journal)) return {
			path: journal,
			name
		};
		throw new UserError("RESULTS_MISSING", `There is no ${resultFiles.journal} in ${name}.`, "Name the folders that `tracegate run --shard` wrote, or leave the part out: it is then told as lost.");
	});
}
function isFolder(path) {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

// src/core/report/terminal/merge-summary.ts
const mergeSchema = "tracegate.merge/1";
function renderMergeSummary(result, out) {
	const { planned, recorded, isComplete } = result.experiment;
	return terminalLines([
		`${grouped(recorded)} of ${countOf(planned, "run")} are in ${out}.`,
		"",
		describeMerge(result),
		isComplete ? `Decide with \`tracegate gate --results ${out}\`.\n` : "The plan is not whole: a gate would call it undetermined.\n"
	].join("\n"));
}
function describeMerge({ experiment, merged, lost }) {
	const { shards } = experiment;
	const lines = [...merged.map((part) => `  ${describePart(part)}`), ...lost.length === 0 ? [] : [`  lost       ${lost.length === 1 ? "part" : "parts"} ${listText(lost.map(String), 20)} of ${shards?.count}: run the ${lost.length === 1 ? "job" : "jobs"} again and join once more`]];
	return terminalLines(`${lines.join("\n")}\n`);
}
const words = {
	whole: "",
	"cut-off": "; its execution did not come to its end",
	duplicate: "; all of it was there already",
	"re-run": "; it was run before, and what was started first stands"
};
function describePart({ name, shards, state, runs, added }) {
	const counts = added === runs ? countOf(runs, "run") : `${added} of ${countOf(runs, "run")} new`;
	return `${state.padEnd(10)} ${name}: part ${listText(shards.map(String), 8)}, ${counts}${words[state]}`;
}
function renderMergeJson({ experiment, merged, lost }) {
	const { planned, recorded, isComplete, shards } = experiment;
	return renderJson({
		schema: mergeSchema,
		planned,
		recorded,
		isComplete,
		count: shards?.count,
		parts: merged,
		lost
	});
}

export { mergedFolder as a, mergePorts as i, renderMergeJson as n, shardSources as o, renderMergeSummary as r, mergeShards as s, describeMerge as t };