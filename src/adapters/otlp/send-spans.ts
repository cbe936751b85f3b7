import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { UserError } from "../../core/errors.ts";

export type Destination = {
  /** Where OTLP takes traces, path and all. */
  readonly url: string;
  /** Header values are secrets, and stand in no message. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** How long one request may take. */
  readonly answerMs?: number;
  /** Waits between two tries; takes the place of time in tests. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/** What a backend took only in part. */
export type SpansAnswer = { readonly rejected: number; readonly reason: string };

/** These say "later"; all other failures stay what they are (OTLP specification, "Failures"). */
const retryable = new Set([408, 429, 502, 503, 504]);
const mostTries = 6;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
const usualAnswerMs = 30_000;
const mostShown = 300;

const partialSuccess = z.object({
  partialSuccess: z
    .object({
      rejectedSpans: z.coerce.number().int().min(0).default(0),
      errorMessage: z.string().default(""),
    })
    .optional(),
});

/**
 * Sends one gzipped JSON body, and again while the backend asks for patience or cannot be reached: six times in all,
 * after 1, 2, 4, 8 and 16 seconds or as long as it asks for, at most a minute.
 *
 * @throws UserError `EXPORT_REFUSED` where it will not take the spans, `EXPORT_UNREACHABLE` where it never answered.
 */
export async function sendSpans(
  body: Uint8Array<ArrayBuffer>,
  destination: Destination,
): Promise<SpansAnswer> {
  const { signal, sleep = pause } = destination;
  for (let tried = 1; ; tried += 1) {
    const answer = await ask(body, destination);
    if (answer.kind === "taken") return answer;
    if (!answer.mayRetry || tried === mostTries) throw answer.error;
    const waitMs = answer.waitMs ?? firstPauseMs * 2 ** (tried - 1);
    await sleep(Math.min(waitMs, longestPauseMs), signal);
  }
}

type Answer =
  | ({ readonly kind: "taken" } & SpansAnswer)
  | {
      readonly kind: "failed";
      readonly error: UserError;
      readonly mayRetry: boolean;
      readonly waitMs?: number;
    };

async function ask(
  body: Uint8Array<ArrayBuffer>,
  { url, headers, signal, answerMs = usualAnswerMs }: Destination,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "content-encoding": "gzip" },
      body,
      // A key is not carried to another address.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    });
    const text = await response.text();
    return response.ok ? taken(text) : failed(url, response, text);
  } catch (cause) {
    signal.throwIfAborted();
    return { kind: "failed", mayRetry: true, error: unreachable(url, cause) };
  }
}

function taken(text: string): Answer {
  const { rejectedSpans = 0, errorMessage = "" } = partOf(text);
  return { kind: "taken", rejected: rejectedSpans, reason: errorMessage.slice(0, mostShown) };
}

/** Answers are empty, protobuf or JSON whatever was asked; only JSON says what was refused. */
function partOf(text: string): { readonly rejectedSpans?: number; readonly errorMessage?: string } {
  try {
    const parsed = partialSuccess.safeParse(JSON.parse(text));
    return parsed.data?.partialSuccess ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function failed(url: string, { status, headers }: Response, text: string): Answer {
  const said = text.trim().slice(0, mostShown);
  const error = new UserError(
    "EXPORT_REFUSED",
    `${originOf(url)} answered ${status}${said === "" ? "" : `: ${said}`}`,
    fixFor(status),
  );
  const waitMs = retryAfter(headers.get("retry-after"));
  const mayRetry = retryable.has(status);
  return { kind: "failed", error, mayRetry, ...(waitMs !== undefined && { waitMs }) };
}

function fixFor(status: number): string {
  if (status === 401 || status === 403) {
    return "Give the backend's key: `--header authorization=MY_VARIABLE`, or OTEL_EXPORTER_OTLP_HEADERS.";
  }
  if (status === 404 || status === 405) {
    return "Name the backend's OTLP/HTTP address; `/v1/traces` is added where it is left out.";
  }
  if (status === 413)
    return "A session is larger than the backend takes: export to a file instead.";
  if (status === 415)
    return "The backend takes no OTLP as JSON: send it through an OpenTelemetry Collector.";
  if (status >= 300 && status < 400)
    return "Name the address that it leads to: redirects are not followed.";
  return retryable.has(status)
    ? "It asked for patience six times over; try again later."
    : "Look into the backend's own log; what was sent before stays there.";
}

/** Seconds or a date, in milliseconds from now. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function unreachable(url: string, cause: unknown): UserError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const why = inner instanceof Error ? inner.message : String(inner);
  return new UserError(
    "EXPORT_UNREACHABLE",
    `${originOf(url)} cannot be reached: ${why}`,
    "Check the address, and whether the backend is up.",
    { cause },
  );
}

/** Without what may be a secret in the address. */
function originOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return wait(ms, undefined, { signal });
}
