import { setTimeout as delay } from "node:timers/promises";
import { type Knock, knockAtPath, knockAtPort } from "./knock.ts";
import { ServiceProcess, type ServiceProcessOptions } from "./service-process.ts";

export type ServiceInstanceOptions = ServiceProcessOptions & {
  /** Where turns are sent, without values of the turn. */
  readonly address: URL;
  /** A path that says that the service is ready; a port that takes connections is enough where it is left out. */
  readonly ready?: string | undefined;
  readonly readyTimeoutMs: number;
};

export type Readiness =
  | { readonly kind: "ready" }
  /** What happened; ends a sentence that begins with "the agent's service". */
  | { readonly kind: "failed"; readonly reason: string; readonly isStarved: boolean };

/** So often a service may end without an answer in between; then it is started no more. */
const mostCrashes = 5;
/** The wait before the second start in a row; twice as long before each further one. */
const firstBackOffMs = 200;
const [firstKnockMs, longestKnockMs] = [20, 250];

/** One instance of a service that we keep running: a process after another. */
export class ServiceInstance {
  readonly #options: ServiceInstanceOptions;
  #process: ServiceProcess | undefined;
  #readiness: Promise<Readiness> | undefined;
  /** The end of the process before: what is left of it must not hold the port of the next. */
  #ending: Promise<void> | undefined;
  #crashes = 0;
  #isClosed = false;

  constructor(options: ServiceInstanceOptions) {
    this.#options = options;
  }

  /** The process that serves now; another one after a restart. */
  get process(): ServiceProcess | undefined {
    return this.#process;
  }

  /** Starts it unless it runs, and waits until it is ready. Never rejects. */
  async ready(): Promise<Readiness> {
    const last = this.#process;
    const ended = last?.ended;
    if (this.#readiness !== undefined && ended === undefined) return this.#readiness;
    if (ended !== undefined) this.#crashes += 1;
    if (this.#crashes >= mostCrashes) {
      const reason = `ended ${this.#crashes} times in a row and is not started again; at last it ${ended ?? "failed"}`;
      return { kind: "failed", reason, isStarved: false };
    }
    // Whoever asks from now on waits for the same start.
    this.#process = undefined;
    this.#ending ??= last?.gone;
    this.#readiness = this.#start(backOffMs(this.#crashes));
    return this.#readiness;
  }

  /** An answer came: what ends it from now on is no longer the same crash over and over. */
  answered(): void {
    this.#crashes = 0;
  }

  /** Ends the process, so that nothing that it is still doing reaches another session; the next one gets a new process. */
  async replace(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    this.#readiness = undefined;
    this.#ending = process?.end();
    await this.#ending;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#process?.end(), this.#ending]);
  }

  async #start(waitMs: number): Promise<Readiness> {
    await this.#ending;
    this.#ending = undefined;
    if (waitMs > 0) await delay(waitMs);
    if (this.#isClosed) return { kind: "failed", reason: "was closed", isStarved: false };
    const process = new ServiceProcess(this.#options);
    this.#process = process;
    return this.#awaitReady(process);
  }

  async #awaitReady(process: ServiceProcess): Promise<Readiness> {
    const { address, ready, readyTimeoutMs } = this.#options;
    const giveUpAt = performance.now() + readyTimeoutMs;
    for (let pauseMs = firstKnockMs; ; pauseMs = Math.min(pauseMs * 1.5, longestKnockMs)) {
      const knock = await this.#knock();
      const { ended } = process;
      // Asked after the knock: it may have been another program that answered it.
      if (ended !== undefined) {
        const reason = `${ended} before it was ready`;
        return { kind: "failed", reason, isStarved: process.isStarved };
      }
      if (knock.kind === "open") return { kind: "ready" };
      if (performance.now() >= giveUpAt) {
        const asked = ready === undefined ? `port ${address.port}` : ready;
        const lines = process.lastLines;
        void process.end();
        const reason = `was not ready within ${readyTimeoutMs} ms (${asked}: ${knock.reason})${lines === "" ? "" : `: ${lines}`}`;
        return { kind: "failed", reason, isStarved: false };
      }
      await Promise.race([delay(pauseMs), process.gone]);
    }
  }

  #knock(): Promise<Knock> {
    const { address, ready } = this.#options;
    return ready === undefined ? knockAtPort(address) : knockAtPath(new URL(ready, address));
  }
}

function backOffMs(crashes: number): number {
  return crashes < 2 ? 0 : firstBackOffMs * 2 ** (crashes - 2);
}
