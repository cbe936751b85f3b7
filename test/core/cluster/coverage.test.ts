import { describe, expect, test } from "vitest";
import { coverageOf, type ProductionSession } from "../../../src/core/cluster/coverage.ts";
import type { Case } from "../../../src/core/dataset/dataset.ts";
import { renderCoverage } from "../../../src/core/report/terminal/coverage-summary.ts";
import { aCaseResult, anExperiment, checked } from "../../support/gated-experiment.ts";
import { aCase } from "../../support/sessions.ts";

function aCaseOf(id: string, ...turns: readonly string[]): Case {
  const file = `datasets/support/cases/${id}.yaml`;
  return { ...aCase([]), id, file, user: { kind: "conversation", turns } };
}

const cases = [
  aCaseOf("late-fee", "What is the late fee of the express plan?"),
  aCaseOf("lamp-repair", "My desk lamp flickers, can somebody repair it?"),
];

const names =
  "ada ben cleo dora emil fay gus hana ivo jil kai lea max nia olga pia quin rosa sam tia".split(
    " ",
  );

function asked(topic: string, count: number, text: string): readonly ProductionSession[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${topic}-${n}`,
    asked: `${text} I am ${names[n] ?? ""}.`,
    tools: [topic],
  }));
}

const sessions = [
  ...asked("fees", 10, "Is there a late fee for the express plan?"),
  ...asked("customs", 20, "Do I pay customs duty for a parcel to Norway?"),
];

describe("the dataset held against production", () => {
  test("lacks a case for a topic, and has one that nobody asks for", () => {
    const { covered, topics, stale } = coverageOf(sessions, cases);
    expect(covered).toBe(10);
    expect(
      topics.map(({ sessions: size, isCovered, covered: near }) => [size, isCovered, near]),
    ).toEqual([
      [20, false, 0],
      [10, true, 10],
    ]);
    expect(topics[0]?.label).toContain("customs");
    expect(topics[1]?.nearestCase).toMatchObject({ id: "late-fee", isGuarding: true });
    expect(stale.map(({ id }) => id)).toEqual(["lamp-repair"]);
  });

  test("names the sessions where they fall into no topic", () => {
    const { topics, strangers } = coverageOf(sessions.slice(10, 12), cases);
    expect(topics).toEqual([]);
    expect(strangers).toEqual(["customs-0", "customs-1"]);
  });
});

describe("dimensions", () => {
  const results = anExperiment([
    aCaseResult({
      id: "late-fee",
      dimensions: {
        tone: checked({ passed: 20 }),
        faithfulness: checked({ passed: 18, failed: 2 }),
      },
    }),
  ]);

  test("are easy where no case of them ever failed", () => {
    const { dimensions } = coverageOf(sessions, cases, results);
    expect(dimensions).toEqual([
      { dimension: "faithfulness", cases: 1, runs: 20, neverFailed: [], isEasy: false },
      { dimension: "tone", cases: 1, runs: 20, neverFailed: ["late-fee"], isEasy: true },
    ]);
  });

  test("are neither easy nor hard without results, and that is said", () => {
    const coverage = coverageOf(sessions, cases);
    expect(coverage.dimensions).toBeUndefined();
    expect(renderCoverage(coverage)).toContain("is not known: there are no results");
  });
});

test.each<[string, string]>([
  ["no words", ""],
  ["another script", "Сколько стоит доставка лампы?"],
])("a session with %s has no case near", (_, text) => {
  expect(coverageOf([{ id: "one", asked: text, tools: [] }], cases).covered).toBe(0);
});
