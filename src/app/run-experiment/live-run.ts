import type { CaseUser } from "../../core/dataset/dataset.ts";
import type { SimulatedFacts } from "../../core/plan/run-record.ts";
import { type PlannedRun, runId } from "../../core/plan/run-record.ts";
import type { Move } from "../../core/simulation/move.ts";
import type { SimulatorErrorKind } from "../../core/simulation/simulator-error.ts";
import type {
  SimulatorAnswer,
  SimulatorQuestion,
} from "../../core/simulation/simulator-question.ts";
import type { JsonValue } from "../../core/trace/json.ts";
import type { AgentFacts, Session, Step, Turn } from "../../core/trace/session.ts";
import type {
  AgentRunner,
  AgentSession,
  FailedOutcome,
  TurnAnswer,
} from "../../ports/agent-runner.ts";
import type { Clock } from "../../ports/clock.ts";
import { countAnswer } from "./count-answer.ts";
import type { Deadline } from "./deadlines.ts";
import type { ReplayedTools } from "./replayed-tools.ts";
import type { RunMeter } from "./run-meter.ts";
import { SimulatedUser, type Simulation } from "./simulated-user.ts";

/** After a time-out, how long the runner may take to hand over the steps that it saw. */
const graceMs = 100;
/** A session that does not close within this time is left to the runner's own `close`. */
const closeTimeoutMs = 10_000;

export type LiveRunSetting = {
  readonly runner: AgentRunner;
  readonly clock: Clock;
  readonly turnTimeoutMs: number;
  readonly runTimeoutMs: number;
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
  /** What answers this run's tool calls; absent where all are live. */
  readonly tools?: ReplayedTools;
  /** What users of states and models need; absent where there are none. */
  readonly simulation?: Simulation;
  /** Another number than 0 makes another session of the same case and run index. */
  readonly seed?: number;
  /** Told what is said, as it is said. */
  readonly onTalk?: (talk: Talk) => void;
};

/** One thing that happened in a session: the user spoke, or the agent yielded. */
export type Talk = { readonly runId: string } & (
  | { readonly kind: "message"; readonly message: string }
  | { readonly kind: "turn"; readonly turn: Turn; readonly number: number }
);

/** How a session ended. Nothing is recorded of a cancelled one. */
export type SessionEnd =
  | {
      readonly kind: "completed";
      readonly session: Session;
      readonly simulated?: SimulatedFacts;
    }
  | {
      readonly kind: FailedOutcome | "simulator-error" | "over-budget";
      readonly reason: string;
      readonly session: Session;
      readonly simulated?: SimulatedFacts;
    }
  | { readonly kind: "cancelled" };

/** What came of waiting for the runner. */
type Waited<T> =
  | { readonly kind: "came"; readonly value: T }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "late" }
  | { readonly kind: "cancelled" };

type FailedTurn = {
  readonly kind: FailedOutcome | "over-budget";
  readonly reason: string;
  readonly steps: readonly Step[];
};

/** One session between the user of a case and the agent, within its time-outs. */
export class LiveRun {
  readonly #id: string;
  readonly #seed: string;
  readonly #user: SimulatedUser;
  readonly #setting: LiveRunSetting;
  readonly #meter: RunMeter;
  readonly #controller = new AbortController();
  readonly #deadline: Deadline;
  readonly #startedAtMs: number;
  readonly #turns: Turn[] = [];
  #finalState: JsonValue | undefined;
  #policy: string | undefined;
  #agent: AgentFacts | undefined;
  /** What the simulated user has taken, which is no time of the agent's. */
  #simulatorMs = 0;
  #isCancelled = false;
  /** Why it must go no further. */
  #overBudget: string | undefined;
  /** Ends the wait that is on. */
  #interrupt: (() => void) | undefined;

  /** `deadline` is this run's for as long as it lasts. */
  constructor(
    run: PlannedRun,
    user: CaseUser,
    setting: LiveRunSetting & { readonly deadline: Deadline; readonly meter: RunMeter },
  ) {
    this.#id = runId(run);
    const { seed = 0 } = setting;
    this.#seed = `${run.caseId}#${run.runIndex}${seed === 0 ? "" : `#${seed}`}`;
    this.#user = new SimulatedUser(user, this.#seed, setting.simulation);
    this.#setting = setting;
    this.#meter = setting.meter;
    this.#startedAtMs = setting.clock.nowMs();
    this.#deadline = setting.deadline;
  }

