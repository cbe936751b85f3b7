import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import type { Experiment } from "../../../../src/core/plan/experiment.ts";
import {
  renderExperimentHtml,
  renderSessionsHtml,
} from "../../../../src/core/report/html/html-report.ts";
import { RunViews } from "../../../../src/core/report/html/run-views.ts";
import { shownSession } from "../../../../src/core/report/html/sessions-page.ts";
import { hostileSituation } from "../../../support/comment-situations.ts";
import { aCaseResult, anExperiment, aPolicy, checked } from "../../../support/gated-experiment.ts";
import { shaped } from "../../../support/github/shaped.ts";
import { aRefundRun, aShopReport } from "../../../support/reported-shop.ts";
import { aSession, aTurn, called } from "../../../support/sessions.ts";

const megabytes = 1_000_000;

type Page = {
  readonly cases: readonly object[];
  readonly casesLeftOut: number;
  readonly runsLeftOut: number;
};

function blocksOf(html: string): ReadonlyMap<string, unknown> {
  const found = html.matchAll(/id="block-([a-z0-9]+)">([A-Za-z0-9+/=]*)<\/script>/g);
  return new Map(
    [...found].map(([, id = "", base64 = ""]) => [
      id,
      JSON.parse(inflateRawSync(Buffer.from(base64, "base64")).toString("utf8")),
    ]),
  );
}

function pageOf(html: string): Page {
  return shaped<Page>(blocksOf(html).get("page"));
}

/** Words that hardly compress: a linear congruential generator, so that each run has the same. */
function noise(seed: number, length: number): string {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return String.fromCharCode(33 + ((state >>> 16) % 90));
  }).join("");
}

function casesOf(count: number, failed: number): Experiment {
  return anExperiment(
    Array.from({ length: count }, (_, place) =>
      aCaseResult({
        id: `late-fee-${place}`,
        title: `A late fee of customer ${place}`,
        dimensions: { faithfulness: checked({ passed: 20 - failed, failed }) },
      }),
    ),
  );
}

