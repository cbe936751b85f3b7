import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { t as isJsonValue } from "./json-CDDZzQPU.js";
import { a as listIn } from "./tool-result-CE4tOHQ7.js";
import { t as seededDraw } from "./seeded-draw-CV9DSF4B.js";
import { n as foldText, t as compareArguments } from "./compare-arguments-CVIzH8MY.js";
import { t as printable } from "./printable-D3kid4aB.js";
import { t as stepId } from "./session-BYSXiMty.js";
import { f as suggest } from "./js-yaml-CiObg4Tg.js";
import { t as recordingOf } from "./recording-C96iWRPu.js";

// src/core/replay/alter-result.ts
/**
* What a fault makes of a tool's answer; `undefined` where it can make nothing of it, such as half of a number.
*
* `empty`: no items, no fields, no text. `malformed-json`: the answer's JSON, cut off after two thirds. `schema-violation`:
* its first field has another type and its last one is missing (of a list, in its first item). `stale`: what the same
* call answered before. `truncated-page`: the first half of its items. `duplicate`: every item twice. Where fields are
* given to `merge`, they are laid over the answer instead.
*/
function alterResult(result, spoiling) {
	const { merge } = spoiling;
	if (merge !== void 0) return merged(result, merge);
	switch (spoiling.kind) {
		case "empty": return emptied(result);
		case "malformed-json": return cutJson(result);
		case "schema-violation": return violated(result);
		case "stale": return spoiling.earlier === void 0 || isSame(spoiling.earlier, result) ? void 0 : spoiling.earlier;
		case "truncated-page": return truncated(result, spoiling.keep);
		case "duplicate": return doubled(result);
	}
}
function isFields$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isSame(a, b) {
	return canonicalJson({ of: a }) === canonicalJson({ of: b });
}
function merged(result, fields) {
	if (!isFields$1(result)) return void 0;
	const kept = Object.entries({
		...result,
		...fields
	}).filter(([name]) => !Object.hasOwn(fields, name) || fields[name] !== null);
	return Object.fromEntries(kept);
}
/** Counts beside a list that has been emptied would give it away. */
const countField = /^(?:total|count|size)(?:_?(?:count|results|hits))?$/i;
function emptied(result) {
	if (typeof result === "string") return "";
	if (Array.isArray(result)) return [];
	if (!isFields$1(result)) return null;
	const list = listIn(result);
	if (list === void 0) return {};
	const entries = Object.entries(result).map(([name, value]) => {
		if (name === list.key) return [name, []];
		return [name, typeof value === "number" && countField.test(name) ? 0 : value];
	});
	return Object.fromEntries(entries);
}
/** No proper start of a JSON object, list or text is JSON; of a number it may be. */
function cutJson(result) {
	const text = JSON.stringify(typeof result === "string" || typeof result === "object" && result !== null ? result : { result });
	return text.slice(0, Math.max(1, Math.floor(text.length * 2 / 3))).toWellFormed();
}
function violated(result) {
	if (Array.isArray(result)) {
		const [first, ...rest] = result;
		return first === void 0 ? { items: result } : [violated(first), ...rest];
	}
	if (!isFields$1(result)) return { value: otherType(result) };
	const list = listIn(result);
	if (list !== void 0 && list.items.length > 0) return {
		...result,
		[list.key]: violated(list.items)
	};
	const names = Object.keys(result);
	const first = names[0];
	if (first === void 0) return [];
	const last = names.length > 1 ? names.at(-1) : void 0;
	return Object.fromEntries(Object.entries(result).filter(([name]) => name !== last).map(([name, value]) => [name, name === first ? otherType(value) : value]));
}
/** A value that no schema of the old one allows: a text where there was none, else a list. */
function otherType(value) {
	return typeof value === "string" ? [value] : JSON.stringify(value);
}
function truncated(result, keep) {
	if (typeof result === "string") return shorter(result.length, keep, (length) => result.slice(0, length).toWellFormed());
	return onList(result, (items) => shorter(items.length, keep, (length) => items.slice(0, length)));
}
function shorter(length, keep, cut) {
	const kept = keep ?? Math.floor(length / 2);
	return kept < length ? cut(kept) : void 0;
}
function doubled(result) {
	if (typeof result === "string") return result === "" ? void 0 : `${result}\n${result}`;
	return onList(result, (items) => items.length === 0 ? void 0 : items.flatMap((item) => [item, item]));
}
/** Changes the list that an answer is or wraps; `undefined` where there is none. */
function onList(result, change) {
	if (Array.isArray(result)) return change(result);
	const list = isFields$1(result) ? listIn(result) : void 0;
	const changed = list === void 0 ? void 0 : change(list.items);
	return list === void 0 || changed === void 0 ? void 0 : {
		...isFields$1(result) && result,
		[list.key]: changed
	};
}

