import {
  type Decision,
  isFailReason,
  lostRuns,
  scoredRuns,
  type UndeterminedReason,
} from "../../gate/decision.ts";
import { countOf, grouped, listText, percent, percentOf } from "../numbers.ts";
import { asClause, type Wording } from "../wording.ts";
import { absence, refusals } from "./describe-comparison.ts";
import { describeMissingApproval } from "./describe-governance.ts";

/**
 * Every gap in the evidence, with its numbers and what to do about it, a line each.
 *
 * Failures are not among them: the headline, the table and the failing cases tell them.
 */
export function describeGaps(decision: Decision, wording: Wording): readonly string[] {
  const { reasons } = decision;
  const lost = reasons.filter((reason) => reason.kind === "too-many-missing");
  const hasLost = decision.dimensions.some(({ tally }) => lostRuns(tally) > 0);
  const others = reasons.flatMap((reason) =>
    isFailReason(reason) || reason.kind === "too-many-missing" ? [] : [reason],
  );
  return [
    ...(lost.length === 0 ? [] : [describeLostRuns(lost, wording)]),
    ...others.map((reason) =>
      reason.kind === "governance-unapproved"
        ? describeMissingApproval(decision, wording)
        : reason.kind === "incomplete"
          ? describeIncomplete(reason, wording, hasLost)
          : describeGap(reason, wording),
    ),
  ];
}

type Lost = Extract<UndeterminedReason, { kind: "too-many-missing" }>;

/** One line for all dimensions: most often they lost the same runs. */
function describeLostRuns(reasons: readonly Lost[], wording: Wording): string {
  const each = reasons.map(({ dimension, lost, runs, unscoredReason }) => {
    const why = unscoredReason === undefined ? "" : `, ${wording.text(asClause(unscoredReason))}`;
    return `${wording.dimension(dimension)} (${grouped(lost)} of ${countOf(runs, "run")}, ${percentOf(lost, runs)}${why})`;
  });
  const allowed = percent(reasons[0]?.allowed ?? 0);
  return `No answer on ${listText(each, 8)}; at most ${allowed} may be lost. Mend the cause and run again.`;
}

type Incomplete = Extract<UndeterminedReason, { kind: "incomplete" }>;

type Gap = Exclude<UndeterminedReason, Lost | Incomplete | { kind: "governance-unapproved" }>;

function describeIncomplete(
  { planned, recorded, why, lostShards }: Incomplete,
  { code }: Wording,
  hasLost: boolean,
): string {
  const stopped = `The experiment stopped after ${grouped(recorded)} of ${countOf(planned, "run")}`;
  if (lostShards !== undefined) {
    const { lost, count } = lostShards;
    const parts = `${lost.length === 1 ? "Part" : "Parts"} ${listText(lost.map(String), 20)} of ${count}`;
    return `${parts} of the plan left no results, so only ${grouped(recorded)} of ${countOf(planned, "run")} are known. Run the ${lost.length === 1 ? "job" : "jobs"} again; what the others ran stands.`;
  }
  if (why === "budget" && hasLost) {
    return `${stopped}: the budget was used up. Raise ${code("budget")} and go on with ${code("tracegate run --resume")}, which makes again what the budget ended; runs that were lost otherwise stay lost.`;
  }
  if (why === "budget") {
    return `${stopped}: the budget was used up. Raise ${code("budget")} and go on with ${code("tracegate run --resume")}; nothing already run is lost.`;
  }
  if (why === "unsettled") {
    return `${stopped}, and under the policy that decides the runs that are left may still change the decision. Go on with ${code("tracegate run --resume")}, or run again under that policy.`;
  }
  return `${stopped}. Finish it with ${code("tracegate run --resume")}; nothing already run is lost.`;
}

