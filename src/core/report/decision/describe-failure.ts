import type { Decision, FailingCase } from "../../gate/decision.ts";
import type { FailureSample } from "../../plan/experiment.ts";
import { countOf, grouped, listText } from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { nameOfBlame, nameOfPlace } from "./blame-names.ts";

/** Failing cases that stand against a pass, and the rest: failures within what their floor allows. */
export type SplitFailures = {
  readonly against: readonly FailingCase[];
  readonly tolerated: readonly FailingCase[];
};

export function splitFailures({ reasons, failing }: Decision): SplitFailures {
  const dimensions = new Set(
    reasons.flatMap((reason) => {
      const isWhole =
        reason.kind === "floor-missed" ||
        reason.kind === "floor-undetermined" ||
        reason.kind === "regressed";
      return isWhole ? [reason.dimension] : [];
    }),
  );
  const mustPass = new Set(
    reasons.flatMap((reason) => {
      const isCase = reason.kind === "must-pass-failed" || reason.kind === "case-regressed";
      return isCase ? [`${reason.caseId} ${reason.dimension}`] : [];
    }),
  );
  const isAgainst = ({ caseId, dimension }: FailingCase): boolean =>
    dimensions.has(dimension) || mustPass.has(`${caseId} ${dimension}`);
  return {
    against: failing.filter(isAgainst),
    tolerated: failing.filter((one) => !isAgainst(one)),
  };
}

/**
 * The failure to read first: of the case that fails most of those that block, in the blocking dimension
 * that can tell where it began.
 */
export function leadingFailure(decision: Decision): FailingCase | undefined {
  const worst = worstFailure(decision);
  if (worst === undefined || seenFailure(worst) === undefined || beginsAtTool(worst)) return worst;
  const blocks = blockingFailures(decision);
  return (
    decision.failing.find((one) => {
      return one.caseId === worst.caseId && blocks(one) && beginsAtTool(one);
    }) ?? worst
  );
}

/** Whether the first thing to see is a step, such as an empty search, and not the words that followed from it. */
function beginsAtTool(failure: FailingCase): boolean {
  const first = seenFailure(failure)?.evidence[0];
  return first !== undefined && first.at !== undefined && first.quote !== true;
}

/** A missed floor, or a must-pass case that failed; an open floor does not say that the agent is at fault. */
function blockingFailures({ reasons }: Decision): (failure: FailingCase) => boolean {
  return ({ caseId, dimension }) =>
    reasons.some((reason) => {
      if (reason.kind === "floor-missed" || reason.kind === "regressed")
        return reason.dimension === dimension;
      if (reason.kind !== "must-pass-failed" && reason.kind !== "case-regressed") return false;
      return reason.caseId === caseId && reason.dimension === dimension;
    });
}

function worstFailure({ reasons, failing, comparison }: Decision): FailingCase | undefined {
  const [first] = reasons;
  if (first?.kind === "floor-missed" || first?.kind === "regressed") {
    const own = failing.filter(({ dimension }) => dimension === first.dimension);
    const changed = comparison?.kind === "compared" ? comparison.worse : [];
    // What always failed is no news.
    const fallen = changed.find(({ dimension }) => dimension === first.dimension);
    return own.find(({ caseId }) => caseId === fallen?.caseId) ?? own[0];
  }
  if (first?.kind === "must-pass-failed" || first?.kind === "case-regressed") {
    return failing.find(
      ({ caseId, dimension }) => caseId === first.caseId && dimension === first.dimension,
    );
  }
  return undefined;
}

/**
 * What to type to see the worst case fail again. Only a well-formed id may become part of something that people
 * paste into a shell.
 */
export function reproduceCommand(decision: Decision): string | undefined {
  const worst = leadingFailure(decision) ?? splitFailures(decision).against[0];
  return worst !== undefined && /^[a-z0-9][a-z0-9-]{0,59}$/.test(worst.caseId)
    ? `tracegate run --case ${worst.caseId}`
    : undefined;
}

/** What went wrong in the worst case and where to look, in two or three sentences. */
export function describeStory(failure: FailingCase, wording: Wording): string {
  const { caseId, failed, scored, agentErrors } = failure;
  const sample = seenFailure(failure);
  const why = sample === undefined ? "" : sentence(wording.prose(sample.explanation, 300));
  const count = `${wording.name(caseId)} failed ${grouped(failed)} of ${countOf(scored, "run")}`;
  const where = sample === undefined ? "" : describeWhere(sample, wording);
  if (sample === undefined && agentErrors !== undefined) {
    return `${count}; ${describeAgentErrors(agentErrors, wording)}`;
  }
  return `${why === "" ? "" : `${why} `}${count}${where === "" ? "." : `, first at ${where}`}`;
}

/**
 * A line each for the failing cases that stand against a pass, one for all dimensions of a case that fail alike; none
 * where the story has told the only one.
 */
