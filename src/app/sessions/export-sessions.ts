import { UserError } from "../../core/errors.ts";
import { annotateRun } from "../../core/plan/annotate-run.ts";
import { type RunRecord, runId } from "../../core/plan/run-record.ts";
import { exportSession } from "../../core/trace/export/export-session.ts";
import type { AttributeValues } from "../../core/trace/export/span-parts.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FoundKind, Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { SinkReport, TraceSink } from "../../ports/trace-sink.ts";

export type ExportPorts = {
  readonly redactor: Redactor;
  readonly sink: TraceSink;
  readonly clock: Pick<Clock, "nowMs">;
};

/** What left: how many sessions and spans, what was replaced in them, and what was lost on the way. */
export type ExportSummary = {
  readonly sessions: number;
  readonly spans: number;
  readonly redacted: readonly FoundKind[];
  readonly dropped: readonly Dropped[];
} & SinkReport;

/**
 * Exports the sessions of files as OTLP spans, each redacted first.
 *
 * @throws UserError `SESSIONS_NONE` where there is none to export, or what a file or the sink refuses: then nothing is
 *   kept of what was written to a file.
 */
export function exportFiles(
  files: readonly string[],
  source: SessionSource,
  ports: ExportPorts,
): Promise<ExportSummary> {
  return exportAll(ports, async (intake) => {
    for await (const item of source.read(...files)) {
      if (item.kind === "unreadable") throw item.error;
      if (item.kind === "dropped") intake.dropped.push(...item.dropped);
      if (item.kind === "session") await intake.add(item.session);
    }
  });
}

/** A run, and when its experiment was first started (ISO 8601). */
export type StartedRun = { readonly startedAt: string; readonly run: RunRecord };

/**
 * Exports the runs of a journal with their verdicts. Throws as `exportFiles` does.
 *
 * Runs of two experiments have the same names, so the start of theirs is part of the session's.
 */
export function exportRuns(
  runs: AsyncIterable<StartedRun>,
  ports: ExportPorts,
): Promise<ExportSummary> {
  return exportAll(ports, async (intake) => {
    for await (const { startedAt, run } of runs) {
      const session = { ...annotateRun(run), id: `${runId(run)} ${startedAt}` };
      await intake.add(session, attributesOfRun(run));
    }
  });
}

function attributesOfRun(run: RunRecord): AttributeValues {
  const { caseId, runIndex, outcome } = run;
  return {
    "tracegate.run.id": runId(run),
    "tracegate.case.id": caseId,
    "tracegate.run.index": runIndex,
    "tracegate.run.outcome": outcome,
  };
}

async function exportAll(
  ports: ExportPorts,
  read: (intake: Intake) => Promise<void>,
): Promise<ExportSummary> {
  const { sink } = ports;
  try {
    const intake = new Intake(ports);
    await read(intake);
    if (intake.sessions === 0) throw noSessions(intake.dropped);
    return { ...intake.summary(), ...(await sink.end()) };
  } finally {
    sink.discard();
  }
}

class Intake {
  readonly dropped: Dropped[] = [];
  readonly #ports: ExportPorts;
  readonly #found = new Map<string, number>();
  readonly #startedAtMs: number;
  #sessions = 0;
  #spans = 0;

  constructor(ports: ExportPorts) {
    this.#ports = ports;
    this.#startedAtMs = ports.clock.nowMs();
  }

  get sessions(): number {
    return this.#sessions;
  }

  async add(session: Session, extra: AttributeValues = {}): Promise<void> {
    const redacted = await this.#redact(session);
    if (redacted === undefined) return;
    const traces = exportSession(redacted, { fallbackMs: this.#startedAtMs, extra });
    await this.#ports.sink.write(traces);
    this.#sessions += 1;
    for (const { scopeSpans } of traces.resourceSpans) {
      for (const { spans } of scopeSpans) this.#spans += spans.length;
    }
  }

  /** A session that cannot be searched does not leave. */
  async #redact(session: Session): Promise<Session | undefined> {
    try {
      const { session: redacted, found } = await this.#ports.redactor.redact(session);
      for (const { kind, count } of found) {
        this.#found.set(kind, (this.#found.get(kind) ?? 0) + count);
      }
      return redacted;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const reason = `session that cannot be redacted, and so is not exported: ${error.message}`;
      this.dropped.push({ file: "", path: "", reason, count: 1 });
      return undefined;
    }
  }

  summary(): Omit<ExportSummary, keyof SinkReport> {
    const redacted = [...this.#found]
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    return { sessions: this.#sessions, spans: this.#spans, redacted, dropped: this.dropped };
  }
}

function noSessions([first]: readonly Dropped[]): UserError {
  const why = first === undefined ? "" : ` First: ${first.file} ${first.path}: ${first.reason}.`;
  return new UserError(
    "SESSIONS_NONE",
    `There is no session to export.${why}`,
    "Name session files, exports that `tracegate import` reads, or a run with `--results`.",
  );
}
