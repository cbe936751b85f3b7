import { isUtf8 } from "node:buffer";
import type { ChildProcess } from "node:child_process";
import { printable } from "../../core/text/printable.ts";
import { describeExit, PrintedTail } from "./printed-tail.ts";
import { type GroupEnd, ProcessGroup } from "./process-group.ts";
import { codeOf, isStarvation, type SpawnOptions, spawnGroup } from "./spawn-group.ts";
import { maxReplyBytes } from "./turn-recorder.ts";

/** Whoever talks to a process at the moment. */
export type ProcessListener = {
  /** One line of standard output, without its end. */
  line(text: string): void;
  /** The process cannot be used any more, and why. Told once. */
  broke(reason: string): void;
};

export type ProcessOptions = SpawnOptions & {
  /** From SIGTERM to SIGKILL. */
  readonly killAfterMs: number;
  /** Told at most once what the process wrote while nobody had asked it anything. */
  readonly onStray: (what: string) => void;
};

const maxTurnBytes = 16 * 1_048_576;
const drainMs = 1000;
/** How long a closed standard input may be before the exit that explains it. */
const explainMs = 200;

/** One process of the agent, in a process group of its own, as lines in and lines out. */
export class AgentProcess {
  listener: ProcessListener | undefined;
  /** Settles when the process is gone and its output is read; never rejects. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess | undefined;
  readonly #group: ProcessGroup | undefined;
  readonly #options: ProcessOptions;
  #rest: Buffer[] = [];
  #restBytes = 0;
  #turnBytes = 0;
  readonly #stderr = new PrintedTail();
  #broken: string | undefined;
  #isStarved = false;
  #isEnding = false;
  #hasStrayed = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
    const child = spawnGroup(options, "pipe");
    if (child instanceof Error) {
      this.#neverStarted(child);
      this.gone = Promise.resolve();
      return;
    }
    this.#child = child;
    child.stdin?.on("error", () => this.#stdinClosed());
    child.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    child.stderr?.on("data", (chunk: Buffer) => this.#stderr.add(chunk));
    this.#group = new ProcessGroup(child, { ...options, drainMs });
    this.gone = this.#group.end.then((end) => this.#ended(end));
  }

  /** Why the process is of no more use; undefined while it is. */
  get broken(): string | undefined {
    return this.#broken;
  }

  /** Whether it never ran for want of processes, files or memory: no fault of the agent. */
  get isStarved(): boolean {
    return this.#isStarved;
  }

  /** Writes whole lines. A process that does not read them is found out by its exit or the time-out. */
  write(lines: string): void {
    this.#turnBytes = 0;
    const stdin = this.#child?.stdin;
    if (stdin?.writable === true) stdin.write(lines);
    else this.#stdinClosed();
  }

  /** Lets the process end by itself, then makes it. Settles when it is gone. */
  async end(lastWords: string, graceMs: number): Promise<void> {
    const stdin = this.#child?.stdin;
    if (this.#broken !== undefined || stdin?.writable !== true) return this.kill();
    this.#isEnding = true;
    stdin.end(lastWords);
    const timer = setTimeout(() => this.#group?.kill(), graceMs);
    await this.gone;
    clearTimeout(timer);
  }

  /** Ends the whole process group: SIGTERM, then SIGKILL. Settles when it is gone. */
  kill(reason = "the agent's process was ended"): Promise<void> {
    this.#fail(reason);
    return this.gone;
  }

  #ended(end: GroupEnd): void {
    if (end.kind === "never-started") return this.#neverStarted(end.error);
    this.#endOfOutput();
    this.#fail(`the agent's process ${describeExit(end, this.#stderr)}`);
  }

  #neverStarted(error: Error): void {
    this.#isStarved = isStarvation(error);
    this.#fail(`the agent's process could not be started: ${codeOf(error)}`);
  }

  #fail(reason: string): void {
    this.#group?.kill();
    if (this.#broken !== undefined) return;
    this.#broken = reason;
    this.#rest = [];
    this.listener?.broke(reason);
  }

  #read(chunk: Buffer): void {
    if (this.#isEnding) this.#stray(chunk.toString("utf8"));
    if (this.#broken !== undefined || this.#isEnding) return;
    this.#turnBytes += chunk.length;
    if (this.#turnBytes > maxTurnBytes) {
      this.#fail("the agent printed more than 16 MB in one turn");
      return;
    }
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
      this.#restBytes += piece.length;
      if (this.#restBytes > maxReplyBytes) {
        this.#fail("the agent printed a line of more than 1 MB");
        return;
      }
      if (piece.length > 0) this.#rest.push(piece);
      if (end === -1) break;
      this.#tellLine();
      start = end + 1;
    }
  }

  #tellLine(): void {
    const [first = Buffer.alloc(0), ...more] = this.#rest;
    const bytes = more.length === 0 ? first : Buffer.concat(this.#rest);
    this.#rest = [];
    this.#restBytes = 0;
    if (this.#broken !== undefined || bytes.length === 0) return;
    if (!isUtf8(bytes)) {
      this.#fail("the agent printed bytes that are not UTF-8");
      return;
    }
    const text = bytes.toString("utf8").trim();
    if (text === "") return;
    if (this.listener !== undefined) {
      this.listener.line(text);
      return;
    }
    this.#stray(text);
    this.#fail("the agent printed something while it had no session");
  }

  #stray(text: string): void {
    const what = printable(text, 120);
    if (what === "" || this.#hasStrayed) return;
    this.#hasStrayed = true;
    this.#options.onStray(what);
  }

  /** A last line needs no line end. */
  #endOfOutput(): void {
    if (this.#broken !== undefined || this.#rest.length === 0) return;
    this.#tellLine();
  }

  #stdinClosed(): void {
    if (this.#group?.isGone !== false || this.#broken !== undefined) return;
    const timer = setTimeout(() => this.#fail("the agent closed its standard input"), explainMs);
    void this.gone.then(() => clearTimeout(timer));
  }
}
