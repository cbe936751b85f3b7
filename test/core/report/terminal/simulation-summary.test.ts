import { expect, test } from "vitest";
import { renderSimulation } from "../../../../src/core/report/terminal/simulation-summary.ts";
import { CellCount, simulationSchema } from "../../../../src/core/simulation/simulation-result.ts";
import { anExperiment } from "../../../support/gated-experiment.ts";

const plain = (text: string): string => text;
const painter = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };

test("a cell without a scored run is not shown as a rate", () => {
  const cell = {
    ...new CellCount(new Set()).result({ name: "asks-about-a-late-fee" }, 6),
    unscored: 6,
  };
  const text = renderSimulation(
    { schema: simulationSchema, scenario: "late-fee", seed: 0, gridSize: 1, cells: [cell] },
    anExperiment([]),
    painter,
  );
  expect(text).toContain("asks-about-a-late-fee  nothing scored, 6 unscored\n");
  expect(text).not.toContain("0 of 0");
});
