import { setImmediate as nextLoop } from "node:timers/promises";
import type { Agent } from "../../core/agent/agent.ts";
import type { AgentRunner, AgentSession, SessionStart } from "../../ports/agent-runner.ts";
import type { PriceList } from "../../ports/price-list.ts";
import { type Environment, pickEnvironment } from "./agent-environment.ts";
import { loadAgentModule } from "./load-module.ts";
import { type ModuleNotice, ModuleSession } from "./module-session.ts";
import { catchStrayFailures, type Owner } from "./stray-failures.ts";

export type ModuleRunnerOptions = {
  /** The project root, absolute. */
  readonly root: string;
  /** The agent's file, relative to the root. */
  readonly module: string;
  /** Names of the variables that reach the agent as `ctx.env`. */
  readonly env: readonly string[];
  readonly environment: Environment;
  /** Told, each thing once, what went wrong beside the turns. */
  readonly onWarning: (message: string) => void;
  readonly importTimeoutMs?: number;
  /** What models cost; without it only what answers say of it is known. */
  readonly prices?: PriceList;
};

/** Distinct warnings about values that JSON cannot carry; an agent could make them up without end. */
const maxLossyWarnings = 10;

/**
 * Runs an agent that is a function in a JS or TS file, in our own process.
 *
 * Nothing is shared between sessions but the module itself. Such an agent can do all that we can:
 * it reads our environment, and an endless loop in it stops us. Use `process` for code you mistrust.
 */
export function moduleRunner(options: ModuleRunnerOptions): AgentRunner {
  return new ModuleRunner(options);
}

class ModuleRunner implements AgentRunner, Owner {
  readonly maxSessions = Number.POSITIVE_INFINITY;
  readonly #options: ModuleRunnerOptions;
  readonly #env: Readonly<Record<string, string>>;
  readonly #lossy = new Set<string>();
  #agent: Agent | undefined;
  #strays = 0;
  #release: (() => void) | undefined;

  constructor(options: ModuleRunnerOptions) {
    this.#options = options;
    this.#env = Object.freeze(pickEnvironment(options.environment, options.env));
  }

  async start(): Promise<void> {
    const { root, module, importTimeoutMs = 30_000 } = this.#options;
    this.#release ??= catchStrayFailures();
    this.#agent = await loadAgentModule(root, module, { owner: this, timeoutMs: importTimeoutMs });
  }

  open(start: SessionStart): Promise<AgentSession> {
    if (this.#agent === undefined) {
      return Promise.reject(new Error("a session was opened before the module was loaded"));
    }
    const host = {
      agent: this.#agent,
      env: this.#env,
      notice: (notice: ModuleNotice): void => this.#notice(notice),
      prices: this.#options.prices,
    };
    return Promise.resolve(new ModuleSession(host, start));
  }

  async close(): Promise<void> {
    // Node tells of a rejection that nobody awaits when the event loop turns: the last session may be over by then.
    if (this.#release !== undefined) await nextLoop();
    this.#release?.();
    this.#release = undefined;
    if (this.#strays > 1) {
      this.#options.onWarning(`${this.#strays} failures of the agent came outside its sessions.`);
      this.#strays = 0;
    }
  }

  /** The module's own top level broke, after it was imported. */
  strayed(reason: string): void {
    this.#notice({ kind: "stray", text: reason });
  }

  #notice({ kind, text }: ModuleNotice): void {
    if (kind === "stray") {
      this.#strays += 1;
      if (this.#strays === 1) this.#options.onWarning(`Outside its sessions: ${text}.`);
    } else if (this.#lossy.size < maxLossyWarnings && !this.#lossy.has(text)) {
      this.#lossy.add(text);
      this.#options.onWarning(`${text}.`);
    }
  }
}
