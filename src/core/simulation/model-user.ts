import type { ModelUser } from "../dataset/dataset.ts";
import { breaksCharacter } from "./detect/breaks-character.ts";
import { contradictsFacts } from "./detect/contradicts-facts.ts";
import { repeatsItself } from "./detect/repeats-itself.ts";
import { revealsHidden } from "./detect/reveals-hidden.ts";
import type { Move, SimulationState } from "./move.ts";
import type { SimulatorErrorKind } from "./simulator-error.ts";
import { simulatorQuestion } from "./simulator-question.ts";

/** A user's message is no longer than the longest that a file may hold. */
const longestMessage = 20_000;

/**
 * What a user whom a model plays does next: the opening first, then what the model answers, as far as it is what this
 * person could say.
 */
export function modelMove(
  user: ModelUser,
  { turns, seed, answer }: Pick<SimulationState, "turns" | "seed" | "answer">,
): Move {
  if (turns.length >= user.maxTurns) return { kind: "stop" };
  if (turns.length === 0 && user.opening !== undefined) {
    return { kind: "say", message: user.opening };
  }
  if (answer === undefined) {
    return { kind: "ask-model", question: simulatorQuestion(user, turns, seed) };
  }
  const number = turns.length + 1;
  const broken = (error: SimulatorErrorKind, what: string): Move => ({
    kind: "simulator-error",
    error,
    reason: `turn ${number}: ${what}`,
  });
  if (answer.kind === "unavailable") {
    return broken("unavailable", `the simulated user could not be asked: ${answer.reason}`);
  }
  const said = readAnswer(answer.json);
  if (said === undefined) {
    return broken("unreadable-answer", "the simulated user's answer had another shape");
  }
  if (said.action === "stop") {
    return turns.length === 0
      ? broken("empty-answer", "the simulated user said nothing at all")
      : { kind: "stop" };
  }
  const message = said.message.trim();
  if (message === "") return broken("empty-answer", "the simulated user said nothing");
  if (message.length > longestMessage) {
    return broken(
      "unreadable-answer",
      `the simulated user wrote more than ${longestMessage} characters`,
    );
  }
  const character = breaksCharacter(message);
  if (character !== undefined) {
    return broken("breaks-character", `the simulated user broke character (${character})`);
  }
  const heard = { user, turns };
  const secret = revealsHidden(message, heard);
  if (secret !== undefined) {
    return broken("reveals-hidden", `the simulated user told what it must not (${secret})`);
  }
  const contradiction = contradictsFacts(message, heard);
  if (contradiction !== undefined) {
    return broken(
      "contradicts-facts",
      `the simulated user contradicted its facts (${contradiction})`,
    );
  }
  const repeated = repeatsItself(message, turns);
  if (repeated !== undefined) {
    return broken("repeats-itself", `the simulated user repeated its turn ${repeated}`);
  }
  return { kind: "say", message };
}

type Said = { readonly action: "say" | "stop"; readonly message: string };

function readAnswer(json: unknown): Said | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { action, message = "" }: { readonly action?: unknown; readonly message?: unknown } = json;
  if ((action !== "say" && action !== "stop") || typeof message !== "string") return undefined;
  return { action, message };
}
