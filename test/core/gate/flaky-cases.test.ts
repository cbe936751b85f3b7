import { describe, expect, test } from "vitest";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import { flakyCases } from "../../../src/core/gate/flaky-cases.ts";
import { renderComment } from "../../../src/core/report/comment/comment.ts";
import {
  aCaseResult,
  anExperiment,
  aPolicy,
  aTally,
  checked,
  judged,
} from "../../support/gated-experiment.ts";

describe("a flaky case", () => {
  test("passes and fails on one side, with pass^5 and its exact interval", () => {
    const late = aCaseResult({
      id: "late-fee",
      dimensions: { faithfulness: checked({ passed: 15, failed: 5 }) },
    });
    const [flaky] = flakyCases(anExperiment([late]));
    expect(flaky).toMatchObject({ caseId: "late-fee", failed: 5, scored: 20, passK: { k: 5 } });
    // tau-bench: C(15, 5) / C(20, 5); Clopper and Pearson of 15 in 20 is [.5090, .9134].
    expect(flaky?.passK.rate).toBeCloseTo(0.1937, 4);
    expect(flaky?.passK.interval.low).toBeCloseTo(0.509 ** 5, 3);
    expect(flaky?.passK.interval.high).toBeCloseTo(0.9134 ** 5, 3);
  });

  test("is none that always passes, always fails, or was never scored", () => {
    const cases = [
      aCaseResult({ id: "late-fee", dimensions: { policy: checked({ passed: 20 }) } }),
      aCaseResult({ id: "lost-parcel", dimensions: { policy: checked({ failed: 20 }) } }),
      aCaseResult({ id: "gift-card", dimensions: { policy: checked({ missing: 20 }) } }),
    ];
    expect(flakyCases(anExperiment(cases))).toEqual([]);
  });

  test("is found by judges where no check looks at it, and the nearest to a coin comes first", () => {
    const cases = [
      aCaseResult({ id: "late-fee", dimensions: { tone: checked({ passed: 19, failed: 1 }) } }),
      aCaseResult({
        id: "lost-parcel",
        whole: aTally(),
        dimensions: { tone: judged("kind@1", { passed: 9, failed: 11 }) },
      }),
    ];
    expect(flakyCases(anExperiment(cases)).map(({ caseId }) => caseId)).toEqual([
      "lost-parcel",
      "late-fee",
    ]);
  });

  test("is shown in the comment with where its runs part", () => {
    const late = aCaseResult({
      id: "late-fee",
      dimensions: { faithfulness: checked({ passed: 17, failed: 3 }) },
      paths: {
        runs: 20,
        distinct: 2,
        parts: { turn: 2, call: 1, next: [{ tool: "search_policies", runs: 17 }, { runs: 3 }] },
      },
    });
    const experiment = anExperiment([late]);
    expect(renderComment(experiment, decideGate(experiment, aPolicy()))).toContain(
      "- `late-fee` failed 3 of 20 runs (15.0 %) · pass^5 39.9 % (95 %: 9–85) · 2 paths of tool calls; they part at turn 2, call 1: `search_policies` (17) and no further call (3)",
    );
  });
});

describe("a quarantined case", () => {
  const quarantine = { owner: "maria", since: "2026-11-01", reason: "The sandbox is slow." };
  const quarantined = (failed: number): string => {
    const experiment = anExperiment([
      aCaseResult({ id: "lost-parcel" }),
      aCaseResult({
        id: "late-fee",
        status: "quarantined",
        quarantine,
        dimensions: { faithfulness: checked({ passed: 20 - failed, failed }) },
      }),
    ]);
    return renderComment(experiment, decideGate(experiment, aPolicy()));
  };

  test("stands unfolded in the comment with owner, day and reason until it is resolved", () => {
    const comment = quarantined(4);
    const line = comment.split("\n").find((one) => one.includes("is quarantined since"));
    expect(line).toContain("maria looks after it: The sandbox is slow&#46; · 16/20 passed");
    expect(comment.indexOf(line ?? "nowhere")).toBeLessThan(comment.indexOf("<details>"));
  });

  test("that passes again is to be made guarding", () => {
    expect(quarantined(0)).toContain("20/20 passed: make it `status: guarding` again");
  });
});
