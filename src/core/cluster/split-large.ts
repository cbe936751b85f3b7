import { averageLinkage } from "./average-linkage.ts";
import { type Cut, chooseCut, mostClusters } from "./choose-cut.ts";
import type { AxisWeights, FailureSignature } from "./failure-signature.ts";
import { SignatureSpace } from "./signature-distance.ts";

export type SpaceOptions = {
  readonly weights: AxisWeights;
  readonly vectors?: ReadonlyMap<string, Float32Array> | undefined;
};

/** Points of one space, how far apart they are, and the cut of them that separates best. */
export type CutSpace = {
  readonly space: SignatureSpace;
  readonly distance: (i: number, j: number) => number;
  readonly cut: Cut | undefined;
};

/** Lays failing sessions out and cuts them. */
export function cutSessions(
  sessions: readonly FailureSignature[],
  { weights, vectors }: SpaceOptions,
): CutSpace {
  const space = new SignatureSpace(sessions, weights, vectors);
  const distances = space.allDistances();
  const distance = lookUp(distances, sessions.length);
  const tree = averageLinkage(distances.slice(), sessions.length);
  return { space, distance, cut: chooseCut(tree, sessions.length, distance) };
}

/**
 * The groups of a cut, with the one that holds more than half of all sessions cut again by itself: what its sessions have
 * in common with each other tells no two of them apart, and counts for less once only they are looked at.
 *
 * The parts are taken where they are separated at least as well as the whole was, and no more than 12 groups come of it.
 *
 * @param sessions those that were cut, in the order of the cut.
 */
export function splitLarge(
  sessions: readonly FailureSignature[],
  cut: Cut,
  options: SpaceOptions,
): readonly (readonly number[])[] {
  const groups = Array.from({ length: cut.count }, (): number[] => []);
  for (const [index, cluster] of cut.clusterOf.entries()) groups[cluster]?.push(index);
  const large = groups.find((group) => group.length * 2 > sessions.length);
  if (large === undefined) return groups;
  const members = large.flatMap((index) => sessions[index] ?? []);
  const { cut: inner } = cutSessions(members, options);
  if (inner === undefined || inner.silhouette < cut.silhouette) return groups;
  if (cut.count - 1 + inner.count > mostClusters) return groups;
  const parts = Array.from({ length: inner.count }, (): number[] => []);
  for (const [index, part] of inner.clusterOf.entries()) parts[part]?.push(large[index] ?? 0);
  return [...groups.filter((group) => group !== large), ...parts];
}

/** Looks distances up that stand row by row for i < j. */
function lookUp(distances: Float32Array, count: number): (i: number, j: number) => number {
  return (i, j) => {
    if (i === j) return 0;
    const [low, high] = i < j ? [i, j] : [j, i];
    return distances[low * count - (low * (low + 1)) / 2 + high - low - 1] ?? 0;
  };
}
