import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../../src/core/errors.ts";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import type { FailureSample } from "../../../../src/core/plan/experiment.ts";
import { commentBudgetBytes, renderComment } from "../../../../src/core/report/comment/comment.ts";
import { renderCouldNotRun } from "../../../../src/core/report/comment/could-not-run.ts";
import { describeGaps } from "../../../../src/core/report/decision/describe-gaps.ts";
import { terminalWording } from "../../../../src/core/report/wording.ts";
import { trusting } from "../../../support/calibrations.ts";
import {
  adoption,
  comments,
  fail,
  hostileSituation,
  hostileWords,
  manyCases,
  pass,
  type Situation,
  undetermined,
} from "../../../support/comment-situations.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  checked,
  judged as judgedBy,
} from "../../../support/gated-experiment.ts";
import { markdownNodes, proseOf, referencesIn } from "../../../support/gfm.ts";
import { settled } from "../../../support/settled-situations.ts";

const situations = [
  ...comments,
  ...[...settled].map(
    ([name, { experiment, decision, options }]) =>
      [name, renderComment(experiment, decision, options)] as const,
  ),
];

function render({ experiment, policy, trust }: Situation, budgetBytes?: number): string {
  const decision = decideGate(experiment, policy, { ...(trust && { trust }) });
  return renderComment(experiment, decision, budgetBytes === undefined ? {} : { budgetBytes });
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Whatever GitHub would show as something other than our own headings, lists, tables and folds. */
function strangersIn(markdown: string): readonly string[] {
  const nodes = markdownNodes(markdown);
  const ours = new Set([
    "root",
    "heading",
    "paragraph",
    "text",
    "strong",
    "inlineCode",
    "code",
    "list",
    "listItem",
    "table",
    "tableRow",
    "tableCell",
    "html",
  ]);
  const fold = /^(?:<details><summary>[^<>]*<\/summary>|<\/details>|<!-- tracegate:[a-z]+ -->)$/;
  return nodes.flatMap(({ type, value = "" }) => {
    if (type === "html") return value.split("\n").filter((line) => !fold.test(line));
    if (type === "inlineCode") return /^[\w@./ :=-]+$/.test(value) ? [] : [value];
    return ours.has(type) ? [] : [type];
  });
}

describe.each(situations)("the comment %s", (name, comment) => {
  test("reads as agreed", async () => {
    await expect(comment).toMatchFileSnapshot(`../../../golden/comment/${name}.md`);
  });

  test("is well-formed, and nothing in it is live", () => {
    expect(strangersIn(comment)).toEqual([]);
    expect(proseOf(markdownNodes(comment)).flatMap(referencesIn)).toEqual([]);
    const folds = comment.match(/^<details>/gm)?.length ?? 0;
    expect(comment.match(/^<\/details>$/gm)?.length ?? 0).toBe(folds);
  });

  test("opens with a heading that says what to do", () => {
    const html = micromark(comment, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    expect(html).toMatch(
      /^<h3>(?:✅ (?:Nothing to fix|Not blocked, by a waiver)|[⛔❔] Merge blocked|⚠️ Not enforced until [\d-]+, this would block the merge): /u,
    );
  });

  test("keeps within the budget", () => {
    expect(bytesOf(comment)).toBeLessThanOrEqual(commentBudgetBytes);
  });
});

test("a table row has the columns of its head, in every comment", () => {
  for (const [, comment] of situations) {
    const rows = comment.split("\n").filter((line) => line.startsWith("|"));
    const columns = new Set(rows.map((row) => row.split("|").length));
    expect([[], [8], [10]]).toContainEqual([...columns]);
  }
});

test("the job is linked where it is known, and it is the only link", () => {
  const runUrl = "https://github.com/acme/shop-agent/actions/runs/1001";
  const comment = renderComment(pass.experiment, decideGate(pass.experiment, pass.policy), {
    runUrl,
  });
  const links = markdownNodes(comment).filter(({ type }) => type === "link");
  expect(links).toHaveLength(1);
  expect(comment).toContain(` · [job and artifacts](${runUrl})\n`);
});

describe("too much for one comment", () => {
  test.each([16_000, 20_000, 60_000])(
    "within %i bytes it stays whole and says what is missing",
    (budget) => {
      const comment = render(manyCases, budget);
      expect(bytesOf(comment)).toBeLessThanOrEqual(budget);
      expect(strangersIn(comment)).toEqual([]);
      expect(comment).toMatch(/- … and [\d,]+ more failing cases/);
      expect(comment).toContain("| **faithfulness** | 95 % | 85.0 % |");
    },
  );

  test("what it shows and what it leaves out add up", () => {
    const comment = render(manyCases);
    const shown =
      comment.match(/^- `late-fee-\d+` \d+\/20 passed on \*\*faithfulness\*\* · turn/gm) ?? [];
    const left = /- … and ([\d,]+) more failing cases/.exec(comment)?.[1]?.replaceAll(",", "");
    const failing = decideGate(manyCases.experiment, manyCases.policy).failing;
    const blocking = failing.filter(({ dimension }) => dimension === "faithfulness");
    expect(shown.length + Number(left)).toBe(blocking.length);
  });

  test("the longest hostile text everywhere fits the smallest budget", () => {
    const flood = `${hostileWords}@#${"！@|\u{1F4B8}".repeat(20_000)}`;
    const comment = render(hostileSituation(flood), 16_000);
    expect(bytesOf(comment)).toBeLessThanOrEqual(16_000);
    expect(strangersIn(comment)).toEqual([]);
    expect(proseOf(markdownNodes(comment)).flatMap(referencesIn)).toEqual([]);
  });

  test("ten thousand failing cases fit like ten", () => {
    const cases = Array.from({ length: 10_000 }, (_, i) =>
      aCaseResult({ id: `case-${i}`, dimensions: { tone: checked({ passed: 15, failed: 5 }) } }),
    );
    const situation = {
      experiment: anExperiment(cases),
      policy: aPolicy({ dimensions: { tone: aFloor() } }),
    };
    expect(bytesOf(render(situation))).toBeLessThanOrEqual(commentBudgetBytes);
  });
});

test("the marker comes first, and GitHub shows nothing of it", () => {
  const marker = "<!-- tracegate:main -->";
  const decision = decideGate(pass.experiment, pass.policy);
  const comment = renderComment(pass.experiment, decision, { marker });
  expect(comment.startsWith(`${marker}\n### ✅`)).toBe(true);
  expect(strangersIn(comment)).toEqual([]);
  expect(
    renderCouldNotRun(new UserError("NO_CONFIG", "no", "yes"), { marker }).startsWith(marker),
  ).toBe(true);
});

test("until the day that the gate begins to block, the first line says so, whatever it decides", () => {
  for (const { experiment, policy } of [pass, fail, undetermined]) {
    const decision = decideGate(experiment, policy);
    const options = { enforcement: adoption, marker: "<!-- tracegate:main -->" };
    const [, first] = renderComment(experiment, decision, options).split("\n");
    expect(first).toMatch(/^### .*not enforced until 2027-01-15/i);
    expect(first).not.toContain("Merge blocked");
  }
  const error = new UserError("NO_CONFIG", "no configuration", "Add one.");
  expect(renderCouldNotRun(error, { enforcement: adoption })).toMatch(
    /^### ⚠️ Not enforced until 2027-01-15, this would block the merge: the gate could not run/,
  );
});

test("the pass case is four lines and the table, before the folds", () => {
  const [visible = ""] = render(pass).split("<details>");
  const lines = visible.split("\n").filter((line) => line !== "" && !line.startsWith("|"));
  expect(lines).toHaveLength(4);
});

test("cost and tokens that nobody reported are unknown, never nothing", () => {
  const { experiment } = pass;
  const silent = {
    ...experiment.usage,
    callsWithoutCost: 400,
    callsWithoutTokens: 400,
    costUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
  };
  const partly = { ...experiment.usage, callsWithoutCost: 12, callsWithoutTokens: 12 };
  const none = { ...silent, modelCalls: 0, callsWithoutCost: 0, callsWithoutTokens: 0 };
  const withUsage = (usage: typeof silent): string =>
    render({ ...pass, experiment: { ...experiment, usage } });
  expect(withUsage(silent)).toContain("cost unknown · tokens unknown · 13 min");
  expect(withUsage(partly)).toContain("at least $3.10 · at least 940 k tokens");
  expect(withUsage(none)).toContain("no model call was seen, so cost and tokens are unknown");
});

test("a lost run that could change the answer is said to", () => {
  const experiment = anExperiment([
    aCaseResult({
      id: "late-fee-eu",
      dimensions: { faithfulness: checked({ passed: 82, failed: 13, missing: 5 }) },
    }),
  ]);
  expect(render({ experiment, policy: aPolicy() })).toContain(
    "5 of 100 runs gave no answer (5 infrastructure errors). They are not counted. Had they all failed, the floors would say “missed”; had they all passed, “met”.",
  );
});

describe("must-pass cases that lost runs", () => {
  const others = Array.from({ length: 30 }, (_, i) => aCaseResult({ id: `late-fee-${i}` }));
  const policy = aPolicy({ mustPass: ["no-card-numbers"] });
  const withRuns = (counts: Parameters<typeof checked>[0]): Situation => ({
    experiment: anExperiment([
      ...others,
      aCaseResult({ id: "no-card-numbers", dimensions: { faithfulness: checked(counts) } }),
    ]),
    policy,
  });

  test("above the allowed share block, and say what to do", () => {
    const comment = render(withRuns({ passed: 1, missing: 19 }));
    expect(comment).toContain(
      "### ❔ Merge blocked: must-pass case `no-card-numbers` lost 19 of 20 runs\n",
    );
    expect(comment).toContain(
      "- `no-card-numbers` must always pass, and runs of it gave no answer: 19 of 20 runs on **faithfulness**. Any of them may have been a failure, so at most 5 % may be lost. Mend the cause and run again.",
    );
    expect(comment).not.toContain("must-pass case passed");
  });

  test("within it are told with the number that was scored, and who would have failed", () => {
    const comment = render(withRuns({ passed: 19, missing: 1 }));
    expect(comment).toContain(
      "The must-pass case passed each of its 19 scored runs; 1 gave no answer.",
    );
    expect(comment).toContain(
      "Had they all failed, must-pass case `no-card-numbers` would block the merge; had they all passed, the floors would say “met”.",
    );
  });

  test("of several cases name those that did", () => {
    const situation = withRuns({ passed: 19, missing: 1 });
    const both = { ...situation, policy: aPolicy({ mustPass: ["no-card-numbers", "late-fee-3"] }) };
    expect(render(both)).toContain(
      "All 2 must-pass cases passed each of their scored runs; 1 of 20 of `no-card-numbers` gave no answer.",
    );
  });
});

test("a case that was hardly tested is named above the folds", () => {
  const others = Array.from({ length: 30 }, (_, i) => aCaseResult({ id: `late-fee-${i}` }));
  const barely = aCaseResult({
    id: "lost-parcel",
    dimensions: { faithfulness: checked({ passed: 4, missing: 16 }) },
  });
  const experiment = anExperiment([...others, barely]);
  const [visible] = render({ experiment, policy: aPolicy() }).split("<details>");
  expect(visible).toContain(
    "Hardly tested, as more than half of the runs gave no answer: `lost-parcel` (16 of 20 runs on **faithfulness**).",
  );
});

test("no name is cut by its place in a list", () => {
  const dimensions = {
    faithfulness: checked({ missing: 20 }),
    "tone-of-voice": checked({ missing: 20 }),
  };
  const experiment = anExperiment([
    aCaseResult({
      id: "late-fee-eu",
      dimensions: {
        faithfulness: checked({ passed: 40 }),
        "tone-of-voice": checked({ passed: 40 }),
      },
    }),
    aCaseResult({ id: "lost-parcel", dimensions }),
  ]);
  const policy = aPolicy({ dimensions: { faithfulness: aFloor(), "tone-of-voice": aFloor() } });
  const decision = decideGate(experiment, policy);
  expect(describeGaps(decision, terminalWording).join("\n")).toContain(
    "could be scored on faithfulness and tone-of-voice.",
  );
});

describe("a floor that is met though the rate is below it", () => {
  const experiment = anExperiment([
    aCaseResult({
      id: "late-fee-eu",
      dimensions: { faithfulness: checked({ passed: 88, failed: 12 }) },
    }),
  ]);
  const comment = render({ experiment, policy: aPolicy() });

  test("says so where it stands", () => {
    expect(comment).toContain("| ✅ met (within what the runs can tell) |");
    expect(comment).toMatch(/^### ✅ Nothing to fix/);
  });

  test("and why, in the fold", () => {
    expect(comment).toContain(
      "**faithfulness** met: 88 of 100 runs passed. At a true rate of 90 % so few passes come up with a chance of 30 %. A true rate of 80 %, 10 points below the floor, is ruled out at 10 %.",
    );
  });

  test("a rate at the floor is simply met", () => {
    const dimensions = { faithfulness: checked({ passed: 90, failed: 10 }) };
    const exact = anExperiment([aCaseResult({ id: "late-fee-eu", dimensions })]);
    expect(render({ experiment: exact, policy: aPolicy() })).toContain("| ✅ met |");
  });
});

test("failures within the floors are counted with their cases, and each says what is wrong", () => {
  const sample: FailureSample = {
    runIndex: 4,
    dimension: "faithfulness",
    evaluator: "grounded-facts@1",
    explanation: "No tool result holds the expiry date.",
    runs: 2,
    evidence: [{ what: "It expires on 2027-03-01.", quote: true }],
  };
  const experiment = anExperiment([
    aCaseResult({
      id: "gift-card-expiry",
      dimensions: {
        faithfulness: checked({ passed: 98, failed: 2 }),
        "tool-use": checked({ passed: 97, failed: 3 }),
      },
      failures: [sample],
    }),
  ]);
  const policy = aPolicy({ dimensions: { faithfulness: aFloor(), "tool-use": aFloor() } });
  const comment = render({ experiment, policy });
  expect(comment).toContain(
    "<summary>5 failures in 1 case, within what the floors allow</summary>",
  );
  expect(comment).toContain(
    "- `gift-card-expiry` 98/100 passed on **faithfulness** · “It expires on 2027&#45;03&#45;01&#46;” · No tool result holds the expiry date&#46;",
  );
});

describe("the story of a case that blocks in several dimensions", () => {
  const invented: FailureSample = {
    runIndex: 0,
    dimension: "faithfulness",
    evaluator: "grounded-facts@1",
    explanation: "The reply states 30 days, which nothing holds.",
    runs: 15,
    evidence: [{ what: "You have 30 days.", quote: true }],
  };
  const answered: FailureSample = {
    runIndex: 0,
    dimension: "abstention",
    evaluator: "abstains-on-empty-retrieval@1",
    explanation: "The search came back empty and the agent answered all the same.",
    runs: 14,
    firstBadStep: { turn: 1, step: 2 },
    evidence: [
      { at: { turn: 1, step: 2 }, what: "search_policies → 0 documents" },
      { what: "You have 30 days.", quote: true },
    ],
  };
  const experiment = anExperiment([
    aCaseResult({
      id: "refund-policy-unknown-area",
      dimensions: {
        faithfulness: checked({ passed: 5, failed: 15 }),
        abstention: checked({ passed: 6, failed: 14 }),
      },
      failures: [invented, answered],
    }),
  ]);

  test("begins at the tool that found nothing, and so does its evidence", () => {
    const policy = aPolicy({ dimensions: { faithfulness: aFloor(), abstention: aFloor() } });
    const comment = render({ experiment, policy });
    expect(comment.split("\n")[1]).toBe(
      "The search came back empty and the agent answered all the same&#46; `refund-policy-unknown-area` failed 14 of 20 runs, first at turn 1, step 2: search&#95;policies → 0 documents, then “You have 30 days&#46;”",
    );
    expect(comment).toContain("turn 1, step 2: search_policies → 0 documents\n");
  });

  test("keeps to the dimensions that block", () => {
    const floors = { faithfulness: aFloor(), abstention: aFloor({ floor: 0.5 }) };
    expect(render({ experiment, policy: aPolicy({ dimensions: floors }) }).split("\n")[1]).toMatch(
      /^The reply states 30 days/,
    );
  });
});

test("the reason why nothing was scored is one clause, without a second full stop", () => {
  const reason = "The judge is unavailable: no API key: set OPENAI_API_KEY.";
  const tone = { tone: judgedBy("tone@1", { unscored: 20 }, reason) };
  const experiment = anExperiment([
    aCaseResult({
      id: "late-fee-eu",
      dimensions: { faithfulness: checked({ passed: 20 }), ...tone },
    }),
  ]);
  const commentWith = (judge: "advisory" | "block"): string =>
    render({
      experiment,
      policy: aPolicy({ dimensions: { faithfulness: aFloor(), tone: aFloor({ judge }) } }),
      trust: trusting("tone@1"),
    });
  expect(commentWith("advisory")).toContain(
    "– advisory, not scored (no API key&#58; set OPENAI&#95;API&#95;KEY) |",
  );
  expect(commentWith("block")).toContain(
    "none of 20 runs could be scored (no API key&#58; set OPENAI&#95;API&#95;KEY). Mend the cause and run again.",
  );
});

test("what the policy sets otherwise than by default stands below the table", () => {
  const dimensions = {
    faithfulness: aFloor({ mode: "point", margin: 0.3 }),
    "tool-use": aFloor({ margin: 0.2 }),
    abstention: aFloor({ mode: "prove" }),
  };
  const policy = aPolicy({ dimensions, alpha: 0.2, beta: 0.5, missing: 0.3 });
  const [visible] = render({ experiment: pass.experiment, policy }).split("<details>");
  expect(visible).toContain(
    "Set otherwise than by default: `alpha` 20 % (default 5 %), `beta` 50 % (default 10 %), `missing` 30 % (default 5 %), **faithfulness** `mode: point` (default `significant`), **tool-use** `margin` 20 points (default 10 points) and **abstention** `mode: prove` (default `significant`).",
  );
  expect(render(pass)).not.toContain("Set otherwise");
});

test("a floor compared by point estimate says that it allows nothing for chance", () => {
  const policy = aPolicy({ dimensions: { faithfulness: aFloor({ mode: "point" }) } });
  const comment = render({ experiment: fail.experiment, policy: { ...fail.policy, ...policy } });
  expect(comment).toContain("(`mode: point`), with no allowance for chance.");
});

test("the gate that could not run says why, even where the reason is hostile or endless", () => {
  const problem = {
    code: "X",
    file: hostileWords,
    path: hostileWords,
    message: hostileWords,
    expected: hostileWords,
  };
  const error = new UserError("PROJECT_INVALID", hostileWords, hostileWords, {
    problems: Array.from({ length: 5_000 }, () => problem),
  });
  const comment = renderCouldNotRun(error);
  expect(bytesOf(comment)).toBeLessThanOrEqual(commentBudgetBytes);
  expect(comment).toMatch(/- … and [\d,]+ more problems/);
  expect(strangersIn(comment)).toEqual([]);
  expect(proseOf(markdownNodes(comment)).flatMap(referencesIn)).toEqual([]);
});
