import type { Step, StepError } from "../trace/session.ts";

/** The type of a model step's error where the provider could not be reached at all. */
export const connectionFailure = "connection";

/** The type of a model step's error where the provider answered with an HTTP status: `http-429`. */
export function httpFailure(status: number): string {
  return `http-${status}`;
}

/** Whether the provider failed and not the request: 429, 5xx, or no connection. */
function isProviderFailure(error: StepError): boolean {
  return error.type === connectionFailure || /^http-(?:429|5\d\d)$/.test(error.type);
}

/**
 * Whose failure it is when a turn yields no reply: the infrastructure's where the turn's last model
 * call failed at the provider, else the agent's.
 */
export function failureKind(steps: readonly Step[]): "agent-error" | "infra-error" {
  const call = steps.findLast((step) => step.kind === "model");
  return call?.error !== undefined && isProviderFailure(call.error) ? "infra-error" : "agent-error";
}
