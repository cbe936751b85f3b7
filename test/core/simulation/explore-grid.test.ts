import fc from "fast-check";
import { expect, test } from "vitest";
import { exploreGrid } from "../../../src/core/simulation/explore-grid.ts";

const axes = [
  { name: "persona", values: ["impatient", "polite", "vague"] },
  { name: "opening", values: ["direct", "roundabout"] },
  { name: "faults", values: ["none", "search-down", "finds-nothing", "slow"] },
];

test("a grid that fits under its cap is tried whole, in its order", () => {
  const cells = exploreGrid(axes.slice(0, 2), { cap: 6, seed: 0 });
  expect(cells).toEqual([
    ["impatient", "direct"],
    ["impatient", "roundabout"],
    ["polite", "direct"],
    ["polite", "roundabout"],
    ["vague", "direct"],
    ["vague", "roundabout"],
  ]);
});

test("the same seed draws the same cells, another one others", () => {
  const drawn = exploreGrid(axes, { cap: 6, seed: 1 });
  expect(exploreGrid(axes, { cap: 6, seed: 1 })).toEqual(drawn);
  expect(exploreGrid(axes, { cap: 6, seed: 2 })).not.toEqual(drawn);
});

test("a smaller cap draws the beginning of what a larger one draws", () => {
  const six = exploreGrid(axes, { cap: 6, seed: 3 });
  expect(exploreGrid(axes, { cap: 4, seed: 3 })).toEqual(six.slice(0, 4));
});

test("an axis without values is no axis, and without axes there is nothing to try", () => {
  expect(
    exploreGrid([{ name: "persona", values: [] }, ...axes.slice(1, 2)], { cap: 9, seed: 0 }),
  ).toEqual([["direct"], ["roundabout"]]);
  expect(exploreGrid([], { cap: 9, seed: 0 })).toEqual([]);
});

const anAxis = fc
  .integer({ min: 1, max: 7 })
  .map((size) => Array.from({ length: size }, (_, i) => `v${i}`));
const aGrid = fc.record({
  axes: fc
    .array(anAxis, { minLength: 1, maxLength: 3 })
    .map((lists) => lists.map((values, place) => ({ name: `axis ${place}`, values }))),
  cap: fc.integer({ min: 1, max: 60 }),
  seed: fc.nat(1000),
});

test("no cell comes twice, and none beyond the cap", () => {
  fc.assert(
    fc.property(aGrid, (grid) => {
      const cells = exploreGrid(grid.axes, grid);
      const total = grid.axes.reduce((product, { values }) => product * values.length, 1);
      expect(cells.length).toBe(Math.min(grid.cap, total));
      expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(cells.length);
    }),
  );
});

test("every value of every axis comes before any value of the longest comes twice", () => {
  fc.assert(
    fc.property(aGrid, (grid) => {
      const longest = Math.max(...grid.axes.map(({ values }) => values.length));
      const total = grid.axes.reduce((product, { values }) => product * values.length, 1);
      fc.pre(grid.cap >= longest && grid.cap < total);
      const first = exploreGrid(grid.axes, grid).slice(0, longest);
      for (const [place, { values }] of grid.axes.entries()) {
        expect(new Set(first.map((cell) => cell[place])).size).toBe(values.length);
      }
    }),
  );
});

test("a grid of a million cells is drawn from without walking it", () => {
  const hundred = Array.from({ length: 100 }, (_, place) => `value-${place}`);
  const large = ["persona", "opening", "faults"].map((name) => ({ name, values: hundred }));
  const cells = exploreGrid(large, { cap: 200, seed: 0 });
  expect(new Set(cells.slice(0, 100).map(([persona]) => persona)).size).toBe(100);
  expect(cells).toHaveLength(200);
});

test("two axes are not tied to each other: each two of their values come together where there are cells enough", () => {
  const short = [axes[1]!, axes[2]!, { name: "persona", values: ["impatient", "polite"] }];
  const cells = exploreGrid(short, { cap: 8, seed: 0 });
  const pairs = new Set(cells.map(([opening, , persona]) => `${opening} ${persona}`));
  expect(pairs.size).toBe(4);
});
