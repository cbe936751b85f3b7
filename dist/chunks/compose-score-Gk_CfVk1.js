import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { createHash, randomBytes } from "node:crypto";

// src/core/evaluator/judge-votes.ts
/**
* What several votes of one judge come to, or `undefined` while the votes to come may still decide.
*
* More than half of all `votes` must agree; a vote that could not be scored agrees with nobody. One vote stands as it
* is. The score of a majority is its share of the votes, in (0.5, 1].
*
* @param answers so far; none decides nothing.
* @param votes how many there will be, at least 1.
*/
function countVotes(answers, votes) {
	if (votes === 1) return answers[0];
	const scored = answers.filter((answer) => answer.result !== "unscored");
	for (const result of ["pass", "fail"]) {
		const agreeing = scored.filter((answer) => answer.result === result);
		const [first] = agreeing;
		if (first === void 0 || agreeing.length * 2 <= votes) continue;
		return {
			...first,
			score: agreeing.length / answers.length
		};
	}
	return answers.length < votes ? void 0 : {
		result: "unscored",
		reason: disagreement(answers)
	};
}
function disagreement(answers) {
	const counted = [
		"pass",
		"fail",
		"unscored"
	].map((result) => ({
		result,
		votes: answers.filter((one) => one.result === result).length
	})).filter(({ votes }) => votes > 0).map(({ result, votes }) => `${votes} ${result}`);
	const unscored = answers.find((answer) => answer.result === "unscored");
	const why = unscored?.result === "unscored" ? ` (${unscored.reason})` : "";
	return `No majority among the judge's ${answers.length} votes: ${counted.join(", ")}${why}.`;
}

// src/core/evaluator/question-key.ts
/** Stands in for the nonce, which is another one each time and decides nothing. */
const noNonce = "cafe0000f00dcafe0000f00dcafe0000";
/**
* The key of one judge's question about one session: 64 hex digits; `undefined` where the session is too long to
* be asked about.
*
* It covers all that can change the answer: the evaluator's digest with the revision of our own code, the judge's
* model and settings, and every word that the model is sent, so rubric, truth and session, but none of its times.
*
* @param judgeDigest of the model, its address and its settings (`judgeSubject`).
* @param vote from 0; each vote of several is a question of its own.
*/
function questionKey(task, session, { judgeDigest, vote }) {
	const request = task.request(session, noNonce);
	if (request === void 0) return void 0;
	return createHash("sha256").update(`${judgeDigest}\0${task.digest}\0${vote}\0`).update(canonicalJson(request)).digest("hex");
}

// src/app/ask-judge.ts
const tooLong = "The session is too long to be judged whole.";
/**
* One judge's verdict on one session, by as many votes as its configuration asks for; answers that the cache holds
* are not asked for again.
*
* Never rejects: what goes wrong with a judge leaves its verdict `unscored` with the reason, and is not cached.
*/
async function askJudge(task, session, { judging, signal }) {
	const answers = [];
	for (;;) {
		answers.push(await vote(task, session, {
			judging,
			signal,
			index: answers.length
		}));
		const decided = countVotes(answers, judging.votes);
		if (decided !== void 0) return decided;
	}
}
async function vote(task, session, asking) {
	const { judging, signal, index } = asking;
	const { cache, digest } = judging;
	const key = cache === void 0 ? void 0 : questionKey(task, session, {
		judgeDigest: digest,
		vote: index
	});
	const known = key === void 0 ? void 0 : cache?.find(key);
	if (known !== void 0) return task.read(known.json, session);
	if (signal.aborted) return {
		result: "unscored",
		reason: "The judge was not asked: cancelled."
	};
	const answer = await judging.limit(() => ask(task, session, asking));
	if (answer.kind === "unscored") return {
		result: "unscored",
		reason: answer.reason
	};
	const verdict = task.read(answer.json, session);
	if (key !== void 0 && isSound(verdict, answer.json)) cache?.keep(key, answer);
	return verdict;
}
async function ask(task, session, { judging, signal }) {
	if (signal.aborted) return {
		kind: "unscored",
		reason: "The judge was not asked: cancelled."
	};
	let answer;
	try {
		const request = task.request(session, judging.nonce());
		if (request === void 0) return {
			kind: "unscored",
			reason: tooLong
		};
		answer = await judging.model.ask(request, signal);
	} catch (error) {
		return {
			kind: "unscored",
			reason: `The judge failed: ${error instanceof Error ? error.message : String(error)}`
		};
	}
	return answer.kind === "answered" ? answer : {
		kind: "unscored",
		reason: `The judge is unavailable: ${answer.reason}.`
	};
}
/** "Cannot tell" is an answer; prose and invented steps are worth another try the next time. */
function isSound(verdict, json) {
	if (verdict.result !== "unscored") return true;
	return typeof json === "object" && json !== null && "verdict" in json && json.verdict === "cannot-tell" && verdict.reason.startsWith("The judge cannot tell");
}

