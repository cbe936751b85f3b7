import type { ServerResponse } from "node:http";

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

export type WireProblem = { readonly code: string; readonly message: string };

/** An error of our own, in the shape that clients of OpenAI and of Anthropic both show to their users. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  { code, message }: WireProblem,
): void {
  const error = { message, type: "tracegate_recorder_error", param: null, code };
  sendJson(response, status, { type: "error", error });
}
