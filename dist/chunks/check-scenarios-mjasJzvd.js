import { Gr as simulatorOf, Oi as stopState, ka as suggest, wa as problemAt, wi as isRun } from "./run-BZDTBg9r.js";
import { t as patternProblem } from "./reply-patterns-I1k3vcnr.js";

// src/core/config/check-machine.ts
function checkMachine(document, user) {
	const names = Object.keys(user.states);
	const targets = targetsOf(user);
	const reached = reachedFrom(user.start, targets);
	const leaving = leadingToStop(names, targets);
	const at = ["user", "states"];
	const isWhole = (name) => (targets.get(name) ?? []).every((to) => to === "stop" || names.includes(to));
	const problems = [];
	if (!names.includes(user.start)) problems.push(unknownState(document, ["user", "start"], {
		name: user.start,
		names
	}));
	for (const [name, { next }] of Object.entries(user.states)) {
		problems.push(...checkBranches(document, [
			...at,
			name,
			"next"
		], {
			next,
			names
		}));
		if (name === "stop") problems.push(problemAt(document, [...at, name], {
			code: "STATE_RESERVED",
			part: "key",
			message: "`stop` is where a session ends, and no state",
			expected: "another name for the state"
		}));
		else if (names.includes(user.start) && !reached.has(name)) problems.push(problemAt(document, [...at, name], {
			code: "STATE_UNREACHABLE",
			part: "key",
			message: `no way leads from \`${user.start}\` to \`${name}\``,
			expected: "a branch that goes there, or no such state",
			example: `- { when: { replyContains: [which order] }, go: ${name} }`
		}));
		else if (!leaving.has(name) && isWhole(name)) problems.push(problemAt(document, [...at, name], {
			code: "STATE_WITHOUT_END",
			part: "key",
			message: `no way leads from \`${name}\` to the end of the session; only \`maxTurns\` would end it`,
			expected: "a branch to `stop`, here or in a state that can be reached from here",
			example: "- { otherwise: stop }"
		}));
	}
	const shortest = stepsToStop(user.start, targets);
	if (shortest !== void 0 && shortest > user.maxTurns) problems.push(problemAt(document, ["user", "maxTurns"], {
		code: "STOP_CANNOT_OCCUR",
		message: `the shortest way to \`stop\` takes ${shortest} turns, and \`maxTurns\` ends the session after ${user.maxTurns}`,
		expected: `\`maxTurns\` of at least ${shortest}, or a shorter way`,
		example: `maxTurns: ${shortest}`
	}));
	return problems;
}
function checkBranches(document, path, { next, names }) {
	const problems = [];
	const last = next.findIndex(({ otherwise }) => otherwise !== void 0);
	if (last === -1) problems.push(problemAt(document, path, {
		code: "STATE_WITHOUT_WAY_OUT",
		message: "where none of these fits, the user would not know what to do",
		expected: "a last branch `otherwise`",
		example: "- { otherwise: stop }"
	}));
	for (const [index, { when, go, otherwise }] of next.entries()) {
		const to = go ?? otherwise;
		const key = go === void 0 ? "otherwise" : "go";
		if (to !== void 0 && to !== "stop" && !names.includes(to)) problems.push(unknownState(document, [
			...path,
			index,
			key
		], {
			name: to,
			names
		}));
		if (last !== -1 && index > last) problems.push(problemAt(document, [...path, index], {
			code: "BRANCH_UNREACHABLE",
			message: "stands behind `otherwise`, which always fits",
			expected: "`otherwise` as the last branch"
		}));
		const objection = when?.replyMatches === void 0 ? void 0 : patternProblem(when.replyMatches);
		if (objection !== void 0) problems.push(problemAt(document, [
			...path,
			index,
			"when",
			"replyMatches"
		], {
			code: "PATTERN_INVALID",
			message: `is no regular expression in RE2 syntax: ${objection}`,
			expected: "a pattern without look-around and back references",
			example: "replyMatches: '(?i)which order|order number'"
		}));
	}
	return problems;
}
function unknownState(document, path, { name, names }) {
	const near = suggest(name, names);
	return problemAt(document, path, {
		code: "STATE_UNKNOWN",
		message: `there is no state \`${name}\`${near === void 0 ? "" : `; did you mean \`${near}\`?`}`,
		expected: `one of ${names.map((known) => `\`${known}\``).join(", ")}, or \`stop\``
	});
}
function targetsOf({ states }) {
	return new Map(Object.entries(states).map(([name, { next }]) => [name, next.flatMap(({ go, otherwise }) => go ?? otherwise ?? [])]));
}
function reachedFrom(start, targets) {
	const reached = /* @__PURE__ */ new Set([start]);
	for (const name of reached) for (const to of targets.get(name) ?? []) reached.add(to);
	return reached;
}
function leadingToStop(names, targets) {
	const leading = /* @__PURE__ */ new Set([stopState]);
	for (let before = 0; before !== leading.size;) {
		before = leading.size;
		for (const name of names) if ((targets.get(name) ?? []).some((to) => leading.has(to))) leading.add(name);
	}
	return leading;
}
function stepsToStop(start, targets) {
	const seen = /* @__PURE__ */ new Set();
	let places = [start];
	for (let turns = 1; places.length > 0; turns++) {
		const next = places.flatMap((name) => {
			seen.add(name);
			return targets.get(name) ?? [];
		});
		if (next.includes("stop")) return turns;
		places = [...new Set(next)].filter((name) => !seen.has(name));
	}
}

