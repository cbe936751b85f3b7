import { Bi as describeCall, Fi as cut, Gi as isRetrievalTool, Ii as sentenceAround, Li as placeId, Vi as describeStep, Wi as isEmptyResult, Zi as canonicalJson, cr as defaultHedges, dr as toolCallsOf, fr as uncapturedCalls, hr as isSameUnit, lr as failureHedges, mr as extractFacts, pr as unsupportedFacts, qi as printable, sr as supportIndex, ur as hedgeTest } from "./run-BZDTBg9r.js";
import { n as blameTiers } from "./blame-nj-ohXLV.js";
import { n as termsOf } from "./terms-B4fh0IQ9.js";

// src/core/blame/stated-facts.ts
const url = /https?:\/\/[^\s"'<>)\]]{1,500}/g;
const quoted$1 = /[\u201C"]([^\u201C\u201D"\n]{8,200})[\u201D"]/g;
const fullName = /\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{Ll}{1,20}){1,2}/gu;
const mostFacts$1 = 2e3;
const longestValue = 80;
function factsOfText(text) {
	return [
		...extractFacts(text).map((fact) => ({
			kind: fact.kind,
			text: fact.text,
			start: fact.start,
			fact
		})),
		...matches(text, url, "url"),
		...matches(text, quoted$1, "quote"),
		...matches(text, fullName, "name").filter(({ start }) => !isSentenceStart(text, start))
	].toSorted((a, b) => a.start - b.start).slice(0, mostFacts$1);
}
function matches(text, pattern, kind) {
	return [...text.matchAll(pattern)].slice(0, mostFacts$1).map((match) => ({
		kind,
		text: (match[1] ?? match[0]).trim(),
		start: match.index
	}));
}
function isSentenceStart(text, start) {
	return /(?:^|[.!?:\n*#-]\s*)$/.test(text.slice(Math.max(0, start - 4), start));
}
function factsOfValue(root) {
	if (typeof root === "string" && !isShort(root)) return factsOfText(root);
	return leavesWithKeys(root).flatMap(({ key, value }) => {
		const named = key === "" ? {} : { key };
		const text = String(value);
		const facts = extractFacts(text);
		const [only] = facts;
		if (facts.length > 0 && typeof value === "string" && !isShort(value)) return factsOfText(value).map((fact) => ({
			...fact,
			...named
		}));
		if (only !== void 0 && only.start <= 1 && only.end === text.length) return [{
			kind: only.kind,
			text,
			start: 0,
			fact: only,
			...named
		}];
		if (facts.length > 0) return facts.map((fact) => ofFact(fact, named));
		if (typeof value !== "string" || text.trim().length < 3) return [];
		if (!isShort(text)) return factsOfText(text).map((fact) => ({
			...fact,
			...named
		}));
		return [{
			kind: "value",
			text,
			start: 0,
			...named
		}];
	});
}
function ofFact(fact, named) {
	return {
		kind: fact.kind,
		text: fact.text,
		start: fact.start,
		fact,
		...named
	};
}
function isShort(text) {
	return text.length <= longestValue;
}
function leavesWithKeys(root) {
	const leaves = [];
	const open = [{
		key: "",
		path: "",
		value: root
	}];
	for (let next = open.pop(); next !== void 0 && leaves.length < mostLeaves; next = open.pop()) {
		const { key, path, value } = next;
		if (value === null) continue;
		if (typeof value !== "object") leaves.push({
			key,
			path,
			value
		});
		else if (Array.isArray(value)) for (const [index, child] of value.entries().toArray().toReversed()) open.push({
			key,
			path: `${path}[${index}]`,
			value: child
		});
		else for (const [name, child] of Object.entries(value).toReversed()) open.push({
			key: name,
			path: path === "" ? name : `${path}.${name}`,
			value: child
		});
	}
	return leaves;
}
const mostLeaves = 5e3;

// src/core/blame/tool-actions.ts
function actionsOf(session) {
	return toolCallsOf(session).map(({ ref, step }) => ({
		ref,
		step,
		key: actionKey(step),
		isWrite: isWritingTool(step.name)
	}));
}
function actionKey({ name, arguments: given }) {
	return `${name} ${canonicalJson([withoutProse(given ?? null)])}`;
}
const proseWords = 5;
function withoutProse(value) {
	if (typeof value === "string") {
		const words = value.trim().toLowerCase().split(/\s+/);
		return words.length >= proseWords ? "\u2026" : words.join(" ");
	}
	if (value === null || typeof value !== "object") return value;
	if (Array.isArray(value)) return value.map(withoutProse);
	return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutProse(child)]));
}
const inert = /^(?:think|thought|reason|reflect|plan|calculate|calculator|compute|note)$/;
function isInertTool(name) {
	return inert.test(wordsOf$1(name)[0] ?? "");
}
function isWritingTool(name) {
	if (isRetrievalTool(name)) return false;
	const [first = ""] = wordsOf$1(name);
	return !inert.test(first) && !readFirst.has(first);
}
function wordsOf$1(name) {
	return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
}
const readFirst = /* @__PURE__ */ new Set([
	"check",
	"view",
	"show",
	"read",
	"describe",
	"count",
	"is",
	"has",
	"verify",
	"validate",
	"estimate"
]);

