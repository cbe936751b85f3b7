import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../core/errors.ts";
import { compareIdentities } from "../../core/plan/compare-experiments.ts";
import { experimentSchema } from "../../core/plan/experiment.ts";
import { type RunRecord, renderRunLine, runId } from "../../core/plan/run-record.ts";
import type {
  AppendResult,
  Journal,
  JournalEnd,
  JournalHeader,
  JournalRequest,
  OpenedJournal,
} from "../../ports/journal.ts";
import { lockFile } from "./lock-file.ts";
import { maxLineBytes } from "./longest-line.ts";

const bufferBytes = 64 * 1024;

/**
 * Opens the journal of an experiment for appending, to be closed by the caller.
 *
 * Without `resume` a journal that is there is kept beside the fresh one, as `….previous`. The header is written
 * at once, so that a folder that cannot be written to is found before an agent has run.
 *
 * @throws UserError where the path cannot be written, another process writes it, or it belongs to another experiment.
 */
export async function openJournal(request: JournalRequest): Promise<OpenedJournal> {
  const { path } = request;
  const release = await guarded(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return lockFile(`${path}.lock`);
  });
  try {
    const kind = kindOf(path);
    if (kind === "other") throw notAFile(path);
    if (kind === "file" && request.resume) return await resume(request, release);
    return await guarded(path, () => {
      if (kind === "file") renameSync(path, `${path}.previous`);
      return begin(request, release);
    });
  } catch (error) {
    release();
    throw error;
  }
}

function begin({ path, header }: JournalRequest, release: () => void): OpenedJournal {
  const journal = new JournalFile(path, openSync(path, "ax"), release);
  journal.begin(header);
  return { journal, startedAt: header.startedAt, resumed: 0, duplicates: 0, again: 0 };
}

async function resume(request: JournalRequest, release: () => void): Promise<OpenedJournal> {
  const { path, header, onRecord, onAgain } = request;
  // Schemas that a fresh run never needs.
  const [{ readJournal }, { RepeatedRuns }, { RunsToMakeAgain }] = await Promise.all([
    import("./read-journal.ts"),
    import("./repeated-runs.ts"),
    import("./runs-to-make-again.ts"),
  ]);
  let startedAt = header.startedAt;
  const repeated = new RepeatedRuns();
  const again = new RunsToMakeAgain();
  let resumed = 0;
  const wholeBytes = await readJournal(path, {
    onHeader: (recorded) => {
      const changes = compareIdentities(recorded, header);
      if (changes.length > 0) throw otherExperiment(path, changes);
      startedAt = recorded.startedAt;
    },
    onRecord: (record, place, line) => {
      if (record.outcome === "over-budget") {
        again.add(record, line);
        return;
      }
      const folded = onRecord(record);
      if (folded === "foreign") throw foreign(place, record);
      if (folded === "duplicate") repeated.add(record);
      else resumed += 1;
    },
    onAgain: (earlier) => onAgain?.(earlier),
  });
  await repeated.check(path);
  return guarded(path, async () => {
    if (again.lines > 0) {
      await again.takeOut(path);
      onAgain?.(again.took());
    }
    const fd = openSync(path, "a");
    if (again.lines === 0) ftruncateSync(fd, wholeBytes);
    const journal = new JournalFile(path, fd, release);
    if (wholeBytes === 0) journal.begin(header);
    return { journal, startedAt, resumed, duplicates: repeated.lines, again: again.lines };
  });
}

class JournalFile implements Journal {
  readonly #path: string;
  readonly #fd: number;
  readonly #release: () => void;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #buffered = 0;
  #isScheduled = false;
  #isClosed = false;
  #failure: UserError | undefined;

  constructor(path: string, fd: number, release: () => void) {
    this.#path = path;
    this.#fd = fd;
    this.#release = release;
  }

