import { describe, expect, test } from "vitest";
import { type Config, configFile } from "../../../src/core/config/config-file.ts";
import { caseFile } from "../../../src/core/dataset/case-file.ts";
import {
  diffGovernance,
  digestChanges,
  type GovernedSide,
} from "../../../src/core/gate/governance.ts";
import type { GovernedCase } from "../../../src/core/gate/governed-cases.ts";

const written = {
  version: 1,
  agent: { runner: "module", module: "agent.mjs", version: ["agent.mjs", "prompts/**"] },
  dataset: "datasets/support",
  judge: { model: "gpt-5-mini", baseUrl: "https://judge.example/v1" },
  gate: {
    dimensions: {
      policy: { floor: 0.9 },
      tone: { floor: 0.8, judge: "block" },
    },
    mustPass: ["late-fee"],
    waivers: [{ dimension: "tone", owner: "dana", reason: "see 12", expires: "2026-12-01" }],
  },
};

type Written = Record<string, unknown> & { readonly gate: Record<string, unknown> };

function aConfig(change: (config: Written) => void = () => {}): Config {
  const config: Written = structuredClone(written);
  change(config);
  return configFile.parse(config);
}

const caseText = {
  id: "late-fee",
  conversation: [{ user: "Is there a late fee in Norway?" }],
  runs: 40,
  expectations: [
    { dimension: "policy", evaluator: "grounded@2" },
    { dimension: "tone", evaluator: "kind@1", truth: "There is none." },
  ],
};

function aCase(change: object = {}): GovernedCase {
  const source = caseFile.parse({ ...caseText, ...change });
  return { kind: "case", source, runs: source.runs ?? 20 };
}

function aSide(given: Partial<GovernedSide> = {}): GovernedSide {
  return {
    config: aConfig(),
    experts: ["dana", "acme/policy"],
    cases: new Map([["late-fee", aCase()]]),
    calibrations: new Map([["evaluators/kind/v1.calibration.json", "{}"]]),
    recordings: new Map([["datasets/support/sessions/late-fee.json", "{}"]]),
    ...given,
  };
}

/** What a change of the configuration comes to. */
function afterConfig(change: (config: Written) => void) {
  return diffGovernance(aSide(), aSide({ config: aConfig(change) }));
}

function afterCase(now: GovernedCase | undefined, before: GovernedCase = aCase()) {
  return diffGovernance(aSide({ cases: casesOf(before) }), aSide({ cases: casesOf(now) }));
}

/** The digest of what a change comes to in which the user asks something else. */
function asking(user: string): string {
  return digestChanges(afterCase(aCase({ conversation: [{ user }] })));
}

function afterNaming(base: readonly string[], head: readonly string[]) {
  return diffGovernance(aSide({ experts: base }), aSide({ experts: head }));
}

function afterCalibrations(calibrations: ReadonlyMap<string, string>) {
  return diffGovernance(aSide(), aSide({ calibrations }));
}

function afterRecordings(recordings: ReadonlyMap<string, string>) {
  return diffGovernance(aSide(), aSide({ recordings }));
}

function policy(floor: object) {
  return (config: Written): void => {
    config.gate["dimensions"] = { ...written.gate.dimensions, policy: floor };
  };
}

function casesOf(one: GovernedCase | undefined): GovernedSide["cases"] {
  return new Map(one === undefined ? [] : [["late-fee", one]]);
}

test("the same on both sides is no change", () => {
  expect(diffGovernance(aSide(), aSide())).toEqual([]);
});