// src/core/blame/contrast-actions.ts
function contrastActions(session, right) {
	if (right.sessions.length === 0) return [];
	const runs = right.sessions.map(actionsOf);
	const mine = actionsOf(session);
	const known = new Set(runs.flatMap((run) => run.map(({ key }) => key)));
	const all = runs.flat();
	const stray = mine.filter(({ key, step }) => !known.has(key) && !isInertTool(step.name));
	const write = stray.find(({ isWrite }) => isWrite);
	const any = stray.find((action) => action !== write && mayBeWrong(action, write));
	const missing = write === void 0 ? missingWrites(mine, runs) : [];
	return [
		...write === void 0 ? [] : [suspicionOf(write, all, {
			right,
			tier: "reference-diff",
			weight: .8
		})],
		...missing.slice(0, 1).map((action) => suspectMissing(session, action, {
			mine,
			right
		})),
		...any === void 0 ? [] : [suspicionOf(any, all, {
			right,
			tier: "suspected",
			weight: .6
		})]
	];
}
function mayBeWrong({ ref }, write) {
	if (write === void 0) return true;
	return ref.turn < write.ref.turn || ref.turn === write.ref.turn && ref.step < write.ref.step;
}
function missingWrites(mine, runs) {
	const made = new Set(mine.map(({ key }) => key));
	const [first = [], ...others] = runs;
	return first.filter(({ key, isWrite }) => isWrite && !made.has(key) && others.every((run) => run.some((one) => one.key === key)));
}
function suspectMissing(session, { step }, { mine, right: { kind } }) {
	const at = lastPlace(session);
	const alike = mine.filter((one) => one.step.name === step.name);
	const why = alike.length === 0 ? `It ended without \`${step.name}\`, which ${who(kind)} called.` : `It ended without the call of \`${step.name}\` ${nearestCall(step.arguments ?? null, alike).text} that ${who(kind)} made.`;
	const last = at.step === void 0 ? void 0 : session.turns[at.turn - 1]?.steps[at.step - 1];
	return {
		at,
		kind: "missing-write",
		tier: "reference-diff",
		weight: .7,
		what: last === void 0 ? "the session ended" : describeStep(last),
		why,
		evidence: [{ what: describeCall(step) }]
	};
}
function lastPlace({ turns }) {
	const turn = turns.findLastIndex(({ steps }) => steps.length > 0) + 1;
	const steps = turns[turn - 1]?.steps.length ?? 0;
	return turn === 0 ? { turn: Math.max(1, turns.length) } : {
		turn,
		step: steps
	};
}
function suspicionOf({ ref, step, isWrite }, right, { right: { kind }, tier, weight }) {
	const alike = right.filter((one) => one.step.name === step.name);
	const base = {
		at: ref,
		tier,
		weight,
		what: describeStep(step)
	};
	const evidence = [{
		at: ref,
		what: describeCall(step)
	}];
	if (alike.length === 0) {
		const blamed = isWrite ? "unexpected-write" : "wrong-tool";
		const why = `${who(kind, "No")} called \`${step.name}\`.`;
		return {
			...base,
			kind: blamed,
			why,
			evidence
		};
	}
	const { text, nearest } = nearestCall(step.arguments ?? null, alike);
	return {
		...base,
		kind: "wrong-argument",
		why: `\`${step.name}\` was called ${text}, as ${who(kind, "no")} did.`,
		evidence: [...evidence, { what: `of a run that is right: ${describeCall(nearest.step)}` }]
	};
}
function who(kind, negated) {
	if (negated === void 0) return kind === "reference" ? "the reference" : "every passing run";
	if (kind === "siblings") return `${negated} passing run`;
	return negated === "No" ? "The reference never" : "the reference never";
}
function nearestCall(given, [first, ...others]) {
	if (first === void 0) throw new RangeError("There is no call to compare with.");
	let nearest = first;
	let least = differences(given, first);
	for (const other of others) {
		const found = differences(given, other);
		if (found.length < least.length) [nearest, least] = [other, found];
	}
	return {
		text: least[0] ?? "in another way",
		nearest
	};
}
function differences(given, { step }) {
	const own = leavesWithKeys(given);
	const theirs = leavesWithKeys(step.arguments ?? null);
	const there = new Map(theirs.map(({ path, value }) => [path, value]));
	const here = new Set(own.map(({ path }) => path));
	return [...own.filter(({ path, value }) => there.get(path) !== value).map(({ path, value }) => `with ${printable(path, 60)} \u201C${printable(String(value), 60)}\u201D`), ...theirs.filter(({ path }) => !here.has(path)).map(({ path }) => `without ${printable(path, 60)}`)];
}

