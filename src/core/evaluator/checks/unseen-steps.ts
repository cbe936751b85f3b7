import type { Session } from "../../trace/session.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { ready, unscored } from "./check.ts";
import type { CheckName, CheckParameters } from "./parameters.ts";

type Scored = "pass" | "fail";

/** Which answers rest on the steps of a session, so that they are none where the steps could not be seen. */
type Rests<Name extends CheckName> = (answer: Scored, parameters: CheckParameters[Name]) => boolean;

/** A check of what is called: where calls could not be seen, neither that there were any nor that there were none is known. */
export function ofCalls<Name extends CheckName>(compile: CompileCheck<Name>): CompileCheck<Name> {
  return seeing(compile, () => true);
}

/** A check of what supports the agent's words: a tool that could not be seen may have said them. */
export function ofSources<Name extends CheckName>(compile: CompileCheck<Name>): CompileCheck<Name> {
  return seeing(compile, (answer) => answer === "fail");
}

/** A check that counts turns and steps: too many turns are too many, whatever stands in them. */
export function ofCounts(compile: CompileCheck<"turn-budget">): CompileCheck<"turn-budget"> {
  return seeing(
    compile,
    (answer, { steps, turnSteps }) => answer === "pass" && (steps ?? turnSteps) !== undefined,
  );
}

/** Leaves unscored what rests on steps that were not captured, and every session without a turn. */
function seeing<Name extends CheckName>(
  compile: CompileCheck<Name>,
  rests: Rests<Name>,
): CompileCheck<Name> {
  return (parameters, context) => {
    const compiled = compile(parameters, context);
    if (compiled.kind === "problem") return compiled;
    return ready((session) => {
      if (session.turns.length === 0) return unscored("The session has no turn.");
      const unseen = unseenTurn(session);
      const answer = compiled.check(session);
      return unseen === undefined ||
        answer.result === "unscored" ||
        !rests(answer.result, parameters)
        ? answer
        : unscored(describe(unseen, answer));
    });
  };
}

/** The first turn, from 1, of which only the reply could be seen. */
function unseenTurn({ turns }: Session): number | undefined {
  const index = turns.findIndex(({ isUnseen }) => isUnseen === true);
  return index < 0 ? undefined : index + 1;
}

function describe(turn: number, answer: Extract<VerdictAnswer, { result: Scored }>): string {
  const why = answer.explanation === undefined ? "" : ` It may be why: ${answer.explanation}`;
  return `What the agent did in turn ${turn} was not captured.${answer.result === "fail" ? why : ""}`;
}
