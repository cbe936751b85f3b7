import type { FloorPolicy } from "../config/gate-policy.ts";
import type { CaseResult, DimensionResult, ExperimentSubject } from "../plan/experiment.ts";
import type { IncomparableWhy } from "./comparison.ts";

/** One case as one side has it. */
export type CaseOnSide = { readonly result: CaseResult; readonly subject: ExperimentSubject };

/**
 * What stands in the way of comparing one case in one dimension; `undefined` where nothing does.
 *
 * Both sides must have been held to the same: the case's content, the evaluators that decide the dimension, the judge's
 * model where judges decide, and the model that plays the user where there is one.
 */
export function incomparable(
  candidate: CaseOnSide,
  baseline: CaseOnSide,
  { dimension, floor }: { readonly dimension: string; readonly floor: FloorPolicy },
): IncomparableWhy | undefined {
  const [now, before] = [candidate.result.tested, baseline.result.tested];
  if (now === undefined || before === undefined) return "unknown";
  if (now.digest !== before.digest) return "content";
  if (isSimulated(candidate, baseline) && !isSame("simulator", candidate, baseline))
    return "simulator";
  const judges = new Set([candidate, baseline].flatMap((side) => judgesOn(side, dimension)));
  const decideJudges = floor.judge === "block" || !hasChecks(candidate, dimension);
  if (decideJudges && judges.size > 0 && !isSame("judge", candidate, baseline)) return "judge";
  const asked = [now, before].flatMap(({ evaluators }) => ownOf(evaluators, dimension) ?? []);
  const deciding = [...new Set(asked)].filter((ref) => decideJudges || !judges.has(ref));
  const isKnown = deciding.every((ref) => {
    const digest = digestOf(ref, candidate.subject);
    return digest !== undefined && digest === digestOf(ref, baseline.subject);
  });
  return isKnown ? undefined : "evaluator";
}

function isSimulated(...sides: readonly CaseOnSide[]): boolean {
  return sides.some(({ result }) => result.tested?.isSimulated === true);
}

function isSame(part: "judge" | "simulator", one: CaseOnSide, other: CaseOnSide): boolean {
  const digest = one.subject[part]?.digest;
  return digest !== undefined && digest === other.subject[part]?.digest;
}

function judgesOn({ result }: CaseOnSide, dimension: string): readonly string[] {
  return Object.keys(ownOf(result.dimensions, dimension)?.judges ?? {});
}

function hasChecks({ result }: CaseOnSide, dimension: string): boolean {
  return ownOf<DimensionResult>(result.dimensions, dimension)?.hasChecks === true;
}

function digestOf(ref: string, { evaluators }: ExperimentSubject): string | undefined {
  return evaluators.find((one) => one.ref === ref)?.digest;
}

/** A dimension may be called `constructor`. */
export function ownOf<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
