import { Bi as describeCall } from "./run-BZDTBg9r.js";
import { o as actionsOf, s as isInertTool } from "./blame-session-CV7VNIP1.js";

// src/core/blame/early-warning.ts
const earlyCalls = 8;
function warnEarly(session, passing, calls = earlyCalls) {
	if (passing.length === 0) return void 0;
	const known = new Set(passing.flatMap((other) => actionsOf(other).map(({ key }) => key)));
	const early = actionsOf(session).filter(({ step }) => !isInertTool(step.name)).slice(0, calls);
	const index = early.findIndex(({ key }) => !known.has(key));
	const first = early[index];
	return first && {
		at: first.ref,
		what: describeCall(first.step),
		call: index + 1
	};
}

// src/core/modes/run-modes.ts
function nonDeterminism(runs) {
	const passing = runs.filter(({ hasPassed }) => hasPassed);
	const failing = runs.filter(({ hasPassed }) => !hasPassed);
	if (passing.length === 0 || failing.length === 0) return void 0;
	const paths = new Set(runs.map(({ session }) => actionsOf(session).map(({ key }) => key).join("\n")));
	const counts = `${passing.length} of ${runs.length} runs pass`;
	const ways = paths.size === 1 ? "all with the same tool calls" : `in ${paths.size} ways through the tools`;
	const [parting] = failing.map(({ session }) => partingOf(session, passing)).toSorted((a, b) => a.call - b.call);
	if (paths.size === 1 || parting === void 0) return {
		mode: "non-determinism",
		what: `${counts}, ${ways}.`,
		evidence: []
	};
	const { call, action } = parting;
	return {
		mode: "non-determinism",
		what: `${counts}, ${ways}; ${action === void 0 ? `a failing run stops before tool call ${call}` : `they first part at tool call ${call}`}.`,
		evidence: action === void 0 ? [] : [{
			at: action.ref,
			what: describeCall(action.step)
		}]
	};
}
function pathOf(session) {
	return actionsOf(session).filter(({ step }) => !isInertTool(step.name));
}
function partingOf(session, passing) {
	const mine = pathOf(session);
	const along = passing.map((other) => {
		const theirs = pathOf(other.session);
		const at = mine.findIndex(({ key }, index) => key !== theirs[index]?.key);
		return at < 0 ? mine.length : at;
	});
	const at = Math.max(...along);
	return {
		call: at + 1,
		action: mine[at]
	};
}

export { warnEarly as n, nonDeterminism as t };