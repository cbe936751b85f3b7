import { mkdtempSync, readFileSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { hasErrorCode } from "../../core/error-code.ts";

/** Folders carry the process that made them, so that the next one can tell what was left behind. */
const namePrefix = "tracegate-worktree-";

/**
 * The folder of one worktree, removed whatever way this process ends that lets us act.
 *
 * Needs no git to be removed, so that it can be done on the way out.
 */
export class CheckoutFolder {
  readonly path: string = mkdtempSync(join(temporary(), `${namePrefix}${process.pid}-`));
  #kept: string | undefined;

  constructor() {
    process.on("exit", this.remove);
    // A terminal that is closed asks nobody; to exit tells all who listen for that.
    process.on("SIGHUP", exitHungUp);
  }

  /**
   * Finds what the repository keeps of the worktree. To be called before code of the commit runs, which could
   * write there what it likes.
   */
  checkedOut(): void {
    const text = readFileSync(join(this.path, ".git"), "utf8");
    this.#kept = /^gitdir: (.+\/worktrees\/[^/\n]+)$/m.exec(text)?.[1];
  }

  /** Removes the folder and what the repository keeps of it. Safe to call twice. */
  readonly remove = (): void => {
    // Links to the working tree's dependencies are removed, not followed.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
    if (this.#kept !== undefined) {
      rmSync(this.#kept, { recursive: true, force: true, maxRetries: 3 });
      removeIfEmpty(dirname(this.#kept));
    }
    process.off("exit", this.remove);
    process.off("SIGHUP", exitHungUp);
  };
}

/** Whether a worktree is one of ours whose process is gone without having removed it. */
export function isLeftBehind(worktree: string): boolean {
  if (dirname(worktree) !== temporary()) return false;
  const pid = new RegExp(`^${namePrefix}(\\d+)-`).exec(basename(worktree))?.[1];
  return pid !== undefined && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is alive too.
    return hasErrorCode(error, "EPERM");
  }
}

function temporary(): string {
  return realpathSync(tmpdir());
}

function exitHungUp(): void {
  process.exit(129);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Git keeps the folder while other worktrees stand in it.
  }
}
