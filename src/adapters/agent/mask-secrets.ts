import type { AgentRunner, AgentSession, TurnAnswer } from "../../ports/agent-runner.ts";

/** Shorter values would be found in words that have nothing to do with them. */
const shortestSecret = 8;

/**
 * A runner whose answers do not hold the values of secrets that the agent was given: results, evidence and the comment
 * on a pull request are made of them.
 *
 * Values are replaced as they stand, also inside a longer text; the same runner where there are none.
 *
 * @param secrets by the name of the variable that holds them.
 */
export function maskSecrets(
  runner: AgentRunner,
  secrets: Readonly<Record<string, string>>,
): AgentRunner {
  const masks = Object.entries(secrets)
    .filter(([, value]) => value.length >= shortestSecret)
    .toSorted(([, a], [, b]) => b.length - a.length)
    // As they stand in JSON, so that quotes and backslashes of a secret are found.
    .map(([name, value]) => ({
      value: JSON.stringify(value).slice(1, -1),
      mask: `[secret ${name}]`,
    }));
  if (masks.length === 0) return runner;
  const masked = (answer: TurnAnswer): TurnAnswer => {
    const text = JSON.stringify(answer);
    const safe = masks.reduce((all, { value, mask }) => all.replaceAll(value, mask), text);
    return safe === text ? answer : JSON.parse(safe);
  };
  return {
    get maxSessions() {
      return runner.maxSessions;
    },
    ...(runner.prepare !== undefined && { prepare: () => runner.prepare?.() ?? Promise.resolve() }),
    start: () => runner.start(),
    open: async (start) => masking(await runner.open(start), masked),
    close: () => runner.close(),
  };
}

function masking(session: AgentSession, masked: (answer: TurnAnswer) => TurnAnswer): AgentSession {
  const { startUpMs } = session;
  return {
    ...(startUpMs !== undefined && { startUpMs }),
    ...(session.complaint !== undefined && { complaint: () => session.complaint?.() }),
    send: async (message, signal) => masked(await session.send(message, signal)),
    close: () => session.close(),
  };
}
