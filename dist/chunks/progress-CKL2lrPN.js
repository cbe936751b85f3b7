import { t as UserError } from "./errors-wBhBppnE.js";
import { f as suggest } from "./js-yaml-CiObg4Tg.js";
import { s as toolStepsOf } from "./tool-result-CE4tOHQ7.js";
import { t as cutText } from "./cut-text-B_gq-qAi.js";
import { t as printable } from "./printable-D3kid4aB.js";
import { a as describeCall, n as uncapturedCalls } from "./compile-scorer-cjEA3w7M.js";
import { t as trustJudges } from "./trust-judges-DEdBiwRd.js";
import { t as digestPlan } from "./experiment-subject-3t8x5n53.js";
import { t as experimentSchema } from "./experiment-DQY_arHo.js";
import { i as runOutcomes, r as runId } from "./run-record-CnZlTFMe.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { n as otherReasons, t as ReasonCounts } from "./reason-counts-DkyCdkxk.js";
import { i as planRuns, n as decideAndWrite, r as countRuns, t as subjectOf } from "./tested-subject-CzNeTege.js";
import { t as planCases } from "./planned-case-BsciwIZc.js";
import { n as roundMs, t as recordSession } from "./recorded-session-I6Fd7w0x.js";
import { n as describeCatalogChange, t as openSessionTools } from "./open-session-tools-D86DKPnK.js";
import { join } from "node:path";

// src/core/plan/match-verdicts.ts
/**
* The verdict that answers each expectation, by its place; an expectation that nobody answered has none.
*
* `undefined` where a verdict answers nothing that was asked: the list is then not one of this case.
*/
function matchVerdicts(expects, verdicts) {
	const isInPlace = (verdict, place) => {
		const expected = expects[place];
		return expected !== void 0 && isSameOrigin(expected, verdict);
	};
	if (verdicts.every(isInPlace)) return verdicts;
	const answers = expects.map(() => void 0);
	for (const verdict of verdicts) {
		const place = expects.findIndex((expected, at) => answers[at] === void 0 && isSameOrigin(expected, verdict));
		if (place === -1) return void 0;
		answers[place] = verdict;
	}
	return answers;
}
/** Whether two verdicts are answers of one evaluator on one dimension. */
function isSameOrigin(a, b) {
	return a.evaluator === b.evaluator && a.dimension === b.dimension && a.kind === b.kind;
}

// src/core/plan/standing.ts
/** Any failure fails, else any unscored is unscored: a run passes only where everyone who was asked says so. */
function combineStandings(a, b) {
	if (a === "failed" || b === "failed") return "failed";
	if (a === "unscored" || b === "unscored") return "unscored";
	return b;
}
/** How an unfinished run stands in every respect: the agent's own error is a failure, any other is `missing`. */
function standingOf(outcome) {
	return outcome === "agent-error" ? "failed" : "missing";
}
/** Counts the runs of each standing. */
var TallyCount = class {
	#counts = {
		passed: 0,
		failed: 0,
		unscored: 0,
		missing: 0
	};
	add(standing) {
		this.#counts[standing] += 1;
	}
	tally() {
		return { ...this.#counts };
	}
};

