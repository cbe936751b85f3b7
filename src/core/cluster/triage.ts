import { type ClusterOptions, clusterSessions } from "./cluster-sessions.ts";
import type { FailureSignature } from "./failure-signature.ts";
import {
  type ClusterChange,
  type KnownCluster,
  type NamedCluster,
  nameClusters,
} from "./name-clusters.ts";

/** Version of `triage.json`; readers refuse another major. */
export const triageSchema = "tracegate.triage/1";

/** The queue of what failed: what a person works through from the top. */
export type Triage = {
  readonly schema: typeof triageSchema;
  /** How many sessions were looked at, and how many of them failed. */
  readonly sessions: number;
  readonly failing: number;
  /** The most urgent first. Empty where the failures do not fall into groups. */
  readonly queue: readonly QueueEntry[];
  /** Failing sessions that are in no cluster; all of them where there are no clusters. */
  readonly unclustered: readonly string[];
  readonly silhouette?: number;
  /** Clusters of the triage before that are gone. */
  readonly resolved: readonly KnownCluster[];
};

export type QueueEntry = NamedCluster & {
  readonly change: ClusterChange;
  /** Of the failing sessions, in (0, 1]. */
  readonly share: number;
  /** In (0, 1]: the floor of the dimension that must be highest; .5 where no floor is known. */
  readonly severity: number;
  /** Size × severity × newness. */
  readonly urgency: number;
  /** What is more frequent here than among all failures, the strongest first. */
  readonly lifts: readonly Lift[];
};

/** How much more often a version of the agent stands in a cluster than among all failures. */
export type Lift = { readonly version: string; readonly lift: number; readonly sessions: number };

export type TriageOptions = ClusterOptions & {
  readonly sessions: number;
  /** Floors of the dimensions, each in (0, 1). */
  readonly floors: ReadonlyMap<string, number>;
  /** The clusters of the triage before. */
  readonly known?: readonly KnownCluster[];
};

const newness: Readonly<Record<ClusterChange, number>> = {
  new: 2,
  grown: 1.5,
  same: 1,
  shrunk: 0.75,
};
const unknownSeverity = 0.5;
/** What is less lifted than this is chance. */
const leastLift = 1.25;

/** Sorts failing sessions into a queue of clusters, under the names that they had before. */
export function triage(failing: readonly FailureSignature[], options: TriageOptions): Triage {
  const { clusters: found, silhouette } = clusterSessions(failing, options);
  const { clusters, resolved } = nameClusters(found, options.known);
  const bySession = new Map(failing.map((one) => [one.sessionId, one]));
  const everywhere = countVersions(failing);
  const queue = clusters.map((cluster): QueueEntry => {
    const members = cluster.sessions.flatMap((id) => bySession.get(id) ?? []);
    const severity = severityOf(members, options.floors);
    return {
      ...cluster,
      share: cluster.sessions.length / failing.length,
      severity,
      urgency: cluster.sessions.length * severity * newness[cluster.change],
      lifts: liftsOf(members, { everywhere, all: failing.length }),
    };
  });
  const clustered = new Set(clusters.flatMap(({ sessions }) => sessions));
  return {
    schema: triageSchema,
    sessions: options.sessions,
    failing: failing.length,
    queue: queue.toSorted((a, b) => b.urgency - a.urgency || (a.id < b.id ? -1 : 1)),
    unclustered: failing.map(({ sessionId }) => sessionId).filter((id) => !clustered.has(id)),
    ...(silhouette !== undefined && { silhouette }),
    resolved,
  };
}

function severityOf(
  members: readonly FailureSignature[],
  floors: ReadonlyMap<string, number>,
): number {
  const known = members
    .flatMap(({ dimensions }) => dimensions)
    .flatMap((dimension) => floors.get(dimension) ?? []);
  return known.reduce((most, floor) => Math.max(most, floor), 0) || unknownSeverity;
}

function countVersions(signatures: readonly FailureSignature[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { version } of signatures)
    for (const one of new Set(version)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function liftsOf(
  members: readonly FailureSignature[],
  { everywhere, all }: { readonly everywhere: ReadonlyMap<string, number>; readonly all: number },
): readonly Lift[] {
  return [...countVersions(members)]
    .map(([version, sessions]) => ({
      version,
      sessions,
      lift: sessions / members.length / ((everywhere.get(version) ?? all) / all),
    }))
    .filter(({ lift }) => lift >= leastLift)
    .toSorted((a, b) => b.lift - a.lift || (a.version < b.version ? -1 : 1));
}
