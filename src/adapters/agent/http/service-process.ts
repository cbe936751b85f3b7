import { describeExit, PrintedTail } from "../printed-tail.ts";
import { type GroupEnd, ProcessGroup } from "../process-group.ts";
import { codeOf, isStarvation, type SpawnOptions, spawnGroup } from "../spawn-group.ts";

export type ServiceProcessOptions = SpawnOptions & {
  /** From SIGTERM to SIGKILL. */
  readonly killAfterMs: number;
};

const drainMs = 200;

/** One process of a service, in a process group of its own. What it prints is read, and all but its end forgotten. */
export class ServiceProcess {
  /** Settles when the process is gone; never rejects. */
  readonly gone: Promise<void>;
  readonly #group: ProcessGroup | undefined;
  readonly #printed = new PrintedTail();
  #ended: string | undefined;
  #isStarved = false;

  constructor(options: ServiceProcessOptions) {
    const child = spawnGroup(options, "ignore");
    if (child instanceof Error) {
      this.#neverStarted(child);
      this.gone = Promise.resolve();
      return;
    }
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => this.#printed.add(chunk));
    this.#group = new ProcessGroup(child, { ...options, drainMs });
    this.gone = this.#group.end.then((end) => this.#settle(end));
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
    this.#group?.kill();
    return this.gone;
  }

  #settle(end: GroupEnd): void {
    if (end.kind === "never-started") this.#neverStarted(end.error);
    else this.#ended = describeExit(end, this.#printed);
  }

  #neverStarted(error: Error): void {
    this.#isStarved = isStarvation(error);
    this.#ended = `could not be started: ${codeOf(error)}`;
  }
}