  append(record: RunRecord): AppendResult {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed) throw new Error(`${this.#path} was closed before ${runId(record)} ended`);
    const line = renderLine(record);
    if (line.kind === "refused") return line;
    this.#take(line.text);
    this.#schedule();
    return appended;
  }

  end(end: JournalEnd): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#take(`${JSON.stringify({ schema: experimentSchema, end })}\n`);
    this.#schedule();
  }

  /** Writes the header at once. */
  begin(header: JournalHeader): void {
    this.#write(Buffer.from(`${JSON.stringify(header)}\n`));
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    try {
      if (this.#failure !== undefined) throw this.#failure;
      this.#flush();
      fsyncSync(this.#fd);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(asUnwritable(this.#path, error));
    } finally {
      closeSync(this.#fd);
      this.#release();
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (this.#isClosed || this.#failure !== undefined) return;
      try {
        this.#flush();
      } catch {
        // Kept in #failure: the next append or close throws it.
      }
    });
  }

  #take(text: string): void {
    const mostBytes = text.length * 3; // No character takes more than three.
    if (this.#buffered + mostBytes > bufferBytes) this.#flush();
    if (mostBytes > bufferBytes) this.#write(Buffer.from(text));
    else this.#buffered += this.#buffer.write(text, this.#buffered);
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#buffered);
    this.#buffered = 0;
    this.#write(bytes);
  }

  #write(bytes: Buffer): void {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      this.#failure = asUnwritable(this.#path, error);
      this.#cutTornLine(bytes, written);
      throw this.#failure;
    }
  }

  /** A full disk takes part of a line; without it the journal ends in a whole one. */
  #cutTornLine(bytes: Buffer, written: number): void {
    const torn = written - (bytes.subarray(0, written).lastIndexOf("\n") + 1);
    try {
      if (torn > 0) ftruncateSync(this.#fd, statSync(this.#path).size - torn);
    } catch {
      // The reader leaves a torn last line out as well.
    }
  }
}

const appended: AppendResult = { kind: "appended" };

type Line = { readonly kind: "line"; readonly text: string };

function renderLine(record: RunRecord): Line | Extract<AppendResult, { kind: "refused" }> {
  let text: string;
  try {
    text = `${renderRunLine(record)}\n`;
  } catch (error) {
    return {
      kind: "refused",
      reason: `the session cannot be written as JSON (${messageOf(error)})`,
    };
  }
  // Most lines need no second look: no character takes more than three bytes.
  if (text.length * 3 > maxLineBytes && Buffer.byteLength(text) > maxLineBytes) {
    return {
      kind: "refused",
      reason: `the session is larger than ${maxLineBytes / 1024 / 1024} MB, which is more than a run may record`,
    };
  }
  return { kind: "line", text };
}

function kindOf(path: string): "none" | "file" | "other" {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return "none";
  return stats.isFile() ? "file" : "other";
}

async function guarded<T>(path: string, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw asUnwritable(path, error);
  }
}

function asUnwritable(path: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  return new UserError(
    "JOURNAL_UNWRITABLE",
    `${path} cannot be written: ${messageOf(cause)}. What was recorded before stands in it.`,
    "Free some space or make the folder writable, then go on with `--resume`.",
    { cause },
  );
}

function notAFile(path: string): UserError {
  return new UserError(
    "JOURNAL_UNWRITABLE",
    `${path} is there and is not a file.`,
    "Remove it, or give another folder with `--out`.",
  );
}

function otherExperiment(path: string, changes: readonly string[]): UserError {
  return new UserError(
    "JOURNAL_OTHER_EXPERIMENT",
    `${path} was written by another experiment: ${changes.join("; ")}.`,
    "`--resume` only goes on with the same experiment. Start afresh without it; the old journal is kept.",
  );
}

function foreign(place: string, record: RunRecord): UserError {
  return new UserError(
    "RESULT_INVALID",
    `${place}: run ${runId(record)} is not in the plan, or a verdict is not one that its case asks for.`,
    "Start afresh without `--resume`; result files are not meant to be edited.",
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