// src/core/plan/origin-fold.ts
const longestExplanation = 2e3;
const longestEvidence = 500;
const mostEvidence = 8;
/** Counts what one evaluator said about one dimension of a case, and keeps its failure of the lowest run index. */
var OriginFold = class {
	origin;
	#tally = new TallyCount();
	#reasons = new ReasonCounts(16);
	#failures = 0;
	#sample;
	#standing;
	#failure;
	#reason;
	constructor(origin) {
		this.origin = origin;
	}
	/** Takes one answer on the current run; a case may ask the same evaluator several times. */
	take(verdict) {
		switch (verdict?.result) {
			case "pass":
				this.#standing = combineStandings(this.#standing, "passed");
				break;
			case "fail":
				this.#standing = "failed";
				this.#failure ??= verdict;
				break;
			case "unscored":
			case void 0:
				this.#standing = combineStandings(this.#standing, "unscored");
				this.#reason ??= verdict?.reason ?? "the evaluator gave no verdict";
		}
	}
	/** Counts the current run by the answers taken. */
	finish(runIndex) {
		const standing = this.#standing ?? "unscored";
		this.#tally.add(standing);
		if (standing === "unscored" && this.#reason !== void 0) this.#reasons.add(this.#reason);
		if (this.#failure !== void 0) {
			this.#failures += 1;
			if (this.#sample === void 0 || runIndex < this.#sample.runIndex) this.#sample = sampleOf(runIndex, this.#failure);
		}
		this.#standing = void 0;
		this.#failure = void 0;
		this.#reason = void 0;
		return standing;
	}
	/** Counts a run that ended before anybody could answer. */
	skip(standing) {
		this.#tally.add(standing);
	}
	tally() {
		return this.#tally.tally();
	}
	unscoredReasons() {
		return this.#reasons.entries();
	}
	sample() {
		return this.#sample && {
			...this.#sample,
			runs: this.#failures
		};
	}
};
function sampleOf(runIndex, verdict) {
	const { dimension, evaluator } = verdict;
	const { explanation = "", evidence = [] } = verdict.result === "fail" ? verdict : {};
	const firstBadStep = earliest(evidence.flatMap(({ at }) => at === void 0 ? [] : [at]));
	return {
		runIndex,
		dimension,
		evaluator,
		explanation: cutText(explanation, longestExplanation),
		...firstBadStep && { firstBadStep },
		evidence: evidence.slice(0, mostEvidence).map((piece) => ({
			...piece,
			what: cutText(piece.what, longestEvidence)
		}))
	};
}
function earliest(steps) {
	return steps.toSorted((a, b) => a.turn - b.turn || a.step - b.step)[0];
}

// src/core/plan/case-fold.ts
/** Folds the runs of one case. */
var CaseFold = class {
	#case;
	#seen;
	#outcomes = /* @__PURE__ */ new Map();
	#errors = /* @__PURE__ */ new Map();
	#dimensions;
	/** The fold of each expectation, by its place; several may share one. */
	#answering;
	#hasChecks;
	#whole = new TallyCount();
	constructor(planned) {
		this.#case = planned;
		this.#seen = new Uint8Array(Math.ceil(planned.runs / 8));
		const origins = [];
		this.#answering = planned.expects.map((expected) => {
			const known = origins.find(({ origin }) => isSameOrigin(origin, expected));
			if (known !== void 0) return known;
			const added = new OriginFold(expected);
			origins.push(added);
			return added;
		});
		this.#dimensions = [...new Set(planned.expects.map(({ dimension }) => dimension))].map((name) => dimensionFold(name, origins));
		this.#hasChecks = this.#dimensions.some(({ hasChecks }) => hasChecks);
	}
	has(runIndex) {
		return ((this.#seen[runIndex >> 3] ?? 0) & 1 << (runIndex & 7)) !== 0;
	}
	add(record) {
		const { runIndex, outcome } = record;
		if (!Number.isInteger(runIndex) || runIndex < 0 || runIndex >= this.#case.runs) return "foreign";
		if (this.has(runIndex)) return "duplicate";
		const folded = outcome === "completed" ? this.#addAnswers(runIndex, record.verdicts) : this.#addUnfinished(outcome, record.reason);
		if (folded === "foreign") return folded;
		this.#seen[runIndex >> 3] = (this.#seen[runIndex >> 3] ?? 0) | 1 << (runIndex & 7);
		this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
		return folded;
	}
	#addAnswers(runIndex, verdicts) {
		const answers = matchVerdicts(this.#case.expects, verdicts);
		if (answers === void 0) return "foreign";
		this.#answering.forEach((origin, place) => {
			origin.take(answers[place]);
		});
		let wholeByChecks;
		let whole = "passed";
		for (const { origins, checks, all } of this.#dimensions) {
			let byChecks;
			let byAll;
			for (const origin of origins) {
				const standing = origin.finish(runIndex);
				byAll = combineStandings(byAll, standing);
				if (origin.origin.kind === "check") byChecks = combineStandings(byChecks, standing);
			}
			if (byChecks !== void 0) {
				checks.add(byChecks);
				wholeByChecks = combineStandings(wholeByChecks, byChecks);
			}
			if (byAll !== void 0) {
				all.add(byAll);
				whole = combineStandings(whole, byAll);
			}
		}
		if (wholeByChecks !== void 0) this.#whole.add(wholeByChecks);
		return whole;
	}
	#addUnfinished(outcome, reason) {
		const standing = standingOf(outcome);
		for (const { hasChecks, origins, checks, all } of this.#dimensions) {
			if (hasChecks) checks.add(standing);
			all.add(standing);
			for (const origin of origins) origin.skip(standing);
		}
		if (this.#hasChecks) this.#whole.add(standing);
		const reasons = this.#errors.get(outcome) ?? new ReasonCounts(16);
		reasons.add(reason ?? "no reason was given");
		this.#errors.set(outcome, reasons);
		return standing;
	}
	result() {
		const { id, title, status, file, runs, hermeticity } = this.#case;
		const samples = this.#dimensions.flatMap(tellingSamples).toSorted((a, b) => a.sample.runIndex - b.sample.runIndex);
		return {
			id,
			title,
			status,
			file,
			planned: runs,
			...hermeticity !== void 0 && { hermeticity },
			outcomes: Object.fromEntries(runOutcomes.flatMap((outcome) => {
				const count = this.#outcomes.get(outcome);
				return count === void 0 ? [] : [[outcome, count]];
			})),
			dimensions: Object.fromEntries(this.#dimensions.map((dimension) => [dimension.name, dimensionResult(dimension)])),
			whole: this.#whole.tally(),
			failures: [...samples.filter(isOfCheck), ...samples.filter((one) => !isOfCheck(one))].map(({ sample }) => sample),
			errors: this.#reasons()
		};
	}
	#reasons() {
		const unscored = this.#dimensions.flatMap(({ origins }) => origins.filter(({ origin }) => origin.kind === "check")).flatMap((fold) => fold.unscoredReasons().map(({ reason, runs }) => ({
			outcome: "completed",
			reason: `${fold.origin.evaluator} on ${fold.origin.dimension}: ${reason}`,
			runs
		})));
		const all = [...runOutcomes.flatMap((outcome) => (this.#errors.get(outcome)?.entries() ?? []).map((entry) => ({
			outcome,
			...entry
		}))), ...unscored].toSorted((a, b) => b.runs - a.runs);
		return [...all.filter(({ reason }) => !reason.endsWith(otherReasons)), ...all.filter(({ reason }) => reason.endsWith(otherReasons))];
	}
};
function dimensionFold(name, origins) {
	const own = origins.filter(({ origin }) => origin.dimension === name);
	return {
		name,
		hasChecks: own.some(({ origin }) => origin.kind === "check"),
		origins: own,
		checks: new TallyCount(),
		all: new TallyCount()
	};
}
/** The best evidence of a dimension: no judge may push out the check that decides. */
function tellingSamples({ origins }) {
	const samples = origins.flatMap((fold) => {
		const sample = fold.sample();
		return sample === void 0 ? [] : [{
			kind: fold.origin.kind,
			sample
		}];
	}).toSorted((a, b) => b.sample.runs - a.sample.runs || a.sample.runIndex - b.sample.runIndex);
	const [check, ...checks] = samples.filter(isOfCheck);
	const [judge, ...judges] = samples.filter((one) => !isOfCheck(one));
	return [
		check,
		judge,
		...checks,
		...judges
	].filter((one) => one !== void 0).slice(0, 2);
}
function isOfCheck({ kind }) {
	return kind === "check";
}
function dimensionResult({ hasChecks, origins, checks, all }) {
	const judges = origins.filter(({ origin }) => origin.kind === "judge");
	return {
		hasChecks,
		checks: checks.tally(),
		all: all.tally(),
		judges: Object.fromEntries(judges.map((judge) => {
			const unscoredReason = judge.unscoredReasons()[0]?.reason;
			const tally = judge.tally();
			return [judge.origin.evaluator, unscoredReason === void 0 ? tally : {
				...tally,
				unscoredReason
			}];
		}))
	};
}

