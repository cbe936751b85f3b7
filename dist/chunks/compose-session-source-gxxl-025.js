import { a as shortDigest, i as sessionFileName, t as sessionFiles } from "./read-sessions-BRw67T-r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
const { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/fs/session-folder.ts
function sessionFolder(folder, options) {
	return new SessionFolder(folder, options);
}
function besideName(own, text, attempt) {
	return `${own}.${shortDigest(text)}${attempt === 2 ? "" : `-${attempt}`}`;
}
var SessionFolder = class {
	#folder;
	#holdsBack;
	#isIgnored;
	#draft;
	#held = /* @__PURE__ */ new Map();
	constructor(folder, { holdsBack, isIgnored }) {
		this.#folder = folder;
		this.#holdsBack = holdsBack;
		this.#isIgnored = isIgnored;
	}
	write(session) {
		const text = `${JSON.stringify(session, void 0, 2)}\n`;
		const own = sessionFileName(session.id);
		for (let attempt = 1;; attempt++) {
			const name = `${attempt === 1 ? own : besideName(own, text, attempt)}.json`;
			const there = this.#attempt(() => this.#contentOf(name, text));
			if (there === "other") continue;
			const outcome = attempt === 1 ? "written" : "beside";
			if (there === "same") return {
				name,
				outcome: "unchanged"
			};
			this.#attempt(() => this.#put(name, text));
			return {
				name,
				outcome
			};
		}
	}
	commit() {
		const draft = this.#draft;
		if (draft === void 0) return;
		this.#attempt(() => {
			for (const { name } of this.#held.values()) renameSync(join(draft, name), join(this.#folder, name));
		});
		this.#held.clear();
		this.discard();
	}
	discard() {
		if (this.#draft !== void 0) rmSync(this.#draft, {
			recursive: true,
			force: true
		});
		this.#draft = void 0;
		this.#held.clear();
	}
	#put(name, text) {
		if (this.#draft === void 0) {
			if (mkdirSync(this.#folder, { recursive: true }) !== void 0 && this.#isIgnored) writeFileSync(join(this.#folder, ".gitignore"), "*\n");
			this.#draft = mkdtempSync(join(this.#folder, ".import-"));
		}
		const path = join(this.#draft, name);
		writeFileSync(path, text);
		if (this.#holdsBack) this.#held.set(name.toLowerCase(), {
			name,
			digest: shortDigest(text)
		});
		else renameSync(path, join(this.#folder, name));
	}
	#contentOf(name, text) {
		const held = this.#held.get(name.toLowerCase());
		if (held !== void 0) return held.digest === shortDigest(text) ? "same" : "other";
		const path = join(this.#folder, name);
		const facts = lstatSync(path, { throwIfNoEntry: false });
		if (facts === void 0) return "none";
		if (!facts.isFile()) return "other";
		return readFileSync(path, "utf8") === text ? "same" : "other";
	}
	#attempt(action) {
		try {
			return action();
		} catch (cause) {
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new UserError("SESSIONS_UNWRITABLE", `Sessions cannot be written to ${this.#folder}: ${why}`, "Name a folder that can be written with `--out`.", { cause });
		}
	}
};

// src/compose/compose-session-source.ts
function composeSessionSource(folder, options) {
	return sessionFiles(folder, options);
}
function composeSessionStore(folder, options) {
	return sessionFolder(folder, options);
}

export { composeSessionStore as n, composeSessionSource as t };