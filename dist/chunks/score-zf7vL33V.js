import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as standardScorer } from "./standard-scorer-BRS3A6cb.js";
import { Bi as describeCall, Ht as passHatK, Na as terminalText, Ri as stepId, Ua as countOf, Ui as emptyRetrievals, Xi as digestSession, en as renderJson, yt as ReasonCounts, za as cutText, zi as describeAnswer } from "./run-BZDTBg9r.js";
import { E as exitCodes, y as importFormats } from "./program-DKRRRX-J.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { n as renderDropped, t as listLines } from "./dropped-lines-CNmL_aNv.js";
const { resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/plan/check-scores.ts
const maxReasons = 20;
const longestExplanation = 300;
var CheckScores = class {
	#drafts = /* @__PURE__ */ new Map();
	#failed = [];
	add(session, verdicts) {
		for (const verdict of verdicts) {
			const key = JSON.stringify([verdict.dimension, verdict.evaluator]);
			const draft = this.#drafts.get(key) ?? {
				verdict,
				tally: {
					passed: 0,
					failed: 0,
					unscored: 0,
					reasons: new ReasonCounts(maxReasons)
				}
			};
			this.#drafts.set(key, draft);
			switch (verdict.result) {
				case "pass":
					draft.tally.passed += 1;
					break;
				case "fail":
					draft.tally.failed += 1;
					this.#failed.push(failedCheck(session, verdict));
					break;
				case "unscored":
					draft.tally.unscored += 1;
					draft.tally.reasons.add(verdict.reason);
			}
		}
	}
	tallies() {
		return [...this.#drafts.values()].map(({ verdict, tally: { reasons, ...counts } }) => {
			const [first] = reasons.entries();
			return {
				evaluator: verdict.evaluator,
				dimension: verdict.dimension,
				...counts,
				...first !== void 0 && { unscoredReason: first.reason }
			};
		});
	}
	failed() {
		return this.#failed;
	}
};
function failedCheck({ id, task }, { evaluator, explanation, evidence }) {
	const at = evidence?.find((piece) => piece.at !== void 0)?.at;
	return {
		session: id,
		...task !== void 0 && { task },
		evaluator,
		...at !== void 0 && { at: stepId(at) },
		explanation: cutText(explanation ?? "", longestExplanation)
	};
}

// src/core/plan/score-summary.ts
const scoresSchema = "tracegate.scores/1";
const reportedK = [
	1,
	2,
	3,
	4
];
var ScoreFold = class {
	#digestsOfRun = /* @__PURE__ */ new Map();
	#rewardsOfTask = /* @__PURE__ */ new Map();
	#checks = new CheckScores();
	#emptyRetrievals = [];
	#counts = {
		sessions: 0,
		turns: 0,
		steps: 0,
		repeated: 0,
		rewarded: 0,
		passed: 0,
		unrewarded: 0,
		withoutTask: 0,
		clashing: 0
	};
	add(session) {
		if (this.#isRepeated(session)) {
			this.#counts.repeated += 1;
			return false;
		}
		this.#counts.sessions += 1;
		this.#counts.turns += session.turns.length;
		this.#counts.steps += session.turns.reduce((sum, { steps }) => sum + steps.length, 0);
		this.#addReward(session);
		for (const { ref, step } of emptyRetrievals(session)) this.#emptyRetrievals.push({
			session: session.id,
			...session.task !== void 0 && { task: session.task },
			at: stepId(ref),
			tool: step.name,
			call: describeCall(step),
			found: describeAnswer(step)
		});
		return true;
	}
	addVerdicts(session, verdicts) {
		this.#checks.add(session, verdicts);
	}
	summary(source) {
		const { sessions, turns, steps, repeated, ...rewards } = this.#counts;
		const tasks = [...this.#rewardsOfTask.values()];
		return {
			schema: scoresSchema,
			...source,
			sessions,
			turns,
			steps,
			repeated,
			rewards: {
				...rewards,
				tasks: tasks.length
			},
			passHatK: reportedK.map((k) => ({
				k,
				value: passHatK(tasks, k)
			})),
			evaluators: this.#checks.tallies(),
			failedChecks: this.#checks.failed(),
			emptyRetrievals: this.#emptyRetrievals
		};
	}
	#isRepeated(session) {
		const { task } = session;
		if (task === void 0) return false;
		const run = JSON.stringify([task.id, task.runIndex]);
		const digests = this.#digestsOfRun.get(run) ?? /* @__PURE__ */ new Set();
		this.#digestsOfRun.set(run, digests);
		const digest = digestSession(session);
		if (digests.has(digest)) return true;
		if (digests.size > 0) this.#counts.clashing += 1;
		digests.add(digest);
		return false;
	}
	#addReward({ id, task, reward }) {
		if (reward === void 0) {
			this.#counts.unrewarded += 1;
			return;
		}
		const key = JSON.stringify(task === void 0 ? ["session", id] : ["task", task.id]);
		const runs = this.#rewardsOfTask.get(key) ?? {
			passed: 0,
			runs: 0
		};
		this.#rewardsOfTask.set(key, runs);
		runs.runs += 1;
		this.#counts.rewarded += 1;
		if (task === void 0) this.#counts.withoutTask += 1;
		if (reward === 1) {
			runs.passed += 1;
			this.#counts.passed += 1;
		}
	}
};

