import { unsupportedFacts } from "../../facts/unsupported-facts.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored } from "./check.ts";
import { firstArgumentWith, nameFacts, quoteFacts, sessionSources } from "./session-sources.ts";

/** `grounded-facts`: every number, date, id and amount in a reply was there to be read before. */
export const groundedFacts: CompileCheck<"grounded-facts"> = ({ kinds, allow }) =>
  ready((session) => {
    const sources = sessionSources(session, allow);
    let silent: VerdictAnswer | undefined;
    for (const [index, turn] of session.turns.entries()) {
      const number = index + 1;
      sources.read(turn);
      if (turn.reply === undefined) {
        // Recorded sessions end with the user's goodbye, which nobody answers and nothing can be wrong in.
        const isLast = number === session.turns.length && number > 1;
        const isGoodbye = isLast && turn.steps.length === 0 && turn.error === undefined;
        if (!isGoodbye) silent ??= unscored(`There is no reply in turn ${number}.`);
        continue;
      }
      const facts = unsupportedFacts(turn.reply, sources.index).filter(
        ({ kind }) => kinds?.includes(kind) ?? true,
      );
      if (facts.length === 0) continue;
      const unknown = sources.unknown();
      if (unknown !== undefined) {
        return unscored(
          `The result of \`${unknown}\` was not captured, and it may hold ${nameFacts(facts)}.`,
        );
      }
      const invented = firstArgumentWith(session, number, facts);
      return failed(
        `The reply of turn ${number} states ${nameFacts(facts)}, which no tool result, user message or policy text holds.`,
        [...(invented === undefined ? [] : [invented]), ...quoteFacts(session, number, facts)],
      );
    }
    return session.turns.length === 0 ? unscored("The session has no turn.") : (silent ?? passed);
  });
