import type { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { AgentSession } from "../../../ports/agent-runner.ts";
import type { RecorderEndpoint } from "../../../ports/recorder.ts";
import { failedTurn } from "../turn-recorder.ts";
import { nodeHttp, nodeHttps } from "./node-http.ts";
import type { Readiness, ServiceInstance } from "./service-instance.ts";

/** After a broken connection, how long the exit that explains it may take to be seen. */
const explainMs = 500;

export type ServicePlaceOptions = {
  /** Where turns are sent; values of the turn are not in it yet. */
  readonly url: string;
  /** Absent where the service runs elsewhere. */
  readonly instance?: ServiceInstance;
  readonly endpoint?: RecorderEndpoint;
  readonly sessionsAtOnce: number;
};

/** A service that takes sessions, so many at once. */
export class ServicePlace {
  readonly url: string;
  readonly endpoint: RecorderEndpoint | undefined;
  /** Its connections, kept open between requests. */
  readonly connections: Agent;
  readonly #instance: ServiceInstance | undefined;
  readonly #sessionsAtOnce: number;
  #sessions = 0;

  constructor({ url, instance, endpoint, sessionsAtOnce }: ServicePlaceOptions) {
    this.url = url;
    this.endpoint = endpoint;
    const { Agent: Connections } = url.startsWith("https:") ? nodeHttps() : nodeHttp;
    this.connections = new Connections({ keepAlive: true, maxFreeSockets: sessionsAtOnce });
    this.#instance = instance;
    this.#sessionsAtOnce = sessionsAtOnce;
  }

  /** Whether we started the service. */
  get isOurs(): boolean {
    return this.#instance !== undefined;
  }

  /** How many sessions are open on it. */
  get sessions(): number {
    return this.#sessions;
  }

  /** Waits until the service is ready, starting it anew where it ended. Never rejects. */
  async ready(): Promise<Readiness> {
    return (await this.#instance?.ready()) ?? { kind: "ready" };
  }

  /** Takes the place of one more session. */
  take(): void {
    if (this.#sessions >= this.#sessionsAtOnce)
      throw new Error("more sessions were opened than the instances hold");
    this.#sessions += 1;
  }

  /**
   * Gives a session's place back. `isAbandoned` where the agent may still be at work for it: with nothing to tell its
   * calls by they would pass for the next session's, so that gets a new process.
   */
  async release(isAbandoned: boolean): Promise<void> {
    if (isAbandoned && this.#sessionsAtOnce === 1) await this.#instance?.replace();
    this.#sessions -= 1;
  }

  answered(): void {
    this.#instance?.answered();
  }

  /** Watches the process that serves now: says how it ended, and waits a moment for one that is about to end. */
  watch(): () => Promise<string | undefined> {
    const process = this.#instance?.process;
    return async () => {
      if (process === undefined) return undefined;
      await Promise.race([process.gone, delay(explainMs)]);
      return process.ended;
    };
  }

  async close(): Promise<void> {
    this.connections.destroy();
    await this.#instance?.close();
    await this.endpoint?.close();
  }
}

/** A session on a service that does not come up any more: every turn fails, and the run goes on. */
export function deadSession(
  place: ServicePlace,
  { reason, isStarved }: { readonly reason: string; readonly isStarved: boolean },
): AgentSession {
  const text = `the agent's service ${reason}`;
  let closing: Promise<void> | undefined;
  return {
    send: () =>
      Promise.resolve(
        isStarved ? { kind: "infra-error", reason: text, steps: [] } : failedTurn(text),
      ),
    close: () => {
      closing ??= place.release(false);
      return closing;
    },
  };
}