// src/core/blame/spans.ts
function spansOf(session) {
	const spans = [];
	if (session.policy !== void 0) spans.push({
		role: "policy",
		at: { turn: 1 },
		value: session.policy
	});
	for (const [index, { user, steps, reply }] of session.turns.entries()) {
		const turn = index + 1;
		if (user !== "") spans.push({
			role: "user",
			at: { turn },
			value: user
		});
		for (const [place, step] of steps.entries()) {
			const at = {
				turn,
				step: place + 1
			};
			if (step.kind === "model") {
				if (step.text !== void 0 && step.text !== "" && step.text !== reply) spans.push({
					role: "said",
					at,
					value: step.text
				});
				continue;
			}
			const { name: tool, result, error } = step;
			if (step.arguments !== void 0) spans.push({
				role: "argument",
				at,
				tool,
				value: step.arguments
			});
			if (result !== void 0) spans.push({
				role: "tool-result",
				at,
				tool,
				value: result
			});
			else if (error !== void 0) spans.push({
				role: "tool-result",
				at,
				tool,
				value: error.message
			});
		}
		if (reply !== void 0 && reply !== "") spans.push({
			role: "reply",
			at: replyPlace(session, turn),
			value: reply
		});
	}
	return spans;
}
function replyPlace({ turns }, turn) {
	const index = turns[turn - 1]?.steps.findLastIndex(({ kind }) => kind === "model") ?? -1;
	return index < 0 ? { turn } : {
		turn,
		step: index + 1
	};
}
function isOfAgent({ role }) {
	return role === "said" || role === "argument" || role === "reply";
}
function orderOf({ turn, step }) {
	return turn * 1e6 + Math.min(step ?? 999999, 999999);
}

