import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { Decision } from "../../../src/core/gate/decision.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { aFloor, aPolicy } from "../../support/gated-experiment.ts";
import { aPlannedCase } from "../../support/run-loop/planned-cases.ts";
import { type Outcome, type Simulated, simulate } from "../../support/stopped-runs.ts";

const check = (dimension: string) =>
  ({ evaluator: "answer-contains@1", kind: "check", dimension }) as const;

/** Cases that each measure these dimensions by checks. */
function someCases(count: number, runs: number, dimensions: readonly string[] = ["faithfulness"]) {
  return Array.from({ length: count }, (_, at) =>
    aPlannedCase({ id: `late-fee-${at}`, runs, expects: dimensions.map(check) }),
  );
}

/** An agent whose runs pass with a chance; the same seed makes the same runs, whichever of them are made. */
function agentOf(rate: number, seed: number, lost = 0): Simulated["outcome"] {
  const known = new Map<string, Outcome>();
  return ({ caseId, runIndex }, dimension) => {
    const key = `${caseId}.${runIndex}.${dimension}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let hash = seed;
    for (const char of key) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
    const random = seededRandom(hash);
    const outcome = random() < lost ? "unscored" : random() < rate ? "pass" : "fail";
    known.set(key, outcome);
    return outcome;
  };
}

/** Everything of a decision that must not depend on runs that were left out. */
function answers({ kind, dimensions, mustPass }: Decision, isOtherwiseLossy = false): unknown {
  const broken = mustPass.filter(({ failed }) => failed > 0).map(({ caseId }) => caseId);
  return {
    kind: isOtherwiseLossy ? "any" : kind,
    floors: dimensions
      .flatMap((row) => (row.kind === "gating" ? [[row.dimension, row.result.kind]] : []))
      .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    broken: [...new Set(broken)].toSorted(),
  };
}

const isLossy = ({ reasons }: Decision): boolean =>
  reasons.some(({ kind }) => kind === "too-many-missing" || kind === "must-pass-missing");

describe("curtailing", () => {
  test("comes to the answers of the whole plan, whatever the runs do", () => {
    const plans = fc.record({
      cases: fc.integer({ min: 1, max: 8 }),
      runs: fc.integer({ min: 1, max: 30 }),
      dimensions: fc.constantFrom(["faithfulness"], ["faithfulness", "tone"], ["a", "b", "c"]),
      rate: fc.constantFrom(0, 0.3, 0.7, 0.8, 0.85, 0.9, 0.95, 1),
      lost: fc.constantFrom(0, 0.02, 0.1),
      modes: fc.array(fc.constantFrom("significant", "point", "prove"), {
        minLength: 3,
        maxLength: 3,
      }),
      mustPass: fc.integer({ min: 0, max: 2 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(
        plans,
        ({ cases: count, runs, dimensions, rate, lost, modes, mustPass, seed }) => {
          const cases = someCases(count, runs, dimensions);
          const policy = aPolicy({
            dimensions: Object.fromEntries(
              dimensions.map((name, at) => [name, aFloor({ mode: modes[at] ?? "significant" })]),
            ),
            mustPass: cases.slice(0, mustPass).map(({ id }) => id),
          });
          const outcome = agentOf(rate, seed, lost);
          const full = decideGate(simulate({ cases, policy, mode: "off", outcome }), policy);
          const stopped = simulate({ cases, policy, mode: "curtail", outcome });
          const decision = decideGate(stopped, policy);
          // What was not run cannot be lost: only the share of lost runs may come out otherwise.
          const isOtherwise = isLossy(full) !== isLossy(decision);
          expect(answers(decision, isOtherwise)).toEqual(answers(full, isOtherwise));
          expect(decision.reasons.map(({ kind }) => kind)).not.toContain("incomplete");
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    [1, 0.12, 0.19],
    [0.98, 0.12, 0.19],
    [0.5, 0.5, 0.7],
  ])("of the fixed plan's 109 runs, at a rate of %f, saves from %f to %f", (rate, least, most) => {
    const cases = someCases(1, 109);
    const policy = aPolicy();
    const saved = Array.from({ length: 40 }, (_, seed) => {
      const { recorded, planned } = simulate({
        cases,
        policy,
        mode: "curtail",
        outcome: agentOf(rate, seed),
      });
      return 1 - recorded / planned;
    });
    const mean = saved.reduce((sum, share) => sum + share, 0) / saved.length;
    expect(mean).toBeGreaterThanOrEqual(least);
    expect(mean).toBeLessThanOrEqual(most);
  });

  test("a must-pass case is run to its end, or to its first failure", () => {
    const cases = someCases(20, 20);
    const policy = aPolicy({ mustPass: ["late-fee-3", "late-fee-4"] });
    const stopped = simulate({
      cases,
      policy,
      mode: "curtail",
      outcome: ({ caseId, runIndex }) =>
        caseId === "late-fee-4" && runIndex === 5 ? "fail" : "pass",
    });
    const runsOf = (id: string) => stopped.cases.find((one) => one.id === id)?.outcomes.completed;
    expect(runsOf("late-fee-3")).toBe(20);
    expect(runsOf("late-fee-4")).toBeLessThan(20);
    expect(decideGate(stopped, policy).reasons).toMatchObject([
      { kind: "must-pass-failed", caseId: "late-fee-4" },
    ]);
  });

  test("a dimension that judges decide is run to its end: any run may move its corrected rate", () => {
    const judge = { evaluator: "tone@2", kind: "judge", dimension: "tone" } as const;
    const cases = [...someCases(4, 20), aPlannedCase({ id: "gift-card", expects: [judge] })];
    const policy = aPolicy({
      dimensions: { faithfulness: aFloor(), tone: aFloor({ judge: "when-calibrated" }) },
    });
    const rates = { tpr: 0.95, ofPasses: 60, tnr: 0.9, ofFails: 60 };
    const trust = new Map([["tone@2", { state: "calibrated" as const, rates }]]);
    const stopped = simulate({ cases, policy, mode: "curtail", trust, outcome: () => "pass" });
    expect(stopped.cases.find(({ id }) => id === "gift-card")?.outcomes.completed).toBe(20);
    expect(stopped.recorded).toBeLessThan(stopped.planned);
  });

  test("where a baseline is compared with, every run counts until something blocks for sure", () => {
    const cases = someCases(10, 20);
    const policy = aPolicy();
    const made = (rate: number) =>
      simulate({ cases, policy, mode: "curtail", isCompared: true, outcome: agentOf(rate, 1) });
    expect(made(1).recorded).toBe(200);
    expect(made(0.3).recorded).toBeLessThan(140);
  });

  test("each case is run three times, however clear it is", () => {
    const cases = someCases(40, 20);
    const stopped = simulate({
      cases,
      policy: aPolicy(),
      mode: "curtail",
      outcome: agentOf(0.01, 1),
    });
    for (const one of stopped.cases) expect(one.outcomes.completed).toBeGreaterThanOrEqual(3);
  });
});

describe("a stop that is no stop", () => {
  const cases = someCases(10, 20);
  const policy = aPolicy();
  const outcome = agentOf(0.97, 3);
  const stopped = simulate({ cases, policy, mode: "curtail", outcome });
  const incomplete = (experiment: Experiment, facts = {}) =>
    decideGate(experiment, policy, facts).reasons.filter(({ kind }) => kind === "incomplete");

  test("counts as complete where no run could change an answer", () => {
    expect(stopped.isComplete).toBe(false);
    expect(incomplete(stopped)).toEqual([]);
    expect(decideGate(stopped, policy)).toMatchObject({
      kind: "pass",
      stop: { mode: "curtail", isSettled: true, saved: stopped.planned - stopped.recorded },
    });
  });

  test("the record alone settles nothing: too few runs are incomplete", () => {
    const record = stopped.stop;
    const early = { ...simulate({ cases, policy, mode: "curtail", outcome, most: 100 }) };
    const forged = record && { ...early, stop: { ...record, saved: 100 } };
    expect(incomplete(forged ?? early)).toEqual([
      { kind: "incomplete", planned: 200, recorded: 100, why: "unsettled" },
    ]);
  });

  test("an interrupted run is incomplete, however well it went", () => {
    const { stop, ...interrupted } = stopped;
    expect(stop).toBeDefined();
    expect(incomplete(interrupted)).toMatchObject([{ kind: "incomplete" }]);
  });

  test("a budget that was used up is said, and blocks", () => {
    const early = simulate({ cases, policy, mode: "curtail", outcome, most: 100 });
    expect(incomplete(early)).toMatchObject([{ why: "budget", recorded: 100 }]);
    expect(decideGate(early, policy).kind).toBe("undetermined");
  });

  test("of more runs than anybody plans is no stop, and takes no time", () => {
    const huge = {
      ...stopped,
      planned: 900_000_000,
      cases: stopped.cases.map((one, at) => ({
        ...one,
        planned: at === 0 ? 900_000_000 - 9 * 20 : one.planned,
      })),
    };
    expect(incomplete(huge)).toMatchObject([{ kind: "incomplete", why: "unsettled" }]);
  });

  test("a policy that lets nothing be left out believes no stop", () => {
    expect(incomplete(stopped, { stop: "off" })).toMatchObject([{ why: "unsettled" }]);
  });
});

describe("a sequential run", () => {
  const cases = someCases(5, 40);
  const policy = aPolicy();

  test("a perfect agent passes after exactly 20 runs, with the errors of its boundary", () => {
    const stopped = simulate({ cases, policy, mode: "sequential", outcome: () => "pass" });
    expect(stopped.recorded).toBe(20);
    const { kind, stop } = decideGate(stopped, policy, { stop: "sequential" });
    expect(kind).toBe("pass");
    expect(stop).toMatchObject({ mode: "sequential", saved: 180, isSettled: true });
    const [floor] = stop?.tests ?? [];
    expect(floor).toMatchObject({ answer: "met", scored: 20, failed: 0 });
    expect(floor?.boundary?.mostRuns).toBe(164);
    // .0479 and .0997 without three runs a case, before which it may not be blocked.
    expect(floor?.boundary?.alpha).toBeCloseTo(0.0476, 4);
    expect(floor?.boundary?.beta).toBeCloseTo(0.0997, 4);
  });

  test("an agent that fails every run is blocked after three runs a case", () => {
    const stopped = simulate({ cases, policy, mode: "sequential", outcome: () => "fail" });
    expect(stopped.recorded).toBe(15);
    expect(decideGate(stopped, policy, { stop: "sequential" }).kind).toBe("fail");
  });

  test("the gate follows the runs, and not what the record says of them", () => {
    const stopped = simulate({ cases, policy, mode: "sequential", outcome: agentOf(0.97, 1) });
    const [first, ...rest] = stopped.cases;
    if (first === undefined) throw new Error("there are cases");
    const without = { ...stopped, cases: [withoutCourses(first), ...rest] };
    expect(decideGate(without, policy, { stop: "sequential" }).reasons).toMatchObject([
      { kind: "incomplete", why: "unsettled" },
    ]);
  });

  test("a policy that does not allow it is not satisfied by it", () => {
    const stopped = simulate({ cases, policy, mode: "sequential", outcome: () => "pass" });
    expect(decideGate(stopped, policy).reasons).toMatchObject([{ kind: "incomplete" }]);
  });

  test("what is stopped earlier by a budget is judged by the fixed rule, and is incomplete", () => {
    const stopped = simulate({
      cases,
      policy,
      mode: "sequential",
      outcome: ({ runIndex }) => (runIndex === 0 ? "fail" : "pass"),
      most: 18,
    });
    const decision = decideGate(stopped, policy, { stop: "sequential" });
    expect(decision.dimensions[0]).toMatchObject({ result: { kind: "missed" }, p: {} });
    expect(decision.reasons.map(({ kind }) => kind)).toContain("incomplete");
  });

  test("must-pass cases keep their own test", () => {
    const strict = aPolicy({ mustPass: ["late-fee-2"] });
    const stopped = simulate({ cases, policy: strict, mode: "sequential", outcome: () => "pass" });
    expect(stopped.cases[2]?.outcomes.completed).toBe(40);
    expect(stopped.recorded).toBeLessThan(90);
    expect(decideGate(stopped, strict, { stop: "sequential" }).kind).toBe("pass");
  });

  test("several floors share α, and each has its own end", () => {
    const two = someCases(5, 100, ["faithfulness", "tone"]);
    const both = aPolicy({ dimensions: { faithfulness: aFloor(), tone: aFloor() } });
    const stopped = simulate({
      cases: two,
      policy: both,
      mode: "sequential",
      outcome: (run, dimension) =>
        dimension === "tone" && run.runIndex % 8 === 0 ? "fail" : "pass",
    });
    const { stop } = decideGate(stopped, both, { stop: "sequential" });
    for (const { boundary } of stop?.tests ?? [])
      expect(boundary?.alpha).toBeLessThanOrEqual(0.025);
    expect(stop?.tests).toHaveLength(2);
  });

  test("a floor with fewer planned runs than its test may need is curtailed instead", () => {
    const few = someCases(5, 20);
    const stopped = simulate({ cases: few, policy, mode: "sequential", outcome: () => "pass" });
    const full = simulate({ cases: few, policy, mode: "curtail", outcome: () => "pass" });
    expect(stopped.recorded).toBe(full.recorded);
    const { kind, stop } = decideGate(stopped, policy, { stop: "sequential" });
    expect(kind).toBe("pass");
    expect(stop?.tests[0]).not.toHaveProperty("boundary");
  });

  test("its false-block and false-pass rates are those that it reports", () => {
    const runs = 400;
    const missed = (rate: number): number => {
      let count = 0;
      for (let seed = 0; seed < runs; seed += 1) {
        const stopped = simulate({
          cases,
          policy,
          mode: "sequential",
          outcome: agentOf(rate, seed),
        });
        if (decideGate(stopped, policy, { stop: "sequential" }).kind === "fail") count += 1;
      }
      return count / runs;
    };
    // Seeded, so that they are always the same; four standard errors beside .0479 and .9003.
    expect(missed(0.9)).toBeLessThan(0.0479 + 4 * Math.sqrt((0.0479 * 0.9521) / runs));
    expect(missed(0.8)).toBeGreaterThan(0.9003 - 4 * Math.sqrt((0.0997 * 0.9003) / runs));
  });
});

function withoutCourses(one: Experiment["cases"][number]): Experiment["cases"][number] {
  const dimensions = Object.entries(one.dimensions).map(
    ([name, { hasChecks, checks, all, judges }]) =>
      [name, { hasChecks, checks, all, judges }] as const,
  );
  return { ...one, dimensions: Object.fromEntries(dimensions) };
}
