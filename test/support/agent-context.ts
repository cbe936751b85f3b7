import type { AgentContext } from "../../src/core/agent/agent.ts";
import type { JsonValue } from "../../src/core/trace/json.ts";

/** A tool call as the context saw it. */
export type SeenCall = {
  readonly name: string;
  readonly args: JsonValue;
  readonly result?: unknown;
  readonly error?: string;
};

/** What an agent is given, without a runner around it; `calls` is filled as the agent calls tools. */
export function anAgentContext(
  given: Pick<AgentContext, "memory"> & Partial<AgentContext>,
  calls: SeenCall[],
): AgentContext {
  return {
    session: { id: "late fee", seed: "late fee#0" },
    turn: 1,
    env: {},
    signal: new AbortController().signal,
    fetch: globalThis.fetch,
    recordModelCall: () => {},
    callTool: async (name, args, run) => {
      try {
        const result = await run();
        calls.push({ name, args, result });
        return result;
      } catch (error) {
        calls.push({ name, args, error: String(error) });
        throw error;
      }
    },
    ...given,
  };
}
