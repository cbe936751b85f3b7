import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ModelAnswer } from "../../core/replay/cassette.ts";
import type { CassetteSession } from "../../core/replay/cassette-player.ts";
import { comparableRequest } from "../../core/replay/cassette-request.ts";
import { streamOfAnswer } from "../../core/replay/cassette-stream.ts";
import { renderEventStream } from "../../core/replay/cassette-stream-event.ts";
import { isJsonObject, isJsonValue, type JsonObject } from "../../core/trace/json.ts";
import { listen } from "../loopback/listen.ts";
import { sendJson } from "../loopback/send-json.ts";

/** Recorded model answers behind an address on loopback, for as long as an experiment runs. */
export type CassetteServer = {
  /** Opens an address that is one session's own; `onGap` is told once that a request was not matched. */
  readonly open: (session: CassetteSession, onGap: (reason: string) => void) => CassetteAddress;
  /** Ends every connection and the server. Safe to call twice. */
  readonly close: () => Promise<void>;
};

export type CassetteAddress = {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** The address answers 404 from then on. */
  readonly close: () => void;
};

type Open = { readonly session: CassetteSession; readonly onGap: (reason: string) => void };

const largestBody = 32 * 1024 * 1024;

/**
 * Serves cassettes on a random port of the loopback interface.
 *
 * Each session's address holds 128 random bits: nothing else on the machine can spend its answers by guessing.
 */
export async function startCassetteServer(): Promise<CassetteServer> {
  const sessions = new Map<string, Open>();
  const server = createServer((request, response) => {
    void respond(sessions, request, response);
  });
  server.keepAliveTimeout = 120_000;
  const port = await listen(server);
  let closing: Promise<void> | undefined;
  return {
    open: (session, onGap) => {
      const token = randomBytes(16).toString("base64url");
      sessions.set(token, { session, onGap });
      return {
        baseUrl: `http://127.0.0.1:${port}/${token}/v1`,
        close: () => void sessions.delete(token),
      };
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

async function respond(
  sessions: ReadonlyMap<string, Open>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const [, token = "", path = "/"] = /^\/([\w-]{1,64})(\/[^?#]*)/.exec(request.url ?? "") ?? [];
    const open = sessions.get(token);
    if (open === undefined) sendAnswer(response, failure(404, "not_found", "No such session."));
    else if (request.method !== "POST") sendAnswer(response, unrecorded(request.method, path));
    else await answer(open, { path, request, response });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (response.headersSent) response.destroy();
    else sendAnswer(response, failure(500, "cassette_failed", message));
  }
}

type Exchange = {
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

async function answer(
  { session, onGap }: Open,
  { path, request, response }: Exchange,
): Promise<void> {
  const body = await readJsonBody(request);
  if (body === undefined) {
    sendAnswer(response, failure(400, "invalid_request", "The body is no JSON object of 32 MB."));
    return;
  }
  // The SDKs count the attempts of one call in a header.
  const isRetry = Number(request.headers["x-stainless-retry-count"]) > 0;
  const hadGap = session.gap !== undefined;
  const asked = comparableRequest(path, body);
  const reply = session.answer(asked, isRetry);
  if (reply.kind === "gap") {
    // No SDK sends a 422 again.
    sendAnswer(response, failure(422, "replay_gap", reply.reason));
    if (!hadGap) onGap(reply.reason);
    return;
  }
  const events =
    body["stream"] === true && reply.answer.status < 300
      ? streamOfAnswer(asked.path, reply.answer.body, body)
      : undefined;
  if (events === undefined) {
    sendAnswer(response, reply.answer);
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.end(renderEventStream(events));
}

/** A request's body; `undefined` where it is no JSON object, too long, or cut off. */
async function readJsonBody(request: IncomingMessage): Promise<JsonObject | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterable<Buffer> = request;
  for await (const chunk of body) {
    size += chunk.length;
    // To stop reading would cut the connection, and with it the answer that says why.
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
  return isJsonValue(value) && isJsonObject(value) ? value : undefined;
}

/** Clients look for models and files too; only what asks a model is recorded. */
function unrecorded(method: string | undefined, path: string): ModelAnswer {
  return failure(
    404,
    "not_recorded",
    `A cassette answers POST requests to a model, not ${method} ${path}.`,
  );
}

/** The shape of an error at OpenAI and, as far as their clients read it, at Anthropic. */
function failure(status: number, code: string, message: string): ModelAnswer {
  const error = { message, type: code, param: null, code };
  return { status, body: { type: "error", error } };
}

function sendAnswer(response: ServerResponse, { status, body }: ModelAnswer): void {
  sendJson(response, status, body);
}
