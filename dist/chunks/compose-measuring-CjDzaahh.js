import { t as UserError } from "./errors-wBhBppnE.js";
import { r as judgeTask } from "./compile-scorer-cjEA3w7M.js";
import { r as askJudge, t as composeJudging } from "./compose-score-Gk_CfVk1.js";

// src/app/ask-about-sessions.ts
/**
* One judge's verdicts on sessions of the dataset, asked as a case of the session's name would ask, with its `truth`.
*
* Never rejects: what goes wrong leaves a session `unscored` with the reason.
*/
async function askAboutSessions(judge, sessions, project, { judging, signal, onAnswer }) {
	const answeredBy = /* @__PURE__ */ new Set();
	const model = { ask: async (question, aborted) => {
		const answer = await judging.model.ask(question, aborted);
		if (answer.kind === "answered") answeredBy.add(answer.model);
		return answer;
	} };
	const origin = {
		evaluator: judge.ref,
		kind: "judge",
		dimension: judge.dimension
	};
	let answered = 0;
	const answers = await Promise.all([...sessions].map(async ([name, session]) => {
		const truth = truthFor(name, session, {
			judge,
			project
		});
		const expectation = {
			dimension: judge.dimension,
			evaluator: judge.ref,
			...truth !== void 0 && { truth }
		};
		const task = judgeTask(judge, {
			expectation,
			origin,
			place: 0
		});
		const answer = await askJudge(task, session, {
			judging: {
				...judging,
				model
			},
			signal
		});
		answered += 1;
		onAnswer?.(answered);
		return [name, answer];
	}));
	return {
		answers: new Map(answers),
		answeredBy: [...answeredBy].toSorted()
	};
}
/** What the case of this session tells the judge: the one of the file's name, or that the session is a run of. */
function truthFor(name, { task }, { judge, project }) {
	return project.cases.find(({ id }) => id === name || id === task?.id)?.expectations.find(({ evaluator }) => evaluator === judge.ref)?.truth;
}

// src/app/unscored-reasons.ts
/** Why sessions got no verdict, the most frequent reason first. */
function reasonsOf(answers) {
	const counts = /* @__PURE__ */ new Map();
	for (const answer of answers.values()) {
		if (answer.result !== "unscored") continue;
		counts.set(answer.reason, (counts.get(answer.reason) ?? 0) + 1);
	}
	return [...counts].map(([reason, sessions]) => ({
		reason,
		sessions
	})).toSorted((a, b) => b.sessions - a.sessions);
}

// src/compose/compose-measuring.ts
/**
* What asks judges in order to measure them: afresh, since an answer of yesterday says nothing about today's model, unless
* `mayRemember` is set. Each answer is kept for the gate.
*
* @throws UserError `JUDGE_WITHOUT_MODEL` where the configuration names no model.
*/
async function composeMeasuring(config, surroundings, mayRemember) {
	if (config === void 0) throw new UserError("JUDGE_WITHOUT_MODEL", "No `judge` in tracegate.yaml names the model that answers.", "Add one, such as `judge: { model: gpt-5-mini, apiKeyEnv: OPENAI_API_KEY }`.");
	const { cache, ...judging } = await composeJudging(config, surroundings);
	if (cache === void 0) return judging;
	if (mayRemember) return {
		...judging,
		cache
	};
	return {
		...judging,
		cache: {
			isEmpty: () => true,
			find: () => void 0,
			keep: (key, answer) => cache.keep(key, answer)
		}
	};
}

export { reasonsOf as n, askAboutSessions as r, composeMeasuring as t };