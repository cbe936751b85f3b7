import { createHash } from "node:crypto";
import type { Expectation } from "../dataset/case-file.ts";
import type { CaseSource } from "../dataset/dataset.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { CasePart, GovernedChange } from "./governed-change.ts";

/** A case as one side of a change has it. */
export type GovernedCase =
  | { readonly kind: "case"; readonly source: CaseSource; readonly runs: number }
  | { readonly kind: "unreadable"; readonly file: string };

/**
 * What a change does to one case of the base branch; `now` is absent where it deletes it.
 *
 * Cases that gate may lose nothing unseen. Of the others only the loss of the whole case counts, and of proposed and
 * retired ones nothing does: nobody relies on them yet, or any more.
 */
export function diffCase(
  caseId: string,
  before: GovernedCase,
  now: GovernedCase | undefined,
): readonly GovernedChange[] {
  if (before.kind === "unreadable") return [];
  const { status } = before.source;
  if (status === "proposed" || status === "retired") return [];
  if (now === undefined) return [{ kind: "case-deleted", caseId, status }];
  if (now.kind === "unreadable") return [{ kind: "case-unreadable", caseId, file: now.file }];
  if (status !== "guarding") {
    return now.source.status === "retired" ? [{ kind: "case-deleted", caseId, status }] : [];
  }
  const to = now.source.status;
  return [
    ...(to === "guarding" ? [] : [{ kind: "case-unguarded" as const, caseId, to }]),
    ...diffExpectations(caseId, before.source.expectations, now.source.expectations),
    ...diffContent(caseId, before.source, now.source),
    ...(now.runs < before.runs
      ? [{ kind: "runs-lowered" as const, caseId, from: before.runs, to: now.runs }]
      : []),
  ];
}

function diffExpectations(
  caseId: string,
  before: readonly Expectation[],
  now: readonly Expectation[],
): readonly GovernedChange[] {
  const left = [...now];
  const take = (isIt: (one: Expectation) => boolean): Expectation | undefined => {
    const at = left.findIndex(isIt);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  const others = before.filter(
    (was) => take((one) => canonicalJson(one) === canonicalJson(was)) === undefined,
  );
  return others.map((was): GovernedChange => {
    const { dimension, evaluator } = was;
    const is = take(
      (one) => one.dimension === dimension && nameOf(one.evaluator) === nameOf(evaluator),
    );
    if (is === undefined) return { kind: "expectation-removed", caseId, dimension, evaluator };
    const change = { from: evaluator, to: is.evaluator, digest: digestOf(is) };
    return { kind: "expectation-changed", caseId, dimension, ...change };
  });
}

function nameOf(evaluator: string): string {
  return evaluator.split("@")[0] ?? evaluator;
}

/** What decides no run: everything else of a file is what the user says. */
const notTheUser = new Set([
  "id",
  "title",
  "status",
  "dimensions",
  "failureMode",
  "runs",
  "expectations",
  "provenance",
  "signOff",
  "quarantine",
  "tools",
  "model",
  "faults",
]);

function diffContent(
  caseId: string,
  before: CaseSource,
  now: CaseSource,
): readonly GovernedChange[] {
  const [were, are] = [contentOf(before), contentOf(now)];
  const parts = (["user", "tools", "model", "faults"] as const).filter((part) => {
    return canonicalJson(were[part]) !== canonicalJson(are[part]);
  });
  return parts.length === 0
    ? []
    : [{ kind: "case-rewritten", caseId, parts, digest: digestOf(are) }];
}

function contentOf(source: CaseSource): Readonly<Record<CasePart, object>> {
  const user = Object.entries(source).filter(([field]) => !notTheUser.has(field));
  return {
    user: Object.fromEntries(user),
    tools: { tools: source.tools ?? null },
    model: { model: source.model ?? null },
    faults: { faults: source.faults ?? null },
  };
}

/** `sha256:` and 64 hex digits of a value's canonical JSON. */
export function digestOf(value: object | string): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
