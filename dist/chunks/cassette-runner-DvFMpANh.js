import { Da as isJsonValue, Ea as isJsonObject, oi as comparableRequest } from "./run-BZDTBg9r.js";
import { n as streamOfAnswer, r as renderEventStream } from "./cassette-stream-0Bj07Do6.js";
import { n as listen, t as sendJson } from "./send-json-Bhb-RiWv.js";
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { createServer } = globalThis.process.getBuiltinModule("node:http");

// src/adapters/cassette/cassette-server.ts
const largestBody = 33554432;
async function startCassetteServer() {
	const sessions = /* @__PURE__ */ new Map();
	const server = createServer((request, response) => {
		respond(sessions, request, response);
	});
	server.keepAliveTimeout = 12e4;
	const port = await listen(server);
	let closing;
	return {
		open: (session, onGap) => {
			const token = randomBytes(16).toString("base64url");
			sessions.set(token, {
				session,
				onGap
			});
			return {
				baseUrl: `http://127.0.0.1:${port}/${token}/v1`,
				close: () => void sessions.delete(token)
			};
		},
		close: () => {
			closing ??= new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
			return closing;
		}
	};
}
async function respond(sessions, request, response) {
	try {
		const [, token = "", path = "/"] = /^\/([\w-]{1,64})(\/[^?#]*)/.exec(request.url ?? "") ?? [];
		const open = sessions.get(token);
		if (open === void 0) sendAnswer(response, failure(404, "not_found", "No such session."));
		else if (request.method !== "POST") sendAnswer(response, unrecorded(request.method, path));
		else await answer(open, {
			path,
			request,
			response
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (response.headersSent) response.destroy();
		else sendAnswer(response, failure(500, "cassette_failed", message));
	}
}
async function answer({ session, onGap }, { path, request, response }) {
	const body = await readJsonBody(request);
	if (body === void 0) {
		sendAnswer(response, failure(400, "invalid_request", "The body is no JSON object of 32 MB."));
		return;
	}
	const isRetry = Number(request.headers["x-stainless-retry-count"]) > 0;
	const hadGap = session.gap !== void 0;
	const asked = comparableRequest(path, body);
	const reply = session.answer(asked, isRetry);
	if (reply.kind === "gap") {
		sendAnswer(response, failure(422, "replay_gap", reply.reason));
		if (!hadGap) onGap(reply.reason);
		return;
	}
	const events = body["stream"] === true && reply.answer.status < 300 ? streamOfAnswer(asked.path, reply.answer.body, body) : void 0;
	if (events === void 0) {
		sendAnswer(response, reply.answer);
		return;
	}
	response.writeHead(200, {
		"content-type": "text/event-stream",
		"cache-control": "no-cache"
	});
	response.end(renderEventStream(events));
}
async function readJsonBody(request) {
	const chunks = [];
	let size = 0;
	const body = request;
	for await (const chunk of body) {
		size += chunk.length;
		if (size <= largestBody) chunks.push(chunk);
	}
	if (size > largestBody) return void 0;
	let value;
	try {
		value = JSON.parse(Buffer.concat(chunks).toString("utf8"));
	} catch {
		return;
	}
	return isJsonValue(value) && isJsonObject(value) ? value : void 0;
}
function unrecorded(method, path) {
	return failure(404, "not_recorded", `A cassette answers POST requests to a model, not ${method} ${path}.`);
}
function failure(status, code, message) {
	return {
		status,
		body: {
			type: "error",
			error: {
				message,
				type: code,
				param: null,
				code
			}
		}
	};
}
function sendAnswer(response, { status, body }) {
	sendJson(response, status, body);
}

// src/adapters/cassette/cassette-runner.ts
const graceMs = 1e3;
const handOverMs = 100;
function cassetteRunner(runner, playerFor) {
	let server;
	return {
		maxSessions: runner.maxSessions,
		...runner.prepare !== void 0 && { prepare: () => runner.prepare?.() ?? Promise.resolve() },
		start: () => runner.start(),
		open: async (start) => {
			const player = playerFor(start.sessionId);
			if (player === void 0) return runner.open(start);
			server ??= startCassetteServer();
			return openRecorded(runner, start, {
				session: player.play(),
				server: await server
			});
		},
		close: async () => {
			await runner.close();
			await (await server)?.close();
		}
	};
}
async function openRecorded(runner, start, { session, server }) {
	const { promise: gap, resolve } = Promise.withResolvers();
	const address = server.open(session, () => resolve());
	try {
		const inner = await runner.open({
			...start,
			modelBaseUrl: address.baseUrl
		});
		return new RecordedSession(inner, {
			session,
			address,
			gap
		});
	} catch (error) {
		address.close();
		throw error;
	}
}
var RecordedSession = class {
	startUpMs;
	#inner;
	#playing;
	constructor(inner, playing) {
		this.#inner = inner;
		this.#playing = playing;
		if (inner.startUpMs !== void 0) this.startUpMs = inner.startUpMs;
	}
	async send(message, signal) {
		const { session, gap } = this.#playing;
		const stop = new AbortController();
		const answering = this.#inner.send(message, AbortSignal.any([signal, stop.signal]));
		const stuck = gap.then(() => after(graceMs));
		const answer = await Promise.race([answering, stuck]);
		if (session.gap === void 0 && answer !== void 0) return answer;
		stop.abort();
		const told = answer ?? await Promise.race([answering, after(handOverMs)]);
		return {
			kind: "replay-gap",
			reason: session.gap ?? "",
			steps: stepsOf(told)
		};
	}
	complaint() {
		const { silence, gap = silence } = this.#playing.session;
		if (gap === void 0) return this.#inner.complaint?.();
		return {
			kind: "replay-gap",
			reason: gap
		};
	}
	async close() {
		await this.#inner.close();
		this.#playing.address.close();
	}
};
function stepsOf(answer) {
	if (answer === void 0) return [];
	return answer.kind === "replied" ? answer.turn.steps : answer.steps;
}
function after(ms) {
	return new Promise((resolve) => {
		setTimeout(() => resolve(void 0), ms).unref();
	});
}

export { cassetteRunner };