  /** Aborts when a turn's time is up, and when the run is cancelled. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why it must go no further; `undefined` where the budget lets it. */
  get overBudget(): string | undefined {
    return this.#overBudget;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Ends the run, whatever it is doing, without waiting for the agent. */
  cancel(): void {
    this.#isCancelled = true;
    this.#controller.abort();
    this.#interrupt?.();
  }

  /** Ends the run as one that is not to be paid for; what it did so far is kept. */
  exceed(reason: string): void {
    // Once: what it did so far is being waited for then.
    if (this.#overBudget !== undefined) return;
    this.#overBudget = reason;
    this.#controller.abort();
    this.#interrupt?.();
  }

  /** Opens the session, lets the user say all there is to say, and closes it. Never rejects. */
  async hold(): Promise<SessionEnd> {
    const { turnTimeoutMs } = this.#setting;
    const opening = this.#open();
    const opened = await this.#wait(turnTimeoutMs, opening);
    switch (opened.kind) {
      case "came":
        return this.#converse(opened.value);
      case "threw":
        return this.#end("infra-error", `no session was opened: ${messageOf(opened.error)}`);
      case "late":
      case "cancelled":
        this.#controller.abort();
        opening.then(close, () => {}); // It may still open, and nobody will use it.
        return opened.kind === "cancelled"
          ? this.#broken()
          : this.#end("infra-error", `no session was opened within ${turnTimeoutMs} ms`);
    }
  }

  async #open(): Promise<AgentSession> {
    const { runner, modelBaseUrlFor, tools } = this.#setting;
    const sessionTools = tools && { tools: tools.sessionTools };
    const meter = this.#meter.agent;
    const start = { sessionId: this.#id, seed: this.#seed, meter, ...sessionTools };
    if (modelBaseUrlFor === undefined) return runner.open(start);
    return runner.open({ ...start, modelBaseUrl: modelBaseUrlFor(this.#id, this.#seed) });
  }

  async #converse(session: AgentSession): Promise<SessionEnd> {
    let end: SessionEnd | undefined;
    while (end === undefined) {
      const move =
        this.#overBudget === undefined ? await this.#nextMove() : this.#moveWithoutMoney();
      end = move === undefined ? this.#broken() : await this.#follow(session, move);
    }
    await this.#wait(closeTimeoutMs, close(session));
    return this.#isCancelled ? cancelled : end;
  }

  /** Beyond the budget nothing is said any more; whoever had said all is done. */
  #moveWithoutMoney(): Extract<Move, { kind: "stop" }> | undefined {
    const move = this.#user.next(this.#turns);
    return move.kind === "stop" ? move : undefined;
  }

  /** What the user does next, with the model asked that may play it; nothing where the run was cancelled. */
  async #nextMove(): Promise<Exclude<Move, { kind: "ask-model" }> | undefined> {
    const move = this.#user.next(this.#turns);
    if (move.kind !== "ask-model") return move;
    // Told why, the run is at its end.
    if (this.#meter.simulator.refuse() !== undefined) return undefined;
    const { clock } = this.#setting;
    const askedAtMs = clock.nowMs();
    const asking = this.#askUser(move.question);
    const answered = await this.#wait(this.#user.timeoutMs, asking);
    this.#simulatorMs += clock.nowMs() - askedAtMs;
    if (answered.kind === "cancelled") return undefined;
    return this.#user.follow(this.#turns, answered);
  }

  /** What the model took is counted even where nobody waits for its answer any more. */
  async #askUser(question: SimulatorQuestion): Promise<SimulatorAnswer> {
    const answer = await this.#user.ask(question, this.signal);
    countAnswer(answer, this.#meter.simulator);
    return answer;
  }

  async #follow(
    session: AgentSession,
    move: Exclude<Move, { kind: "ask-model" }>,
  ): Promise<SessionEnd | undefined> {
    switch (move.kind) {
      case "say":
        return this.#say(session, move.message);
      case "stop":
        return this.#complete(session);
      case "simulator-error":
        return this.#end("simulator-error", move.reason, move.error);
    }
  }

  #complete(session: AgentSession): SessionEnd {
    const failure = session.complaint?.() ?? this.#setting.tools?.complaint();
    if (failure !== undefined) return this.#end(failure.kind, failure.reason);
    return { kind: "completed", session: this.#session(), ...this.#user.facts() };
  }

  /** Sends one message and keeps the turn; gives the end of the session where this turn was its last. */
  async #say(session: AgentSession, message: string): Promise<SessionEnd | undefined> {
    const { clock, onTalk } = this.#setting;
    onTalk?.({ runId: this.#id, kind: "message", message });
    const sentAtMs = clock.nowMs();
    const limit = this.#limit(session.startUpMs ?? 0, sentAtMs);
    const answering = this.#send(session, message);
    const answered = await this.#wait(limit.ms, answering);
    switch (answered.kind) {
      case "cancelled": {
        if (this.#overBudget === undefined) return cancelled;
        const steps = await this.#stepsOf(answering);
        this.#meter.endTurn(steps);
        return this.#fail(message, sentAtMs, {
          kind: "over-budget",
          reason: this.#overBudget,
          steps,
        });
      }
      case "threw": {
        const reason = `the runner failed: ${messageOf(answered.error)}`;
        return this.#keep(message, sentAtMs, { kind: "infra-error", reason, steps: [] });
      }
      case "late": {
        const steps = await this.#stepsOf(answering);
        return this.#keep(message, sentAtMs, { kind: "agent-error", reason: limit.reason, steps });
      }
      case "came":
        return this.#keep(message, sentAtMs, answered.value);
    }
  }

  /** Keeps a turn; gives the end of the session where it failed. */
  #keep(user: string, startedAtMs: number, answered: TurnAnswer): SessionEnd | undefined {
    const answer = this.#setting.tools?.hold(answered) ?? answered;
    const steps = answer.kind === "replied" ? answer.turn.steps : answer.steps;
    this.#meter.endTurn(steps);
    // What an agent makes of a call that it was refused is not what it would have said.
    const reason =
      answer.kind === "replied" ? this.#meter.refusal : (this.#meter.refusal ?? this.#overBudget);
    if (reason !== undefined)
      return this.#fail(user, startedAtMs, { kind: "over-budget", reason, steps });
    if (answer.kind !== "replied") return this.#fail(user, startedAtMs, answer);
    this.#addTurn(answer.turn);
    this.#finalState = answer.finalState ?? this.#finalState;
    this.#policy ??= answer.policy;
    this.#agent = { ...this.#agent, ...answer.agent };
    return undefined;
  }

  /** How long the next answer may take, and what is said of one that takes longer. */
  #limit(startUpMs: number, nowMs: number): { readonly ms: number; readonly reason: string } {
    const { turnTimeoutMs, runTimeoutMs } = this.#setting;
    const turn = this.#turns.length + 1;
    const startUp = startUpMs > 0 ? ` and ${startUpMs} ms for the start of its process` : "";
    const turnMs = turnTimeoutMs + (turn === 1 ? startUpMs : 0);
    const leftMs = runTimeoutMs + startUpMs + this.#simulatorMs - (nowMs - this.#startedAtMs);
    return turnMs <= leftMs
      ? {
          ms: turnMs,
          reason: `no answer in turn ${turn} within ${turnTimeoutMs} ms (agent.turnTimeoutMs)${turn === 1 ? startUp : ""}`,
        }
      : {
          ms: Math.max(0, leftMs),
          reason: `the session was over ${runTimeoutMs} ms (agent.runTimeoutMs)${startUp} in turn ${turn}`,
        };
  }

