import { setImmediate as nextLoop } from "node:timers/promises";
import type { AgentRunner, AgentSession, SessionStart } from "../../ports/agent-runner.ts";
import type { Recorder, RecorderEndpoint, RecorderSession } from "../../ports/recorder.ts";
import { agentEnvironment, type EnvironmentOptions } from "./agent-environment.ts";
import { AgentProcess } from "./agent-process.ts";
import { capturedSession } from "./captured-session.ts";
import { type ExitWatch, watchExits } from "./exit-paths.ts";
import { findCommand } from "./find-command.ts";
import { ProcessSession } from "./process-session.ts";
import { recordedModel } from "./recorded-model.ts";

export type ProcessRunnerOptions = EnvironmentOptions & {
  /** The project root, absolute: the agent's working directory. */
  readonly root: string;
  /** Program and arguments; no shell reads them. */
  readonly command: readonly string[];
  /** `one`: a process for each session. `many`: `instances` processes, one session after another. */
  readonly sessions: "one" | "many";
  readonly instances: number;
  /** Told once what processes wrote outside of turns, and at the end how many did. */
  readonly onWarning: (message: string) => void;
  /** Absent where nothing is captured but what the agent reports. */
  readonly recorder?: Recorder | undefined;
  /** How long a process may take to end by itself once its standard input has ended. */
  readonly graceMs?: number;
  /** From SIGTERM to SIGKILL. */
  readonly killAfterMs?: number;
};

/** What the first turn of every process may take longer: an interpreter and its imports come before it. */
const startUpMs = 10_000;
/** Spare processes that wait for the next sessions, at most. */
const maxSpares = 4;

/** A process, and the recorder's addresses that it was started with. */
type Place = {
  readonly process: AgentProcess;
  readonly endpoint?: RecorderEndpoint;
  readonly capture?: RecorderSession;
};

/**
 * Runs an agent in any language that speaks the protocol of docs/agent-protocol.md.
 *
 * Every process leads a group of its own, and the whole group is killed: at the end of its session
 * (`one`), when a turn is aborted, when it breaks the protocol, and on our way out.
 */
export function processRunner(options: ProcessRunnerOptions): AgentRunner {
  return new ProcessRunner(options);
}

class ProcessRunner implements AgentRunner {
  readonly maxSessions: number;
  readonly #options: ProcessRunnerOptions;
  readonly #all = new Set<AgentProcess>();
  /** On their way into `#all`. */
  readonly #spawning = new Set<Promise<Place>>();
  /** `one`: started ahead of their sessions. `many`: between two sessions. */
  readonly #idle: Place[] = [];
  readonly #served = new WeakSet<AgentProcess>();
  /** What a process between two sessions has not been told yet of the earlier one's end. */
  readonly #lastWords = new Map<AgentProcess, string>();
  #starting: Promise<void> | undefined;
  #isPrepared = false;
  #command: readonly [string, ...string[]] | undefined;
  #exits: ExitWatch | undefined;
  /** False once a session has an environment of its own, which no process can have ahead of it. */
  #maySpare = true;
  #openSessions = 0;
  #opened = 0;
  #strays = 0;

  constructor(options: ProcessRunnerOptions) {
    this.#options = options;
    this.maxSessions = options.sessions === "many" ? options.instances : Number.POSITIVE_INFINITY;
  }

  /** Starts the first process: what it serves is not known yet, and need not be. */
  prepare(): Promise<void> {
    this.#isPrepared = true;
    return this.start().catch(() => {}); // `start` is asked again, and rejects again.
  }

  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { root, command, environment, sessions } = this.#options;
    const [name = "", ...args] = command;
    const program = findCommand(name, { root, path: environment["PATH"] ?? "" });
    this.#command = [program, ...args];
    this.#exits ??= watchExits();
    if (sessions === "many" || this.#isPrepared) this.#idle.push(await this.#spawn());
  }

  async open(start: SessionStart): Promise<AgentSession> {
    if (this.#openSessions >= this.maxSessions) {
      throw new Error("more sessions were opened than there are instances");
    }
    if (start.modelBaseUrl !== undefined) this.#maySpare = false;
    this.#openSessions += 1;
    this.#opened += 1;
    let place: Place;
    try {
      place = this.#takeIdle(start) ?? (await this.#spawn(start));
    } catch (error) {
      this.#openSessions -= 1;
      throw error;
    }
    const { process, endpoint, capture = endpoint?.openSession(start) } = place;
    const release = this.#options.sessions === "many" ? this.#keep : this.#endWithSession;
    const session = new ProcessSession({ ...start, ...recordedModel(start, endpoint) }, process, {
      firstWords: this.#takeLastWords(process),
      startUpMs: this.#served.has(process) ? 0 : startUpMs,
      onStray: (what) => this.#stray(what),
      release: async (lastWords) => {
        await release(place, lastWords);
        this.#openSessions -= 1;
      },
    });
    return capture === undefined ? session : capturedSession(session, capture);
  }

