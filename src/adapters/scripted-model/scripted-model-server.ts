import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { ChatCompletion } from "../../core/simulation/chat-completion.ts";
import { chatCompletionChunks, chatRequest } from "../../core/simulation/chat-completion.ts";
import type { ScriptedModel } from "../../core/simulation/scripted-model.ts";
import { answerScripted } from "../../core/simulation/scripted-model.ts";
import { listen } from "../loopback/listen.ts";
import { sendJson } from "../loopback/send-json.ts";
import { readBody } from "./read-body.ts";

/** A scripted model behind an OpenAI-compatible address, for as long as an experiment runs. */
export type ScriptedModelServer = {
  /**
   * The base URL, ending in `/v1`, that is one session's own: calls to it are counted and answered by
   * the session's seed. Asking again for the same session gives the same URL.
   */
  readonly baseUrlFor: (sessionId: string, seed: string) => string;
  /** Forgets a session; its URL answers 404 from then on. */
  readonly endSession: (sessionId: string) => void;
  /** Ends every connection, whether idle or not, and the server. Safe to call twice. */
  readonly close: () => Promise<void>;
};

type OpenSession = {
  readonly seed: string;
  calls: number;
  /** The number of each recent call, by what identifies its request: a retry is the same call. */
  readonly recent: Map<string, number>;
};

type Answer = { readonly status: number; readonly body: unknown };

const largestBody = 8 * 1024 * 1024;
const recentCalls = 64;

/**
 * Serves a scripted model on a random port of the loopback interface.
 *
 * Each session's URL holds 128 random bits, so that nothing else on the machine can ask it, or spend
 * a session's calls, by guessing.
 */
export async function startScriptedModel(script: ScriptedModel): Promise<ScriptedModelServer> {
  const sessions = new Map<string, OpenSession>();
  const tokens = new Map<string, string>();
  const server = createServer((request, response) => {
    void respond(script, sessions, { request, response });
  });
  server.keepAliveTimeout = 120_000;
  const port = await listen(server);
  let closing: Promise<void> | undefined;
  return {
    baseUrlFor: (sessionId, seed) => {
      let token = tokens.get(sessionId);
      if (token === undefined) {
        token = randomBytes(16).toString("base64url");
        tokens.set(sessionId, token);
        sessions.set(token, { seed, calls: 0, recent: new Map() });
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
    },
  };
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

async function respond(
  script: ScriptedModel,
  sessions: ReadonlyMap<string, OpenSession>,
  { request, response }: Exchange,
): Promise<void> {
  try {
    const [, token = "", path] = /^\/([\w-]{1,64})(\/[^?]*)/.exec(request.url ?? "") ?? [];
    const session = sessions.get(token);
    if (session === undefined)
      return sendAnswer(response, failure(404, "not_found", "No such session."));
    const route = `${request.method} ${path}`;
    if (route === "GET /v1/models") return sendAnswer(response, models(script));
    if (route !== "POST /v1/chat/completions") {
      return sendAnswer(
        response,
        failure(404, "not_found", "A scripted model serves /v1/models and /v1/chat/completions."),
      );
    }
    await complete(script, session, { request, response });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (response.headersSent) response.destroy();
    else sendAnswer(response, failure(500, "scripted_model_failed", message));
  }
}

async function complete(
  script: ScriptedModel,
  session: OpenSession,
  { request, response }: Exchange,
): Promise<void> {
  const body = await readBody(request, largestBody);
  if (body.kind === "cut-off") return;
  if (body.kind === "too-large") {
    response.setHeader("connection", "close");
    return sendAnswer(
      response,
      failure(413, "request_too_large", `A request may hold ${largestBody} bytes.`),
    );
  }
  const parsed = chatRequest.safeParse(jsonOrUndefined(body.text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") ?? "";
    return sendAnswer(
      response,
      failure(400, "invalid_request", `${where || "request"}: ${issue?.message ?? "not JSON"}`),
    );
  }
  const call = callNumber(session, request, body.text);
  const answer = answerScripted(script, parsed.data, { seed: session.seed, call });
  if (answer.kind === "no-answer") {
    return sendAnswer(response, failure(422, answer.code, answer.message));
  }
  if (parsed.data.stream === true) {
    const includeUsage = parsed.data.stream_options?.include_usage === true;
    return sendStream(response, answer.completion, includeUsage);
  }
  sendAnswer(response, { status: 200, body: answer.completion });
}

/**
 * Which call of the session a request is. The SDKs of OpenAI send a request again after a lost
 * connection and count the attempts in a header: the second attempt must be the same call, or one
 * slow moment would change every later answer of the session.
 */
function callNumber(session: OpenSession, request: IncomingMessage, body: string): number {
  const given = request.headers["idempotency-key"];
  const key = typeof given === "string" ? given : createHash("sha256").update(body).digest("hex");
  const isRetry =
    typeof given === "string" || Number(request.headers["x-stainless-retry-count"]) > 0;
  const known = isRetry ? session.recent.get(key) : undefined;
  if (known !== undefined) return known;
  session.calls += 1;
  session.recent.delete(key);
  session.recent.set(key, session.calls);
  const [oldest] = session.recent.keys();
  if (session.recent.size > recentCalls && oldest !== undefined) session.recent.delete(oldest);
  return session.calls;
}

function models(script: ScriptedModel): Answer {
  const model = { id: script.model, object: "model", created: 0, owned_by: "tracegate" };
  return { status: 200, body: { object: "list", data: [model] } };
}

/** OpenAI's shape of an error. */
function failure(status: number, code: string, message: string): Answer {
  return { status, body: { error: { message, type: "scripted_model_error", param: null, code } } };
}

function sendAnswer(response: ServerResponse, { status, body }: Answer): void {
  sendJson(response, status, body);
}

function sendStream(
  response: ServerResponse,
  completion: ChatCompletion,
  includeUsage: boolean,
): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  for (const chunk of chatCompletionChunks(completion, { includeUsage })) {
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }
  response.end("data: [DONE]\n\n");
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
