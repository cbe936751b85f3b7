import type { Decision, Reason } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import { countOf, grouped, listText, pointsText } from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { baselineName, fraction } from "./describe-comparison.ts";
import { describeWaivedPass } from "./describe-waivers.ts";

/** The decision in one sentence that says what to do, without its icon. */
export function headline(
  decision: Decision,
  wording: Wording,
  enforcement: Enforcement = { kind: "enforced" },
): string {
  switch (decision.kind) {
    case "pass":
      return `${passText(decision, wording)}${adopting(enforcement)}`;
    case "fail":
      return `${blocking(enforcement)}: ${failures(decision, wording)}`;
    case "undetermined":
      return `${blocking(enforcement)}: ${firstGap(decision, wording)}`;
  }
}

/** What is waived is not met, and the first line says so. */
function passText(decision: Decision, wording: Wording): string {
  const waived = describeWaivedPass(decision, wording);
  return waived === undefined
    ? `Nothing to fix: ${floorsMet(decision, wording)}`
    : `Not blocked, by a waiver: ${waived}`;
}

/** What a decision that is no pass does to the merge. */
export function blocking(enforcement: Enforcement): string {
  return enforcement.kind === "enforced"
    ? "Merge blocked"
    : `Not enforced until ${enforcement.until}, this would block the merge`;
}

/** Who reads of a pass while nothing blocks yet is told so too. */
function adopting(enforcement: Enforcement): string {
  return enforcement.kind === "enforced" ? "" : ` (not enforced until ${enforcement.until})`;
}

function floorsMet({ dimensions }: Decision, wording: Wording): string {
  const met = dimensions.filter(({ kind }) => kind === "gating");
  const [only] = met;
  return met.length === 1 && only !== undefined
    ? `${wording.dimension(only.dimension)} meets its floor`
    : `${met.length === 2 ? "both" : `all ${met.length}`} dimensions meet their floors`;
}

function failures(decision: Decision, wording: Wording): string {
  const { reasons } = decision;
  const missed = reasons
    .filter((reason) => reason.kind === "floor-missed")
    .map(({ dimension }) => wording.dimension(dimension));
  const mustPass = reasons.filter((reason) => reason.kind === "must-pass-failed");
  const parts = [
    ...(missed.length > 0 ? [below(missed, onlyFall(decision, wording))] : []),
    ...mustPassFailures(mustPass, wording),
    ...regressions(decision, wording),
  ];
  return parts.join("; ");
}

function below(missed: readonly string[], fall: string | undefined): string {
  if (missed.length > 1) return `${listText(missed)} are below their floors`;
  return `${missed[0]} is below its floor${fall === undefined ? "" : ` and ${fall}`}`;
}

/** How far it fell, where the one dimension below its floor is the one that fell: said once. */
function onlyFall(decision: Decision, wording: Wording): string | undefined {
  const { reasons, comparison } = decision;
  const missed = reasons.filter(({ kind }) => kind === "floor-missed");
  const fallen = reasons.flatMap((reason) => (reason.kind === "regressed" ? [reason] : []));
  const [fall] = fallen;
  if (missed.length !== 1 || fallen.length !== 1 || fall === undefined) return undefined;
  const isSame = missed.some((one) => "dimension" in one && one.dimension === fall.dimension);
  return isSame
    ? `fell ${pointsText(fall.drop)} against ${sideOf(comparison, wording)}`
    : undefined;
}

function sideOf(comparison: Decision["comparison"], wording: Wording): string {
  return comparison?.kind === "compared" ? baselineName(comparison.origin, wording) : "main";
}

/** What a dimension has lost is told first; its cases stand in the lists. */
function regressions(decision: Decision, wording: Wording): readonly string[] {
  if (onlyFall(decision, wording) !== undefined) return [];
  const { reasons, comparison } = decision;
  const side = sideOf(comparison, wording);
  const fallen = reasons.flatMap((reason) => (reason.kind === "regressed" ? [reason] : []));
  const cases = reasons.flatMap((reason) => (reason.kind === "case-regressed" ? [reason] : []));
  const [fall] = fallen;
  if (fall !== undefined) {
    const names = listText(fallen.map(({ dimension }) => wording.dimension(dimension)));
    return fallen.length === 1
      ? [`${names} fell ${pointsText(fall.drop)} against ${side}`]
      : [`${names} fell against ${side}`];
  }
  const ids = [...new Set(cases.map(({ caseId }) => wording.name(caseId)))];
  const [first] = cases;
  if (first === undefined) return [];
  return ids.length === 1
    ? [`case ${ids[0]} passes ${fraction(first.candidate)} (was ${fraction(first.baseline)})`]
    : [`cases ${listText(ids)} are worse than on ${side}`];
}

