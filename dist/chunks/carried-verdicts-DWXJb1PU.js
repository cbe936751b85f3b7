import { r as verdictsFile, t as mostVerdictBytes } from "./verdict-files-Dykg0--J.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { closeSync, constants, fstatSync, openSync, readFileSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/cache/carried-verdicts.ts
const answers = /^[0-9a-f]{64} \{/gm;
const longestLine = 2097152;
var CarriedVerdicts = class {
	#brought = "";
	#brings = 0;
	#lines = /* @__PURE__ */ new Map();
	#bytes = 0;
	take(folder) {
		const text = readPlain(join(folder, verdictsFile));
		if (text === void 0) return void 0;
		this.#brought = text;
		this.#brings = text.match(answers)?.length ?? 0;
		return this.#brings;
	}
	add(key, { model, json }) {
		const line = `${key} ${JSON.stringify({
			model,
			json
		})}\n`;
		const bytes = Buffer.byteLength(line);
		const instead = Buffer.byteLength(this.#lines.get(key) ?? "");
		if (bytes > longestLine || this.#bytes + bytes - instead > 67108864) return;
		this.#bytes += bytes - instead;
		this.#lines.set(key, line);
	}
	get added() {
		return this.#lines.size;
	}
	write(folder) {
		const lines = [...this.#lines.values()].toSorted().join("");
		let bytes = Buffer.from(`${this.#brought}\n${lines}`);
		if (bytes.length > 67108864) {
			const from = Math.max(bytes.length >> 1, bytes.length - mostVerdictBytes);
			bytes = bytes.subarray(bytes.indexOf(10, from) + 1);
		}
		writeFileSync(join(folder, verdictsFile), bytes, {
			flag: "wx",
			mode: 384
		});
		return createHash("sha256").update(bytes).digest("hex");
	}
};
function readPlain(path) {
	let file;
	try {
		file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	} catch {
		return;
	}
	try {
		const stat = fstatSync(file);
		if (!stat.isFile() || stat.size > 67108864) return void 0;
		return readFileSync(file, "utf8");
	} finally {
		closeSync(file);
	}
}

export { CarriedVerdicts };