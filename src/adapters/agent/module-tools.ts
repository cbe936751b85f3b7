import { setTimeout as sleep } from "node:timers/promises";
import type { SessionTools, ToolDirective } from "../../core/replay/session-tools.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import { printable } from "../../core/text/printable.ts";
import type { JsonValue } from "../../core/trace/json.ts";
import type { StepError, ToolStep } from "../../core/trace/session.ts";
import { elapsedMs, type TurnRecorder } from "./turn-recorder.ts";

/** The session that the calls belong to. */
export type ToolCallSession = {
  /** What answers the calls; all are live where it is left out. */
  readonly tools?: SessionTools;
  /** The recorder of the turn that is open; throws where none is. */
  readonly openTurn: () => TurnRecorder;
  /** Whether a turn is still the open one: nobody reads what comes later. */
  readonly isOpen: (turn: TurnRecorder) => boolean;
  /** Aborts when the turn or the session is over. */
  readonly signal: () => AbortSignal;
  readonly onLossy: (what: string, lossy: readonly string[]) => void;
  /** Told that a call has no recorded answer: the session is over. */
  readonly onGap: (reason: string) => void;
};

type Call = { readonly name: string; readonly args: JsonValue };

/** What a call's step says from the start. */
type AskedStep = Pick<ToolStep, "kind" | "name" | "arguments" | "startedAtMs">;

type Answered = Pick<ToolStep, "result" | "error" | "replay" | "fault">;

/** A tool that failed in the recording, or fails as planned: to the agent an error like any other. */
class ToolFailure extends Error {
  constructor({ type, message }: StepError) {
    super(message);
    this.name = type;
  }
}

/** `ctx.callTool` of one session: records each call, and answers it with what its session's tools say. */
export class ModuleTools {
  readonly #session: ToolCallSession;

  constructor(session: ToolCallSession) {
    this.#session = session;
  }

  async call<Result>(call: Call, run: () => Result | Promise<Result>): Promise<Result> {
    const { name, args } = call;
    const { openTurn, isOpen, tools } = this.#session;
    const turn = openTurn();
    if (typeof name !== "string") throw new TypeError("ctx.callTool needs the tool's name, a text");
    const asked: AskedStep = {
      kind: "tool",
      name,
      ...(args === undefined
        ? {}
        : { arguments: this.#capture(turn, args, `arguments of ${name}`) }),
      startedAtMs: Date.now(),
    };
    const started = performance.now();
    let step: ToolStep = { ...asked, status: "pending" };
    turn.add(() => step);
    const end = (answered: Answered): void => {
      if (!isOpen(turn)) return;
      const status = answered.error === undefined ? "ok" : "error";
      step = { ...asked, status, ...answered, durationMs: elapsedMs(started) };
    };
    const directive = tools?.answer(asked) ?? live;
    switch (directive.kind) {
      case "live":
        return this.#live(directive, run, { name, turn, end });
      case "gap": {
        const error = { type: "replay-gap", message: directive.reason };
        end({ error });
        this.#session.onGap(directive.reason);
        throw new ToolFailure(error);
      }
      case "error":
        await this.#delay(directive.delayMs);
        end({ ...marksOf(directive), error: directive.error });
        throw new ToolFailure(directive.error);
      case "result":
        await this.#delay(directive.delayMs);
        end({ ...marksOf(directive), result: directive.result });
        // What the agent does with its copy changes no other session's.
        return JSON.parse(JSON.stringify(directive.result));
    }
  }

  async #live<Result>(
    { delayMs, fault, alter }: Extract<ToolDirective, { kind: "live" }>,
    run: () => Result | Promise<Result>,
    { name, turn, end }: LiveCall,
  ): Promise<Result> {
    const marks = fault === undefined ? {} : { fault };
    try {
      // Without a delay the tool runs before the caller goes on, as if nobody stood between.
      if (delayMs !== undefined) await this.#delay(delayMs);
      const result = await run();
      if (!this.#session.isOpen(turn)) return result;
      const captured = this.#capture(turn, result, `result of ${name}`);
      const altered = alter?.(captured);
      if (altered?.fault === undefined) {
        end({ ...marks, result: captured });
        return result;
      }
      end(altered);
      return JSON.parse(JSON.stringify(altered.result));
    } catch (thrown) {
      end({ ...marks, error: stepError(thrown) });
      throw thrown;
    }
  }

  #capture(turn: TurnRecorder, value: unknown, what: string): JsonValue {
    return turn.capture(value, (lossy) => this.#session.onLossy(`the ${what}`, lossy));
  }

  async #delay(ms: number | undefined): Promise<void> {
    if (ms !== undefined) await sleep(ms, undefined, { signal: this.#session.signal() });
  }
}

const live = { kind: "live" } as const;

type LiveCall = {
  readonly name: string;
  readonly turn: TurnRecorder;
  readonly end: (answered: Answered) => void;
};

function marksOf({
  replay,
  fault,
}: Extract<ToolDirective, { kind: "error" | "result" }>): Answered {
  return { ...(replay !== undefined && { replay }), ...(fault !== undefined && { fault }) };
}

function stepError(thrown: unknown): StepError {
  const type = thrown instanceof Error ? printable(thrown.name, 80) : "thrown";
  return {
    type,
    message: thrown instanceof Error ? printable(thrown.message, 2000) : describeThrown(thrown),
  };
}
