import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { isJsonValue, type JsonValue, parseJsonText } from "../../core/trace/json.ts";
import { sendJson } from "../loopback/send-json.ts";
import { readRequestBody } from "./read-request.ts";
import type { LiveOutcome, ToolCalls } from "./tool-calls.ts";

const largestBody = 16 * 1024 * 1024;

const json = z.custom<JsonValue>(
  (value) => isJsonValue(value),
  "must be a JSON value, at most 64 levels deep",
);

const callBody = z.object({
  name: z.string().min(1).max(1000),
  arguments: json.optional(),
  callId: z.string().max(1000).optional(),
});

const resultBody = z.object({
  id: z.string().max(100),
  result: json.optional(),
  error: z
    .union([
      z.string().transform((message) => ({ type: "tool-error", message })),
      z.object({ type: z.string().default("tool-error"), message: z.string() }),
    ])
    .optional(),
});

/**
 * Answers `POST /call`, what becomes of a tool call, and `POST /result`, what the agent sees of a live tool's result.
 *
 * Whoever calls here is a line of code in any language, so that every answer is JSON and says what is wrong.
 */
export async function answerToolCall(
  path: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  calls: ToolCalls,
): Promise<void> {
  const route = `${request.method} ${path.replace(/\/$/, "")}`;
  if (route !== "POST /call" && route !== "POST /result")
    return refuse(response, 404, "POST to /call or to /result.");
  const body = await readRequestBody(request, largestBody);
  if (body.kind === "cut-off") return;
  if (body.kind === "too-large")
    return refuse(response, 413, `A call may hold ${largestBody} bytes.`);
  if (body.kind === "unreadable") return refuse(response, 400, body.reason);
  const value = jsonIn(body.bytes.toString("utf8"));
  if (route === "POST /call") return answerCall(value, response, calls);
  return answerResult(value, response, calls);
}

async function answerCall(
  value: unknown,
  response: ServerResponse,
  calls: ToolCalls,
): Promise<void> {
  const parsed = callBody.safeParse(value);
  if (!parsed.success) return refuse(response, 400, describeIssue(parsed.error));
  const { name, arguments: given, callId } = parsed.data;
  const answer = await calls.answer({
    name,
    ...(given !== undefined && { arguments: given }),
    ...(callId !== undefined && { callId }),
  });
  sendJson(response, 200, answer);
}

function answerResult(value: unknown, response: ServerResponse, calls: ToolCalls): void {
  const parsed = resultBody.safeParse(value);
  if (!parsed.success) return refuse(response, 400, describeIssue(parsed.error));
  const { id, result, error } = parsed.data;
  const outcome: LiveOutcome = error === undefined ? { result: result ?? null } : { error };
  const seen = calls.report(id, outcome);
  if (seen === undefined)
    return refuse(response, 409, "No live call of this id waits for its result.");
  sendJson(response, 200, seen);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { type: "bad-request", message } });
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join(".") ?? "";
  return `${where === "" ? "The body" : `\`${where}\``}: ${issue?.message ?? "not JSON"}. Send {"name": …, "arguments": …} to /call and {"id": …, "result": …} to /result.`;
}

function jsonIn(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch {
    // The schema says that an object is wanted.
    return undefined;
  }
}