function mustPassFailures(
  reasons: readonly Extract<Reason, { kind: "must-pass-failed" }>[],
  { name }: Wording,
): readonly string[] {
  const [first] = reasons;
  if (first === undefined) return [];
  const { caseId, failed, scored } = first;
  const cases = [...new Set(reasons.map((reason) => name(reason.caseId)))];
  if (cases.length > 1) return [`must-pass cases ${listText(cases)} failed`];
  return [`must-pass case ${name(caseId)} failed ${grouped(failed)} of ${countOf(scored, "run")}`];
}

function firstGap({ reasons }: Decision, wording: Wording): string {
  const [first] = reasons;
  if (first === undefined) return "nothing was decided";
  const others = reasons.slice(1).filter((reason) => {
    return reason.kind !== "too-many-missing" || reason.kind !== first.kind;
  });
  if (first.kind === "too-many-missing" && others.length < reasons.length - 1) {
    const lost = reasons.filter((reason) => reason.kind === "too-many-missing");
    const names = lost.map(({ dimension }) => wording.dimension(dimension));
    return `too many runs gave no answer on ${listText(names)}${andMore(others.length)}`;
  }
  return `${describeGap(first, wording)}${andMore(others.length)}`;
}

/** `19 of 20 runs`, of the dimension that lost most. */
function lostInWords({
  dimensions,
}: Extract<Reason, { readonly kind: "must-pass-missing" }>): string {
  const [most] = dimensions.toSorted((a, b) => b.lost / b.runs - a.lost / a.runs);
  return most === undefined ? "runs" : `${grouped(most.lost)} of ${countOf(most.runs, "run")}`;
}

function andMore(reasons: number): string {
  return reasons === 0 ? "" : ` (and ${countOf(reasons, "more reason")})`;
}

function describeGap(reason: Reason, { dimension, name }: Wording): string {
  switch (reason.kind) {
    case "governance-unapproved":
      return `it weakens the gate in ${countOf(reason.changes, "place")}, and no expert has approved of that`;
    case "baseline-refused":
      return "the baseline must not be compared with";
    case "baseline-missing":
      return "there is no baseline to compare with, and one is required";
    case "no-cases":
      return "the dataset has no cases";
    case "incomplete":
      return `only ${grouped(reason.recorded)} of ${countOf(reason.planned, "planned run")} ${reason.recorded === 1 ? "was" : "were"} made`;
    case "no-guarding-cases":
      return "no case guards, so nothing was decided";
    case "judge-untrusted":
      return `judge ${name(reason.judge)} of ${dimension(reason.dimension)} ${reason.state === "drifted" ? "has drifted" : "is not calibrated"}`;
    case "nothing-gates":
      return "nothing that was measured may decide";
    case "dimension-without-floor":
      return `${dimension(reason.dimension)} has no floor`;
    case "dimension-without-case":
      return `no guarding case measures ${dimension(reason.dimension)}`;
    case "dimension-unscored":
      return `not one run could be scored on ${dimension(reason.dimension)}`;
    case "too-many-missing":
      return `${grouped(reason.lost)} of ${countOf(reason.runs, "run")} gave no answer on ${dimension(reason.dimension)}`;
    case "case-unscored":
      return `not one run of case ${name(reason.caseId)} could be scored`;
    case "must-pass-absent":
      return reason.status === undefined
        ? `must-pass case ${name(reason.caseId)} was not run`
        : `must-pass case ${name(reason.caseId)} is ${reason.status}, so it does not guard`;
    case "must-pass-unscored":
      return `must-pass case ${name(reason.caseId)} could not be scored`;
    case "must-pass-missing":
      return `must-pass case ${name(reason.caseId)} lost ${lostInWords(reason)}`;
    case "floor-undetermined":
      return reason.runsToSettle === "unknown"
        ? `too few runs to decide on ${dimension(reason.dimension)}`
        : `too few runs to decide on ${dimension(reason.dimension)}; about ${grouped(reason.runsToSettle)} more would settle it`;
    case "floor-missed":
    case "must-pass-failed":
    case "regressed":
    case "case-regressed":
      return "a failure";
  }
}
