// src/adapters/llm/capped-fetch.ts
/**
* A `fetch` that reads each answer whole, and whose answers end in an error once they hold more than `maxBytes`.
*
* Reading whole costs a third of what a stream through another stream does, hundreds of times a run.
*/
function cappedFetch(maxBytes) {
	return async (input, init) => {
		const response = await globalThis.fetch(input, {
			...init,
			redirect: "error"
		});
		if (response.body === null) return response;
		const { status, statusText, headers } = response;
		const body = await readUpTo(maxBytes, response.body);
		return new Response(body ?? brokenOff(maxBytes), {
			status,
			statusText,
			headers
		});
	};
}
/** Undefined where there is more; the rest is not read. */
async function readUpTo(maxBytes, body) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) return void 0;
		chunks.push(chunk);
	}
	return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}
/** Fails when it is read, not before: an answer that is too long is no lost connection, and is not asked for again. */
function brokenOff(maxBytes) {
	return new ReadableStream({ start: (controller) => controller.error(new AnswerTooLarge(maxBytes)) });
}
/** The answer of a model's endpoint was longer than any answer can be. */
var AnswerTooLarge = class extends Error {
	name = "AnswerTooLarge";
	constructor(maxBytes) {
		super(`the answer is larger than ${maxBytes} bytes`);
	}
};

// src/adapters/llm/describe-model-error.ts
/** Longest piece of an endpoint's own words that is repeated. */
const maxWords = 200;
/** Why a model could not be asked, in one line that says what to mend; never holds the key. */
function describeModelError(error, at) {
	const { section = "judge" } = at;
	const chain = causesOf(error);
	const tooLarge = chain.find((cause) => cause instanceof AnswerTooLarge);
	if (tooLarge !== void 0) return tooLarge.message;
	switch (statusOf(error)) {
		case void 0: return `no connection to ${at.baseUrl}: ${wordsOf(chain.at(-1), at.apiKey)}`;
		case 401:
		case 403: return `${at.baseUrl} refused the key in ${at.apiKeyEnv} (${statusOf(error)})`;
		case 404: return `${at.baseUrl} knows no model ${at.model} (404): check ${section}.model and ${section}.baseUrl`;
		case 410: return `${at.baseUrl} is gone (410): set ${section}.baseUrl to another OpenAI-compatible endpoint`;
		case 429: return `${at.baseUrl} still asked to slow down after all retries (429)`;
		default: return `${at.baseUrl} answered ${statusOf(error)}: ${wordsOf(error, at.apiKey)}`;
	}
}
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? Number(error.status) : void 0;
}
function causesOf(error) {
	const chain = [error];
	for (let next = error; next instanceof Error && chain.length < 8;) {
		next = next.cause;
		if (next !== void 0) chain.push(next);
	}
	return chain;
}
function wordsOf(error, apiKey) {
	const message = error instanceof Error ? error.message : String(error);
	return (apiKey === void 0 || apiKey === "" ? message : message.replaceAll(apiKey, "[key]")).replaceAll(/\s+/g, " ").trim().slice(0, maxWords);
}

export { cappedFetch as n, describeModelError as t };