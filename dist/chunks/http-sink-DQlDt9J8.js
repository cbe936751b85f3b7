import { O as object, P as string, U as UserError, t as number } from "./shared-Cu69G1m7.js";
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");
const { gzipSync } = globalThis.process.getBuiltinModule("node:zlib");

// src/adapters/otlp/send-spans.ts
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
function originOf(url) {
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}
function pause(ms, signal) {
	return setTimeout(ms, void 0, { signal });
}

// src/adapters/otlp/http-sink.ts
const mostCharacters = 2097152;
const mostReasons = 5;
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