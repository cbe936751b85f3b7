import { cutTree, type Merge } from "./average-linkage.ts";

/** The finest cut that is looked at. */
const finestCut = 40;
/** How many clusters may be left of a cut. */
export const mostClusters = 12;
/** Fewer clusters are preferred where they separate nearly as well: each costs a person time. */
const nearlyBest = 0.02;

/** A partition of the points, and how well it separates them. */
export type Cut = {
  /** Which cluster each point is in, from 0. */
  readonly clusterOf: Int32Array;
  readonly count: number;
  /** Mean silhouette (Rousseeuw 1987), in [−1, 1]. */
  readonly silhouette: number;
};

/**
 * The best of the cuts into 2 to 40 clusters by mean silhouette, once clusters below max(3, 1 %) have been absorbed by
 * the nearest that is larger; those that leave 2 to 12 clusters count. `undefined` where none does.
 *
 * All cuts are unions of the finest one's clusters, so distances are summed once.
 *
 * @param distance of two points, in [0, 1].
 */
export function chooseCut(
  merges: readonly Merge[],
  count: number,
  distance: (i: number, j: number) => number,
): Cut | undefined {
  const finest = Math.min(finestCut, count);
  if (finest < 2) return undefined;
  const baseOf = cutTree(merges, count, finest);
  const sums = sumDistances(baseOf, { count, finest, distance });
  const least = Math.max(3, Math.ceil(count / 100));
  const cuts: Cut[] = [];
  for (let k = 2; k <= finest; k++) {
    const groups = absorb(groupBases(cutTree(merges, count, k), baseOf, finest), { sums, least });
    if (groups.length < 2 || groups.length > mostClusters) continue;
    const silhouette = silhouetteOf(groups, sums);
    cuts.push({ clusterOf: spread(groups, baseOf, finest), count: groups.length, silhouette });
  }
  const best = Math.max(...cuts.map(({ silhouette }) => silhouette));
  return cuts
    .filter(({ silhouette }) => silhouette >= best - nearlyBest)
    .toSorted((a, b) => a.count - b.count || b.silhouette - a.silhouette)[0];
}

type Sums = {
  readonly count: number;
  readonly finest: number;
  readonly baseOf: Int32Array;
  /** From each point to all points of each base, row by row. */
  readonly toBase: Float64Array;
  readonly sizes: Float64Array;
};

function sumDistances(
  baseOf: Int32Array,
  {
    count,
    finest,
    distance,
  }: { count: number; finest: number; distance: (i: number, j: number) => number },
): Sums {
  const toBase = new Float64Array(count * finest);
  const sizes = new Float64Array(finest);
  for (let i = 0; i < count; i++) {
    const base = baseOf[i] ?? 0;
    sizes[base] = (sizes[base] ?? 0) + 1;
    for (let j = i + 1; j < count; j++) {
      const d = distance(i, j);
      const [toJ, toI] = [i * finest + (baseOf[j] ?? 0), j * finest + base];
      toBase[toJ] = (toBase[toJ] ?? 0) + d;
      toBase[toI] = (toBase[toI] ?? 0) + d;
    }
  }
  return { count, finest, baseOf, toBase, sizes };
}

/** The bases of each cluster of a coarser cut. */
type Group = readonly number[];

function groupBases(coarse: Int32Array, baseOf: Int32Array, finest: number): readonly Group[] {
  const groups = new Map<number, Set<number>>();
  for (const [point, cluster] of coarse.entries()) {
    const bases = groups.get(cluster) ?? new Set();
    groups.set(cluster, bases.add(baseOf[point] ?? finest - 1));
  }
  return [...groups.values()].map((bases) => [...bases]);
}

/** Clusters below `least` points go to the larger cluster that is nearest on average. */
function absorb(
  groups: readonly Group[],
  { sums, least }: { readonly sums: Sums; readonly least: number },
): readonly Group[] {
  const large = groups.filter((group) => sizeOf(group, sums) >= least);
  if (large.length === 0 || large.length === groups.length) return large;
  const grown = large.map((group) => [...group]);
  for (const small of groups.filter((group) => sizeOf(group, sums) < least)) {
    const means = large.map((group) => meanBetween(small, group, sums));
    grown[means.indexOf(Math.min(...means))]?.push(...small);
  }
  return grown;
}

function sizeOf(group: Group, { sizes }: Sums): number {
  return group.reduce((sum, base) => sum + (sizes[base] ?? 0), 0);
}

function meanBetween(from: Group, to: Group, sums: Sums): number {
  let sum = 0;
  for (let point = 0; point < sums.count; point++) {
    if (from.includes(sums.baseOf[point] ?? -1)) sum += sumTo(point, to, sums);
  }
  return sum / (sizeOf(from, sums) * sizeOf(to, sums));
}

function sumTo(point: number, group: Group, { toBase, finest }: Sums): number {
  let sum = 0;
  for (const base of group) sum += toBase[point * finest + base] ?? 0;
  return sum;
}

/** Mean over the points of (b − a) / max(a, b); a point alone in its cluster counts 0. */
function silhouetteOf(groups: readonly Group[], sums: Sums): number {
  const groupOf = new Int32Array(sums.finest);
  for (const [index, group] of groups.entries()) for (const base of group) groupOf[base] = index;
  const sizes = groups.map((group) => sizeOf(group, sums));
  let total = 0;
  for (let point = 0; point < sums.count; point++) {
    const own = groupOf[sums.baseOf[point] ?? 0] ?? 0;
    const size = sizes[own] ?? 1;
    if (size < 2) continue;
    let inside = 0;
    let outside = Number.POSITIVE_INFINITY;
    for (const [index, group] of groups.entries()) {
      const sum = sumTo(point, group, sums);
      if (index === own) inside = sum / (size - 1);
      else outside = Math.min(outside, sum / (sizes[index] ?? 1));
    }
    const most = Math.max(inside, outside);
    if (most > 0) total += (outside - inside) / most;
  }
  return total / sums.count;
}

function spread(groups: readonly Group[], baseOf: Int32Array, finest: number): Int32Array {
  const groupOf = new Int32Array(finest);
  for (const [index, group] of groups.entries()) for (const base of group) groupOf[base] = index;
  return baseOf.map((base) => groupOf[base] ?? 0);
}
