import { seededDraw } from "./seeded-draw.ts";

/** One thing that varies, and the names of its values. */
export type Axis = { readonly name: string; readonly values: readonly string[] };

/** One value of each axis, in their order. */
export type GridCell = readonly string[];

/**
 * Cells of a grid, at most `cap` of them, each once; all of them, in their order, where they are no more than that. An
 * axis without values is left out of the grid; without any there is no cell.
 *
 * Of more cells a part is drawn, the same for the same seed. Each is drawn from the values of every axis that were used
 * least so far, so that no value comes a second time before each of its axis has come once, wherever a cell is left
 * that allows it; of these cells it is one whose pairs of values were used least.
 */
export function exploreGrid(
  axes: readonly Axis[],
  { cap, seed }: { readonly cap: number; readonly seed: number },
): readonly GridCell[] {
  const used = axes.filter(({ values }) => values.length > 0);
  if (used.length === 0) return [];
  const total = used.reduce((product, { values }) => product * values.length, 1);
  if (total <= cap) return [...combinations(used.map(({ values }) => values))];
  const counts = used.map(({ values }) => new Map(values.map((value) => [value, 0])));
  const taken = new Set<string>();
  const pairs = new Map<string, number>();
  const cells: GridCell[] = [];
  while (cells.length < cap) {
    const cell = nextCell(used, { counts, pairs, taken, seed });
    taken.add(JSON.stringify(cell));
    cells.push(cell);
    for (const pair of pairsOf(cell)) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    for (const [place, value] of cell.entries()) {
      const count = counts[place];
      count?.set(value, (count.get(value) ?? 0) + 1);
    }
  }
  return cells;
}

type Drawn = {
  /** How often each value was used, an axis each. */
  readonly counts: readonly ReadonlyMap<string, number>[];
  /** How often each two values of two axes were used together. */
  readonly pairs: ReadonlyMap<string, number>;
  readonly taken: ReadonlySet<string>;
  readonly seed: number;
};

function nextCell(axes: readonly Axis[], { counts, pairs, taken, seed }: Drawn): GridCell {
  const number = taken.size;
  const ordered = axes.map(({ name, values }, place) => {
    const order = new Map(
      values.map((value) => [value, seededDraw(`${seed}#${name}#${value}`, number)]),
    );
    const count = counts[place] ?? new Map<string, number>();
    const by = (value: string): number => (count.get(value) ?? 0) + (order.get(value) ?? 0);
    return { count, values: values.toSorted((a, b) => by(a) - by(b)) };
  });
  const least = ordered.map(({ count, values }) => {
    const fewest = Math.min(...count.values());
    return values.filter((value) => count.get(value) === fewest);
  });
  for (const candidates of [least, ordered.map(({ values }) => values)]) {
    let best: { readonly cell: GridCell; readonly used: number } | undefined;
    let looked = 0;
    // At most `taken.size` cells are passed by, and few others looked at: no search ever walks a large grid.
    for (const cell of combinations(candidates)) {
      if (taken.has(JSON.stringify(cell))) continue;
      const used = pairsOf(cell).reduce((sum, pair) => sum + (pairs.get(pair) ?? 0), 0);
      if (best === undefined || used < best.used) best = { cell, used };
      looked += 1;
      if (looked === mostLooks || best.used === 0) break;
    }
    if (best !== undefined) return best.cell;
  }
  throw new Error("a grid was asked for more cells than it has");
}

/** So many cells that are left are compared for the next one. */
const mostLooks = 200;

function pairsOf(cell: GridCell): readonly string[] {
  return cell.flatMap((value, place) =>
    cell.slice(place + 1).map((other, after) => JSON.stringify([place, value, after, other])),
  );
}

/** One of each list, in every way; the last list varies fastest. */
function* combinations(
  lists: readonly (readonly string[])[],
): Generator<GridCell, void, undefined> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const tail of combinations(rest)) yield [value, ...tail];
}