// src/core/plan/usage-sum.ts
const perDollar = 1e9;
/**
* Adds up the calls, tokens and money of sessions.
*
* Money is summed in whole billionths of a dollar: sums of fractions would depend on the order in which the
* runs ended.
*/
var UsageSum = class {
	#modelCalls = 0;
	#toolCalls = 0;
	#inputTokens = 0;
	#outputTokens = 0;
	#callsWithoutTokens = 0;
	#callsWithoutCost = 0;
	#dollars = 0;
	#billionths = 0;
	add(session) {
		for (const { steps } of session.turns) for (const step of steps) if (step.kind === "tool") this.#toolCalls += 1;
		else this.#addModelCall(step.usage);
	}
	#addModelCall(usage = {}) {
		const { inputTokens, outputTokens, costUsd } = usage;
		this.#modelCalls += 1;
		this.#inputTokens += inputTokens ?? 0;
		this.#outputTokens += outputTokens ?? 0;
		if (inputTokens === void 0 || outputTokens === void 0) this.#callsWithoutTokens += 1;
		if (costUsd === void 0) {
			this.#callsWithoutCost += 1;
			return;
		}
		const dollars = Math.floor(costUsd);
		this.#dollars += dollars;
		this.#billionths += Math.round((costUsd - dollars) * perDollar);
	}
	total() {
		return {
			modelCalls: this.#modelCalls,
			toolCalls: this.#toolCalls,
			inputTokens: this.#inputTokens,
			outputTokens: this.#outputTokens,
			callsWithoutTokens: this.#callsWithoutTokens,
			costUsd: this.#dollars + this.#billionths / perDollar,
			callsWithoutCost: this.#callsWithoutCost
		};
	}
};

// src/core/plan/fold-experiment.ts
/**
* Folds records into an experiment, one at a time.
*
* The result depends on which runs were added, not on their order, nor on how often: feeding two overlapping
* journals to one fold merges them. Memory grows with the cases (and one bit a planned run), not with the records.
*/
var ExperimentFold = class {
	#subject;
	#cases;
	#planned;
	#usage = new UsageSum();
	#standings = new TallyCount();
	#recorded = 0;
	constructor(subject, cases) {
		this.#subject = subject;
		this.#cases = new Map(cases.map((planned) => [planned.id, new CaseFold(planned)]));
		this.#planned = countRuns(cases);
	}
	get planned() {
		return this.#planned;
	}
	get recorded() {
		return this.#recorded;
	}
	/** How the runs so far stand, all dimensions and evaluators taken together; for showing progress. */
	standings() {
		return this.#standings.tally();
	}
	has(run) {
		return this.#cases.get(run.caseId)?.has(run.runIndex) ?? false;
	}
	add(record) {
		const folded = this.#cases.get(record.caseId)?.add(record) ?? "foreign";
		if (folded === "duplicate" || folded === "foreign") return folded;
		this.#usage.add(record.session);
		this.#standings.add(folded);
		this.#recorded += 1;
		return folded;
	}
	/** The experiment so far; `isComplete` says whether every planned run is in it. */
	experiment(times) {
		return {
			schema: experimentSchema,
			subject: this.#subject,
			startedAt: times.startedAt,
			durationMs: times.durationMs,
			planned: this.#planned,
			recorded: this.#recorded,
			isComplete: this.#recorded === this.#planned,
			cases: [...this.#cases.values()].map((fold) => fold.result()),
			usage: this.#usage.total()
		};
	}
};

// src/app/choose-cases.ts
/**
* The cases that are run, each as often as it is to be.
*
* @throws UserError `CASE_UNKNOWN`, or `PLAN_SHORTENED` where the whole dataset would be run less often than its files say.
*/
function chooseCases({ project, caseIds, runs }) {
	const planned = planCases(project.dataset.cases, project.evaluators).map((one) => runs === void 0 ? one : {
		...one,
		runs
	});
	if (caseIds === void 0) {
		if (runs !== void 0) mustNotShorten(project, runs);
		return planned;
	}
	const wanted = new Set(caseIds);
	const chosen = planned.filter(({ id }) => wanted.has(id));
	const missing = [...wanted].filter((id) => !chosen.some((one) => one.id === id));
	if (missing.length > 0) throw unknownCases(missing, planned, project);
	return chosen;
}
/** Fewer runs than the files demand would decide on a plan that nobody has reviewed. */
function mustNotShorten({ dataset, evaluators }, runs) {
	const longer = planCases(dataset.cases, evaluators).find((one) => one.runs > runs);
	if (longer === void 0) return;
	throw new UserError("PLAN_SHORTENED", `\`--runs ${runs}\` is less than the ${longer.runs} runs that the files plan for ${longer.id}; nothing was run.`, "Give at least as many, or leave it out. To look at a few runs without a decision, choose cases with `--case`.");
}
const mostNamed = 10;
function unknownCases(missing, planned, { dataset }) {
	const ids = planned.map(({ id }) => id);
	const [first = ""] = missing;
	const near = suggest(first, ids);
	const isRetired = dataset.cases.some(({ id }) => id === first);
	const more = ids.length > mostNamed ? `, … (${ids.length} in all)` : "";
	return new UserError("CASE_UNKNOWN", isRetired ? `The case ${first} of ${dataset.name} is retired, so it is not run.` : `No such case in ${dataset.name}: ${missing.join(", ")}.`, `${near === void 0 ? "" : `Did you mean ${near}? `}Choose from: ${ids.slice(0, mostNamed).join(", ")}${more}.`);
}

// src/app/run-experiment/breather.ts
const longestWorkMs = 8;
/**
* Lets the event loop turn every few milliseconds.
*
* An agent that answers at once keeps all workers in promise callbacks, and then no signal, timer or write of the
* journal would ever be served. All workers wait together: one that went on alone would keep the loop from turning.
*/
var Breather = class {
	#clock;
	#lastMs;
	#pause;
	constructor(clock) {
		this.#clock = clock;
		this.#lastMs = clock.nowMs();
	}
	/** To be awaited between two runs, where it is not `undefined`. */
	breathe() {
		if (this.#pause === void 0 && this.#clock.nowMs() - this.#lastMs >= longestWorkMs) this.#pause = new Promise((resolve) => {
			setImmediate(() => {
				this.#pause = void 0;
				this.#lastMs = this.#clock.nowMs();
				resolve();
			});
		});
		return this.#pause;
	}
};

