import type { Agent, AgentContext } from "../../core/agent/agent.ts";
import { readModelStep } from "../../core/agent/agent-message.ts";
import { captureJson } from "../../core/agent/capture-json.ts";
import type { SessionTools } from "../../core/replay/session-tools.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import { describeAgent } from "../../core/trace/agent-facts.ts";
import type { JsonValue } from "../../core/trace/json.ts";
import { tookOf } from "../../core/trace/record/wire-step.ts";
import type { AgentFacts } from "../../core/trace/session.ts";
import type { AgentSession, SessionStart, TurnAnswer } from "../../ports/agent-runner.ts";
import type { PriceList } from "../../ports/price-list.ts";
import { ModuleTools } from "./module-tools.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { type Owner, runOwned } from "./stray-failures.ts";
import { failedTurn, interrupted, refuseReply, TurnRecorder } from "./turn-recorder.ts";

/** What all sessions of one `module` runner share. */
export type ModuleHost = {
  readonly agent: Agent;
  readonly env: Readonly<Record<string, string>>;
  readonly notice: (notice: ModuleNotice) => void;
  /** What models cost. */
  readonly prices?: PriceList | undefined;
};

/** What is no turn's outcome and still worth a word: failures after a session, values cut to fit JSON. */
export type ModuleNotice = { readonly kind: "stray" | "lossy"; readonly text: string };

/** How a call of the agent ended. */
type Ending =
  | { readonly kind: "answered"; readonly value: unknown }
  | { readonly kind: "failed"; readonly reason: string };

type Reply =
  | {
      readonly kind: "replied";
      readonly text: string;
      readonly finalState: JsonValue | undefined;
      readonly policy: string | undefined;
    }
  | { readonly kind: "failed"; readonly reason: string };

/** One session with an agent that lives in our process. */
export class ModuleSession implements AgentSession, Owner {
  readonly #host: ModuleHost;
  readonly #perSession: Omit<AgentContext, "turn" | "signal">;
  #turn = 0;
  #recorder: TurnRecorder | undefined;
  /** Ends the turn that is open. */
  #interrupt: ((reason: string) => void) | undefined;
  /** Why no turn can follow. */
  #over: string | undefined;
  #isClosed = false;
  readonly #tools: SessionTools | undefined;
  #turnSignal: AbortSignal | undefined;
  /** Ends delays of recorded and failing tools; made for the first of them. */
  #closing: AbortController | undefined;

