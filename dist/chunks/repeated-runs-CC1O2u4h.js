import { t as UserError } from "./errors-wBhBppnE.js";
import { r as runId } from "./run-record-CnZlTFMe.js";
import { t as readJournal } from "./read-journal-Dw4G3yRx.js";

// src/adapters/journal/repeated-runs.ts
/** Runs that a journal holds more than once, in memory that grows with these alone. */
var RepeatedRuns = class {
	/** What each of them came to, by its id. */
	#ends = /* @__PURE__ */ new Map();
	#lines = 0;
	/** Notes a line that repeats a run. */
	add(record) {
		this.#lines += 1;
		this.#ends.set(runId(record), endOf(record));
	}
	/** How many lines repeat a run. */
	get lines() {
		return this.#lines;
	}
	/**
	* Reads the journal once more, where it repeats anything: a first line is only known to have a second one
	* when that is read.
	*
	* @throws UserError `JOURNAL_CONTRADICTS` where two lines of one run differ in what it came to.
	*/
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