// src/app/score/score-sessions.ts
async function scoreSessions({ format, files, source, scorer = standardScorer() }) {
	const fold = new ScoreFold();
	const dropped = [];
	const formats = /* @__PURE__ */ new Set();
	for await (const item of source.read(...files)) switch (item.kind) {
		case "session":
			if (fold.add(item.session)) fold.addVerdicts(item.session, scorer.checks(item.session));
			break;
		case "dropped":
			dropped.push(...item.dropped);
			break;
		case "read":
			for (const found of item.formats) formats.add(found.format);
			break;
		case "unreadable": throw item.error;
	}
	const summary = fold.summary({
		format,
		formats: [...formats],
		files,
		dropped
	});
	if (summary.sessions === 0) throw noSessions(summary);
	return summary;
}
function noSessions({ files, dropped, format }) {
	const [first] = dropped;
	const why = first === void 0 ? "" : ` First: ${first.file}${first.line === void 0 ? "" : `:${first.line}`} ${first.path}: ${first.reason}.`;
	return new UserError("SESSIONS_NONE", `No session in ${files.length} ${files.length === 1 ? "file" : "files"}.${why}`, format === "auto" ? `Give files in one of the formats ${importFormats.join(", ")}; docs/import.md says what each looks like.` : `Give files in the format \`${format}\` (docs/import.md says what it looks like), or leave \`--format\` out.`);
}

// src/core/report/terminal/score-summary.ts
function renderScoreSummary(summary) {
	return `${[
		renderSize(summary),
		renderRewards(summary),
		renderEvaluators(summary),
		renderEmptyRetrievals(summary.emptyRetrievals),
		renderDropped(summary.dropped)
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function renderScoreJson(summary) {
	return renderJson(summary);
}
function renderSize(summary) {
	const { sessions, files, format, formats, turns, steps, repeated } = summary;
	const names = format === "auto" ? formats.join(", ") : format;
	const size = `${countOf(sessions, "session")} from ${countOf(files.length, "file")} (${names}): ${countOf(turns, "turn")}, ${countOf(steps, "step")}`;
	return repeated === 0 ? size : `${size}\n${countOf(repeated, "session")} left out: the same run with the same content was read before`;
}
function renderRewards({ rewards, passHatK }) {
	if (rewards.rewarded === 0) return "pass^k is unknown: no session carries a reward";
	const { passed, rewarded, tasks } = rewards;
	const ks = passHatK.map(({ k }) => k);
	const values = passHatK.map(({ value }) => value === "unknown" ? value : significant(value));
	const notes = [
		`${passed} of ${countOf(rewarded, "session")} passed (reward 1), over ${countOf(tasks, "task")}`,
		rewards.unrewarded > 0 && `${countOf(rewards.unrewarded, "session")} without a reward left out`,
		rewards.withoutTask > 0 && `${countOf(rewards.withoutTask, "session")} without a task: each counts as a task of its own`,
		rewards.clashing > 0 && `${countOf(rewards.clashing, "run")} with the task and number of another run: counted as further runs of the task`
	];
	return [`pass^${Math.min(...ks)}..${Math.max(...ks)} = ${values.join(", ")}`, ...notes.filter((note) => note !== false).map((note) => `  ${note}`)].join("\n");
}
function renderEvaluators({ evaluators, failedChecks }) {
	if (evaluators.length === 0) return "";
	const rows = evaluators.map(({ dimension, evaluator, passed, failed, unscored }) => [
		terminalText(dimension),
		terminalText(evaluator),
		`${passed} passed`,
		`${failed} failed`,
		`${unscored} unscored`
	]);
	const reasons = evaluators.map(({ unscoredReason }) => unscoredReason === void 0 ? "" : `  ${terminalText(unscoredReason)}`);
	const table = alignColumns(rows).map((row, index) => `  ${row}${reasons[index] ?? ""}`);
	const failures = failedChecks.map(({ evaluator, at, explanation, ...where }) => `${nameSession(where)}${at === void 0 ? "" : `, step ${at}`}: ${evaluator}: ${explanation}`);
	return [
		"Checks",
		...table,
		...failures.length > 0 ? [
			"",
			"Failed checks",
			listLines(failures)
		] : []
	].join("\n");
}
function nameSession({ session, task }) {
	return task === void 0 ? session : `task ${task.id} run ${task.runIndex}`;
}
function renderEmptyRetrievals(calls) {
	if (calls.length === 0) return "Empty search results: none";
	const sessions = new Set(calls.map(({ session }) => session)).size;
	const rows = calls.map(({ at, call, found, ...where }) => `${nameSession(where)}, step ${at}: ${call} \u2192 ${found}`);
	return `Empty search results: ${countOf(calls.length, "call")} in ${countOf(sessions, "session")}\n${listLines(rows)}`;
}
function alignColumns(rows) {
	const widths = rows.reduce((widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)), []);
	return rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ").trimEnd());
}
function significant(value) {
	return String(Number(value.toPrecision(6)));
}

// src/cli/commands/score.ts
async function scoreCommand(files, options, io) {
	const summary = await scoreSessions({
		format: options.format,
		files,
		source: composeSessionSource(resolve(io.cwd), { format: options.format })
	});
	io.stdout.write(options.json ? renderScoreJson(summary) : renderScoreSummary(summary));
	return exitCodes.pass;
}

export { scoreCommand };