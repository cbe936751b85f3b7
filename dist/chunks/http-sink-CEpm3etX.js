import { Wa as object, Ya as string, ao as UserError, eo as _coercedNumber, ja as ZodNumber } from "./run-DTe1xjOx.js";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";

// node_modules/zod/v4/classic/coerce.js
function number(params) {
	return _coercedNumber(ZodNumber, params);
}

// src/adapters/otlp/send-spans.ts
/** These say "later"; all other failures stay what they are (OTLP specification, "Failures"). */
const retryable = /* @__PURE__ */ new Set([
	408,
	429,
	502,
	503,
	504
]);
const mostTries = 6;
const firstPauseMs = 1e3;
const longestPauseMs = 6e4;
const usualAnswerMs = 3e4;
const mostShown = 300;
const partialSuccess = object({ partialSuccess: object({
	rejectedSpans: number().int().min(0).default(0),
	errorMessage: string().default("")
}).optional() });
/**
* Sends one gzipped JSON body, and again while the backend asks for patience or cannot be reached: six times in all,
* after 1, 2, 4, 8 and 16 seconds or as long as it asks for, at most a minute.
*
* @throws UserError `EXPORT_REFUSED` where it will not take the spans, `EXPORT_UNREACHABLE` where it never answered.
*/
async function sendSpans(body, destination) {
	const { signal, sleep = pause } = destination;
	for (let tried = 1;; tried += 1) {
		const answer = await ask(body, destination);
		if (answer.kind === "taken") return answer;
		if (!answer.mayRetry || tried === mostTries) throw answer.error;
		const waitMs = answer.waitMs ?? firstPauseMs * 2 ** (tried - 1);
		await sleep(Math.min(waitMs, longestPauseMs), signal);
	}
}
async function ask(body, { url, headers, signal, answerMs = usualAnswerMs }) {
	try {
		const response = await fetch(url, {
			method: "POST",
			headers: {
				...headers,
				"content-type": "application/json",
				"content-encoding": "gzip"
			},
			body,
			redirect: "manual",
			signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)])
		});
		const text = await response.text();
		return response.ok ? taken(text) : failed(url, response, text);
	} catch (cause) {
		signal.throwIfAborted();
		return {
			kind: "failed",
			mayRetry: true,
			error: unreachable(url, cause)
		};
	}
}
function taken(text) {
	const { rejectedSpans = 0, errorMessage = "" } = partOf(text);
	return {
		kind: "taken",
		rejected: rejectedSpans,
		reason: errorMessage.slice(0, mostShown)
	};
}
/** Answers are empty, protobuf or JSON whatever was asked; only JSON says what was refused. */
function partOf(text) {
	try {
		return partialSuccess.safeParse(JSON.parse(text)).data?.partialSuccess ?? {};
	} catch (error) {
		if (error instanceof SyntaxError) return {};
		throw error;
	}
}
function failed(url, { status, headers }, text) {
	const said = text.trim().slice(0, mostShown);
	const error = new UserError("EXPORT_REFUSED", `${originOf(url)} answered ${status}${said === "" ? "" : `: ${said}`}`, fixFor(status));
	const waitMs = retryAfter(headers.get("retry-after"));
	return {
		kind: "failed",
		error,
		mayRetry: retryable.has(status),
		...waitMs !== void 0 && { waitMs }
	};
}
function fixFor(status) {
	if (status === 401 || status === 403) return "Give the backend's key: `--header authorization=MY_VARIABLE`, or OTEL_EXPORTER_OTLP_HEADERS.";
	if (status === 404 || status === 405) return "Name the backend's OTLP/HTTP address; `/v1/traces` is added where it is left out.";
	if (status === 413) return "A session is larger than the backend takes: export to a file instead.";
	if (status === 415) return "The backend takes no OTLP as JSON: send it through an OpenTelemetry Collector.";
	if (status >= 300 && status < 400) return "Name the address that it leads to: redirects are not followed.";
	return retryable.has(status) ? "It asked for patience six times over; try again later." : "Look into the backend's own log; what was sent before stays there.";
}
/** Seconds or a date, in milliseconds from now. */
function retryAfter(value) {
	if (value === null) return void 0;
	const ms = /^\d+$/.test(value) ? Number(value) * 1e3 : Date.parse(value) - Date.now();
	return Number.isFinite(ms) ? Math.max(0, ms) : void 0;
}
function unreachable(url, cause) {
	const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
	const why = inner instanceof Error ? inner.message : String(inner);
	return new UserError("EXPORT_UNREACHABLE", `${originOf(url)} cannot be reached: ${why}`, "Check the address, and whether the backend is up.", { cause });
}
/** Without what may be a secret in the address. */
function originOf(url) {
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}
function pause(ms, signal) {
	return setTimeout(ms, void 0, { signal });
}

// src/adapters/otlp/http-sink.ts
/** Backends take some megabytes at once; a session that is larger by itself is sent alone. */
const mostCharacters = 2097152;
/** Distinct reasons that are kept; a backend that refuses everything says the same a thousand times. */
const mostReasons = 5;
/** Sends OTLP over HTTP as JSON, gzipped, several sessions at once, one request after another. */
function httpSink(destination) {
	let waiting = [];
	let characters = 0;
	let rejected = 0;
	const reasons = /* @__PURE__ */ new Set();
	const flush = async () => {
		if (waiting.length === 0) return;
		const body = gzipSync(JSON.stringify({ resourceSpans: waiting }));
		waiting = [];
		characters = 0;
		const answer = await sendSpans(body, destination);
		rejected += answer.rejected;
		if (answer.reason !== "" && reasons.size < mostReasons) reasons.add(answer.reason);
	};
	return {
		write: async ({ resourceSpans }) => {
			const more = JSON.stringify(resourceSpans).length;
			if (characters + more > mostCharacters) await flush();
			waiting.push(...resourceSpans);
			characters += more;
		},
		end: async () => {
			await flush();
			return {
				rejected,
				reasons: [...reasons]
			};
		},
		discard: () => {
			waiting = [];
		}
	};
}

export { httpSink };