  async close(): Promise<void> {
    await this.#starting?.catch(() => {}); // Told to whoever started it; what it spawned is ended here.
    this.#starting = undefined;
    this.#isPrepared = false;
    await Promise.allSettled(this.#spawning); // Told to whoever opened a session.
    const isMany = this.#options.sessions === "many";
    const betweenSessions = new Set(isMany ? this.#idle.map(({ process }) => process) : []);
    this.#idle.length = 0;
    await Promise.all(
      [...this.#all].map((process) =>
        betweenSessions.has(process)
          ? process.end(this.#takeLastWords(process), this.#graceMs)
          : process.kill(),
      ),
    );
    this.#exits?.stop();
    this.#exits = undefined;
    if (this.#strays > 1) {
      this.#options.onWarning(`${this.#strays} processes of the agent wrote outside of a turn.`);
    }
    this.#strays = 0;
  }

  get #graceMs(): number {
    return this.#options.graceMs ?? 2000;
  }

  /** A process that broke while it waited is passed over: a new one will show whether it does so again. */
  #takeIdle(start: SessionStart): Place | undefined {
    const isBoundToSession = this.#options.sessions === "one" && start.modelBaseUrl !== undefined;
    if (isBoundToSession) return undefined;
    for (;;) {
      const place = this.#idle.shift();
      if (place === undefined || place.process.broken === undefined) return place;
    }
  }

  /** Starts a process, for one session where that is known. */
  #spawn(start?: SessionStart): Promise<Place> {
    const spawning = this.#spawnPlace(start);
    this.#spawning.add(spawning);
    const forget = (): void => void this.#spawning.delete(spawning);
    spawning.then(forget, forget);
    return spawning;
  }

  async #spawnPlace(start: SessionStart | undefined): Promise<Place> {
    const { root, sessions, recorder, killAfterMs = 1000 } = this.#options;
    const ownStart = sessions === "one" ? start : undefined;
    const endpoint = await recorder?.openEndpoint();
    const capture = ownStart && endpoint?.openSession(ownStart);
    if (this.#command === undefined || this.#exits === undefined) {
      throw new Error("a session was opened before the runner was started, or after its end");
    }
    const own = { ...ownEnvironment(ownStart), ...endpoint?.environment, ...capture?.environment };
    const hasScriptedModel =
      this.#options.hasScriptedModel === true || ownStart?.modelBaseUrl !== undefined;
    const process = new AgentProcess({
      command: this.#command,
      root,
      environment: agentEnvironment({ ...this.#options, hasScriptedModel }, own),
      exits: this.#exits,
      killAfterMs,
      onStray: (what) => this.#stray(`it printed "${what}"`),
    });
    this.#all.add(process);
    void process.gone.then(() => {
      this.#all.delete(process);
      return endpoint?.close();
    });
    return {
      process,
      ...(endpoint !== undefined && { endpoint }),
      ...(capture !== undefined && { capture }),
    };
  }

  readonly #keep = async (place: Place, lastWords: string): Promise<void> => {
    const { process } = place;
    if (process.broken !== undefined) return process.kill();
    this.#served.add(process);
    // What is on its way already is read while it can do no harm to the next session: one look into the pipe.
    await nextLoop();
    await nextLoop();
    if (process.broken !== undefined) return undefined;
    this.#idle.push(place);
    if (lastWords === "") return undefined;
    // With the next session's first message, if that is sent at once: one write, one wake-up of the agent.
    this.#lastWords.set(process, lastWords);
    setImmediate(() => {
      const words = this.#takeLastWords(process);
      if (words !== "") process.write(words);
    });
    return undefined;
  };

  #takeLastWords(process: AgentProcess): string {
    const words = this.#lastWords.get(process) ?? "";
    this.#lastWords.delete(process);
    return words;
  }

  readonly #endWithSession = async ({ process }: Place, lastWords: string): Promise<void> => {
    const ended = process.end(lastWords, this.#graceMs);
    this.#startSpare();
    await ended;
  };

  #stray(what: string): void {
    this.#strays += 1;
    if (this.#strays > 1) return;
    this.#options.onWarning(
      `The agent wrote outside of a turn, where it changes no outcome: ${what}.`,
    );
  }

  /** While a process ends, the next one starts. The first session is not known to have a successor. */
  #startSpare(): void {
    const wanted = Math.min(this.#openSessions, maxSpares);
    const spares = this.#idle.length + this.#spawning.size;
    if (this.#opened > 1 && this.#maySpare && spares < wanted && this.#exits) {
      this.#spawn().then(
        (place) => void this.#idle.push(place),
        () => {}, // The session that would have had it starts its own, and is told.
      );
    }
  }
}

/** What the process of one session learns from its environment; clients of OpenAI read it unasked. */
function ownEnvironment(start: SessionStart | undefined): Readonly<Record<string, string>> {
  if (start?.modelBaseUrl === undefined) return {};
  return { OPENAI_BASE_URL: start.modelBaseUrl, TRACEGATE_SESSION: start.sessionId };
}
