import { n as termsOf, t as stemsOf } from "./terms-B4fh0IQ9.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/app/triage/embed-failures.ts
const batchSize = 100;
const mostChars = 8e3;
async function embedFailures(failing, { embedder, cache, redactor, signal }) {
	const keys = /* @__PURE__ */ new Map();
	const texts = /* @__PURE__ */ new Map();
	for (const signature of failing) {
		const words = wordsOf(signature);
		if (words === "") continue;
		const { text } = await redactor.redactText(words);
		const key = createHash("sha256").update(`${embedder.name}\n${text}`).digest("hex");
		keys.set(signature.sessionId, key);
		texts.set(key, text);
	}
	const vectors = /* @__PURE__ */ new Map();
	const missing = [];
	for (const [key, text] of texts) {
		const known = cache.find(key);
		if (known === void 0) missing.push({
			key,
			text
		});
		else vectors.set(key, unit(known));
	}
	for (let from = 0; from < missing.length; from += batchSize) {
		const batch = missing.slice(from, from + batchSize);
		const made = await embedder.embed(batch.map(({ text }) => text), signal);
		for (const [index, { key }] of batch.entries()) {
			const vector = made[index];
			if (vector === void 0) continue;
			cache.keep(key, vector);
			vectors.set(key, unit(vector));
		}
	}
	return new Map([...keys].flatMap(([id, key]) => {
		const vector = vectors.get(key);
		return vector === void 0 ? [] : [[id, vector]];
	}));
}
function wordsOf({ text, input }) {
	return termsOf(text.slice(0, mostChars), stemsOf(input)).map(({ word }) => word).join(" ");
}
function unit(vector) {
	let square = 0;
	for (const value of vector) square += value * value;
	const length = Math.sqrt(square) || 1;
	return vector.map((value) => value / length);
}

export { embedFailures };