// src/app/run-experiment/deadlines.ts
/**
* Many deadlines on one timer.
*
* A timer for each turn would cost more than a fast agent's whole run. Deadlines mostly move later, and then the
* one timer stays as it is: when it fires early it looks for the next.
*/
var Deadlines = class {
	#clock;
	#all = [];
	#wakeAtMs = 1e400;
	#cancel = () => {};
	constructor(clock) {
		this.#clock = clock;
	}
	/** A deadline to be set again and again; it lives as long as this. */
	create() {
		const deadline = new Deadline((ms) => {
			const atMs = this.#clock.nowMs() + ms;
			if (atMs < this.#wakeAtMs) this.#wakeAt(atMs);
			return atMs;
		});
		this.#all.push(deadline);
		return deadline;
	}
	/** Lets the process end: nothing fires any more. */
	close() {
		for (const deadline of this.#all) deadline.clear();
		this.#cancel();
	}
	#wakeAt(atMs) {
		this.#cancel();
		this.#wakeAtMs = atMs;
		this.#cancel = this.#clock.after(Math.max(0, atMs - this.#clock.nowMs()), () => this.#wake());
	}
	#wake() {
		this.#wakeAtMs = 1e400;
		const nowMs = this.#clock.nowMs();
		for (const deadline of this.#all) deadline.fireIfDue(nowMs);
		const nextMs = Math.min(...this.#all.map(({ atMs }) => atMs));
		if (nextMs < this.#wakeAtMs) this.#wakeAt(nextMs);
	}
};
/** One deadline; it fires at most once for each time that it is set. */
var Deadline = class {
	#schedule;
	#atMs = 1e400;
	#fire = () => {};
	constructor(schedule) {
		this.#schedule = schedule;
	}
	/** Epoch milliseconds; `Infinity` while it is not set. */
	get atMs() {
		return this.#atMs;
	}
	/** Fires `ms` from now, in place of what was set before. */
	set(ms, fire) {
		this.#fire = fire;
		this.#atMs = this.#schedule(ms);
	}
	clear() {
		this.#atMs = 1e400;
	}
	fireIfDue(nowMs) {
		if (this.#atMs > nowMs) return;
		this.clear();
		this.#fire();
	}
};

// src/core/simulation/next-move.ts
/**
* What the user of a case says after the turns so far, or that the session is over.
*
* A scripted user stops early once a reply contains one of its phrases, whatever their letter case. A turn
* without a reply ends every session: a user cannot go on from nothing.
*/
function nextMove(user, turns) {
	const last = turns.at(-1);
	if (last !== void 0 && (last.reply === void 0 || isContent(user, last.reply))) return stop;
	const message = user.turns[turns.length];
	return message === void 0 ? stop : {
		kind: "say",
		message
	};
}
const stop = { kind: "stop" };
function isContent(user, reply) {
	if (user.kind !== "scripted" || user.stopWhenReplyContains.length === 0) return false;
	const said = reply.toLowerCase();
	return user.stopWhenReplyContains.some((phrase) => said.includes(phrase.toLowerCase()));
}

// src/app/run-experiment/live-run.ts
/** After a time-out, how long the runner may take to hand over the steps that it saw. */
const graceMs = 100;
/** A session that does not close within this time is left to the runner's own `close`. */
const closeTimeoutMs = 1e4;
/** One session between the user of a case and the agent, within its time-outs. */
var LiveRun = class {
	#id;
	#seed;
	#user;
	#setting;
	#controller = new AbortController();
	#deadline;
	#startedAtMs;
	#turns = [];
	#finalState;
	#policy;
	#agent;
	#isCancelled = false;
	/** Ends the wait that is on. */
	#interrupt;
	/** `deadline` is this run's for as long as it lasts. */
	constructor(run, user, setting) {
		this.#id = runId(run);
		this.#seed = `${run.caseId}#${run.runIndex}`;
		this.#user = user;
		this.#setting = setting;
		this.#startedAtMs = setting.clock.nowMs();
		this.#deadline = setting.deadline;
	}
	/** Aborts when a turn's time is up, and when the run is cancelled. */
	get signal() {
		return this.#controller.signal;
	}
	get isCancelled() {
		return this.#isCancelled;
	}
	/** Ends the run, whatever it is doing, without waiting for the agent. */
	cancel() {
		this.#isCancelled = true;
		this.#controller.abort();
		this.#interrupt?.();
	}
	/** Opens the session, lets the user say all there is to say, and closes it. Never rejects. */
	async hold() {
		const { turnTimeoutMs } = this.#setting;
		const opening = this.#open();
		const opened = await this.#wait(turnTimeoutMs, opening);
		switch (opened.kind) {
			case "came": return this.#converse(opened.value);
			case "threw": return this.#end("infra-error", `no session was opened: ${messageOf(opened.error)}`);
			case "late":
			case "cancelled":
				this.#controller.abort();
				opening.then(close, () => {});
				return opened.kind === "cancelled" ? cancelled : this.#end("infra-error", `no session was opened within ${turnTimeoutMs} ms`);
		}
	}
	async #open() {
		const { runner, modelBaseUrlFor, tools } = this.#setting;
		const sessionTools = tools && { tools: tools.sessionTools };
		const start = {
			sessionId: this.#id,
			seed: this.#seed,
			...sessionTools
		};
		if (modelBaseUrlFor === void 0) return runner.open(start);
		return runner.open({
			...start,
			modelBaseUrl: modelBaseUrlFor(this.#id, this.#seed)
		});
	}
	async #converse(session) {
		let end;
		while (end === void 0) {
			const move = nextMove(this.#user, this.#turns);
			end = move.kind === "stop" ? this.#complete(session) : await this.#say(session, move.message);
		}
		await this.#wait(closeTimeoutMs, close(session));
		return this.#isCancelled ? cancelled : end;
	}
	#complete(session) {
		const failure = session.complaint?.() ?? this.#setting.tools?.complaint();
		if (failure !== void 0) return this.#end(failure.kind, failure.reason);
		return {
			kind: "completed",
			session: this.#session()
		};
	}
	/** Sends one message and keeps the turn; gives the end of the session where this turn was its last. */
	async #say(session, message) {
		const { clock } = this.#setting;
		const sentAtMs = clock.nowMs();
		const limit = this.#limit(session.startUpMs ?? 0, sentAtMs);
		const answering = this.#send(session, message);
		const answered = await this.#wait(limit.ms, answering);
		switch (answered.kind) {
			case "cancelled": return cancelled;
			case "threw": {
				const reason = `the runner failed: ${messageOf(answered.error)}`;
				return this.#keep(message, sentAtMs, {
					kind: "infra-error",
					reason,
					steps: []
				});
			}
			case "late": {
				const steps = await this.#stepsOf(answering);
				return this.#keep(message, sentAtMs, {
					kind: "agent-error",
					reason: limit.reason,
					steps
				});
			}
			case "came": return this.#keep(message, sentAtMs, answered.value);
		}
	}
	/** Keeps a turn; gives the end of the session where it failed. */
	#keep(user, startedAtMs, answered) {
		const answer = this.#setting.tools?.hold(answered) ?? answered;
		if (answer.kind !== "replied") return this.#fail(user, startedAtMs, answer);
		this.#turns.push(answer.turn);
		this.#finalState = answer.finalState ?? this.#finalState;
		this.#policy ??= answer.policy;
		this.#agent = {
			...this.#agent,
			...answer.agent
		};
	}
	/** How long the next answer may take, and what is said of one that takes longer. */
	#limit(startUpMs, nowMs) {
		const { turnTimeoutMs, runTimeoutMs } = this.#setting;
		const turn = this.#turns.length + 1;
		const startUp = startUpMs > 0 ? ` and ${startUpMs} ms for the start of its process` : "";
		const turnMs = turnTimeoutMs + (turn === 1 ? startUpMs : 0);
		const leftMs = runTimeoutMs + startUpMs - (nowMs - this.#startedAtMs);
		return turnMs <= leftMs ? {
			ms: turnMs,
			reason: `no answer in turn ${turn} within ${turnTimeoutMs} ms (agent.turnTimeoutMs)${turn === 1 ? startUp : ""}`
		} : {
			ms: Math.max(0, leftMs),
			reason: `the session was over ${runTimeoutMs} ms (agent.runTimeoutMs)${startUp} in turn ${turn}`
		};
	}
	async #send(session, message) {
		return session.send(message, this.signal);
	}
	/** What a turn that is too late had done so far, where the runner tells it once it is told to stop. */
	async #stepsOf(answering) {
		this.#controller.abort();
		const told = await this.#wait(graceMs, answering);
		if (told.kind !== "came") return [];
		return told.value.kind === "replied" ? told.value.turn.steps : told.value.steps;
	}
	/** Waits for `coming`, the deadline or the end of the run, whichever is first. */
	#wait(ms, coming) {
		return new Promise((resolve) => {
			const end = (waited) => {
				if (this.#interrupt !== interrupt) return;
				this.#interrupt = void 0;
				this.#deadline.clear();
				resolve(waited);
			};
			const interrupt = () => end({ kind: "cancelled" });
			this.#interrupt = interrupt;
			this.#deadline.set(ms, () => end({ kind: "late" }));
			coming.then((value) => end({
				kind: "came",
				value
			}), (error) => end({
				kind: "threw",
				error
			}));
			if (this.#isCancelled) interrupt();
		});
	}
	#fail(user, startedAtMs, { kind, reason, steps }) {
		if (this.#isCancelled) return cancelled;
		const durationMs = this.#setting.clock.nowMs() - startedAtMs;
		const error = {
			type: kind,
			message: reason
		};
		this.#turns.push({
			user,
			steps,
			startedAtMs,
			durationMs,
			error
		});
		return this.#end(kind, reason);
	}
	#end(kind, reason) {
		return {
			kind,
			reason,
			session: this.#session()
		};
	}
	#session() {
		const policy = this.#policy;
		const finalState = this.#finalState;
		const agent = this.#agent;
		return {
			id: this.#id,
			...agent !== void 0 && Object.keys(agent).length > 0 && { agent },
			...policy !== void 0 && { policy },
			turns: this.#turns,
			...finalState !== void 0 && { finalState }
		};
	}
};
const cancelled = { kind: "cancelled" };
async function close(session) {
	await session.close();
}
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/app/run-experiment/record-run.ts
const longestReason = 1e3;
/** Scores a session that ended by itself, and says what is to be recorded of any other. */
async function recordRun(planned, end, scoring) {
	const recordable = recordSession(end.session);
	if (recordable.kind === "unrecordable") return failedRun("agent-error", recordable.reason, {
		id: end.session.id,
		turns: []
	});
	const { session } = recordable;
	if (end.kind !== "completed") return failedRun(end.kind, end.reason, session);
	return {
		outcome: "completed",
		session,
		verdicts: await scoreSafely(planned, session, scoring)
	};
}
/** A run that did not complete; nobody scores it. */
function failedRun(outcome, reason, session) {
	return {
		outcome,
		reason: oneLine(reason),
		session,
		verdicts: []
	};
}
/** An evaluator that fails leaves the run unscored: it may neither pass it nor end the experiment. */
async function scoreSafely(planned, session, { score, signal }) {
	let reason;
	try {
		const verdicts = await score(planned.id, session, signal);
		if (matchVerdicts(planned.expects, verdicts) !== void 0) return verdicts;
		reason = "the evaluators gave a verdict that the case does not ask for";
	} catch (error) {
		reason = `an evaluator failed: ${error instanceof Error ? error.message : String(error)}`;
	}
	return planned.expects.map((origin) => ({
		...origin,
		result: "unscored",
		reason: oneLine(reason)
	}));
}
function oneLine(text) {
	return cutText(text.replace(/\s+/g, " ").trim(), longestReason);
}

