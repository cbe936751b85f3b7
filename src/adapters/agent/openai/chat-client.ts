import { setTimeout as delay } from "node:timers/promises";
import { describeThrown } from "../../../core/text/describe-thrown.ts";
import type { JsonValue } from "../../../core/trace/json.ts";

export type ChatClientOptions = {
  /** Ends in `/v1` or whatever stands before `/chat/completions`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly maxRetries: number;
  /** Sees every attempt. */
  readonly fetchNow: typeof globalThis.fetch;
};

export type ChatAnswer =
  | { readonly kind: "answered"; readonly body: string }
  /**
   * After all retries; the reason ends a sentence that begins with "the model". `infra-error` where provider, address or
   * key are to blame, `agent-error` where the request is.
   */
  | {
      readonly kind: "failed";
      readonly outcome: "agent-error" | "infra-error";
      readonly reason: string;
    };

/** Longest wait that an endpoint may ask for. */
const longestWaitMs = 60_000;
const maxBodyBytes = 16 * 1_048_576;

/**
 * Asks for one chat completion, and again after 429, 5xx or a lost connection: when `retry-after` says, else after a
 * growing pause. Gives up at once where the wait would outlast the turn.
 *
 * @throws what the signal aborted with.
 */
export async function askModel(
  request: Readonly<Record<string, JsonValue>>,
  options: ChatClientOptions,
  turn: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<ChatAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await askOnce(request, options, turn.signal);
    if (answer.kind !== "again") return answer;
    const waitMs = answer.waitMs ?? Math.min(500 * 2 ** attempt, 8000);
    const isTooLate = performance.now() + waitMs >= turn.deadlineMs;
    if (attempt >= options.maxRetries || waitMs > longestWaitMs || isTooLate)
      return { kind: "failed", outcome: "infra-error", reason: answer.reason };
    await delay(waitMs, undefined, { signal: turn.signal });
  }
}

type Attempt =
  | ChatAnswer
  | { readonly kind: "again"; readonly reason: string; readonly waitMs: number | undefined };

async function askOnce(
  request: Readonly<Record<string, JsonValue>>,
  { baseUrl, apiKey, fetchNow }: ChatClientOptions,
  signal: AbortSignal,
): Promise<Attempt> {
  let response: Response;
  let body: string | undefined;
  try {
    response = await fetchNow(`${baseUrl.replace(/\/+$/, "")}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(request),
      signal,
    });
    body = await readCapped(response);
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return {
      kind: "again",
      reason: `was not reached: ${describeThrown(cause)}`,
      waitMs: undefined,
    };
  }
  if (body === undefined)
    return { kind: "failed", outcome: "agent-error", reason: "answered with more than 16 MB" };
  if (response.ok) return { kind: "answered", body };
  const { status } = response;
  if (status === 408 || status === 429 || status >= 500)
    return { kind: "again", reason: `answered ${status}`, waitMs: waitAskedFor(response.headers) };
  const isMisdirected = [401, 403, 404, 405].includes(status);
  const hint = isMisdirected ? " (see agent.baseUrl, agent.model and agent.apiKeyEnv)" : "";
  return {
    kind: "failed",
    outcome: isMisdirected ? "infra-error" : "agent-error",
    reason: `answered ${status}${hint}`,
  };
}

async function readCapped(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; undefined where neither can be read. */
function waitAskedFor(headers: Headers): number | undefined {
  const ms = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (ms >= 0) return ms;
  const after = headers.get("retry-after") ?? "";
  if (/^\d+(?:\.\d+)?$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
