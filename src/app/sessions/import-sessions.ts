import { UserError } from "../../core/errors.ts";
import { type ImportSummary, importSchema } from "../../core/plan/import-summary.ts";
import { recordSession } from "../../core/plan/recorded-session.ts";
import type { Dropped, FoundFormat } from "../../core/trace/import/imported.ts";
import { isIdOfPlace } from "../../core/trace/import/messages/place-id.ts";
import type { Session } from "../../core/trace/session.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import type { FoundKind, Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { SessionStore } from "../../ports/session-store.ts";

export type ImportRequest = {
  readonly files: readonly string[];
  /** Nothing is written where anything was dropped. */
  readonly isStrict: boolean;
  /** Once it aborts no further session is read; those that were written stay. */
  readonly signal: AbortSignal;
  /** Told how many sessions were read so far. */
  readonly onSession?: (sessions: number) => void;
};

export type ImportPorts = {
  readonly source: SessionSource;
  readonly redactor: Redactor;
  /** Absent for a dry run. Where nothing may be written before the end is known, one that holds back. */
  readonly store?: SessionStore;
};

/**
 * Imports sessions that other systems recorded: reads, redacts and writes them one by one, and keeps none.
 *
 * What cannot be read is in the summary and ends nothing. A session that cannot be redacted is not written.
 */
export async function importSessions(
  { files, isStrict, signal, onSession }: ImportRequest,
  { source, redactor, store }: ImportPorts,
): Promise<ImportSummary> {
  const intake = new Intake(redactor, store);
  const read: { readonly file: string; readonly formats: readonly FoundFormat[] }[] = [];
  const unreadable: ImportSummary["unreadable"][number][] = [];
  try {
    for await (const item of source.read(...files)) {
      switch (item.kind) {
        case "session":
          await intake.add(item.session, item.file);
          onSession?.(intake.sessions.length);
          break;
        case "dropped":
          intake.dropped.push(...item.dropped);
          break;
        case "read":
          read.push({ file: item.file, formats: item.formats });
          break;
        case "unreadable":
          unreadable.push(describeUnreadable(item.file, item.error));
          break;
      }
      if (signal.aborted) break;
    }
    const dropped = intake.allDropped();
    const isRefused = isStrict && (dropped.length > 0 || unreadable.length > 0);
    if (!isRefused && !(isStrict && signal.aborted)) store?.commit();
    return {
      schema: importSchema,
      files: read,
      unreadable,
      sessions: intake.sessions,
      redacted: intake.redacted(),
      dropped,
      isInterrupted: signal.aborted,
      written: isRefused ? "refused" : store === undefined ? "dry-run" : "written",
    };
  } finally {
    store?.discard();
  }
}

/** Takes sessions one by one, each once. */
class Intake {
  readonly dropped: Dropped[] = [];
  readonly sessions: ImportSummary["sessions"][number][] = [];
  readonly #redactor: Redactor;
  readonly #store: SessionStore | undefined;
  readonly #found = new Map<string, number>();
  /** The ids under which each content was read. */
  readonly #idsOf = new Map<string, Set<string>>();
  readonly #losses = new Map<string, Dropped & { count: number }>();

  constructor(redactor: Redactor, store: SessionStore | undefined) {
    this.#redactor = redactor;
    this.#store = store;
  }

  async add(session: Session, file = ""): Promise<void> {
    const recordable = recordSession(session);
    if (recordable.kind === "unrecordable") {
      this.#lose(file, `session that cannot be written: ${recordable.reason}`);
      return;
    }
    if (this.#isRepeated(recordable.session, file)) {
      this.#lose(file, "session that was read before with the same content: it counts once");
      return;
    }
    const redacted = await this.#redact(recordable.session, file);
    if (redacted === undefined) return;
    const { id, turns } = redacted;
    const written = this.#store?.write(redacted);
    const steps = turns.reduce((sum, turn) => sum + turn.steps.length, 0);
    this.sessions.push({ id, turns: turns.length, steps, ...written });
  }

  redacted(): readonly FoundKind[] {
    return [...this.#found]
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  allDropped(): readonly Dropped[] {
    return [...this.dropped, ...this.#losses.values()];
  }

  async #redact(session: Session, file: string): Promise<Session | undefined> {
    try {
      const { session: redacted, found } = await this.#redactor.redact(session);
      for (const { kind, count } of found) {
        this.#found.set(kind, (this.#found.get(kind) ?? 0) + count);
      }
      return redacted;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#lose(file, `session that cannot be redacted, and so is not written: ${error.message}`);
      return undefined;
    }
  }

  /** The same content is the same session, unless the exporting system gave both an id of its own. */
  #isRepeated(session: Session, file: string): boolean {
    const digest = digestSession(session).slice(7, 39);
    const ids = this.#idsOf.get(digest);
    if (ids === undefined) {
      this.#idsOf.set(digest, new Set([session.id]));
      return false;
    }
    if (ids.has(session.id) || isIdOfPlace(session.id, file)) return true;
    ids.add(session.id);
    return false;
  }

  #lose(file: string, reason: string): void {
    const key = `${file}\n${reason}`;
    const loss = this.#losses.get(key);
    if (loss === undefined) this.#losses.set(key, { file, path: "", reason, count: 1 });
    else loss.count += 1;
  }
}

function describeUnreadable(
  file: string,
  { code, message, fix }: UserError,
): ImportSummary["unreadable"][number] {
  return { file, code, message, fix };
}
