import { describe, expect, test } from "vitest";
import { configFile } from "../../../src/core/config/config-file.ts";
import type { FoundBaseline } from "../../../src/core/gate/comparison.ts";
import { absentBaselines } from "../../../src/core/gate/comparison.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import { policyOfBase } from "../../../src/core/gate/policy-of-base.ts";
import { renderComment } from "../../../src/core/report/comment/comment.ts";
import { policyNotes } from "../../../src/core/report/comment/policy-notes.ts";
import { aBaseline, aComparedCase, foundBaseline } from "../../support/compared-sides.ts";
import { anExperiment, aPolicy } from "../../support/gated-experiment.ts";

const cases = [
  aComparedCase("late-fee", { faithfulness: [40, 40] }),
  aComparedCase("lost-parcel", { faithfulness: [40, 40] }),
];
const experiment = anExperiment(cases);
const policy = { ...aPolicy(), requireBaseline: true };

describe("a gate that requires a baseline", () => {
  test.each(absentBaselines)("does not pass without one (%s), and says what to do", (why) => {
    const baseline: FoundBaseline = { kind: "none", why };
    const decision = decideGate(experiment, policy, { baseline });
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([{ kind: "baseline-missing", why }]);
    const comment = renderComment(experiment, decision);
    expect(comment.split("\n")[0]).toMatch(/blocked: there is no baseline .* one is required/);
    expect(comment).toMatch(/`gate\.requireBaseline` asks for a comparison, and there is none: \w/);
    expect(decideGate(experiment, aPolicy(), { baseline }).kind).toBe("pass");
  });

  test("does not pass where nobody looked for one", () => {
    expect(decideGate(experiment, policy).reasons).toEqual([
      { kind: "baseline-missing", why: "not-configured" },
    ]);
  });

  test("does not pass where nothing of it can be compared", () => {
    const other = [aComparedCase("gift-card", { faithfulness: [40, 40] })];
    const decision = decideGate(experiment, policy, {
      baseline: foundBaseline([aBaseline(other)]),
    });
    expect(decision.reasons).toEqual([{ kind: "baseline-missing", why: "nothing-comparable" }]);
    expect(renderComment(experiment, decision)).toContain(
      "nothing of the baseline can be compared",
    );
  });

  test("passes with one", () => {
    const baseline = foundBaseline([aBaseline(cases)]);
    expect(decideGate(experiment, policy, { baseline }).kind).toBe("pass");
  });

  test("tells a refused one as what it is", () => {
    const baseline: FoundBaseline = { kind: "refused", why: "other-branch", detail: "by a fork" };
    expect(decideGate(experiment, policy, { baseline }).reasons).toMatchObject([
      { kind: "baseline-refused" },
    ]);
  });

  test("asks for none where nothing is merged, as on a push that makes the baseline", () => {
    expect(decideGate(experiment, policy, { mergesNothing: true }).kind).toBe("pass");
  });
});

const written = {
  version: 1,
  agent: { runner: "module", module: "agent.mjs" },
  dataset: "datasets/support",
  gate: { dimensions: { faithfulness: { floor: 0.9 } }, requireBaseline: true },
};

test("without a place where results are kept it is a problem of the file", () => {
  const parsed = configFile.safeParse(written);
  expect(parsed.error?.issues).toMatchObject([{ path: ["gate", "requireBaseline"] }]);
  expect(configFile.safeParse({ ...written, baseline: {} }).success).toBe(true);
});

test("a change that takes it away is still held to it, and told so", () => {
  const base = configFile.parse({ ...written, baseline: {} });
  const head = configFile.parse({
    ...written,
    gate: { dimensions: { faithfulness: { floor: 0.9 } } },
    baseline: {},
  });
  const effective = policyOfBase(base, head);
  expect(effective.policy.requireBaseline).toBe(true);
  expect(policyNotes(effective)).toEqual([
    expect.stringContaining("whether a baseline is required"),
  ]);
  expect(policyOfBase(head, base).policy.requireBaseline).toBeUndefined();
});
