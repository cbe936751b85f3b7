import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSessions } from "../../../src/core/cluster/cluster-sessions.ts";
import type { FailureSignature } from "../../../src/core/cluster/failure-signature.ts";
import { adjustedRand, madeFailures, purity, seededNumbers } from "../../support/failures.ts";

function aFailure(sessionId: string, more: Partial<FailureSignature> = {}): FailureSignature {
  return {
    sessionId,
    text: "A late fee is asserted that no policy names.",
    input: "What is the late fee?",
    tools: ["search_policies"],
    events: ["empty-retrieval"],
    dimensions: ["faithfulness"],
    marks: ["abstains@1"],
    version: [],
    promptStructure: [],
    ...more,
  };
}

describe("four hundred failures of seven modes", () => {
  test.each([1, 2, 3, 4, 5])("fall into their modes (seed %i)", (seed) => {
    const made = madeFailures(400, seed);
    const { clusters } = clusterSessions(made.map(({ signature }) => signature));
    const modeOf = new Map(made.map(({ mode, signature }) => [signature.sessionId, mode]));
    const clusterOf = new Map(
      clusters.flatMap(({ sessions }, index) => sessions.map((id) => [id, index] as const)),
    );
    const found = made.map(({ signature }) => clusterOf.get(signature.sessionId) ?? -1);
    expect(found).not.toContain(-1);
    expect(clusters.length).toBeGreaterThanOrEqual(5);
    expect(clusters.length).toBeLessThanOrEqual(10);
    expect(
      adjustedRand(
        made.map(({ mode }) => mode),
        found,
      ),
    ).toBeGreaterThanOrEqual(0.8);
    const modes = clusters.map(({ sessions }) => sessions.map((id) => modeOf.get(id) ?? -1));
    expect(purity(modes)).toBeGreaterThanOrEqual(0.9);
  });

  test("carry the words, the dimension and the path of their mode", () => {
    const made = madeFailures(400, 4);
    const { clusters } = clusterSessions(made.map(({ signature }) => signature));
    const looping = clusters.find(({ dimension }) => dimension === "tool-use");
    expect(looping?.path).toEqual(["lookup_order", "find_customer", "lookup_order"]);
    expect(looping?.terms).toContain("identical");
    expect(looping?.sessions[0]).toBe(looping?.representative);
  });

  test("are the same clusters in whatever order they come", () => {
    const signatures = madeFailures(120, 1).map(({ signature }) => signature);
    const expected = clusterSessions(signatures);
    fc.assert(
      fc.property(fc.shuffledSubarray(signatures, { minLength: 120 }), (shuffled) => {
        expect(clusterSessions(shuffled)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });
});

test("five thousand are clustered by a sample that the others join", () => {
  const made = madeFailures(5000, 2);
  const { clusters } = clusterSessions(made.map(({ signature }) => signature));
  const modeOf = new Map(made.map(({ mode, signature }) => [signature.sessionId, mode]));
  expect(clusters.flatMap(({ sessions }) => sessions)).toHaveLength(5000);
  const modes = clusters.map(({ sessions }) => sessions.map((id) => modeOf.get(id) ?? -1));
  expect(purity(modes)).toBeGreaterThanOrEqual(0.9);
});

describe("where there is nothing to tell apart there are no clusters", () => {
  test.each([
    ["no session", []],
    ["one session", [aFailure("only")]],
    ["two sessions", [aFailure("a"), aFailure("b", { text: "Rude.", tools: [], events: [] })]],
    ["all the same", Array.from({ length: 60 }, (_, n) => aFailure(`session-${n}`))],
  ])("%s", (_, sessions) => {
    expect(clusterSessions(sessions).clusters).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])("fifty unrelated ones (seed %i)", (seed) => {
    const next = seededNumbers(seed);
    const word = (): string =>
      Array.from({ length: 7 }, () => String.fromCodePoint(97 + Math.floor(next() * 26))).join("");
    const unrelated = Array.from({ length: 50 }, (_, n) =>
      aFailure(`session-${n}`, {
        text: Array.from({ length: 12 }, word).join(" "),
        tools: [word(), word()],
        events: [],
        dimensions: [word()],
        marks: [word()],
      }),
    );
    expect(clusterSessions(unrelated).clusters).toEqual([]);
  });
});

test("sessions without any text are told apart by what they did", () => {
  const silent = Array.from({ length: 20 }, (_, n) =>
    aFailure(
      `session-${n}`,
      n < 10 ? { text: "" } : { text: "", tools: ["issue_refund"], events: [] },
    ),
  );
  const { clusters } = clusterSessions(silent);
  expect(clusters.map(({ sessions, terms, path }) => [sessions.length, terms, path])).toEqual([
    [10, [], ["search_policies"]],
    [10, [], ["issue_refund"]],
  ]);
});

test("thousands of duplicates and megabytes of text in any language are clustered", () => {
  const long = "Штраф выдуман 違約金 рассчитан ".repeat(40_000);
  const many = Array.from({ length: 3000 }, (_, n) =>
    aFailure(`session-${n}`, n % 2 === 0 ? {} : { text: long, tools: ["lookup_order"] }),
  );
  const { clusters } = clusterSessions(many);
  expect(clusters.map(({ sessions }) => sessions.length)).toEqual([1500, 1500]);
});

test("an axis of weight nothing is not looked at", () => {
  const sessions = Array.from({ length: 20 }, (_, n) =>
    aFailure(`session-${n}`, { version: [n < 10 ? "prompt-1" : "prompt-2"] }),
  );
  expect(clusterSessions(sessions).clusters).toEqual([]);
  const weights = { text: 0, tools: 0, events: 0, dimensions: 0, version: 1, prompt: 0 };
  expect(
    clusterSessions(sessions, { weights }).clusters.map(({ sessions: of }) => of.length),
  ).toEqual([10, 10]);
});
