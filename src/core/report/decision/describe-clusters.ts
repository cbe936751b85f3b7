import type { FailureChanges, FailureCluster } from "../../cluster/compare-failures.ts";
import { countOf } from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { nameOfBlame } from "./blame-names.ts";

const mostShown = 3;

/**
 * What became of the failures of the baseline, on one line without its head:
 * `🆕 *a claim after an empty search* at search_policies (23 runs, 2 cases) · ✔ … gone`. `undefined` where nothing did.
 */
export function describeClusterChanges(
  { appeared, grown, shrunk, resolved }: FailureChanges,
  wording: Wording,
): string | undefined {
  const lines = [
    ...some(appeared, (one) => `🆕 ${nameOf(one, wording)} ${sizeOf(one)}`),
    ...some(
      grown,
      (one) => `▲ ${nameOf(one, wording)} ${one.before} → ${countOf(one.runs, "run")}`,
    ),
    ...some(
      shrunk,
      (one) => `▼ ${nameOf(one, wording)} ${one.before} → ${countOf(one.runs, "run")}`,
    ),
    ...some(resolved, (one) => `✔ ${nameOf(one, wording)} gone`),
  ];
  return lines.length === 0 ? undefined : lines.join(" · ");
}

function sizeOf({ runs, cases }: FailureCluster): string {
  return `(${countOf(runs, "run")}, ${countOf(cases.length, "case")})`;
}

function some<T>(clusters: readonly T[], describe: (one: T) => string): readonly string[] {
  const left = clusters.length - mostShown;
  return [...clusters.slice(0, mostShown).map(describe), ...(left > 0 ? [`and ${left} more`] : [])];
}

function nameOf({ blame, tool, evaluator, dimension }: FailureCluster, wording: Wording): string {
  const at = tool === undefined ? "" : ` at ${wording.name(tool)}`;
  const what =
    blame === undefined ? `failures of ${wording.name(evaluator)}` : `${nameOfBlame(blame)}${at}`;
  return `${what} on ${wording.dimension(dimension)}`;
}