// src/core/replay/asked-calls.ts
/**
* The calls that were asked and not yet seen as steps of the session.
*
* A step may come from another place than the seam that answered it, such as the agent's own report, and then
* carries no marks. A step is the call with its id, else with its arguments, else the next of its name, since an
* agent may complete arguments after the model gave them.
*/
var AskedCalls = class {
	#open = [];
	/** `marks` is asked once the step is over: a fault may turn out to change nothing. */
	add({ name, callId, arguments: given }, marks) {
		this.#open.push({
			name,
			callId,
			key: keyOf(given),
			marks
		});
	}
	/** Holds the steps of one turn to what was asked and has not been seen; some steps are seen late. */
	settle(steps) {
		const found = /* @__PURE__ */ new Map();
		const calls = steps.flatMap((step, index) => step.kind === "tool" ? [{
			step,
			index,
			key: keyOf(step.arguments)
		}] : []);
		for (const isSame of [
			isSameId,
			isSameCall,
			isSameName
		]) for (const { step, index, key } of calls) {
			if (found.has(index)) continue;
			const place = this.#open.findIndex((asked) => isSame(asked, step, key));
			const [asked] = place < 0 ? [] : this.#open.splice(place, 1);
			if (asked !== void 0) found.set(index, asked);
		}
		return {
			steps: steps.map((step, index) => ({
				...step,
				...found.get(index)?.marks()
			})),
			unasked: calls.filter(({ step, index }) => !found.has(index) && step.status !== "pending").map(({ step }) => step)
		};
	}
};
function isSameId({ callId }, step) {
	return callId !== void 0 && callId === step.callId;
}
function isSameCall({ name, key }, step, keyOfStep) {
	return name === step.name && key === keyOfStep;
}
function isSameName({ name }, step) {
	return name === step.name;
}
function keyOf(given) {
	return isJsonValue(given) ? canonicalJson({ of: given }) : "";
}

// src/core/replay/fault-plan.ts
/**
* The faults of one session: which of them strikes which call.
*
* The first that fits a call strikes it. Chance is drawn from the case, the run's index, the fault's place in the
* list and its seed, and the call's number, so that run 7 is always run 7, whatever other tools are called between.
*/
var FaultPlan = class {
	#faults;
	#seed;
	#struck = /* @__PURE__ */ new Map();
	constructor(faults, seed) {
		this.#faults = faults;
		this.#seed = seed;
	}
	/**
	* The fault that is to strike a call, the `number`-th of its tool. It counts once `strike` says so: some faults can
	* do nothing to some answers.
	*
	* @param hasEarlier whether the same call was answered before, without which nothing can be stale.
	*/
	choose(call, number, hasEarlier) {
		return this.#faults.find((fault, index) => fault.tool === call.name && (fault.call === void 0 || fault.call === number) && (fault.after === void 0 || number > fault.after) && this.#isLeft(fault) && (hasEarlier || !needsEarlier(fault)) && (fault.arguments === void 0 || areWithin(fault.arguments, call.arguments)) && this.#isDrawn(fault, index, number));
	}
	/** Counts one strike of a fault; false where it has struck as often as it may, by calls that ran side by side. */
	strike(fault) {
		if (!this.#isLeft(fault)) return false;
		this.#struck.set(fault, this.#timesStruck(fault) + 1);
		return true;
	}
	#isLeft(fault) {
		return fault.times === void 0 || this.#timesStruck(fault) < fault.times;
	}
	#timesStruck(fault) {
		return this.#struck.get(fault) ?? 0;
	}
	#isDrawn({ probability, seed }, index, number) {
		if (probability >= 1) return true;
		const { caseId, runIndex } = this.#seed;
		return seededDraw(`${caseId}#${runIndex}#fault ${index}#${seed}`, number) < probability;
	}
};
/** Whether the fault can only give back what the same call got before. */
function needsEarlier({ fault, value, merge }) {
	return fault === "stale" && value === void 0 && merge === void 0;
}
/** Whether the named arguments have just these values; others may stand beside them. */
function areWithin(wanted, given) {
	if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
	const fields = new Map(Object.entries(given));
	return Object.entries(wanted).every(([name, value]) => canonicalJson({ value }) === canonicalJson({ value: fields.get(name) ?? null }));
}

