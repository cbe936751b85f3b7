import { Ea as isJsonObject, Zi as canonicalJson, ci as transcriptField, qi as printable, si as requestKey } from "./run-BZDTBg9r.js";

// src/core/replay/cassette-gap.ts
const shownChars = 80;
const shownBefore = 24;
const mostFields = 3;
function describeCassetteGap(request, calls) {
	const asked = `POST ${printable(request.path, 100)}`;
	const samePath = calls.map((call, index) => ({
		recorded: call.request,
		number: index + 1
	})).filter(({ recorded }) => recorded.path === request.path);
	const [first] = samePath;
	if (first === void 0) return `nothing is recorded for ${asked}, only for ${[...new Set(calls.map(({ request: recorded }) => recorded.path))].map((path) => printable(path, 100)).join(", ") || "nothing at all"}`;
	let nearest = first;
	let most = nearness(request, first.recorded);
	for (const candidate of samePath.slice(1)) {
		const near = nearness(request, candidate.recorded);
		if (near <= most) continue;
		nearest = candidate;
		most = near;
	}
	const differences = describeDifferences(nearest.recorded.body, request.body);
	return `no recorded answer for ${asked}; the nearest is call ${nearest.number}, which differs in ${differences.join("; ")}`;
}
function nearness(request, recorded) {
	const asked = transcriptOf(request.body);
	const known = transcriptOf(recorded.body);
	let shared = 0;
	while (shared < asked.length && shared < known.length) {
		if (!isSame(asked[shared], known[shared])) break;
		shared += 1;
	}
	const fields = Object.keys(request.body).filter((key) => isSame(request.body[key], recorded.body[key]));
	const isAsLong = asked.length === known.length ? .5 : 0;
	return shared * 1e3 + Math.min(fields.length, 900) + isAsLong;
}
function describeDifferences(recorded, asked) {
	const transcript = transcriptField(asked) ?? transcriptField(recorded);
	const fields = [.../* @__PURE__ */ new Set([...Object.keys(recorded), ...Object.keys(asked)])].filter((key) => key !== transcript && !isSame(recorded[key], asked[key]));
	const message = transcript === void 0 ? void 0 : describeFirstMessage(transcript, transcriptOf(recorded), transcriptOf(asked));
	const left = fields.length - mostFields;
	return [
		...message === void 0 ? [] : [message],
		...fields.slice(0, mostFields).map((key) => describeValues(printable(key, 60), recorded[key], asked[key])),
		...left > 0 ? [`${left} more fields`] : []
	];
}
function describeFirstMessage(field, recorded, asked) {
	const longest = Math.max(recorded.length, asked.length);
	for (let index = 0; index < longest; index += 1) {
		const before = recorded[index];
		const now = asked[index];
		if (isSame(before, now)) continue;
		const place = `${field}[${index}]`;
		if (before === void 0) return `${place}, which was not recorded: ${shownValue(now)}`;
		if (now === void 0) return `${place}, which is missing now: ${shownValue(before)}`;
		return describeMessages(place, before, now);
	}
}
function describeMessages(place, recorded, asked) {
	if (!isJsonObject(recorded) || !isJsonObject(asked)) return describeValues(place, recorded, asked);
	const [key = ""] = [.../* @__PURE__ */ new Set([...Object.keys(recorded), ...Object.keys(asked)])].filter((each) => !isSame(recorded[each], asked[each]));
	const role = asked["role"] ?? asked["type"];
	return describeValues(`${place}${typeof role === "string" ? ` (${printable(role, 30)})` : ""} ${printable(key, 60)}`, recorded[key], asked[key]);
}
function describeValues(name, recorded, asked) {
	if (recorded === void 0) return `${name}: not recorded, now ${shownValue(asked)}`;
	if (asked === void 0) return `${name}: recorded ${shownValue(recorded)}, now absent`;
	const before = textOf(recorded);
	const now = textOf(asked);
	const from = Math.max(0, firstDifference(before, now) - shownBefore);
	return `${name}: recorded ${excerpt(before, from)}, now ${excerpt(now, from)}`;
}
function shownValue(value) {
	return excerpt(textOf(value ?? null), 0);
}
function excerpt(text, from) {
	return `\u201C${from > 0 ? "\u2026" : ""}${printable(text.slice(from), shownChars)}\u201D`;
}
function firstDifference(a, b) {
	let at = 0;
	while (at < a.length && a[at] === b[at]) at += 1;
	return at;
}
function textOf(value) {
	return typeof value === "string" ? value : canonicalJson(value);
}
function transcriptOf(body) {
	const field = transcriptField(body);
	const said = field === void 0 ? void 0 : body[field];
	return Array.isArray(said) ? said : [];
}
function isSame(a, b) {
	if (a === void 0 || b === void 0) return a === b;
	return textOf(a) === textOf(b) && typeof a === typeof b;
}

// src/core/replay/cassette-player.ts
var CassettePlayer = class {
	#cassette;
	#file;
	#answers = /* @__PURE__ */ new Map();
	constructor(cassette, file) {
		this.#cassette = cassette;
		this.#file = file;
		for (const { request, answer } of cassette.calls) {
			const key = requestKey(request);
			const known = this.#answers.get(key);
			if (known === void 0) this.#answers.set(key, [answer]);
			else known.push(answer);
		}
	}
	play() {
		return new CassetteSession(this.#file, (request, asked) => this.#reply(request, asked));
	}
	#reply(request, asked) {
		const answers = this.#answers.get(requestKey(request));
		if (answers === void 0) {
			const difference = describeCassetteGap(request, this.#cassette.calls);
			return {
				kind: "gap",
				reason: `${this.#file}: ${difference}`
			};
		}
		const answer = answers[asked];
		if (answer !== void 0) return {
			kind: "recorded",
			answer
		};
		const times = answers.length === 1 ? "once" : `${answers.length} times`;
		return {
			kind: "gap",
			reason: `${this.#file}: a request that is recorded ${times} was made ${asked + 1} times`
		};
	}
};
var CassetteSession = class {
	#file;
	#reply;
	#asked = /* @__PURE__ */ new Map();
	#gap;
	constructor(file, reply) {
		this.#file = file;
		this.#reply = reply;
	}
	get silence() {
		if (this.#asked.size > 0 || this.#gap !== void 0) return void 0;
		return `${this.#file}: the agent made no model call that could be answered; it has to ask its model at ctx.modelBaseUrl, or at OPENAI_BASE_URL`;
	}
	get gap() {
		return this.#gap;
	}
	answer(request, isRetry = false) {
		if (this.#gap !== void 0) return {
			kind: "gap",
			reason: this.#gap
		};
		const key = requestKey(request);
		const before = this.#asked.get(key) ?? 0;
		const asked = isRetry && before > 0 ? before - 1 : before;
		const reply = this.#reply(request, asked);
		if (reply.kind === "gap") this.#gap = reply.reason;
		else this.#asked.set(key, asked + 1);
		return reply;
	}
};

export { CassettePlayer, CassetteSession };