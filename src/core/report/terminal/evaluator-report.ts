import type { Problem } from "../../errors.ts";
import type { Discrimination, DiscriminationStanding } from "../../evaluator/discrimination.ts";
import type { Overlap } from "../../evaluator/overlapping-evaluators.ts";
import { describeProblems } from "../../yaml/describe-problems.ts";
import { countOf } from "../numbers.ts";

/** What `tracegate validate --evaluators` found, as far as it is shown. */
export type EvaluatorFindings = {
  readonly discriminations: readonly Discrimination[];
  readonly unknown: readonly { readonly caseId: string; readonly missing: readonly string[] }[];
  readonly blind: readonly string[];
  readonly overlaps: readonly Overlap[];
  readonly problems: readonly Problem[];
};

/** How many cases that could not be checked a terminal lists. */
const mostListed = 8;

/** In the order of what needs a look first. */
const standings: Readonly<
  Record<DiscriminationStanding, { readonly mark: string; readonly says: string }>
> = {
  inverted: { mark: "✗", says: "passes the failure and fails the reference" },
  "fails-both": { mark: "✗", says: "fails both: it does not discriminate" },
  "passes-both": { mark: "!", says: "passes both: it does not see this failure" },
  unscored: { mark: "?", says: "could not answer on one of them" },
  discriminates: { mark: "✔", says: "fails the failure and passes the reference" },
};
const order = Object.keys(standings);

/** Whether something was found that makes a case worthless as a guard. */
export function isFaulty({ discriminations, blind, problems }: EvaluatorFindings): boolean {
  return (
    problems.length > 0 ||
    blind.length > 0 ||
    discriminations.some(({ standing }) => standing === "inverted" || standing === "fails-both")
  );
}

/** Whether nothing is known of a case that was looked at, or none could be: its evaluators could not answer. */
export function isUnknown({ discriminations, blind }: EvaluatorFindings): boolean {
  const known = new Set([
    ...blind,
    ...discriminations.flatMap(({ standing, caseId }) =>
      standing === "discriminates" ? [caseId] : [],
    ),
  ]);
  return discriminations.length === 0 || discriminations.some(({ caseId }) => !known.has(caseId));
}

/** The findings for a terminal, without a line break at the end. */
export function renderEvaluatorReport(findings: EvaluatorFindings): string {
  const { discriminations, unknown, blind, overlaps, problems } = findings;
  const cases = new Set(discriminations.map(({ caseId }) => caseId)).size;
  const parts = [
    `${countOf(discriminations.length, "evaluator")} checked on ${countOf(cases, "case")}`,
    ...standingLines(discriminations),
    ...blind.map((id) => `✗ ${id}: no evaluator of this case tells its failure from its reference`),
    ...overlaps.map(describeOverlap),
  ];
  if (unknown.length > 0) {
    parts.push(
      "",
      `${countOf(unknown.length, "case")} not checked, for want of a session that failed or one that is right:`,
      ...unknown.slice(0, mostListed).map(({ missing }) => `  ${missing.join("  ")}`),
      ...(unknown.length > mostListed
        ? [`  … and ${unknown.length - mostListed} more (--json lists them all)`]
        : []),
    );
  }
  if (problems.length > 0) parts.push("", describeProblems(problems));
  return parts.join("\n");
}

function standingLines(discriminations: readonly Discrimination[]): readonly string[] {
  const width = Math.max(0, ...discriminations.map(({ evaluator }) => evaluator.length));
  return discriminations
    .toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing))
    .map(({ standing, evaluator, caseId, dimension, reason }) => {
      const { mark, says } = standings[standing];
      const why = reason === undefined ? "" : `: ${reason}`;
      return `  ${mark} ${evaluator.padEnd(width)}  ${caseId} (${dimension}): ${says}${why}`;
    });
}

function describeOverlap({ evaluators: [a, b], dimensions, why }: Overlap): string {
  const where = `${a} (${dimensions[0]}) and ${b} (${dimensions[1]})`;
  const what =
    why.kind === "same-question"
      ? "ask the same question"
      : `answered alike in ${why.runs} runs of the last experiment (correlation ${why.phi.toFixed(2)})`;
  return `! ${where} ${what}: dimensions should measure different things`;
}
