import fc from "fast-check";
import { expect, test } from "vitest";
import {
  alignMoves,
  firstParting,
  type Move,
} from "../../../../src/core/report/html/align-steps.ts";

function tool(name: string, detail = ""): Move {
  return { at: "1.1", kind: "tool", name, detail };
}

function reply(detail: string): Move {
  return { at: "1", kind: "reply", name: "reply", detail };
}

const names = (moves: readonly Move[]): readonly string[] => moves.map(({ name }) => name);

test("the same call with another answer stands beside itself and is where the two part", () => {
  const one = [tool("find_order"), tool("search_policies", "late fee"), reply("30 days")];
  const other = [tool("find_order"), tool("search_policies", "gift card"), reply("I do not know")];
  const aligned = alignMoves(one, other);
  expect(aligned.map(({ kind }) => kind)).toEqual(["same", "changed", "changed"]);
  expect(firstParting(aligned)).toBe(aligned[1]);
});

test("a call that only one of them makes is set apart", () => {
  const aligned = alignMoves([tool("a"), tool("b"), tool("c")], [tool("a"), tool("c")]);
  expect(aligned.map(({ kind }) => kind)).toEqual(["same", "only-one", "same"]);
});

test("other words part two sessions only where all calls are the same", () => {
  const words = alignMoves([reply("yes"), tool("refund")], [reply("no"), tool("refund")]);
  expect(firstParting(words)).toMatchObject({ kind: "changed", one: { kind: "reply" } });
  const calls = alignMoves([reply("yes"), tool("refund")], [reply("no"), tool("cancel")]);
  expect(firstParting(calls)).toMatchObject({ one: { name: "refund" } });
});

test("a session beside itself parts nowhere", () => {
  const moves = [tool("a", "1"), tool("a", "2"), reply("done")];
  expect(firstParting(alignMoves(moves, moves))).toBeUndefined();
});

const anyMoves = fc.array(
  fc.record({ name: fc.constantFrom("a", "b", "c"), detail: fc.constantFrom("1", "2") }),
  { maxLength: 12 },
);

test("nothing is lost, nothing is told twice, and the order stands", () => {
  fc.assert(
    fc.property(anyMoves, anyMoves, (first, second) => {
      const [one, other] = [first, second].map((moves) =>
        moves.map(({ name, detail }) => tool(name, detail)),
      );
      const aligned = alignMoves(one ?? [], other ?? []);
      expect(names(aligned.flatMap((row) => ("one" in row ? [row.one] : [])))).toEqual(
        names(one ?? []),
      );
      expect(names(aligned.flatMap((row) => ("other" in row ? [row.other] : [])))).toEqual(
        names(other ?? []),
      );
    }),
  );
});

test("as many as can be stand beside their equal", () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const one = moves.map(({ name, detail }) => tool(name, detail));
      const other = one.filter((_, place) => place % 2 === 0);
      const same = alignMoves(one, other).filter(({ kind }) => kind === "same");
      expect(same).toHaveLength(other.length);
    }),
  );
});
