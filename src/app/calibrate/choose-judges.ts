import { UserError } from "../../core/errors.ts";
import type { Evaluator, Judge } from "../../core/evaluator/evaluator.ts";
import { suggest } from "../../core/yaml/suggest.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";

/**
 * The judges that are named, by `name@version` or by name alone for the newest version; without names, every version that
 * a case asks and the newest of each other judge.
 *
 * @throws UserError `JUDGE_UNKNOWN`, or `JUDGES_NONE` where the project has no judge.
 */
export function chooseJudges(
  { evaluators, cases }: Pick<JudgedProject, "evaluators" | "cases">,
  named: readonly string[],
): readonly Judge[] {
  const judges = [...evaluators.values()]
    .filter(isJudge)
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version - b.version));
  if (judges.length === 0) {
    throw new UserError(
      "JUDGES_NONE",
      "The project has no judge: no evaluator is of `kind: judge`.",
      "There is nothing to measure; checks need no labels.",
    );
  }
  if (named.length > 0) return named.map((name) => findJudge(name, judges, evaluators));
  const asked = new Set(
    cases.flatMap(({ expectations }) => expectations.map(({ evaluator }) => evaluator)),
  );
  const isAsked = ({ name }: Judge): boolean =>
    judges.some((judge) => judge.name === name && asked.has(judge.ref));
  return judges.filter((judge) =>
    isAsked(judge) ? asked.has(judge.ref) : newestOf(judge.name, judges) === judge,
  );
}

function isJudge(evaluator: Evaluator): evaluator is Judge {
  return evaluator.kind === "judge";
}

function newestOf(name: string, judges: readonly Judge[]): Judge | undefined {
  return judges.findLast((judge) => judge.name === name);
}

function findJudge(
  name: string,
  judges: readonly Judge[],
  evaluators: ReadonlyMap<string, Evaluator>,
): Judge {
  const found = judges.find(({ ref }) => ref === name) ?? newestOf(name, judges);
  if (found !== undefined) return found;
  const isCheck = [...evaluators.values()].some((one) => one.name === name || one.ref === name);
  const near = suggest(name, [...judges.map(({ ref }) => ref), ...judges.map((one) => one.name)]);
  throw new UserError(
    "JUDGE_UNKNOWN",
    isCheck ? `${name} is a check: only judges are measured.` : `There is no judge ${name}.`,
    `${near === undefined ? "" : `Did you mean ${near}? `}Choose from: ${judges.map(({ ref }) => ref).join(", ")}.`,
  );
}