describe("in the configuration", () => {
  test.each<[string, (config: Written) => void, readonly object[]]>([
    ["a lower floor", policy({ floor: 0.85 }), [{ kind: "floor-lowered", from: 0.9, to: 0.85 }]],
    [
      "a wider margin",
      policy({ floor: 0.9, margin: 0.2 }),
      [{ kind: "floor-rule", setting: "margin" }],
    ],
    [
      "a larger allowed drop",
      policy({ floor: 0.9, allowedDrop: 0.1 }),
      [{ kind: "floor-rule", setting: "allowedDrop" }],
    ],
    [
      "a laxer mode",
      policy({ floor: 0.9, mode: "point" }),
      [{ kind: "floor-rule", setting: "mode" }],
    ],
    [
      "a judge that only advises, and a floor that is gone",
      (config) => {
        config.gate["dimensions"] = { tone: { floor: 0.8, judge: "advisory" } };
      },
      [
        { kind: "floor-removed", dimension: "policy" },
        { kind: "floor-rule", setting: "judge", from: '"block"', to: '"advisory"' },
      ],
    ],
    [
      "a must-pass case less",
      (config) => {
        config.gate["mustPass"] = [];
      },
      [{ kind: "must-pass-removed", caseId: "late-fee" }],
    ],
    [
      "another alpha, either way",
      (config) => {
        config.gate["alpha"] = 0.01;
      },
      [{ kind: "setting", setting: "gate.alpha", from: "0.05", to: "0.01" }],
    ],
    [
      "a larger beta",
      (config) => {
        config.gate["beta"] = 0.2;
      },
      [{ setting: "gate.beta" }],
    ],
    [
      "more lost runs",
      (config) => {
        config.gate["missing"] = 0.5;
      },
      [{ setting: "gate.missing" }],
    ],
    [
      "less trust needed",
      (config) => {
        config.gate["trust"] = { tpr: 0.6 };
      },
      [{ setting: "gate.trust" }],
    ],
    [
      "no enforcement for now",
      (config) => {
        config["enforce"] = { until: "2099-01-01" };
      },
      [{ setting: "enforce", from: "true" }],
    ],
    [
      "another judge",
      (config) => {
        config["judge"] = { ...written.judge, model: "kind-model" };
      },
      [{ setting: "judge" }],
    ],
    [
      "no judge any more",
      (config) => {
        delete config["judge"];
      },
      [{ setting: "judge" }],
    ],
    [
      "another dataset",
      (config) => {
        config["dataset"] = "datasets/easy";
      },
      [{ setting: "dataset" }],
    ],
    [
      "recorded tools that answer other calls",
      (config) => {
        config["tools"] = { refund: { match: { amount: "ignore" } } };
      },
      [{ kind: "setting", setting: "tools.refund" }],
    ],
    [
      "fewer files of the agent",
      (config) => {
        config["agent"] = { ...written.agent, version: ["agent.mjs"] };
      },
      [{ setting: "agent.version" }],
    ],
    [
      "fewer runs",
      (config) => {
        config["runs"] = { perCase: 10 };
      },
      [{ setting: "runs.perCase", from: "20", to: "10" }],
    ],
    [
      "another label that waives",
      (config) => {
        config.gate["waiverLabel"] = "ship-it";
      },
      [{ setting: "gate.waiverLabel" }],
    ],
    [
      "a longer waiver and a new one",
      (config) => {
        const [first] = written.gate.waivers;
        config.gate["waivers"] = [
          { ...first, expires: "2027-01-01" },
          { case: "late-fee", owner: "lee", reason: "see 13", expires: "2026-12-01" },
        ];
      },
      [
        { kind: "waiver-added", caseId: "late-fee", owner: "lee" },
        { kind: "waiver-lengthened", from: "2026-12-01", expires: "2027-01-01" },
      ],
    ],
  ])("%s", (_what, change, expected) => {
    expect(afterConfig(change)).toMatchObject(expected);
    expect(afterConfig(change)).toHaveLength(expected.length);
  });

  test.each<[string, (config: Written) => void]>([
    ["a higher floor and a smaller margin", policy({ floor: 0.95, margin: 0.05 })],
    ["a stricter mode", policy({ floor: 0.9, mode: "prove" })],
    [
      "more must-pass cases",
      (config) => {
        config.gate["mustPass"] = ["late-fee", "lost-parcel"];
      },
    ],
    [
      "fewer lost runs and a smaller beta",
      (config) => {
        Object.assign(config.gate, { missing: 0.01, beta: 0.05 });
      },
    ],
    [
      "more runs, each of them made",
      (config) => {
        config["runs"] = { perCase: 50, stop: "off", concurrency: 2 };
      },
    ],
    [
      "a shorter waiver, and no label at all",
      (config) => {
        Object.assign(config.gate, { waivers: [], waiverLabel: false });
      },
    ],
    [
      "a new dimension",
      (config) => {
        config.gate["dimensions"] = { ...written.gate.dimensions, "tool-use": { floor: 0.2 } };
      },
    ],
    [
      "more files of the agent",
      (config) => {
        config["agent"] = { ...written.agent, version: ["agent.mjs", "prompts/**", "src/**"] };
      },
    ],
  ])("%s takes nothing away", (_what, change) => {
    expect(afterConfig(change)).toEqual([]);
  });
});

