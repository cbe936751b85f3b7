import { t as cutText } from "./cut-text-B_gq-qAi.js";

// src/core/plan/reason-counts.ts
const longestReason = 300;
/** How many kinds are counted for each one that is shown, so that rare ones seldom push out a frequent one. */
const countedForShown = 4;
/** What all kinds beyond the limit are called; it stands last, however many there are. */
const otherReasons = "other reasons";
/**
* Counts how often each kind of reason was given, in bounded memory and whatever the order.
*
* Reasons that differ in numbers and ids alone are one kind, told by the text that sorts first. Of more kinds than four
* times `limit`, those that sort first are counted and the others summed, however frequent they are; a kind that ends
* up among the counted was never dropped on the way, so its count is exact.
*/
var ReasonCounts = class {
	#limit;
	#kinds = /* @__PURE__ */ new Map();
	#others = 0;
	constructor(limit) {
		this.#limit = limit;
	}
	add(reason) {
		const text = cutText(reason, longestReason);
		const key = kindOf(text);
		const known = this.#kinds.get(key);
		if (known !== void 0) {
			known.runs += 1;
			if (text < known.text) known.text = text;
			return;
		}
		if (this.#kinds.size >= countedForShown * this.#limit) {
			const last = [...this.#kinds.keys()].reduce((a, b) => a > b ? a : b);
			if (key > last) {
				this.#others += 1;
				return;
			}
			this.#others += this.#kinds.get(last)?.runs ?? 0;
			this.#kinds.delete(last);
		}
		this.#kinds.set(key, {
			text,
			runs: 1
		});
	}
	/** The most frequent of the counted kinds first, ties in the order of the text; the sum of all others comes last. */
	entries() {
		const counted = [...this.#kinds.values()].map(({ text, runs }) => ({
			reason: text,
			runs
		})).toSorted((a, b) => b.runs - a.runs || (a.reason < b.reason ? -1 : 1));
		const shown = counted.slice(0, this.#limit);
		const rest = counted.slice(this.#limit).reduce((sum, { runs }) => sum + runs, this.#others);
		return rest === 0 ? shown : [...shown, {
			reason: otherReasons,
			runs: rest
		}];
	}
};
const uuid = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
/** A reason without what tells two requests apart: numbers, and words with digits in them such as `req-4f3a9c`. */
function kindOf(text) {
	return text.replaceAll(uuid, "#").replaceAll(/[A-Za-z0-9]+/g, (word) => /\d/.test(word) ? "#" : word);
}

export { otherReasons as n, ReasonCounts as t };