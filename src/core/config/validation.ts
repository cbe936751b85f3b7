import type { Problem } from "../errors.ts";
import { describeProblems } from "../yaml/describe-problems.ts";
import type { DimensionFacts, ProjectFacts } from "./project-facts.ts";

/** Version of the shape that `tracegate validate --json` prints. */
export const validationSchema = "tracegate.validation/1";

/** What `tracegate validate` found: everything that is wrong, or what the project amounts to. */
export type Validation =
  | {
      readonly schema: typeof validationSchema;
      readonly result: "valid";
      readonly facts: ProjectFacts;
      /** What can be run and will surprise; a sentence or two each. Absent where there is nothing. */
      readonly warnings?: readonly string[];
    }
  | {
      readonly schema: typeof validationSchema;
      readonly result: "invalid";
      readonly problems: readonly Problem[];
    };

/** A validation as a terminal shows it, without a line break at the end. */
export function describeValidation(validation: Validation): string {
  if (validation.result === "invalid") return describeProblems(validation.problems);
  const { facts, warnings = [] } = validation;
  const { dataset, cases, scenarios, evaluators, runs, dimensions } = facts;
  const width = Math.max(...dimensions.map(({ name }) => name.length));
  return [
    `Nothing to mend: dataset ${dataset.name} (${dataset.digest.slice(0, "sha256:".length + 8)})`,
    `${counted(cases, "case")} and ${counted(scenarios, "scenario")} (${statusesOf(facts)})`,
    `${counted(evaluators.checks, "check")} and ${counted(evaluators.judges, "judge")}`,
    ...signOffsOf(facts),
    "",
    `${counted(runs, "run")} planned`,
    ...dimensions.map((dimension) => `  ${describeDimension(dimension, width)}`),
    ...(warnings.length === 0 ? [] : ["", ...warnings]),
  ].join("\n");
}

function statusesOf({ statuses }: ProjectFacts): string {
  return Object.entries(statuses)
    .map(([status, count]) => `${count} ${status}`)
    .join(", ");
}

function signOffsOf({ signOffs }: ProjectFacts): readonly string[] {
  if (signOffs.current + signOffs.void === 0) return [];
  const isVoid = signOffs.void === 0 ? "" : `; ${signOffs.void} for an older text`;
  return [`${counted(signOffs.current, "sign-off")} for the text as it is${isVoid}`];
}

function describeDimension(
  { name, floor, guarding, shown }: DimensionFacts,
  width: number,
): string {
  const limit = floor === undefined ? "no floor" : `floor ${floor}`;
  const also = shown.cases === 0 ? "" : `; ${counted(shown.runs, "run")} only shown`;
  return `${name.padEnd(width)}  ${limit}, ${counted(guarding.runs, "run")} over ${counted(guarding.cases, "guarding case")}${also}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
