import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as cappedFetch, t as describeModelError } from "./describe-model-error-n5GjvmlQ.js";

// src/adapters/llm/openai-embedder.ts
const maxAnswerBytes = 67108864;
function openAiEmbedder(options) {
	const { model, baseUrl, apiKey = "", apiKeyEnv, timeoutMs, maxRetries = 4 } = options;
	let client;
	const connect = async () => {
		const { default: Client } = await import("./openai-D0ZW-MRi.js");
		return new Client({
			apiKey,
			baseURL: baseUrl,
			maxRetries,
			timeout: timeoutMs,
			fetch: cappedFetch({
				...options,
				maxBytes: maxAnswerBytes
			}),
			organization: null,
			project: null,
			logLevel: "off"
		});
	};
	return {
		name: `${baseUrl} ${model}`,
		embed: async (texts, signal) => {
			if (apiKey === "") throw unavailable(`no API key: set ${apiKeyEnv}`);
			let answer;
			try {
				client ??= connect();
				const { embeddings } = await client;
				answer = await embeddings.create({
					model,
					input: [...texts],
					encoding_format: "float"
				}, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
			} catch (error) {
				throw unavailable(describeModelError(error, options), error);
			}
			const vectors = readVectors(answer, texts.length);
			if (vectors === void 0) throw unavailable("the endpoint answered no vector for each text");
			return vectors;
		}
	};
}
function readVectors(answer, count) {
	const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : void 0;
	if (!Array.isArray(data) || data.length !== count) return void 0;
	const vectors = /* @__PURE__ */ new Map();
	for (const [place, item] of data.entries()) {
		if (typeof item !== "object" || item === null || !("embedding" in item)) return void 0;
		const { embedding } = item;
		if (!(Array.isArray(embedding) && embedding.length > 0 && embedding.every((one) => typeof one === "number" && Number.isFinite(one)))) return void 0;
		const index = "index" in item && typeof item.index === "number" ? item.index : place;
		vectors.set(index, Float32Array.from(embedding));
	}
	const ordered = Array.from({ length: count }, (_, index) => vectors.get(index));
	const length = ordered[0]?.length;
	return ordered.every((vector) => vector !== void 0 && vector.length === length) ? ordered.filter((vector) => vector !== void 0) : void 0;
}
function unavailable(why, cause) {
	return new UserError("EMBEDDINGS_UNAVAILABLE", `The model of \`triage.embeddings\` cannot be asked: ${why}.`, "Mend `triage.embeddings` in tracegate.yaml, or leave it out: words are then compared.", { cause });
}

export { openAiEmbedder };