describe("a page of an experiment", () => {
  test("with a thousand sessions weighs less than 2 MB, and has them all", () => {
    const experiment = casesOf(50, 1);
    const runs = new RunViews(experiment);
    for (const { id } of experiment.cases)
      for (let index = 0; index < 20; index += 1)
        runs.add(
          aRefundRun(id, index, { hasFailed: index === 0, words: { reply: noise(index, 80) } }),
        );
    const decision = decideGate(experiment, aPolicy());
    const html = renderExperimentHtml({
      experiment,
      decision,
      runs,
      enforcement: { kind: "enforced" },
    });
    expect(Buffer.byteLength(html)).toBeLessThan(2 * megabytes);
    expect(pageOf(html)).toMatchObject({ casesLeftOut: 0, runsLeftOut: 0 });
    const sessions = [...blocksOf(html)].filter(([id]) => id.startsWith("r"));
    const count = sessions.reduce(
      (sum, [, block]) => sum + shaped<{ sessions: object[] }>(block).sessions.length,
      0,
    );
    expect(count).toBe(1_000);
  });

  test("leaves out sessions that do not fit, those of passing cases first, and says how many", () => {
    const experiment = anExperiment([
      aCaseResult({ id: "late-fee", dimensions: { faithfulness: checked({ passed: 100 }) } }),
      aCaseResult({ id: "lost-parcel", dimensions: { faithfulness: checked({ failed: 100 }) } }),
    ]);
    const runs = new RunViews(experiment);
    for (const { id } of experiment.cases)
      for (let index = 0; index < 100; index += 1)
        runs.add(
          aRefundRun(id, index, {
            hasFailed: id === "lost-parcel",
            words: {
              reply: noise(index + 1_000 * id.length, 19_000),
              document: noise(index + 2_000 * id.length, 19_000),
            },
          }),
        );
    const decision = decideGate(experiment, aPolicy());
    const html = renderExperimentHtml({
      experiment,
      decision,
      runs,
      enforcement: { kind: "enforced" },
    });
    expect(Buffer.byteLength(html)).toBeLessThan(2 * megabytes);
    const { runsLeftOut } = pageOf(html);
    expect(runsLeftOut).toBeGreaterThan(50);
    const shown = [...blocksOf(html).values()].flatMap((block) =>
      (shaped<{ sessions?: { view: { id: string } }[] }>(block).sessions ?? []).map(
        ({ view }) => view.id,
      ),
    );
    expect(shown).toHaveLength(200 - runsLeftOut);
    expect(shown.filter((id) => id.startsWith("lost-parcel")).length).toBeGreaterThan(
      shown.filter((id) => id.startsWith("late-fee")).length,
    );
  });

  test("of ten thousand cases weighs less than 2 MB and lists them", () => {
    const experiment = casesOf(10_000, 2);
    const decision = decideGate(experiment, aPolicy());
    const html = renderExperimentHtml({ experiment, decision, enforcement: { kind: "enforced" } });
    expect(Buffer.byteLength(html)).toBeLessThan(2 * megabytes);
    const { cases, casesLeftOut } = pageOf(html);
    expect(cases.length + casesLeftOut).toBe(10_000);
    expect(cases.length).toBe(10_000);
  });

  test("of cases whose titles do not compress lists the first, and says how many are left out", () => {
    const experiment = anExperiment(
      Array.from({ length: 10_000 }, (_, place) =>
        aCaseResult({ id: `case-${place}`, title: noise(place, 160) }),
      ),
    );
    const decision = decideGate(experiment, aPolicy());
    const html = renderExperimentHtml({ experiment, decision, enforcement: { kind: "enforced" } });
    expect(Buffer.byteLength(html)).toBeLessThan(2 * megabytes);
    const { cases, casesLeftOut } = pageOf(html);
    expect(casesLeftOut).toBeGreaterThan(0);
    expect(cases.length + casesLeftOut).toBe(10_000);
  });

  test("with five megabytes of words in every place weighs less than 2 MB", () => {
    const words = `${noise(1, 1_000)}${"late fee ".repeat(555_000)}`;
    const report = aShopReport({ user: words, reply: words, document: words });
    expect(Buffer.byteLength(renderExperimentHtml(report))).toBeLessThan(2 * megabytes);
    const { experiment, policy } = hostileSituation(words);
    const decision = decideGate(experiment, policy);
    const html = renderExperimentHtml({ experiment, decision, enforcement: { kind: "enforced" } });
    expect(Buffer.byteLength(html)).toBeLessThan(2 * megabytes);
  });
});

test("a page of sessions says how many are not in it", () => {
  const one = shownSession(aSession([aTurn("Why?", [], "So.")]));
  const html = renderSessionsHtml(
    "export.jsonl",
    Array.from({ length: 1_200 }, () => one),
    300,
  );
  const { sessions, leftOut } = shaped<{ sessions: object[]; leftOut: number }>(
    blocksOf(html).get("page"),
  );
  expect([sessions.length, leftOut]).toEqual([1_000, 500]);
});

test("a session of a hundred thousand steps is cut, and says so", () => {
  const steps = Array.from({ length: 100_000 }, (_, place) => called("search", { place }, []));
  const html = renderSessionsHtml("loop", [shownSession(aSession([aTurn("Why?", steps, "So.")]))]);
  expect(Buffer.byteLength(html)).toBeLessThan(2 * megabytes);
  const [block] = shaped<{ sessions: { view: { stepsLeftOut: number } }[] }>(
    blocksOf(html).get("r0"),
  ).sessions;
  expect(block?.view.stepsLeftOut).toBe(98_000);
});

test("of more runs than a page holds, those that failures were told of are wanted first", () => {
  const experiment = anExperiment(
    Array.from({ length: 100 }, (_, place) =>
      aCaseResult({
        id: `late-fee-${place}`,
        dimensions: { faithfulness: checked({ passed: 99, failed: 1 }) },
        failures:
          place === 7
            ? [
                {
                  runIndex: 93,
                  dimension: "faithfulness",
                  evaluator: "grounded-facts@1",
                  explanation: "No.",
                  runs: 1,
                  evidence: [],
                },
              ]
            : [],
      }),
    ),
  );
  const runs = new RunViews(experiment);
  expect(runs.wants("late-fee-7", 93)).toBe(true);
  expect(runs.wants("late-fee-8", 93)).toBe(false);
  expect(runs.wants("late-fee-8", 0)).toBe(true);
});
