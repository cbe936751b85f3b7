import { expect, test } from "vitest";
import { suggestFloors } from "../../../src/core/gate/suggested-floors.ts";
import { renderFloorsYaml } from "../../../src/core/report/terminal/floors-yaml.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  checked,
  judged,
} from "../../support/gated-experiment.ts";

test("95 of 100 passes prove a floor of .8977", () => {
  const late = aCaseResult({
    id: "late-fee",
    dimensions: { policy: checked({ passed: 95, failed: 5 }) },
  });
  expect(suggestFloors([anExperiment([late])]).dimensions).toEqual([
    { dimension: "policy", passed: 95, runs: 100, isJudged: false, floor: 0.8977 },
  ]);
});

test("only guarding cases count, lost runs do not, and judges speak where no check does", () => {
  const cases = [
    aCaseResult({
      id: "late-fee",
      dimensions: { tone: judged("kind@1", { passed: 19, failed: 1, missing: 4 }) },
    }),
    aCaseResult({
      id: "lost-parcel",
      status: "open",
      dimensions: { tone: checked({ failed: 20 }) },
    }),
  ];
  expect(suggestFloors([anExperiment(cases)], { tone: aFloor({ floor: 0.5 }) }).dimensions).toEqual(
    [{ dimension: "tone", passed: 19, runs: 20, isJudged: true, floor: 0.7838, present: 0.5 }],
  );
});

test("nothing is suggested where the runs prove nothing, and a forged name writes no YAML", () => {
  const cases = [
    aCaseResult({ id: "late-fee", dimensions: { policy: checked({ failed: 20 }) } }),
    aCaseResult({
      id: "lost-parcel",
      dimensions: { "x: { floor: 1 }\n": checked({ passed: 20 }) },
    }),
  ];
  const text = renderFloorsYaml(suggestFloors([anExperiment(cases)]));
  expect(text).toContain("# policy: no floor is proven: 0 of 20 runs passed (0.0 %)");
  expect(text).not.toContain("floor: 1 }");
});
