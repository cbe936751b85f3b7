import { type ClusterLabel, labelClusters } from "./cluster-labels.ts";
import { type AxisWeights, defaultWeights, type FailureSignature } from "./failure-signature.ts";
import { type MapPosition, mapPositions } from "./map-positions.ts";
import type { Point, SignatureSpace } from "./signature-distance.ts";
import { cutSessions, splitLarge } from "./split-large.ts";

/** Failing sessions that failed alike. */
export type SessionCluster = ClusterLabel & {
  /** The session that is nearest to all others of the cluster. */
  readonly representative: string;
  /** Ids of its sessions, the representative first, then by their distance from it. */
  readonly sessions: readonly string[];
};

export type Clustering = {
  /** Largest first. Empty where the sessions do not fall into groups: nothing is made up then. */
  readonly clusters: readonly SessionCluster[];
  /** Mean silhouette of the best cut, in [−1, 1]; absent where there was nothing to cut. */
  readonly silhouette?: number;
  /** Where each session lies on the map, by its id. */
  readonly positions: ReadonlyMap<string, MapPosition>;
};

export type ClusterOptions = {
  readonly weights?: AxisWeights;
  /** A best cut below it is no clustering. */
  readonly silhouetteFloor?: number;
  /** Vectors of the texts by the session's id, all of one length, each of length 1: they stand for the words. */
  readonly vectors?: ReadonlyMap<string, Float32Array>;
};

/** Where the sessions are more than `mostWhole`, a sample of `sampleSize` is clustered, and the others join it. */
const mostWhole = 4000;
const sampleSize = 1500;
/** Fifty unrelated sessions stay below it, seven modes with a tenth of noise far above. */
const defaultSilhouetteFloor = 0.1;

/**
 * Groups failing sessions by how they failed: weighted distances, average linkage, and the cut that separates best. A
 * group of more than half of them is cut again by itself.
 *
 * The same sessions give the same clusters, in whatever order they come. Fewer than two groups are none.
 */
export function clusterSessions(
  sessions: readonly FailureSignature[],
  {
    weights = defaultWeights,
    silhouetteFloor = defaultSilhouetteFloor,
    vectors,
  }: ClusterOptions = {},
): Clustering {
  const sorted = sessions.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  const most = vectors === undefined ? mostWhole : sampleSize;
  const sample = sorted.length > most ? everyNth(sorted, sampleSize) : sorted;
  const { space, distance, cut } = cutSessions(sample, { weights, vectors });
  const { points } = space;
  const places = mapPositions(points.length, distance);
  const positions = new Map(
    sample.map(({ sessionId }, index) => [sessionId, places[index] ?? middle]),
  );
  if (cut === undefined || cut.silhouette < silhouetteFloor) {
    const silhouette = cut === undefined ? {} : { silhouette: cut.silhouette };
    for (const { sessionId } of sorted)
      if (!positions.has(sessionId)) positions.set(sessionId, middle);
    return { clusters: [], positions, ...silhouette };
  }
  const groups = splitLarge(sample, cut, { weights, vectors });
  const medoids = groups.map((group) => medoidOf(group, distance));
  const members = groups.map((group) => group.map((index) => sample[index]).filter(isThere));
  const toMedoid = new Map<FailureSignature, number>();
  for (const [cluster, group] of groups.entries())
    for (const index of group) {
      const signature = sample[index];
      if (signature !== undefined) toMedoid.set(signature, distance(index, medoids[cluster] ?? 0));
    }
  if (sample.length < sorted.length) {
    const centres = groups.map((group) => space.centreOf(group));
    const centrePlaces = medoids.map((medoid) => places[medoid] ?? middle);
    const isSampled = new Set(sample);
    for (const signature of sorted) {
      if (isSampled.has(signature)) continue;
      const point = space.place(signature);
      const means = centres.map((centre) => space.meanDistance(point, centre));
      const nearest = means.indexOf(Math.min(...means));
      members[nearest]?.push(signature);
      toMedoid.set(signature, between(space, point, points[medoids[nearest] ?? 0]));
      positions.set(signature.sessionId, placeBetween(centrePlaces, means));
    }
  }
  const labels = labelClusters(members);
  const clusters = labels.map((label, index) => {
    const first = sample[medoids[index] ?? 0]?.sessionId ?? "";
    return {
      ...label,
      representative: first,
      sessions: byDistance(members[index] ?? [], first, toMedoid),
    };
  });
  return {
    clusters: clusters.toSorted(
      (a, b) =>
        b.sessions.length - a.sessions.length || (a.representative < b.representative ? -1 : 1),
    ),
    silhouette: cut.silhouette,
    positions,
  };
}

const middle: MapPosition = { x: 0.5, y: 0.5 };

/** A session that was not among those that the map was made of lies between the clusters, by how near each is. */
function placeBetween(centres: readonly MapPosition[], distances: readonly number[]): MapPosition {
  let [x, y, total] = [0, 0, 0];
  for (const [index, centre] of centres.entries()) {
    const weight = 1 / (0.01 + (distances[index] ?? 1)) ** 4;
    x += weight * centre.x;
    y += weight * centre.y;
    total += weight;
  }
  return { x: Math.round((1000 * x) / total) / 1000, y: Math.round((1000 * y) / total) / 1000 };
}

/** Spread evenly over the order of ids, which says nothing about how a session failed. */
function everyNth<T>(all: readonly T[], count: number): readonly T[] {
  return Array.from({ length: count }, (_, n) => all[Math.floor((n * all.length) / count)]).filter(
    isThere,
  );
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function between(space: SignatureSpace, a: Point | undefined, b: Point | undefined): number {
  return a === undefined || b === undefined ? 1 : space.distance(a, b);
}

/** The member whose distances to all others add up to the least. */
function medoidOf(group: readonly number[], distance: (i: number, j: number) => number): number {
  let best = group[0] ?? 0;
  let least = Number.POSITIVE_INFINITY;
  for (const one of group) {
    let sum = 0;
    for (const other of group) sum += distance(one, other);
    if (sum < least) {
      least = sum;
      best = one;
    }
  }
  return best;
}

function byDistance(
  members: readonly FailureSignature[],
  first: string,
  toMedoid: ReadonlyMap<FailureSignature, number>,
): readonly string[] {
  return members
    .map((signature) => ({
      id: signature.sessionId,
      distance: signature.sessionId === first ? -1 : (toMedoid.get(signature) ?? 1),
    }))
    .toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
