import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isLineDue,
  type RunProgress,
  renderProgressBar,
  renderProgressLine,
} from "../../../src/app/run-experiment/progress.ts";

function aProgress(changes: Partial<RunProgress> = {}): RunProgress {
  return {
    planned: 200,
    recorded: 50,
    resumed: 0,
    running: 8,
    standings: { passed: 45, failed: 5, unscored: 0, missing: 0 },
    elapsedMs: 10_000,
    ...changes,
  };
}

function at(recorded: number, elapsedMs = 10_000): RunProgress {
  return aProgress({ recorded, elapsedMs });
}

describe("the bar on a terminal", () => {
  test("shows how much is done, the failures, the rate and the time left", () => {
    expect(renderProgressBar(aProgress(), 80)).toBe(
      "███████▌░░░░░░░░░░░░░░░░░░░░░░  25 % 50/200 runs · 5 failed · 5/s · 30 s left",
    );
  });

  test("says nothing of rate and time before a run of this start has ended", () => {
    const progress = aProgress({ resumed: 50, elapsedMs: 4_000 });
    expect(renderProgressBar(progress, 44)).toBe("███▊░░░░░░░░░░░  25 % 50/200 runs · 5 failed");
  });

  test("counts the rate over this start alone", () => {
    expect(renderProgressLine(aProgress({ resumed: 40 }))).toContain("1/s · 2 min 30 s left");
  });

  test("drops parts from the right where the terminal is narrow", () => {
    expect(renderProgressBar(aProgress(), 24)).toBe("50/200 runs · 5 failed");
    expect(renderProgressBar(aProgress(), 12)).toBe("50/200 runs");
    expect(renderProgressBar(aProgress(), 4)).toBe("50/2");
  });

  test("never is wider than the terminal, nor more than a line", () => {
    const some = fc.record({
      planned: fc.nat(100_000),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      failed: fc.nat(1_000),
      missing: fc.nat(1_000),
      elapsedMs: fc.nat(1e9),
      columns: fc.nat(300),
    });
    fc.assert(
      fc.property(some, ({ planned, share, failed, missing, elapsedMs, columns }) => {
        const recorded = Math.floor(planned * share);
        const standings = { passed: 0, failed, unscored: 0, missing };
        const bar = renderProgressBar(
          aProgress({ planned, recorded, standings, elapsedMs }),
          columns,
        );
        expect(bar.length).toBeLessThanOrEqual(columns);
        expect(bar).not.toMatch(/[\n\r]|NaN|Infinity|undefined/);
      }),
    );
  });
});

describe("the lines of a log", () => {
  test("tell all counts that are not zero", () => {
    const standings = { passed: 40, failed: 5, unscored: 3, missing: 2 };
    expect(renderProgressLine(aProgress({ standings, resumed: 10 }))).toBe(
      "50/200 runs (25 %) · 40 passed, 5 failed, 3 unscored, 2 errors, 10 from the journal · 4/s · 38 s left",
    );
  });

  test("one error is one", () => {
    const standings = { passed: 47, failed: 2, unscored: 0, missing: 1 };
    expect(renderProgressLine(aProgress({ standings }))).toContain("2 failed, 1 error ·");
  });

  test("tell at the end how long it took", () => {
    const standings = { passed: 200, failed: 0, unscored: 0, missing: 0 };
    expect(renderProgressLine(aProgress({ recorded: 200, standings, elapsedMs: 7_500_000 }))).toBe(
      "200/200 runs (100 %) · 200 passed, 0 failed · 1.6/min · took 2 h 5 min",
    );
  });

  test("are due at the start, at each quarter, every five seconds, and at the end", () => {
    expect(isLineDue(at(0), undefined)).toBe(true);
    expect(isLineDue(at(49), at(0))).toBe(false);
    expect(isLineDue(at(50), at(49))).toBe(true);
    expect(isLineDue(at(51), at(50))).toBe(false);
    expect(isLineDue(at(51, 14_999), at(50))).toBe(false);
    expect(isLineDue(at(51, 15_000), at(50))).toBe(true);
    expect(isLineDue(at(50, 60_000), at(50))).toBe(false);
    expect(isLineDue(at(200), at(199))).toBe(true);
  });

  test("are five for a plan that is done in five seconds", () => {
    let last: RunProgress | undefined;
    let lines = 0;
    for (let recorded = 0; recorded <= 1_000; recorded++) {
      const progress = aProgress({ planned: 1_000, recorded, elapsedMs: recorded * 5 });
      if (!isLineDue(progress, last)) continue;
      last = progress;
      lines += 1;
    }
    expect(lines).toBe(5);
  });
});
