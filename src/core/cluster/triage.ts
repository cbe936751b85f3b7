import type { ModeFinding } from "../modes/mode-finding.ts";
import { type ClusterOptions, clusterSessions } from "./cluster-sessions.ts";
import type { FailureSignature } from "./failure-signature.ts";
import { nameClusters } from "./name-clusters.ts";
import {
  type ClusterChange,
  type ClusterMode,
  type KnownCluster,
  type Lift,
  type QueueEntry,
  type Triage,
  triageSchema,
} from "./triage-file.ts";

export type TriageOptions = ClusterOptions & {
  readonly sessions: number;
  /** Floors of the dimensions, each in (0, 1). */
  readonly floors: ReadonlyMap<string, number>;
  /** The clusters of the triage before. */
  readonly known?: readonly KnownCluster[];
  /** The failure modes that were recognised in each session, by its id; none where it is left out. */
  readonly modes?: ReadonlyMap<string, readonly ModeFinding[]>;
  /** The file that each session stands in, by its id. */
  readonly files?: ReadonlyMap<string, string>;
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
  const { clusters: found, silhouette, positions } = clusterSessions(failing, options);
  const { modes = none, files } = options;
  const { clusters, resolved } = nameClusters(found, options.known);
  const bySession = new Map(failing.map((one) => [one.sessionId, one]));
  const everywhere = countVersions(failing);
  const queue = clusters.map((cluster): QueueEntry => {
    const members = cluster.sessions.flatMap((id) => bySession.get(id) ?? []);
    const severity = severityOf(members, options.floors);
    return {
      ...cluster,
      label: labelOf(cluster),
      share: cluster.sessions.length / failing.length,
      severity,
      urgency: cluster.sessions.length * severity * newness[cluster.change],
      lifts: liftsOf(members, { everywhere, all: failing.length }),
      modes: countModes(cluster.sessions, modes),
    };
  });
  const clusterOf = new Map(
    clusters.flatMap(({ id, sessions }) => sessions.map((session) => [session, id] as const)),
  );
  return {
    schema: triageSchema,
    sessions: options.sessions,
    failing: failing.length,
    queue: queue.toSorted((a, b) => b.urgency - a.urgency || (a.id < b.id ? -1 : 1)),
    unclustered: failing.map(({ sessionId }) => sessionId).filter((id) => !clusterOf.has(id)),
    ...(silhouette !== undefined && { silhouette }),
    resolved,
    failures: failing
      .map(({ sessionId: id, dimensions }) => {
        const [file, cluster] = [files?.get(id), clusterOf.get(id)];
        return {
          id,
          ...(file !== undefined && { file }),
          ...(cluster !== undefined && { cluster }),
          dimensions,
          modes: [...new Set((modes.get(id) ?? []).map(({ mode }) => mode))],
          ...(positions.get(id) ?? { x: 0.5, y: 0.5 }),
        };
      })
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    examples: [],
  };
}

const none: ReadonlyMap<string, readonly ModeFinding[]> = new Map();

/** What a cluster is called: its terms, else its dimension, else its name. */
export function labelOf({
  terms,
  dimension,
  id,
}: Pick<KnownCluster, "terms" | "dimension" | "id">): string {
  return terms.length === 0 ? (dimension ?? id) : terms.join(", ");
}

function countModes(
  sessions: readonly string[],
  modes: ReadonlyMap<string, readonly ModeFinding[]>,
): readonly ClusterMode[] {
  const counts = new Map<ClusterMode["mode"], { sessions: number; what: string }>();
  for (const session of sessions) {
    const found = new Map((modes.get(session) ?? []).map((one) => [one.mode, one.what] as const));
    for (const [mode, what] of found) {
      const known = counts.get(mode);
      if (known === undefined) counts.set(mode, { sessions: 1, what });
      else known.sessions += 1;
    }
  }
  return [...counts]
    .map(([mode, count]) => ({ mode, ...count }))
    .toSorted((a, b) => b.sessions - a.sessions || (a.mode < b.mode ? -1 : 1));
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
