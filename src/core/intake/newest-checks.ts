import type { CompileScorer } from "../config/link-cases.ts";
import type { Case } from "../dataset/dataset.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { Verdict } from "../evaluator/verdict.ts";
import type { Session } from "../trace/session.ts";
import { newestOf } from "./draft-expectations.ts";

/**
 * Holds sessions to the newest version of every check, each with the parameters of its own file.
 *
 * A check that needs more than that, such as what a reply must contain, says nothing here.
 */
export function newestChecks(
  evaluators: ReadonlyMap<string, Evaluator>,
  compile: CompileScorer,
): (session: Session) => readonly Verdict[] {
  const scorers = newestOf(evaluators.values())
    .filter(({ kind }) => kind === "check")
    .flatMap((evaluator) => {
      const result = compile(anyCase(evaluator), evaluators);
      return result.kind === "compiled" ? [result.scorer] : [];
    });
  return (session) => scorers.flatMap(({ checks }) => checks(session));
}

function anyCase({ ref, dimension }: Evaluator): Case {
  return {
    id: "any-session",
    title: "Any session",
    status: "proposed",
    dimensions: [dimension],
    expectations: [{ dimension, evaluator: ref }],
    runs: 1,
    user: { kind: "conversation", turns: [] },
    digest: "",
    file: "report",
  };
}
