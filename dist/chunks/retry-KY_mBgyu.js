import { F as union, O as object, P as string, R as ZodError, v as array } from "./shared-Cu69G1m7.js";
import { Na as terminalText } from "./run-BZDTBg9r.js";

// node_modules/@octokit/request-error/dist-src/index.js
var RequestError = class extends Error {
	name;
	status;
	request;
	response;
	constructor(message, statusCode, options) {
		super(message, { cause: options.cause });
		this.name = "HttpError";
		this.status = Number.parseInt(statusCode);
		if (Number.isNaN(this.status)) this.status = 0;
		/* v8 ignore else -- @preserve -- Bug with vitest coverage where it sees an else branch that doesn't exist */
		if ("response" in options) this.response = options.response;
		const requestCopy = Object.assign({}, options.request);
		if (options.request.headers.authorization) requestCopy.headers = Object.assign({}, options.request.headers, { authorization: options.request.headers.authorization.replace(/(?<! ) .*$/, " [REDACTED]") });
		requestCopy.url = requestCopy.url.replace(/\bclient_secret=\w+/g, "client_secret=[REDACTED]").replace(/\baccess_token=\w+/g, "access_token=[REDACTED]");
		this.request = requestCopy;
	}
};

// src/adapters/github/github-failure.ts
var GitHubFailure = class extends Error {
	name = "GitHubFailure";
	why;
	constructor(why, cause) {
		super(why.kind, cause === void 0 ? void 0 : { cause });
		this.why = why;
	}
};
function isRefused(error, status) {
	return error instanceof GitHubFailure && error.why.kind === "refused" && error.why.status === status;
}
function mayBeDone({ why }) {
	return why.kind === "refused" ? why.status >= 500 : why.kind !== "rate-limited";
}
function readFailure(error, token, nowMs) {
	const harmless = (text) => terminalText(text.replaceAll(token, "***"), 300);
	if (error instanceof ZodError) return new GitHubFailure({
		kind: "unusable",
		detail: harmless(describeShape(error))
	}, error);
	if (!(error instanceof RequestError)) return void 0;
	const { response, status } = error;
	if (response === void 0) return new GitHubFailure({
		kind: "no-answer",
		detail: harmless(describeCut(error))
	}, error);
	const headers = response.headers;
	const said = sentenceOf(response.data);
	if (!isRateLimit(status, headers, said)) return new GitHubFailure({
		kind: "refused",
		status,
		said: harmless(said)
	}, error);
	const waitMs = waitOf(headers, nowMs);
	return new GitHubFailure({
		kind: "rate-limited",
		status,
		...waitMs !== void 0 && { waitMs }
	}, error);
}
function isRateLimit(status, headers, said) {
	if (status === 429) return true;
	if (status !== 403) return false;
	if (headers["retry-after"] !== void 0 || /rate limit|abuse detection/i.test(said)) return true;
	return headers["x-ratelimit-remaining"] === "0" && !/not accessible|locked/i.test(said);
}
function waitOf(headers, nowMs) {
	const sent = Date.parse(String(headers["date"]));
	const now = Number.isNaN(sent) ? nowMs : sent;
	const after = headers["retry-after"];
	if (typeof after === "string" && after.trim() !== "") {
		const until = /^\s*\d+\s*$/.test(after) ? now + Number(after) * 1e3 : Date.parse(after);
		if (!Number.isNaN(until)) return Math.max(0, until - now);
	}
	const reset = Number(headers["x-ratelimit-reset"]);
	return headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset) ? Math.max(0, reset * 1e3 - now) : void 0;
}
const refusal = object({
	message: string(),
	errors: array(union([string(), object({ message: string() }).loose()])).optional()
});
function sentenceOf(data) {
	const met = refusal.safeParse(data);
	if (!met.success) {
		const plain = object({ message: string() }).safeParse(data);
		return plain.success ? plain.data.message : "";
	}
	const details = met.data.errors?.map((one) => typeof one === "string" ? one : one.message);
	return [met.data.message, ...details ?? []].join(": ").replace(/[.\s]+$/, "");
}
function describeCut(error) {
	return [error.cause, error.cause instanceof Error ? error.cause.cause : void 0].flatMap((one) => {
		const coded = object({ code: string() }).safeParse(one);
		return coded.success ? [coded.data.code] : [];
	}).at(-1) ?? error.message;
}
function describeShape({ issues }) {
	const [first] = issues;
	if (first === void 0) return "it has another shape";
	return first.path.length === 0 ? first.message : `${first.path.map(String).join(".")}: ${first.message}`;
}

// src/adapters/github/retry.ts
const patient = {
	answerMs: 3e4,
	retries: 3,
	pauseMs: 1e3,
	longestMs: 6e4,
	sleep: (ms) => new Promise((wake) => setTimeout(wake, ms))
};
async function retrying(ask, patience, { isRepeatable }) {
	for (let tried = 0;; tried += 1) try {
		return await ask();
	} catch (error) {
		if (!(error instanceof GitHubFailure) || tried >= patience.retries) throw error;
		if (!isRepeatable && mayBeDone(error)) throw error;
		const pause = pauseBefore(error, tried, patience);
		if (pause === void 0 || pause > patience.longestMs) throw error;
		await patience.sleep(pause);
	}
}
function usualPause(tried, { pauseMs, longestMs }) {
	return Math.min(pauseMs * 2 ** tried, longestMs);
}
function pauseBefore(failure, tried, patience) {
	const { why } = failure;
	if (why.kind === "rate-limited") return why.waitMs ?? patience.longestMs;
	return mayBeDone(failure) ? usualPause(tried, patience) : void 0;
}

export { isRefused as a, RequestError as c, GitHubFailure as i, retrying as n, mayBeDone as o, usualPause as r, readFailure as s, patient as t };