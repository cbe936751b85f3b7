import { type AgentMessage, parseAgentLine } from "../../core/agent/agent-message.ts";
import { printable } from "../../core/text/printable.ts";
import type { AgentSession, SessionStart, TurnAnswer } from "../../ports/agent-runner.ts";
import type { AgentProcess, ProcessListener } from "./agent-process.ts";
import { failedTurn, interrupted, refuseReply, TurnRecorder } from "./turn-recorder.ts";

/** Decides what becomes of the process when its session is over. */
export type Release = (lastWords: string) => Promise<void>;

export type ProcessSessionOptions = {
  readonly release: Release;
  /** Whole lines that the process is sent before the session's own. */
  readonly firstWords: string;
  /** What the first turn may take longer, in milliseconds: 0 where the process has served a session before. */
  readonly startUpMs: number;
  /** Told what came after the last reply: it belongs to no turn, so it fails none. */
  readonly onStray: (what: string) => void;
};

type Reply = Extract<AgentMessage, { type: "reply" }>;

type OpenTurn = {
  readonly message: string;
  readonly recorder: TurnRecorder;
  readonly settle: (answer: TurnAnswer) => void;
};

/** One session with an agent behind standard input and output. */
export class ProcessSession implements AgentSession, ProcessListener {
  readonly startUpMs: number;
  readonly #start: SessionStart;
  readonly #process: AgentProcess;
  readonly #options: ProcessSessionOptions;
  #turns = 0;
  #open: OpenTurn | undefined;
  /** Why no turn can follow. */
  #over: string | undefined;
  /** What the agent wrote out of turn, until a turn has failed for it. */
  #stray: string | undefined;
  #closing: Promise<void> | undefined;

  constructor(start: SessionStart, process: AgentProcess, options: ProcessSessionOptions) {
    this.startUpMs = options.startUpMs;
    this.#options = options;
    this.#start = start;
    this.#process = process;
    this.#over = process.broken;
    process.listener = this;
  }

  send(message: string, signal: AbortSignal): Promise<TurnAnswer> {
    if (this.#over === undefined && signal.aborted) this.#over = interrupted;
    if (this.#over !== undefined) {
      this.#stray = undefined;
      return Promise.resolve(this.#failed(this.#over));
    }
    const recorder = new TurnRecorder();
    const onAbort = (): void => this.#giveUp(interrupted);
    signal.addEventListener("abort", onAbort, { once: true });
    return new Promise((resolve) => {
      this.#open = {
        message,
        recorder,
        settle: (answer) => {
          this.#open = undefined;
          signal.removeEventListener("abort", onAbort);
          resolve(answer);
        },
      };
      this.#process.write(this.#turnLines(message));
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  line(text: string): void {
    const parsed = parseAgentLine(text);
    if (parsed.kind === "refused") this.#giveUp(parsed.reason);
    else this.#accept(parsed.message, text.length);
  }

  broke(reason: string): void {
    this.#over ??= reason;
    const turn = this.#open;
    turn?.settle(this.#failed(reason, turn));
  }

  #accept(message: AgentMessage, chars: number): void {
    const turn = this.#open;
    const kind = message.type === "step" ? message.step.kind : message.type;
    if (message.session !== this.#start.sessionId) {
      this.#giveUp(`the agent sent a ${kind} message for another session than the open one`);
    } else if (turn === undefined) {
      this.#giveUp(
        this.#turns === 0
          ? `the agent sent a ${kind} message before its first turn`
          : message.type === "reply"
            ? "the agent sent two replies to one message"
            : `the agent sent a ${kind} message after its reply`,
      );
    } else if (message.turn !== undefined && message.turn !== this.#turns) {
      this.#giveUp(
        `the agent sent a ${kind} message for turn ${message.turn} while turn ${this.#turns} was open`,
      );
    } else if (message.type === "step") {
      const { step } = message;
      if (turn.recorder.mayKeep(chars)) turn.recorder.add(() => step);
      if (turn.recorder.overflow !== undefined) this.#giveUp(turn.recorder.overflow);
    } else if (message.type === "reply") {
      this.#reply(turn, message);
    } else {
      const reason = `the agent reported an error: ${printable(message.message)}`;
      this.#over = reason;
      turn.settle(this.#failed(reason, turn));
    }
  }

  /** The turn ends with the line of its reply: what else has come by then depends on chance alone. */
  #reply(turn: OpenTurn, { text, finalState, policy }: Reply): void {
    const steps = turn.recorder.steps();
    const refused = turn.recorder.overflow ?? refuseReply(text);
    if (refused !== undefined) return turn.settle(failedTurn(refused, steps));
    const { startedAtMs } = turn.recorder;
    const durationMs = turn.recorder.durationMs();
    turn.settle({
      kind: "replied",
      turn: { user: turn.message, steps, reply: text, startedAtMs, durationMs },
      ...(finalState === undefined ? {} : { finalState }),
      ...(policy === undefined ? {} : { policy }),
    });
  }

  /** Fails the session and ends a process that no longer follows the protocol. */
  #giveUp(reason: string): void {
    this.#over ??= reason;
    const turn = this.#open;
    if (turn === undefined) this.#stray ??= reason;
    else turn.settle(this.#failed(reason, turn));
    void this.#process.kill(reason);
  }

  #failed(reason: string, turn?: OpenTurn): TurnAnswer {
    if (this.#process.isStarved) return { kind: "infra-error", reason, steps: [] };
    return failedTurn(reason, turn?.recorder.steps());
  }

  async #end(): Promise<void> {
    if (this.#open !== undefined) this.#giveUp(interrupted);
    this.#over ??= "the session is closed";
    this.#process.listener = undefined;
    if (this.#stray !== undefined) this.#options.onStray(this.#stray);
    const lastWords =
      this.#turns === 0
        ? this.#options.firstWords
        : line({ type: "end", session: this.#start.sessionId });
    await this.#options.release(lastWords);
  }

  /** The session is announced with its first message: one write, one wake-up of the agent. */
  #turnLines(message: string): string {
    this.#turns += 1;
    const { sessionId, seed, modelBaseUrl } = this.#start;
    const turn = line({ type: "turn", session: sessionId, turn: this.#turns, message });
    if (this.#turns > 1) return turn;
    const session = { id: sessionId, seed };
    const opening = line({ type: "session", session, ...(modelBaseUrl && { modelBaseUrl }) });
    return this.#options.firstWords + opening + turn;
  }
}

/** Readers of lines differ in what ends one: Node's readline takes U+2028 and U+2029, others U+0085. */
function line(message: object): string {
  return `${JSON.stringify(message).replaceAll(/[\u0085\u2028\u2029]/g, escapeChar)}\n`;
}

function escapeChar(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
