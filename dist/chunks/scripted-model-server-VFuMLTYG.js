import { i as chatRequest, r as chatCompletionChunks, t as answerScripted } from "./scripted-model-33vvyzye.js";
import { n as listen, t as sendJson } from "./send-json-Bhb-RiWv.js";
const { createHash, randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { createServer } = globalThis.process.getBuiltinModule("node:http");

// src/adapters/scripted-model/read-body.ts
function readBody(request, largest) {
	return new Promise((resolve) => {
		const chunks = [];
		let size = 0;
		request.on("data", (chunk) => {
			size += chunk.length;
			if (size <= largest) {
				chunks.push(chunk);
				return;
			}
			request.pause();
			resolve({ kind: "too-large" });
		});
		request.on("end", () => resolve({
			kind: "text",
			text: Buffer.concat(chunks).toString("utf8")
		}));
		request.on("error", () => resolve({ kind: "cut-off" }));
		request.on("close", () => resolve({ kind: "cut-off" }));
	});
}

// src/adapters/scripted-model/scripted-model-server.ts
const largestBody = 8388608;
const recentCalls = 64;
async function startScriptedModel(script) {
	const sessions = /* @__PURE__ */ new Map();
	const tokens = /* @__PURE__ */ new Map();
	const server = createServer((request, response) => {
		respond(script, sessions, {
			request,
			response
		});
	});
	server.keepAliveTimeout = 12e4;
	const port = await listen(server);
	let closing;
	return {
		baseUrlFor: (sessionId, seed) => {
			let token = tokens.get(sessionId);
			if (token === void 0) {
				token = randomBytes(16).toString("base64url");
				tokens.set(sessionId, token);
				sessions.set(token, {
					seed,
					calls: 0,
					recent: /* @__PURE__ */ new Map()
				});
			}
			return `http://127.0.0.1:${port}/${token}/v1`;
		},
		endSession: (sessionId) => {
			sessions.delete(tokens.get(sessionId) ?? "");
			tokens.delete(sessionId);
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
async function respond(script, sessions, { request, response }) {
	try {
		const [, token = "", path] = /^\/([\w-]{1,64})(\/[^?]*)/.exec(request.url ?? "") ?? [];
		const session = sessions.get(token);
		if (session === void 0) return sendAnswer(response, failure(404, "not_found", "No such session."));
		const route = `${request.method} ${path}`;
		if (route === "GET /v1/models") return sendAnswer(response, models(script));
		if (route !== "POST /v1/chat/completions") return sendAnswer(response, failure(404, "not_found", "A scripted model serves /v1/models and /v1/chat/completions."));
		await complete(script, session, {
			request,
			response
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (response.headersSent) response.destroy();
		else sendAnswer(response, failure(500, "scripted_model_failed", message));
	}
}
async function complete(script, session, { request, response }) {
	const body = await readBody(request, largestBody);
	if (body.kind === "cut-off") return;
	if (body.kind === "too-large") {
		response.setHeader("connection", "close");
		return sendAnswer(response, failure(413, "request_too_large", `A request may hold ${largestBody} bytes.`));
	}
	const parsed = chatRequest.safeParse(jsonOrUndefined(body.text));
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		return sendAnswer(response, failure(400, "invalid_request", `${(issue?.path.join(".") ?? "") || "request"}: ${issue?.message ?? "not JSON"}`));
	}
	const call = callNumber(session, request, body.text);
	const answer = answerScripted(script, parsed.data, {
		seed: session.seed,
		call
	});
	if (answer.kind === "no-answer") return sendAnswer(response, failure(422, answer.code, answer.message));
	if (parsed.data.stream === true) {
		const includeUsage = parsed.data.stream_options?.include_usage === true;
		return sendStream(response, answer.completion, includeUsage);
	}
	sendAnswer(response, {
		status: 200,
		body: answer.completion
	});
}
function callNumber(session, request, body) {
	const given = request.headers["idempotency-key"];
	const key = typeof given === "string" ? given : createHash("sha256").update(body).digest("hex");
	const known = typeof given === "string" || Number(request.headers["x-stainless-retry-count"]) > 0 ? session.recent.get(key) : void 0;
	if (known !== void 0) return known;
	session.calls += 1;
	session.recent.delete(key);
	session.recent.set(key, session.calls);
	const [oldest] = session.recent.keys();
	if (session.recent.size > recentCalls && oldest !== void 0) session.recent.delete(oldest);
	return session.calls;
}
function models(script) {
	return {
		status: 200,
		body: {
			object: "list",
			data: [{
				id: script.model,
				object: "model",
				created: 0,
				owned_by: "tracegate"
			}]
		}
	};
}
function failure(status, code, message) {
	return {
		status,
		body: { error: {
			message,
			type: "scripted_model_error",
			param: null,
			code
		} }
	};
}
function sendAnswer(response, { status, body }) {
	sendJson(response, status, body);
}
function sendStream(response, completion, includeUsage) {
	response.writeHead(200, {
		"content-type": "text/event-stream",
		"cache-control": "no-cache"
	});
	for (const chunk of chatCompletionChunks(completion, { includeUsage })) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
	response.end("data: [DONE]\n\n");
}
function jsonOrUndefined(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

export { startScriptedModel };