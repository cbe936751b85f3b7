import type { ServerResponse } from "node:http";
import { sendJson } from "../loopback/send-json.ts";

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
