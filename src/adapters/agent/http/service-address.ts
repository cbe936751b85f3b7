import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "../../../core/errors.ts";
import { knockAtPort } from "./knock.ts";

/** What stands for an instance's port in an address and a command. */
export const portPlaceholder = "${PORT}";

/** The address that a template leads to, whatever the values of the turn and, for `${PORT}`, with the port 0. */
export function addressOf(template: string): URL {
  return new URL(template.replaceAll(portPlaceholder, "0").replaceAll(/\{\{.*?\}\}/g, "x"));
}

/** @throws UserError where another program listens already: it would be tested in place of the agent. */
export async function mustBeFree(address: URL): Promise<void> {
  const knock = await knockAtPort(address);
  if (knock.kind === "shut") return;
  throw new UserError(
    "AGENT_PORT_TAKEN",
    `Something listens at ${address.host} already, before the agent's service was started: it would be tested in its place.`,
    `End it, or let Tracegate choose a port: write \`${portPlaceholder}\` in \`agent.url\` and \`agent.start.command\`.`,
  );
}

/**
 * Waits a moment for a service that runs elsewhere: one that is not there is one error, and not one a run.
 *
 * @throws UserError where it takes no connections.
 */
export async function mustBeThere(address: URL): Promise<void> {
  let reason = "";
  for (const pauseMs of [0, 250, 1000]) {
    if (pauseMs > 0) await delay(pauseMs);
    const knock = await knockAtPort(address);
    if (knock.kind === "open") return;
    reason = knock.reason;
  }
  throw new UserError(
    "AGENT_UNREACHABLE",
    `The agent at ${address.origin} takes no connections (${reason}).`,
    "Start the service, correct `agent.url` in tracegate.yaml, or let Tracegate start it with `agent.start.command`.",
  );
}