// src/core/replay/describe-gap.ts
const mostNamed = 6;
const mostDifferences = 4;
/** Why a call has no recorded answer, what was recorded nearby, and what to do: one line, safe to print. */
function describeGap(asked, gap) {
	const { tool, candidates } = gap;
	const name = `\`${printable(asked.name, 80)}\``;
	if (tool === void 0) return neverRecorded(asked.name, gap.recording);
	const { calls, unanswered } = tool;
	if (calls.length === 0) return `the answer to ${name} was not captured in any of its ${unanswered} recorded calls; record the session anew, or list the tool under \`tools.live\``;
	const nearest = mostAlike$1(candidates);
	if (nearest === void 0) return `the arguments of ${name} were not captured in the recorded session, so that no call can be told from another; declare the tool \`readOnly\` if it only reads, so that calls are answered by their number`;
	const { call, comparison } = nearest;
	const place = `step ${stepId(call.at)}`;
	if (comparison.isMatch) return `${name} was called with ${described(asked.arguments)} once more than it was recorded (${place}); ${remedy(gap)}`;
	const { differences } = comparison;
	const listed = differences.slice(0, mostDifferences).map(describeDifference).join("; ");
	const more = differences.length - mostDifferences;
	return `no recorded call of ${name} has the arguments ${described(asked.arguments)}; the nearest is ${place}: ${listed}${more > 0 ? `; and ${more} more` : ""}. ${sentence(remedy(gap, differences))}`;
}
function neverRecorded(name, recording) {
	const known = [...recording.keys()];
	const listed = known.slice(0, mostNamed).map((one) => `\`${printable(one, 80)}\``);
	const meant = suggest(name, known);
	return `\`${printable(name, 80)}\` was called and is not in the recorded session, which has ${listed.length === 0 ? "no tool call" : listed.join(", ")}${known.length > mostNamed ? ` and ${known.length - mostNamed} more` : ""}${meant === void 0 ? "" : ` (was \`${printable(meant, 80)}\` renamed?)`}; record the session anew, or list the tool under \`tools.live\` if it may run live`;
}
/** Where one argument keeps the calls apart, a matcher for it; else what else there is. */
function remedy({ reads }, differences = []) {
	const [only, ...others] = differences;
	return [
		only !== void 0 && others.length === 0 && only.path !== "" ? `if \`${printable(only.path, 80)}\` differs from run to run, say so under \`tools.match\` (\`ignore\`, \`{ within: … }\`)` : "",
		reads ? "" : "if the tool only reads, declare it `readOnly`",
		"else record the session anew"
	].filter((part) => part !== "").join("; ");
}
function sentence(text) {
	return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
function describeDifference(difference) {
	const { path, recorded, asked, similarity, needed } = difference;
	const what = path === "" ? "the arguments" : `\`${printable(path, 80)}\``;
	const alike = similarity === void 0 || needed === void 0 ? "" : ` (similarity ${similarity.toFixed(2)}, ${needed} needed)`;
	return `${what} was ${described(recorded)}, is ${described(asked)}${alike}`;
}
function described(value) {
	return value === void 0 ? "not given" : printable(JSON.stringify(value), 120);
}
/** The first of the nearest, whether it matches or not; one that is free before one that was used. */
function mostAlike$1(candidates) {
	return candidates.toSorted((a, b) => b.comparison.score - a.comparison.score)[0];
}

// src/core/replay/recorded-answers.ts
/**
* Finds the recorded answer of each call of one session.
*
* In this order: the most alike of the recorded calls that match and have not been used; the answer that the identical
* call got before; for a tool that only reads, the most alike of those that were used; for such a tool, its n-th
* recorded call for its n-th call, which is `approximate`. A call that writes is answered by a match or not at all.
*/
var RecordedAnswers = class {
	#recording;
	#rules;
	#readOnly;
	#used = /* @__PURE__ */ new Set();
	#given = /* @__PURE__ */ new Map();
	#asked = /* @__PURE__ */ new Map();
	#folded = /* @__PURE__ */ new Map();
	constructor(recording, rules) {
		this.#recording = recording;
		this.#rules = rules;
		this.#readOnly = new Set(rules.readOnly);
	}
	/** Answers the next call that reaches its tool. The arguments are JSON, at most 64 levels deep. */
	find(asked) {
		const number = (this.#asked.get(asked.name) ?? 0) + 1;
		this.#asked.set(asked.name, number);
		const tool = this.#recording.get(asked.name);
		const candidates = this.#candidates(asked, tool);
		const identical = `${asked.name}\n${canonicalJson({ of: asked.arguments ?? null })}`;
		const reads = this.#readOnly.has(asked.name);
		const match = mostAlike(candidates.filter(({ isUsed }) => !isUsed)) ?? this.#given.get(identical) ?? (reads ? mostAlike(candidates) : void 0);
		if (match !== void 0) {
			const isCall = "call" in match;
			if (isCall) this.#used.add(match.call);
			const answer = isCall ? match.call.answer : match;
			this.#given.set(identical, answer);
			return {
				kind: "found",
				answer,
				replay: "exact"
			};
		}
		const nth = reads ? tool?.calls[number - 1] : void 0;
		if (nth !== void 0) return {
			kind: "found",
			answer: nth.answer,
			replay: "approximate"
		};
		return {
			kind: "gap",
			reason: describeGap(asked, {
				tool,
				candidates,
				reads,
				recording: this.#recording
			})
		};
	}
	#candidates(asked, tool) {
		const rules = {
			match: Object.hasOwn(this.#rules.match, asked.name) ? this.#rules.match[asked.name] ?? {} : {},
			fold: (text) => this.#fold(text)
		};
		return (tool?.calls ?? []).flatMap((call) => {
			if (call.arguments === void 0) return [];
			return {
				call,
				comparison: compareArguments(call.arguments, asked.arguments ?? {}, rules),
				isUsed: this.#used.has(call)
			};
		});
	}
	#fold(text) {
		const known = this.#folded.get(text);
		if (known !== void 0) return known;
		const folded = foldText(text);
		this.#folded.set(text, folded);
		return folded;
	}
};
/** The first of the nearest among those that match. */
function mostAlike(candidates) {
	let best;
	for (const candidate of candidates) {
		const { isMatch, score } = candidate.comparison;
		if (isMatch && (best === void 0 || score > best.comparison.score)) best = candidate;
	}
	return best;
}

// src/core/replay/tool-catalog.ts
/**
* The tools of a recorded session, for seams that offer them: as they were captured, else made from their calls.
*
* A schema that is made from calls names the arguments that were seen and their types, and requires none.
*/
function recordedCatalog(session, recording) {
	const captured = session.agent?.toolCatalog;
	if (captured !== void 0) return captured;
	return [...recording].map(([name, { calls }]) => ({
		name,
		parameters: {
			type: "object",
			properties: seenProperties(calls.map((call) => call.arguments))
		}
	}));
}
function seenProperties(calls) {
	const types = /* @__PURE__ */ new Map();
	for (const given of calls) {
		if (typeof given !== "object" || given === null || Array.isArray(given)) continue;
		for (const [name, value] of Object.entries(given)) {
			const known = types.get(name) ?? /* @__PURE__ */ new Set();
			types.set(name, known.add(typeOf(value)));
		}
	}
	const properties = [...types].map(([name, known]) => {
		const [only, ...others] = known;
		return [name, { type: others.length === 0 && only !== void 0 ? only : [...known] }];
	});
	return Object.fromEntries(properties);
}
function typeOf(value) {
	if (value === null) return "null";
	return Array.isArray(value) ? "array" : typeof value;
}
const mostChanges = 12;
/**
* How the agent's tools differ from those of the recording, a line a change: `+` a new tool, `-` one that is gone, `~`
* one that is described otherwise. Empty where nothing changed. Safe to print.
*/
function describeCatalogChange(recorded, current) {
	const before = new Map(recorded.map((tool) => [tool.name, tool]));
	const after = new Map(current.map((tool) => [tool.name, tool]));
	const changes = [
		...[...after.keys()].filter((name) => !before.has(name)).map((name) => `+ ${shown(name)}`),
		...[...before.keys()].filter((name) => !after.has(name)).map((name) => `- ${shown(name)}`),
		...[...after].flatMap(([name, tool]) => {
			const old = before.get(name);
			const parts = old === void 0 ? [] : changedParts(old, tool);
			return parts.length === 0 ? [] : [`~ ${shown(name)}: ${parts.join(", ")}`];
		})
	];
	const more = changes.length - mostChanges;
	return more > 0 ? [...changes.slice(0, mostChanges), `and ${more} more`] : changes;
}
const mostParts = 6;
function changedParts(before, after) {
	const parts = [...before.description !== after.description ? ["description"] : [], ...differingPaths(before.parameters, after.parameters, "parameters")];
	return parts.length > mostParts ? [...parts.slice(0, mostParts), "…"] : parts;
}
/** Where two JSON values differ, as deep as both are objects. */
function differingPaths(before, after, path) {
	if (before === void 0 || after === void 0) {
		if (before === after) return [];
		return [`${shown(path)} ${before === void 0 ? "is new" : "is gone"}`];
	}
	if (!isFields(before) || !isFields(after)) return canonicalJson({ of: before }) === canonicalJson({ of: after }) ? [] : [shown(path)];
	return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => differingPaths(fieldOf(before, name), fieldOf(after, name), `${path}.${name}`));
}
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldOf(fields, name) {
	return Object.hasOwn(fields, name) ? fields[name] : void 0;
}
function shown(name) {
	return printable(name, 120);
}