  async #send(session: AgentSession, message: string): Promise<TurnAnswer> {
    return session.send(message, this.signal);
  }

  /** What a turn that is too late had done so far, where the runner tells it once it is told to stop. */
  async #stepsOf(answering: Promise<TurnAnswer>): Promise<readonly Step[]> {
    this.#controller.abort();
    const told = await this.#wait(graceMs, answering);
    if (told.kind !== "came") return [];
    return told.value.kind === "replied" ? told.value.turn.steps : told.value.steps;
  }

  /** Waits for `coming`, the deadline or the end of the run, whichever is first. */
  #wait<T>(ms: number, coming: Promise<T>): Promise<Waited<T>> {
    return new Promise((resolve) => {
      const end = (waited: Waited<T>): void => {
        if (this.#interrupt !== interrupt) return; // Another wait is on: this one has ended before.
        this.#interrupt = undefined;
        this.#deadline.clear();
        resolve(waited);
      };
      const interrupt = (): void => end({ kind: "cancelled" });
      this.#interrupt = interrupt;
      this.#deadline.set(ms, () => end({ kind: "late" }));
      coming.then(
        (value) => end({ kind: "came", value }),
        (error: unknown) => end({ kind: "threw", error }),
      );
      if (this.#isCancelled) interrupt();
    });
  }

  /** What an interrupted opening amounts to. */
  #broken(): SessionEnd {
    return this.#overBudget === undefined ? cancelled : this.#end("over-budget", this.#overBudget);
  }

  #fail(user: string, startedAtMs: number, { kind, reason, steps }: FailedTurn): SessionEnd {
    if (this.#isCancelled) return cancelled;
    const durationMs = this.#setting.clock.nowMs() - startedAtMs;
    const error = { type: kind, message: reason };
    this.#addTurn({ user, steps, startedAtMs, durationMs, error });
    return this.#end(kind, reason);
  }

  #addTurn(turn: Turn): void {
    this.#turns.push(turn);
    this.#setting.onTalk?.({ runId: this.#id, kind: "turn", turn, number: this.#turns.length });
  }

  #end(
    kind: FailedOutcome | "simulator-error" | "over-budget",
    reason: string,
    error?: SimulatorErrorKind,
  ): SessionEnd {
    return { kind, reason, session: this.#session(), ...this.#user.facts(error) };
  }

  #session(): Session {
    const policy = this.#policy;
    const finalState = this.#finalState;
    const agent = this.#agent;
    return {
      id: this.#id,
      ...(agent !== undefined && Object.keys(agent).length > 0 && { agent }),
      ...(policy !== undefined && { policy }),
      turns: this.#turns,
      ...(finalState !== undefined && { finalState }),
    };
  }
}

const cancelled: SessionEnd = { kind: "cancelled" };

async function close(session: AgentSession): Promise<void> {
  await session.close();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
