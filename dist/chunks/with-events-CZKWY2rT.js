import { b as inside, v as childPlace } from "./program-DKRRRX-J.js";
import { $ as readToolResult$1, $n as dropOddTexts, B as readChatMessage, Da as isJsonValue, Ea as isJsonObject$1, G as readUsage, K as readTime, Oa as parseJsonText, Q as readContentText, Ta as isJsonList, U as noCost, W as noCount, X as unreadableTime, Zi as canonicalJson, er as dropOtherFields, et as typeOf, ir as textField, na as mostTokens, nr as isFields, nt as parseToolContent, q as readTimes, rr as isNothing, ta as mostDollars, tr as idField, tt as parseArguments } from "./run-BZDTBg9r.js";
import { n as readToolCatalog, t as describeAgent } from "./agent-facts-ClXOAosQ.js";

// src/core/trace/same-message.ts
function sameMessage(a, b) {
	return a === b || a.role === b.role && a.text === b.text && a.reasoning === b.reasoning && a.finishReason === b.finishReason && sameLists(a.toolCalls, b.toolCalls, sameCall) && sameLists(a.toolResults, b.toolResults, sameAnswer);
}
function sameCall(a, b) {
	return a.callId === b.callId && a.name === b.name && sameJson(a.arguments, b.arguments);
}
function sameAnswer(a, b) {
	return a.callId === b.callId && a.name === b.name && a.isError === b.isError && sameJson(a.result, b.result);
}
function sameLists(a, b, isSame) {
	if (a === void 0 || b === void 0) return a === b;
	return a.length === b.length && a.every((item, index) => isSameAt$1(item, b[index], isSame));
}
function isSameAt$1(a, b, isSame) {
	return b !== void 0 && isSame(a, b);
}
function sameJson(a, b) {
	if (a === b) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	const [keys, others] = [Object.keys(a), Object.keys(b)];
	return Array.isArray(a) === Array.isArray(b) && keys.length === others.length && keys.every((key, index) => key === others[index] && sameJson(childOf(a, key), childOf(b, key)));
}
function childOf(value, key) {
	return Object.getOwnPropertyDescriptor(value, key)?.value;
}

// src/core/trace/stitch/span-tree.ts
const clockToleranceMs = 1;
var SpanTree = class {
	spans;
	#drops;
	#nodes = /* @__PURE__ */ new Map();
	constructor(spans, drops) {
		this.#drops = drops;
		const byId = /* @__PURE__ */ new Map();
		const nodes = this.#onlyOnce(spans, byId);
		for (const node of nodes) node.parent = parentIn(byId, node.span);
		let lastMs = Number.NEGATIVE_INFINITY;
		for (const node of nodes) lastMs = this.#timeOf(node, lastMs);
		nodes.sort(inOrder);
		for (const [rank, node] of nodes.entries()) {
			node.rank = rank;
			this.#nodes.set(node.span, node);
		}
		this.spans = nodes.map(({ span }) => span);
	}
	parentOf(span) {
		return this.#nodes.get(span)?.parent?.span;
	}
	rootOf(span) {
		let root;
		for (let up = this.#nodes.get(span)?.parent; up !== void 0; up = up.parent) root = up;
		return root?.span;
	}
	rankOf(span) {
		return this.#nodes.get(span)?.rank ?? 0;
	}
	replace(span, better) {
		const node = this.#nodes.get(span);
		if (node !== void 0) this.#nodes.set(better, {
			...node,
			span: better
		});
	}
	*ancestorsOf(span) {
		for (let up = this.#nodes.get(span)?.parent; up !== void 0; up = up.parent) yield up.span;
	}
	isInside(span, test) {
		for (let up = this.#nodes.get(span)?.parent; up !== void 0; up = up.parent) if (test(up.span)) return true;
		return false;
	}
	#onlyOnce(spans, byId) {
		const nodes = [];
		for (const span of spans) {
			const others = byId.get(span.spanId);
			if (others === void 0) {
				const node = nodeOf(withPossibleTimes(span, this.#drops));
				byId.set(span.spanId, [node]);
				nodes.push(node);
				continue;
			}
			const fellows = others.filter((other) => other.span.traceId === span.traceId);
			const again = fellows.find((other) => isSameSpan(other.span, span));
			const possible = withPossibleTimes(span, this.#drops);
			if (again !== void 0) {
				this.#drops.add(placeOf(span), "span that was exported more than once");
				again.span = {
					...again.span,
					...possible
				};
				continue;
			}
			if (fellows.length > 0) this.#drops.add(placeOf(span), "id of a span: another span of the trace has it too");
			const node = nodeOf(possible);
			nodes.push(node);
			others.push(node);
		}
		return nodes;
	}
	#timeOf(start, lastMs) {
		const line = [];
		let seen;
		for (let node = start; node?.atMs === void 0; node = node.parent) {
			if (node === void 0) break;
			line.push(node);
			if (line.length >= 32) seen ??= new Set(line);
			seen?.add(node);
			const { parent } = node;
			if (parent !== void 0 && (seen?.has(parent) ?? line.includes(parent))) {
				this.#drops.add(placeOf(node.span), "parent of a span: the parents stand in a circle");
				node.parent = void 0;
			}
		}
		for (const node of line.toReversed()) this.#setTime(node, lastMs);
		return start.atMs ?? lastMs;
	}
	#setTime(node, lastMs) {
		const { parent, span } = node;
		const parentMs = parent?.atMs ?? Number.NEGATIVE_INFINITY;
		const ownMs = span.startedAtMs ?? parent?.atMs ?? lastMs;
		if (ownMs < parentMs - clockToleranceMs) this.#drops.add(placeOf(span), "start of a span before its parent's: taken for the parent's");
		node.atMs = Math.max(ownMs, parentMs);
		node.depth = (parent?.depth ?? -1) + 1;
	}
};
function placeOf(span) {
	return span.place ?? { path: "" };
}
function nodeOf(span) {
	return {
		span,
		parent: void 0,
		atMs: void 0,
		depth: 0,
		rank: 0
	};
}
function parentIn(byId, span) {
	if (span.parentSpanId === void 0) return void 0;
	return byId.get(span.parentSpanId)?.find((other) => other.span.traceId === span.traceId);
}
function inOrder(a, b) {
	const [aMs, bMs] = [a.atMs ?? 0, b.atMs ?? 0];
	if (aMs !== bMs) return aMs < bMs ? -1 : 1;
	return a.depth - b.depth;
}
function isSameSpan(a, b) {
	return a.name === b.name && a.kind === b.kind && a.startedAtMs === b.startedAtMs;
}
function withPossibleTimes(span, drops) {
	const { startedAtMs, endedAtMs } = span;
	if (startedAtMs === void 0 || endedAtMs === void 0 || endedAtMs >= startedAtMs) return span;
	drops.add(placeOf(span), "end of a span before its start");
	const { endedAtMs: _, ...rest } = span;
	return rest;
}

// src/core/trace/stitch/causal-order.ts
function inCausalOrder(models, drops) {
	const ordered = [];
	for (const span of models) {
		let at = ordered.length;
		while (at > 0 && buildsOn(ordered[at - 1], span)) at -= 1;
		const isRepeated = ordered.slice(0, at).some((earlier) => buildsOn(ordered[at], earlier));
		if (at === ordered.length || isRepeated) {
			ordered.push(span);
			continue;
		}
		const reason = "clock of a span: it was sent the answer of a call that began later";
		for (const moved of ordered.slice(at)) drops.add(placeOf(moved), reason);
		ordered.splice(at, 0, span);
	}
	return ordered;
}
function buildsOn(later, span) {
	const { input, output } = span;
	const sent = later?.input;
	if (sent === void 0 || input === void 0 || input.length >= sent.length) return false;
	const answer = output?.find(({ role }) => role === "assistant");
	const next = sent[input.length];
	return answer !== void 0 && next !== void 0 && saysTheSame(next, answer) && input.every((message, index) => isSameAt(message, sent[index]));
}
function isSameAt(message, other) {
	return other !== void 0 && sameMessage(message, other);
}
function saysTheSame(a, b) {
	if (a.role !== b.role) return false;
	const { toolCalls: calls = [] } = a;
	const { toolCalls: others = [] } = b;
	if (calls.length !== others.length) return false;
	if (calls.length === 0) return a.text !== void 0 && a.text === b.text;
	return calls.every(({ callId, name }, index) => callId !== void 0 && others[index]?.callId === callId && others[index].name === name);
}

// src/core/trace/import/tool-error.ts
function toolErrorIn(result) {
	return typeof result === "string" && /^\s*error:/i.test(result) ? {
		type: "tool-error",
		message: result
	} : void 0;
}

// src/core/trace/stitch/finish-steps.ts
function finishSteps(items, { tree, agentOf }) {
	const steps = items.map(({ draft }) => draft.kind === "model" ? modelStep(draft, {
		tree,
		agentOf
	}) : toolStep(draft, agentOf));
	return steps.some(({ error }) => error !== void 0) ? countAttempts(steps) : steps;
}
function modelStep(draft, { tree, agentOf }) {
	const { span, text, reasoning, finishReason, calls } = draft;
	const by = draft.agent ?? (span === void 0 ? void 0 : agentOf(span));
	const isPlan = span !== void 0 && (span.kind === "plan" || tree.isInside(span, ({ kind }) => kind === "plan"));
	return {
		kind: "model",
		...origin$1(span, by),
		...isPlan && { purpose: "plan" },
		...span?.provider !== void 0 && { provider: span.provider },
		...span?.model !== void 0 && { model: span.model },
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...finishReason !== void 0 && { finishReason },
		...calls !== void 0 && { toolCalls: calls.map(({ request }) => request) },
		...span?.usage !== void 0 && { usage: span.usage },
		...timesOf(span),
		...span?.error !== void 0 && { error: span.error }
	};
}
function toolStep(draft, agentOf) {
	const { span, answer, asked } = draft;
	const request = {
		...span?.toolCall,
		...draft.request
	};
	const result = span?.toolResult ?? answer?.result;
	const error = span?.error ?? errorOf$1(draft);
	const isOver = answer !== void 0 || span?.toolResult !== void 0 || span?.endedAtMs !== void 0;
	const source = span ?? asked;
	return {
		kind: "tool",
		...origin$1(span, source === void 0 ? void 0 : agentOf(source)),
		...span?.kind === "retriever" && { isRetrieval: true },
		...request.callId !== void 0 && { callId: request.callId },
		name: request.name,
		...request.arguments !== void 0 && { arguments: request.arguments },
		status: error !== void 0 ? "error" : isOver ? "ok" : "pending",
		...result !== void 0 && { result },
		...error !== void 0 && { error },
		...timesOf(span)
	};
}
function errorOf$1({ answer, span }) {
	const result = span?.toolResult ?? answer?.result;
	const said = toolErrorIn(result);
	if (said !== void 0 || answer?.isError !== true) return said;
	return {
		type: "tool-error",
		message: typeof result === "string" ? result : JSON.stringify(result ?? "")
	};
}
function origin$1(span, agent) {
	return {
		...span !== void 0 && { spanId: span.spanId },
		...agent !== void 0 && { agent }
	};
}
function timesOf(span) {
	const { startedAtMs, endedAtMs, isStartMadeUp, isLengthMadeUp } = span ?? {};
	if (startedAtMs === void 0) return {};
	const durationMs = endedAtMs === void 0 || endedAtMs < startedAtMs ? void 0 : Math.round((endedAtMs - startedAtMs) * 1e3) / 1e3;
	return {
		...isStartMadeUp !== true && { startedAtMs },
		...isLengthMadeUp !== true && durationMs !== void 0 && { durationMs }
	};
}
function countAttempts(steps) {
	const latest = /* @__PURE__ */ new Map();
	return steps.map((step) => {
		const key = keyOf$1(step);
		const before = latest.get(key);
		const counted = before?.error !== void 0 ? {
			...step,
			attempt: (before?.attempt ?? 1) + 1
		} : step;
		latest.set(key, counted);
		return counted;
	});
}
function keyOf$1(step) {
	const by = step.agent ?? "";
	if (step.kind === "model") return `model ${by}`;
	return `tool ${by}\n${step.name}\n${step.arguments === void 0 ? "" : canonicalJson([step.arguments])}`;
}

// src/core/trace/stitch/finish-turns.ts
function finishTurns(drafts, tree, agentOf) {
	const turnsOfRoot = /* @__PURE__ */ new Map();
	const roots = drafts.map((draft) => rootsOf(draft, tree));
	for (const root of roots.flatMap((set) => [...set])) turnsOfRoot.set(root, (turnsOfRoot.get(root) ?? 0) + 1);
	const turns = drafts.map((draft, index) => {
		const around = [...roots[index] ?? []].filter((root) => turnsOfRoot.get(root) === 1);
		const steps = finishSteps(draft.items, {
			tree,
			agentOf
		});
		const reply = replyOf(draft) ?? around.findLast(hasReply)?.replyText;
		const error = errorOf(draft, around, reply);
		const spans = draft.items.flatMap(({ draft: { span } }) => span === void 0 ? [] : [span]);
		const [traceId] = draft.traceIds;
		return {
			user: draft.user ?? around.findLast(isAsked)?.userText ?? "",
			steps,
			...reply !== void 0 && { reply },
			...traceId !== void 0 && { traceId },
			...timesOf(extentOf(around.length > 0 ? around : spans)),
			...error !== void 0 && { error }
		};
	});
	const annotations = annotationsOf(drafts, tree);
	return {
		turns,
		...annotations.length > 0 && { annotations }
	};
}
function rootsOf({ items, around }, tree) {
	const roots = items.flatMap(({ draft: { span } }) => span === void 0 ? [] : tree.rootOf(span) ?? []);
	return new Set(around === void 0 ? roots : [around, ...roots]);
}
function isAsked({ userText }) {
	return userText !== void 0;
}
function hasReply({ replyText }) {
	return replyText !== void 0;
}
function replyOf({ items }) {
	const last = items.findLast(({ draft, isAside }) => draft.kind === "model" && isAside !== true && draft.text !== void 0 && (draft.calls ?? []).length === 0)?.draft;
	return last?.kind === "model" ? last.text : void 0;
}
function errorOf({ items }, around, reply) {
	const failed = around.findLast(({ error }) => error !== void 0)?.error;
	if (failed !== void 0 || reply !== void 0) return failed;
	return items.findLast(({ draft, isAside }) => draft.kind === "model" && isAside !== true)?.draft.span?.error;
}
function extentOf(spans) {
	const starts = spans.flatMap(({ startedAtMs }) => startedAtMs ?? []);
	const ends = spans.flatMap(({ endedAtMs }) => endedAtMs ?? []);
	const startedAtMs = starts.reduce((first, start) => Math.min(first, start), Number.POSITIVE_INFINITY);
	const endedAtMs = ends.reduce((last, end) => Math.max(last, end), startedAtMs);
	return {
		...starts.length > 0 && { startedAtMs },
		...starts.length > 0 && ends.length > 0 && { endedAtMs },
		...spans.some(({ isStartMadeUp }) => isStartMadeUp) && { isStartMadeUp: true },
		...spans.some(({ isLengthMadeUp }) => isLengthMadeUp) && { isLengthMadeUp: true }
	};
}
function annotationsOf(drafts, tree) {
	const annotated = tree.spans.filter(({ annotations }) => annotations !== void 0);
	if (annotated.length === 0) return [];
	const places = /* @__PURE__ */ new Map();
	for (const [turn, { items }] of drafts.entries()) for (const [step, { draft }] of items.entries()) if (draft.span !== void 0) places.set(keyOf(draft.span), {
		turn: turn + 1,
		step: step + 1
	});
	return annotated.flatMap((span) => {
		const at = places.get(keyOf(span));
		return (span.annotations ?? []).map((annotation) => ({
			...annotation,
			...at !== void 0 && { at }
		}));
	});
}
function keyOf({ traceId, spanId }) {
	return `${traceId} ${spanId}`;
}

// src/core/trace/stitch/call-book.ts
var CallBook = class {
	#drops;
	#messages = 0;
	#byId = /* @__PURE__ */ new Map();
	#loose = /* @__PURE__ */ new Set();
	constructor(drops) {
		this.#drops = drops;
	}
	draft(requests, asked) {
		this.#messages += 1;
		return requests.map((request) => this.add(request, asked));
	}
	add(request, asked) {
		const call = {
			request,
			message: this.#messages,
			...asked !== void 0 && { asked }
		};
		this.#note(request.callId, call);
		return call;
	}
	complete(call, request) {
		call.request = {
			...request,
			...call.request
		};
		this.#note(call.request.callId, call);
		this.#note(request.callId, call);
	}
	answer(answer, { calls, isLatest, span }, pending) {
		const byId = answer.callId === void 0 ? void 0 : this.#byId.get(answer.callId);
		const call = (isLatest ? byId : void 0) ?? calls.take(answer.callId, answer.name) ?? byId ?? pending().find((open) => mayAnswer(open, answer));
		if (call === void 0) return this.#looseAnswer(answer, span);
		if (call.answer?.result === void 0) call.answer = {
			...call.answer,
			...answer
		};
		else if (answer.result !== void 0 && !isSame(call.answer.result, answer.result)) this.#drops.add(placeOf(span), "result that differs from what the call was answered before");
		if (call.request.callId === void 0 && answer.callId !== void 0) {
			call.request = {
				...call.request,
				callId: answer.callId
			};
			this.#note(answer.callId, call);
		}
	}
	#looseAnswer(answer, span) {
		const { callId, name = "unknown" } = answer;
		const key = callId === void 0 ? `${name}\n${JSON.stringify(answer.result)}` : `id ${callId}`;
		if (this.#loose.has(key)) return void 0;
		this.#loose.add(key);
		if (answer.name === void 0) this.#drops.add(placeOf(span), "tool result without its call: the tool's name and arguments are unknown");
		const call = this.add({
			name,
			...callId !== void 0 && { callId }
		});
		call.answer = answer;
		return {
			kind: "answer",
			call
		};
	}
	#note(callId, call) {
		if (callId !== void 0) this.#byId.set(callId, call);
	}
};
function mayAnswer({ request }, { callId, name }) {
	return (callId === void 0 || request.callId === void 0) && (name === void 0 || request.name === name);
}
function isSame(a, b) {
	return a === b || canonicalJson(a) === canonicalJson(b);
}

