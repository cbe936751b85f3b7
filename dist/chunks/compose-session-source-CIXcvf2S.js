import { t as sessionFiles } from "./read-sessions-CUPMwxdr.js";
import { ao as UserError } from "./run-DTe1xjOx.js";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// src/core/trace/session-file-name.ts
const longestName = 80;
/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/**
* A file name for a session, without its ending: letters, digits, `-`, `_` and single dots of the id.
*
* The same id has the same name always. Where the name could not hold the whole id, a digest of the id is part of it,
* so that two ids share no name. Ids come from outside: no name leads out of its folder.
*/
function sessionFileName(id) {
	const plain = id.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replaceAll(/\.{2,}/g, ".").replaceAll(/^[-.]+|[-.]+$/g, "");
	const isWhole = plain === id && plain.length <= longestName && plain !== "";
	const [stem = ""] = plain.split(".", 1);
	if (isWhole && !reserved.test(stem)) return plain;
	const end = plain.slice(-80).replaceAll(/^[-.]+/g, "") || "session";
	return `${reserved.test(stem) ? "session-" : ""}${end}-${shortDigest(id)}`;
}
/** Eight hex digits that tell texts apart. */
function shortDigest(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

// src/adapters/fs/session-folder.ts
/** A folder of session files, one `<id>.json` each. It is made with the first session. */
function sessionFolder(folder, options) {
	return new SessionFolder(folder, options);
}
var SessionFolder = class {
	#folder;
	#holdsBack;
	#isIgnored;
	/** Where files are written before they are renamed. */
	#draft;
	/** What is held back, by name without regard to case: some file systems have none. */
	#held = /* @__PURE__ */ new Map();
	constructor(folder, { holdsBack, isIgnored }) {
		this.#folder = folder;
		this.#holdsBack = holdsBack;
		this.#isIgnored = isIgnored;
	}
	write(session) {
		const text = `${JSON.stringify(session, void 0, 2)}\n`;
		const own = sessionFileName(session.id);
		const digest = shortDigest(text);
		for (let attempt = 1;; attempt++) {
			const name = `${attempt === 1 ? own : `${own}.${digest}${attempt === 2 ? "" : `-${attempt}`}`}.json`;
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
/** Sessions in files of importable formats, with paths seen from `folder`. */
function composeSessionSource(folder, options) {
	return sessionFiles(folder, options);
}
/** The folder that sessions are written to. */
function composeSessionStore(folder, options) {
	return sessionFolder(folder, options);
}

export { shortDigest as i, composeSessionStore as n, sessionFileName as r, composeSessionSource as t };