import { createHash } from "node:crypto";
import type { SessionCluster } from "./cluster-sessions.ts";
import type { ClusterChange, KnownCluster } from "./triage-file.ts";

/** A cluster under a name that it keeps while it grows and shrinks. */
export type NamedCluster = SessionCluster & {
  /** `c` and 8 hex digits. */
  readonly id: string;
};

export type NamedClustering = {
  readonly clusters: readonly (NamedCluster & {
    readonly change: ClusterChange;
    /** How many sessions it had before; absent where it is new. */
    readonly before?: number;
  })[];
  /** Clusters of the triage before that are in none of this one. */
  readonly resolved: readonly KnownCluster[];
};

/** Clusters that are less alike than this are two. */
const leastLikeness = 0.5;

/**
 * Names clusters, by those of the triage before where they are the same: they share sessions, or, in sessions of
 * another day, most words of their labels. The most alike pairs come first, and each name is given once.
 *
 * Without an older triage every cluster is new.
 */
export function nameClusters(
  clusters: readonly SessionCluster[],
  known: readonly KnownCluster[] = [],
): NamedClustering {
  const pairs = clusters
    .flatMap((cluster, index) =>
      known.map((old) => ({ index, old, alike: likeness(cluster, old) })),
    )
    .filter(({ alike }) => alike >= leastLikeness)
    .toSorted((a, b) => b.alike - a.alike || a.index - b.index || (a.old.id < b.old.id ? -1 : 1));
  const oldOf = new Map<number, KnownCluster>();
  const taken = new Set<string>();
  for (const { index, old } of pairs) {
    if (oldOf.has(index) || taken.has(old.id)) continue;
    oldOf.set(index, old);
    taken.add(old.id);
  }
  const ids = new Set(known.map(({ id }) => id));
  return {
    clusters: clusters.map((cluster, index) => {
      const old = oldOf.get(index);
      const id = old?.id ?? freshId(cluster, ids);
      ids.add(id);
      const before = old === undefined ? {} : { before: old.sessions.length };
      return { ...cluster, id, change: changeOf(cluster, old), ...before };
    }),
    resolved: known.filter(({ id }) => !taken.has(id)),
  };
}

/** The share of sessions that the smaller one has in the larger, or how much of their labels is the same; in [0, 1]. */
function likeness(cluster: SessionCluster, old: KnownCluster): number {
  const shared = new Set(cluster.sessions).intersection(new Set(old.sessions)).size;
  const ofSessions = shared / Math.min(cluster.sessions.length, old.sessions.length);
  const [a, b] = [labelOf(cluster), labelOf(old)];
  const both = a.intersection(b).size;
  return Math.max(ofSessions, both / Math.max(1, a.size + b.size - both));
}

function labelOf({
  terms,
  dimension,
  path,
}: Omit<KnownCluster, "id" | "sessions">): ReadonlySet<string> {
  return new Set([
    ...terms.map((term) => `term ${term}`),
    `dimension ${dimension ?? ""}`,
    `path ${JSON.stringify(path)}`,
  ]);
}

function freshId(cluster: SessionCluster, taken: ReadonlySet<string>): string {
  const label = JSON.stringify([...labelOf(cluster)]);
  for (let n = 0; ; n++) {
    const id = `c${createHash("sha256").update(`${label}${n}`).digest("hex").slice(0, 8)}`;
    if (!taken.has(id)) return id;
  }
}

function changeOf(cluster: SessionCluster, old: KnownCluster | undefined): ClusterChange {
  if (old === undefined) return "new";
  const more = cluster.sessions.length - old.sessions.length;
  if (more === 0) return "same";
  return more > 0 ? "grown" : "shrunk";
}
