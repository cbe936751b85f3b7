import { aa as isObject, la as isJsonValue, na as comparableRequest } from "./run-DTe1xjOx.js";
import { n as streamOfAnswer, r as renderEventStream } from "./cassette-stream-DuQjs844.js";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

// src/adapters/cassette/cassette-server.ts
const largestBody = 33554432;
/**
* Serves cassettes on a random port of the loopback interface.
*
* Each session's address holds 128 random bits: nothing else on the machine can spend its answers by guessing.
*/
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
		if (open === void 0) sendJson(response, failure(404, "not_found", "No such session."));
		else if (request.method !== "POST") sendJson(response, unrecorded(request.method, path));
		else await answer(open, {
			path,
			request,
			response
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (response.headersSent) response.destroy();
		else sendJson(response, failure(500, "cassette_failed", message));
	}
}
async function answer({ session, onGap }, { path, request, response }) {
	const body = await readJsonBody(request);
	if (body === void 0) {
		sendJson(response, failure(400, "invalid_request", "The body is no JSON object of 32 MB."));
		return;
	}
	const isRetry = Number(request.headers["x-stainless-retry-count"]) > 0;
	const hadGap = session.gap !== void 0;
	const asked = comparableRequest(path, body);
	const reply = session.answer(asked, isRetry);
	if (reply.kind === "gap") {
		sendJson(response, failure(422, "replay_gap", reply.reason));
		if (!hadGap) onGap(reply.reason);
		return;
	}
	const events = body["stream"] === true && reply.answer.status < 300 ? streamOfAnswer(asked.path, reply.answer.body, body) : void 0;
	if (events === void 0) {
		sendJson(response, reply.answer);
		return;
	}
	response.writeHead(200, {
		"content-type": "text/event-stream",
		"cache-control": "no-cache"
	});
	response.end(renderEventStream(events));
}
/** A request's body; `undefined` where it is no JSON object, too long, or cut off. */
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
	return isJsonValue(value) && isObject(value) ? value : void 0;
}
/** Clients look for models and files too; only what asks a model is recorded. */
function unrecorded(method, path) {
	return failure(404, "not_recorded", `A cassette answers POST requests to a model, not ${method} ${path}.`);
}
/** The shape of an error at OpenAI and, as far as their clients read it, at Anthropic. */
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
function sendJson(response, { status, body }) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		"content-type": "application/json",
		"content-length": Buffer.byteLength(text)
	});
	response.end(text);
}
function listen(server) {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			server.off("error", reject);
			const address = server.address();
			if (typeof address === "object" && address !== null) resolve(address.port);
			else reject(/* @__PURE__ */ new Error("the cassette's server has no port"));
		});
	});
}

// src/adapters/cassette/cassette-runner.ts
/** How long an agent whose model did not answer may take to end its turn by itself. */
const graceMs = 1e3;
/** How long the runner may then take to hand over the steps that it saw. */
const handOverMs = 100;
/**
* Runs sessions of which cassettes play the model; others are the runner's own.
*
* A request that is not recorded is an error to the agent, and ends the session as `replay-gap`, whatever the agent
* makes of it.
*
* @param playerFor the cassette of a session, by its id; nothing where its model is live.
*/
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
/** One session whose model a cassette plays. */
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
	/**
	* A session that never asked its cassette asked some other model, or none: it was not the recorded one. Nor was one
	* that asked for more behind its last reply.
	*/
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