export function describeFailingCases(decision: Decision, wording: Wording): readonly string[] {
  const { against } = splitFailures(decision);
  const isTold = against.length === 1 && leadingFailure(decision) !== undefined;
  const required = new Set(decision.mustPass.map(({ caseId }) => caseId));
  const alike = Map.groupBy(isTold ? [] : against, (failure) => {
    const { caseId, failed, scored } = failure;
    return JSON.stringify([caseId, failed, scored, failure.modes, describeWhy(failure, wording)]);
  });
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const note = required.has(first.caseId) ? " · must always pass" : "";
    const more = others.map(({ dimension }) => dimension);
    return [`${describeFailingCase(first, wording, more)}${note}`];
  });
}

/**
 * One line for a list of failing cases; `6/20` are the passes.
 *
 * @param others further dimensions in which the case fails in just this way.
 */
export function describeFailingCase(
  failure: FailingCase,
  wording: Wording,
  others: readonly string[] = [],
): string {
  const { caseId, dimension, failed, scored } = failure;
  const passed = `${grouped(scored - failed)}/${grouped(scored)}`;
  const why = describeWhy(failure, wording);
  const on = listText([dimension, ...others].map((name) => wording.dimension(name)));
  const modes = failure.modes === undefined ? "" : ` · ${failure.modes.join(", ")}`;
  return `${wording.name(caseId)} ${passed} passed on ${on}${modes}${why === "" ? "" : ` · ${why}`}`;
}

/** The same for a failure that blocks nothing and has no story of its own: what is wrong beside what was said. */
export function describeToleratedCase(failure: FailingCase, wording: Wording): string {
  const line = describeFailingCase(failure, wording);
  const sample = seenFailure(failure);
  if (sample === undefined || describeWhere(sample, wording) === "") return line;
  return `${line} · ${wording.prose(sample.explanation, 200)}`;
}

/** Where a case that fails more often than before seems to begin, behind what it lost; "" where it is not known. */
export function describeBeginning(
  { failing }: Decision,
  change: Pick<FailingCase, "caseId" | "dimension">,
  wording: Wording,
): string {
  const failure = failing.find(
    ({ caseId, dimension }) => caseId === change.caseId && dimension === change.dimension,
  );
  const sample = failure && seenFailure(failure);
  if (sample?.blame === undefined) return "";
  return `, first at ${describeWhere(sample, wording)}`;
}

function describeWhy(failure: FailingCase, wording: Wording): string {
  const sample = seenFailure(failure);
  if (sample !== undefined) {
    return describeWhere(sample, wording) || wording.prose(sample.explanation, 200);
  }
  return failure.agentErrors === undefined ? "" : describeAgentErrors(failure.agentErrors, wording);
}

/** What an evaluator saw, unless more runs broke off than it saw fail: then the agent's errors are the story. */
export function seenFailure({ sample, agentErrors }: FailingCase): FailureSample | undefined {
  return agentErrors !== undefined && agentErrors.runs > (sample?.runs ?? 0) ? undefined : sample;
}

function describeAgentErrors(
  { runs, reason }: NonNullable<FailingCase["agentErrors"]>,
  { text }: Wording,
): string {
  return `${countOf(runs, "run")} ended in an agent error: ${text(reason)}`;
}

/** `turn 3, step 5: search_policies → 0 documents, then “You have 30 days…”`. */
function describeWhere(sample: FailureSample, { text }: Wording): string {
  const { firstBadStep, evidence, blame } = sample;
  // What was followed to its origin, or held against a run that is right, is better than where it was seen.
  if (blame !== undefined && (blame.tier !== "suspected" || firstBadStep === undefined)) {
    const words = blame.quote ?? evidence.find(({ quote }) => quote === true)?.what;
    const isSaid = words === undefined || blame.what.includes(words.slice(0, 60));
    const quoted = isSaid ? "" : `, then “${text(words, 160)}”`;
    return `${nameOfPlace(blame.at)}: ${text(blame.what, 160)}${quoted} (${nameOfBlame(blame.kind)})`;
  }
  const at = firstBadStep && `turn ${firstBadStep.turn}, step ${firstBadStep.step}`;
  const seen = evidence.find((piece) => piece.quote !== true && isAt(piece.at, firstBadStep));
  const said = evidence.find(({ quote }) => quote === true);
  const what = seen && text(seen.what, 160);
  const quote = said && `“${text(said.what, 160)}”`;
  const told = [what, quote].filter((part) => part !== undefined).join(", then ");
  if (at === undefined) return told;
  return told === "" ? at : `${at}: ${told}`;
}

function isAt(at: FailureSample["firstBadStep"], step: FailureSample["firstBadStep"]): boolean {
  return at?.turn === step?.turn && at?.step === step?.step;
}

/** Ends it with a full stop, unless it is empty or ends a sentence already. */
function sentence(text: string): string {
  return text === "" || /[.!?…]$|&#(?:46|33|63);$/.test(text) ? text : `${text}.`;
}
