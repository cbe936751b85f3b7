import { describe, expect, test } from "vitest";
import { lapsingJudges } from "../../../src/app/calibrate/lapsing-judges.ts";
import { renderCalibration } from "../../../src/core/calibrate/calibration-file.ts";
import { type Config, configFile } from "../../../src/core/config/config-file.ts";
import { aCalibration, aDigest, aRule, goodCounts } from "../../support/calibrations.ts";
import { aCaseResult, anExperiment, judged } from "../../support/gated-experiment.ts";

const judge = "faithfulness@2";

/** An experiment whose faithfulness and tone one judge measures. */
const asked = anExperiment([
  aCaseResult({
    id: "late-fee",
    dimensions: {
      faithfulness: judged(judge, { passed: 20 }),
      tone: judged("tone@1", { passed: 20 }),
    },
  }),
]);
const experiment = {
  ...asked,
  subject: {
    ...asked.subject,
    evaluators: [{ ref: judge, digest: aDigest("e") }],
    judge: { model: "gpt-5-mini", digest: aDigest("d") },
  },
};

type Gate = { readonly trust?: object; readonly faithfulness?: object };

function config({ trust = aRule, faithfulness = { floor: 0.9 } }: Gate = {}): Config {
  return configFile.parse({
    version: 1,
    agent: { runner: "module", module: "agent.ts" },
    dataset: "datasets/support",
    gate: { trust, dimensions: { faithfulness, "tool-use": { floor: 0.9 } } },
  });
}

/** Which judges lapse under the configuration of the change, where the base branch holds these calibrations. */
function lapsing(
  of: { readonly base?: Config; readonly head?: Config },
  files: Readonly<Record<string, string>> = {
    "evaluators/faithfulness/v2.calibration.json": renderCalibration(aCalibration()),
  },
) {
  const { base = config(), head } = of;
  return lapsingJudges(
    experiment,
    { base, ...(head !== undefined && { head }) },
    { folder: "evaluators", read: async (path) => files[path] },
  );
}

describe("judges that a change's `gate.trust` would take the word from", () => {
  test.each([
    ["a higher TPR", { ...aRule, tpr: 0.95 }, "TPR 0.95, lower bound"],
    ["a higher TNR", { ...aRule, tnr: 0.9 }, "TNR 0.90, lower bound"],
    ["more labels", { ...aRule, labels: 61 }, "60 of 61 pass labels"],
  ])("%s is told, with what the judge lacks then", async (_, trust, reason) => {
    expect(await lapsing({ head: config({ trust }) })).toEqual([
      { kind: "judge-lapses", judge, reason: expect.stringContaining(reason) },
    ]);
  });

  test.each([
    ["asks the same", config()],
    ["asks more, and the judge has it", config({ trust: { ...aRule, labels: 60 } })],
    ["asks less", config({ trust: { tpr: 0.6, tnr: 0.6, labels: 10 } })],
    ["cannot be read", undefined],
  ])("a change that %s takes nothing away", async (_, head) => {
    expect(await lapsing(head === undefined ? {} : { head })).toEqual([]);
  });

  test.each([
    ["only advises by the base branch", { floor: 0.9, judge: "advisory" }],
    ["is asked by no floor", undefined],
  ])("a judge that %s holds nothing that could fall away", async (_, faithfulness) => {
    const base = config({ ...(faithfulness !== undefined && { faithfulness }) });
    const { faithfulness: _floor, ...others } = base.gate.dimensions;
    const without = faithfulness ? base : { ...base, gate: { ...base.gate, dimensions: others } };
    const head = config({ trust: { ...aRule, labels: 61 } });
    expect(await lapsing({ base: without, head })).toEqual([]);
  });

  test("a change that leaves the rule as it is costs no look at the base branch", async () => {
    const looked: string[] = [];
    const read = async (path: string): Promise<undefined> => {
      looked.push(path);
      return undefined;
    };
    await lapsingJudges(
      experiment,
      { base: config(), head: config({ faithfulness: { floor: 0.5 } }) },
      { folder: "evaluators", read },
    );
    expect(looked).toEqual([]);
  });

  test("a judge that does not decide today cannot lapse", async () => {
    const head = config({ trust: { ...aRule, labels: 61 } });
    expect(await lapsing({ head }, {})).toEqual([]);
    const poor = aCalibration({ counts: { ...goodCounts, trueFails: 20, falsePasses: 40 } });
    const path = "evaluators/faithfulness/v2.calibration.json";
    expect(await lapsing({ head }, { [path]: renderCalibration(poor) })).toEqual([]);
  });
});