// src/core/replay/describe-unasked.ts
const seams = "let the agent call its tools through `ctx.callTool`, `$TRACEGATE_TOOLS_URL/call` or `$TRACEGATE_MCP_URL` (docs/replay.md)";
/**
* The calls of a turn that nobody saw answered and whose answer the model went on from: their tools ran somewhere.
*
* A request that is the turn's last word was turned down, or handed to a person: nothing ran.
*/
function unseenCalls(steps) {
	const lastModel = steps.findLastIndex(({ kind }) => kind === "model") + 1;
	return uncapturedCalls({
		id: "",
		turns: [{
			user: "",
			steps
		}]
	}).filter(({ ref }) => ref.step < lastModel).map(({ step }) => step);
}
/**
* What follows from tool calls that no seam was asked about; `undefined` where nothing does.
*
* Where tools are recorded such a call ran live, so that the run is not what the case describes. Where a tool is to
* fail it was not made to, so that the run says nothing about it.
*/
function describeUnasked(unasked, { recorded, faults, live }) {
	if (recorded !== void 0) {
		const ran = unasked.find(({ name }) => !live.includes(name));
		if (ran === void 0) return void 0;
		return {
			kind: "replay-gap",
			reason: `the live tool ran for ${quoted(ran)}, and the tools of this case are recorded: ${seams}, or list the tool under \`tools.live\``
		};
	}
	const missed = unasked.find(({ name }) => faults.some(({ tool }) => tool === name));
	if (missed === void 0) return void 0;
	return {
		kind: "infra-error",
		reason: `no fault could strike ${quoted(missed)}, since nobody was asked before the tool ran: ${seams}`
	};
}
/**
* What follows from a session of which no step was seen, neither of a model nor of a tool; `undefined` where nothing does.
*
* Its tools may have run live, out of everybody's sight: to take them for recorded ones would be a guess.
*/
function describeUnseen({ recorded, faults, live }) {
	const unseen = "not one model call or tool call of this session was seen, so that nobody knows";
	const mend = `${seams}, or let its model calls pass the recorder (docs/capture.md)`;
	const tool = recorded && firstReplayed(recorded.session, live);
	if (tool !== void 0) return {
		kind: "replay-gap",
		reason: `${unseen} whether \`${printable(tool, 160)}\` ran live, and the tools of this case are recorded: ${mend}`
	};
	const [fault] = faults;
	if (fault === void 0) return void 0;
	return {
		kind: "infra-error",
		reason: `${unseen} whether \`${printable(fault.tool, 160)}\` ran without its fault: ${mend}`
	};
}
function firstReplayed(session, live) {
	return toolStepsOf(session).find(({ step }) => !live.includes(step.name))?.step.name;
}
function quoted(step) {
	return `\`${printable(describeCall(step), 160)}\``;
}

