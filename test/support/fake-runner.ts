import type { AgentReply } from "../../src/core/agent/agent.ts";
import type { Step } from "../../src/core/trace/session.ts";
import type {
  AgentRunner,
  AgentSession,
  SessionStart,
  TurnAnswer,
} from "../../src/ports/agent-runner.ts";

/** One call of a fake agent. Throwing is an `agent-error`; returning a `TurnAnswer` is taken as it is. */
export type FakeTurn = {
  readonly start: SessionStart;
  readonly message: string;
  /** 1-based. */
  readonly turn: number;
  readonly signal: AbortSignal;
  readonly addStep: (step: Step) => void;
};

export type FakeAgent = (
  turn: FakeTurn,
) => AgentReply | TurnAnswer | Promise<AgentReply | TurnAnswer>;

export type FakeRunner = AgentRunner & {
  /** Sessions that are open now, and the most that ever were at once. */
  readonly counts: { opened: number; open: number; mostOpen: number; isClosed: boolean };
};

/** An agent runner without an agent: what the run loop's tests drive. It passes the runners' contract. */
export function fakeRunner(
  agent: FakeAgent = ({ message }) => `You said: ${message}`,
  maxSessions = Number.POSITIVE_INFINITY,
): FakeRunner {
  const counts = { opened: 0, open: 0, mostOpen: 0, isClosed: false };
  return {
    counts,
    maxSessions,
    start: () => Promise.resolve(),
    open: (start) => {
      if (counts.open >= maxSessions) return Promise.reject(new Error("too many sessions"));
      counts.opened += 1;
      counts.open += 1;
      counts.mostOpen = Math.max(counts.mostOpen, counts.open);
      return Promise.resolve(
        fakeSession(agent, start, () => {
          counts.open -= 1;
        }),
      );
    },
    close: () => {
      counts.isClosed = true;
      return Promise.resolve();
    },
  };
}

function fakeSession(agent: FakeAgent, start: SessionStart, release: () => void): AgentSession {
  let turn = 0;
  let isOver = false;
  let isClosed = false;
  let interrupt: (() => void) | undefined;
  return {
    async send(message, signal) {
      const steps: Step[] = [];
      isOver ||= signal.aborted;
      if (isOver) return { kind: "agent-error", reason: "the session is over", steps };
      turn += 1;
      const interrupted = new Promise<TurnAnswer>((resolve) => {
        interrupt = (): void => {
          isOver = true;
          resolve({ kind: "agent-error", reason: "no answer in time", steps: [...steps] });
        };
        signal.addEventListener("abort", interrupt, { once: true });
      });
      const addStep = (step: Step): void => {
        steps.push(step);
      };
      const answered = answerWith(agent, { start, message, turn, signal, addStep }, steps);
      return Promise.race([answered, interrupted]);
    },
    close: () => {
      if (!isClosed) release();
      isClosed = true;
      interrupt?.();
      isOver = true;
      return Promise.resolve();
    },
  };
}

async function answerWith(
  agent: FakeAgent,
  call: FakeTurn,
  steps: readonly Step[],
): Promise<TurnAnswer> {
  try {
    const answer = await agent(call);
    if (typeof answer === "object" && "kind" in answer) return answer;
    const { text, finalState, policy } = typeof answer === "string" ? { text: answer } : answer;
    return {
      kind: "replied",
      turn: { user: call.message, steps, reply: text, startedAtMs: 0, durationMs: 0 },
      ...(finalState === undefined ? {} : { finalState }),
      ...(policy === undefined ? {} : { policy }),
    };
  } catch (error) {
    return { kind: "agent-error", reason: String(error), steps };
  }
}
