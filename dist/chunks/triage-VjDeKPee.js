import { C as failureModes, E as exitCodes, d as unknownDimension, l as noResponse, s as formFields } from "./program-DKRRRX-J.js";
import { Bn as loadCompiler, Fr as readProject, Hn as projectRequest, Hr as readConfig, Ia as fencedBlock, Ja as percent, Ma as terminalLines, Na as terminalText, Ra as inlineText, Ua as countOf, Vn as locateProject, Xi as digestSession, br as cacheFolder, ea as unreadableProblem, en as renderJson, gn as nameOfPlace, gr as projectFiles, hn as nameOfBlame } from "./run-BZDTBg9r.js";
import { n as hasToolResults, r as writeCase, t as conversationOf } from "./draft-case-BDkzsdGj.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as slugOf } from "./slug-of-CUpZ_40W.js";
import { t as draftExpectations } from "./draft-expectations-Dj22-kzr.js";
import { t as blameSession } from "./blame-session-CV7VNIP1.js";
import { i as defaultWeights, n as askedIn, r as clusterSessions, t as CaseSpace } from "./nearest-case-FrUdX9N3.js";
import { n as parseTriage, r as triageSchema } from "./triage-file-Br64LTx-.js";
import { t as standardScorer } from "./standard-scorer-BRS3A6cb.js";
import { t as compileToolSchema } from "./tool-schema-DnkUb5Lb.js";
import { n as hasPassed, t as caseNameOf } from "./run-of-case-DVo_31EY.js";
import { t as describeFailure } from "./describe-failure-moCE9jtp.js";
import { t as sessionModes } from "./session-modes-DsF0eftn.js";
import { a as composeIssues } from "./compose-host-Bx6ID302.js";
import { n as surrogateKeyFolder, t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { t as projectWriter } from "./project-writer-rk6q8g9d.js";
import { t as describeIssueResult } from "./drift-summary-DdKRt1xr.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { existsSync, readFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { basename, dirname, join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/report/intake/cluster-issue.ts
const mostTraceChars = 5e4;
const countsStart = "<!-- tracegate:counts -->";
const countsEnd = "<!-- /tracegate:counts -->";
function clusterIssue(entry, sessions) {
	const marker = `<!-- tracegate:cluster ${entry.id} -->`;
	const counts = `${countsStart}\n${describeCounts(entry)}\n${countsEnd}`;
	const traces = fittingTraces(sessions);
	const [first] = sessions;
	const values = {
		asked: first === void 0 ? noResponse : askedBy(first),
		wrong: `${whatWentWrong(entry)}\n\n${counts}`,
		expected: noResponse,
		dimension: entry.dimension ?? "I do not know",
		severity: severityName(entry.severity),
		file: noResponse,
		trace: traces === "" ? noResponse : fenced(traces),
		place: noResponse
	};
	const fields = formFields.map(({ id, label }) => `### ${label}\n\n${values[id]}`);
	return {
		marker,
		title: `[agent] ${plainTitle(entry.label)}`,
		body: `${marker}\n\n${fields.join("\n\n")}\n`,
		counts
	};
}
function withNewCounts(body, { counts }) {
	const start = body.indexOf(countsStart);
	const end = body.indexOf(countsEnd, start);
	if (start < 0 || end < 0) return body;
	return `${body.slice(0, start)}${counts}${body.slice(end + 26)}`;
}
function describeCounts({ sessions, share, change, before, lifts, nearestCase }) {
	const since = change === "new" || before === void 0 ? "" : `, ${before} in the triage before`;
	const lifted = lifts.slice(0, 3).map(({ version, lift }) => `${inlineText(version, 80)} \u00D7${lift.toFixed(1)}`);
	return [
		`${countOf(sessions.length, "session")}, ${Math.round(share * 100)} % of all failures${since}.`,
		...lifted.length === 0 ? [] : [`More often with: ${lifted.join(", ")}.`],
		...nearestCase === void 0 ? [] : [`${nearestCase.isGuarding ? "A case guards it already" : "The nearest case"}: ${inlineText(nearestCase.id, 80)} (${Math.round(nearestCase.likeness * 100)} % alike).`]
	].join("\n");
}
function whatWentWrong({ label, modes, firstBadStep }) {
	const lines = [`${sentenceCase(inlineText(label, 200))}.`];
	if (firstBadStep !== void 0) {
		const { at, kind, what, quote, why } = firstBadStep;
		const said = quote === void 0 || what.includes(quote) ? "" : `, then \u201C${inlineText(quote, 300)}\u201D`;
		lines.push(`It seems to begin at ${nameOfPlace(at)} (${nameOfBlame(kind)}): ${inlineText(what, 200)}${said}. ${inlineText(why, 400)}`);
	}
	for (const { mode, what } of modes) lines.push(`Failure mode ${mode}: ${inlineText(what, 300)}`);
	return lines.join("\n\n");
}
function askedBy({ turns }) {
	const said = turns.filter(({ user }) => user.trim() !== "").slice(0, 6).map(({ user }) => `- ${inlineText(user, 400)}`);
	return said.length === 0 ? noResponse : said.join("\n");
}
function fittingTraces(sessions) {
	let text = "";
	for (const session of sessions) {
		const line = JSON.stringify(session);
		const longer = text === "" ? line : `${text}\n${line}`;
		if (longer.length <= mostTraceChars) text = longer;
	}
	return text;
}
function fenced(text) {
	return fencedBlock(text, 50001).replace(/^(`+)text\n/, "$1json\n");
}
function severityName(severity) {
	if (severity >= .95) return "high";
	return severity >= .8 ? "medium" : "low";
}
function sentenceCase(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function plainTitle(label) {
	return label.replaceAll(/[^\p{L}\p{N} ,.;:'\u2192-]+/gu, " ").trim().slice(0, 120);
}

// src/app/triage/open-cluster-issues.ts
const issueFolder = ".tracegate/issues";
async function openClusterIssues(queue, sessions, ports) {
	const results = [];
	for (const entry of queue) {
		const attached = entry.sessions.flatMap((id) => sessions.get(id) ?? []);
		const issue = clusterIssue(entry, attached);
		const { marker, title, body } = issue;
		const leaks = await ports.redactor.findLeaks(`${title}\n${body}`);
		if (leaks.length > 0) {
			results.push({
				cluster: entry.id,
				title,
				leaks
			});
			continue;
		}
		const file = `${issueFolder}/${entry.id}.md`;
		ports.writer.write(file, body);
		const filed = await ports.host?.upsertIssue({
			marker,
			title,
			body,
			revise: (standing) => withNewCounts(standing, issue)
		});
		results.push({
			cluster: entry.id,
			title,
			file,
			...filed !== void 0 && { filed }
		});
	}
	return results;
}

// src/core/intake/case-name.ts
const longest = 60;
function caseName(sentence, fallback, taken) {
	const slug = slugOf(sentence.replace(/^\s*\[[^\]]*\]\s*/, "").replaceAll(/['\u2019]/g, ""), fallback);
	const stem = slug.length < longest ? slug : slug.replace(/-[^-]*$/, "");
	for (let n = 1;; n += 1) {
		const end = n === 1 ? "" : `-${n}`;
		const name = `${stem.slice(0, longest - end.length).replace(/-+$/, "")}${end}`;
		if (!taken.has(name)) return name;
	}
}

// src/app/triage/propose-cases.ts
function proposeCases(request) {
	const { project, cluster, sessions, writer, exists } = request;
	const folder = project.config.dataset;
	const taken = new Set(project.dataset.cases.map(({ id }) => id));
	const written = [];
	const held = new Set(project.dataset.cases.flatMap(namesOf));
	let [known, mute] = [0, 0];
	for (const session of sessions) {
		const digest = digestSession(session);
		const conversation = conversationOf(session);
		const names = [digest, JSON.stringify(conversation)];
		if (conversation.length === 0) mute += 1;
		else if (names.some((name) => held.has(name))) known += 1;
		else {
			for (const name of names) held.add(name);
			const id = freeName(`${cluster.label} ${conversation[0] ?? ""}`, {
				taken,
				folder,
				exists,
				cluster
			});
			taken.add(id);
			const expectations = draftExpectations({
				evaluators: project.evaluators.values(),
				verdicts: request.check(session),
				...cluster.dimension !== void 0 && { dimension: cluster.dimension }
			});
			if (expectations.length === 0) throw noEvaluators(cluster);
			const isRecorded = hasToolResults(session);
			const [mode] = cluster.modes;
			const text = writeCase({
				id,
				title: titleOf(conversation[0] ?? id),
				status: "proposed",
				...mode !== void 0 && { failureMode: mode.mode },
				conversation,
				...isRecorded && { session: `${id}.json` },
				expectations,
				provenance: {
					session: digest,
					cluster: `${cluster.id} ${cluster.label}`
				}
			});
			const paths = [`${folder}/cases/${id}.yaml`, `${folder}/sessions/${id}.json`];
			if (isRecorded) {
				writer.write(paths[1], `${JSON.stringify(session, void 0, 2)}\n`);
				written.push(paths[1]);
			}
			writer.write(paths[0], text);
			written.push(paths[0]);
		}
	}
	return {
		written,
		known,
		mute
	};
}
function namesOf({ user, tools }) {
	const recorded = tools?.recorded;
	return [...recorded === void 0 ? [] : [digestSession(recorded.session)], ...user.kind === "conversation" ? [JSON.stringify(user.turns)] : []];
}
function freeName(sentence, { taken, folder, exists, cluster }) {
	for (;;) {
		const id = caseName(sentence, `cluster-${cluster.id}`, taken);
		if (![...["cases", "scenarios"].map((kind) => `${folder}/${kind}/${id}.yaml`), `${folder}/sessions/${id}.json`].some(exists)) return id;
		taken.add(id);
	}
}
function titleOf(text) {
	return text.replaceAll(/\s+/g, " ").trim().slice(0, 200);
}
function noEvaluators({ dimension }) {
	return new UserError("EVALUATORS_NONE", `No evaluator of the project fails such a session or judges ${dimension === void 0 ? "it" : `\`${dimension}\``}; nothing was proposed.`, "Add an evaluator that tells this failure (docs/evaluators.md), then propose again.");
}

// src/core/cluster/name-clusters.ts
const leastLikeness = .5;
function nameClusters(clusters, known = []) {
	const pairs = clusters.flatMap((cluster, index) => known.map((old) => ({
		index,
		old,
		alike: likeness(cluster, old)
	}))).filter(({ alike }) => alike >= leastLikeness).toSorted((a, b) => b.alike - a.alike || a.index - b.index || (a.old.id < b.old.id ? -1 : 1));
	const oldOf = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	for (const { index, old } of pairs) {
		if (oldOf.has(index) || taken.has(old.id)) continue;
		oldOf.set(index, old);
		taken.add(old.id);
	}
	const ids = new Set(known.map(({ id }) => id));
	return {
		clusters: clusters.map((cluster, index) => {
			const old = oldOf.get(index);
			const id = old?.id ?? freshId(cluster, ids);
			ids.add(id);
			const before = old === void 0 ? {} : { before: old.sessions.length };
			return {
				...cluster,
				id,
				change: changeOf(cluster, old),
				...before
			};
		}),
		resolved: known.filter(({ id }) => !taken.has(id))
	};
}
function likeness(cluster, old) {
	const ofSessions = new Set(cluster.sessions).intersection(new Set(old.sessions)).size / Math.min(cluster.sessions.length, old.sessions.length);
	const [a, b] = [labelOf$1(cluster), labelOf$1(old)];
	const both = a.intersection(b).size;
	return Math.max(ofSessions, both / Math.max(1, a.size + b.size - both));
}
function labelOf$1({ terms, dimension, path }) {
	return /* @__PURE__ */ new Set([
		...terms.map((term) => `term ${term}`),
		`dimension ${dimension ?? ""}`,
		`path ${JSON.stringify(path)}`
	]);
}
function freshId(cluster, taken) {
	const label = JSON.stringify([...labelOf$1(cluster)]);
	for (let n = 0;; n++) {
		const id = `c${createHash("sha256").update(`${label}${n}`).digest("hex").slice(0, 8)}`;
		if (!taken.has(id)) return id;
	}
}
function changeOf(cluster, old) {
	if (old === void 0) return "new";
	const more = cluster.sessions.length - old.sessions.length;
	if (more === 0) return "same";
	return more > 0 ? "grown" : "shrunk";
}

// src/core/cluster/triage.ts
const newness = {
	new: 2,
	grown: 1.5,
	same: 1,
	shrunk: .75
};
const unknownSeverity = .5;
const leastLift = 1.25;
function triage(failing, options) {
	const { clusters: found, silhouette, positions } = clusterSessions(failing, options);
	const { modes = none, files } = options;
	const { clusters, resolved } = nameClusters(found, options.known);
	const bySession = new Map(failing.map((one) => [one.sessionId, one]));
	const everywhere = countVersions(failing);
	const queue = clusters.map((cluster) => {
		const members = cluster.sessions.flatMap((id) => bySession.get(id) ?? []);
		const severity = severityOf(members, options.floors);
		return {
			...cluster,
			label: labelOf(cluster),
			share: cluster.sessions.length / failing.length,
			severity,
			urgency: cluster.sessions.length * severity * newness[cluster.change],
			lifts: liftsOf(members, {
				everywhere,
				all: failing.length
			}),
			modes: countModes(cluster.sessions, modes)
		};
	});
	const clusterOf = new Map(clusters.flatMap(({ id, sessions }) => sessions.map((session) => [session, id])));
	return {
		schema: triageSchema,
		sessions: options.sessions,
		failing: failing.length,
		queue: queue.toSorted((a, b) => b.urgency - a.urgency || (a.id < b.id ? -1 : 1)),
		unclustered: failing.map(({ sessionId }) => sessionId).filter((id) => !clusterOf.has(id)),
		...silhouette !== void 0 && { silhouette },
		resolved,
		failures: failing.map(({ sessionId: id, dimensions }) => {
			const [file, cluster] = [files?.get(id), clusterOf.get(id)];
			return {
				id,
				...file !== void 0 && { file },
				...cluster !== void 0 && { cluster },
				dimensions,
				modes: [...new Set((modes.get(id) ?? []).map(({ mode }) => mode))],
				...positions.get(id) ?? {
					x: .5,
					y: .5
				}
			};
		}).toSorted((a, b) => a.id < b.id ? -1 : 1),
		examples: []
	};
}
const none = /* @__PURE__ */ new Map();
function labelOf({ terms, dimension, id }) {
	return terms.length === 0 ? dimension ?? id : terms.join(", ");
}
function countModes(sessions, modes) {
	const counts = /* @__PURE__ */ new Map();
	for (const session of sessions) {
		const found = new Map((modes.get(session) ?? []).map((one) => [one.mode, one.what]));
		for (const [mode, what] of found) {
			const known = counts.get(mode);
			if (known === void 0) counts.set(mode, {
				sessions: 1,
				what
			});
			else known.sessions += 1;
		}
	}
	return [...counts].map(([mode, count]) => ({
		mode,
		...count
	})).toSorted((a, b) => b.sessions - a.sessions || (a.mode < b.mode ? -1 : 1));
}
function severityOf(members, floors) {
	return members.flatMap(({ dimensions }) => dimensions).flatMap((dimension) => floors.get(dimension) ?? []).reduce((most, floor) => Math.max(most, floor), 0) || unknownSeverity;
}
function countVersions(signatures) {
	const counts = /* @__PURE__ */ new Map();
	for (const { version } of signatures) for (const one of new Set(version)) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}
function liftsOf(members, { everywhere, all }) {
	return [...countVersions(members)].map(([version, sessions]) => ({
		version,
		sessions,
		lift: sessions / members.length / ((everywhere.get(version) ?? all) / all)
	})).filter(({ lift }) => lift >= leastLift).toSorted((a, b) => b.lift - a.lift || (a.version < b.version ? -1 : 1));
}

// src/app/triage/chosen-sessions.ts
const mostSiblings = 8;
async function readChosen(ids, { idOf, caseOf }, ports) {
	const sessions = /* @__PURE__ */ new Map();
	const passing = /* @__PURE__ */ new Map();
	for (const id of ids) {
		const name = caseOf.get(id);
		if (name !== void 0) passing.set(name, []);
	}
	if (ids.size > 0) for await (const item of ports.source.read(...ports.files)) {
		if (item.kind !== "session") continue;
		const id = idOf.get(digestSession(item.session));
		if (id !== void 0 && ids.has(id) && !sessions.has(id)) {
			const session = await redacted(item.session, ports.redactor);
			if (session !== void 0) sessions.set(id, {
				...session,
				id
			});
		}
		const runs = passing.get(caseNameOf(item.session) ?? "");
		if (runs === void 0 || runs.length >= mostSiblings) continue;
		if (!hasPassed(item.session, ports.scorer.checks(item.session))) continue;
		const session = await redacted(item.session, ports.redactor);
		if (session !== void 0) runs.push(session);
	}
	return {
		sessions,
		siblings: new Map([...ids].map((id) => [id, passing.get(caseOf.get(id) ?? "") ?? []]))
	};
}
async function redacted(session, redactor) {
	try {
		return (await redactor.redact(session)).session;
	} catch (error) {
		if (error instanceof UserError) return void 0;
		throw error;
	}
}

// src/core/trace/session-chars.ts
function sessionChars({ turns }) {
	let chars = 0;
	for (const { user, reply = "", steps } of turns) {
		chars += user.length + reply.length;
		for (const step of steps) chars += step.kind === "model" ? step.text?.length ?? 0 : sizeOf(step.result);
	}
	return chars;
}
function sizeOf(result) {
	if (typeof result === "string") return result.length;
	return result === void 0 ? 0 : JSON.stringify(result).length;
}

// src/app/triage/read-failures.ts
async function readFailures(request) {
	const { scorer, source, signal, sinceMs } = request;
	const failing = [];
	const files = /* @__PURE__ */ new Map();
	const modes = /* @__PURE__ */ new Map();
	const idOf = /* @__PURE__ */ new Map();
	const caseOf = /* @__PURE__ */ new Map();
	const runs = new CaseRuns();
	const dropped = [];
	const seen = /* @__PURE__ */ new Set();
	const ids = /* @__PURE__ */ new Set();
	let [sessions, duplicates, older, timeless] = [
		0,
		0,
		0,
		0
	];
	for await (const item of source.read(...request.files)) {
		if (signal.aborted) break;
		if (item.kind === "dropped") dropped.push(...item.dropped);
		if (item.kind === "unreadable") throw item.error;
		if (item.kind !== "session") continue;
		const { session } = item;
		const startedAtMs = startOf(session);
		if (sinceMs !== void 0 && startedAtMs !== void 0 && startedAtMs < sinceMs) {
			older += 1;
			continue;
		}
		const digest = digestSession(session);
		if (seen.has(digest)) {
			duplicates += 1;
			continue;
		}
		seen.add(digest);
		sessions += 1;
		if (startedAtMs === void 0) timeless += 1;
		request.onSession?.(sessions);
		const verdicts = scorer.checks(session);
		const signature = describeFailure(session, verdicts);
		const name = caseNameOf(session);
		if (name !== void 0) runs.add(name, signature !== void 0, hasPassed(session, verdicts));
		if (signature === void 0) continue;
		const own = withOwnId(signature, ids);
		failing.push(own);
		idOf.set(digest, own.sessionId);
		if (item.file !== void 0) files.set(own.sessionId, item.file);
		if (name !== void 0) caseOf.set(own.sessionId, name);
		modes.set(own.sessionId, modesIn(session, verdicts));
	}
	if (sessions === 0) throw noSessions(request.files, older);
	for (const [id, name] of caseOf) {
		const unsteady = runs.findingOf(name);
		if (unsteady !== void 0) modes.set(id, [...modes.get(id) ?? [], unsteady]);
	}
	return {
		sessions,
		duplicates,
		older,
		timeless,
		failing,
		files,
		modes,
		idOf,
		caseOf,
		dropped
	};
}
var CaseRuns = class {
	#counts = /* @__PURE__ */ new Map();
	add(name, hasFailed, isPass) {
		const count = this.#counts.get(name) ?? {
			passed: 0,
			failed: 0
		};
		if (isPass) count.passed += 1;
		else if (hasFailed) count.failed += 1;
		this.#counts.set(name, count);
	}
	findingOf(name) {
		const { passed, failed } = this.#counts.get(name) ?? {
			passed: 0,
			failed: 0
		};
		if (passed === 0 || failed === 0) return void 0;
		return {
			mode: "non-determinism",
			what: `${passed} of ${passed + failed} runs of the same case passed.`,
			evidence: []
		};
	}
};
const mostChars = 2e6;
function modesIn(session, verdicts) {
	return sessionChars(session) > mostChars ? [] : sessionModes(session, verdicts);
}
function startOf({ turns }) {
	for (const { startedAtMs, steps } of turns) {
		const found = startedAtMs ?? steps.find((step) => step.startedAtMs !== void 0)?.startedAtMs;
		if (found !== void 0) return found;
	}
}
function withOwnId(signature, ids) {
	let sessionId = signature.sessionId;
	for (let n = 2; ids.has(sessionId); n++) sessionId = `${signature.sessionId}#${n}`;
	ids.add(sessionId);
	return {
		...signature,
		sessionId
	};
}
function noSessions(files, older) {
	const where = files.length === 1 ? "the file" : `${files.length} files`;
	return older > 0 ? new UserError("SESSIONS_NONE", `All ${older} sessions in ${where} began before \`--since\`.`, "Give an earlier date, or leave it out.") : new UserError("SESSIONS_NONE", `No session in ${where}.`, "Give files that `tracegate import --dry-run` can read.");
}

// src/app/triage/triage-sessions.ts
const largestExample = 5e5;
async function triageSessions(request) {
	const { scorer = standardScorer(), floors, known, clustering } = request;
	const read = await readFailures({
		...request,
		scorer
	});
	const vectors = await request.embed?.(read.failing);
	const { modes, files, sessions, dropped, duplicates, older, timeless } = read;
	const sorted = triage(read.failing, {
		...clustering,
		...vectors !== void 0 && { vectors },
		sessions,
		floors,
		known,
		modes,
		files
	});
	const wanted = wantedIn(sorted.queue, request.wanted?.cluster);
	const ids = /* @__PURE__ */ new Set([...sorted.queue.flatMap((entry) => entry.sessions.slice(0, request.examples ?? 1)), ...wanted?.sessions.slice(0, request.wanted?.sessions ?? 0) ?? []]);
	const chosen = await readChosen(ids, read, {
		...request,
		scorer
	});
	const space = new CaseSpace(request.cases);
	const queue = await Promise.all(sorted.queue.map(async (entry) => {
		const session = chosen.sessions.get(entry.representative);
		const siblings = chosen.siblings.get(entry.representative) ?? [];
		const firstBadStep = session && suspectedIn(session, siblings, scorer);
		const nearestCase = session && space.nearest(askedIn(session));
		return {
			...entry,
			label: labelFrom(entry, firstBadStep),
			modes: await Promise.all(entry.modes.map(async (one) => ({
				...one,
				what: (await request.redactor.redactText(one.what)).text.slice(0, 1e3)
			}))),
			...firstBadStep && { firstBadStep },
			...nearestCase && { nearestCase }
		};
	}));
	const examples = queue.flatMap(({ representative }) => {
		const session = chosen.sessions.get(representative);
		return session !== void 0 && JSON.stringify(session).length <= largestExample ? [session] : [];
	});
	return {
		triage: {
			...sorted,
			queue,
			examples
		},
		dropped,
		duplicates,
		older,
		timeless,
		sessions: chosen.sessions,
		...wantedAs(queue, wanted)
	};
}
function labelFrom({ label }, step) {
	if (step === void 0 || step.kind === "evaluator-evidence") return label;
	return `${nameOfBlame(step.kind)} \u00B7 ${label}`;
}
function wantedAs(queue, wanted) {
	const finished = queue.find(({ id }) => id === wanted?.id);
	return finished === void 0 ? {} : { wanted: finished };
}
function wantedIn(queue, name) {
	return queue.find(({ id }, index) => name === id || name === String(index + 1));
}
function suspectedIn(session, siblings, scorer) {
	const verdicts = scorer.checks(session);
	const blame = blameSession(session, {
		verdicts,
		siblings,
		compileSchema: compileToolSchema
	});
	if (blame === void 0) return void 0;
	const { at, kind, tier, what, why, evidence } = blame;
	const quote = evidence.find((piece) => piece.quote === true)?.what;
	return {
		session: session.id,
		at,
		kind,
		tier,
		what,
		why: why.slice(0, 1e3),
		...quote !== void 0 && { quote: quote.slice(0, 300) }
	};
}

// src/compose/compose-triage.ts
const largestTriage = 268435456;
async function findProject(cwd, options) {
	const place = locateProject(cwd, options);
	const source = await projectFiles(place.root).readFile(place.configPath);
	if (source.kind === "unreadable" && source.reason === "missing") return {
		root: place.root,
		problems: []
	};
	const { config, problems } = readConfig(source);
	if (config === void 0 || problems.length > 0) throw new UserError("CONFIG_INVALID", `${join(place.root, place.configPath)} cannot be used.`, "Mend the places above.", { problems });
	const result = await readProject(projectRequest(place));
	return {
		root: place.root,
		config,
		...result.kind === "project" && { project: result.project },
		problems: result.kind === "project" ? [] : result.problems
	};
}
function runCases({ project }) {
	return (project?.dataset.cases ?? []).filter(({ status }) => status !== "retired");
}
function floorsOf({ config }) {
	return new Map(Object.entries(config?.gate.dimensions ?? {}).map(([name, { floor }]) => [name, floor]));
}
function clusteringOf({ config }) {
	const { weights, silhouetteFloor } = config?.triage ?? {};
	const all = {
		...defaultWeights,
		...weights
	};
	return {
		...weights !== void 0 && { weights: all },
		...silhouetteFloor !== void 0 && { silhouetteFloor }
	};
}
async function composeEmbedding({ config, root }, ports) {
	const embeddings = config?.triage?.embeddings;
	if (embeddings === void 0) return void 0;
	const [{ openAiEmbedder }, { vectorFiles }, { embedFailures }] = await Promise.all([
		import("./openai-embedder-CENb7usA.js"),
		import("./vector-files-BwmwndUW.js"),
		import("./embed-failures-Ff22j00x.js")
	]);
	const { environment, redactor, signal, onWarning } = ports;
	const apiKey = environment[embeddings.apiKeyEnv];
	const embedder = openAiEmbedder({
		...embeddings,
		environment,
		...apiKey !== void 0 && { apiKey }
	});
	const cache = vectorFiles(join(root, cacheFolder), { onWarning });
	return (failing) => embedFailures(failing, {
		embedder,
		cache,
		redactor,
		signal
	});
}
async function readKnownClusters(path) {
	const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
	if (source.kind === "text") return parseTriage(source.text, path).queue;
	throw new UserError("TRIAGE_UNREADABLE", `${path} cannot be read: ${unreadableProblem(source).message}`, "Give the triage.json of an earlier `tracegate triage`, or leave --against out.");
}
function writeResult(root, path, text) {
	projectWriter(dirname(path)).write(basename(path), text);
	const results = join(root, resultFolder);
	const name = relative(results, path);
	if (name.startsWith("..") || name === path) return;
	hideFromGit(root, name);
}
const resultFolder = ".tracegate";
function hideFromGit(root, name) {
	const path = join(root, resultFolder, ".gitignore");
	const standing = existsSync(path) ? readFileSync(path, "utf8") : "";
	const lines = standing.split(/\r?\n/);
	if (lines.includes(name) || lines.includes("*") || lines.includes(`/${name}`)) return;
	const text = `${standing}${standing === "" || standing.endsWith("\n") ? "" : "\n"}/${name}\n`;
	projectWriter(join(root, resultFolder)).write(".gitignore", text);
}
function composeIssueWriter(root) {
	return projectWriter(root);
}
async function composeProposal({ project, root }) {
	const { newestChecks } = await import("./newest-checks-D7Q6ak4V.js");
	const evaluators = project?.evaluators ?? /* @__PURE__ */ new Map();
	return {
		check: newestChecks(evaluators, await loadCompiler(evaluators.values())),
		exists: (path) => existsSync(resolve(root, path)),
		writer: projectWriter(root)
	};
}

// src/core/report/terminal/triage-summary.ts
const mostLifts = 3;
function renderTriage(triage, { mode } = {}) {
	const { sessions, failing, queue, unclustered, resolved, silhouette } = triage;
	const head = `${failing} of ${countOf(sessions, "session")} failed`;
	const gone = resolved.length === 0 ? [] : ["", `Gone since then: ${resolved.map(labelOf).join(" \u00B7 ")}`];
	if (failing === 0) return [`${head}: nothing to look at.`, ...gone].join("\n");
	if (queue.length === 0) return [
		`${head}, and no clusters were found${silhouette === void 0 ? "" : ` (best silhouette ${silhouette.toFixed(2)})`}: they have nothing in common that tells them apart.`,
		...listed(unclustered),
		...gone
	].join("\n");
	const shown = queue.map((entry, index) => ({
		entry,
		place: index + 1
	})).filter(({ entry }) => mode === void 0 || entry.modes.some((one) => one.mode === mode));
	const hidden = queue.length - shown.length;
	if (mode !== void 0 && shown.length === 0) return [
		`${head}, in ${countOf(queue.length, "cluster")}, of which none shows ${mode}.`,
		...modesSeen(queue),
		...gone
	].join("\n");
	return [
		`${head}, in ${countOf(queue.length, "cluster")}. The most urgent first:`,
		...shown.flatMap(({ entry, place }) => ["", ...describeEntry(entry, place)]),
		...hidden === 0 ? [] : ["", `Without ${mode}: ${countOf(hidden, "cluster")}`],
		...unclustered.length === 0 ? [] : ["", `In no cluster: ${unclustered.length}`],
		...gone
	].join("\n");
}
function modesSeen(queue) {
	const seen = failureModes.map((mode) => {
		const counts = queue.flatMap(({ modes }) => modes.flatMap((one) => one.mode === mode ? [one.sessions] : []));
		return {
			mode,
			clusters: counts.length,
			sessions: counts.reduce((sum, one) => sum + one, 0)
		};
	}).filter(({ clusters }) => clusters > 0).toSorted((a, b) => b.sessions - a.sessions);
	if (seen.length === 0) return ["No failure mode was recognised in any of them."];
	return ["Recognised were:", ...seen.map(({ mode, clusters, sessions }) => `  ${mode}: ${countOf(sessions, "session")} in ${countOf(clusters, "cluster")}`)];
}
function describeEntry(entry, place) {
	const { sessions, share, change, before, dimension, path, representative, id, severity } = entry;
	const count = `${countOf(sessions.length, "session")} (${Math.round(share * 100)} %)`;
	const since = change === "same" ? "" : ` \u00B7 ${change}${before === void 0 ? "" : ` from ${before}`}`;
	const floor = dimension === void 0 ? "" : ` \u00B7 ${dimension}`;
	return [
		`${place}. ${terminalText(entry.label, 120)}  [${id}]`,
		`   ${count}${since}${floor} \u00B7 severity ${severity.toFixed(2)}`,
		...path.length === 0 ? [] : [`   ${pathText(path)}`],
		...modeLines(entry),
		...stepLines(entry),
		`   representative: ${representative}`,
		...caseLines(entry),
		...liftLines(entry)
	];
}
const longestPath = 12;
function pathText(path) {
	const left = path.length - longestPath;
	const more = left > 0 ? ` \u2192 \u2026 ${left} more` : "";
	return `${path.slice(0, longestPath).map((tool) => terminalText(tool, 60)).join(" \u2192 ")}${more}`;
}
function modeLines({ modes, sessions }) {
	const [first] = modes;
	if (first === void 0) return [];
	return [`   ${modes.map(({ mode, sessions: count }) => `${mode} ${count}/${sessions.length}`).join(", ")}: ${terminalText(first.what, 160)}`];
}
function stepLines({ firstBadStep }) {
	if (firstBadStep === void 0) return [];
	const { at, kind, tier, what, quote } = firstBadStep;
	const said = quote === void 0 || what.includes(quote) ? "" : `, then \u201C${terminalText(quote, 120)}\u201D`;
	return [`   first bad step: ${nameOfPlace(at)}, ${nameOfBlame(kind)} (${tier})`, `     ${terminalText(what, 160)}${said}`];
}
function caseLines({ nearestCase }) {
	if (nearestCase === void 0) return [];
	const { id, likeness, isGuarding } = nearestCase;
	const alike = `${percent(Math.round(likeness * 100) / 100)} alike`;
	return [isGuarding ? `   guarded by: ${id} (${alike})` : `   no case guards it; nearest: ${id} (${alike})`];
}
function liftLines({ lifts }) {
	const told = lifts.slice(0, mostLifts).map(({ version, lift }) => `${version} \u00D7${lift.toFixed(1)}`);
	return told.length === 0 ? [] : [`   more often with: ${told.join(", ")}`];
}
const mostListed = 20;
function listed(ids) {
	const left = ids.length - mostListed;
	return [...ids.slice(0, mostListed).map((id) => `  ${id}`), ...left > 0 ? [`  \u2026 and ${left} more`] : []];
}

// src/cli/commands/triage.ts
const attached = 3;
async function triageCommand(files, options, io) {
	const { against, since, propose, mode } = options;
	const address = options.openIssues ? issueAddress(options, io.env) : void 0;
	const known = await findProject(io.cwd, options);
	if (propose !== void 0) mustBeWhole(known);
	const redactor = await composeRedactor(io.env, known.config?.redaction, join(known.root, surrogateKeyFolder));
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const embed = await composeEmbedding(known, {
			environment: io.env,
			redactor,
			signal: interrupt.signal,
			onWarning: (message) => io.stderr.write(`${terminalLines(message)}\n`)
		});
		const result = await triageSessions({
			files,
			source: composeSessionSource(resolve(io.cwd), { format: options.format }),
			redactor,
			floors: floorsOf(known),
			known: against === void 0 ? [] : await readKnownClusters(resolve(io.cwd, against)),
			cases: runCases(known),
			clustering: clusteringOf(known),
			signal: interrupt.signal,
			...options.openIssues && { examples: attached },
			...embed !== void 0 && { embed },
			...since !== void 0 && { sinceMs: since },
			...propose !== void 0 && { wanted: {
				cluster: propose,
				sessions: options.cases
			} }
		});
		if (interrupt.signal.aborted) return exitCodes.interrupted;
		const { triage } = result;
		writeResult(known.root, resolve(io.cwd, options.out), renderJson(triage));
		tellReading(result, known, io);
		if (options.json) io.stdout.write(renderJson(triage));
		else {
			const text = renderTriage(triage, mode === void 0 ? {} : { mode });
			io.stdout.write(`${terminalLines(`${text}\n\nThe whole queue: ${options.out}`)}\n`);
		}
		if (propose !== void 0) await proposeFrom(result, propose, {
			known,
			io
		});
		if (options.openIssues) await openIssues(result, redactor, {
			known,
			address,
			io
		});
		return exitCodes.pass;
	} finally {
		unsubscribe();
	}
}
function tellReading({ dropped, duplicates, older, timeless }, { problems }, io) {
	for (const { file, path, reason, count } of dropped) io.stderr.write(terminalLines(`dropped: ${file} ${path}: ${reason} (${count})\n`));
	if (duplicates > 0) io.stderr.write(`${countOf(duplicates, "session")} stood there more than once.\n`);
	if (older > 0) {
		const note = timeless === 0 ? "" : ` ${countOf(timeless, "session")} without a time counted.`;
		io.stderr.write(`${countOf(older, "session")} began before and were left out.${note}\n`);
	}
	if (problems.length > 0) io.stderr.write(`The dataset has ${countOf(problems.length, "problem")}, so that no case is known; run \`tracegate validate\`.\n`);
}
function mustBeWhole({ project, problems, root }) {
	if (project !== void 0) return;
	throw new UserError("PROJECT_INVALID", problems.length === 0 ? `There is no project in ${root} that cases could be proposed to.` : `The project in ${root} has ${countOf(problems.length, "problem")}; nothing was proposed.`, "Name the project's folder with `--root`, and mend it with `tracegate validate`.", { problems });
}
async function proposeFrom({ wanted, sessions, triage }, name, { known, io }) {
	const { project } = known;
	if (wanted === void 0) {
		const ids = triage.queue.map(({ id }, index) => `${index + 1} (${id})`).join(", ");
		throw new UserError("CLUSTER_UNKNOWN", `There is no cluster ${name}${ids === "" ? ", nor any other" : `; there are ${ids}`}.`, "Name a cluster by its place in the queue, or by the id in brackets.");
	}
	if (project === void 0) return;
	const chosen = wanted.sessions.flatMap((id) => sessions.get(id) ?? []);
	const { written, known: held, mute } = proposeCases({
		project,
		cluster: wanted,
		sessions: chosen,
		...await composeProposal(known)
	});
	const notes = [...held === 0 ? [] : [`${countOf(held, "session")} are cases already`], ...mute === 0 ? [] : [`in ${countOf(mute, "session")} the user says nothing`]];
	const cases = written.filter((path) => path.includes("/cases/"));
	io.stderr.write(`Proposed ${countOf(cases.length, "case")}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}:\n${written.map((path) => `  ${path}\n`).join("")}`);
}
function issueAddress({ repo }, { GITHUB_REPOSITORY = "", GITHUB_TOKEN: token = "", GITHUB_API_URL }) {
	if (token === "") return void 0;
	const repository = repo ?? GITHUB_REPOSITORY;
	if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return {
		repository,
		token,
		apiUrl: GITHUB_API_URL ?? "https://api.github.com"
	};
	throw new UserError("ISSUE_UNADDRESSED", "GITHUB_TOKEN is set, and it is not known where issues are filed.", "Name the repository with `--repo owner/name`.");
}
async function openIssues({ triage, sessions }, redactor, { known, address, io }) {
	const results = await openClusterIssues(triage.queue, sessions, {
		redactor,
		writer: composeIssueWriter(known.root),
		...address !== void 0 && { host: await composeIssues(address) }
	});
	hideFromGit(known.root, "issues/");
	for (const result of results) io.stderr.write(`${terminalLines(describeIssue(result))}\n`);
}
function describeIssue({ cluster, title, file, leaks, filed }) {
	if (leaks !== void 0) return `${cluster} \u201C${title}\u201D: not written, ${leaks.map(({ kind, count }) => `${count} \u00D7 ${kind}`).join(", ")} would be shown.`;
	const told = filed === void 0 ? void 0 : describeIssueResult(filed);
	return `${cluster} \u201C${title}\u201D: ${file ?? ""}${told === void 0 ? "" : ` \u00B7 ${told}`}`;
}

export { triageCommand };