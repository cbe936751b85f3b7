import { UserError } from "../../core/errors.ts";
import type { CassetteRecording } from "../../core/replay/cassette-recording.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import { stitchSessions } from "../../core/trace/stitch/stitch-sessions.ts";
import type { CommandEnd, RecordedCommand, Recorder } from "../../ports/recorder.ts";
import type { FoundKind, Redactor } from "../../ports/redactor.ts";
import type { SessionStore } from "../../ports/session-store.ts";
import { type SavedCassette, saveCassette } from "./save-cassette.ts";

export type RecordRequest = RecordedCommand & {
  /** Stands in every session as the agent's. */
  readonly agentName?: string;
  readonly sessionId: string;
};

export type RecordPorts = {
  readonly recorder: Recorder;
  readonly redactor: Redactor;
  readonly run: (command: RecordedCommand) => Promise<CommandEnd>;
  readonly store: SessionStore;
  /** Where the recorder puts model calls for a cassette, and what writes it; absent where none is wanted. */
  readonly cassette?: {
    readonly recording: CassetteRecording;
    readonly write: (text: string) => void;
  };
};

export type Recording = {
  readonly exitCode: number;
  readonly modelCalls: number;
  /** Spans that the agent's own instrumentation sent. */
  readonly reported: number;
  readonly sessions: readonly RecordedSession[];
  /** What was replaced before anything was written, by kind. */
  readonly found: readonly FoundKind[];
  readonly dropped: readonly Dropped[];
  /** The cassette that was written; absent where none was wanted. */
  readonly cassette?: SavedCassette;
  /** Why nothing can be made of the recording, where that is so. */
  readonly failure?: UserError;
};

export type RecordedSession = {
  /** Name of its file. */
  readonly file: string;
  readonly turns: number;
  readonly modelCalls: number;
  readonly toolCalls: number;
};

/**
 * Runs a command with the recorder around it, and writes the sessions that were captured, redacted.
 *
 * A recording without one model call is a `failure`, which says how the command ended all the same. Always closes the
 * recorder.
 */
export async function recordCommand(
  { agentName, sessionId, command, cwd, environment }: RecordRequest,
  { recorder, redactor, run, store, cassette }: RecordPorts,
): Promise<Recording> {
  try {
    const endpoint = await recorder.openEndpoint();
    const open = endpoint.openSession({ sessionId, seed: sessionId, isOpenEnded: true });
    const { exitCode } = await run({
      command,
      cwd,
      environment: { ...environment, ...endpoint.environment, ...open.environment },
    });
    const { spans, modelCalls, reported } = await open.endRecording();
    const counts = { exitCode, modelCalls, reported };
    if (!spans.some(({ kind }) => kind === "model"))
      return { ...counts, sessions: [], found: [], dropped: [], failure: noModelCall(reported) };
    const { sessions, dropped } = stitchSessions(spans);
    const written: RecordedSession[] = [];
    const found = new Map<string, number>();
    for (const [index, session] of sessions.entries()) {
      const id = isTraceId.test(session.id) ? `${sessionId}-${index + 1}` : session.id;
      const redacted = await redactor.redact(named({ ...session, id }, agentName));
      for (const { kind, count } of redacted.found) found.set(kind, (found.get(kind) ?? 0) + count);
      written.push(summaryOf(redacted.session, store.write(redacted.session).name));
    }
    store.commit();
    // The same redactor: what has a surrogate in the sessions has the same one here.
    const saved =
      cassette && (await saveCassette(cassette.recording, { redactor, write: cassette.write }));
    return {
      ...counts,
      ...(saved !== undefined && { cassette: saved }),
      sessions: written,
      found: [...found]
        .map(([kind, count]) => ({ kind, count }))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
      dropped,
    };
  } finally {
    store.discard();
    await recorder.close();
  }
}

/** Where the agent names no conversation, its session would have a name that says nothing. */
const isTraceId = /^[\da-f]{32}$/;

function named(session: Session, name: string | undefined): Session {
  return name === undefined ? session : { ...session, agent: { ...session.agent, name } };
}

function summaryOf({ turns }: Session, file: string): RecordedSession {
  const steps = turns.flatMap((turn) => turn.steps);
  return {
    file,
    turns: turns.length,
    modelCalls: steps.filter(({ kind }) => kind === "model").length,
    toolCalls: steps.filter(({ kind }) => kind === "tool").length,
  };
}

function noModelCall(reported: number): UserError {
  const told = reported === 0 ? "and sent no span of one" : "and its spans tell of none";
  return new UserError(
    "RECORD_NO_MODEL_CALL",
    `The command asked no model at the addresses of the recorder, ${told}: there is no session to write.`,
    "Let the agent read its model's address from OPENAI_BASE_URL or ANTHROPIC_BASE_URL, as the official clients do when no base URL is written into the code; for Bedrock and Gemini let it export OpenTelemetry. See docs/capture.md.",
  );
}
