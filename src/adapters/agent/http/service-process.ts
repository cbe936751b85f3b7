import type { ChildProcess } from "node:child_process";
import { signalGroup } from "../exit-paths.ts";
import { describeExit, PrintedTail } from "../printed-tail.ts";
import { codeOf, isStarvation, type SpawnOptions, spawnGroup } from "../spawn-group.ts";

export type ServiceProcessOptions = SpawnOptions & {
  /** From SIGTERM to SIGKILL. */
  readonly killAfterMs: number;
};

/** How long output may still come in after the process is gone: a stray grandchild may hold the pipe. */
const drainMs = 200;

/** One process of a service, in a process group of its own. What it prints is read, and all but its end forgotten. */
export class ServiceProcess {
  /** Settles when the process is gone; never rejects. */
  readonly gone: Promise<void>;
  readonly #options: ServiceProcessOptions;
  readonly #child: ChildProcess | undefined;
  readonly #printed = new PrintedTail();
  #ended: string | undefined;
  #isStarved = false;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(options: ServiceProcessOptions) {
    this.#options = options;
    const child = spawnGroup(options, "ignore");
    if (child instanceof Error) {
      this.#neverStarted(child);
      this.gone = Promise.resolve();
      return;
    }
    this.#child = child;
    if (child.pid !== undefined) options.exits.add(child.pid);
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => this.#printed.add(chunk));
    this.gone = new Promise((resolve) => {
      child.on("error", (error) => {
        if (child.pid === undefined) resolve(this.#neverStarted(error));
      });
      child.once("exit", (code, signal) => {
        clearTimeout(this.#killTimer);
        this.#releaseGroup();
        const finish = (): void => {
          clearTimeout(drain);
          for (const stream of [child.stdout, child.stderr]) stream?.destroy();
          this.#ended ??= describeExit({ code, signal }, this.#printed);
          resolve();
        };
        const drain = setTimeout(finish, drainMs);
        child.once("close", finish);
      });
    });
  }

  /** How it ended, such as `exited with code 1: no such plan`; undefined while it runs. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** Whether it never ran for want of processes, files or memory: no fault of the agent. */
  get isStarved(): boolean {
    return this.#isStarved;
  }

  /** The last lines that it printed, safe to print. */
  get lastLines(): string {
    return this.#printed.describe();
  }

  /** Ends the whole process group: SIGTERM, then SIGKILL. Settles when it is gone. */
  end(): Promise<void> {
    const pid = this.#child?.pid;
    if (this.#ended === undefined && pid !== undefined && this.#killTimer === undefined) {
      signalGroup(pid, "SIGTERM");
      this.#killTimer = setTimeout(() => signalGroup(pid, "SIGKILL"), this.#options.killAfterMs);
    }
    return this.gone;
  }

  #neverStarted(error: Error): void {
    this.#isStarved = isStarvation(error);
    this.#ended = `could not be started: ${codeOf(error)}`;
  }

  /** What the leader left behind in its group goes with it. */
  #releaseGroup(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    signalGroup(pid, "SIGKILL");
    this.#options.exits.remove(pid);
  }
}
