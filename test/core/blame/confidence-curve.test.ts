import { expect, test } from "vitest";
import { confidenceCurve } from "../../../src/core/blame/confidence-curve.ts";
import { aSession, aTurn, called, oneTurn, thought } from "../../support/sessions.ts";

test("what an invented argument brings back is worth no more than the argument", () => {
  const session = aSession([
    aTurn("Where is my parcel?", [called("track", { parcel: "P-990017" }, { day: "2026-11-03" })]),
    aTurn("When?", [thought("On 2026-11-03.")], "On 2026-11-03."),
  ]);
  const { points, drop } = confidenceCurve(session);
  expect(points.map(({ at, confidence }) => [at, confidence])).toEqual([
    [{ turn: 1, step: 1 }, 0],
    [{ turn: 2, step: 1 }, 0],
  ]);
  expect(drop).toMatchObject({
    at: { turn: 1, step: 1 },
    from: 1,
    confidence: 0,
    dependents: [{ turn: 2, step: 1 }],
  });
});

test("a session whose facts all lead back to somebody stays at one", () => {
  const session = oneTurn(
    "Where is parcel P-990017?",
    [called("track", { parcel: "P-990017" }, { day: "2026-11-03", fee: 4.5 })],
    "It comes on 2026-11-03 and costs $4.50.",
  );
  const { points, drop } = confidenceCurve(session);
  expect(points.map(({ confidence }) => confidence)).toEqual([1, 1]);
  expect(drop).toBeUndefined();
});

test("where an answer was not captured no drop is told, and why", () => {
  const session = oneTurn(
    "Where is it?",
    [{ kind: "tool", name: "track", status: "pending" }],
    "In 17 days.",
  );
  const curve = confidenceCurve(session);
  expect(curve.drop).toBeUndefined();
  expect(curve.uncaptured).toBe("track");
});

test("a session without a fact has no curve", () => {
  expect(confidenceCurve(oneTurn("Hi", [], "Hello."))).toEqual({ points: [] });
});
