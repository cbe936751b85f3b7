import { type Decision, scoredRuns } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import { decisiveTally } from "../../plan/decisive-tally.ts";
import type { CaseResult, DimensionResult, Experiment, Tally } from "../../plan/experiment.ts";
import { cutText } from "../../text/cut-text.ts";
import { describeError } from "../decision/count-errors.ts";
import { splitFailures } from "../decision/describe-failure.ts";
import { describeGaps } from "../decision/describe-gaps.ts";
import { dimensionCells } from "../decision/dimension-cells.ts";
import { headline } from "../decision/headline.ts";
import { percentOf } from "../numbers.ts";
import { terminalWording } from "../wording.ts";
import { type JunitCase, type JunitGroup, junitDocument } from "./junit-xml.ts";

/** Longest message and longest text of one failure, in characters. */
const mostMessage = 500;
const mostDetail = 4_000;

/**
 * The decision as JUnit XML: a suite `gate` with the decision, and a suite a dimension with its floor and every case
 * that measures it.
 *
 * What stands against a pass is a failure, what is not known an error, what does not gate is skipped; a case that failed
 * within what its floor allows passes, and its output says how often it failed. Failures and errors are there exactly
 * where the decision blocks, so that a reader of JUnit and the exit code never disagree; else they are skipped, in the
 * same words.
 */
export function renderJunit(
  experiment: Experiment,
  decision: Decision,
  enforcement: Enforcement,
): string {
  const told = isTold(decision);
  const suites: readonly JunitGroup[] = [
    { name: "gate", cases: [decisionCase(experiment, decision, enforcement)] },
    ...decision.dimensions.map((row) => ({
      name: row.kind === "gating" ? row.dimension : `${row.dimension} (advisory)`,
      cases: [
        floorCase(row, decision.comparison),
        ...experiment.cases.flatMap((one) => {
          const result = one.dimensions[row.dimension];
          if (result === undefined) return [];
          if (row.kind === "advisory") return [advisoryCase(one, result, row.judge)];
          return [gatingCase(one, result, { dimension: row.dimension, told })];
        }),
      ],
    })),
  ];
  const blocks = decision.kind !== "pass" && enforcement.kind === "enforced";
  return junitDocument(blocks ? suites : suites.map(harmless), {
    startedAt: experiment.startedAt,
    durationMs: experiment.durationMs,
  });
}

type Told = (caseId: string, dimension: string) => boolean;

function isTold(decision: Decision): Told {
  const against = splitFailures(decision).against.map(
    ({ caseId, dimension }) => `${caseId} ${dimension}`,
  );
  const keys = new Set(decision.kind === "pass" ? [] : against);
  return (caseId, dimension) => keys.has(`${caseId} ${dimension}`);
}

function decisionCase(
  experiment: Experiment,
  decision: Decision,
  enforcement: Enforcement,
): JunitCase {
  const message = cutText(headline(decision, terminalWording, enforcement), mostMessage);
  const detail = cutText(describeGaps(decision, terminalWording).join("\n"), mostDetail);
  const name = `decision on ${experiment.subject.dataset.name}`;
  const suite = "gate";
  switch (decision.kind) {
    case "pass":
      return { suite, name, result: { kind: "passed" } };
    case "fail":
      return { suite, name, result: { kind: "failure", type: "fail", message, detail } };
    case "undetermined":
      return { suite, name, result: { kind: "error", type: "undetermined", message, detail } };
  }
}

function floorCase(
  row: Decision["dimensions"][number],
  comparison: Decision["comparison"],
): JunitCase {
  const cells = dimensionCells(row, terminalWording, comparison);
  const message = `${cells.rate} of ${cells.runs} scored runs passed (95 %: ${cells.interval}), floor ${cells.floor}: ${cells.decision}`;
  const suite = row.dimension;
  const name = `floor of ${cells.floor}`;
  switch (cells.standing) {
    case "met":
      return { suite, name, result: { kind: "passed", output: message } };
    case "missed":
      return { suite, name, result: { kind: "failure", type: "floor-missed", message } };
    case "open":
      return { suite, name, result: { kind: "error", type: "undetermined", message } };
    case "advisory":
      return { suite, name, result: { kind: "skipped", message } };
  }
}

function advisoryCase(
  { id, file }: CaseResult,
  { judges }: DimensionResult,
  judge: string | undefined,
): JunitCase {
  const tally = judge === undefined ? undefined : judges[judge];
  const message =
    tally === undefined ? "advisory, not scored" : `advisory: ${describeTally(tally)}`;
  return { suite: "advisory", name: id, file, result: { kind: "skipped", message } };
}

function gatingCase(
  one: CaseResult,
  inDimension: DimensionResult,
  { dimension, told }: { readonly dimension: string; readonly told: Told },
): JunitCase {
  const { id, file, status } = one;
  const place = { suite: dimension, name: id, file };
  const tally = decisiveTally(inDimension);
  const count = describeTally(tally);
  if (status !== "guarding")
    return { ...place, result: { kind: "skipped", message: `${status}, does not gate: ${count}` } };
  if (told(id, dimension)) {
    const detail = describeFailures(one, dimension);
    const result = { kind: "failure", type: "case-failed", message: count, detail } as const;
    return { ...place, result };
  }
  // That not one run was scored is no pass; whether it blocks is said by the decision and the floor.
  if (scoredRuns(tally) === 0)
    return { ...place, result: { kind: "skipped", message: `not scored: ${count}` } };
  return { ...place, result: { kind: "passed", output: tally.failed === 0 ? "" : count } };
}

function describeTally(tally: Tally): string {
  const scored = scoredRuns(tally);
  const lost = [
    ...(tally.unscored > 0 ? [`${tally.unscored} unscored`] : []),
    ...(tally.missing > 0 ? [`${tally.missing} lost`] : []),
  ];
  const rate = `${tally.passed} of ${scored} runs passed (${percentOf(tally.passed, scored)})`;
  return [rate, ...lost].join(", ");
}

function describeFailures({ failures, errors }: CaseResult, dimension: string): string {
  const lines = [
    ...failures
      .filter((failure) => failure.dimension === dimension)
      .flatMap(({ evaluator, runIndex, runs, explanation, evidence, firstBadStep }) => [
        `${evaluator} failed ${runs} runs, first run ${runIndex}: ${cutText(explanation, mostMessage)}`,
        ...(firstBadStep === undefined
          ? []
          : [`first bad step: turn ${firstBadStep.turn}, step ${firstBadStep.step}`]),
        ...evidence.slice(0, 10).map(({ at, what }) => {
          const where = at === undefined ? "" : `turn ${at.turn}, step ${at.step}: `;
          return `  ${where}${cutText(what, 300)}`;
        }),
      ]),
    ...errors
      .filter(({ outcome }) => outcome === "agent-error")
      .map((error) => describeError(error, terminalWording)),
  ];
  return cutText(lines.join("\n"), mostDetail);
}

/** What does not block, because nothing is enforced yet or it is waived, is told and does not count. */
function harmless({ name, cases }: JunitGroup): JunitGroup {
  return {
    name,
    cases: cases.map((one) => {
      const { result } = one;
      if (result.kind !== "failure" && result.kind !== "error") return one;
      return { ...one, result: { kind: "skipped", message: `does not block: ${result.message}` } };
    }),
  };
}
