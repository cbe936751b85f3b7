import { UserError } from "../../core/errors.ts";
import { recordSession } from "../../core/plan/recorded-session.ts";
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
  /** What was seen and stands in no session, and why. */
  readonly dropped: readonly Lost[];
  /** The cassette that was written; absent where none was wanted. */
  readonly cassette?: SavedCassette;
  /** Why nothing can be made of the recording, where that is so. */
  readonly failure?: UserError;
};

export type Lost = Pick<Dropped, "reason" | "count">;

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
    const captured = await open.endRecording();
    const { spans, modelCalls, reported } = captured;
    const counts = { exitCode, modelCalls, reported };
    if (!spans.some(({ kind }) => kind === "model")) {
      const failure = noModelCall(reported);
      return { ...counts, sessions: [], found: [], dropped: totalsOf(captured.dropped), failure };
    }
    const { sessions, dropped } = stitchSessions(spans);
    const intake = new Intake(store, redactor);
    for (const [index, session] of sessions.entries()) {
      const id = isTraceId.test(session.id) ? `${sessionId}-${index + 1}` : session.id;
      await intake.add(named({ ...session, id }, agentName));
    }
    store.commit();
    // The same redactor: what has a surrogate in the sessions has the same one here.
    const saved =
      cassette && (await saveCassette(cassette.recording, { redactor, write: cassette.write }));
    const all = totalsOf([...captured.dropped, ...dropped, ...intake.lost]);
    return {
      ...counts,
      ...(saved !== undefined && { cassette: saved }),
      sessions: intake.written,
      found: intake.found(),
      dropped: all,
      ...(intake.written.length === 0 && { failure: nothingWritten(all) }),
    };
  } finally {
    store.discard();
    await recorder.close();
  }
}

/** Writes sessions one by one, redacted; one that cannot be is lost, and the others are not. */
class Intake {
  readonly written: RecordedSession[] = [];
  readonly lost: Lost[] = [];
  readonly #store: SessionStore;
  readonly #redactor: Redactor;
  readonly #found = new Map<string, number>();

  constructor(store: SessionStore, redactor: Redactor) {
    this.#store = store;
    this.#redactor = redactor;
  }

  async add(session: Session): Promise<void> {
    const recordable = recordSession(session);
    if (recordable.kind === "unrecordable") {
      this.#lose(`session that cannot be written: ${recordable.reason}`);
      return;
    }
    const redacted = await this.#redact(recordable.session);
    if (redacted !== undefined)
      this.written.push(summaryOf(redacted, this.#store.write(redacted).name));
  }

  found(): readonly FoundKind[] {
    return [...this.#found]
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  async #redact(session: Session): Promise<Session | undefined> {
    try {
      const { session: redacted, found } = await this.#redactor.redact(session);
      for (const { kind, count } of found)
        this.#found.set(kind, (this.#found.get(kind) ?? 0) + count);
      return redacted;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#lose(`session that cannot be redacted, and so is not written: ${error.message}`);
      return undefined;
    }
  }

  #lose(reason: string): void {
    this.lost.push({ reason, count: 1 });
  }
}

/** Each reason once, in the order in which they were met. */
function totalsOf(losses: readonly Lost[]): readonly Lost[] {
  const totals = new Map<string, number>();
  for (const { reason, count } of losses) totals.set(reason, (totals.get(reason) ?? 0) + count);
  return [...totals].map(([reason, count]) => ({ reason, count }));
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

function nothingWritten([first]: readonly Lost[]): UserError {
  return new UserError(
    "RECORD_NOTHING_WRITTEN",
    `No session of the command could be written.${first === undefined ? "" : ` First: ${first.reason.replace(/\.$/, "")}.`}`,
    "What is listed as dropped says why; a session that was too large to be searched can be recorded in parts.",
  );
}