// src/app/score-session.ts
/** Why a judge gives no verdict where the configuration names no model. */
const noModel = "There is no judge model: add `judge` to tracegate.yaml.";
/**
* All verdicts on one session: those of its checks, and those of its judges at their places among them.
*
* Answers at once where no judge is to be asked. Never rejects: what goes wrong with a judge leaves its
* verdict `unscored` with the reason. An aborted signal leaves every judge that has not answered so.
*/
function scoreSession(scorer, session, options) {
	const verdicts = scorer.checks(session);
	const { judges } = scorer;
	if (judges.length === 0) return verdicts;
	const { judging, signal } = options;
	if (judging === void 0) return inPlace(verdicts, judges, () => ({
		result: "unscored",
		reason: noModel
	}));
	return askAll(judges, session, {
		judging,
		signal
	}).then((answers) => inPlace(verdicts, judges, (index) => answers[index] ?? {
		result: "unscored",
		reason: noModel
	}));
}
/** Checks and judges in the order of the case's expectations. */
function inPlace(checks, judges, answerOf) {
	const verdicts = [...checks];
	for (const [index, { origin, place }] of judges.entries()) verdicts.splice(place, 0, {
		...origin,
		...answerOf(index)
	});
	return verdicts;
}
function askAll(judges, session, asking) {
	return Promise.all(judges.map((task) => askJudge(task, session, asking)));
}

// src/compose/compose-score.ts
/** Scores with what the project compiled; the judge's adapter is loaded only where a case asks one. */
async function composeScore({ config, scorers }, surroundings) {
	const judging = [...scorers.values()].some(({ judges }) => judges.length > 0) && config.judge !== void 0 ? await composeJudging(config.judge, surroundings) : void 0;
	return (caseId, session, signal) => {
		const scorer = scorers.get(caseId);
		if (scorer === void 0) throw new Error(`no case ${caseId} was compiled`);
		return scoreSession(scorer, session, {
			signal,
			...judging !== void 0 && { judging }
		});
	};
}
/** What asks the judge that the configuration names. Its answers are kept in `cacheFolder`, where one is given. */
async function composeJudging(config, { environment, cacheFolder, onWarning }) {
	const [{ openAiJudge }, { judgingWith }, { judgeSubject }, cache] = await Promise.all([
		import("./openai-judge-DZLFKWTo.js"),
		import("./judging-kRRTil6E.js"),
		import("./experiment-subject--8BpiIZE.js"),
		cacheFolder === void 0 ? void 0 : composeVerdictCache(cacheFolder, onWarning)
	]);
	const { apiKeyEnv, concurrency, votes, requestsPerMinute } = config;
	const apiKey = environment[apiKeyEnv];
	const model = openAiJudge({
		model: config.model,
		baseUrl: config.baseUrl,
		apiKeyEnv,
		timeoutMs: config.timeoutMs,
		temperature: config.temperature,
		...requestsPerMinute !== void 0 && { requestsPerMinute },
		...apiKey !== void 0 && { apiKey }
	});
	if (cache?.isEmpty() ?? true) model.prepare?.();
	return judgingWith({
		model,
		digest: judgeSubject(config).digest,
		votes,
		concurrency,
		nonce: freshNonce,
		...cache !== void 0 && { cache }
	});
}
async function composeVerdictCache(folder, onWarning) {
	const { verdictFiles } = await import("./verdict-files-B7XYVzSm.js");
	return verdictFiles(folder, { onWarning });
}
function freshNonce() {
	return randomBytes(16).toString("hex");
}

export { composeScore as n, askJudge as r, composeJudging as t };