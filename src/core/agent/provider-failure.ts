import { describeThrown } from "../text/describe-thrown.ts";
import { printable } from "../text/printable.ts";
import type { Step, StepError } from "../trace/session.ts";

/** The type of a model step's error where the provider could not be reached, or its answer broke off. */
const connectionFailure = "connection";

/**
 * What a connection to a provider failed with, in words.
 *
 * @param host whose connection it was, such as `api.openai.com`.
 * @param isAnswering whether the head of an answer had come: then its rest is what is missing.
 */
export function brokenConnection(
  host: string,
  error: unknown,
  { isAnswering }: { readonly isAnswering: boolean },
): StepError {
  return { type: connectionFailure, message: describeBreak(host, error, isAnswering) };
}

function describeBreak(host: string, error: unknown, isAnswering: boolean): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("HPE_")) return `what ${host} answered is no HTTP: ${describeThrown(error)}`;
  if (isAnswering) return `${host} broke off in the middle of its answer`;
  // Node says ECONNRESET also where the other side ended the connection in an orderly way.
  const isClosed = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes(code);
  if (isClosed) return `${host} closed the connection before it answered`;
  return `${host} could not be reached: ${describeThrown(error)}`;
}

/** The type of a model step's error where the provider answered with an HTTP status: `http-429`. */
export function httpFailure(status: number): string {
  return `http-${status}`;
}

/** Whether a call with this error took nothing: the provider refused it or pointed elsewhere, and nobody bills for that. */
export function isUnbilled({ type }: StepError): boolean {
  return /^http-(?:[34]\d\d|503|529)$/.test(type);
}

/** Whether the provider failed and not the request: 429, 5xx, or no connection. */
function isProviderFailure(error: StepError): boolean {
  return error.type === connectionFailure || /^http-(?:429|5\d\d)$/.test(error.type);
}

/** Whose failure a turn without a reply is, and why. */
export type Failure = {
  readonly kind: "agent-error" | "infra-error";
  /** `reason`, and before it what failed at the provider where that makes it the infrastructure's failure. */
  readonly reason: string;
};

/** The infrastructure's failure where the turn's last model call failed at the provider, else the agent's. */
export function describeTurnFailure(reason: string, steps: readonly Step[]): Failure {
  const call = steps.findLast((step) => step.kind === "model");
  if (call?.error === undefined || !isProviderFailure(call.error)) {
    return { kind: "agent-error", reason };
  }
  return { kind: "infra-error", reason: `${describeProvider(call.error)}; ${reason}` };
}

/** Without the message of a provider that answered: it may hold an id for each request, and reasons are counted. */
function describeProvider({ type, message }: StepError): string {
  if (type !== connectionFailure)
    return `the model provider answered ${type.slice("http-".length)}`;
  return `the model provider failed: ${printable(message, 200)}`;
}
