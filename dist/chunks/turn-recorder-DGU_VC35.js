import { t as captureJson } from "./capture-json-Do0bGoyc.js";
import { n as describeTurnFailure } from "./provider-failure-DEeliibo.js";

// src/adapters/agent/turn-recorder.ts
/** Longest reply, and longest line of an agent process, in bytes. */
const maxReplyBytes = 1048576;
const maxSteps = 1e4;
const maxChars = 16777216;
const maxPolicyChars = 131072;
/**
* Collects the steps of one turn, in the order in which they began, in bounded memory.
*
* A step is added as a function that tells it as far as it has got; all are asked once, when the
* turn is over, and whatever happens later is not seen.
*/
var TurnRecorder = class {
	startedAtMs = Date.now();
	#started = performance.now();
	#sources = [];
	#charsLeft = maxChars;
	#policy;
	#overflow;
	#toolCatalog;
	/** Why the turn cannot be recorded whole; such a turn has failed. */
	get overflow() {
		return this.#overflow;
	}
	/** The system prompt of the turn's first model call that had one. */
	get policy() {
		return this.#policy;
	}
	/** The tools that the turn's first model call offered. */
	get toolCatalog() {
		return this.#toolCatalog;
	}
	/** Keeps the tools that `read` finds, unless some are known; a huge catalog counts as not captured. */
	noteTools(read) {
		if (this.#toolCatalog !== void 0) return;
		const catalog = read();
		if (catalog !== void 0 && JSON.stringify(catalog).length <= maxPolicyChars) this.#toolCatalog = catalog;
	}
	/** Keeps the system prompt that `read` finds, unless one is known; a huge one counts as not captured. */
	notePolicy(read) {
		if (this.#policy !== void 0) return;
		const policy = read();
		if (policy !== void 0 && policy.length <= maxPolicyChars) this.#policy = policy;
	}
	add(source) {
		if (this.#sources.length < maxSteps) this.#sources.push(source);
		else this.#overflow ??= `the agent took more than ${maxSteps} steps in one turn`;
	}
	/** Counts what is kept; false once the turn holds more than it may. */
	mayKeep(chars) {
		this.#charsLeft -= chars;
		if (this.#charsLeft >= 0) return true;
		this.#overflow ??= "the steps of one turn hold more than 16 MB";
		return false;
	}
	/** A JSON copy of a value of this turn; `onLossy` is told what could not be copied as it is. */
	capture(value, onLossy) {
		const captured = captureJson(value);
		if (captured.lossy.length > 0) onLossy(captured.lossy);
		return this.mayKeep(captured.chars) ? captured.value : "[lost: the turn is over 16 MB]";
	}
	durationMs() {
		return elapsedMs(this.#started);
	}
	steps() {
		return this.#sources.map((source) => source());
	}
};
/** Milliseconds since a `performance.now()`, to the hundredth: finer is noise and costs journal bytes. */
function elapsedMs(started) {
	return Math.round((performance.now() - started) * 100) / 100;
}
/** A turn without a reply, laid at the door of whoever failed last. */
function failedTurn(reason, steps = []) {
	return {
		...describeTurnFailure(reason, steps),
		steps
	};
}
/** Why a reply cannot be taken, or undefined where it can. */
function refuseReply(text) {
	if (text.length * 3 <= 1048576) return void 0;
	const bytes = Buffer.byteLength(text);
	if (bytes <= 1048576) return void 0;
	return `the agent's reply is ${(bytes / 1048576).toFixed(1)} MB long; 1 MB is the most`;
}
/** The reason of every turn that `signal` ended; who aborted knows why, and says so beside it. */
const interrupted = "the agent had not answered when the turn was ended";

export { maxReplyBytes as a, interrupted as i, elapsedMs as n, refuseReply as o, failedTurn as r, TurnRecorder as t };