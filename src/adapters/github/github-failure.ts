import { RequestError } from "@octokit/request-error";
import { z } from "zod";
import { terminalText } from "../../core/report/wording.ts";

/** Why a request did not get what it was for. Texts are cut, harmless, and hold no secret. */
export type FailureKind =
  /** GitHub answered, and the answer is no. `said` is its own sentence, or "". */
  | { readonly kind: "refused"; readonly status: number; readonly said: string }
  /** Too many requests; `waitMs` where GitHub says how long to stay away. */
  | { readonly kind: "rate-limited"; readonly status: number; readonly waitMs?: number }
  /** No answer came, or not all of it. What was asked may have been done all the same. */
  | { readonly kind: "no-answer"; readonly detail: string }
  /** An answer that GitHub's API never gives: a page of a proxy, a list that is none. */
  | { readonly kind: "unusable"; readonly detail: string };

/** What every request of this adapter rejects with, once trying again is of no use. */
export class GitHubFailure extends Error {
  override readonly name = "GitHubFailure";
  readonly why: FailureKind;

  constructor(why: FailureKind, cause?: unknown) {
    super(why.kind, cause === undefined ? undefined : { cause });
    this.why = why;
  }
}

/** Whether GitHub said no with exactly this status. */
export function isRefused(error: unknown, status: number): boolean {
  return (
    error instanceof GitHubFailure && error.why.kind === "refused" && error.why.status === status
  );
}

/** A request that went wrong this way may have been heeded, so that asking again may do it twice. */
export function mayBeDone({ why }: GitHubFailure): boolean {
  return why.kind === "refused" ? why.status >= 500 : why.kind !== "rate-limited";
}

/** Reads what Octokit or a schema throws; `undefined` for anything else, which is a bug of ours. */
export function readFailure(
  error: unknown,
  token: string,
  nowMs: number,
): GitHubFailure | undefined {
  const harmless = (text: string): string => terminalText(text.replaceAll(token, "***"), 300);
  if (error instanceof z.ZodError)
    return new GitHubFailure({ kind: "unusable", detail: harmless(describeShape(error)) }, error);
  if (!(error instanceof RequestError)) return undefined;
  const { response, status } = error;
  if (response === undefined)
    return new GitHubFailure({ kind: "no-answer", detail: harmless(describeCut(error)) }, error);
  const headers: Headers = response.headers;
  const said = sentenceOf(response.data);
  if (!isRateLimit(status, headers, said))
    return new GitHubFailure({ kind: "refused", status, said: harmless(said) }, error);
  const waitMs = waitOf(headers, nowMs);
  return new GitHubFailure(
    { kind: "rate-limited", status, ...(waitMs !== undefined && { waitMs }) },
    error,
  );
}

type Headers = Readonly<Record<string, unknown>>;

/** GitHub answers 403, not 429, for most of its limits; and a token may lack a permission with nothing left. */
function isRateLimit(status: number, headers: Headers, said: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (headers["retry-after"] !== undefined || /rate limit|abuse detection/i.test(said)) return true;
  return headers["x-ratelimit-remaining"] === "0" && !/not accessible|locked/i.test(said);
}

/** GitHub's clock counts where it tells its time, since a runner's may be off. */
function waitOf(headers: Headers, nowMs: number): number | undefined {
  const sent = Date.parse(String(headers["date"]));
  const now = Number.isNaN(sent) ? nowMs : sent;
  const after = headers["retry-after"];
  if (typeof after === "string" && after.trim() !== "") {
    const until = /^\s*\d+\s*$/.test(after) ? now + Number(after) * 1000 : Date.parse(after);
    if (!Number.isNaN(until)) return Math.max(0, until - now);
  }
  const reset = Number(headers["x-ratelimit-reset"]);
  const isSpent = headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset);
  return isSpent ? Math.max(0, reset * 1000 - now) : undefined;
}

const refusal = z.object({
  message: z.string(),
  errors: z.array(z.union([z.string(), z.object({ message: z.string() }).loose()])).optional(),
});

/** A refusal in GitHub's words; "" where something else than GitHub speaks, such as a proxy's page. */
function sentenceOf(data: unknown): string {
  const met = refusal.safeParse(data);
  if (!met.success) {
    const plain = z.object({ message: z.string() }).safeParse(data);
    return plain.success ? plain.data.message : "";
  }
  const details = met.data.errors?.map((one) => (typeof one === "string" ? one : one.message));
  return [met.data.message, ...(details ?? [])].join(": ").replace(/[.\s]+$/, "");
}

/** A code such as `ECONNREFUSED` says more than the sentence that comes with it. */
function describeCut(error: RequestError): string {
  const chain = [error.cause, error.cause instanceof Error ? error.cause.cause : undefined];
  const codes = chain.flatMap((one) => {
    const coded = z.object({ code: z.string() }).safeParse(one);
    return coded.success ? [coded.data.code] : [];
  });
  return codes.at(-1) ?? error.message;
}

function describeShape({ issues }: z.ZodError): string {
  const [first] = issues;
  if (first === undefined) return "it has another shape";
  return first.path.length === 0
    ? first.message
    : `${first.path.map(String).join(".")}: ${first.message}`;
}