// src/core/blame/contrast-results.ts
function contrastResults({ session, table, isSeen }, known) {
	const mine = numbered(actionsOf(session));
	const others = known.map((other) => {
		const actions = numbered(actionsOf(other));
		return {
			byCall: new Map(actions.map((one) => [one.call, one])),
			actions
		};
	});
	return mine.flatMap(({ action, call, writes }) => {
		const { step, ref } = action;
		if (step.status !== "ok" || step.result === void 0) return [];
		const answered = others.flatMap(({ byCall }) => {
			const other = byCall.get(call);
			return other === void 0 || other.writes !== writes ? [] : [other.action.step];
		}).filter((other) => other.status === "ok" && other.result !== void 0);
		const own = canonicalJson([step.result]);
		if (answered.length === 0 || answered.some(({ result = null }) => canonicalJson([result]) === own)) return [];
		const expected = answered[0]?.result ?? null;
		const there = new Map(leavesWithKeys(expected).map(({ path, value }) => [path, value]));
		const values = new Set(there.values());
		const used = leavesWithKeys(step.result).filter(({ path, value }) => there.has(path) ? there.get(path) !== value : !values.has(value)).flatMap((leaf) => factsOfValue(leaf.value).map((fact) => ({
			leaf,
			fact: {
				...fact,
				key: leaf.key
			}
		}))).filter(({ fact }) => isUsedAfter(table, fact, orderOf(ref)));
		const first = used.find(({ fact }) => isSeen(fact)) ?? used[0];
		if (first === void 0) return [];
		const { leaf, fact } = first;
		return [{
			at: ref,
			kind: "tool-output-wrong",
			tier: "exact-fact",
			weight: isSeen(fact) ? 1 : .8,
			what: describeStep(step),
			why: `\`${step.name}\` answered ${quoted(leaf.path)} \u201C${printable(String(leaf.value), 80)}\u201D where the same call of a run that is right answered ${there.has(leaf.path) ? `\u201C${printable(String(there.get(leaf.path)), 80)}\u201D` : "nothing of the kind"}, and the agent used it.`,
			evidence: [{
				at: ref,
				what: `${describeCall(step)} \u2192 ${printable(`${leaf.path}: ${String(leaf.value)}`, 160)}`
			}],
			fact
		}];
	});
}
function quoted(path) {
	return path === "" ? "" : `\`${printable(path, 80).replaceAll("`", "'")}\``;
}
function isUsedAfter(table, fact, order) {
	return table.rows.some(({ role, at, number }) => (role === "said" || role === "reply" || role === "argument") && orderOf(at) > order && table.states(number, fact));
}
function numbered(actions) {
	const counts = /* @__PURE__ */ new Map();
	const written = [];
	return actions.map((action) => {
		const count = (counts.get(action.key) ?? 0) + 1;
		counts.set(action.key, count);
		const one = {
			action,
			call: `${count} ${action.key}`,
			writes: written.join("\n")
		};
		if (action.isWrite) written.push(action.key);
		return one;
	});
}