// src/core/trace/stitch/draft-index.ts
var DraftIndex = class {
	#users = /* @__PURE__ */ new Map();
	#texts = /* @__PURE__ */ new Map();
	#callIds = /* @__PURE__ */ new Map();
	#callers = /* @__PURE__ */ new Map();
	#userPlaces = [];
	#drafts;
	constructor(drafts) {
		this.#drafts = drafts;
	}
	add(draft, place) {
		if (draft.kind === "user") {
			this.#userPlaces.push(place);
			note(this.#users, draft.text?.trim() ?? untold, place);
		} else if (draft.kind === "model") {
			if (draft.text !== void 0 && draft.text !== "") this.addText(draft.text, place);
			for (const { request } of draft.calls ?? []) this.addCall(request, place);
		}
	}
	addText(text, place) {
		note(this.#texts, text.trim(), place);
	}
	addCall({ callId, name }, place) {
		if (callId !== void 0) note(this.#callIds, callId, place);
		note(this.#callers, name, place);
	}
	find(message, from, end = Number.POSITIVE_INFINITY) {
		if (message.role === "user") return placeIn(this.#users.get(message.text?.trim() ?? untold), from, end);
		return message.role === "assistant" ? this.#findAgent(message, from, end) : void 0;
	}
	nextUser(from) {
		return this.#userPlaces[firstFrom(this.#userPlaces, from)];
	}
	#findAgent(message, from, end) {
		const calls = message.toolCalls ?? [];
		for (const { callId, name } of calls) {
			if (callId === void 0) continue;
			const place = placeIn(this.#callIds.get(callId), from, end);
			if (place !== void 0 && this.#calls(place).some((call) => call.name === name)) return place;
		}
		for (const call of calls) {
			const place = this.#findCall(call, from, end);
			if (place !== void 0) return place;
		}
		if (calls.length > 0 || message.text === void 0) return void 0;
		return placeIn(this.#texts.get(message.text.trim()), from, end);
	}
	#findCall(call, from, end) {
		const callers = this.#callers.get(call.name);
		let place = placeIn(callers, from, end);
		if (place === void 0) return void 0;
		const wanted = argumentsOf(call);
		while (place !== void 0) {
			const isSame = (other) => other.name === call.name && argumentsOf(other) === wanted;
			if (this.#calls(place).some(isSame)) return place;
			place = placeIn(callers, place + 1, end);
		}
	}
	#calls(place) {
		const draft = this.#drafts[place];
		return draft?.kind === "model" ? requestsOf(draft) : [];
	}
};
const untold = " ";
function requestsOf({ calls = [] }) {
	return calls.map(({ request }) => request);
}
function argumentsOf({ arguments: values }) {
	return values === void 0 ? "" : canonicalJson([values]);
}
function note(index, word, place) {
	const known = index.get(word);
	if (known === void 0) index.set(word, place);
	else if (typeof known === "number") {
		if (known !== place) index.set(word, known < place ? [known, place] : [place, known]);
	} else if ((known.at(-1) ?? -1) < place) known.push(place);
	else if (!known.includes(place)) known.splice(firstFrom(known, place), 0, place);
}
function placeIn(places, from, end) {
	const place = typeof places === "object" ? places[firstFrom(places, from)] : places;
	return place !== void 0 && place >= from && place < end ? place : void 0;
}
function firstFrom(places, from) {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((places[middle] ?? 0) < from) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/core/trace/stitch/message-content.ts
function hasCalls({ toolCalls }) {
	return toolCalls !== void 0 && toolCalls.length > 0;
}
function hasContent(message) {
	return message.text !== void 0 || message.reasoning !== void 0 || hasCalls(message);
}

// src/core/trace/stitch/draft.ts
function isUntold(draft) {
	return draft.text === void 0 && draft.calls === void 0 && draft.span !== void 0 && draft.span.output === void 0 && draft.span.error === void 0;
}

// src/core/trace/stitch/message-places.ts
var MessagePlaces = class {
	#drafts;
	#index;
	#drops;
	constructor(drafts, index, drops) {
		this.#drafts = drafts;
		this.#index = index;
		this.#drops = drops;
	}
	recognise(input, { from, start, span }) {
		const places = [];
		let next = start;
		let before;
		for (let index = from; index < input.length; index += 1) {
			const message = input[index];
			if (message === void 0) continue;
			let place;
			if (message.role === "user") {
				place = this.#index.find(message, next);
				const isLast = index === input.length - 1;
				if (place !== void 0 && isLast && this.#isAskedAgain(place, span)) place = void 0;
			} else if (message.role === "assistant") place = this.#findAgent(message, next, {
				before,
				isFirst: next === 0
			});
			if (place !== void 0) next = place + 1;
			places.push(place);
			if (message.role !== "system") before = message;
		}
		return places;
	}
	#findAgent(message, next, { before, isFirst }) {
		const start = before?.role === "assistant" && hasCalls(before) !== hasCalls(message) && next > 0 ? next - 1 : next;
		const end = this.#index.nextUser(next) ?? this.#drafts.length;
		const place = this.#index.find(message, start, end) ?? this.#nextUntold(next, end);
		if (place !== void 0 || !(isFirst || hasCalls(message))) return place;
		return this.#index.find(message, start);
	}
	#nextUntold(from, end) {
		for (let place = from; place < end; place += 1) {
			const draft = this.#drafts[place];
			if (draft?.kind === "model") return isUntold(draft) ? place : void 0;
		}
	}
	#isAskedAgain(place, span) {
		const user = this.#drafts[place];
		if (user?.kind !== "user" || user.traceId === span.traceId) return false;
		const end = this.#index.nextUser(place + 1) ?? this.#drafts.length;
		return this.#drafts.slice(place + 1, end).some((draft) => draft.kind === "model" && isSaying(draft) && draft.span !== void 0);
	}
	findRewritten(message, { next, until, span }) {
		if (message.role === "user" && until === void 0) return void 0;
		if (hasCalls(message) || !hasContent(message)) return void 0;
		const end = until ?? this.#index.nextUser(next) ?? this.#drafts.length;
		for (let place = next; place < end; place += 1) {
			const draft = this.#drafts[place];
			if (!(message.role === "user" ? draft?.kind === "user" : isSaying(draft))) continue;
			this.#drops.add(placeOf(span), "message of a history that differs from what was recorded before");
			return place;
		}
	}
};
function isSaying(draft) {
	return draft?.kind === "model" && draft.text !== void 0 && (draft.calls ?? []).length === 0;
}

// src/core/trace/stitch/model-answer.ts
function answerOf(span, drops) {
	const { output } = span;
	if (output === void 0) return { answers: [] };
	const [only, ...others] = output;
	if (only?.role === "assistant" && others.length === 0 && only.toolResults === void 0) return {
		message: only.text === void 0 && (only.toolCalls ?? []).length > 0 ? {
			...only,
			text: ""
		} : only,
		answers: []
	};
	const spoken = output.filter(({ role }) => role === "assistant");
	const isChoice = spoken.length > 1 && spoken.every(({ finishReason, text }) => finishReason !== void 0 && text !== void 0);
	if (isChoice) drops.add(placeOf(span), "further choice of a model's answer", spoken.length - 1);
	const parts = isChoice ? spoken.slice(0, 1) : spoken;
	const texts = parts.flatMap(({ text }) => text === void 0 ? [] : [text]);
	const reasoning = parts.flatMap((part) => part.reasoning === void 0 ? [] : [part.reasoning]);
	const toolCalls = parts.flatMap((part) => part.toolCalls ?? []);
	const finishReason = parts.findLast((part) => part.finishReason !== void 0)?.finishReason;
	const answers = output.flatMap(({ toolResults }) => toolResults ?? []);
	return {
		message: {
			role: "assistant",
			...texts.length === 0 && (toolCalls.length > 0 || output.length === 0) && { text: "" },
			...texts.length > 0 && { text: texts.join("\n") },
			...reasoning.length > 0 && { reasoning: reasoning.join("\n") },
			...toolCalls.length > 0 && { toolCalls },
			...finishReason !== void 0 && { finishReason }
		},
		answers
	};
}
function answerText({ output }) {
	const isCalling = output?.some(({ toolCalls }) => toolCalls !== void 0 && toolCalls.length > 0);
	if (output === void 0 || isCalling) return void 0;
	return output.find(({ role, text }) => role === "assistant" && text !== void 0)?.text;
}

// src/core/trace/stitch/open-calls.ts
var OpenCalls = class {
	#groups = /* @__PURE__ */ new Map();
	#answered = /* @__PURE__ */ new Set();
	add(call) {
		const { callId, name } = call.request;
		const keys = [`name ${name}`, "any"];
		if (callId === void 0) keys.push(`idless name ${name}`, "idless any");
		else keys.push(`id ${callId}`);
		for (const key of keys) {
			const groups = this.#groups.get(key) ?? [];
			this.#groups.set(key, groups);
			const last = groups.at(-1);
			if (last?.message === call.message) last.calls.push(call);
			else groups.push({
				message: call.message,
				calls: [call],
				next: 0
			});
		}
	}
	take(callId, name) {
		const key = name === void 0 ? "any" : `name ${name}`;
		if (callId === void 0) return this.#takeUnder(key);
		return this.#takeUnder(`id ${callId}`) ?? this.#takeUnder(`idless ${key}`);
	}
	#takeUnder(key) {
		const groups = this.#groups.get(key) ?? [];
		for (let group = groups.at(-1); group !== void 0; group = groups.at(-1)) {
			for (let call = group.calls[group.next]; call !== void 0; call = group.calls[group.next]) {
				group.next += 1;
				if (this.#answered.has(call)) continue;
				this.#answered.add(call);
				return call;
			}
			groups.pop();
		}
	}
};

// src/core/trace/stitch/talk.ts
var Talk = class {
	#drops;
	#drafts = [];
	#index = new DraftIndex(this.#drafts);
	#reading;
	#calls;
	#around;
	constructor(drops, around) {
		this.#drops = drops;
		this.#calls = new CallBook(drops);
		this.#around = around;
	}
	get drafts() {
		return this.#drafts;
	}
	openTurn(text, from) {
		this.#push({
			kind: "user",
			...from,
			...text !== void 0 && { text }
		});
	}
	add(span, agent) {
		if (span.input !== void 0) this.#read(span.input, span);
		const { message, answers } = answerOf(span, this.#drops);
		const draft = {
			kind: "model",
			span,
			...agent !== void 0 && { agent },
			...message?.text !== void 0 && { text: message.text },
			...message?.reasoning !== void 0 && { reasoning: message.reasoning }
		};
		const finishReason = message?.finishReason ?? span.finishReason;
		if (finishReason !== void 0) draft.finishReason = finishReason;
		if (message?.toolCalls !== void 0) draft.calls = this.#calls.draft(message.toolCalls, span);
		this.#push(draft);
		if (answers.length > 0) {
			const calls = new OpenCalls();
			for (const call of draft.calls ?? []) calls.add(call);
			for (const answer of answers) this.#answer(answer, {
				calls,
				isLatest: false,
				span
			});
		}
		return draft;
	}
	isContinuedBy(input) {
		const last = this.#drafts.length - 1;
		if (last < 0) return true;
		return input.some((message) => this.#index.find(message, last) !== void 0);
	}
	knows(message) {
		return this.#index.find(message, 0) !== void 0;
	}
	pendingCalls() {
		return (this.#drafts.findLast((draft) => draft.kind === "model")?.calls ?? []).filter((call) => call.answer === void 0);
	}
	#read(input, span) {
		const earlier = this.#reading;
		const resumes = earlier !== void 0 && startsWith(input, earlier.messages);
		const from = resumes ? earlier.messages.length : 0;
		const start = resumes ? earlier.next : 0;
		const calls = resumes ? earlier.calls : new OpenCalls();
		const among = new MessagePlaces(this.#drafts, this.#index, this.#drops);
		const places = among.recognise(input, {
			from,
			start,
			span
		});
		const following = knownAfter(places);
		const reading = {
			calls,
			isLatest: resumes,
			span
		};
		const insertions = [];
		let next = start;
		for (let index = from; index < input.length; index += 1) {
			const message = input[index];
			if (message === void 0 || message.role === "system") continue;
			for (const answer of message.toolResults ?? []) this.#answer(answer, reading);
			if (message.role === "tool") continue;
			const until = following[index - from];
			const known = places[index - from] ?? among.findRewritten(message, {
				next,
				until,
				span
			});
			const found = known === void 0 ? void 0 : this.#drafts[known];
			if (known !== void 0) next = known + 1;
			if (message.role === "user") {
				if (found !== void 0 || !isTurn(message) || this.#around?.knows(message)) continue;
				const draft = {
					kind: "user",
					traceId: span.traceId,
					...textOf$1(message)
				};
				if (until !== void 0) insertions.push({
					before: next,
					draft
				});
				else next = this.#push(draft) + 1;
			} else if (found?.kind === "model") {
				this.#complete(found, known ?? 0, message);
				expect(found.calls, reading);
			} else if (hasContent(message) && !this.#around?.knows(message)) {
				const draft = this.#rebuild(message);
				expect(draft.calls, reading);
				if (until !== void 0) insertions.push({
					before: next,
					draft
				});
				else next = this.#push(draft) + 1;
			}
		}
		this.#insert(insertions);
		this.#reading = {
			messages: input,
			next: next + insertions.length,
			calls
		};
	}
	#complete(draft, place, message) {
		if (draft.text === void 0 && message.text !== void 0 && draft.span?.error === void 0) {
			draft.text = message.text;
			if (message.text !== "") this.#index.addText(message.text, place);
		}
		if (draft.reasoning === void 0 && message.reasoning !== void 0) draft.reasoning = message.reasoning;
		if (message.toolCalls === void 0 || message.toolCalls.length === 0) return;
		const calls = draft.calls ?? [];
		draft.calls = calls;
		const free = new Set(calls);
		for (const request of message.toolCalls) {
			const sameId = calls.find((call) => request.callId !== void 0 && call.request.callId === request.callId);
			const same = sameId ?? [...free].find((call) => call.request.name === request.name);
			if (same === void 0) calls.push(this.#calls.add(request, draft.span));
			else {
				free.delete(same);
				this.#calls.complete(same, request);
			}
			if (same === void 0 || sameId === void 0) this.#index.addCall(request, place);
		}
	}
	#rebuild(message) {
		const calls = message.toolCalls && this.#calls.draft(message.toolCalls);
		const text = message.text === void 0 && calls !== void 0 && calls.length > 0 ? "" : message.text;
		return {
			kind: "model",
			...text !== void 0 && { text },
			...message.reasoning !== void 0 && { reasoning: message.reasoning },
			...message.finishReason !== void 0 && { finishReason: message.finishReason },
			...calls !== void 0 && { calls }
		};
	}
	#answer(answer, reading) {
		const loose = this.#calls.answer(answer, reading, () => this.pendingCalls());
		if (loose !== void 0) this.#push(loose);
	}
	#push(draft) {
		const place = this.#drafts.push(draft) - 1;
		this.#index.add(draft, place);
		return place;
	}
	#insert(insertions) {
		if (insertions.length === 0) return;
		for (const { before, draft } of insertions.toReversed()) this.#drafts.splice(before, 0, draft);
		this.#index = new DraftIndex(this.#drafts);
		for (const [place, draft] of this.#drafts.entries()) this.#index.add(draft, place);
	}
};
function startsWith(input, beginning) {
	return beginning.length > 0 && input.length >= beginning.length && beginning.every((message, index) => input[index] === message);
}
function knownAfter(places) {
	let known;
	const after = [];
	for (let index = places.length - 1; index >= 0; index -= 1) {
		after[index] = known;
		known = places[index] ?? known;
	}
	return after;
}
function expect(drafts = [], { calls, isLatest }) {
	for (const draft of drafts) if (!isLatest || draft.request.callId === void 0) calls.add(draft);
}
function isTurn(message) {
	return message.text !== void 0 || (message.toolResults ?? []).length === 0;
}
function textOf$1({ text }) {
	return text === void 0 ? {} : { text };
}

