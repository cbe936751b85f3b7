import { $i as readSessionFile, Ji as referencePath, Ni as askJudge, Pi as judgeTask, Qi as maxSessionBytes } from "./run-BZDTBg9r.js";

// src/app/calibrate/ask-about-sessions.ts
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
		const of = caseFor(name, session, project);
		const truth = of?.expectations.find(({ evaluator }) => evaluator === judge.ref)?.truth;
		const expectation = {
			dimension: judge.dimension,
			evaluator: judge.ref,
			...truth !== void 0 && { truth }
		};
		const task = judgeTask(judge, {
			expectation,
			origin,
			place: 0,
			...of !== void 0 && await referenceFor(judge, of, project)
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
function caseFor(name, { task }, { cases }) {
	return cases.find(({ id }) => id === name) ?? cases.find(({ id }) => id === task?.id);
}
async function referenceFor(judge, of, { config, files }) {
	const path = referencePath(config.dataset, of, /* @__PURE__ */ new Map([[judge.ref, judge]]));
	if (path === void 0) return {};
	const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
	return reading.kind === "session" ? { reference: reading.session } : {};
}

// src/app/calibrate/unscored-reasons.ts
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

export { askAboutSessions as n, reasonsOf as t };