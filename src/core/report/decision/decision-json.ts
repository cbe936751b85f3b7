import type { Decision } from "../../gate/decision.ts";
import { flakyCases } from "../../gate/flaky-cases.ts";
import { onNewCases } from "../../gate/on-new-cases.ts";
import type { Experiment } from "../../plan/experiment.ts";
import { renderJson } from "../json-text.ts";
import { hermeticGroups } from "./describe-hermeticity.ts";

/** Version of the JSON below; readers refuse another major. */
const decisionSchema = "tracegate.decision/1";

/** The decision for programs: everything that the comment says, and the experiment it was made on. */
export function renderDecisionJson(experiment: Experiment, decision: Decision): string {
  const { subject, startedAt, planned, recorded } = experiment;
  const head = { schema: decisionSchema, experiment: { ...subject, startedAt, planned, recorded } };
  return renderJson({
    ...head,
    ...decision,
    hermeticity: hermeticGroups(experiment),
    flaky: flakyCases(experiment),
    onNewCases: onNewCases(experiment, decision),
    quarantined: experiment.cases.flatMap(({ id, quarantine }) => {
      return quarantine === undefined ? [] : [{ caseId: id, ...quarantine }];
    }),
  });
}
