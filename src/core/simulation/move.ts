import type { CaseUser } from "../dataset/dataset.ts";
import type { Turn } from "../trace/session.ts";
import type { MatchPattern } from "./reply-patterns.ts";
import type { SimulatorErrorKind } from "./simulator-error.ts";
import type { SimulatorAnswer, SimulatorQuestion } from "./simulator-question.ts";

/** What the user does next. */
export type Move =
  | { readonly kind: "say"; readonly message: string }
  | { readonly kind: "stop" }
  /** The model that plays the user is to be asked; its answer comes back as the state's `answer`. */
  | { readonly kind: "ask-model"; readonly question: SimulatorQuestion }
  /** The user played badly, or could not be played: says nothing about the agent. */
  | {
      readonly kind: "simulator-error";
      readonly error: SimulatorErrorKind;
      readonly reason: string;
    };

/** All that the user's next move depends on. */
export type SimulationState = {
  readonly user: CaseUser;
  readonly turns: readonly Turn[];
  /** The same for the same case and run index: key of all that is drawn. */
  readonly seed: string;
  /** What the model answered to the question of this move; absent until it was asked. */
  readonly answer?: SimulatorAnswer;
  /** Needed where a machine's branch has a pattern (`hasPatterns`). */
  readonly matches?: MatchPattern;
};
