import { u as cutText } from "./wording-CrFQbMU1.js";

// src/core/plan/reason-counts.ts
const longestReason = 300;
/**
* Counts how often each reason was given, in bounded memory and whatever the order.
*
* Keeps the `limit` reasons that sort first and one sum of all others. A reason that ends up among the kept was
* never dropped on the way, so its count is exact.
*/
var ReasonCounts = class {
	#limit;
	#counts = /* @__PURE__ */ new Map();
	#others = 0;
	constructor(limit) {
		this.#limit = limit;
	}
	add(text) {
		const reason = cutText(text, longestReason);
		const count = this.#counts.get(reason);
		if (count !== void 0 || this.#counts.size < this.#limit) {
			this.#counts.set(reason, (count ?? 0) + 1);
			return;
		}
		const last = [...this.#counts.keys()].reduce((a, b) => a > b ? a : b);
		if (reason > last) {
			this.#others += 1;
			return;
		}
		this.#others += this.#counts.get(last) ?? 0;
		this.#counts.delete(last);
		this.#counts.set(reason, 1);
	}
	/** Most frequent first, ties in the order of the text; what was not kept apart comes last. */
	entries() {
		const kept = [...this.#counts].map(([reason, runs]) => ({
			reason,
			runs
		})).toSorted((a, b) => b.runs - a.runs || (a.reason < b.reason ? -1 : 1));
		return this.#others === 0 ? kept : [...kept, {
			reason: "other reasons",
			runs: this.#others
		}];
	}
};

export { ReasonCounts as t };