function describeGap(reason: Gap, wording: Wording): string {
  const { dimension, name, code, text } = wording;
  const names = (ids: readonly string[]): string => listText(ids.map((id) => name(id)));
  const dimensions = (ids: readonly string[]): string => listText(ids.map((id) => dimension(id)));
  switch (reason.kind) {
    case "baseline-refused":
      if (reason.why === "incomplete")
        return `The baseline must not be compared with: ${refusals.incomplete} (${text(reason.detail, 300)}). It broke off, or left out runs that its floors did not need. Make it again with ${code("tracegate run --stop off")}, or let the base branch write it.`;
      return `The baseline must not be compared with: ${refusals[reason.why]} (${text(reason.detail, 300)}). Find out who wrote it, take it out of its store, and let the base branch write it again.`;
    case "baseline-missing":
      return `${code("gate.requireBaseline")} asks for a comparison, and there is none: ${missingBaseline(reason, wording)}`;
    case "no-cases":
      return "Add a case to the dataset: without one the gate has nothing to decide on.";
    case "no-guarding-cases":
      return `Of ${countOf(reason.cases, "case")} none has ${code("status: guarding")}, and only those decide. Set it on the cases that must hold.`;
    case "judge-untrusted":
      return untrustedJudge(reason, wording);
    case "nothing-gates":
      return `No guarding case is measured by a check, or by a judge that may decide. Add an expectation with a check, or calibrate a judge with ${code("tracegate calibrate")}.`;
    case "dimension-without-floor":
      return `${dimension(reason.dimension)} is measured in ${names(reason.caseIds)} and has no floor. Add one under ${code("gate.dimensions")}.`;
    case "dimension-without-case":
      return reason.shownIn.length === 0
        ? `No case measures ${dimension(reason.dimension)}. Add a guarding case, or take its floor out of ${code("gate.dimensions")}.`
        : `${dimension(reason.dimension)} is measured only in ${names(reason.shownIn)}, which may not decide. Make a case guarding, or take the floor out of ${code("gate.dimensions")}.`;
    case "dimension-unscored":
      return `${dimension(reason.dimension)}: none of ${countOf(reason.runs, "run")} could be scored${because(reason, wording)}. Mend the cause and run again.`;
    case "case-unscored":
      return reason.runs === 0
        ? `${name(reason.caseId)} was not run once. A case that was never tested does not pass.`
        : `${name(reason.caseId)}: none of its ${countOf(reason.runs, "run")} could be scored on ${dimensions(reason.dimensions)}. A case that was never tested does not pass.`;
    case "must-pass-absent":
      return reason.status === undefined
        ? `${name(reason.caseId)} must always pass and was not run. Bring the case back, or take it out of ${code("gate.mustPass")}.`
        : `${name(reason.caseId)} must always pass and is ${text(reason.status)}. Make it guarding, or take it out of ${code("gate.mustPass")}.`;
    case "must-pass-unscored":
      return reason.dimensions.length === 0
        ? `${name(reason.caseId)} must always pass, but only advisory judges look at it. Add a check, or calibrate a judge with ${code("tracegate calibrate")}.`
        : `${name(reason.caseId)} must always pass, and none of its runs could be scored on ${dimensions(reason.dimensions)}. Mend the cause and run again.`;
    case "must-pass-missing":
      return `${name(reason.caseId)} must always pass, and runs of it gave no answer: ${listText(
        reason.dimensions.map((lost) => {
          return `${grouped(lost.lost)} of ${countOf(lost.runs, "run")} on ${dimension(lost.dimension)}`;
        }),
        8,
      )}. Any of them may have been a failure, so at most ${percent(reason.allowed)} may be lost. Mend the cause and run again.`;
    case "floor-undetermined":
      return openFloor(reason, wording);
  }
}

function untrustedJudge(
  reason: Extract<UndeterminedReason, { kind: "judge-untrusted" }>,
  { dimension, name, code, text }: Wording,
): string {
  const { state, judge } = reason;
  const what = state === "drifted" ? "has drifted" : "is not calibrated";
  const mend =
    state === "drifted"
      ? "Find out what changed, then measure it again"
      : "Measure it on human labels";
  return `${dimension(reason.dimension)}: its judge ${name(judge)} ${what} (${text(asClause(reason.why))}), so what it says can neither pass nor block. ${mend} with ${code(`tracegate calibrate ${refText(judge)}`)}, or set ${code("judge: advisory")} on the dimension.`;
}

/** Code is for what is typed: a name that somebody forged is left out. */
function refText(judge: string): string {
  return /^[a-z0-9-]{1,60}@\d{1,5}$/.test(judge) ? judge : "";
}

function openFloor(
  reason: Extract<UndeterminedReason, { kind: "floor-undetermined" }>,
  { dimension, code }: Wording,
): string {
  const { tally, cases, runsToSettle } = reason;
  const scored = scoredRuns(tally);
  const sofar = `${dimension(reason.dimension)}: ${grouped(tally.passed)} of ${countOf(scored, "run")} passed (${percentOf(tally.passed, scored)}). That neither meets nor misses a floor of ${percent(reason.floor)}.`;
  if (reason.isJudged === true) {
    return `${sofar} The rate is corrected for the judges' own errors: more runs or more human labels make it surer.`;
  }
  if (runsToSettle === "unknown") {
    return `${sofar} At this rate no affordable number of runs would settle it: mend the failures, or change the floor.`;
  }
  const each = Math.ceil(runsToSettle / Math.max(1, cases));
  const where = cases === 1 ? "" : `, ${grouped(each)} for each of its ${cases} cases`;
  return `${sofar} About ${countOf(runsToSettle, "more run")}${where} would settle it if the rate stays: raise ${code("runs.perCase")}, or mend the failures.`;
}

function because(
  { unscoredReason }: { readonly unscoredReason?: string },
  { text }: Wording,
): string {
  return unscoredReason === undefined ? "" : ` (${text(asClause(unscoredReason))})`;
}

/** Why, and what to do about it. */
function missingBaseline(
  { why, detail }: Extract<Gap, { readonly kind: "baseline-missing" }>,
  wording: Wording,
): string {
  const { code } = wording;
  if (why === "nothing-comparable")
    return "nothing of the baseline can be compared with this change, as is told below. Let the base branch run with what both are to be held to.";
  const told = absence({ why, ...(detail !== undefined && { detail }) }, wording);
  const remedy =
    why === "not-configured"
      ? `Say under ${code("baseline")} where results are kept.`
      : `Let the base branch's job run and keep its results, or set ${code("baseline.rerun: worktree")}; then run this again.`;
  return `${told}. ${remedy}`;
}
