import { expect, test } from "vitest";
import { renderProposalChecks } from "../../../../src/core/report/intake/proposal-checks.ts";

test("one case is told of as one, without judges where it names none", () => {
  const text = renderProposalChecks({ cases: 1, judges: [], experts: [] }).join("\n\n");
  expect(text).toContain("Does the agent of today fail this case?");
  expect(text).toContain("Do its evaluators tell good from bad?");
  expect(text).not.toContain("calibration");
  expect(text).toContain("**To sign** an expert of `dataset.yaml`");
  expect(text).toContain("**On merge** the case is *open*, if it is signed");
});

test("several cases and judges are told of as several, and mention nobody", () => {
  const text = renderProposalChecks({
    cases: 3,
    judges: ["faithfulness@1", "tone@4"],
    experts: ["@acme/policy-team", "rae"],
  }).join("\n\n");
  expect(text).toContain("these cases");
  expect(text).toContain("`faithfulness@1` and `tone@4` are judges: they are measured again");
  expect(text).toContain("or another expert of `dataset.yaml`");
  expect(text).not.toMatch(/@acme/);
});
