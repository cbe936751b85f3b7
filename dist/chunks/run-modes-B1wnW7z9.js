import { Or as describeCall } from "./run-DTe1xjOx.js";
import { o as actionsOf, s as isInertTool } from "./blame-session-DtFWQMxD.js";

// src/core/blame/early-warning.ts
/** So many tool calls are looked at. */
const earlyCalls = 8;
/**
* Warns of a session whose first calls hold one that no passing run of the same case made.
*
* On τ-bench airline, held to at most three passing runs, it warns of 69 % of the failing sessions and of 35 % of the
* passing ones (bench/blame.ts), so that it is a reason to look and never one to stop a run. `undefined` without a passing run: nothing is known then.
*
* @param passing runs of the same case that passed; the session itself must not be among them.
*/
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
/**
* Non-determinism: runs of one case of which some pass and some fail, and where their tool calls first part.
*
* `undefined` where all pass or all fail.
*/
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
/** What a run did; what it only thought or calculated is left out. */
function pathOf(session) {
	return actionsOf(session).filter(({ step }) => !isInertTool(step.name));
}
/** The first tool call of a failing run that differs from the passing run that it goes along with furthest. */
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