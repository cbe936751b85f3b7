import { g as experimentSchema } from "./program-DKRRRX-J.js";
import { pt as UsageSum } from "./run-BZDTBg9r.js";
import { r as wholeLines } from "./read-journal-CIST7pwD.js";
const { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } = globalThis.process.getBuiltinModule("node:fs");

// src/adapters/journal/runs-to-make-again.ts
var RunsToMakeAgain = class {
	#lines = /* @__PURE__ */ new Set();
	#usage = new UsageSum();
	#judges = new UsageSum();
	#simulator = new UsageSum();
	get lines() {
		return this.#lines.size;
	}
	add({ session, asked }, line) {
		this.#lines.add(line);
		this.#usage.add(session);
		if (asked?.judges !== void 0) this.#judges.addTotal(asked.judges);
		if (asked?.simulator !== void 0) this.#simulator.addTotal(asked.simulator);
	}
	took() {
		const [judges, simulator] = [this.#judges.calls(), this.#simulator.calls()];
		const asked = {
			...judges.modelCalls > 0 && { judges },
			...simulator.modelCalls > 0 && { simulator }
		};
		return {
			usage: this.#usage.total(),
			...Object.keys(asked).length > 0 && { asked }
		};
	}
	async takeOut(path) {
		const fresh = `${path}.again`;
		rmSync(fresh, { force: true });
		const fd = openSync(fresh, "ax");
		try {
			let line = 0;
			for await (const bytes of wholeLines(path)) {
				line += 1;
				if (!this.#lines.has(line)) writeWhole(fd, Buffer.concat([bytes, newline]));
			}
			const again = {
				schema: experimentSchema,
				again: this.took()
			};
			writeWhole(fd, Buffer.from(`${JSON.stringify(again)}\n`));
			fsyncSync(fd);
		} catch (error) {
			rmSync(fresh, { force: true });
			throw error;
		} finally {
			closeSync(fd);
		}
		renameSync(fresh, path);
	}
};
const newline = Buffer.from("\n");
function writeWhole(fd, bytes) {
	let written = 0;
	while (written < bytes.length) written += writeSync(fd, bytes, written);
}

export { RunsToMakeAgain };