import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { hasErrorCode } from "../../core/error-code.ts";
import { UserError } from "../../core/errors.ts";

/**
 * Holds `path` for this process until the returned function is called.
 *
 * A lock whose process has died is taken over: pids are used again, so the time when the process started counts
 * too, where the system tells it.
 *
 * @throws UserError `JOURNAL_LOCKED` where another living process, or this one, holds it.
 */
export async function lockFile(path: string): Promise<() => void> {
  const own = `${JSON.stringify({ pid: process.pid, started: startOf(process.pid) })}\n`;
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryWrite(path, own)) return () => rmSync(path, { force: true });
    const { text, holder } = await readLock(path);
    if (holder !== undefined && isAlive(holder)) throw locked(path, holder.pid);
    removeDead(path, text);
  }
  throw locked(path, undefined);
}

type Holder = { readonly pid: number; readonly started?: string };

/** Without a holder it was released meanwhile, or its text names none. */
type Lock = { readonly text: string; readonly holder?: Holder };

function tryWrite(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasErrorCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** A lock may be seen in the moment between its creation and its content; a second look tells. */
async function readLock(path: string): Promise<Lock> {
  const lock = parseLock(readText(path));
  if (lock.holder !== undefined) return lock;
  await sleep(50);
  return parseLock(readText(path));
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return "";
    throw error;
  }
}

function parseLock(text: string): Lock {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value)) return { text };
    const { pid } = value;
    const started = "started" in value ? value.started : undefined;
    if (typeof pid !== "number") return { text };
    return { text, holder: { pid, ...(typeof started === "string" && { started }) } };
  } catch (error) {
    if (error instanceof SyntaxError) return { text };
    throw error;
  }
}

/** Moves the lock away before looking again: another process may have taken it over since it was read. */
function removeDead(path: string, deadText: string): void {
  const grave = `${path}.${process.pid}`;
  try {
    renameSync(path, grave);
    if (readText(grave) !== deadText) linkSync(grave, path);
  } catch (error) {
    if (!hasErrorCode(error, "ENOENT") && !hasErrorCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasErrorCode(error, "EPERM");
  }
  const now = startOf(pid);
  if (now === "ended") return false;
  return started === undefined || now === undefined || started === now;
}

/** Clock ticks from boot to the start of a process; `ended` for one that only waits for its parent; Linux only. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; field 3 stands after it, the start time is field 22.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "ended" : fields[19];
  } catch {
    return undefined;
  }
}

function locked(path: string, pid: number | undefined): UserError {
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return new UserError(
    "JOURNAL_LOCKED",
    `${path}: ${who} is writing this journal.`,
    "Wait until it ends, or give another folder with `--out`. If no such process is running, delete the file.",
  );
}
