import type { Case } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import { checkPlan } from "../gate/check-plan.ts";
import { parsePath } from "../yaml/json-path.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { Readings } from "./read-texts.ts";

/** Objections that stay true whatever a case or evaluator with problems would have said. */
const certain = new Set(["DIMENSION_WITHOUT_FLOOR", "MARGIN_ABOVE_FLOOR"]);

/** The gate's own objections to the plan, at their places in `tracegate.yaml`. */
export function checkFloors(
  { config: { config, document }, dataset, evaluators }: Readings,
  cases: readonly Case[],
): readonly Problem[] {
  if (config === undefined || document === undefined || dataset === undefined) return [];
  const known = dataset.dataset?.value.dimensions;
  const isKnown = (dimension: string): boolean =>
    known === undefined || Object.hasOwn(known, dimension);
  const isWhole =
    dataset.brokenIds.size === 0 &&
    evaluators?.broken.size === 0 &&
    cases.every(({ dimensions }) => dimensions.every(isKnown));
  const planned = cases.map((one) => ({
    ...one,
    dimensions: one.dimensions.filter(isKnown),
    judgedOnly: judgedOnly(one, evaluators?.evaluators ?? new Map()),
    calibrated: one.expectations
      .filter(({ evaluator }) => evaluators?.calibrated?.has(evaluator))
      .map(({ dimension }) => dimension),
  }));
  return checkPlan(planned, config.gate)
    .filter(({ code }) => isWhole || certain.has(code))
    .map(({ path, ...text }) => problemAt(document, parsePath(path), text));
}

function judgedOnly(one: Case, evaluators: ReadonlyMap<string, Evaluator>): readonly string[] {
  return one.dimensions.filter((dimension) =>
    one.expectations
      .filter((expectation) => expectation.dimension === dimension)
      .every(({ evaluator }) => evaluators.get(evaluator)?.kind === "judge"),
  );
}