  constructor(host: ModuleHost, start: SessionStart) {
    this.#host = host;
    this.#tools = start.tools;
    const openTurn = (): TurnRecorder => this.#openTurn();
    const tools = new ModuleTools({
      ...(start.tools !== undefined && { tools: start.tools }),
      openTurn,
      isOpen: (turn) => turn === this.#recorder,
      signal: () => this.#signal(),
      onLossy: (what, lossy) => this.#lossy(what, lossy),
      onGap: (reason) => this.#end(reason),
    });
    this.#perSession = {
      session: { id: start.sessionId, seed: start.seed },
      env: host.env,
      ...(start.modelBaseUrl === undefined ? {} : { modelBaseUrl: start.modelBaseUrl }),
      memory: new Map(),
      fetch: recordingFetch(openTurn, {
        meter: start.meter,
        prices: host.prices,
        ownModelUrl: start.modelBaseUrl,
      }),
      callTool: (name, args, run) => tools.call({ name, args }, run),
      recordModelCall: (call) => {
        const step = readModelStep(captureJson(call).value);
        openTurn().add(() => step);
        const took = tookOf(step);
        if (took !== "nothing") start.meter?.count(took.usage);
      },
    };
  }

  async send(message: string, signal: AbortSignal): Promise<TurnAnswer> {
    if (this.#over === undefined && signal.aborted) this.#over = interrupted;
    if (this.#over !== undefined) return failedTurn(this.#over);
    this.#turn += 1;
    const recorder = new TurnRecorder();
    this.#recorder = recorder;
    this.#turnSignal = signal;
    const ending = await this.#ask(message, signal);
    this.#recorder = undefined;
    const reply = ending.kind === "answered" ? this.#readReply(ending.value, recorder) : ending;
    const durationMs = recorder.durationMs();
    const steps = recorder.steps();
    const gap = this.#tools?.gap;
    if (gap !== undefined) return { kind: "replay-gap", reason: gap, steps, ...agentOf(recorder) };
    // What ended the session while the agent was at it outweighs what it answered.
    if (this.#over !== undefined) return failedTurn(this.#over, steps);
    if (reply.kind === "failed") return failedTurn(reply.reason, steps);
    if (recorder.overflow !== undefined) return failedTurn(recorder.overflow, steps);
    const { startedAtMs } = recorder;
    return {
      kind: "replied",
      turn: { user: message, steps, reply: reply.text, startedAtMs, durationMs },
      ...(reply.finalState === undefined ? {} : { finalState: reply.finalState }),
      ...(reply.policy === undefined ? {} : { policy: reply.policy }),
      ...agentOf(recorder),
    };
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#over ??= "the session is closed";
    this.#interrupt?.(interrupted);
    this.#closing?.abort();
    return Promise.resolve();
  }

  /** A stray failure would have ended an agent with a process of its own: it ends the session. */
  strayed(reason: string): void {
    if (this.#isClosed) this.#host.notice({ kind: "stray", text: reason });
    this.#end(reason);
  }

  #signal(): AbortSignal {
    this.#closing ??= new AbortController();
    const turn = this.#turnSignal === undefined ? [] : [this.#turnSignal];
    return AbortSignal.any([...turn, this.#closing.signal]);
  }

  #end(reason: string): void {
    this.#over ??= reason;
    this.#interrupt?.(reason);
  }

  #ask(message: string, signal: AbortSignal): Ending | Promise<Ending> {
    let answer: unknown;
    let isPending = false;
    try {
      const context: AgentContext = { ...this.#perSession, turn: this.#turn, signal };
      answer = runOwned(this, () => this.#host.agent(message, context));
      isPending = isThenable(answer);
    } catch (error) {
      return { kind: "failed", reason: `the agent threw: ${describeThrown(error)}` };
    }
    return isPending ? this.#wait(answer, signal) : { kind: "answered", value: answer };
  }

  async #wait(answer: unknown, signal: AbortSignal): Promise<Ending> {
    const interruption = new Promise<Ending>((resolve) => {
      this.#interrupt = (reason) => resolve({ kind: "failed", reason });
    });
    // A tool call without a recorded answer may have ended the session before the agent first waited.
    if (this.#over !== undefined) this.#interrupt?.(this.#over);
    const onAbort = (): void => {
      this.#over ??= interrupted;
      this.#interrupt?.(interrupted);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      const answered = Promise.resolve(answer).then(
        (value): Ending => ({ kind: "answered", value }),
        (error: unknown): Ending => ({
          kind: "failed",
          reason: `the agent threw: ${describeThrown(error)}`,
        }),
      );
      return await Promise.race([answered, interruption]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#interrupt = undefined;
    }
  }

  #readReply(value: unknown, recorder: TurnRecorder): Reply {
    try {
      const isObject = typeof value === "object" && value !== null;
      const text: unknown = isObject ? Reflect.get(value, "text") : value;
      if (typeof text !== "string") return { kind: "failed", reason: wrongReply(value) };
      const refused = refuseReply(text);
      if (refused !== undefined) return { kind: "failed", reason: refused };
      const finalState: unknown = isObject ? Reflect.get(value, "finalState") : undefined;
      const policy: unknown = isObject ? Reflect.get(value, "policy") : undefined;
      recorder.notePolicy(() => (typeof policy === "string" ? policy.toWellFormed() : undefined));
      return {
        kind: "replied",
        text: text.toWellFormed(),
        finalState:
          finalState === undefined
            ? undefined
            : recorder.capture(finalState, (lossy) => this.#lossy("finalState", lossy)),
        policy: recorder.policy,
      };
    } catch (error) {
      return {
        kind: "failed",
        reason: `the agent's reply cannot be read: ${describeThrown(error)}`,
      };
    }
  }

  #openTurn(): TurnRecorder {
    if (this.#recorder !== undefined) return this.#recorder;
    throw new Error(
      "ctx was used while no turn of its session was open: use the ctx of each call, and await all work before you reply",
    );
  }

  #lossy(what: string, parts: readonly string[]): void {
    const text = `JSON cannot carry ${what} whole: ${parts.join("; ")}`;
    this.#host.notice({ kind: "lossy", text });
  }
}

/** What the model was offered, where the turn's calls went through `ctx.fetch`. */
function agentOf({ toolCatalog }: TurnRecorder): { readonly agent?: AgentFacts } {
  const agent = toolCatalog && describeAgent({ toolCatalog });
  return agent === undefined ? {} : { agent };
}

function isThenable(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function"
  );
}

function wrongReply(value: unknown): string {
  const what =
    value === undefined
      ? "nothing"
      : value === null
        ? "null"
        : typeof value === "object"
          ? "an object without a `text`"
          : `a ${typeof value}`;
  return `the agent returned ${what}; it must return a string or { text }`;
}
