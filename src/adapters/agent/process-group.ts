import type { ChildProcess } from "node:child_process";
import { type ExitWatch, signalGroup } from "./exit-paths.ts";

export type GroupOptions = {
  /** Ends it with us. */
  readonly exits: ExitWatch;
  /** From SIGTERM to SIGKILL. */
  readonly killAfterMs: number;
  /** How long output may still come in after the process is gone: a stray grandchild may hold the pipe. */
  readonly drainMs: number;
};

/** How a process ended; one that was never started had no end of its own. */
export type GroupEnd =
  | { readonly kind: "never-started"; readonly error: Error }
  | {
      readonly kind: "exited";
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
    };

/** A process that leads a group of its own, and is ended with all that it started. */
export class ProcessGroup {
  /** Settles when the process is gone and its output is read; never rejects. */
  readonly end: Promise<GroupEnd>;
  readonly #pid: number | undefined;
  readonly #options: GroupOptions;
  #killTimer: NodeJS.Timeout | undefined;
  #isGone = false;

  constructor(child: ChildProcess, options: GroupOptions) {
    this.#pid = child.pid;
    this.#options = options;
    if (child.pid !== undefined) options.exits.add(child.pid);
    this.end = new Promise((resolve) => {
      // Also emitted where a signal cannot be sent; only a failed start has no process.
      child.on("error", (error) => {
        if (child.pid !== undefined) return;
        this.#isGone = true;
        resolve({ kind: "never-started", error });
      });
      child.once("exit", (code, signal) => {
        this.#isGone = true;
        clearTimeout(this.#killTimer);
        this.#release();
        const finish = (): void => {
          clearTimeout(drain);
          for (const stream of [child.stdout, child.stderr]) stream?.destroy();
          resolve({ kind: "exited", code, signal });
        };
        const drain = setTimeout(finish, options.drainMs);
        child.once("close", finish);
      });
    });
  }

  /** Whether the leader is gone, though its output may not be read yet. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** SIGTERM to the whole group, then SIGKILL. Safe to call twice, and when it is gone. */
  kill(): void {
    const pid = this.#pid;
    if (this.#isGone || pid === undefined || this.#killTimer !== undefined) return;
    signalGroup(pid, "SIGTERM");
    this.#killTimer = setTimeout(() => signalGroup(pid, "SIGKILL"), this.#options.killAfterMs);
  }

  /** What the leader left behind in its group goes with it. */
  #release(): void {
    const pid = this.#pid;
    if (pid === undefined) return;
    signalGroup(pid, "SIGKILL");
    this.#options.exits.remove(pid);
  }
}
