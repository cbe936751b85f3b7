const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/cache/vector-files.ts
const fileName = "embeddings.jsonl";
const keyed = /^([0-9a-f]{64}) ([A-Za-z0-9+/]+={0,2})$/;
function vectorFiles(folder, options = {}) {
	const path = join(folder, fileName);
	let lines;
	let isWritable = true;
	const known = () => {
		lines ??= readLines(path);
		return lines;
	};
	return {
		find: (key) => {
			const text = known().get(key);
			if (text === void 0) return void 0;
			const bytes = Buffer.from(text, "base64");
			return bytes.length === 0 || bytes.length % 4 !== 0 ? void 0 : Float32Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readFloatLE(n * 4));
		},
		keep: (key, vector) => {
			const bytes = Buffer.alloc(vector.length * 4);
			for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
			const text = bytes.toString("base64");
			known().set(key, text);
			if (!isWritable) return;
			try {
				if (mkdirSync(folder, { recursive: true }) !== void 0) writeFileSync(join(folder, ".gitignore"), "*\n");
				appendFileSync(path, `\n${key} ${text}\n`);
			} catch (error) {
				isWritable = false;
				const why = error instanceof Error ? error.message : String(error);
				options.onWarning?.(`Embeddings are not kept for the next time: ${why}.`);
			}
		}
	};
}
function readLines(path) {
	const lines = /* @__PURE__ */ new Map();
	let text;
	try {
		text = readFileSync(path, "utf8");
	} catch {
		return lines;
	}
	for (const line of text.split("\n")) {
		const [, key, vector] = keyed.exec(line) ?? [];
		if (key !== void 0 && vector !== void 0) lines.set(key, vector);
	}
	return lines;
}

export { vectorFiles };