describe("in a case", () => {
  const [grounded, kind] = caseText.expectations;

  test.each<[string, GovernedCase | undefined, readonly object[]]>([
    ["that is deleted", undefined, [{ kind: "case-deleted", status: "guarding" }]],
    ["that is retired", aCase({ status: "retired" }), [{ kind: "case-unguarded", to: "retired" }]],
    [
      "that is quarantined",
      aCase({ status: "quarantined" }),
      [{ kind: "case-unguarded", to: "quarantined" }],
    ],
    [
      "that cannot be read any more",
      { kind: "unreadable", file: "cases/late-fee.yaml" },
      [{ kind: "case-unreadable" }],
    ],
    [
      "of which an expectation is gone",
      aCase({ expectations: [grounded] }),
      [{ kind: "expectation-removed", evaluator: "kind@1" }],
    ],
    [
      "that asks an older evaluator",
      aCase({ expectations: [{ ...grounded, evaluator: "grounded@1" }, kind] }),
      [{ kind: "expectation-changed", from: "grounded@2", to: "grounded@1" }],
    ],
    [
      "with other parameters and another truth",
      aCase({
        expectations: [
          { ...grounded, with: { any: ["fee"] } },
          { ...kind, truth: "Who knows?" },
        ],
      }),
      [
        { kind: "expectation-changed", from: "grounded@2" },
        { kind: "expectation-changed", from: "kind@1" },
      ],
    ],
    [
      "whose user asks something else",
      aCase({ conversation: [{ user: "Hello." }] }),
      [{ kind: "case-rewritten", parts: ["user"] }],
    ],
    ["of fewer runs", aCase({ runs: 20 }), [{ kind: "runs-lowered", from: 40, to: 20 }]],
  ])("%s", (_what, now, expected) => {
    expect(afterCase(now)).toMatchObject(expected);
    expect(afterCase(now)).toHaveLength(expected.length);
  });

  test("more expectations in another order, another title and more runs take nothing away", () => {
    const more = { dimension: "policy", evaluator: "cites@1" };
    const now = aCase({ title: "Late fees", runs: 60, expectations: [more, kind, grounded] });
    expect(afterCase(now)).toEqual([]);
  });

  test("that does not guard may be changed, not deleted; one that was proposed may go", () => {
    const open = aCase({ status: "open" });
    expect(afterCase(aCase({ status: "open", expectations: [grounded] }), open)).toEqual([]);
    expect(afterCase(undefined, open)).toMatchObject([{ kind: "case-deleted", status: "open" }]);
    expect(afterCase(undefined, aCase({ status: "proposed" }))).toEqual([]);
  });
});

test("other experts are governed, but for the first ones", () => {
  expect(afterNaming(["dana"], ["@Dana", "lee"])).toEqual([
    { kind: "experts-changed", added: ["lee"], removed: [] },
  ]);
  expect(afterNaming(["dana"], ["Dana"])).toEqual([]);
  expect(afterNaming([], ["lee"])).toEqual([]);
});

test("a calibration that is edited or gone is governed, a new one is not", () => {
  const file = "evaluators/kind/v1.calibration.json";
  expect(afterCalibrations(new Map())).toMatchObject([{ kind: "calibration-changed", file }]);
  expect(afterCalibrations(new Map([[file, "{ }"]]))).toHaveLength(1);
  expect(
    afterCalibrations(
      new Map([
        [file, "{}"],
        ["evaluators/new/v1.calibration.json", "{}"],
      ]),
    ),
  ).toEqual([]);
});

test("an approval of one rewriting is none of another", () => {
  expect(asking("Hello.")).toBe(asking("Hello."));
  expect(asking("Hello.")).not.toBe(asking("Bye."));
});

test("what a recorded session answers is part of its case, and a new one takes nothing away", () => {
  const file = "datasets/support/sessions/late-fee.json";
  expect(afterRecordings(new Map())).toMatchObject([{ kind: "recording-changed", file }]);
  const [one, other] = ["{ }", "[]"].map((text) => afterRecordings(new Map([[file, text]])));
  expect(one).toMatchObject([{ kind: "recording-changed", file }]);
  expect(digestChanges(one ?? [])).not.toBe(digestChanges(other ?? []));
  expect(
    afterRecordings(
      new Map([
        [file, "{}"],
        ["datasets/support/sessions/lost-parcel.json", "{}"],
      ]),
    ),
  ).toEqual([]);
});

describe("a required baseline", () => {
  const required: typeof written = {
    ...written,
    gate: Object.assign({ requireBaseline: true }, written.gate),
  };
  const [strict, lax] = [
    configFile.parse({ ...required, baseline: {} }),
    configFile.parse({ ...written, baseline: {} }),
  ];

  test("is not given up without an expert", () => {
    expect(diffGovernance(aSide({ config: strict }), aSide({ config: lax }))).toMatchObject([
      { kind: "setting", setting: "gate.requireBaseline", from: "true" },
    ]);
  });

  test("may be brought in by anybody", () => {
    expect(diffGovernance(aSide({ config: lax }), aSide({ config: strict }))).toEqual([]);
  });
});
