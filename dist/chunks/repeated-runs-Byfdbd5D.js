import { U as UserError } from "./shared-Cu69G1m7.js";
import { wn as runId } from "./run-BZDTBg9r.js";
import { n as readJournal } from "./read-journal-CIST7pwD.js";

// src/adapters/journal/repeated-runs.ts
var RepeatedRuns = class {
	#ends = /* @__PURE__ */ new Map();
	#lines = 0;
	add(record) {
		this.#lines += 1;
		this.#ends.set(runId(record), endOf(record));
	}
	get lines() {
		return this.#lines;
	}
	async check(path) {
		if (this.#lines === 0) return;
		await readJournal(path, {
			onHeader: () => {},
			onRecord: (record, place) => {
				const end = this.#ends.get(runId(record));
				if (end !== void 0 && end !== endOf(record)) throw contradicts(place, record);
			}
		});
	}
};
function endOf({ outcome, verdicts }) {
	return JSON.stringify([outcome, verdicts]);
}
function contradicts(place, record) {
	return new UserError("JOURNAL_CONTRADICTS", `${place}: run ${runId(record)} is recorded more than once, with another outcome or other verdicts.`, "Start afresh without `--resume`; the old journal is kept. Journals of two executions must not be put together.");
}

export { RepeatedRuns };