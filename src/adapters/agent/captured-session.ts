import type { AgentSession, TurnAnswer } from "../../ports/agent-runner.ts";
import type { RecorderSession } from "../../ports/recorder.ts";
import { failedTurn } from "./turn-recorder.ts";

/**
 * A session of which each turn holds what the recorder saw of it, besides what the agent reported itself.
 *
 * The recorder's session ends before the agent's: what serves the next session is free by then.
 */
export function capturedSession(session: AgentSession, capture: RecorderSession): AgentSession {
  const { startUpMs } = session;
  return {
    ...(startUpMs !== undefined && { startUpMs }),
    send: async (message, signal) => withCapture(await session.send(message, signal), capture),
    close: async () => {
      await capture.close();
      await session.close();
    },
  };
}

async function withCapture(answer: TurnAnswer, capture: RecorderSession): Promise<TurnAnswer> {
  const seen = answer.kind === "replied" ? answer.turn.steps : answer.steps;
  const { steps, failure, policy, agent, traceId } = await capture.endTurn(seen);
  if (failure !== undefined) return { ...failure, steps };
  switch (answer.kind) {
    case "agent-error":
      // A provider's failure that only the recorder saw makes it the infrastructure's.
      return failedTurn(answer.reason, steps);
    case "infra-error":
    case "replay-gap":
      return { ...answer, steps };
    case "replied": {
      const known = answer.policy ?? policy;
      return {
        ...answer,
        turn: { ...answer.turn, steps, ...(traceId !== undefined && { traceId }) },
        ...(known !== undefined && { policy: known }),
        ...(agent !== undefined && { agent }),
      };
    }
  }
}
