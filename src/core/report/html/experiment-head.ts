import type { Decision } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import type { Experiment } from "../../plan/experiment.ts";
import { runId } from "../../plan/run-record.ts";
import { describeStory, leadingFailure } from "../decision/describe-failure.ts";
import { describeGaps } from "../decision/describe-gaps.ts";
import { describeCassettes, describeHermeticity } from "../decision/describe-hermeticity.ts";
import { describeNewCases } from "../decision/describe-new-cases.ts";
import { describePolicy } from "../decision/describe-policy.ts";
import {
  describeBarelyTested,
  describeCost,
  describeCoverage,
  describeLost,
  describeMustPass,
  describePower,
} from "../decision/describe-runs.ts";
import { describeUnseenCalls } from "../decision/describe-unseen-calls.ts";
import { headline } from "../decision/headline.ts";
import { countOf, grouped } from "../numbers.ts";
import { terminalText, terminalWording } from "../wording.ts";
import { dimensionViews, type Earlier } from "./dimension-view.ts";
import type { ExperimentPage, Fact } from "./page-data.ts";
import type { RunViews } from "./run-views.ts";

/** One side of a comparison: what was measured, what is said of it, and the runs that are shown. */
export type ReportedSide = {
  readonly experiment: Experiment;
  readonly decision: Decision;
  /** Absent where there is no journal. */
  readonly runs?: RunViews;
};

export type ExperimentReport = ReportedSide & {
  readonly enforcement: Enforcement;
  readonly baseline?: ReportedSide & { readonly label: string };
  /** The oldest first. */
  readonly history?: readonly Earlier[];
};

/** The page without its cases. */
export function experimentHead(report: ExperimentReport): ExperimentPage {
  const { experiment, decision, enforcement, baseline, history = [] } = report;
  const lead = leadingFailure(decision);
  const { dataset } = experiment.subject;
  return {
    kind: "experiment",
    title: `${terminalText(dataset.name, 80)} · ${decision.kind}`,
    decision: {
      kind: decision.kind,
      isEnforced: enforcement.kind === "enforced",
      headline: headline(decision, terminalWording, enforcement),
      ...(lead !== undefined && { story: describeStory(lead, terminalWording) }),
      ...(lead?.sample !== undefined && {
        firstRun: runId({ caseId: lead.caseId, runIndex: lead.sample.runIndex }),
      }),
      gaps: describeGaps(decision, terminalWording),
    },
    facts: factsOf(experiment, decision, baseline?.label),
    notes: [
      describePolicy(decision, terminalWording),
      describeHermeticity(experiment),
      describeCassettes(experiment, terminalWording),
      describeMustPass(decision, terminalWording),
      describePower(decision),
      describeLost(experiment, decision, terminalWording),
      describeUnseenCalls(experiment),
      describeBarelyTested(decision, terminalWording),
    ].filter((note) => note !== undefined),
    dimensions: dimensionViews(decision, baseline, history).slice(0, 200),
    cases: [],
    casesLeftOut: 0,
    runsLeftOut: 0,
    ...(baseline !== undefined && { baseline: { label: terminalText(baseline.label, 80) } }),
  };
}

function factsOf(
  experiment: Experiment,
  decision: Decision,
  baseline: string | undefined,
): readonly Fact[] {
  const onOthers = describeNewCases(experiment, decision, terminalWording).slice(0, 40);
  const { subject, startedAt, recorded, planned } = experiment;
  const evaluators = subject.evaluators.slice(0, 40).map(({ ref }) => terminalText(ref, 80));
  return [
    { label: "Commit", text: terminalText(subject.commit ?? "not known", 60) },
    ...(baseline === undefined ? [] : [{ label: "Compared with", text: terminalText(baseline) }]),
    {
      label: "Dataset",
      text: `${terminalText(subject.dataset.name, 80)} ${shortDigest(subject.dataset.digest)}`,
    },
    {
      label: "Agent",
      text: `${terminalText(subject.agent.runner, 40)} ${shortDigest(subject.agent.digest)}`,
    },
    ...(subject.judge === undefined
      ? []
      : [{ label: "Judge", text: terminalText(subject.judge.model, 80) }]),
    { label: "Evaluators", text: evaluators.join(", ") },
    { label: "Started", text: terminalText(startedAt, 40) },
    {
      label: "Runs",
      text: `${grouped(recorded)} of ${countOf(planned, "planned run")}; ${describeCoverage(experiment)}`,
    },
    ...(onOthers.length === 0 ? [] : [{ label: "On new cases", text: onOthers.join("; ") }]),
    { label: "Spent", text: describeCost(experiment) },
  ];
}

function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 12);
}