// src/core/replay/open-session-tools.ts
/**
* The tools of one run of a case; the same for the same case and run index, whenever they are opened.
*
* A fault that takes the place of an answer uses up no recorded call: the tool was never reached.
*/
function openSessionTools(tools, seed) {
	return new PlannedSessionTools(tools, seed);
}
/** What an agent sees of a tool that fails on purpose. */
const failures = {
	error: {
		type: "ToolError",
		says: "failed: internal error"
	},
	timeout: {
		type: "TimeoutError",
		says: "timed out"
	},
	"permission-denied": {
		type: "PermissionDeniedError",
		says: "was refused: permission denied"
	},
	"rate-limit": {
		type: "RateLimitError",
		says: "was refused: 429 Too Many Requests, try again later"
	}
};
const usualDelayMs = 2e3;
var PlannedSessionTools = class {
	catalog;
	#answers;
	#plan;
	#live;
	#readOnly;
	/** Tools of which an earlier answer may come again. */
	#remembered;
	#earlier = /* @__PURE__ */ new Map();
	#calls = /* @__PURE__ */ new Map();
	#asked = new AskedCalls();
	#gap;
	constructor(tools, seed) {
		const { recorded, faults, live, readOnly } = tools;
		const recording = recorded && recordingOf(recorded.session);
		this.catalog = recorded === void 0 || recording === void 0 ? [] : recordedCatalog(recorded.session, recording);
		this.#answers = recording && new RecordedAnswers(recording, tools);
		this.#plan = new FaultPlan(faults, seed);
		this.#live = new Set(live);
		this.#readOnly = new Set(readOnly);
		this.#remembered = new Set(faults.filter(needsEarlier).map(({ tool }) => tool));
	}
	get gap() {
		return this.#gap;
	}
	isReadOnly(tool) {
		return this.#readOnly.has(tool);
	}
	settle(steps) {
		return this.#asked.settle(steps);
	}
	answer(call) {
		const directive = this.#decide(call);
		if (directive.kind === "gap") return directive;
		let marks = marksOf(directive);
		this.#asked.add(call, () => marks);
		if (directive.kind !== "live" || directive.alter === void 0) return directive;
		const { alter } = directive;
		return {
			...directive,
			alter: (result) => {
				const altered = alter(result);
				if (altered.fault !== void 0) marks = { fault: altered.fault };
				return altered;
			}
		};
	}
	#decide(call) {
		if (this.#gap !== void 0) return {
			kind: "gap",
			reason: this.#gap
		};
		if (call.arguments !== void 0 && !isJsonValue(call.arguments)) return this.#lacks(`the arguments of \`${call.name}\` are no JSON value, or nest deeper than ${64} levels`);
		const number = (this.#calls.get(call.name) ?? 0) + 1;
		this.#calls.set(call.name, number);
		const key = `${call.name}\n${canonicalJson({ of: call.arguments ?? null })}`;
		const fault = this.#plan.choose(call, number, this.#earlier.has(key));
		const standIn = fault && this.#standIn(fault);
		if (standIn !== void 0) return standIn;
		if (this.#answers === void 0 || this.#live.has(call.name)) return this.#letLive(call, key, fault);
		const found = this.#answers.find(call);
		return found.kind === "gap" ? this.#lacks(found.reason) : this.#replay(found, key, fault);
	}
	#lacks(reason) {
		this.#gap = reason;
		return {
			kind: "gap",
			reason
		};
	}
	/** The answer that a fault makes all alone. */
	#standIn(fault) {
		const marks = {
			...delayOf(fault),
			fault: fault.fault
		};
		if (isFailing(fault.fault)) {
			this.#plan.strike(fault);
			return {
				kind: "error",
				error: errorOf(fault, fault.fault),
				...marks
			};
		}
		if (fault.value === void 0) return void 0;
		this.#plan.strike(fault);
		return {
			kind: "result",
			result: fault.value,
			...marks
		};
	}
	#replay(found, key, fault) {
		const { answer, replay } = found;
		if (answer.kind === "error") {
			const { error } = answer;
			return {
				kind: "error",
				error,
				replay,
				...fault?.fault === "slow" && this.#slow(fault)
			};
		}
		const { result, fault: struck } = this.#spoil(answer.result, key, fault);
		return {
			kind: "result",
			result,
			replay,
			...struck === void 0 ? {} : {
				...fault && delayOf(fault),
				fault: struck
			}
		};
	}
	#letLive(call, key, fault) {
		if (fault?.fault === "slow") {
			const slow = {
				kind: "live",
				...this.#slow(fault)
			};
			return this.#remembered.has(call.name) ? {
				...slow,
				alter: this.#listen(key)
			} : slow;
		}
		if (fault !== void 0) {
			const alter = (result) => this.#spoil(result, key, fault);
			return {
				kind: "live",
				...delayOf(fault),
				alter
			};
		}
		return this.#remembered.has(call.name) ? {
			kind: "live",
			alter: this.#listen(key)
		} : { kind: "live" };
	}
	#listen(key) {
		return (result) => this.#spoil(result, key, void 0);
	}
	#slow(fault) {
		this.#plan.strike(fault);
		return {
			delayMs: fault.delayMs ?? usualDelayMs,
			fault: fault.fault
		};
	}
	/** What a fault makes of an answer, which is remembered as it was. */
	#spoil(result, key, fault) {
		const earlier = this.#earlier.get(key);
		if (!this.#earlier.has(key)) this.#earlier.set(key, result);
		if (fault === void 0) return { result };
		if (fault.fault === "slow") return {
			result,
			fault: this.#slow(fault).fault
		};
		if (!isSpoiling(fault.fault)) return { result };
		const { merge, keep } = fault;
		const altered = alterResult(result, {
			kind: fault.fault,
			...merge !== void 0 && { merge },
			...keep !== void 0 && { keep },
			...earlier !== void 0 && { earlier }
		});
		return altered !== void 0 && this.#plan.strike(fault) ? {
			result: altered,
			fault: fault.fault
		} : { result };
	}
};
function marksOf(directive) {
	const { fault } = directive;
	const replay = directive.kind === "live" ? void 0 : directive.replay;
	return {
		...replay !== void 0 && { replay },
		...fault !== void 0 && { fault }
	};
}
function delayOf({ delayMs, fault }) {
	const ms = delayMs ?? (fault === "slow" ? usualDelayMs : 0);
	return ms === 0 ? {} : { delayMs: ms };
}
function errorOf({ tool, message }, kind) {
	const { type, says } = failures[kind];
	return {
		type,
		message: message ?? `${tool} ${says}`
	};
}
function isFailing(kind) {
	return Object.hasOwn(failures, kind);
}
function isSpoiling(kind) {
	return !isFailing(kind) && kind !== "slow";
}

export { describeCatalogChange as n, openSessionTools as t };