// src/core/blame/fact-table.ts
const mostFacts = 1e3;
const blockSize = 64;
const mostSearched = 2e5;
var FactTable = class {
	rows;
	uncaptured;
	#indexes = [];
	#blocks = [];
	#folded = [];
	#places = /* @__PURE__ */ new Map();
	#spans;
	constructor(session) {
		this.#spans = spansOf(session);
		this.uncaptured = uncapturedCalls(session)[0]?.step.name ?? session.turns.flatMap(({ steps }) => steps).flatMap((step) => step.kind === "tool" && (step.status === "pending" || step.status === "ok" && step.result === void 0) ? [step.name] : [])[0];
		const known = supportIndex();
		let left = mostFacts;
		this.rows = this.#spans.map((span, number) => {
			const facts = isOfAgent(span) && left > 0 ? this.#prove(span, number, known) : [];
			left -= facts.length;
			addSource(known, span);
			return {
				...span,
				number,
				facts
			};
		});
	}
	placesOf(fact) {
		const unit = fact.fact?.unit;
		const key = `${fact.kind} ${fact.text.toLowerCase()} ${unit === void 0 ? "" : JSON.stringify(unit)}`;
		const known = this.#places.get(key);
		if (known !== void 0) return known;
		const places = [];
		for (let first = 0; first < this.#spans.length; first += blockSize) {
			if (!this.#mayState(first, fact)) continue;
			const end = Math.min(first + blockSize, this.#spans.length);
			for (let number = first; number < end; number++) if (this.states(number, fact)) places.push(number);
		}
		this.#places.set(key, places);
		return places;
	}
	states(number, { fact, text }) {
		if (fact !== void 0) return this.#indexOf(number).find(fact) !== void 0;
		return this.#foldedText(number).includes(fold(text));
	}
	holds(fact) {
		return this.placesOf(fact).length > 0;
	}
	pathOf(fact, most = 12) {
		const stops = this.placesOf(fact).slice(0, most).flatMap((number) => {
			const span = this.#spans[number];
			return span === void 0 ? [] : [{
				at: span.at,
				role: span.role,
				what: aroundFact(span, fact)
			}];
		});
		return {
			fact: printable(fact.text, 120),
			stops
		};
	}
	#prove(span, number, known) {
		const isText = typeof span.value === "string" && span.role !== "argument";
		const facts = isText && typeof span.value === "string" ? factsOfText(span.value) : factsOfValue(span.value);
		const missing = typeof span.value === "string" && isText ? new Set(unsupportedFacts(span.value, known).map(({ start }) => start)) : void 0;
		return facts.map((fact) => {
			const from = this.placesOf(fact).find((place) => this.#isSource(place, number));
			const source = from === void 0 ? void 0 : this.#spans[from];
			if (source !== void 0 && from !== void 0) return {
				...fact,
				support: supportOf(source.role),
				from
			};
			if (fact.fact === void 0) return {
				...fact,
				support: "unsupported"
			};
			const isMissing = missing?.has(fact.start) ?? known.find(fact.fact) === void 0;
			return {
				...fact,
				support: isMissing ? "unsupported" : "derived"
			};
		});
	}
	#isSource(place, before) {
		const span = this.#spans[place];
		return span !== void 0 && place < before && !isOfAgent(span);
	}
	#mayState(first, { fact }) {
		if (fact === void 0 || this.#spans.length <= blockSize) return true;
		const block = first / blockSize;
		const index = this.#blocks[block] ?? supportIndex();
		if (this.#blocks[block] === void 0) {
			for (const span of this.#spans.slice(first, first + blockSize)) addAlone(index, span);
			this.#blocks[block] = index;
		}
		return index.find(fact) !== void 0;
	}
	#indexOf(number) {
		const known = this.#indexes[number];
		if (known !== void 0) return known;
		const index = supportIndex();
		const span = this.#spans[number];
		if (span !== void 0) addAlone(index, span);
		this.#indexes[number] = index;
		return index;
	}
	#foldedText(number) {
		const known = this.#folded[number];
		if (known !== void 0) return known;
		const text = fold(textOf(this.#spans[number]?.value ?? "").slice(0, mostSearched));
		this.#folded[number] = text;
		return text;
	}
};
function addAlone(index, span) {
	addSource(index, {
		...span,
		role: asSource(span.role)
	});
}
function asSource(role) {
	if (role === "argument") return "tool-result";
	return role === "said" || role === "reply" ? "user" : role;
}
function addSource(index, { role, value }) {
	if (role === "tool-result") index.add({
		kind: "tool-result",
		value
	});
	else if ((role === "user" || role === "policy") && typeof value === "string") index.add({
		kind: role,
		text: value
	});
}
function supportOf(role) {
	return role === "user" || role === "policy" ? role : "tool-result";
}
function textOf(value) {
	return typeof value === "string" ? value : JSON.stringify(value);
}
function fold(text) {
	return text.toLowerCase().replaceAll(/[\s_-]+/g, " ");
}
const halfWindow = 70;
function aroundFact({ value }, { text }) {
	const whole = textOf(value);
	const at = whole.toLowerCase().indexOf(text.toLowerCase());
	if (at < 0) return printable(whole, 140);
	const from = Math.max(0, at - halfWindow);
	const to = Math.min(whole.length, at + text.length + halfWindow);
	return printable(`${from > 0 ? "\u2026" : ""}${whole.slice(from, to)}${to < whole.length ? "\u2026" : ""}`, 240);
}
function stemsAround(text, start, width = 120) {
	const from = Math.max(0, start - width);
	return new Set(termsOf(text.slice(from, start + width)).map(({ stem }) => stem));
}

// src/core/blame/patterns.ts
const loopCalls = 3;
function suspectPatterns(session, compile) {
	const actions = actionsOf(session);
	return [
		...loops(actions),
		...malformed(actions),
		...ignoredErrors(session, actions),
		...schemaErrors(session, actions, compile)
	];
}
function loops(actions) {
	return [...Map.groupBy(actions, ({ key, step }) => `${key} ${canonicalJson([step.result ?? null])}`).values()].flatMap((calls) => {
		const again = calls[1];
		if (calls.length < loopCalls || again === void 0) return [];
		return [suspicion(again, {
			kind: "loop",
			weight: .55,
			why: `The same call was made ${calls.length} times and brought the same each time; here it began to repeat.`,
			evidence: calls.slice(0, 4).map(({ ref, step }) => ({
				at: ref,
				what: describeCall(step)
			}))
		})];
	});
}
function isMalformed(result) {
	if (typeof result !== "string") return false;
	const text = result.trim();
	if (/^<(?:!doctype|html)\b/i.test(text)) return true;
	if (!/^(?:\{\s*"|\[\s*[[{"])/.test(text)) return false;
	try {
		JSON.parse(text);
		return false;
	} catch {
		return true;
	}
}
function malformed(actions) {
	return actions.filter(({ step }) => step.status === "ok" && isMalformed(step.result)).slice(0, 1).map((action) => suspicion(action, {
		kind: "malformed-result",
		weight: .5,
		why: "The result begins as data and cannot be read as such."
	}));
}
const rejects = /\b(?:invalid|unexpected|unknown|missing|required|wrong)\b.{0,40}\b(?:argument|parameter|keyword|field|property|input|type|format)|\bvalidation (?:error|failed)|\bTypeError\b|does not match the schema/i;
function schemaErrors({ agent }, actions, compile) {
	const tests = /* @__PURE__ */ new Map();
	for (const { name, parameters } of agent?.toolCatalog ?? []) {
		const test = parameters === void 0 ? void 0 : compile?.(parameters);
		if (test !== void 0) tests.set(name, test);
	}
	for (const action of actions) {
		const { name, arguments: given, error, status } = action.step;
		const complaint = given === void 0 ? void 0 : tests.get(name)?.(given);
		const refused = status === "error" && rejects.test(error?.message ?? "");
		if (complaint === void 0 && !refused) continue;
		const why = complaint ?? error?.message ?? "";
		return [suspicion(action, {
			kind: "schema-error",
			weight: .52,
			why: `The arguments do not fit the tool: ${printable(why, 200)}.`
		})];
	}
	return [];
}
const admits$1 = hedgeTest(failureHedges);
function ignoredErrors(session, actions) {
	return actions.filter(({ step, ref }, index) => {
		if (step.status !== "error") return false;
		const isMadeGood = actions.slice(index + 1).some((later) => later.step.name === step.name && later.step.status === "ok");
		const { reply } = session.turns[ref.turn - 1] ?? {};
		return !isMadeGood && (reply === void 0 || !admits$1(reply));
	}).slice(0, 1).map((action) => suspicion(action, {
		kind: "tool-error",
		weight: .5,
		why: "It failed, was not made good, and the reply does not admit it."
	}));
}
function suspicion({ ref, step }, more) {
	return {
		at: ref,
		tier: "suspected",
		what: describeStep(step),
		evidence: [{
			at: ref,
			what: describeCall(step)
		}],
		...more
	};
}

// src/core/blame/suspect-facts.ts
const telling = /* @__PURE__ */ new Set([
	"number",
	"date",
	"id",
	"amount",
	"url"
]);
function suspectUnsupported({ session, table, isSeen }) {
	if (table.uncaptured !== void 0) return [];
	const loose = table.rows.flatMap((row) => row.facts.filter(({ support, kind }) => support === "unsupported" && telling.has(kind)).map((fact) => ({
		row,
		fact,
		isEvident: isSeen(fact)
	})));
	const evident = loose.filter(({ isEvident }) => isEvident);
	const others = loose.filter(({ isEvident }) => !isEvident);
	return [...evident, ...others].slice(0, mostSuspected).map(({ row, fact, isEvident }) => ({
		...suspicionAbout(fact, row, {
			session,
			table
		}),
		tier: isEvident ? "exact-fact" : "suspected",
		weight: isEvident ? .9 : row.role === "argument" ? .45 : .5
	}));
}
const mostSuspected = 40;
function suspicionAbout(fact, row, context) {
	return afterEmpty(fact, row, context) ?? contradicted(fact, row, context) ?? invented(fact, row, context);
}
const admits = hedgeTest([...defaultHedges, ...failureHedges]);
function afterEmpty(fact, row, { session }) {
	if (row.role === "argument" || typeof row.value !== "string" || admits(row.value)) return void 0;
	const { steps = [] } = session.turns[row.at.turn - 1] ?? {};
	const before = steps.slice(0, row.at.step ?? steps.length);
	const index = before.findLastIndex(isEmptyHanded);
	const step = before[index];
	const isMadeGood = before.slice(index + 1).some((one) => one.kind === "tool" && !isEmptyHanded(one));
	if (step === void 0 || isMadeGood) return void 0;
	const at = {
		turn: row.at.turn,
		step: index + 1
	};
	return {
		at,
		kind: "asserted-after-empty",
		what: describeStep(step),
		why: `It brought nothing, and the agent then stated \u201C${printable(fact.text, 80)}\u201D, which nothing supports.`,
		evidence: [{
			at,
			what: describeStep(step)
		}, quoteOf(fact, row)],
		fact
	};
}
function isEmptyHanded(step) {
	return isToolStep(step) && (step.status === "error" || isEmptyResult(step.result) && isRetrievalTool(step.name));
}
function isToolStep(step) {
	return step.kind === "tool";
}
const leastShared = 2;
function contradicted(fact, row, { table }) {
	for (const source of table.rows.slice(0, row.number)) {
		if (isOfAgent(source)) continue;
		const other = fact.key === void 0 ? sameSubject(fact, row, source) : sameKey(fact, fact.key, source);
		if (other === void 0) continue;
		const place = source.role === "tool-result" ? ` in step ${placeId(source.at)}` : "";
		const who = {
			user: "the user",
			policy: "the policy",
			"tool-result": `\`${source.tool}\``
		}[source.role === "user" || source.role === "policy" ? source.role : "tool-result"];
		return {
			at: row.at,
			kind: "contradicted",
			what: whatStands(row),
			why: `It states \u201C${printable(fact.text, 80)}\u201D, where ${who}${place} says \u201C${printable(other.text, 80)}\u201D.`,
			evidence: [quoteOf(fact, row), {
				...placed(source.at),
				what: around(source, other)
			}],
			fact
		};
	}
}
function sameKey(fact, key, source) {
	const wanted = foldKey(key);
	if (typeof source.value === "string" || !/id|number|code|amount|date|price/.test(wanted)) return void 0;
	return factsOfValue(source.value).find((other) => other.kind === fact.kind && other.key !== void 0 && foldKey(other.key) === wanted);
}
function foldKey(key) {
	return key.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().replaceAll(/[^a-z0-9]+/g, " ").trim();
}
function sameSubject(fact, row, source) {
	const text = textOf(row.value);
	const about = stemsAround(text, fact.start, 80);
	const unit = fact.fact?.unit;
	if (unit === void 0 && fact.kind !== "date") return void 0;
	const whole = wordsOf(textOf(source.value));
	return factsOfText(whole).find((other) => {
		const theirs = other.fact?.unit;
		if (other.kind !== fact.kind) return false;
		if (unit !== void 0 && (theirs === void 0 || !isSameUnit(unit, theirs))) return false;
		return stemsAround(whole, other.start, 80).intersection(about).size >= leastShared;
	});
}
function wordsOf(text) {
	return text.replaceAll("_", " ");
}
function invented(fact, row, { table }) {
	const first = table.rows.find((one) => isOfAgent(one) && table.states(one.number, fact)) ?? row;
	return {
		at: first.at,
		kind: "invented",
		what: whatStands(first),
		why: `It states \u201C${printable(fact.text, 80)}\u201D, which no tool result, user message or policy text before it holds.`,
		evidence: [quoteOf(fact, first)],
		fact
	};
}
function suspectForeign({ table, isSeen, session }, right) {
	const suspicions = [];
	const seen = /* @__PURE__ */ new Set();
	for (const row of table.rows) for (const fact of row.facts) {
		const source = fact.from === void 0 ? void 0 : table.rows[fact.from];
		if (fact.support !== "tool-result" || source === void 0 || !isSeen(fact)) continue;
		const id = `${fact.kind} ${fact.text}`;
		if (seen.has(id) || !isDistinct(fact) || right.some((other) => other.holds(fact))) continue;
		seen.add(id);
		const { turn, step } = source.at;
		const found = step === void 0 ? void 0 : session.turns[turn - 1]?.steps[step - 1];
		suspicions.push({
			at: source.at,
			kind: "tool-output-wrong",
			tier: right.length === 0 ? "suspected" : "exact-fact",
			weight: right.length === 0 ? .4 : .7,
			what: found === void 0 ? whatStands(source) : describeStep(found),
			why: `\u201C${printable(fact.text, 80)}\u201D came in here${right.length === 0 ? "" : ", and no run that is right knows it"}.`,
			evidence: [{
				...placed(source.at),
				what: around(source, fact)
			}, quoteOf(fact, row)],
			fact
		});
	}
	return suspicions.toSorted((a, b) => orderOf(a.at) - orderOf(b.at));
}
function isDistinct({ kind, text }) {
	if (kind === "number") return text.replaceAll(/\D/g, "").length >= 2;
	return telling.has(kind) || kind === "value" && text.length >= 4;
}
function quoteOf(fact, row) {
	if (row.role === "argument") return {
		...placed(row.at),
		what: around(row, fact)
	};
	const text = textOf(row.value);
	const what = sentenceAround(text, fact.start, fact.start + fact.text.length);
	return {
		...placed(row.at),
		what,
		quote: true
	};
}
function around(row, fact) {
	const text = textOf(row.value);
	const at = text.toLowerCase().indexOf(fact.text.toLowerCase());
	const name = row.tool === void 0 ? "" : `${row.tool}: `;
	if (at < 0) return `${name}${cut(text, 160)}`;
	return `${name}${printable(text.slice(Math.max(0, at - 80), at + fact.text.length + 60), 160)}`;
}
function whatStands(row) {
	const said = row.role === "argument" ? `${row.tool} ${textOf(row.value)}` : `\u201C${textOf(row.value)}\u201D`;
	return printable(said, 160);
}
function placed({ turn, step }) {
	return step === void 0 ? {} : { at: {
		turn,
		step
	} };
}

// src/core/blame/blame-session.ts
const mostAlternatives = 3;
function blameSession(session, options = {}) {
	const { verdicts = [], reference, siblings = [], compileSchema } = options;
	const table = new FactTable(session);
	const suspect = {
		session,
		table,
		isSeen: seenIn(verdicts)
	};
	const right = reference === void 0 ? {
		kind: "siblings",
		sessions: siblings
	} : {
		kind: "reference",
		sessions: [reference]
	};
	const contrasted = contrastResults(suspect, right.sessions);
	const [first, ...others] = ranked([
		...contrasted,
		...contrasted.length > 0 ? [] : suspectForeign(suspect, right.sessions.map((one) => new FactTable(one))),
		...suspectUnsupported(suspect),
		...contrastActions(session, right),
		...suspectEvidence(session, verdicts),
		...suspectPatterns(session, compileSchema)
	]);
	if (first === void 0) return void 0;
	return {
		...withoutWeight(first),
		alternatives: others.slice(0, mostAlternatives).map(withoutWeight),
		...first.fact !== void 0 && { path: table.pathOf(first.fact) }
	};
}
function ranked(suspicions) {
	const sorted = suspicions.toSorted((a, b) => blameTiers.indexOf(a.tier) - blameTiers.indexOf(b.tier) || b.weight - a.weight || orderOf(a.at) - orderOf(b.at));
	const places = /* @__PURE__ */ new Set();
	return sorted.filter(({ at }) => {
		const place = orderOf(at);
		if (places.has(place)) return false;
		places.add(place);
		return true;
	});
}
function withoutWeight({ at, kind, tier, what, why, evidence }) {
	return {
		at,
		kind,
		tier,
		what,
		why,
		evidence
	};
}
function seenIn(verdicts) {
	const texts = verdicts.flatMap((verdict) => {
		if (verdict.result !== "fail") return [];
		const { explanation = "", evidence = [] } = verdict;
		return [...[...explanation.matchAll(/[\u201C"]([^\u201D"]{1,200})[\u201D"]/g)].map(([, inner = ""]) => inner), ...evidence.map(({ what }) => what)];
	});
	const facts = texts.flatMap(factsOfText);
	const values = new Set(facts.flatMap(({ fact }) => fact?.values ?? []));
	const folded = texts.map((text) => text.toLowerCase());
	return ({ fact, text }) => fact === void 0 ? folded.some((one) => one.includes(text.toLowerCase())) : fact.values.some((value) => values.has(value));
}
function suspectEvidence(session, verdicts) {
	return verdicts.flatMap((verdict) => {
		if (verdict.result !== "fail") return [];
		const { evidence = [], explanation = "" } = verdict;
		const [at] = evidence.flatMap(({ at }) => at === void 0 ? [] : [at]).toSorted((a, b) => orderOf(a) - orderOf(b));
		const step = at && session.turns[at.turn - 1]?.steps[at.step - 1];
		if (at === void 0 || step === void 0) return [];
		let kind = "evaluator-evidence";
		if (step.kind === "tool" && step.status === "error") kind = "tool-error";
		else if (step.kind === "tool" && isEmptyResult(step.result) && isRetrievalTool(step.name)) kind = "asserted-after-empty";
		return [{
			at,
			kind,
			tier: "suspected",
			weight: .65,
			what: describeStep(step),
			why: `\`${verdict.evaluator}\` points here: ${printable(explanation, 300)}`,
			evidence
		}];
	});
}

export { isOfAgent as a, leavesWithKeys as c, textOf as i, isMalformed as n, actionsOf as o, FactTable as r, isInertTool as s, blameSession as t };