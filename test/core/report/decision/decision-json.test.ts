import { expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import { renderDecisionJson } from "../../../../src/core/report/decision/decision-json.ts";
import { fail } from "../../../support/comment-situations.ts";

test("programs read the whole decision and what it was made on", () => {
  const decision = decideGate(fail.experiment, fail.policy);
  const json: unknown = JSON.parse(renderDecisionJson(fail.experiment, decision));
  expect(json).toMatchObject({
    schema: "tracegate.decision/1",
    kind: "fail",
    experiment: { commit: fail.experiment.subject.commit, planned: 240, recorded: 240 },
    reasons: [{ kind: "floor-missed", dimension: "faithfulness" }],
    dimensions: [
      { dimension: "faithfulness" },
      { dimension: "tool-use" },
      { dimension: "abstention" },
    ],
  });
});
