import type { CaseUser } from "../../core/dataset/dataset.ts";
import type { SimulatedFacts } from "../../core/plan/run-record.ts";
import type { Move } from "../../core/simulation/move.ts";
import { nextMove } from "../../core/simulation/next-move.ts";
import type { MatchPattern } from "../../core/simulation/reply-patterns.ts";
import type { SimulatorErrorKind } from "../../core/simulation/simulator-error.ts";
import type {
  SimulatorAnswer,
  SimulatorQuestion,
} from "../../core/simulation/simulator-question.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import type { Turn } from "../../core/trace/session.ts";
import type { SimulatorModel } from "../../ports/simulator-model.ts";

/** What users of states and models need from outside of their files. */
export type Simulation = {
  /** Plays users; absent where no case asks for one. */
  readonly model?: SimulatorModel;
  /** How long one message of a model may take. */
  readonly timeoutMs: number;
  /** Absent where no machine has a pattern. */
  readonly matches?: MatchPattern;
};

/** What came of waiting for the model. */
type Answered =
  | { readonly kind: "came"; readonly value: SimulatorAnswer }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "late" };

/** The user of one session, whoever plays it. */
export class SimulatedUser {
  readonly #user: CaseUser;
  readonly #seed: string;
  readonly #simulation: Simulation | undefined;

  constructor(user: CaseUser, seed: string, simulation: Simulation | undefined) {
    this.#user = user;
    this.#seed = seed;
    this.#simulation = simulation;
  }

  get timeoutMs(): number {
    return this.#simulation?.timeoutMs ?? 0;
  }

  next(turns: readonly Turn[], answer?: SimulatorAnswer): Move {
    const matches = this.#simulation?.matches;
    return nextMove({
      user: this.#user,
      turns,
      seed: this.#seed,
      ...(matches !== undefined && { matches }),
      ...(answer !== undefined && { answer }),
    });
  }

  async ask(question: SimulatorQuestion, signal: AbortSignal): Promise<SimulatorAnswer> {
    const model = this.#simulation?.model;
    if (model === undefined) {
      return {
        kind: "unavailable",
        reason: "no model was named: add `simulator` to tracegate.yaml",
      };
    }
    return model.ask(question, signal);
  }

  /** The move that the model's answer leads to, or its silence. */
  follow(turns: readonly Turn[], answered: Answered): Exclude<Move, { kind: "ask-model" }> {
    const move = this.next(turns, this.#answerOf(answered));
    if (move.kind === "ask-model") throw new Error("the user was answered and asks again");
    return move;
  }

  /** What is recorded of a user that chose its words; nothing of one whose words stand in a file. */
  facts(error?: SimulatorErrorKind): { readonly simulated?: SimulatedFacts } {
    const { kind } = this.#user;
    if (kind === "conversation" || kind === "scripted") return {};
    return { simulated: { seed: this.#seed, ...(error !== undefined && { error }) } };
  }

  #answerOf(answered: Answered): SimulatorAnswer {
    switch (answered.kind) {
      case "came":
        return answered.value;
      case "threw":
        return { kind: "unavailable", reason: describeThrown(answered.error) };
      case "late":
        return { kind: "unavailable", reason: `no answer within ${this.timeoutMs} ms` };
    }
  }
}
