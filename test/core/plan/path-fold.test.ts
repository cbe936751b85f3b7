import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PathFold } from "../../../src/core/plan/path-fold.ts";
import type { Session } from "../../../src/core/trace/session.ts";

/** A session whose turns call these tools, in order. */
function aSession(...turns: readonly (readonly string[])[]): Session {
  return {
    id: "late-fee.0",
    turns: turns.map((tools) => ({
      user: "Is there a late fee?",
      steps: [
        { kind: "model" as const },
        ...tools.map((name) => ({ kind: "tool" as const, name, status: "ok" as const })),
      ],
    })),
  };
}

function foldOf(sessions: readonly Session[]): ReturnType<PathFold["paths"]> {
  const fold = new PathFold();
  for (const session of sessions) fold.add(session);
  return fold.paths();
}

describe("paths of tool calls", () => {
  test("are none where no run was looked at", () => {
    expect(foldOf([])).toBeUndefined();
  });

  test("are one where all runs call the same tools, whatever they are asked", () => {
    expect(foldOf([aSession(["search"]), aSession(["search"])])).toEqual({ runs: 2, distinct: 1 });
    expect(foldOf([aSession([]), aSession([])])).toEqual({ runs: 2, distinct: 1 });
  });

  test("part at the first call that is not the same, the most frequent way first", () => {
    const looksUp = aSession(["search"], ["lookup", "refund"]);
    const refunds = aSession(["search"], ["lookup", "escalate"]);
    expect(foldOf([refunds, looksUp, looksUp])).toEqual({
      runs: 3,
      distinct: 2,
      parts: {
        turn: 2,
        call: 2,
        next: [
          { tool: "refund", runs: 2 },
          { tool: "escalate", runs: 1 },
        ],
      },
    });
  });

  test("part where one run calls nothing more in a turn, though it goes on in the next", () => {
    expect(
      foldOf([aSession(["search"], ["refund"]), aSession(["search", "search"], ["refund"])]),
    ).toEqual({
      runs: 2,
      distinct: 2,
      parts: { turn: 1, call: 2, next: [{ runs: 1 }, { tool: "search", runs: 1 }] },
    });
  });

  test("of one name in another turn are others", () => {
    expect(foldOf([aSession(["search"], []), aSession([], ["search"])])?.distinct).toBe(2);
  });

  test("beyond 64 are not counted, and it is said", () => {
    const many = Array.from({ length: 100 }, (_, n) => aSession([`tool-${n}`]));
    const paths = foldOf(many);
    expect(paths).toMatchObject({ runs: 100, distinct: 64, isAtLeast: true });
    expect(paths?.parts?.next).toHaveLength(3);
  });

  test("do not depend on the order of the runs", () => {
    const sessions = fc.array(
      fc
        .array(fc.integer({ min: 0, max: 90 }), { maxLength: 3 })
        .map((tools) => aSession(tools.map((tool) => `tool-${tool}`))),
      { maxLength: 150 },
    );
    fc.assert(
      fc.property(
        sessions.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([inOrder, shuffled]) => {
          expect(foldOf(shuffled)).toEqual(foldOf(inOrder));
        },
      ),
    );
  });
});
