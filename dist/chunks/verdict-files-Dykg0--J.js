const { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/cache/verdict-files.ts
const verdictsFile = "verdicts.jsonl";
const mostVerdictBytes = 67108864;
const keyLength = 64;
const keyed = /^[0-9a-f]{64} \{/;
function verdictFiles(folder, options = {}) {
	const path = join(folder, verdictsFile);
	let lines;
	let isWritable = true;
	let isThere = false;
	const known = () => {
		lines ??= readLines(path, options.maxBytes ?? 67108864);
		return lines;
	};
	return {
		find: (key) => {
			const line = known().get(key);
			return line === void 0 ? void 0 : parseAnswer(line);
		},
		isEmpty: () => known().size === 0,
		keep: (key, answer) => {
			const text = JSON.stringify({
				model: answer.model,
				json: answer.json
			});
			known().set(key, text);
			if (!isWritable) return;
			try {
				if (!isThere && mkdirSync(folder, { recursive: true }) !== void 0) writeFileSync(join(folder, ".gitignore"), "*\n");
				isThere = true;
				appendFileSync(path, `\n${key} ${text}\n`);
			} catch (error) {
				isWritable = false;
				const why = error instanceof Error ? error.message : String(error);
				options.onWarning?.(`Judges' answers are not kept for the next time: ${why}.`);
			}
		}
	};
}
function readLines(path, maxBytes) {
	const lines = /* @__PURE__ */ new Map();
	try {
		for (const line of readShortened(path, maxBytes).split("\n")) if (keyed.test(line)) lines.set(line.slice(0, keyLength), line.slice(65));
	} catch {}
	return lines;
}
function readShortened(path, maxBytes) {
	const isLarge = statSync(path).size > maxBytes;
	const text = readFileSync(path, "utf8");
	if (!isLarge) return text;
	const newer = text.slice(text.indexOf("\n", Math.floor(text.length / 2)));
	const part = `${path}.${process.pid}.part`;
	try {
		writeFileSync(part, newer);
		renameSync(part, path);
	} finally {
		rmSync(part, { force: true });
	}
	return newer;
}
function parseAnswer(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	if (typeof value !== "object" || value === null || !("json" in value) || !("model" in value)) return void 0;
	const { json, model } = value;
	return typeof model === "string" ? {
		kind: "answered",
		json,
		model
	} : void 0;
}

export { verdictFiles as n, verdictsFile as r, mostVerdictBytes as t };