import { printable } from "../text/printable.ts";
import type { Failure } from "./provider-failure.ts";

/** How an HTTP agent failed to answer with a success. */
export type HttpFailure =
  | { readonly kind: "status"; readonly status: number; readonly body: string }
  /** There was no whole answer; `code` is the system's, such as `ECONNREFUSED`. */
  | { readonly kind: "connection"; readonly code: string };

/** Statuses that say that the request never reached an agent: a wrong address, key or method. */
const neverReached = new Set([401, 403, 404, 405, 406, 407, 415]);

/**
 * Whose failure an HTTP failure is.
 *
 * A service that we started is the agent: whatever it answers is its own. Of a service that runs elsewhere, no
 * connection, 429, 5xx, redirects and requests that reached no agent are the infrastructure's.
 */
export function describeHttpFailure(failure: HttpFailure, isOurs: boolean): Failure {
  if (failure.kind === "connection") {
    const reason = `the agent broke the connection off or took none (${failure.code})`;
    return { kind: isOurs ? "agent-error" : "infra-error", reason };
  }
  const { status } = failure;
  const said = printable(failure.body, 200);
  const reason = `the agent answered ${status}${said === "" ? "" : `: ${said}`}${hintOf(status)}`;
  const isInfra =
    status === 408 || status === 429 || status >= 500 || status < 400 || neverReached.has(status);
  return { kind: !isOurs && isInfra ? "infra-error" : "agent-error", reason };
}

function hintOf(status: number): string {
  if (status >= 300 && status < 400)
    return " (redirects are not followed: set agent.url to where it leads)";
  if (status === 401 || status === 403 || status === 407)
    return " (see the credentials in agent.request.headers)";
  if (status === 404 || status === 405) return " (see agent.url and agent.request.method)";
  return "";
}
