import type { CassettePlayer, CassetteSession } from "../../core/replay/cassette-player.ts";
import type { Step } from "../../core/trace/session.ts";
import type {
  AgentRunner,
  AgentSession,
  SessionFailure,
  SessionStart,
  TurnAnswer,
} from "../../ports/agent-runner.ts";
import {
  type CassetteAddress,
  type CassetteServer,
  startCassetteServer,
} from "./cassette-server.ts";

/** How long an agent whose model did not answer may take to end its turn by itself. */
const graceMs = 1_000;
/** How long the runner may then take to hand over the steps that it saw. */
const handOverMs = 100;

/**
 * Runs sessions of which cassettes play the model; others are the runner's own.
 *
 * A request that is not recorded is an error to the agent, and ends the session as `replay-gap`, whatever the agent
 * makes of it.
 *
 * @param playerFor the cassette of a session, by its id; nothing where its model is live.
 */
export function cassetteRunner(
  runner: AgentRunner,
  playerFor: (sessionId: string) => CassettePlayer | undefined,
): AgentRunner {
  let server: Promise<CassetteServer> | undefined;
  return {
    maxSessions: runner.maxSessions,
    ...(runner.prepare !== undefined && { prepare: () => runner.prepare?.() ?? Promise.resolve() }),
    start: () => runner.start(),
    open: async (start) => {
      const player = playerFor(start.sessionId);
      if (player === undefined) return runner.open(start);
      server ??= startCassetteServer();
      return openRecorded(runner, start, { session: player.play(), server: await server });
    },
    close: async () => {
      await runner.close();
      await (await server)?.close();
    },
  };
}

async function openRecorded(
  runner: AgentRunner,
  start: SessionStart,
  { session, server }: { readonly session: CassetteSession; readonly server: CassetteServer },
): Promise<AgentSession> {
  const { promise: gap, resolve } = Promise.withResolvers<void>();
  const address = server.open(session, () => resolve());
  try {
    const inner = await runner.open({ ...start, modelBaseUrl: address.baseUrl });
    return new RecordedSession(inner, { session, address, gap });
  } catch (error) {
    address.close();
    throw error;
  }
}

type Playing = {
  readonly session: CassetteSession;
  readonly address: CassetteAddress;
  /** Settles when a request was not matched. */
  readonly gap: Promise<void>;
};

/** One session whose model a cassette plays. */
class RecordedSession implements AgentSession {
  readonly startUpMs?: number;
  readonly #inner: AgentSession;
  readonly #playing: Playing;

  constructor(inner: AgentSession, playing: Playing) {
    this.#inner = inner;
    this.#playing = playing;
    if (inner.startUpMs !== undefined) this.startUpMs = inner.startUpMs;
  }

  async send(message: string, signal: AbortSignal): Promise<TurnAnswer> {
    const { session, gap } = this.#playing;
    const stop = new AbortController();
    const answering = this.#inner.send(message, AbortSignal.any([signal, stop.signal]));
    const stuck = gap.then(() => after(graceMs));
    const answer = await Promise.race([answering, stuck]);
    if (session.gap === undefined && answer !== undefined) return answer;
    stop.abort();
    const told = answer ?? (await Promise.race([answering, after(handOverMs)]));
    return { kind: "replay-gap", reason: session.gap ?? "", steps: stepsOf(told) };
  }

  /**
   * A session that never asked its cassette asked some other model, or none: it was not the recorded one. Nor was one
   * that asked for more behind its last reply.
   */
  complaint(): SessionFailure | undefined {
    const { silence, gap = silence } = this.#playing.session;
    if (gap === undefined) return this.#inner.complaint?.();
    return { kind: "replay-gap", reason: gap };
  }

  async close(): Promise<void> {
    await this.#inner.close();
    this.#playing.address.close();
  }
}

function stepsOf(answer: TurnAnswer | undefined): readonly Step[] {
  if (answer === undefined) return [];
  return answer.kind === "replied" ? answer.turn.steps : answer.steps;
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });
}
