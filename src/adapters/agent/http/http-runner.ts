import { randomBytes } from "node:crypto";
import { usesPlaceholder } from "../../../core/agent/request-template.ts";
import { UserError } from "../../../core/errors.ts";
import type { AgentRunner, AgentSession, SessionStart } from "../../../ports/agent-runner.ts";
import type { Recorder } from "../../../ports/recorder.ts";
import { agentEnvironment, type EnvironmentOptions } from "../agent-environment.ts";
import { capturedSession } from "../captured-session.ts";
import { type ExitWatch, watchExits } from "../exit-paths.ts";
import { fillHeaders } from "../fill-headers.ts";
import { findCommand } from "../find-command.ts";
import { recordedModel } from "../recorded-model.ts";
import { freePorts } from "./free-ports.ts";
import { type HttpRequestMapping, HttpSession, type HttpSessionOptions } from "./http-session.ts";
import { portOf } from "./port-of.ts";
import { addressOf, mustBeFree, mustBeThere, portPlaceholder } from "./service-address.ts";
import { ServiceInstance } from "./service-instance.ts";
import { deadSession, ServicePlace } from "./service-place.ts";

export type ServiceStart = {
  readonly command: readonly string[];
  readonly ready?: string | undefined;
  readonly readyTimeoutMs: number;
  readonly instances: number;
};

export type HttpRunnerOptions = EnvironmentOptions & {
  /** The project root, absolute: the service's working directory. */
  readonly root: string;
  /** `${PORT}` in it stands for the port of each instance. */
  readonly url: string;
  /** Absent where the service runs elsewhere. */
  readonly start?: ServiceStart | undefined;
  /** Sessions of one instance at once. */
  readonly sessionsAtOnce: number;
  readonly request: HttpRequestMapping;
  readonly response: HttpSessionOptions["response"];
  /** Absent where nothing is captured. */
  readonly recorder?: Recorder | undefined;
  /** From SIGTERM to SIGKILL. */
  readonly killAfterMs?: number;
};

/**
 * Drives an agent that is an HTTP service: one that runs elsewhere, or instances that are started here.
 *
 * What is started is restarted when it ends, with a growing pause and not for ever, and its process groups are ended on
 * every way out. A session lives on one instance.
 */
export function httpRunner(options: HttpRunnerOptions): AgentRunner {
  return new HttpRunner(options);
}

class HttpRunner implements AgentRunner {
  readonly maxSessions: number;
  readonly #options: HttpRunnerOptions;
  /** Makes the ids of sessions new to a service that remembers those of the last experiment. */
  readonly #nonce = randomBytes(4).toString("hex");
  readonly #agentSessions = new Set<string>();
  readonly #places: ServicePlace[] = [];
  readonly #isIdTheAgents: boolean;
  #headers: Readonly<Record<string, string>> = {};
  #exits: ExitWatch | undefined;
  #preparing: Promise<void> | undefined;

  constructor(options: HttpRunnerOptions) {
    this.#options = options;
    const { request, url, start, sessionsAtOnce } = options;
    this.maxSessions = (start?.instances ?? 1) * sessionsAtOnce;
    this.#isIdTheAgents = usesPlaceholder([request.body, request.headers, url], "agentSession");
  }

  prepare(): Promise<void> {
    return this.#prepare().catch(() => {}); // `start` is told again.
  }

  async start(): Promise<void> {
    await this.#prepare();
    for (const readiness of await Promise.all(this.#places.map((place) => place.ready())))
      if (readiness.kind === "failed") throw notReady(readiness.reason);
    const { start, url } = this.#options;
    if (start === undefined) await mustBeThere(addressOf(url));
  }

  async open(start: SessionStart): Promise<AgentSession> {
    const [place] = this.#places.toSorted((a, b) => a.sessions - b.sessions);
    if (place === undefined) throw new Error("a session was opened before the runner was started");
    place.take();
    const readiness = await place.ready();
    if (readiness.kind === "failed") return deadSession(place, readiness);
    const id = `${start.sessionId}-${this.#nonce}`;
    // Under the id that the agent is told, so that it may pass on that one as well.
    const capture = place.endpoint?.openSession({ ...start, sessionId: id });
    const { request, response } = this.#options;
    const session = new HttpSession({
      url: place.url,
      request: { ...request, headers: this.#headers },
      response,
      id,
      seed: start.seed,
      ...recordedModel(start, place.endpoint),
      headers: capture?.headers ?? { "x-tracegate-session": id },
      isIdTheAgents: this.#isIdTheAgents,
      agentSessions: this.#agentSessions,
      place,
    });
    return capture === undefined ? session : capturedSession(session, capture);
  }

  async close(): Promise<void> {
    await this.#preparing?.catch(() => {}); // Told to whoever started it; what it began is ended here.
    this.#preparing = undefined;
    await Promise.all(this.#places.splice(0).map((place) => place.close()));
    this.#exits?.stop();
    this.#exits = undefined;
  }

  #prepare(): Promise<void> {
    this.#preparing ??= this.#begin();
    return this.#preparing;
  }

  async #begin(): Promise<void> {
    const { start, url, request, environment, sessionsAtOnce } = this.#options;
    this.#headers = fillHeaders(request.headers, environment, "agent.request.headers");
    if (start === undefined) {
      this.#places.push(new ServicePlace({ url, sessionsAtOnce }));
      return;
    }
    const isPortOurs = url.includes(portPlaceholder);
    if (!isPortOurs) await mustBeFree(addressOf(url));
    const [name = "", ...args] = start.command;
    const { root } = this.#options;
    const program = findCommand(name, { root, path: environment["PATH"] ?? "" });
    const ports = isPortOurs ? await freePorts(start.instances) : [undefined];
    this.#exits ??= watchExits();
    for (const port of ports) await this.#startInstance([program, ...args], start, port);
  }

  async #startInstance(
    command: readonly [string, ...string[]],
    start: ServiceStart,
    free: number | undefined,
  ): Promise<void> {
    const { root, url: template, recorder, killAfterMs = 2000 } = this.#options;
    if (this.#exits === undefined) throw new Error("the runner was closed");
    const port = String(free ?? portOf(addressOf(template)));
    const withPort = (text: string): string => text.replaceAll(portPlaceholder, port);
    const url = withPort(template);
    const endpoint = await recorder?.openEndpoint();
    const [program, ...args] = command;
    const instance = new ServiceInstance({
      command: [program, ...args.map(withPort)],
      root,
      environment: agentEnvironment(this.#options, { ...endpoint?.environment, PORT: port }),
      exits: this.#exits,
      killAfterMs,
      address: addressOf(url),
      ready: start.ready,
      readyTimeoutMs: start.readyTimeoutMs,
    });
    const { sessionsAtOnce } = this.#options;
    this.#places.push(
      new ServicePlace({
        url,
        instance,
        sessionsAtOnce,
        ...(endpoint !== undefined && { endpoint }),
      }),
    );
    void instance.ready(); // Never rejects; `start` waits for it.
  }
}

function notReady(reason: string): UserError {
  return new UserError(
    "AGENT_NOT_READY",
    `The agent's service ${reason}.`,
    `Let it listen on \`${portPlaceholder}\` (also in its environment as PORT) on 127.0.0.1; see \`agent.start\` in tracegate.yaml: \`command\`, \`ready\`, \`readyTimeoutMs\`.`,
  );
}