// src/core/trace/stitch/lanes.ts
var Lanes = class {
	main;
	#tree;
	#drops;
	#others = /* @__PURE__ */ new Map();
	#callers;
	#systems;
	#catalog;
	#latest;
	constructor(tree, models, drops) {
		this.#tree = tree;
		this.#drops = drops;
		this.main = new Talk(drops);
		this.#callers = new Set(models.flatMap((span) => [...callersOf(span, tree)]));
		const own = models.find((span) => hasTools(span) && this.#delegateOf(span) === void 0);
		const system = systemOf(own ?? models[0]);
		this.#systems = new Set(system === void 0 ? [] : [system]);
		this.#catalog = catalogOf(own);
	}
	get others() {
		return [...this.#others.values()].flatMap(({ talk }) => talk.drafts.filter((draft) => draft.kind === "model"));
	}
	add(span) {
		const owner = this.#ownerOf(span);
		if (owner === "self") {
			const system = systemOf(span);
			if (system !== void 0) this.#systems.add(system);
			this.#latest = span;
			this.main.add(span);
			return;
		}
		const lane = this.#laneOf(owner);
		const seen = lane.talk.drafts.length;
		lane.talk.add(span, lane.agent);
		const isDelegated = this.#tree.isInside(span, ({ kind }) => kind === "tool");
		const asked = lane.talk.drafts.slice(seen).filter(({ kind }) => kind === "user");
		if (isDelegated) return;
		for (const _ of asked) this.#drops.add(placeOf(span), "message to a model beside the session's own talk");
	}
	subAgentOf(span, ownName) {
		const name = this.#delegateOf(span) ?? agentNameOf(span, this.#tree);
		return name === ownName ? void 0 : name;
	}
	#laneOf({ key, agent }) {
		const known = this.#others.get(key);
		if (known !== void 0) return known;
		const lane = {
			talk: new Talk(this.#drops, this.main),
			...agent !== void 0 && { agent }
		};
		this.#others.set(key, lane);
		return lane;
	}
	#ownerOf(span) {
		const delegate = this.#delegateOf(span);
		if (delegate !== void 0) return {
			key: `agent ${delegate}`,
			agent: delegate
		};
		const system = systemOf(span);
		const isOwnSystem = system === void 0 || this.#systems.size === 0 || this.#systems.has(system);
		const name = agentNameOf(span, this.#tree);
		const isOther = this.#isOtherSpeaker(span, name);
		if (isOwnSystem && !isOther || span.input === void 0) return "self";
		if (this.main.isContinuedBy(span.input)) return this.main.drafts.length === 0 && !isOwnSystem && this.#hasOtherTools(span) ? beside(span) : "self";
		const isNews = span.input.some((message) => message.role === "user" && !this.main.knows(message));
		if (isNews && isOther) return {
			key: `agent ${name}`,
			...named(name)
		};
		if (isOwnSystem) return "self";
		const pending = this.main.pendingCalls();
		if (isNews && pending.length > 0) {
			const [only] = pending;
			const agent = name ?? (pending.length === 1 ? only?.request.name : void 0) ?? "sub-agent";
			return {
				key: `agent ${agent}`,
				agent
			};
		}
		return this.#hasOtherTools(span) || !isNews ? beside(span) : "self";
	}
	#hasOtherTools(span) {
		return this.#catalog !== catalogOf(span);
	}
	#isOtherSpeaker(span, name) {
		const latest = this.#latest;
		if (latest === void 0 || name === void 0 || latest.traceId !== span.traceId) return false;
		const speaker = agentNameOf(latest, this.#tree);
		return speaker !== void 0 && speaker !== name;
	}
	#delegateOf(span) {
		let agent;
		let around = this.#tree.parentOf(span);
		for (; around !== void 0; around = this.#tree.parentOf(around)) {
			if (around.kind === "tool" && this.#callers.has(around)) return agent?.agentName ?? agent?.name ?? around.toolCall?.name ?? around.name;
			if (around.kind !== "agent") continue;
			if (agent !== void 0 && this.#callers.has(around) && !isSameAgent(agent, around)) return agent.agentName ?? agent.name;
			agent ??= around;
		}
	}
};
function agentNameOf(span, tree) {
	return span.agentName ?? agentAround(span, tree)?.agentName;
}
function systemOf(span) {
	const texts = span?.systemInstructions === void 0 ? [] : [span.systemInstructions];
	const input = span?.input ?? [];
	for (let index = 0; index < input.length; index += 1) {
		const message = input[index];
		if (message?.role !== "system" || message.text === void 0) continue;
		if (!texts.includes(message.text)) texts.push(message.text);
	}
	return texts.length < 2 ? texts[0] : texts.join("\n\n");
}
function agentAround(span, tree) {
	let around = tree.parentOf(span);
	while (around !== void 0 && around.kind !== "agent") around = tree.parentOf(around);
	return around;
}
function* callersOf(span, tree) {
	const agent = agentAround(span, tree);
	if (agent !== void 0) yield agent;
	yield* tree.ancestorsOf(span).filter(({ kind }) => kind === "tool");
}
function isSameAgent(a, b) {
	return a.agentName !== void 0 && a.agentName === b.agentName;
}
function beside(span) {
	return { key: `system ${systemOf(span)}` };
}
function named(agent) {
	return agent === void 0 ? {} : { agent };
}
function hasTools({ toolDefinitions, output = [] }) {
	return toolDefinitions !== void 0 || output.some(asksForTools);
}
function asksForTools({ toolCalls }) {
	return toolCalls !== void 0 && toolCalls.length > 0;
}
function catalogOf(span) {
	return span?.toolDefinitions === void 0 ? void 0 : canonicalJson(span.toolDefinitions);
}

// src/core/trace/stitch/merge-model-spans.ts
const overlapToleranceMs = 5;
function mergeModelSpans(tree, drops) {
	return mergeScopes(mergeNested(tree.spans.filter(({ kind }) => kind === "model"), tree, drops), tree);
}
function mergeNested(models, tree, drops) {
	const inner = /* @__PURE__ */ new Map();
	for (const span of models) {
		const around = isEmbedding(span) ? void 0 : modelAround(span, tree);
		const outer = around !== void 0 && isOneCall(span, around) ? around : void 0;
		const earlier = outer === void 0 ? void 0 : inner.get(outer);
		if (outer !== void 0 && (earlier === void 0 || span.error === void 0)) inner.set(outer, span);
	}
	if (inner.size === 0) return models;
	const merged = /* @__PURE__ */ new Map();
	for (const outer of models) {
		const span = inner.get(outer);
		if (span === void 0) continue;
		if (span.output !== void 0 && outer.output !== void 0 && sayingOf(span) !== sayingOf(outer)) drops.add(placeOf(outer), "answer that differs from that of the model call inside");
		merged.set(span, complete$1(merged.get(span) ?? span, merged.get(outer) ?? outer));
	}
	return models.flatMap((span) => {
		if (inner.has(span)) return [];
		const better = merged.get(span);
		if (better === void 0) return [span];
		tree.replace(span, better);
		return [better];
	});
}
function isOneCall(span, outer) {
	if (isBare(span) || isBare(outer)) return true;
	if (span.output !== void 0 && outer.output !== void 0 && sayingOf(span) === sayingOf(outer)) return true;
	const { startedAtMs } = span;
	if (startedAtMs === void 0 || outer.startedAtMs === void 0) return true;
	const isEarly = startedAtMs < outer.startedAtMs - overlapToleranceMs;
	const isLate = outer.endedAtMs !== void 0 && startedAtMs > outer.endedAtMs + overlapToleranceMs;
	return !isEarly && !isLate;
}
function isBare({ input, output }) {
	return input === void 0 && output === void 0;
}
function isEmbedding({ input, output }) {
	return input === void 0 && output?.length === 0;
}
function modelAround(span, tree) {
	let outer = tree.parentOf(span);
	while (outer !== void 0 && outer.kind !== "agent" && outer.kind !== "tool") {
		if (outer.kind === "model") return outer;
		outer = tree.parentOf(outer);
	}
}
function mergeScopes(models, tree) {
	if (models.every(({ scope }) => scope === models[0]?.scope)) return models;
	const kept = [];
	for (const span of models) {
		const at = kept.findLastIndex((other) => isSameCall(other, span));
		const other = kept[at];
		if (other === void 0) {
			kept.push(span);
			continue;
		}
		const better = complete$1(other, span);
		tree.replace(other, better);
		kept[at] = better;
	}
	return kept;
}
function isSameCall(a, b) {
	if (a.scope === b.scope || !coverEachOther(a, b)) return false;
	if (a.responseId !== void 0 && b.responseId !== void 0 && a.responseId === b.responseId) return true;
	return a.output === void 0 || b.output === void 0 || sayingOf(a) === sayingOf(b);
}
function coverEachOther(a, b) {
	if (a.startedAtMs === void 0 || b.startedAtMs === void 0) return false;
	if (a.endedAtMs === void 0 || b.endedAtMs === void 0) return false;
	const startsLater = b.startedAtMs - a.startedAtMs;
	const endsLater = b.endedAtMs - a.endedAtMs;
	return startsLater >= -5 && endsLater <= overlapToleranceMs || startsLater <= overlapToleranceMs && endsLater >= -5;
}
function sayingOf({ output }) {
	return canonicalJson((output ?? []).map(({ text = "", toolCalls = [] }) => [text.trim(), toolCalls.map((call) => [call.name, call.arguments ?? null])]));
}
function complete$1(span, facts) {
	const usage = {
		...facts.usage,
		...span.usage
	};
	return {
		...facts,
		...span,
		...Object.keys(usage).length > 0 && { usage }
	};
}

// src/core/trace/import/json-object.ts
function isJsonObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/core/trace/import/python-arguments.ts
function namedArguments(value) {
	if (!isJsonObject(value) || Object.keys(value).length !== 2) return value;
	const { args, kwargs } = value;
	if (!Array.isArray(args) || !isJsonObject(kwargs)) return value;
	if (args.length === 0) return kwargs;
	const [only] = args;
	return args.length === 1 && Object.keys(kwargs).length === 0 && isJsonObject(only) ? only : value;
}
function argumentValues(value) {
	if (!isJsonObject(value) || Object.keys(value).length !== 2) return void 0;
	const { args, kwargs } = value;
	return Array.isArray(args) && isJsonObject(kwargs) ? [...args, ...Object.values(kwargs)] : void 0;
}

// src/core/trace/stitch/pair-calls.ts
function pairCalls(tools, calls, tree) {
	const waiting = new WaitingCalls(calls, tree);
	const bySpan = /* @__PURE__ */ new Map();
	const unasked = [];
	for (const span of tools) {
		const call = callAround(span, bySpan, tree) ?? waiting.take(span);
		if (call !== void 0) {
			call.span = call.span === void 0 ? span : complete(call.span, span, tree);
			bySpan.set(span, call);
			continue;
		}
		const own = {
			request: span.toolCall ?? { name: span.name },
			message: -1,
			span
		};
		bySpan.set(span, own);
		waiting.add(own);
		unasked.push(own);
	}
	return unasked;
}
function callAround(span, bySpan, tree) {
	for (const outer of tree.ancestorsOf(span)) {
		if (outer.kind === "agent" || outer.kind === "model") return void 0;
		const call = bySpan.get(outer);
		if (call !== void 0) return isSameTool(call, span) ? call : void 0;
	}
}
function isSameTool({ request }, { toolCall, name }) {
	const id = toolCall?.callId;
	if (id !== void 0 && request.callId !== void 0 && id !== request.callId) return false;
	return request.name === (toolCall?.name ?? name);
}
function complete(span, other, tree) {
	const toolCall = {
		...other.toolCall,
		...span.toolCall
	};
	const name = toolCall.name ?? span.name;
	const better = {
		...other,
		...span,
		toolCall: {
			...toolCall,
			name
		}
	};
	tree.replace(span, better);
	return better;
}
var WaitingCalls = class {
	#tree;
	#calls = /* @__PURE__ */ new Map();
	#arguments = /* @__PURE__ */ new Map();
	constructor(calls, tree) {
		this.#tree = tree;
		for (const call of calls) this.add(call);
	}
	add(call) {
		const { callId, name } = call.request;
		for (const key of [...callId === void 0 ? [] : [idKey(callId, name)], nameKey(name)]) {
			const others = this.#calls.get(key);
			if (others === void 0) this.#calls.set(key, [call]);
			else others.push(call);
		}
	}
	take(span) {
		const { callId, name, arguments: values } = span.toolCall ?? { name: span.name };
		if (callId !== void 0) {
			const same = this.#calls.get(idKey(callId, name)) ?? [];
			const here = same.filter((call) => isInTrace(call, span));
			const known = this.#latestFree(here, span) ?? this.#latestFree(same, span) ?? same.find((call) => isTimedTwice(call, span));
			if (known !== void 0) return known;
		}
		const idless = (this.#calls.get(nameKey(name)) ?? []).filter((call) => (callId === void 0 || call.request.callId === void 0) && isInTrace(call, span));
		if (idless.length === 0) return void 0;
		const wanted = values === void 0 ? void 0 : canonicalJson([values]);
		const equal = idless.filter((call) => {
			const given = this.#argumentsOf(call);
			return given === void 0 || wanted === void 0 || given === wanted || isOnlyValue(values, call.request.arguments) || isSameByPlace(values, call.request.arguments);
		});
		return this.#latestFree(equal, span) ?? equal.find((call) => isTimedTwice(call, span));
	}
	#argumentsOf(call) {
		const values = call.request.arguments;
		if (values === void 0) return void 0;
		const known = this.#arguments.get(call) ?? canonicalJson([values]);
		this.#arguments.set(call, known);
		return known;
	}
	#latestFree(calls, span) {
		const rank = this.#tree.rankOf(span);
		const free = calls.filter((call) => call.span === void 0);
		const asked = free.filter((call) => call.asked === void 0 || this.#tree.rankOf(call.asked) <= rank);
		const message = asked.at(-1)?.message;
		return asked.find((call) => call.message === message) ?? free[0];
	}
};
function isOnlyValue(told, given) {
	if (typeof given !== "object" || given === null) return false;
	if (typeof told !== "string" && typeof told !== "number") return false;
	const [only, ...others] = Object.values(given);
	return others.length === 0 && (typeof only === "string" || typeof only === "number") && String(only) === String(told);
}
function isSameByPlace(told, given) {
	const values = told === void 0 ? void 0 : argumentValues(told);
	return values !== void 0 && isJsonObject$1(given) && canonicalJson(values) === canonicalJson(Object.values(given));
}
function isTimedTwice(call, span) {
	const other = call.span;
	if (other === void 0 || other.scope === span.scope) return false;
	const [startsMs, endsMs] = [other.startedAtMs ?? 0, other.endedAtMs ?? Number.POSITIVE_INFINITY];
	const atMs = span.startedAtMs ?? startsMs;
	return atMs >= startsMs && atMs <= endsMs;
}
function isInTrace({ asked }, span) {
	return asked === void 0 || asked.traceId === span.traceId;
}
function idKey(callId, name) {
	return `id ${callId}\n${name}`;
}
function nameKey(name) {
	return `name ${name}`;
}

// src/core/trace/stitch/plain-work.ts
function asToolsWhereAsked(spans) {
	if (!spans.some(isPlainWork)) return spans;
	const asked = new Set(spans.flatMap(({ input = [], output = [] }) => [...input, ...output].flatMap(({ toolCalls = [] }) => toolCalls.map(({ name }) => name))));
	return spans.map((span) => isPlainWork(span) && asked.has(span.toolCall?.name ?? "") ? {
		...span,
		kind: "tool"
	} : span);
}
function reportPlainWork(tree, drops) {
	const work = tree.spans.filter(isPlainWork);
	if (work.length === 0) return;
	const parents = new Set(tree.spans.map((span) => tree.parentOf(span)));
	for (const span of work) if (!parents.has(span)) drops.add(placeOf(span), "work that no model asked for: no step");
}
function isPlainWork({ kind, toolCall }) {
	return kind === "other" && toolCall !== void 0;
}

// src/core/trace/stitch/turn-draft.ts
function turnsOf(drafts) {
	const turns = [];
	for (const draft of drafts) {
		if (draft.kind === "user") {
			turns.push({
				...draft.text !== void 0 && { user: draft.text },
				...draft.around !== void 0 && { around: draft.around },
				traceIds: new Set(draft.around === void 0 ? [] : [draft.traceId]),
				items: []
			});
			continue;
		}
		if (turns.length === 0) turns.push({
			user: "",
			traceIds: /* @__PURE__ */ new Set(),
			items: []
		});
		const turn = turns.at(-1);
		if (turn === void 0) continue;
		if (draft.kind === "answer") turn.items.push({ draft: draft.call });
		else turn.items.push(...itemsOf(draft));
		for (const { draft: own } of turn.items) if (own.span !== void 0) turn.traceIds.add(own.span.traceId);
	}
	return turns;
}
function itemsOf(draft, { isAside = false } = {}) {
	const aside = isAside ? { isAside } : {};
	return [{
		draft,
		...aside
	}, ...(draft.calls ?? []).map((call) => ({
		draft: call,
		...aside
	}))];
}
function placeAside(groups, turns, tree) {
	const ranked = groups.map((items) => ({
		items,
		rank: rankOf(items, tree)
	}));
	for (const { items, rank } of ranked.toSorted((a, b) => a.rank - b.rank)) {
		const turn = turnFor(items, {
			turns,
			tree,
			rank
		});
		if (turn === void 0) continue;
		let at = turn.items.findLastIndex(({ draft }) => draft.span !== void 0 && tree.rankOf(draft.span) <= rank);
		while (at >= 0 && turn.items[at + 1]?.draft.span === void 0 && at + 1 < turn.items.length) at += 1;
		turn.items.splice(at + 1, 0, ...items);
	}
}
function turnFor(items, { turns, tree, rank }) {
	const span = items.find(({ draft }) => draft.span !== void 0)?.draft.span;
	const inTrace = turns.filter(({ traceIds }) => span !== void 0 && traceIds.has(span.traceId));
	const candidates = inTrace.length > 0 ? inTrace : turns;
	const asked = span?.input?.findLast(({ role }) => role === "user")?.text;
	const begun = candidates.findLastIndex((turn) => rankOf(turn.items, tree) <= rank);
	const next = candidates[begun + 1];
	if (asked !== void 0 && next !== void 0 && next.user === asked) return next;
	return candidates[begun] ?? candidates[0];
}
function rankOf(items, tree) {
	const span = items.find(({ draft }) => draft.span !== void 0)?.draft.span;
	return span === void 0 ? Number.POSITIVE_INFINITY : tree.rankOf(span);
}

// src/core/trace/stitch/turn-opener.ts
var TurnOpener = class {
	#tree;
	#talk;
	#drops;
	#told;
	#opened = /* @__PURE__ */ new Set();
	constructor(tree, models, to) {
		this.#tree = tree;
		this.#talk = to.talk;
		this.#drops = to.drops;
		this.#told = new Set(models.flatMap((span) => span.input === void 0 ? [] : span.traceId));
	}
	see(span) {
		if (this.#told.has(span.traceId) || !this.#mayOpen(span)) return;
		const line = [span, ...this.#tree.ancestorsOf(span)];
		const unit = line.findLast(({ kind }) => kind === "agent") ?? span.traceId;
		if (this.#opened.has(unit)) return;
		this.#opened.add(unit);
		const text = line.findLast(({ userText }) => userText !== void 0)?.userText;
		if (text === void 0) this.#drops.add(placeOf(span), "user message of a turn: it was not captured");
		const around = line.findLast(({ kind }) => kind === "agent" || kind === "other");
		const { traceId } = span;
		this.#talk.openTurn(text, {
			traceId,
			...around !== void 0 && { around }
		});
	}
	#mayOpen({ kind, userText }) {
		if (kind === "model") return true;
		if (kind === "tool" || kind === "retriever") return this.#told.size === 0;
		return userText !== void 0;
	}
};

// src/core/trace/stitch/stitch-session.ts
function stitchSession(spans, { id, drops }) {
	const tree = new SpanTree(asToolsWhereAsked(spans), drops);
	const models = mergeModelSpans(tree, drops);
	const lanes = readLanes(tree, models.filter(isTalk), drops);
	const turns = turnsOf(lanes.main.drafts);
	const asides = [...lanes.others.map((draft) => itemsOf(draft, { isAside: true })), ...silentItems(tree, models, drops)];
	const calls = [...lanes.main.drafts, ...lanes.others].flatMap((draft) => draft.kind === "model" ? draft.calls ?? [] : draft.kind === "answer" ? [draft.call] : []);
	const tools = tree.spans.filter(({ kind }) => kind === "tool" || kind === "retriever");
	const unasked = pairCalls(tools, calls, tree).map((draft) => [{ draft }]);
	if (turns.length === 0 && asides.length + unasked.length > 0) turns.push({
		user: "",
		traceIds: /* @__PURE__ */ new Set(),
		items: []
	});
	if (turns.length > 0) reportPlainWork(tree, drops);
	placeAside([...asides, ...unasked], turns, tree);
	const own = lanes.main.drafts.flatMap((draft) => draft.kind === "model" && draft.span !== void 0 ? [draft.span] : []);
	const name = own.map((span) => agentNameOf(span, tree)).find((known) => known !== void 0) ?? tree.spans.find(({ agentName }) => agentName !== void 0)?.agentName;
	const policy = policyOf(own, tree, drops);
	const version = tree.spans.find(({ agentVersion }) => agentVersion !== void 0)?.agentVersion;
	const agent = agentFacts(own, {
		...name !== void 0 && { name },
		...version !== void 0 && { version },
		...policy !== void 0 && { systemPrompt: policy }
	});
	const agentOf = (span) => lanes.subAgentOf(span, name);
	return {
		id,
		...agent !== void 0 && { agent },
		...policy !== void 0 && { policy },
		...finishTurns(turns, tree, agentOf)
	};
}
function agentFacts(own, seen) {
	const model = own.find((span) => span.model !== void 0)?.model;
	const tools = own.find((span) => span.toolDefinitions !== void 0)?.toolDefinitions;
	const toolCatalog = readToolCatalog(tools);
	return describeAgent({
		...seen,
		...model !== void 0 && { model },
		...toolCatalog !== void 0 && { toolCatalog }
	});
}
function readLanes(tree, talks, drops) {
	const lanes = new Lanes(tree, talks, drops);
	const opener = new TurnOpener(tree, talks, {
		talk: lanes.main,
		drops
	});
	const ordered = inCausalOrder(talks, drops);
	const places = talks.map((span) => tree.rankOf(span));
	const byRank = new Map(ordered.map((span, index) => [places[index], span]));
	for (const [rank, span] of tree.spans.entries()) {
		const talk = byRank.get(rank);
		if (span.kind !== "model" || talk !== void 0) opener.see(talk ?? span);
		if (talk !== void 0) lanes.add(talk);
	}
	return lanes;
}
function isTalk({ input, output }) {
	return input !== void 0 || output === void 0 || output.length > 0;
}
function silentItems(tree, models, drops) {
	const items = [];
	for (const span of models) if (!isTalk(span)) items.push([{
		draft: {
			kind: "model",
			span
		},
		isAside: true
	}]);
	const guards = tree.spans.filter(({ kind }) => kind === "plan" || kind === "guardrail");
	if (guards.length === 0) return items;
	const inside = new Set(models.flatMap((span) => [...tree.ancestorsOf(span)]));
	for (const span of guards) {
		if (inside.has(span)) continue;
		if (span.kind === "plan") items.push([{
			draft: planDraft(span, drops),
			isAside: true
		}]);
		if (span.kind === "guardrail") drops.add(placeOf(span), "guardrail: it is no step of an agent");
	}
	return items;
}
function planDraft(span, drops) {
	const { message } = answerOf(span, drops);
	return {
		kind: "model",
		span,
		...message?.text !== void 0 && { text: message.text },
		...message?.reasoning !== void 0 && { reasoning: message.reasoning }
	};
}
function policyOf(own, tree, drops) {
	const around = tree.spans.find(({ systemInstructions }) => systemInstructions !== void 0);
	let policy;
	for (const span of own) {
		const system = systemOf(span);
		policy ??= system;
		if (system !== void 0 && system !== policy) drops.add(placeOf(span), "system prompt that differs from the session's first");
	}
	return policy ?? around?.systemInstructions;
}

// src/core/trace/recent-map.ts
var RecentMap = class {
	#most;
	#recent = /* @__PURE__ */ new Map();
	#older = /* @__PURE__ */ new Map();
	constructor(most) {
		this.#most = most;
	}
	get(key) {
		return this.#recent.get(key) ?? this.#older.get(key);
	}
	set(key, value) {
		this.#recent.set(key, value);
		if (this.#recent.size >= this.#most) this.forgetOlder();
	}
	forgetOlder() {
		this.#older = this.#recent;
		this.#recent = /* @__PURE__ */ new Map();
	}
};

// src/core/trace/import/otlp/message-lists.ts
const mostLists = 4;
const mostTalks = 64;
const mostCharacters = 1e6;
var MessageLists = class {
	#drops;
	#known = new RecentMap(mostTalks);
	#characters = 0;
	repeated = 0;
	constructor(drops) {
		this.#drops = drops;
	}
	decode(text, readItem, { talk, place, origin }) {
		const grown = origin?.grown;
		const earlier = this.#of(talk).find((known) => known.mark !== void 0 && known.mark === grown?.from ? known.items > 0 : isLonger(text, known));
		const items = parseList((earlier?.mark !== void 0 && earlier.mark === grown?.from ? grown?.items : earlier && `[${text.slice(earlier.text.length)}`) ?? text);
		if (items === void 0 || earlier !== void 0 && items.length === 0) {
			this.#drops.add(place, "messages that are no JSON list");
			return;
		}
		const fresh = items.flatMap((item) => readItem(item, place, this.#drops));
		this.repeated += earlier?.text.length ?? 0;
		const messages = earlier === void 0 ? this.#withKnown(fresh, talk) : earlier.messages.concat(fresh);
		const count = items.length + (earlier?.items ?? 0);
		this.#remember(talk, {
			text,
			mark: origin?.mark,
			items: count,
			messages
		}, earlier);
		return messages;
	}
	forget(talk) {
		const lists = this.#of(talk);
		if (lists.length === 0) return;
		for (const { text } of lists) this.#characters -= text.length;
		this.#known.set(talk, []);
	}
	read(text, readItem, place) {
		const items = parseList(text);
		if (items === void 0) this.#drops.add(place, "messages that are no JSON list");
		return items?.flatMap((item) => readItem(item, place, this.#drops));
	}
	share(messages, talk) {
		const shared = this.#withKnown(messages, talk);
		const instead = this.#of(talk).find((known) => known.messages[0] === shared[0]);
		this.#remember(talk, {
			text: "",
			items: shared.length,
			messages: shared
		}, instead);
		return shared;
	}
	#withKnown(messages, talk) {
		const [first] = messages;
		if (first === void 0) return messages;
		const earlier = this.#of(talk).findLast(({ messages: [known] }) => known !== void 0 && sameMessage(known, first));
		if (earlier === void 0) return messages;
		const known = messages.findIndex((message, index) => {
			const other = earlier.messages[index];
			return other === void 0 || !sameMessage(other, message);
		});
		const repeats = known === -1 ? messages.length : known;
		for (const { text } of messages.slice(0, repeats)) this.repeated += text?.length ?? 0;
		return [...earlier.messages.slice(0, repeats), ...messages.slice(repeats)];
	}
	#of(talk) {
		return this.#known.get(talk) ?? [];
	}
	#remember(talk, list, instead) {
		const before = this.#of(talk);
		const lists = before.length === 0 ? [] : before.filter((known) => known !== instead);
		lists.push(list);
		if (lists.length > mostLists) lists.shift();
		this.#known.set(talk, lists);
		this.#characters += list.text.length - (instead?.text.length ?? 0);
		if (this.#characters <= mostCharacters) return;
		this.#characters = 0;
		this.#known.forgetOlder();
	}
};
function isLonger(text, { text: earlier, items }) {
	const end = earlier.length - 1;
	return items > 0 && text.length > earlier.length && text.codePointAt(end) === 44 && earlier.endsWith("]") && text.slice(0, end) === earlier.slice(0, end);
}
function parseList(text) {
	try {
		const value = parseJsonText(text);
		return Array.isArray(value) ? value : void 0;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}

// src/core/trace/import/grown-text.ts
const origin = Symbol("origin of a text");
function setTextOrigin(value, from) {
	Object.defineProperty(value, origin, { value: from });
}
function textOriginOf(value) {
	return hasOrigin(value) ? value[origin] : void 0;
}
function hasOrigin(value) {
	return origin in value;
}

// src/core/trace/import/otlp/any-value.ts
function readAnyValue(value, depthLeft = 64) {
	if (!isFields(value)) return isJsonValue(value, depthLeft) ? value : void 0;
	if (depthLeft === 0) return void 0;
	const text = value["stringValue"];
	if (typeof text === "string") return text;
	for (const key in value) {
		const known = readKind(key, value[key], depthLeft);
		if (known !== void 0) return known.value;
	}
	return Object.keys(value).length > 0 && isJsonValue(value, depthLeft) ? value : void 0;
}
function readKind(key, value, depthLeft) {
	switch (key) {
		case "stringValue":
		case "string_value": return { value: typeof value === "string" ? value : void 0 };
		case "boolValue":
		case "bool_value": return { value: typeof value === "boolean" ? value : void 0 };
		case "intValue":
		case "int_value": return { value: readInteger(value) };
		case "doubleValue":
		case "double_value": return { value: readDouble(value) };
		case "arrayValue":
		case "array_value": return { value: readList(value, depthLeft - 1) };
		case "kvlistValue":
		case "kvlist_value": return { value: readMap(value, depthLeft - 1) };
		case "bytesValue":
		case "bytes_value": return { value: typeof value === "string" ? value : void 0 };
		default: return;
	}
}
function readInteger(value) {
	if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
	if (typeof value !== "string" || !/^-?\d+$/.test(value)) return void 0;
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}
function readDouble(value) {
	if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
	if (typeof value !== "string") return void 0;
	const number = Number(value);
	return value.trim() !== "" && Number.isFinite(number) ? number : value;
}
function readList(value, depthLeft) {
	const list = isFields(value) ? value["values"] : value;
	if (!Array.isArray(list)) return [];
	return list.map((item) => readAnyValue(item, depthLeft) ?? null);
}
function readMap(value, depthLeft) {
	const list = isFields(value) ? value["values"] : value;
	if (!Array.isArray(list)) return {};
	const entries = list.flatMap((item) => {
		if (!isFields(item) || typeof item["key"] !== "string") return [];
		const child = readAnyValue(item["value"], depthLeft);
		return child === void 0 ? [] : [[item["key"], child]];
	});
	return Object.fromEntries(entries);
}
function textOfAnyValue(value) {
	if (typeof value === "string") return value;
	if (!isFields(value)) return void 0;
	const text = value["stringValue"] ?? value["string_value"];
	return typeof text === "string" ? text : void 0;
}

// src/core/trace/import/otlp/is-readable.ts
const kind = /^(?:string|bool|int|double|bytes|array|kvlist)_?[vV]alue$/;
function isReadable(value, depthLeft = 64) {
	if (value === void 0 || value === null) return true;
	if (depthLeft === 0) return false;
	const key = isFields(value) ? Object.keys(value).find((name) => kind.test(name)) : void 0;
	if (!isFields(value) || key === void 0) return isJsonValue(value, depthLeft);
	const held = value[key];
	if (held === null) return true;
	if (!/^(?:array|kvlist)/.test(key)) return readAnyValue(value) !== void 0;
	const list = isFields(held) ? held["values"] ?? [] : held;
	if (!Array.isArray(list)) return false;
	return list.every((item) => {
		if (key.startsWith("array")) return isReadable(item, depthLeft - 1);
		return isFields(item) && typeof item["key"] === "string" && isReadable(item["value"], depthLeft - 1);
	});
}

// src/core/trace/import/otlp/attributes.ts
var Attributes = class Attributes {
	static none = new Attributes(void 0, void 0);
	#source;
	#origin;
	#known;
	#characters = 0;
	constructor(source, origin) {
		this.#source = source;
		this.#origin = origin;
	}
	static read(value, origin) {
		return value === void 0 || value === null ? Attributes.none : new Attributes(value, origin);
	}
	get #values() {
		this.#known ??= this.#readSource();
		return this.#known;
	}
	#readSource() {
		const values = /* @__PURE__ */ new Map();
		const source = this.#source;
		if (Array.isArray(source)) for (let index = 0; index < source.length; index += 1) {
			const item = source[index];
			const key = isFields(item) ? item["key"] : void 0;
			if (!isFields(item) || typeof key !== "string") {
				this.#drop("attribute without a key", index);
				continue;
			}
			const { value } = item;
			values.set(key, value);
			const text = textOfAnyValue(value);
			if (text !== void 0) this.#characters += text.length;
			else if (!isReadable(value)) this.#drop("value that cannot be read", index);
		}
		else if (isFields(source)) for (const key of Object.keys(source)) values.set(key, source[key]);
		else if (source !== void 0) this.#drop("attributes that are neither a list nor an object");
		return values;
	}
	#drop(reason, index) {
		const place = this.#place();
		this.#origin?.drops.add(index === void 0 ? place : childPlace(place, index), reason);
	}
	#place() {
		if (this.#origin === void 0) return { path: "" };
		const { around, keys = ["attributes"] } = this.#origin;
		return keys.reduce((place, key) => childPlace(place, key), around);
	}
	get characters() {
		this.#known ??= this.#readSource();
		return this.#characters;
	}
	keys() {
		return this.#values.keys();
	}
	has(key) {
		return this.#values.has(key);
	}
	text(key) {
		const raw = this.#values.get(key);
		if (raw === void 0) return void 0;
		const text = textOfAnyValue(raw);
		if (text !== void 0) return text;
		const value = readAnyValue(raw);
		return typeof value === "number" ? String(value) : void 0;
	}
	firstText(keys) {
		for (const key of keys) {
			const text = this.text(key);
			if (text !== void 0 && text !== "") return text;
		}
	}
	number(key) {
		const raw = this.#values.get(key);
		if (raw === void 0) return void 0;
		const value = readAnyValue(raw);
		const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
		return typeof number === "number" && Number.isFinite(number) ? number : void 0;
	}
	value(key) {
		const raw = this.#values.get(key);
		return raw === void 0 ? void 0 : readAnyValue(raw);
	}
	originOf(key) {
		const raw = this.#values.get(key);
		return isFields(raw) ? textOriginOf(raw) : void 0;
	}
	structure(key) {
		const value = this.value(key);
		return typeof value === "string" ? parseStructure(value) ?? value : value;
	}
	repeated(key) {
		const value = this.value(key);
		return typeof value === "string" ? parseRepeated(value) ?? value : value;
	}
	placeOf(key) {
		const place = this.#place();
		if (!Array.isArray(this.#source)) return childPlace(place, key);
		const index = this.#source.findLastIndex((item) => isFields(item) && item["key"] === key);
		return index === -1 ? place : childPlace(place, index);
	}
};
const repeatedTexts = [];
const mostRepeated = 16;
function parseRepeated(text) {
	const known = repeatedTexts.findLast((repeated) => repeated.text === text);
	if (known !== void 0) return known.value;
	const value = parseStructure(text);
	repeatedTexts.push({
		text,
		value
	});
	if (repeatedTexts.length > mostRepeated) repeatedTexts.shift();
	return value;
}
function parseStructure(text) {
	if (!/^\s*[[{]/.test(text)) return void 0;
	try {
		const value = parseJsonText(text);
		return isJsonValue(value) ? value : void 0;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}

// src/core/trace/import/otlp/exporter-losses.ts
const losses = [
	[
		"droppedAttributesCount",
		"dropped_attributes_count",
		"attribute that its exporter left out"
	],
	[
		"droppedEventsCount",
		"dropped_events_count",
		"event that its exporter left out"
	],
	[
		"droppedLinksCount",
		"dropped_links_count",
		"link that its exporter left out"
	]
];
function reportExporterLosses(fields, reading, under) {
	for (const [camel, snake, reason] of losses) {
		const value = fields[camel] ?? fields[snake];
		if (value === void 0 || value === 0) continue;
		const count = Number(value);
		if (!Number.isSafeInteger(count) || count <= 0) continue;
		const { place, drops } = under === void 0 ? reading : inside(reading, under);
		drops.add(childPlace(place, camel in fields ? camel : snake), reason, count);
	}
}

// src/core/trace/import/otlp/otlp-records.ts
const signals = {
	span: {
		resources: [
			"resourceSpans",
			"resource_spans",
			"batches"
		],
		scopes: [
			"scopeSpans",
			"scope_spans",
			"instrumentationLibrarySpans"
		],
		records: ["spans"]
	},
	log: {
		resources: ["resourceLogs", "resource_logs"],
		scopes: [
			"scopeLogs",
			"scope_logs",
			"instrumentationLibraryLogs"
		],
		records: [
			"logRecords",
			"log_records",
			"logs"
		]
	}
};
const signalNames = ["span", "log"];
function isOtlp(value) {
	return isFields(value) && signalNames.some((signal) => listsOf(value, signal).length > 0);
}
function otlpRecords(document, place, drops) {
	const records = [];
	for (const signal of signalNames) for (const { key, list } of listsOf(document, signal)) {
		const at = key === void 0 ? place : childPlace(place, key);
		for (const [index, item] of list.entries()) readResource(item, {
			signal,
			place: key === void 0 ? at : childPlace(at, index),
			drops,
			records
		});
	}
	return records;
}
function readResource(value, level) {
	const { signal, place, drops } = level;
	if (!isFields(value)) {
		drops.add(place, "resource that is no object");
		return;
	}
	const { resource } = value;
	const own = isFields(resource) ? resource["attributes"] : void 0;
	if (isFields(resource)) reportExporterLosses(resource, level, "resource");
	const attributes = Attributes.read(own, {
		around: place,
		keys: ["resource", "attributes"],
		drops
	});
	for (const key of signals[signal].scopes) {
		const scopes = listUnder(value, key, level);
		for (const [index, scope] of (scopes?.list ?? []).entries()) {
			const at = childPlace(scopes?.place ?? place, index);
			readScope(scope, attributes, {
				...level,
				place: at
			});
		}
	}
}
function readScope(value, resource, level) {
	const { signal, place, drops, records } = level;
	if (!isFields(value)) {
		drops.add(place, "scope that is no object");
		return;
	}
	const about = value["scope"] ?? value["instrumentationLibrary"];
	if (isFields(about)) reportExporterLosses(about, level, "scope");
	const name = isFields(about) ? about["name"] : void 0;
	const scope = typeof name === "string" ? name : void 0;
	for (const key of signals[signal].records) {
		const found = listUnder(value, key, level);
		if (found === void 0) continue;
		for (const [index, fields] of found.list.entries()) {
			const at = childPlace(found.place, index);
			if (isFields(fields)) records.push({
				signal,
				fields,
				place: at,
				resource,
				scope
			});
			else drops.add(at, `${signal} that is no object`);
		}
	}
}
function listsOf(document, signal) {
	const { resources, scopes } = signals[signal];
	const lists = [];
	for (const key of resources) {
		const list = document[key];
		if (Array.isArray(list)) lists.push({
			key,
			list
		});
	}
	if (lists.length > 0) return lists;
	return scopes.some((key) => Array.isArray(document[key])) ? [{ list: [document] }] : [];
}
function listUnder(fields, key, { place, drops }) {
	const list = fields[key];
	if (list === void 0 || list === null) return void 0;
	const at = childPlace(place, key);
	if (Array.isArray(list)) return {
		list,
		place: at
	};
	drops.add(at, "not a list");
}

// src/core/trace/import/otlp/attribute-keys.ts
const sessionKeys = [
	"gen_ai.conversation.id",
	"session.id",
	"langfuse.session.id",
	...keysUnder("traceloop.association.properties.", [
		"session_id",
		"conversation_id",
		"thread_id",
		"chat_id",
		"sessionId",
		"conversationId",
		"threadId",
		"chatId"
	]),
	...keysUnder("ai.telemetry.metadata.", [
		"sessionId",
		"session_id",
		"conversationId",
		"conversation_id",
		"threadId",
		"thread_id",
		"chatId",
		"chat_id"
	]),
	...keysUnder("langsmith.metadata.", [
		"session_id",
		"thread_id",
		"conversation_id"
	])
];
function keysUnder(prefix, names) {
	return names.map((name) => prefix + name);
}
const ownNamespaces = /^(?:gen_ai|ai|llm|traceloop|openinference|retrieval|reranker|embedding|tool|tool_call|evaluations|input|output|agent|mcp)\./;
const known = [
	/^gen_ai\.(?:operation\.name|provider\.name|system|output\.type|token\.type|data_source\.id)$/,
	/^gen_ai\.(?:conversation|request|response|usage|agent|workflow|cost|prompt|completion|openai|azure|aws|client|server|execute_tool|evaluation|embeddings)\./,
	/^gen_ai\.(?:system_instructions|input\.messages|output\.messages|tool\.definitions)$/,
	/^gen_ai\.tool\.(?:name|type|description|call\.(?:id|arguments|result))$/,
	/^gen_ai\.retrieval\.(?:query\.text|documents|top_k)$/,
	/^mcp\.(?:method\.name|tool\.name|request\.|response\.|session\.id|protocol\.version|resource\.uri)/,
	/^ai\.(?:operationId|telemetry\.|model\.|settings\.|request\.|usage\.|schema\.|prompt$|prompt\.|toolCall\.|stream\.)/,
	/^ai\.response\.(?:text|object|reasoning|toolCalls|finishReason|id|model|timestamp|msTo|avg|providerMetadata)/,
	/^ai\.(?:result\.|finishReason|value|values|embedding|embeddings)/,
	/^llm\.(?:model_name|provider|system|input_messages|output_messages|tools|token_count|cost|usage|invocation_parameters|finish_reason|prompts|choices|prompt_template|request|response|headers|is_streaming|top_k|chat)/,
	/^(?:openinference|input|output|evaluations|embedding|retrieval|reranker|agent|tool_call)\./,
	/^tool\.(?:name|description|parameters|json_schema|id)/,
	/^traceloop\.(?:span\.kind|entity\.|workflow\.name|association\.|correlation\.id|prompt\.)/
];
const classified = /* @__PURE__ */ new Map();
const mostClassified = 5e3;
function attributeKey(key) {
	const before = classified.get(key);
	if (before !== void 0) return before;
	const dialect = dialectOfKey(key);
	const sessionRank = sessionKeys.indexOf(key);
	const fresh = {
		...dialect !== void 0 && { dialect },
		...sessionRank >= 0 && { sessionRank },
		isUnread: ownNamespaces.test(key) && !known.some((pattern) => pattern.test(key))
	};
	if (classified.size < mostClassified) classified.set(key, fresh);
	return fresh;
}
function dialectOfKey(key) {
	if (/^gen_ai\.(?:prompt|completion)\./.test(key)) return "openllmetry";
	if (/^(?:gen_ai|mcp)\./.test(key)) return "gen-ai";
	if (key.startsWith("ai.")) return "ai-sdk";
	if (key.startsWith("traceloop.") || key === "llm.request.type") return "openllmetry";
	return /^(?:openinference|evaluations|llm\.(?:in|out)put_messages)(?:\.|$)/.test(key) ? "openinference" : void 0;
}

// src/core/trace/import/otlp/key-scan.ts
const metadataKeys = [
	"session_id",
	"conversation_id",
	"thread_id",
	"sessionId",
	"conversationId",
	"threadId"
];
const dialectSets = /* @__PURE__ */ new Map();
const noDialects = /* @__PURE__ */ new Set();
function withDialect(dialects, dialect) {
	const key = `${[...dialects].join()},${dialect}`;
	const known = dialectSets.get(key) ?? /* @__PURE__ */ new Set([...dialects, dialect]);
	dialectSets.set(key, known);
	return known;
}
function scanKeys(attributes) {
	let dialects = noDialects;
	const unread = [];
	let sessionId;
	let surest = Number.POSITIVE_INFINITY;
	for (const key of attributes.keys()) {
		const { dialect, sessionRank, isUnread } = attributeKey(key);
		if (dialect !== void 0 && !dialects.has(dialect)) dialects = withDialect(dialects, dialect);
		if (isUnread) unread.push(key);
		if (sessionRank === void 0 || sessionRank > surest) continue;
		const id = attributes.text(key);
		if (id === void 0 || id === "") continue;
		surest = sessionRank;
		sessionId = id;
	}
	return {
		dialects,
		unread,
		sessionId: sessionId ?? metadataId(attributes)
	};
}
function reportUnread({ unread }, attributes, drops) {
	for (const key of unread) drops.add(attributes.placeOf(key), "attribute that a session has no place for");
}
function metadataId(attributes) {
	if (!attributes.has("metadata")) return void 0;
	const metadata = attributes.structure("metadata");
	if (!isFields(metadata)) return void 0;
	for (const key of metadataKeys) {
		const id = metadata[key];
		if (typeof id === "string" && id !== "") return id;
	}
}

// src/core/trace/import/anthropic/anthropic-message.ts
const ownBlocks = /^(?:tool_use|thinking|redacted_thinking|.+_tool_use|(?:.+_)?tool_result)$/;
const envelopeKeys = [
	"id",
	"type",
	"role",
	"content",
	"model",
	"usage"
];
const stopKeys = [
	"stop_reason",
	"stop_sequence",
	"container",
	"context_management"
];
function isAnthropicMessage(message) {
	const { content } = message;
	if (!Array.isArray(content)) return false;
	return message["type"] === "message" && "stop_reason" in message ? true : content.some((block) => ownBlocks.test(typeOf(block)));
}
function readAnthropicMessage(message, place, drops) {
	dropOtherFields(message, [...envelopeKeys, ...stopKeys], place, drops);
	const blocks = new Blocks(drops);
	const at = childPlace(place, "content");
	const content = Array.isArray(message["content"]) ? message["content"] : [];
	for (const [index, block] of content.entries()) blocks.read(block, childPlace(at, index));
	if (message["role"] === "assistant" || message["role"] === "ai") return [{
		message: agentMessage(message, blocks, inside({
			place,
			drops
		}, "usage")),
		place
	}, ...blocks.answers];
	for (const call of blocks.calls) drops.add(call.place, "tool call in a user's message");
	if (blocks.texts.length === 0 && blocks.answers.length > 0) return blocks.answers;
	const text = blocks.texts.join("\n");
	const user = {
		kind: "user",
		...blocks.texts.length > 0 && { text }
	};
	return [...blocks.answers, {
		message: user,
		place
	}];
}
function agentMessage(message, { texts, thoughts, calls }, reading) {
	const model = textField(message, "model");
	const usage = readUsage(message["usage"], reading);
	const finishReason = textField(message, "stop_reason");
	return {
		kind: "agent",
		text: texts.join("\n"),
		...thoughts.length > 0 && { reasoning: thoughts.join("\n") },
		...calls.length > 0 && { toolCalls: calls.map(({ request }) => request) },
		...model !== void 0 && { model },
		...usage !== void 0 && { usage },
		...finishReason !== void 0 && { finishReason }
	};
}
const blockKeys = ["type text thinking signature data source cache_control id name input caller", "tool_use_id content is_error started_at ended_at"].flatMap((words) => words.split(" "));
var Blocks = class {
	texts = [];
	thoughts = [];
	calls = [];
	answers = [];
	#drops;
	constructor(drops) {
		this.#drops = drops;
	}
	read(block, place) {
		if (typeof block === "string") this.texts.push(block);
		else if (isFields(block)) this.#readBlock(block, typeOf(block), place);
		else this.#drops.add(place, "part of a message without text");
	}
	#readBlock(block, type, place) {
		dropOtherFields(block, blockKeys, place, this.#drops);
		dropOddTexts(block, ["id", "tool_use_id"], place, this.#drops);
		const text = textField(block, type === "thinking" ? "thinking" : "text");
		if (type === "thinking" && text !== void 0) this.thoughts.push(text);
		else if (type === "redacted_thinking") this.#drops.add(place, "thoughts that are encrypted");
		else if (type.endsWith("tool_use")) this.#readCall(block, place);
		else if (type.endsWith("tool_result")) this.#readAnswer(block, place);
		else if (text !== void 0) this.texts.push(text);
		else this.#drops.add(place, "part of a message without text");
	}
	#readCall(block, place) {
		const name = textField(block, "name");
		if (name === void 0) {
			this.#drops.add(place, "tool call without a name");
			return;
		}
		const callId = idField(block, "id");
		const values = parseArguments(block["input"], childPlace(place, "input"), this.#drops);
		const request = {
			...callId !== void 0 && { callId },
			name,
			...values !== void 0 && { arguments: values }
		};
		this.calls.push({
			request,
			place
		});
	}
	#readAnswer(block, place) {
		const callId = idField(block, "tool_use_id");
		const result = readToolResult$1(block["content"], childPlace(place, "content"), this.#drops);
		const isError = block["is_error"] === true || typeOf(result).endsWith("_tool_result_error");
		const said = typeof result === "string" ? result : JSON.stringify(result ?? "");
		const message = {
			kind: "tool",
			...callId !== void 0 && { callId },
			...result !== void 0 && { result },
			...isError && { error: {
				type: "tool-error",
				message: said
			} },
			...readTimes(block, {
				start: "started_at",
				end: "ended_at"
			}, {
				place,
				drops: this.#drops
			})
		};
		this.answers.push({
			message,
			place
		});
	}
};

// src/core/trace/import/langsmith/langchain-message.ts
const roleOfType = /* @__PURE__ */ new Map([
	["human", "user"],
	["humanmessage", "user"],
	["humanmessagechunk", "user"],
	["ai", "assistant"],
	["aimessage", "assistant"],
	["aimessagechunk", "assistant"],
	["system", "system"],
	["systemmessage", "system"],
	["tool", "tool"],
	["toolmessage", "tool"],
	["function", "tool"],
	["functionmessage", "tool"]
]);
function asChatMessage(value) {
	if (typeof value["role"] === "string") return void 0;
	if (value["lc"] !== void 0 && isFields(value["kwargs"])) {
		const path = Array.isArray(value["id"]) ? value["id"] : [];
		return chatMessage(value["kwargs"], String(path.at(-1)));
	}
	const type = textField(value, "type") ?? "";
	if (isFields(value["data"])) return chatMessage(value["data"], type);
	return "content" in value ? chatMessage(value, type) : void 0;
}
const overhead = /* @__PURE__ */ new Set([
	"id",
	"type",
	"example",
	"name",
	"additional_kwargs",
	"response_metadata",
	"usage_metadata",
	"invalid_tool_calls",
	"tool_call_chunks",
	"artifact"
]);
function chatMessage(fields, type) {
	const role = roleOfType.get(type.toLowerCase());
	if (role === void 0) return void 0;
	const more = isFields(fields["additional_kwargs"]) ? fields["additional_kwargs"] : {};
	const about = isFields(fields["response_metadata"]) ? fields["response_metadata"] : {};
	const own = Object.entries(fields).filter(([key]) => !overhead.has(key));
	const ownCalls = fields["tool_calls"];
	const calls = Array.isArray(ownCalls) && ownCalls.length > 0 ? ownCalls : more["tool_calls"];
	const usage = fields["usage_metadata"] ?? about["token_usage"] ?? about["usage"];
	return {
		...Object.fromEntries(own),
		role,
		...role === "tool" && fields["name"] !== void 0 && { name: fields["name"] },
		...role === "assistant" && {
			tool_calls: calls ?? void 0,
			function_call: more["function_call"],
			refusal: more["refusal"],
			reasoning_content: more["reasoning_content"],
			model: about["model_name"] ?? about["model"],
			finish_reason: about["finish_reason"] ?? about["stop_reason"],
			usage
		},
		...type.toLowerCase().startsWith("tool") && { type: void 0 }
	};
}

// src/core/trace/import/openai-responses/response-item.ts
const callTypes = /* @__PURE__ */ new Set(["function_call", "custom_tool_call"]);
const outputTypes = /* @__PURE__ */ new Set(["function_call_output", "custom_tool_call_output"]);
const hostedCall = /^(?:web_search|file_search|code_interpreter|computer|image_generation|local_shell|shell|apply_patch|mcp|tool_search)_call$/;
const hostedOutput = /^(?:computer|local_shell|shell|apply_patch|tool_search)_(?:call_)?output$/;
const messageParts = /^(?:input_text|output_text|input_image|input_file|refusal|summary_text)$/;
const otherItems = /* @__PURE__ */ new Map([
	["item_reference", "item that is only referred to: what it said is not here"],
	["mcp_list_tools", "list of a server's tools: no message"],
	["mcp_approval_request", "request to approve a call: no message"],
	["mcp_approval_response", "answer to a request to approve a call: no message"],
	["compaction", "earlier messages that are encrypted"]
]);
const outputKeys$1 = [
	"id",
	"type",
	"call_id",
	"name",
	"output",
	"status",
	"error"
];
const callKeys = [
	"id",
	"type",
	"call_id",
	"name",
	"status",
	"arguments",
	"input"
];
const reasoningKeys = [
	"id",
	"type",
	"status",
	"summary",
	"content",
	"encrypted_content"
];
const messageKeys = [
	"id",
	"type",
	"status",
	"role",
	"content",
	"phase"
];
const hostedFields = [
	"id",
	"type",
	"status",
	"call_id",
	"name",
	"arguments",
	"output",
	"error"
];
function isResponseItem(value) {
	const type = typeOf(value);
	if (callTypes.has(type) || outputTypes.has(type) || hostedCall.test(type)) return true;
	if (hostedOutput.test(type) || otherItems.has(type)) return true;
	if (type === "reasoning") return Array.isArray(value["summary"]) || "encrypted_content" in value;
	const { content } = value;
	return typeof value["role"] === "string" && Array.isArray(content) && content.some((part) => messageParts.test(typeOf(part)));
}
function readResponseItem(item, place, drops) {
	const type = typeOf(item);
	const other = otherItems.get(type);
	if (other !== void 0) {
		drops.add(place, other);
		return [];
	}
	if (type === "reasoning") return [readReasoning(item, place, drops)];
	if (callTypes.has(type)) return readCall(item, place, drops);
	if (outputTypes.has(type) || hostedOutput.test(type)) return [readOutput$1(item, place, drops)];
	if (hostedCall.test(type)) return readHostedCall(item, type, {
		place,
		drops
	});
	return readMessageItem(item, place, drops);
}
function readMessageItem(item, place, drops) {
	dropOtherFields(item, messageKeys, place, drops);
	const text = readContentText(item["content"], childPlace(place, "content"), drops);
	const said = text === void 0 ? {} : { text };
	switch ((textField(item, "role") ?? "").toLowerCase()) {
		case "system":
		case "developer": return [{
			kind: "policy",
			...said
		}];
		case "user": return [{
			kind: "user",
			...said
		}];
		case "assistant": return [{
			kind: "agent",
			...said,
			...endOf(item),
			isPart: true
		}];
		default:
			drops.add(place, "message of an unknown role");
			return [];
	}
}
function endOf(item) {
	return item["status"] === "incomplete" ? { finishReason: "incomplete" } : {};
}
function readReasoning(item, place, drops) {
	dropOtherFields(item, reasoningKeys, place, drops);
	const parts = ["summary", "content"].flatMap((key) => {
		const text = readContentText(item[key], childPlace(place, key), drops);
		return text === void 0 || text === "" ? [] : [text];
	});
	if (parts.length === 0 && typeof item["encrypted_content"] === "string") drops.add(childPlace(place, "encrypted_content"), "thoughts that are encrypted");
	return {
		kind: "agent",
		isPart: true,
		...parts.length === 0 ? {} : { reasoning: parts.join("\n") },
		...endOf(item)
	};
}
function readCall(item, place, drops) {
	const name = textField(item, "name");
	if (name === void 0) {
		drops.add(place, "tool call without a name");
		return [];
	}
	dropOtherFields(item, callKeys, place, drops);
	dropOddTexts(item, ["call_id", "id"], place, drops);
	const key = item["arguments"] === void 0 ? "input" : "arguments";
	const values = parseArguments(item[key], childPlace(place, key), drops);
	const callId = idField(item, "call_id") ?? idField(item, "id");
	return [{
		kind: "agent",
		isPart: true,
		text: "",
		toolCalls: [{
			...callId !== void 0 && { callId },
			name,
			...values !== void 0 && { arguments: values }
		}],
		...endOf(item)
	}];
}
function readOutput$1(item, place, drops) {
	dropOtherFields(item, outputKeys$1, place, drops);
	dropOddTexts(item, ["call_id"], place, drops);
	const callId = idField(item, "call_id");
	const result = readToolResult$1(item["output"], childPlace(place, "output"), drops);
	const error = errorIn(item, result);
	return {
		kind: "tool",
		...callId !== void 0 && { callId },
		...result !== void 0 && { result },
		...error !== void 0 && { error }
	};
}
function errorIn(item, result) {
	const { error } = item;
	if (typeof error === "string" && error !== "") return {
		type: "tool-error",
		message: error
	};
	if (isFields(error)) {
		const message = textField(error, "message") ?? JSON.stringify(error);
		return {
			type: textField(error, "type") ?? textField(error, "code") ?? "tool-error",
			message
		};
	}
	if (typeof result === "string" && /^\s*error:/i.test(result)) return {
		type: "tool-error",
		message: result
	};
	return item["status"] === "failed" || item["status"] === "incomplete" ? {
		type: "tool-error",
		message: String(item["status"])
	} : void 0;
}
function readHostedCall(item, type, { place, drops }) {
	const name = textField(item, "name") ?? type.replace(/_call$/, "");
	const callId = idField(item, "call_id") ?? idField(item, "id");
	const asked = [
		"arguments",
		"action",
		"queries",
		"code",
		"operation"
	].find((key) => item[key] !== void 0 && item[key] !== null);
	const found = [
		"output",
		"results",
		"outputs",
		"result"
	].find((key) => item[key] !== void 0 && item[key] !== null);
	const values = asked === void 0 ? void 0 : parseArguments(item[asked], childPlace(place, asked), drops);
	dropOtherFields(item, [
		...hostedFields,
		asked ?? "",
		found ?? ""
	], place, drops);
	const id = callId === void 0 ? {} : { callId };
	const request = {
		...id,
		name,
		...values !== void 0 && { arguments: values }
	};
	const result = found === void 0 ? void 0 : readToolResult$1(item[found], childPlace(place, found), drops);
	const error = errorIn(item, result);
	const isPending = found === void 0 && error === void 0 && item["status"] !== "completed";
	const answer = {
		kind: "tool",
		...id,
		name,
		...result !== void 0 && { result },
		...error !== void 0 && { error },
		isPart: true
	};
	return [{
		kind: "agent",
		isPart: true,
		text: "",
		toolCalls: [request]
	}, ...isPending ? [] : [answer]];
}

// src/core/trace/import/messages/join-parts.ts
function joinParts(messages) {
	const whole = [];
	let open;
	const close = () => {
		if (open === void 0) return;
		const { isPart: _, ...agent } = open.agent;
		whole.push({
			message: agent,
			place: open.place
		}, ...open.answers);
		open = void 0;
	};
	for (const { message, place } of messages) if (message.kind === "agent" && message.isPart) {
		if (open === void 0) open = {
			agent: message,
			place,
			answers: []
		};
		else open.agent = joined(open.agent, message);
	} else if (message.kind === "tool" && message.isPart) {
		const { isPart: _, ...answer } = message;
		(open?.answers ?? whole).push({
			message: answer,
			place
		});
	} else {
		close();
		whole.push({
			message,
			place
		});
	}
	close();
	return whole;
}
function joined(first, second) {
	const text = joinedText(first.text, second.text);
	const reasoning = joinedText(first.reasoning, second.reasoning);
	const calls = [...first.toolCalls ?? [], ...second.toolCalls ?? []];
	return {
		...first,
		...second,
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...calls.length > 0 && { toolCalls: calls }
	};
}
function joinedText(first, second) {
	const texts = [first, second].filter((text) => text !== void 0 && text !== "");
	return texts.length === 0 ? first ?? second : texts.join("\n");
}

// src/core/trace/import/messages/read-message.ts
function dialectOf(value) {
	if (!isFields(value)) return void 0;
	if (isResponseItem(value)) return "responses";
	if (typeof value["role"] !== "string") return asChatMessage(value) === void 0 ? void 0 : "langchain";
	return isAnthropicMessage(value) ? "anthropic" : "chat";
}
function readMessages$1(list, placeOf, drops) {
	return joinParts(list.flatMap((value, index) => readMessage$1(value, placeOf(index), drops)));
}
function readMessage$1(value, place, drops) {
	const dialect = dialectOf(value);
	if (!isFields(value) || dialect === void 0) {
		drops.add(place, "not a chat message: no role");
		return [];
	}
	switch (dialect) {
		case "responses": return readResponseItem(value, place, drops).map((message) => ({
			message,
			place
		}));
		case "anthropic": return readAnthropicMessage(value, place, drops);
		case "langchain": return readRoleMessage(asChatMessage(value) ?? value, place, drops);
		case "chat": return readRoleMessage(value, place, drops);
	}
}
function readRoleMessage(value, place, drops) {
	if (isAnthropicMessage(value)) return readAnthropicMessage(value, place, drops);
	const message = readChatMessage(value, place, drops);
	return message === void 0 ? [] : [{
		message,
		place
	}];
}

// src/core/trace/import/messages/call-settings.ts
const callSettings = [
	"id _id object type role created created_at completed_at index model model_name provider",
	"system_fingerprint request_id native_finish_reason finish_reason stop_reason stop_sequence",
	"usage usage_metadata token_usage llm_output response_metadata generation_info run status",
	"previous_response_id conversation metadata user safety_identifier prompt_cache_key",
	"prompt_cache_retention store background billing service_tier",
	"temperature top_p top_k min_p n seed stop stop_sequences stream stream_options max_tokens",
	"max_completion_tokens max_output_tokens max_tool_calls frequency_penalty presence_penalty",
	"repetition_penalty logit_bias top_logprobs parallel_tool_calls tool_choice tools functions",
	"function_call response_format text reasoning reasoning_effort thinking verbosity modalities",
	"truncation include prompt_cache_options output_config container context_management betas",
	"anthropic_version cache_control timeout extra_headers extra_query extra_body output_text"
].flatMap((words) => words.split(" "));

// src/core/trace/import/messages/span-messages.ts
function asSpanMessages(messages) {
	return messages.map(asSpanMessage);
}
function asSpanMessage(message) {
	switch (message.kind) {
		case "policy": return {
			role: "system",
			...textOf(message)
		};
		case "user": return {
			role: "user",
			...textOf(message)
		};
		case "agent": {
			const { reasoning, toolCalls, finishReason } = message;
			return {
				role: "assistant",
				...textOf(message),
				...reasoning !== void 0 && { reasoning },
				...toolCalls !== void 0 && { toolCalls },
				...finishReason !== void 0 && { finishReason }
			};
		}
		case "tool": {
			const { callId, name, error } = message;
			const result = message.result ?? error?.message;
			return {
				role: "tool",
				toolResults: [{
					...callId !== void 0 && { callId },
					...name !== void 0 && { name },
					...result !== void 0 && { result },
					...error !== void 0 && { isError: true }
				}]
			};
		}
	}
}
function textOf({ text }) {
	return text === void 0 ? {} : { text };
}
const inputKeys = [
	"messages",
	"input",
	"prompts",
	"prompt",
	"question",
	"query"
];
const outputKeys = [
	"messages",
	"message",
	"output",
	"generations",
	"choices",
	"completion",
	"answer",
	"response"
];
const maxDepth$1 = 5;
function readModelInput(value, place, drops) {
	return new SideReading("user", inputKeys, drops).read(value, place, maxDepth$1);
}
function readModelOutput(value, place, drops) {
	return new SideReading("assistant", outputKeys, drops).read(value, place, maxDepth$1);
}
var SideReading = class {
	#speaker;
	#keys;
	#drops;
	constructor(speaker, keys, drops) {
		this.#speaker = speaker;
		this.#keys = keys;
		this.#drops = drops;
	}
	read(side, place, depthLeft) {
		const value = typeof side === "string" ? parseArguments(side, place, this.#drops) : side;
		if (value === void 0 || value === null) return void 0;
		if (typeof side === "string" && (side.trim() === "" || typeof value === "string")) return [{
			role: this.#speaker,
			text: side
		}];
		if (depthLeft === 0) {
			this.#drops.add(place, "messages that are wrapped too deep");
			return;
		}
		if (Array.isArray(value)) return this.#readList(value, place, depthLeft);
		if (dialectOf(value) !== void 0) return this.#readMessages([value], () => place);
		return isFields(value) ? this.#readObject(value, place, depthLeft) : void 0;
	}
	#readList(list, place, depthLeft) {
		if (list.some((item) => dialectOf(item) !== void 0)) return this.#readMessages(list, (index) => childPlace(place, index));
		const read = list.map((item, index) => this.read(item, childPlace(place, index), depthLeft - 1));
		return list.length > 0 && read.every((side) => side === void 0) ? void 0 : read.flatMap((side) => side ?? []);
	}
	#readMessages(list, placeOf) {
		const placed = readMessages$1(list, placeOf, this.#drops);
		for (const { message, place } of placed) if (message.kind === "user" && message.text === void 0) this.#drops.add(place, "user message whose text was not captured");
		return placed.length === 0 ? void 0 : asSpanMessages(placed.map(({ message }) => message));
	}
	#readObject(object, place, depthLeft) {
		const key = this.#keys.find((name) => object[name] !== void 0 && object[name] !== null);
		if (key !== void 0) {
			const read = this.read(object[key], childPlace(place, key), depthLeft - 1);
			const finishReason = this.#readBeside(object, key, place);
			const [only] = read ?? [];
			return typeof finishReason === "string" && only !== void 0 && read?.length === 1 ? [{
				...only,
				finishReason
			}] : read;
		}
		const { text, content } = object;
		const said = typeof text === "string" ? text : content;
		if (typeof said === "string") {
			this.#readBeside(object, said === text ? "text" : "content", place);
			return [{
				role: this.#speaker,
				text: said
			}];
		}
		if (Object.keys(object).length === 0) return void 0;
		return [{
			role: this.#speaker,
			text: JSON.stringify(object)
		}];
	}
	#readBeside(object, key, place) {
		const known = [
			...callSettings,
			"incomplete_details",
			key,
			...key === "message" ? ["text"] : []
		];
		dropOtherFields(object, known, place, this.#drops);
		const { finish_reason: end, incomplete_details: details, generation_info: info } = object;
		if (object["status"] === "incomplete") return (isFields(details) ? textField(details, "reason") : void 0) ?? "incomplete";
		if (!isFields(info)) return end;
		if (!isNothing(info["logprobs"])) {
			const at = childPlace(childPlace(place, "generation_info"), "logprobs");
			this.#drops.add(at, "field that a session has no place for");
		}
		return end ?? info["finish_reason"];
	}
};

// src/core/trace/import/otlp/legacy-events.ts
const roleOfEvent = /* @__PURE__ */ new Map([
	["gen_ai.system.message", "system"],
	["gen_ai.user.message", "user"],
	["gen_ai.assistant.message", "assistant"],
	["gen_ai.tool.message", "tool"],
	["gen_ai.choice", "assistant"]
]);
function isGenAiEvent(name) {
	return name.startsWith("gen_ai.");
}
function readGenAiEvents(events, drops) {
	const input = [];
	const output = [];
	const annotations = [];
	for (const event of events.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))) {
		const role = roleOfEvent.get(event.name);
		if (role !== void 0) (event.name === "gen_ai.choice" ? output : input).push(...readEvent(event, role, drops));
		else if (event.name === "gen_ai.content.prompt") input.push(...readModelInput(event.attributes.value("gen_ai.prompt"), event.place, drops) ?? []);
		else if (event.name === "gen_ai.content.completion") {
			const value = event.attributes.value("gen_ai.completion");
			output.push(...readModelOutput(value, event.place, drops) ?? []);
		} else if (event.name === "gen_ai.evaluation.result") annotations.push(...readEvaluation(event, drops));
		else drops.add(event.place, "event that a session has no place for");
	}
	return {
		...input.length > 0 && { input },
		...output.length > 0 && { output },
		...annotations.length > 0 && { annotations }
	};
}
function readEvent(event, role, drops) {
	const fields = fieldsOf(event);
	if (!isFields(event.body) && typeof event.body !== "string" && !isNothing(event.body)) drops.add(event.place, "body of an event that is no message");
	const { message, index: _, finish_reason: finishReason, ...own } = fields;
	if (!isFields(message) && typeof message !== "string" && !isNothing(message)) drops.add(event.place, "message of an event that is none");
	const inner = isFields(message) ? message : own;
	const read = readMessages$1([{
		role,
		...typeof message === "string" ? { content: message } : inner
	}], () => event.place, drops);
	const messages = asSpanMessages(read.map((placed) => placed.message));
	return typeof finishReason === "string" ? messages.map((whole) => ({
		finishReason,
		...whole
	})) : messages;
}
function fieldsOf({ body, attributes }) {
	if (isFields(body)) return body;
	const content = attributes.structure("gen_ai.event.content");
	if (isFields(content)) return content;
	if (typeof body === "string") {
		const parsed = parseStructure(body);
		return isFields(parsed) ? parsed : { content: body };
	}
	return Object.fromEntries([
		"content",
		"role",
		"tool_calls",
		"id",
		"name",
		"message",
		"finish_reason"
	].flatMap((key) => {
		const value = key === "content" ? attributes.value(key) : attributes.structure(key);
		return value === void 0 ? [] : [[key, value]];
	}));
}
const scoreKey = "gen_ai.evaluation.score.value";
function readEvaluation({ attributes, place }, drops) {
	const name = attributes.text("gen_ai.evaluation.name");
	const score = attributes.number(scoreKey);
	const label = attributes.text("gen_ai.evaluation.score.label");
	const explanation = attributes.text("gen_ai.evaluation.explanation");
	const value = score !== void 0 && label !== void 0 ? {
		label,
		score
	} : score ?? label;
	if (name === void 0 || value === void 0) {
		drops.add(place, "evaluation without a name or a value");
		return [];
	}
	if (score === void 0 && !isNothing(attributes.value(scoreKey))) drops.add(attributes.placeOf(scoreKey), "score of an evaluation that is no number");
	return [{
		name,
		by: "model",
		value,
		...explanation !== void 0 && { explanation }
	}];
}

// src/core/trace/import/otlp/otlp-time.ts
const latestMs = 0x5af3107a4000;
function readNanos(value) {
	if (typeof value === "string" && wholeNumber.test(value)) return millis(value);
	if (typeof value === "number" && Number.isFinite(value)) return believed(Math.round(value / 1e3) / 1e3);
	return typeof value === "string" ? readTime(value) : void 0;
}
function nanosAt(fields, [camel, snake, other = snake], { place, drops }) {
	const value = fields[camel] ?? fields[snake] ?? fields[other];
	const time = readNanos(value);
	if (time !== void 0 || isUnknown(value)) return time;
	const key = [
		camel,
		snake,
		other
	].find((name) => fields[name] === value) ?? camel;
	drops.add(childPlace(place, key), unreadableTime);
}
function eventTimeAt(fields, reading) {
	return nanosAt(fields, [
		"timeUnixNano",
		"time_unix_nano",
		"timestamp"
	], reading);
}
function isUnknown(value) {
	return value === void 0 || value === null || value === "" || value === 0 || value === "0";
}
const wholeNumber = /^\d{1,20}$/;
function millis(digits) {
	const ms = digits.length > 6 ? Number(digits.slice(0, -6)) : 0;
	const nanos = Number(digits.slice(-6));
	return believed(ms + Math.round(nanos / 1e3) / 1e3);
}
function believed(ms) {
	return ms > 0 && ms < latestMs ? ms : void 0;
}

// src/core/trace/import/otlp/span-error.ts
function readSpanError(fields, attributes, events) {
	const status = isFields(fields["status"]) ? fields["status"] : {};
	const state = stateOf(status["code"] ?? status["status_code"] ?? fields["status_code"] ?? fields["statusCode"]);
	const errorType = attributes.firstText(["error.type"]);
	if (state === "ok" || state === "unset" && errorType === void 0) return void 0;
	const exception = events.findLast(({ name }) => name === "exception")?.attributes;
	const types = [errorType === "_OTHER" ? void 0 : errorType, exception?.text("exception.type")];
	const messages = [
		textField(status, "message"),
		textField(fields, "status_message"),
		textField(fields, "statusMessage"),
		exception?.text("exception.message"),
		attributes.text("exception.message"),
		attributes.text("error.message")
	];
	return {
		type: types.find(isSaid) ?? errorType ?? "error",
		message: messages.find(isSaid) ?? ""
	};
}
function stateOf(code) {
	if (code === 2 || code === "2") return "error";
	if (code === 1 || code === "1") return "ok";
	if (typeof code !== "string") return "unset";
	if (/error$/i.test(code)) return "error";
	return /(?:^|_)ok$/i.test(code) ? "ok" : "unset";
}
function isSaid(text) {
	return text !== void 0 && text !== "";
}

// src/core/trace/import/otlp/gen-ai-usage.ts
const countKeys$2 = {
	inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
	outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
	cachedInputTokens: [
		"gen_ai.usage.cache_read.input_tokens",
		"gen_ai.usage.cache_read_input_tokens",
		"gen_ai.usage.input_tokens.cached",
		"gen_ai.usage.cached_tokens"
	],
	reasoningTokens: [
		"gen_ai.usage.reasoning.output_tokens",
		"gen_ai.usage.reasoning_tokens",
		"gen_ai.usage.output_tokens.reasoning"
	]
};
const costKeys = [
	"gen_ai.usage.cost",
	"gen_ai.usage.total_cost",
	"gen_ai.cost.total"
];
function genAiUsage(attributes, drops) {
	return usageOf(attributes, {
		counts: countKeys$2,
		costs: costKeys
	}, drops);
}
function usageOf(attributes, { counts, costs }, drops) {
	const inputTokens = countAt(attributes, counts.inputTokens, drops);
	const outputTokens = countAt(attributes, counts.outputTokens, drops);
	const cachedInputTokens = countAt(attributes, counts.cachedInputTokens, drops);
	const reasoningTokens = countAt(attributes, counts.reasoningTokens, drops);
	const costUsd = costAt(attributes, costs, drops);
	const usage = {
		...inputTokens !== void 0 && { inputTokens },
		...outputTokens !== void 0 && { outputTokens },
		...cachedInputTokens !== void 0 && { cachedInputTokens },
		...reasoningTokens !== void 0 && { reasoningTokens },
		...costUsd !== void 0 && { costUsd }
	};
	return Object.keys(usage).length === 0 ? void 0 : usage;
}
function countAt(attributes, keys, drops) {
	for (const key of keys) {
		const count = attributes.number(key);
		if (count !== void 0 && Number.isInteger(count) && count >= 0 && count <= 1e9) return count;
		if (attributes.has(key)) dropNumber(attributes, key, {
			reason: noCount,
			drops
		});
	}
}
function costAt(attributes, keys, drops) {
	for (const key of keys) {
		const cost = attributes.number(key);
		if (cost !== void 0 && cost >= 0 && cost <= 1e6) return cost;
		if (attributes.has(key)) dropNumber(attributes, key, {
			reason: noCost,
			drops
		});
	}
}
function dropNumber(attributes, key, { reason, drops }) {
	const value = attributes.value(key);
	if (!isNothing(value) && value !== "NaN") drops.add(attributes.placeOf(key), reason);
}

// src/core/trace/import/otlp/known-results.ts
const mostResults = 64;
const longestText = 65536;
const results = new RecentMap(mostResults);
function rememberResult(callId, text, value) {
	if (typeof text === "string" && text.length <= longestText) results.set(callId, {
		text,
		value
	});
}
function knownResult(callId, content) {
	const known = results.get(callId);
	if (known === void 0 || content === null) return void 0;
	return (typeof content === "string" ? content === known.text : isEqual(known.value, content)) ? known.value : void 0;
}
function isEqual(known, value) {
	if (typeof known !== "object" || typeof value !== "object" || known === null || value === null) return known === value;
	return isJsonList(known) ? isSameList(known, value) : isJsonObject$1(known) && isSameObject(known, value);
}
function isSameList(known, value) {
	if (!Array.isArray(value) || value.length !== known.length) return false;
	for (let index = 0; index < known.length; index += 1) if (!isEqual(known[index], value[index])) return false;
	return true;
}
function isSameObject(known, value) {
	if (!isFields(value)) return false;
	const [keys, others] = [Object.keys(known), Object.keys(value)];
	if (keys.length !== others.length) return false;
	for (let index = 0; index < keys.length; index += 1) {
		const key = keys[index] ?? "";
		if (key !== others[index] || !isEqual(known[key], value[key])) return false;
	}
	return true;
}

// src/core/trace/import/otlp/part-message.ts
const roles = /* @__PURE__ */ new Map([
	["system", "system"],
	["developer", "system"],
	["user", "user"],
	["human", "user"],
	["assistant", "assistant"],
	["ai", "assistant"],
	["model", "assistant"],
	["agent", "assistant"],
	["tool", "tool"],
	["function", "tool"]
]);
function roleOf(word) {
	return word === void 0 ? void 0 : roles.get(word.toLowerCase());
}
function readPartMessage(value, place, drops) {
	if (!isFields(value) || !Array.isArray(value["parts"])) {
		if (dialectOf(value) === void 0) {
			drops.add(place, "message without a role or parts");
			return [];
		}
		const messages = readMessages$1([value], () => place, drops);
		return asSpanMessages(messages.map(({ message }) => message));
	}
	const role = roleOf(textField(value, "role"));
	if (role === void 0) {
		drops.add(place, "message of an unknown role");
		return [];
	}
	const { texts, reasoning, toolCalls, toolResults } = readParts(value["parts"], place, drops);
	const finishReason = textField(value, "finish_reason");
	return [{
		role,
		...(texts.length > 0 || value["parts"].length === 0) && role !== "tool" && { text: texts.join("\n") },
		...reasoning.length > 0 && { reasoning: reasoning.join("\n") },
		...toolCalls.length > 0 && { toolCalls },
		...withAnswers(role, toolResults, texts),
		...finishReason !== void 0 && finishReason !== "" && { finishReason }
	}];
}
function readInstructions(value, place, drops) {
	if (typeof value === "string") return value;
	const texts = (Array.isArray(value) ? value : [value]).flatMap((item) => {
		return readParts(isFields(item) && Array.isArray(item["parts"]) ? item["parts"] : [item], place, drops).texts;
	});
	return texts.length === 0 ? void 0 : texts.join("\n\n");
}
function withAnswers(role, answers, texts) {
	if (answers.length > 0) return { toolResults: answers };
	if (role !== "tool") return {};
	return { toolResults: texts.length === 0 ? [] : [{ result: texts.join("\n") }] };
}
function readParts(parts, place, drops) {
	const read = {
		texts: [],
		reasoning: [],
		toolCalls: [],
		toolResults: []
	};
	const into = {
		read,
		place,
		drops
	};
	for (const part of parts) if (typeof part === "string") read.texts.push(part);
	else if (isFields(part)) readPart(part, into);
	else drops.add(place, "part of a message that is no object");
	return read;
}
function readPart(part, into) {
	const { read, place, drops } = into;
	switch (part["type"]) {
		case "tool_call":
			pushCall(part, part["arguments"], into);
			return;
		case "tool_call_response":
			pushAnswer(part, part["response"] ?? part["result"], into);
			return;
		case "server_tool_call":
			pushCall(part, part["server_tool_call"] ?? part["arguments"], into);
			return;
		case "server_tool_call_response":
			pushAnswer(part, part["server_tool_call_response"] ?? part["response"], into);
			return;
		case "reasoning":
		case "thinking": {
			const thought = textField(part, "content") ?? textField(part, "text");
			if (thought === void 0) drops.add(place, "part of a message without text");
			else read.reasoning.push(thought);
			return;
		}
		default: {
			const text = part["type"] === "blob" || part["type"] === "file" || part["type"] === "uri" ? void 0 : textField(part, "content") ?? textField(part, "text");
			if (text === void 0) drops.add(place, "part of a message without text");
			else read.texts.push(text);
		}
	}
}
function pushCall(part, values, { read, place, drops }) {
	const name = textField(part, "name");
	if (name === void 0) {
		drops.add(place, "tool call without a name");
		return;
	}
	dropOddTexts(part, ["id"], place, drops);
	const callId = textField(part, "id");
	const given = values === void 0 || values === null ? void 0 : parseArguments(values, place, drops);
	read.toolCalls.push({
		...callId !== void 0 && { callId },
		name,
		...given !== void 0 && { arguments: given }
	});
}
function pushAnswer(part, content, { read, place, drops }) {
	const callId = textField(part, "id");
	const name = textField(part, "name");
	const result = (callId === void 0 ? void 0 : knownResult(callId, content)) ?? parseToolContent(content, place, drops);
	read.toolResults.push({
		...callId !== void 0 && { callId },
		...name !== void 0 && { name },
		...result !== void 0 && { result },
		...part["is_error"] === true && { isError: true }
	});
}

// src/core/trace/import/ai-sdk/ai-sdk-message.ts
function readAiSdkMessage(value, place, drops) {
	const role = isFields(value) ? roleOf(textField(value, "role")) : void 0;
	if (!isFields(value) || role === void 0) {
		drops.add(place, "message of an unknown role");
		return [];
	}
	const { content } = value;
	if (typeof content === "string") return [role === "tool" ? {
		role,
		toolResults: [{ result: content }]
	} : {
		role,
		text: content
	}];
	if (!Array.isArray(content)) {
		drops.add(place, "message without content");
		return [];
	}
	const texts = [];
	const reasoning = [];
	const toolCalls = [];
	const toolResults = [];
	for (const part of content) {
		const type = isFields(part) ? part["type"] : void 0;
		const text = isFields(part) ? textField(part, "text") : void 0;
		if (isFields(part) && type === "tool-call") toolCalls.push(...readToolCall$1(part, place, drops));
		else if (isFields(part) && type === "tool-result") toolResults.push(readToolResult(part, place, drops));
		else if (text !== void 0 && type === "reasoning") reasoning.push(text);
		else if (text !== void 0 && type === "text") texts.push(text);
		else drops.add(place, "part of a message without text");
	}
	return [{
		role,
		...(texts.length > 0 || content.length === 0) && role !== "tool" && { text: texts.join("\n") },
		...reasoning.length > 0 && { reasoning: reasoning.join("\n") },
		...toolCalls.length > 0 && { toolCalls },
		...toolResults.length > 0 && { toolResults }
	}];
}
function readToolCall$1(value, place, drops) {
	const name = isFields(value) ? textField(value, "toolName") : void 0;
	if (!isFields(value) || name === void 0) {
		drops.add(place, "tool call without a name");
		return [];
	}
	const callId = textField(value, "toolCallId");
	const values = parseArguments(value["input"] ?? value["args"], place, drops);
	return [{
		...callId !== void 0 && { callId },
		name,
		...values !== void 0 && { arguments: values }
	}];
}
function readToolResult(part, place, drops) {
	const callId = textField(part, "toolCallId");
	const name = textField(part, "toolName");
	const { output } = part;
	const type = isFields(output) ? textField(output, "type") : void 0;
	const isWrapped = isFields(output) && type !== void 0 && "value" in output;
	const content = isWrapped ? output["value"] : output ?? part["result"];
	const result = parseToolContent(content, place, drops);
	const isError = part["isError"] === true || isWrapped && type.startsWith("error-");
	return {
		...callId !== void 0 && { callId },
		...name !== void 0 && { name },
		...result !== void 0 && { result },
		...isError && { isError }
	};
}

// src/core/trace/import/ai-sdk/ai-sdk-span.ts
const countKeys$1 = {
	inputTokens: [
		"ai.usage.inputTokens",
		"ai.usage.promptTokens",
		"ai.usage.tokens"
	],
	outputTokens: ["ai.usage.outputTokens", "ai.usage.completionTokens"],
	cachedInputTokens: ["ai.usage.cachedInputTokens", "ai.usage.inputTokenDetails.cacheReadTokens"],
	reasoningTokens: ["ai.usage.reasoningTokens", "ai.usage.outputTokenDetails.reasoningTokens"]
};
function readAiSdkSpan(span, reading) {
	const { attributes } = span;
	const named = attributes.text("ai.operationId");
	const operation = named !== void 0 && kindOf$1(named) !== "other" ? named : operationTold(attributes) ?? named;
	if (operation === void 0) return void 0;
	const kind = kindOf$1(operation);
	const agentName = attributes.firstText(["ai.telemetry.functionId"]);
	const byName = agentName === void 0 ? {} : { agentName };
	switch (kind) {
		case "tool": return {
			kind,
			...readTool$2(span, reading)
		};
		case "agent": return {
			kind,
			...byName,
			...readTalk$3(attributes)
		};
		case "model": return {
			kind,
			...readModelCall$3(span, operation, reading)
		};
		case "other": return { kind };
	}
}
function operationTold(attributes) {
	if (attributes.has("ai.toolCall.name")) return "ai.toolCall";
	return [
		"ai.prompt.messages",
		"ai.response.text",
		"ai.response.toolCalls"
	].some((key) => attributes.has(key)) ? "ai.generateText.doGenerate" : void 0;
}
function kindOf$1(operation) {
	if (operation === "ai.toolCall") return "tool";
	if (/\.do[A-Z]\w*$/.test(operation)) return "model";
	return /^ai\.(?:generate|stream)(?:Text|Object)$/.test(operation) ? "agent" : "other";
}
function readModelCall$3(span, operation, reading) {
	const { attributes } = span;
	const model = attributes.firstText(["ai.response.model", "ai.model.id"]);
	const provider = attributes.firstText(["ai.model.provider"]);
	const responseId = attributes.firstText(["ai.response.id"]);
	const finishReason = attributes.firstText(["ai.response.finishReason", "ai.finishReason"]);
	const usage = usageOf(attributes, {
		counts: countKeys$1,
		costs: []
	}, reading.drops);
	const tools = readTools$2(attributes);
	const isEmbedding = operation.endsWith(".doEmbed");
	const input = isEmbedding ? void 0 : readInput(span, reading);
	const output = isEmbedding ? [] : readOutput(span, reading);
	return {
		...model !== void 0 && { model },
		...provider !== void 0 && { provider },
		...responseId !== void 0 && { responseId },
		...finishReason !== void 0 && { finishReason },
		...usage !== void 0 && { usage },
		...tools !== void 0 && { toolDefinitions: tools },
		...input !== void 0 && { input },
		...output !== void 0 && { output }
	};
}
function readInput({ attributes, talk, place }, { lists }) {
	const text = attributes.text("ai.prompt.messages");
	return text === void 0 ? void 0 : lists.decode(text, readAiSdkMessage, {
		talk,
		place
	});
}
function readOutput({ attributes }, { drops }) {
	const text = [
		"ai.response.text",
		"ai.result.text",
		"ai.response.object",
		"ai.result.object"
	].map((key) => attributes.text(key)).find((candidate) => candidate !== void 0);
	const reasoning = attributes.firstText(["ai.response.reasoning"]);
	const key = attributes.has("ai.response.toolCalls") ? "ai.response.toolCalls" : "ai.result.toolCalls";
	const calls = attributes.structure(key);
	const toolCalls = Array.isArray(calls) ? calls.flatMap((call) => readToolCall$1(call, attributes.placeOf(key), drops)) : [];
	if (text === void 0 && reasoning === void 0 && toolCalls.length === 0) return void 0;
	return [{
		role: "assistant",
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...toolCalls.length > 0 && { toolCalls }
	}];
}
function readTools$2(attributes) {
	const tools = attributes.structure("ai.prompt.tools");
	if (!Array.isArray(tools)) return void 0;
	return tools.map((tool) => typeof tool === "string" ? parseStructure(tool) ?? tool : tool);
}
function readTalk$3(attributes) {
	const prompt = attributes.structure("ai.prompt");
	const fields = isFields(prompt) ? prompt : {};
	const userText = typeof fields["prompt"] === "string" ? fields["prompt"] : lastUserText(fields["messages"]);
	const replyText = attributes.firstText(["ai.response.text", "ai.result.text"]);
	const { system } = fields;
	return {
		...typeof system === "string" && { systemInstructions: system },
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function lastUserText(messages) {
	if (!Array.isArray(messages)) return void 0;
	const last = messages.findLast((message) => isFields(message) && message["role"] === "user");
	const content = isFields(last) ? last["content"] : void 0;
	if (typeof content === "string") return content;
	if (!Array.isArray(content)) return void 0;
	const texts = content.flatMap((part) => isFields(part) && typeof part["text"] === "string" ? [part["text"]] : []);
	return texts.length === 0 ? void 0 : texts.join("\n");
}
function readTool$2({ name, attributes }, { drops }) {
	const callId = attributes.firstText(["ai.toolCall.id"]);
	const values = attributes.has("ai.toolCall.args") ? parseArguments(attributes.value("ai.toolCall.args"), attributes.placeOf("ai.toolCall.args"), drops) : void 0;
	const result = attributes.has("ai.toolCall.result") ? parseToolContent(attributes.value("ai.toolCall.result"), attributes.placeOf("ai.toolCall.result"), drops) : void 0;
	return {
		toolCall: {
			...callId !== void 0 && { callId },
			name: attributes.firstText(["ai.toolCall.name"]) ?? name,
			...values !== void 0 && { arguments: values }
		},
		...result !== void 0 && { toolResult: result }
	};
}

// src/core/trace/import/otlp/attribute-tree.ts
const maxDepth = 12;
var AttributeTree = class AttributeTree {
	#children = /* @__PURE__ */ new Map();
	#value;
	static of(attributes) {
		const tree = new AttributeTree();
		for (const key of attributes.keys()) {
			const value = attributes.value(key);
			if (value === void 0) continue;
			tree.#branch(key.split(".", maxDepth)).#put(value, maxDepth);
		}
		return tree;
	}
	value(path) {
		const node = this.at(path);
		return node === void 0 ? void 0 : node.#value;
	}
	text(path) {
		const value = this.value(path);
		return typeof value === "number" ? String(value) : typeof value === "string" ? value : void 0;
	}
	at(path) {
		const dot = path.indexOf(".");
		if (dot === -1) return this.#children.get(path);
		return this.#children.get(path.slice(0, dot))?.at(path.slice(dot + 1));
	}
	items(path) {
		const node = this.at(path);
		if (node === void 0) return [];
		return [...node.#children].filter(([step]) => /^\d+$/.test(step)).toSorted(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
	}
	#branch([step, ...rest]) {
		return step === void 0 ? this : this.#child(step).#branch(rest);
	}
	#child(step) {
		const known = this.#children.get(step);
		if (known !== void 0) return known;
		const child = new AttributeTree();
		this.#children.set(step, child);
		return child;
	}
	#put(value, depthLeft) {
		this.#value = value;
		if (depthLeft === 0 || typeof value !== "object" || value === null) return;
		const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
		for (const [step, child] of entries) this.#branch(String(step).split(".", depthLeft)).#put(child, depthLeft - 1);
	}
};

// src/core/trace/import/openinference/evaluations.ts
function readEvaluations(items, { place, drops }) {
	return items.flatMap((item) => {
		const evaluation = item.at("evaluation") ?? item;
		const name = evaluation.text("name");
		const label = evaluation.text("label") ?? evaluation.text("result.label");
		const score = evaluation.value("score") ?? evaluation.value("result.score");
		const explanation = evaluation.text("explanation") ?? evaluation.text("result.explanation");
		const hasScore = typeof score === "number" || typeof score === "boolean";
		const value = hasScore && label !== void 0 ? {
			label,
			score
		} : hasScore ? score : label;
		if (name === void 0 || value === void 0) {
			drops.add(place, "evaluation without a name or a value");
			return [];
		}
		if (!hasScore && !isNothing(score)) drops.add(place, "score of an evaluation that is no number");
		const annotator = evaluation.text("annotator") ?? evaluation.text("user_id");
		return [{
			name,
			by: annotatorOf(evaluation.text("annotator_kind")),
			...annotator !== void 0 && { annotator },
			value,
			...explanation !== void 0 && explanation !== "" && { explanation }
		}];
	});
}
function annotatorOf(kind) {
	const word = kind?.toLowerCase();
	return word === "human" || word === "code" ? word : "model";
}

// src/core/trace/import/openinference/flat-messages.ts
function readFlatMessages(items, place, drops) {
	return items.flatMap((item) => readMessage(item.at("message") ?? item, place, drops));
}
function readMessage(node, place, drops) {
	const role = roleOf(node.text("role"));
	if (role === void 0) {
		drops.add(place, "message of an unknown role");
		return [];
	}
	const toolCalls = readCalls(node, place, drops);
	const contents = readContents(node, place, drops);
	const content = node.value("content");
	const plain = typeof content === "object" && content !== null ? void 0 : node.text("content");
	const text = plain ?? contents.text;
	if (text === void 0 && role !== "tool" && !isNothing(content)) drops.add(place, "content of a message that is no text");
	if (role === "tool") {
		const callId = node.text("tool_call_id");
		const name = node.text("name");
		const result = parseToolContent(plain ?? content ?? text, place, drops);
		return [{
			role,
			toolResults: [{
				...callId !== void 0 && { callId },
				...name !== void 0 && { name },
				...result !== void 0 && { result }
			}]
		}];
	}
	return [{
		role,
		...text !== void 0 && { text },
		...contents.reasoning !== void 0 && { reasoning: contents.reasoning },
		...toolCalls.length > 0 && { toolCalls }
	}];
}
function readContents(node, place, drops) {
	const parts = node.items("contents").map((item) => item.at("message_content") ?? item);
	const texts = [];
	const reasoning = [];
	for (const part of parts) {
		const type = part.text("type") ?? "text";
		const text = part.text("text") ?? part.text("reasoning");
		if (text === void 0) {
			if (!/tool/.test(type)) drops.add(place, "part of a message without text");
		} else if (/reasoning|thinking/.test(type)) reasoning.push(text);
		else texts.push(text);
	}
	return {
		...texts.length > 0 && { text: texts.join("\n") },
		...reasoning.length > 0 && { reasoning: reasoning.join("\n") }
	};
}
function readCalls(node, place, drops) {
	const calls = node.items("tool_calls").flatMap((item) => {
		const call = item.at("tool_call") ?? item;
		const name = call.text("function.name") ?? call.text("name");
		const callId = call.text("id");
		if (name === void 0) {
			drops.add(place, "tool call without a name");
			return [];
		}
		return [requestOf({
			name,
			values: call.value("function.arguments") ?? call.value("arguments"),
			callId,
			place,
			drops
		})];
	});
	const legacy = node.text("function_call_name");
	if (legacy === void 0) return calls;
	const values = node.value("function_call_arguments_json");
	return [...calls, requestOf({
		name: legacy,
		values,
		callId: void 0,
		place,
		drops
	})];
}
function requestOf({ name, values, callId, place, drops }) {
	const given = values === void 0 ? void 0 : parseArguments(values, place, drops);
	return {
		...callId !== void 0 && callId !== "" && { callId },
		name,
		...given !== void 0 && { arguments: given }
	};
}

// src/core/trace/import/openinference/openinference-span.ts
const kinds$1 = /* @__PURE__ */ new Map([
	["LLM", "model"],
	["EMBEDDING", "model"],
	["AGENT", "agent"],
	["TOOL", "tool"],
	["RETRIEVER", "retriever"],
	["RERANKER", "retriever"],
	["GUARDRAIL", "guardrail"]
]);
const usageKeys = {
	counts: {
		inputTokens: ["llm.token_count.prompt"],
		outputTokens: ["llm.token_count.completion"],
		cachedInputTokens: ["llm.token_count.prompt_details.cache_read"],
		reasoningTokens: ["llm.token_count.completion_details.reasoning"]
	},
	costs: ["llm.cost.total", "llm.usage.total_cost"]
};
function readOpenInferenceSpan(span, reading, kindName) {
	const tree = AttributeTree.of(span.attributes);
	const named = tree.text("openinference.span.kind") ?? kindName;
	const evaluations = readEvaluations(tree.items("evaluations"), {
		place: span.place,
		drops: reading.drops
	});
	const annotations = evaluations.length > 0 ? { annotations: evaluations } : {};
	const isCall = ["llm.input_messages", "llm.output_messages"].some((path) => tree.at(path));
	if (named === void 0 && !isCall) return evaluations.length > 0 ? annotations : void 0;
	const isEmbedding = named?.toUpperCase() === "EMBEDDING";
	const kind = kinds$1.get(named?.toUpperCase() ?? "") ?? (isCall ? "model" : "other");
	const node = kind === "agent" ? tree.text("graph.node.id") : void 0;
	const agentName = tree.text("agent.name") ?? node;
	const shared = {
		kind,
		...annotations,
		...agentName !== void 0 && agentName !== "" && { agentName }
	};
	switch (kind) {
		case "model": return {
			...shared,
			...readModelCall$2(span, tree, {
				...reading,
				isEmbedding
			})
		};
		case "tool": return {
			...shared,
			...readTool$1(span, tree, reading)
		};
		case "retriever": return {
			...shared,
			...readRetriever(span, tree)
		};
		case "guardrail": return shared;
		case "agent":
		case "plan":
		case "other": return {
			...shared,
			...readTalk$2(tree)
		};
	}
}
function readModelCall$2(span, tree, reading) {
	const { attributes, talk, place } = span;
	const { drops, lists, isEmbedding } = reading;
	const invocation = asFields(tree.value("llm.invocation_parameters"));
	const model = tree.text("llm.model_name") ?? textIn(invocation, "model");
	const provider = tree.text("llm.provider") ?? tree.text("llm.system");
	const finishReason = tree.text("llm.finish_reason");
	const usage = usageOf(attributes, usageKeys, drops);
	const facts = {
		...model !== void 0 && { model },
		...provider !== void 0 && { provider },
		...finishReason !== void 0 && { finishReason },
		...usage !== void 0 && { usage }
	};
	if (isEmbedding) return {
		...facts,
		output: []
	};
	const asked = readFlatMessages(tree.items("llm.input_messages"), place, drops);
	const answered = readFlatMessages(tree.items("llm.output_messages"), place, drops);
	const tools = readTools$1(tree, invocation);
	const input = asked.length > 0 ? asked : readPrompts(tree, reading, place);
	const output = answered.length > 0 ? answered : readChoices(tree, reading, place);
	const responseId = textIn(asFields(tree.value("output.value")), "id");
	return {
		...facts,
		...tools !== void 0 && { toolDefinitions: tools },
		...responseId !== void 0 && { responseId },
		...input !== void 0 && { input: lists.share(input, talk) },
		...output !== void 0 && { output }
	};
}
function readPrompts(tree, { drops }, place) {
	const prompts = tree.items("llm.prompts").flatMap((item) => item.text("prompt.text") ?? item.text("prompt") ?? []);
	if (prompts.length > 0) return prompts.map((text) => ({
		role: "user",
		text
	}));
	return readModelInput(tree.value("input.value"), place, drops);
}
function readChoices(tree, { drops }, place) {
	const choices = tree.items("llm.choices").flatMap((item) => item.text("completion.text") ?? item.text("completion") ?? []);
	if (choices.length > 0) return choices.map((text) => ({
		role: "assistant",
		text
	}));
	return readModelOutput(tree.value("output.value"), place, drops);
}
function readTools$1(tree, invocation) {
	const tools = tree.items("llm.tools").flatMap((item) => {
		const schema = item.value("tool.json_schema") ?? item.value("json_schema");
		const parsed = typeof schema === "string" ? parseStructure(schema) ?? schema : schema;
		return parsed === void 0 ? [] : [parsed];
	});
	if (tools.length > 0) return tools;
	return Array.isArray(invocation["tools"]) ? invocation["tools"] : void 0;
}
function readTool$1(span, tree, { drops }) {
	const { place } = span;
	const given = tree.value("input.value") ?? tree.value("tool.parameters");
	const values = given === void 0 ? void 0 : parseArguments(given, place, drops);
	const answered = tree.value("output.value");
	const result = answered === void 0 ? void 0 : parseToolContent(answered, place, drops);
	const message = toolMessageIn(result);
	const callId = tree.text("tool_call.id") ?? tree.text("tool.id") ?? message.callId;
	const content = message.content === void 0 ? result : parseToolContent(message.content, place, drops);
	return {
		toolCall: {
			...callId !== void 0 && { callId },
			name: tree.text("tool.name") ?? tree.text("tool_call.function.name") ?? span.name,
			...values !== void 0 && { arguments: withoutWrapper$1(values) }
		},
		...content !== void 0 && { toolResult: content }
	};
}
function toolMessageIn(result) {
	if (!isJsonObject(result)) return {};
	const inner = result["output"];
	const value = isJsonObject(inner) ? inner : result;
	const message = asChatMessage(value);
	const callId = message === void 0 ? void 0 : textIn(message, "tool_call_id");
	if (message === void 0 || callId === void 0) return {};
	const content = message["content"];
	return {
		callId,
		...isJsonValue(content) && { content }
	};
}
function withoutWrapper$1(values) {
	if (!isJsonObject(values)) return values;
	const keys = Object.keys(values);
	const { input } = values;
	if (keys.length !== 1 || input === void 0) return values;
	return typeof input === "string" ? parseStructure(input) ?? values : isJsonObject(input) ? input : values;
}
function readRetriever({ name }, tree) {
	const query = tree.text("input.value") ?? tree.text("reranker.query");
	const documents = ["retrieval.documents", "reranker.output_documents"].map((path) => tree.items(path)).find((found) => found.length > 0)?.map((item) => readDocument(item.at("document") ?? item));
	const isCaptured = documents !== void 0 || tree.at("retrieval.documents") !== void 0;
	const given = asText(tree.value("output.value"));
	const toolResult = documents ?? (isCaptured ? [] : given);
	return {
		toolCall: {
			name,
			...query !== void 0 && { arguments: { query } }
		},
		...toolResult !== void 0 && { toolResult }
	};
}
function readDocument(node) {
	return Object.fromEntries([
		"id",
		"content",
		"score",
		"metadata"
	].flatMap((key) => {
		const value = node.value(key);
		if (value === void 0) return [];
		return [[key, typeof value === "string" ? metadataIn(key, value) ?? value : value]];
	}));
}
function metadataIn(key, value) {
	return key === "metadata" ? parseStructure(value) : void 0;
}
function readTalk$2(tree) {
	const userText = plainText(tree.value("input.value"), [
		"input",
		"question",
		"query",
		"message"
	]);
	const replyText = plainText(tree.value("output.value"), [
		"output",
		"answer",
		"response",
		"content"
	]);
	return {
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function plainText(value, keys) {
	const structure = typeof value === "string" ? parseStructure(value) ?? value : value;
	if (typeof structure === "string") return structure;
	const fields = asFields(structure);
	const text = keys.map((key) => fields[key]).find((field) => typeof field === "string");
	return typeof text === "string" ? text : void 0;
}
function asFields(value) {
	const structure = typeof value === "string" ? parseStructure(value) : value;
	return isJsonObject(structure) ? structure : {};
}
function textIn(fields, key) {
	const value = fields[key];
	return typeof value === "string" && value !== "" ? value : void 0;
}
function asText(value) {
	return typeof value === "string" ? parseStructure(value) ?? value : value;
}

// src/core/trace/import/openllmetry/openllmetry-span.ts
const kinds = /* @__PURE__ */ new Map([
	["workflow", "other"],
	["task", "other"],
	["agent", "agent"],
	["tool", "tool"]
]);
const countKeys = {
	inputTokens: ["gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens"],
	outputTokens: ["gen_ai.usage.completion_tokens", "llm.usage.completion_tokens"],
	cachedInputTokens: ["gen_ai.usage.cache_read_input_tokens", "llm.usage.cache_read_input_tokens"],
	reasoningTokens: ["gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"]
};
function readOpenLlmetrySpan(span, reading) {
	const { attributes } = span;
	const named = attributes.text("traceloop.span.kind");
	if (attributes.has("gen_ai.prompt.0.role") || attributes.has("gen_ai.prompt.0.content") || attributes.has("gen_ai.completion.0.content") || attributes.has("gen_ai.completion.0.role") || attributes.has("gen_ai.completion.0.tool_calls.0.name") || attributes.has("llm.request.type")) return readModelCall$1(span, reading);
	if (named === void 0) return void 0;
	const kind = kinds.get(named) ?? "other";
	const name = attributes.firstText(["traceloop.entity.name"]) ?? span.name;
	if (kind === "tool") return {
		kind,
		...readTool(attributes, name, reading)
	};
	return {
		kind,
		...kind === "agent" && { agentName: name },
		...readTalk$1(attributes)
	};
}
function readModelCall$1(span, { drops, lists }) {
	const { attributes, talk, place } = span;
	const tree = AttributeTree.of(attributes);
	const asked = tree.items("gen_ai.prompt");
	const answered = tree.items("gen_ai.completion");
	const finishReason = answered.map((item) => item.text("finish_reason")).find(isText);
	const provider = attributes.firstText(["gen_ai.system"]);
	const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
	const usage = usageOf(attributes, {
		counts: countKeys,
		costs: ["gen_ai.usage.cost"]
	}, drops);
	const tools = readTools(tree);
	const isEmbedding = attributes.text("llm.request.type") === "embedding";
	const input = readFlatMessages(asked, place, drops).map(withParts);
	const output = readFlatMessages(answered, place, drops).map(withParts);
	return {
		kind: "model",
		...provider !== void 0 && { provider },
		...model !== void 0 && { model },
		...usage !== void 0 && { usage },
		...finishReason !== void 0 && { finishReason },
		...tools !== void 0 && { toolDefinitions: tools },
		...asked.length > 0 && !isEmbedding && { input: lists.share(input, talk) },
		...answered.length > 0 && { output },
		...isEmbedding && { output: [] }
	};
}
function withParts(message) {
	const parts = message.text === void 0 ? void 0 : parseStructure(message.text);
	if (!Array.isArray(parts) || !parts.every((part) => isJsonObject(part) && "type" in part)) return message;
	const texts = parts.flatMap((part) => {
		const text = isJsonObject(part) ? part["text"] : void 0;
		return typeof text === "string" ? [text] : [];
	});
	return texts.length === 0 ? message : {
		...message,
		text: texts.join("\n")
	};
}
function readTools(tree) {
	const tools = tree.items("llm.request.functions").map((item) => {
		const parameters = item.value("parameters");
		const description = item.text("description");
		return {
			name: item.text("name") ?? "",
			...description !== void 0 && { description },
			...parameters !== void 0 && { parameters: typeof parameters === "string" ? parseStructure(parameters) ?? parameters : parameters }
		};
	});
	return tools.length === 0 ? void 0 : tools;
}
function readTool(attributes, name, { drops }) {
	const [inputKey, outputKey] = ["traceloop.entity.input", "traceloop.entity.output"];
	const given = attributes.has(inputKey) ? parseArguments(attributes.value(inputKey), attributes.placeOf(inputKey), drops) : void 0;
	const values = given === void 0 ? void 0 : withoutWrapper(given);
	const result = attributes.has(outputKey) ? parseToolContent(attributes.value(outputKey), attributes.placeOf(outputKey), drops) : void 0;
	return {
		toolCall: {
			name: name.endsWith(".tool") ? name.slice(0, -5) : name,
			...values !== void 0 && { arguments: values }
		},
		...result !== void 0 && { toolResult: result }
	};
}
function withoutWrapper(values) {
	if (!isJsonObject(values)) return values;
	const { inputs, input_str: text } = values;
	if (isJsonObject(inputs)) return inputs;
	return typeof text === "string" ? parseStructure(text) ?? values : namedArguments(values);
}
function readTalk$1(attributes) {
	const userText = talkText(attributes, "traceloop.entity.input", [
		"input",
		"question",
		"query"
	]);
	const replyText = talkText(attributes, "traceloop.entity.output", [
		"output",
		"answer",
		"response"
	]);
	return {
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function talkText(attributes, key, fields) {
	const value = attributes.structure(key);
	if (typeof value === "string") return withoutQuotes(value);
	if (!isJsonObject(value)) return void 0;
	const { inputs, args, kwargs, outputs } = value;
	const [first] = Array.isArray(args) ? args : [];
	if (typeof first === "string") return first;
	const around = [
		inputs,
		kwargs,
		outputs
	].find(isJsonObject) ?? value;
	return fields.map((field) => around[field]).find(isText);
}
function withoutQuotes(text) {
	if (!/^".*"$/s.test(text)) return text;
	try {
		const inner = JSON.parse(text);
		return typeof inner === "string" ? inner : text;
	} catch {
		return text;
	}
}
function isText(value) {
	return typeof value === "string" && value !== "";
}

// src/core/trace/import/otlp/gen-ai-span.ts
const inputKey = "gen_ai.input.messages";
const kindOfOperation = /* @__PURE__ */ new Map([
	["chat", "model"],
	["text_completion", "model"],
	["generate_content", "model"],
	["embeddings", "model"],
	["retrieval", "retriever"],
	["create_agent", "other"],
	["invoke_agent", "agent"],
	["invoke_workflow", "agent"],
	["agent_step", "other"],
	["execute_tool", "tool"],
	["plan", "plan"]
]);
function readGenAiSpan(span, reading) {
	const { attributes } = span;
	const operation = attributes.text("gen_ai.operation.name");
	const kind = kindOf(span, operation);
	if (kind === void 0) return void 0;
	const facts = { kind };
	const agentName = attributes.text("gen_ai.agent.name");
	if (agentName) facts.agentName = agentName;
	const agentVersion = attributes.text("gen_ai.agent.version");
	if (agentVersion) facts.agentVersion = agentVersion;
	const system = readSystem(span, reading);
	if (system !== void 0) facts.systemInstructions = system;
	switch (kind) {
		case "model":
		case "plan":
			readModelCall(facts, span, reading);
			if (operation === "embeddings") facts.output = [];
			break;
		case "tool":
			readToolCall(facts, span, reading);
			break;
		case "retriever":
			readRetrieval(facts, span, reading);
			break;
		case "agent": readTalk(facts, span, reading);
	}
	return facts;
}
function kindOf({ name, attributes }, operation) {
	const known = kindOfOperation.get(operation ?? "");
	if (known !== void 0) return known;
	const method = attributes.text("mcp.method.name");
	if (method !== void 0) return method === "tools/call" ? "tool" : "other";
	if (attributes.has("gen_ai.tool.name") || attributes.has("mcp.tool.name")) return "tool";
	if (attributes.has("gen_ai.input.messages") || attributes.has("gen_ai.output.messages")) return attributes.has("gen_ai.agent.name") && !hasModel(attributes) ? "agent" : "model";
	if (hasModel(attributes)) return "model";
	if (attributes.has("gen_ai.agent.name")) return "agent";
	if (/^mcp\.tools?[./]call\b/.test(name)) return "tool";
	return operation === void 0 ? void 0 : "other";
}
function hasModel(attributes) {
	return attributes.has("gen_ai.request.model") || attributes.has("gen_ai.response.model");
}
function readModelCall(facts, span, reading) {
	const { attributes } = span;
	const provider = attributes.firstText(["gen_ai.provider.name", "gen_ai.system"]);
	if (provider !== void 0) facts.provider = provider;
	const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
	if (model !== void 0) facts.model = model;
	const input = readMessages(span, inputKey, reading);
	if (input !== void 0) facts.input = input;
	const output = readMessages(span, "gen_ai.output.messages", reading);
	if (output !== void 0) facts.output = output;
	const tools = attributes.repeated("gen_ai.tool.definitions");
	if (Array.isArray(tools)) facts.toolDefinitions = tools;
	const reasons = attributes.structure("gen_ai.response.finish_reasons");
	const finishReason = Array.isArray(reasons) ? reasons[0] : reasons;
	if (typeof finishReason === "string") facts.finishReason = finishReason;
	const responseId = attributes.text("gen_ai.response.id");
	if (responseId) facts.responseId = responseId;
	const usage = genAiUsage(attributes, reading.drops);
	if (usage !== void 0) facts.usage = usage;
}
function readMessages(span, key, { drops, lists }) {
	const { attributes, talk } = span;
	const value = attributes.value(key);
	if (value === void 0 || value === null) return void 0;
	const { place } = span;
	if (typeof value === "string") return key === inputKey ? lists.decode(value, readPartMessage, {
		talk,
		place,
		origin: attributes.originOf(key)
	}) : lists.read(value, readPartMessage, place);
	if (!Array.isArray(value)) {
		drops.add(attributes.placeOf(key), "messages that are no list");
		return;
	}
	const read = value.flatMap((item) => readPartMessage(item, place, drops));
	return lists.share(read, talk);
}
function readSystem({ attributes, place }, { drops }) {
	const value = attributes.repeated("gen_ai.system_instructions");
	return value === void 0 || value === null ? void 0 : readInstructions(value, place, drops);
}
function readTalk(facts, span, reading) {
	const asked = readMessages(span, inputKey, reading);
	const answered = readMessages(span, "gen_ai.output.messages", reading);
	const userText = asked?.findLast(({ role }) => role === "user")?.text;
	if (userText !== void 0) facts.userText = userText;
	const reply = answered?.findLast(({ role, text }) => role === "assistant" && text);
	if (reply?.text !== void 0) facts.replyText = reply.text;
}
function readToolCall(facts, span, { drops }) {
	const { name, attributes, place } = span;
	const given = firstOf(attributes, ["gen_ai.tool.call.arguments", "mcp.request.argument"]);
	const answered = firstOf(attributes, ["gen_ai.tool.call.result", "mcp.response.value"]);
	const callId = attributes.text("gen_ai.tool.call.id");
	const values = given && parseArguments(attributes.value(given), place, drops);
	facts.toolCall = {
		...callId && { callId },
		name: attributes.firstText(["gen_ai.tool.name", "mcp.tool.name"]) ?? bareName(name),
		...values !== void 0 && { arguments: values }
	};
	if (answered === void 0) return;
	const answer = attributes.value(answered);
	const { toolResult, error } = readAnswer(answer, place, drops);
	if (error !== void 0) facts.error = error;
	if (toolResult === void 0) return;
	facts.toolResult = toolResult;
	if (callId && error === void 0) rememberResult(callId, answer, toolResult);
}
function bareName(name) {
	return /^(?:execute_tool|tools\/call|mcp\.tools?[./]call) (.+)$/.exec(name)?.[1] ?? name;
}
function readAnswer(value, place, drops) {
	const result = parseToolContent(value, place, drops);
	if (result === void 0) return {};
	if (!isMcpResult(result)) return { toolResult: result };
	const { structuredContent, content, isError } = result;
	const [only, ...others] = content;
	const text = isFields(only) && only["type"] === "text" ? only["text"] : void 0;
	const inner = others.length === 0 && typeof text === "string" ? text : content;
	const toolResult = structuredContent ?? parseToolContent(inner, place, drops);
	const message = typeof text === "string" ? text : JSON.stringify(toolResult ?? "");
	return {
		...toolResult !== void 0 && { toolResult },
		...isError === true && { error: {
			type: "tool-error",
			message
		} }
	};
}
function isMcpResult(result) {
	const known = [
		"content",
		"structuredContent",
		"isError",
		"_meta"
	];
	return isFields(result) && Array.isArray(result["content"]) && Object.keys(result).every((key) => known.includes(key));
}
function readRetrieval(facts, span, { drops }) {
	const { name, attributes, place } = span;
	const query = attributes.value("gen_ai.retrieval.query.text");
	const key = "gen_ai.retrieval.documents";
	const documents = attributes.has(key) ? parseToolContent(attributes.value(key), place, drops) : void 0;
	facts.toolCall = {
		name: attributes.firstText(["gen_ai.data_source.id"]) ?? /^retrieval (.+)$/.exec(name)?.[1] ?? name,
		...query !== void 0 && { arguments: { query } }
	};
	if (documents !== void 0) facts.toolResult = documents;
}
function firstOf(attributes, keys) {
	return keys.find((key) => attributes.has(key));
}

// src/core/trace/import/otlp/understand-span.ts
function understandSpan(span, dialects, { reading, kindName }) {
	const facts = [];
	const note = (fact) => {
		if (fact !== void 0) facts.push(fact);
	};
	if (dialects.has("openllmetry")) note(readOpenLlmetrySpan(span, reading));
	if (dialects.has("openinference") || kindName !== void 0) note(readOpenInferenceSpan(span, reading, kindName));
	if (dialects.has("gen-ai") || span.name.startsWith("mcp.")) note(readGenAiSpan(span, reading));
	if (dialects.has("ai-sdk")) note(readAiSdkSpan(span, reading));
	const [only, ...others] = facts;
	if (only === void 0) return { kind: "other" };
	if (others.length === 0) return isOfKnownKind(only) ? only : {
		...only,
		kind: "other"
	};
	const known = facts.findLast(({ kind }) => kind !== void 0 && kind !== "other")?.kind;
	const usage = Object.assign({}, ...facts.map((fact) => fact.usage ?? {}));
	return {
		...Object.assign({}, ...facts),
		kind: known ?? "other",
		...Object.keys(usage).length > 0 && { usage }
	};
}
function isOfKnownKind(facts) {
	return facts.kind !== void 0;
}

// src/core/trace/import/otlp/build-span.ts
const sizeOfObjects = 1e3;
function buildSpan(parts, reading) {
	const { name, traceId, attributes, resource, place, kindName } = parts;
	const repeatedBefore = reading.lists.repeated;
	const scan = scanKeys(attributes);
	const sessionId = scan.sessionId ?? scanKeys(resource).sessionId;
	const facts = understandSpan({
		name,
		talk: sessionId ?? traceId,
		attributes,
		place
	}, scan.dialects, {
		reading,
		kindName
	});
	if (facts.kind !== "other") {
		reportUnread(scan, attributes, reading.drops);
		reportLinks(parts, reading.drops);
	}
	const events = readEvents(parts.fields, place, reading.drops);
	const error = readSpanError(parts.fields, attributes, events);
	const version = facts.agentVersion ?? resource.text("service.version");
	const span = {
		...facts,
		name,
		traceId,
		spanId: parts.spanId,
		place
	};
	if (parts.parentSpanId !== void 0) span.parentSpanId = parts.parentSpanId;
	if (parts.scope !== void 0) span.scope = parts.scope;
	if (parts.startedAtMs !== void 0) span.startedAtMs = parts.startedAtMs;
	if (parts.endedAtMs !== void 0) span.endedAtMs = parts.endedAtMs;
	if (attributes.value("tracegate.time.made_up") === true) span.isStartMadeUp = true;
	if (attributes.value("tracegate.duration.made_up") === true) span.isLengthMadeUp = true;
	if (error !== void 0) span.error = error;
	if (sessionId !== void 0) span.sessionId = sessionId;
	if (version) span.agentVersion = version;
	const repeated = reading.lists.repeated - repeatedBefore;
	return {
		span,
		events: events.length === 0 ? events : events.filter((event) => isGenAiEvent(event.name)),
		size: sizeOfObjects + Math.max(0, attributes.characters - repeated)
	};
}
function reportLinks({ fields, place }, drops) {
	const { links } = fields;
	if (!Array.isArray(links) || links.length === 0) return;
	drops.add(childPlace(place, "links"), "link to another span: no part of a session", links.length);
}
function readEvents(fields, place, drops) {
	const list = fields["events"] ?? fields["span_events"];
	if (!Array.isArray(list) || list.length === 0) return [];
	const at = childPlace(place, "events");
	return list.flatMap((event, index) => {
		const own = childPlace(at, index);
		const name = isFields(event) ? eventName(event) : void 0;
		if (!isFields(event) || name === void 0) {
			drops.add(own, "event without a name");
			return [];
		}
		const given = event["attributes"] ?? event["event_attributes"];
		const attributes = Attributes.read(given, {
			around: own,
			drops
		});
		reportExporterLosses(event, {
			place: own,
			drops
		});
		return [{
			name,
			atMs: eventTimeAt(event, {
				place: own,
				drops
			}),
			attributes,
			body: void 0,
			place: own
		}];
	});
}
function eventName(event) {
	return textField(event, "name") ?? textField(event, "event_name");
}

// src/core/trace/import/otlp/otlp-id.ts
const traceBytes = 16;
const spanBytes = 8;
function readTraceId(value) {
	return readId(value, traceBytes);
}
function readSpanId(value) {
	return readId(value, spanBytes);
}
function readId(value, bytes) {
	if (typeof value === "number") return Number.isFinite(value) ? String(value) : void 0;
	if (typeof value !== "string" || value === "") return void 0;
	if (value.length === 2 * bytes && isHex.test(value)) {
		if (value.startsWith("0") && isZero.test(value)) return void 0;
		return isUpper.test(value) ? value.toLowerCase() : value;
	}
	const length = Math.ceil(bytes / 3) * 4;
	if (value.length !== length || !isBase64.test(value)) return value;
	const hex = Buffer.from(value, "base64").toString("hex");
	return hex.length === 2 * bytes ? hex : value;
}
const isHex = /^[\da-f]+$/i;
const isUpper = /[A-F]/;
const isZero = /^0+$/;
const isBase64 = /^[\w+/-]+={0,2}$/;

// src/core/trace/import/otlp/otlp-span.ts
const startKeys = ["startTimeUnixNano", "start_time_unix_nano"];
const endKeys = ["endTimeUnixNano", "end_time_unix_nano"];
const observedKeys = ["observedTimeUnixNano", "observed_time_unix_nano"];
function readOtlpSpan(record, reading) {
	const { fields, place, resource, scope } = record;
	const traceId = readTraceId(fields["traceId"] ?? fields["trace_id"]);
	const spanId = readSpanId(fields["spanId"] ?? fields["span_id"]);
	if (traceId === void 0 || spanId === void 0) {
		reading.drops.add(place, "span without the ids of its trace and its own");
		return;
	}
	const { attributes } = fields;
	const at = {
		place,
		drops: reading.drops
	};
	reportExporterLosses(fields, at);
	return buildSpan({
		fields,
		traceId,
		spanId,
		parentSpanId: readSpanId(fields["parentSpanId"] ?? fields["parent_span_id"]),
		startedAtMs: nanosAt(fields, startKeys, at),
		endedAtMs: nanosAt(fields, endKeys, at),
		name: textField(fields, "name") ?? "",
		attributes: Attributes.read(attributes, {
			around: place,
			drops: reading.drops
		}),
		resource,
		scope,
		place
	}, reading);
}
function readOtlpEvent(record, drops) {
	const { fields, place } = record;
	const { attributes: list, body } = fields;
	const attributes = Attributes.read(list, {
		around: place,
		drops
	});
	const name = (textField(fields, "eventName") ?? textField(fields, "event_name")) || attributes.text("event.name");
	if (name === void 0 || !isGenAiEvent(name)) {
		drops.add(place, "log record that is about no call of a model");
		return;
	}
	const traceId = readTraceId(fields["traceId"] ?? fields["trace_id"]);
	const spanId = readSpanId(fields["spanId"] ?? fields["span_id"]);
	if (traceId === void 0 || spanId === void 0) {
		drops.add(place, "event of a model call that names no span");
		return;
	}
	const at = {
		place,
		drops
	};
	reportExporterLosses(fields, at);
	const atMs = eventTimeAt(fields, at) ?? nanosAt(fields, observedKeys, at);
	if (!isReadable(body)) drops.add(childPlace(place, "body"), "value that cannot be read");
	return {
		traceId,
		spanId,
		event: {
			name,
			atMs,
			attributes,
			body: isFields(body) ? readAnyValue(body) : body,
			place
		}
	};
}

// src/core/trace/import/otlp/with-events.ts
const details = "gen_ai.client.inference.operation.details";
function withEvents(span, events, reading) {
	const { name, sessionId, traceId } = span;
	const talk = sessionId ?? traceId;
	let whole = span;
	for (const { attributes, place, name: event } of events) {
		if (event !== details) continue;
		whole = {
			...readGenAiSpan({
				name,
				talk,
				attributes,
				place
			}, reading),
			...whole
		};
	}
	const { annotations, ...told } = readGenAiEvents(events.filter((event) => event.name !== details), reading.drops);
	const isCall = told.input !== void 0 || told.output !== void 0;
	const judged = [...whole.annotations ?? [], ...annotations ?? []];
	const input = told.input === void 0 ? void 0 : reading.lists.share(told.input, talk);
	return {
		...told,
		...input !== void 0 && { input },
		...whole,
		...isCall && whole.kind === "other" && { kind: "model" },
		...judged.length > 0 && { annotations: judged }
	};
}

export { answerText as C, OpenCalls as S, setTextOrigin as _, readTraceId as a, stitchSession as b, readModelOutput as c, readMessage$1 as d, readMessages$1 as f, Attributes as g, otlpRecords as h, readSpanId as i, callSettings as l, isOtlp as m, readOtlpEvent as n, buildSpan as o, asChatMessage as p, readOtlpSpan as r, readModelInput as s, withEvents as t, dialectOf as u, MessageLists as v, placeOf as w, namedArguments as x, RecentMap as y };