// src/core/config/check-scenarios.ts
function checkScenarios({ config, dataset }) {
	const scenarios = (dataset?.cases ?? []).flatMap(({ document, source }) => "user" in source ? [{
		document,
		source
	}] : []);
	const asking = scenarios.filter(({ source }) => source.user.kind === "model" && isRun(source.status));
	const { config: whole, document } = config;
	const [first] = asking;
	const isUnplayed = first !== void 0 && whole !== void 0 && simulatorOf(whole) === void 0;
	return [...scenarios.flatMap((one) => checkScenario(one.document, one.source)), ...isUnplayed && document !== void 0 ? [noSimulator(document, whole.simulator !== void 0, asking.map((one) => one.source.id))] : []];
}
const mostNamed = 3;
function noSimulator(document, isEmpty, ids) {
	const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
	const who = `${ids.slice(0, mostNamed).join(", ")}${more}`;
	return problemAt(document, isEmpty ? ["simulator"] : [], {
		code: "SIMULATOR_WITHOUT_MODEL",
		message: isEmpty ? `\`simulator\` names no model that could play the user of ${who}, and there is no judge at its address whose model it could take` : `a model plays the user of ${who}, and no \`simulator\` names that model`,
		expected: "a `simulator` block with a `model` or a `scriptedModel`",
		example: "simulator:\n  model: gpt-5-mini\n  apiKeyEnv: OPENAI_API_KEY"
	});
}
function checkScenario(document, source) {
	const { user, persona, explore } = source;
	return [
		...user.kind === "machine" ? checkMachine(document, user) : [],
		...user.kind === "model" || persona === void 0 ? [] : [unread(document, ["persona"], user.kind)],
		...user.kind === "model" || explore?.personas === void 0 ? [] : [unread(document, ["explore", "personas"], user.kind)],
		...checkStops(document, source)
	];
}
function unread(document, path, kind) {
	return problemAt(document, path, {
		code: "PERSONA_UNREAD",
		part: "key",
		message: `nothing reads a persona where the user is \`${kind}\``,
		expected: "no such key, or `user: { kind: model }`"
	});
}
function checkStops(document, { user }) {
	if (user.stopWhen === void 0) return [];
	if ((user.kind === "scripted" ? user.turns.length : user.maxTurns) > 1) return [];
	return [problemAt(document, ["user", "stopWhen"], {
		code: "STOP_CANNOT_OCCUR",
		part: "key",
		message: "the user says one thing and is done, so nothing is left that `stopWhen` could end",
		expected: "more turns, or no `stopWhen`"
	})];
}

export { checkScenarios };