// src/app/run-experiment/replayed-tools.ts
/** The recorded tools and faults of one run, and what they make of its turns. */
var ReplayedTools = class {
	#tools;
	#run;
	#catalog;
	#isSeen = false;
	constructor(tools, run) {
		this.#tools = tools;
		this.#run = openSessionTools(tools, run);
	}
	get sessionTools() {
		return this.#run;
	}
	/** What became of a turn: one whose calls had no recorded answer fails, even where the agent went on and replied. */
	hold(answer) {
		const isReplied = answer.kind === "replied";
		this.#catalog = answer.agent?.toolCatalog ?? this.#catalog;
		const { steps, unasked } = this.#run.settle(isReplied ? answer.turn.steps : answer.steps);
		if (steps.length > 0) this.#isSeen = true;
		const { gap } = this.#run;
		if (gap !== void 0) return {
			kind: "replay-gap",
			reason: this.#withChange(gap),
			steps
		};
		const failure = describeUnasked([...unasked, ...unseenCalls(steps)], this.#tools);
		if (failure !== void 0) return {
			...failure,
			steps
		};
		return isReplied ? {
			...answer,
			turn: {
				...answer.turn,
				steps
			}
		} : {
			...answer,
			steps
		};
	}
	/** What is wrong with a session that went well to its end and of which nothing was seen. */
	complaint() {
		return this.#isSeen ? void 0 : describeUnseen(this.#tools);
	}
	/** How the agent's tools differ from the recorded ones, as far as both were captured; a line a change. */
	get catalogChange() {
		const recorded = this.#tools.recorded?.session.agent?.toolCatalog;
		if (recorded === void 0 || this.#catalog === void 0) return [];
		return describeCatalogChange(recorded, this.#catalog);
	}
	#withChange(gap) {
		const change = this.catalogChange;
		return change.length === 0 ? gap : `${gap}. The agent's tools changed since the recording: ${change.join("; ")}`;
	}
};

// src/app/run-experiment/pool.ts
const beatMs = 1e3;
/** Executes the runs of a plan, so many at a time. For one use. */
var Pool = class {
	#request;
	#cases;
	#plan;
	/** By place; kept in arrays, since sets and maps that churn outlive the garbage collector's young generation. */
	#live = [];
	#deadlines;
	#breather;
	#resumed;
	#startedAtMs;
	/** Cases of which it was said that their tools changed. */
	#changed = /* @__PURE__ */ new Set();
	#running = 0;
	#isStopped = false;
	constructor(request) {
		this.#request = request;
		this.#cases = new Map(request.cases.map((planned) => [planned.id, planned]));
		this.#plan = planRuns(request.cases);
		this.#deadlines = new Deadlines(request.clock);
		this.#breather = new Breather(request.clock);
		this.#resumed = request.fold.recorded;
		this.#startedAtMs = request.clock.nowMs();
	}
	/** Ends when every run is recorded, or at once when the signal aborts or a run cannot be recorded. */
	async run() {
		const { signal } = this.#request;
		const { promise: aborted, resolve: abort } = Promise.withResolvers();
		const onAbort = () => abort();
		signal.addEventListener("abort", onAbort, { once: true });
		try {
			await Promise.race([this.#work(), aborted]);
		} finally {
			signal.removeEventListener("abort", onAbort);
			this.#stop();
		}
	}
	async #work() {
		const { runner, concurrency, fold } = this.#request;
		await runner.start();
		this.#beat(this.#deadlines.create());
		const workers = Math.min(concurrency, runner.maxSessions, fold.planned - fold.recorded);
		await Promise.all(Array.from({ length: Math.max(1, workers) }, (_, place) => this.#workOff(place)));
	}
	/** One place in the pool: takes one run after another until the plan is empty. */
	async #workOff(place) {
		const setting = {
			...this.#request,
			deadline: this.#deadlines.create()
		};
		for (;;) {
			const pause = this.#breather.breathe();
			if (pause !== void 0) await pause;
			if (this.#isStopped) return;
			const run = this.#next();
			if (run === void 0) return;
			const planned = this.#cases.get(run.caseId);
			if (planned === void 0) throw new Error(`${run.caseId} is planned and is no case`);
			const tools = planned.tools && { tools: new ReplayedTools(planned.tools, run) };
			const live = new LiveRun(run, planned.user, tools ? {
				...setting,
				...tools
			} : setting);
			this.#live[place] = live;
			this.#running += 1;
			const record = await this.#execute(run, planned, live);
			this.#live[place] = void 0;
			this.#running -= 1;
			if (tools !== void 0) this.#tellChange(run.caseId, tools.tools.catalogChange);
			if (record === void 0 || live.isCancelled) return;
			this.#keep(record);
			this.#tellProgress();
		}
	}
	#next() {
		for (;;) {
			const next = this.#plan.next();
			if (next.done === true) return void 0;
			if (!this.#request.fold.has(next.value)) return next.value;
		}
	}
	/** What is to be recorded of the run; nothing where it was cancelled. */
	async #execute(run, planned, live) {
		const { clock, score } = this.#request;
		const startedAtMs = clock.nowMs();
		const end = await live.hold();
		if (end.kind === "cancelled") return void 0;
		const result = await recordRun(planned, end, {
			score,
			signal: live.signal
		});
		return {
			...run,
			durationMs: roundMs(clock.nowMs() - startedAtMs),
			...result
		};
	}
	#keep(record) {
		const { journal, fold } = this.#request;
		const appended = journal.append(record);
		if (appended.kind === "refused") {
			const empty = {
				id: record.session.id,
				turns: []
			};
			this.#keep({
				...record,
				...failedRun("agent-error", appended.reason, empty)
			});
			return;
		}
		const folded = fold.add(record);
		if (folded === "duplicate" || folded === "foreign") throw new Error(`run ${runId(record)} was recorded and is ${folded} to the fold`);
	}
	/** Says once for each case that its recording is of an agent with other tools. */
	#tellChange(caseId, change) {
		if (change.length === 0 || this.#changed.has(caseId)) return;
		this.#changed.add(caseId);
		this.#request.onWarning?.(`${caseId}: the agent's tools changed since its session was recorded: ${change.join("; ")}.`);
	}
	#stop() {
		this.#isStopped = true;
		for (const live of this.#live) live?.cancel();
		this.#deadlines.close();
	}
	/** Tells the progress every second too: where runs take minutes, the time left should not stand still. */
	#beat(deadline) {
		this.#tellProgress();
		if (this.#request.onProgress !== void 0) deadline.set(beatMs, () => this.#beat(deadline));
	}
	#tellProgress() {
		const { fold, clock, onProgress } = this.#request;
		if (onProgress === void 0 || this.#isStopped) return;
		onProgress({
			planned: fold.planned,
			recorded: fold.recorded,
			resumed: this.#resumed,
			running: this.#running,
			standings: fold.standings(),
			elapsedMs: clock.nowMs() - this.#startedAtMs
		});
	}
};

// src/app/run-experiment/run-experiment.ts
/**
* Executes every planned run that the fold does not hold, and folds it in.
*
* Closes the runner and the journal, whatever happens. When `signal` aborts, no run is started any more, those in
* flight are given up unrecorded, and the experiment is returned as far as it got: `isComplete` is false.
*
* @throws UserError where the agent cannot be started or the journal cannot be written; what was recorded stands.
*/
async function runExperiment(request) {
	const { fold, journal, runner, clock, startedAt, signal } = request;
	try {
		if (fold.recorded < fold.planned && !signal.aborted) await new Pool(request).run();
	} finally {
		const closing = runner.close();
		try {
			await journal.close();
		} finally {
			await closing;
		}
	}
	const durationMs = Math.max(0, Math.round(clock.nowMs() - Date.parse(startedAt)));
	return fold.experiment({
		startedAt,
		durationMs
	});
}

// src/app/run-dataset.ts
/**
* Runs the dataset against the agent, folds the runs, decides, and writes all of it into one folder.
*
* When `signal` aborts, what has been run stays in the journal and the decision is not made. Runs of chosen
* cases leave a journal and no experiment, so that nothing can decide on a part of the dataset later. Closes
* the runner, whatever happens.
*
* @throws UserError where a named case is not there, fewer runs are asked for than the files plan, the agent
*   cannot be started or nothing can be written.
*/
async function runDataset(request, ports) {
	try {
		return await runAndDecide(request, ports);
	} finally {
		await ports.runner.close();
	}
}
async function runAndDecide(request, ports) {
	const { project, signal } = request;
	const cases = chooseCases(request);
	const subject = subjectOf(project, cases, request);
	const fold = new ExperimentFold(subject, cases);
	const startedAtMs = ports.clock.nowMs();
	const folder = ports.folderFor(startedAtMs, subject.key);
	if (request.caseIds !== void 0) mustHoldNoExperiment(folder);
	const { journal, startedAt, resumed } = await ports.openJournal({
		path: join(folder.path, resultFiles.journal),
		header: {
			schema: experimentSchema,
			subject,
			startedAt: new Date(startedAtMs).toISOString(),
			planned: countRuns(cases),
			plan: digestPlan(cases)
		},
		resume: request.resume,
		onRecord: (record) => fold.add(record)
	});
	try {
		for (const name of [
			resultFiles.experiment,
			resultFiles.decision,
			resultFiles.comment
		]) folder.remove(name);
	} catch (error) {
		await journal.close();
		throw error;
	}
	const { agent, runs } = project.config;
	const experiment = await runOrTakeAway(folder, fold, {
		...ports,
		cases,
		fold,
		journal,
		startedAt,
		concurrency: request.concurrency ?? runs.concurrency,
		turnTimeoutMs: agent.turnTimeoutMs,
		runTimeoutMs: agent.runTimeoutMs,
		signal,
		...request.onProgress !== void 0 && { onProgress: request.onProgress }
	});
	if (request.caseIds !== void 0) return {
		folder,
		experiment,
		resumed
	};
	folder.write(resultFiles.experiment, `${JSON.stringify(experiment)}\n`);
	if (signal.aborted) return {
		folder,
		experiment,
		resumed
	};
	return {
		folder,
		experiment,
		resumed,
		decided: decideAndWrite(folder, experiment, {
			config: project.config,
			nowMs: ports.clock.nowMs(),
			trust: await trustJudges(experiment, {
				folder: project.config.evaluators,
				rule: project.config.gate.trust,
				read: ports.readCalibration ?? (async () => void 0)
			})
		})
	};
}
/** A look at a few cases must not put away the results of a whole run. */
function mustHoldNoExperiment(folder) {
	if (folder.read(resultFiles.experiment) === void 0) return;
	throw new UserError("OUT_IN_USE", `${folder.path} holds the results of a whole run; nothing was run.`, "Name another folder with `--out`, or leave it out.");
}
/** A run that broke before anything was recorded leaves nothing, so that it does not stand for the newest one. */
async function runOrTakeAway(folder, fold, request) {
	try {
		return await runExperiment(request);
	} catch (error) {
		if (fold.recorded === 0) folder.discard(resultFiles.journal);
		throw error;
	}
}

// src/app/run-experiment/progress.ts
/** How often a log line is due where nobody watches. */
const lineEveryMs = 5e3;
const lineEveryShare = .25;
/**
* One line for a terminal, at most `columns` wide: a bar, how much is done, the rate, the time left, the failures.
*
* Parts that do not fit are left out from the right; the count of runs always stays.
*/
function renderProgressBar(progress, columns) {
	const { planned, recorded, standings } = progress;
	const share = shareOf(progress);
	const parts = [
		`${recorded}/${planned} runs`,
		...standings.failed > 0 ? [`${standings.failed} failed`] : [],
		...standings.missing > 0 ? [`${standings.missing} errors`] : [],
		...describePace(progress)
	];
	const percent = `${Math.floor(share * 100)}`.padStart(3);
	const wide = parts.join(" · ");
	const barColumns = Math.min(30, columns - wide.length - percent.length - 4);
	if (barColumns >= 8) return `${renderBar(share, barColumns)} ${percent} % ${wide}`;
	let text = "";
	for (const part of parts) {
		const longer = text === "" ? part : `${text} · ${part}`;
		if (longer.length > columns && text !== "") break;
		text = longer;
	}
	return text.slice(0, Math.max(0, columns));
}
/** One line for a log. */
function renderProgressLine(progress) {
	const { planned, recorded, resumed, standings } = progress;
	const { passed, failed, unscored, missing } = standings;
	const counts = [
		`${passed} passed`,
		`${failed} failed`,
		...unscored > 0 ? [`${unscored} unscored`] : [],
		...missing > 0 ? [`${missing} errors`] : [],
		...resumed > 0 ? [`${resumed} from the journal`] : []
	];
	return [
		`${recorded}/${planned} runs (${Math.floor(shareOf(progress) * 100)} %)`,
		counts.join(", "),
		...describePace(progress)
	].join(" · ");
}
/**
* Whether a log gets another line, after `last` was its latest.
*
* The first and the last state always do; between them each quarter of the plan, and every five seconds.
*/
function isLineDue(progress, last) {
	if (last === void 0) return true;
	if (progress.recorded === last.recorded) return false;
	if (progress.recorded === progress.planned) return true;
	const quarter = (state) => Math.floor(shareOf(state) / lineEveryShare);
	return quarter(progress) > quarter(last) || progress.elapsedMs - last.elapsedMs >= lineEveryMs;
}
function shareOf({ planned, recorded }) {
	return planned === 0 ? 1 : recorded / planned;
}
/** The rate and the time left; nothing where no run of this start has ended yet. */
function describePace({ planned, recorded, resumed, elapsedMs }) {
	const done = recorded - resumed;
	if (done <= 0 || elapsedMs <= 0) return [];
	const perMs = done / elapsedMs;
	const rest = planned === recorded ? `took ${renderDuration(elapsedMs)}` : `${renderDuration((planned - recorded) / perMs)} left`;
	return [renderRate(perMs * 1e3), rest];
}
function renderRate(perSecond) {
	if (perSecond < 1) return `${Math.round(perSecond * 600) / 10}/min`;
	return perSecond < 10 ? `${Math.round(perSecond * 10) / 10}/s` : `${Math.round(perSecond)}/s`;
}
/** `840 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
function renderDuration(ms) {
	if (ms < 1e3) return `${Math.round(ms)} ms`;
	const seconds = Math.round(ms / 1e3);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
const eighths = [
	"",
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉"
];
function renderBar(share, columns) {
	const filled = Math.floor(share * columns * 8);
	const full = Math.floor(filled / 8);
	const bar = `${"█".repeat(full)}${eighths[filled % 8] ?? ""}`;
	return `${bar}${"░".repeat(columns - bar.length)}`;
}

export { chooseCases as a, runDataset as i, renderProgressBar as n, renderProgressLine as r, isLineDue as t };