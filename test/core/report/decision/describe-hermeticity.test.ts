import { describe, expect, test } from "vitest";
import type { Hermeticity } from "../../../../src/core/dataset/hermeticity.ts";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import type { Experiment } from "../../../../src/core/plan/experiment.ts";
import { renderComment } from "../../../../src/core/report/comment/comment.ts";
import { renderDecisionJson } from "../../../../src/core/report/decision/decision-json.ts";
import {
  type Painter,
  renderTerminalSummary,
} from "../../../../src/core/report/terminal/terminal-summary.ts";
import { aCaseResult, anExperiment, aPolicy } from "../../../support/gated-experiment.ts";

function anExperimentOf(cases: Readonly<Record<string, Hermeticity | undefined>>): Experiment {
  return anExperiment(
    Object.entries(cases).map(([id, hermeticity]) =>
      aCaseResult({ id, ...(hermeticity !== undefined && { hermeticity }) }),
    ),
  );
}

const mixed = anExperimentOf({
  "gift-card": { tools: "live", model: "live" },
  "late-fee": { tools: "recorded", model: "recorded" },
  "lost-parcel": { tools: "partly-recorded", model: "live" },
  "return-window": { tools: "recorded", model: "recorded" },
});

const asIs = (text: string): string => text;
const plain: Painter = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };

function commentOf(experiment: Experiment): string {
  return renderComment(experiment, decideGate(experiment, aPolicy()));
}

function summaryOf(experiment: Experiment): string {
  return renderTerminalSummary(experiment, decideGate(experiment, aPolicy()), plain);
}

describe("the comment", () => {
  test("names the cassettes above the fold: a reader must know what they leave untested", () => {
    const [shown = ""] = commentOf(mixed).split("<details>");
    expect(shown).toContain("Of 4 cases, 3 had recorded tools and 2 a recorded model.");
    expect(shown).toContain(
      "A cassette played the model in `late-fee` and `return-window`: a changed prompt or model is not tested there.",
    );
  });

  test("lists below the fold which case was how hermetic, the most shut off first", () => {
    const [, fold = ""] = commentOf(mixed).split("Where tools and models answered from</summary>");
    expect(fold.split("</details>")[0]?.trim().split("\n")).toEqual([
      "- 2 cases with recorded tools and a recorded model: `late-fee` and `return-window`",
      "- 1 case with recorded tools but for some that run live and a live model: `lost-parcel`",
      "- 1 case with live tools and a live model: `gift-card`",
    ]);
  });

  test.each([
    ["everything was live", anExperimentOf({ "late-fee": { tools: "live", model: "live" } })],
    ["nothing is known, as in older results", anExperimentOf({ "late-fee": undefined })],
  ])("says nothing of it where %s", (_, experiment) => {
    expect(commentOf(experiment)).not.toMatch(/recorded|cassette|answered from/);
    expect(summaryOf(experiment)).not.toMatch(/recorded|cassette/);
  });

  test("a scripted model is told below the fold alone", () => {
    const comment = commentOf(anExperimentOf({ "late-fee": { tools: "live", model: "scripted" } }));
    expect(comment).toContain("- 1 case with live tools and a scripted model: `late-fee`");
    expect(comment.split("<details>")[0]).not.toContain("scripted");
  });
});

test("the terminal says it in two lines", () => {
  expect(summaryOf(mixed)).toContain(
    "  Of 4 cases, 3 had recorded tools and 2 a recorded model.\n  A cassette played the model in late-fee and return-window: a changed prompt or model is not tested there.\n",
  );
});

test("programs read the groups", () => {
  const json: unknown = JSON.parse(renderDecisionJson(mixed, decideGate(mixed, aPolicy())));
  expect(json).toMatchObject({
    hermeticity: [
      { tools: "recorded", model: "recorded", cases: ["late-fee", "return-window"] },
      { tools: "partly-recorded", model: "live", cases: ["lost-parcel"] },
      { tools: "live", model: "live", cases: ["gift-card"] },
    ],
  });
});
