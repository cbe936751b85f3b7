import type { QueueEntry, Triage } from "../../cluster/triage-file.ts";
import { nameOfBlame } from "../decision/blame-names.ts";
import { countOf } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import type { ClusterView, TriagePage } from "./page-data.ts";
import { type PackedBlock, PagePack, packedBytes } from "./page-pack.ts";
import { placeSessions, shownSession } from "./sessions-page.ts";

/** More of these make neither a queue that is worked through nor a map that is read. */
const mostClusters = 200;
const mostPoints = 4_000;
const mostListed = 200;

/** The data of a triage's page within a number of bytes: queue, map, and the representatives of the clusters. */
export function packTriage(triage: Triage, budgetBytes: number): readonly PackedBlock[] {
  const marks = new Map(
    triage.queue.flatMap(({ firstBadStep }) => {
      if (firstBadStep?.at.step === undefined) return [];
      const { turn, step } = firstBadStep.at;
      return [[firstBadStep.session, { turn, step }] as const];
    }),
  );
  const shown = triage.examples.map((session) => {
    const { row, kept } = shownSession(session, {}, marks.get(session.id));
    return { row: { ...row, standing: "failed" as const }, kept };
  });
  const { rows, blocks } = placeSessions(shown);
  const page = pageOf(triage, rows);
  const room = new PagePack(budgetBytes - packedBytes(page) - 100);
  blocks.pack(room);
  const pack = new PagePack(budgetBytes);
  pack.add("page", page);
  return [...pack.blocks, ...room.blocks];
}

function pageOf(triage: Triage, sessions: TriagePage["sessions"]): TriagePage {
  const { queue, failures, failing, unclustered, resolved } = triage;
  const places = new Map(queue.slice(0, mostClusters).map(({ id }, place) => [id, place]));
  return {
    kind: "triage",
    title: `Triage · ${countOf(failing, "failing session")}`,
    headline: headlineOf(triage),
    clusters: queue.slice(0, mostClusters).map(clusterView),
    unclustered: unclustered.slice(0, mostListed).map((id) => terminalText(id, 120)),
    resolved: resolved.slice(0, mostListed).map(labelOfKnown),
    points: failures.slice(0, mostPoints).map(({ id, cluster, x, y }) => {
      const place = cluster === undefined ? undefined : places.get(cluster);
      return [terminalText(id, 120), place ?? -1, rounded(x), rounded(y)] as const;
    }),
    pointsLeftOut: Math.max(0, failures.length - mostPoints),
    sessions,
  };
}

function headlineOf({ sessions, failing, queue }: Triage): string {
  const head = `${failing} of ${countOf(sessions, "session")} failed`;
  if (failing === 0) return `${head}: nothing to look at.`;
  if (queue.length === 0) return `${head}, and they have nothing in common that makes clusters.`;
  return `${head}, in ${countOf(queue.length, "cluster")}. The most urgent first.`;
}

function clusterView(entry: QueueEntry): ClusterView {
  const { firstBadStep: blame, nearestCase: nearest, dimension } = entry;
  return {
    id: entry.id,
    label: terminalText(entry.label),
    change: entry.change,
    ...(entry.before !== undefined && { before: entry.before }),
    size: entry.sessions.length,
    share: entry.share,
    severity: entry.severity,
    urgency: entry.urgency,
    ...(dimension !== undefined && { dimension: terminalText(dimension, 80) }),
    path: entry.path.slice(0, 12).map((name) => terminalText(name, 80)),
    representative: terminalText(entry.representative, 120),
    sessions: entry.sessions.slice(0, mostListed).map((id) => terminalText(id, 120)),
    lifts: entry.lifts
      .slice(0, 5)
      .map(({ version, lift }) => `${terminalText(version, 80)} ×${lift.toFixed(1)}`),
    modes: entry.modes
      .slice(0, 5)
      .map(
        ({ mode, sessions, what }) =>
          `${mode} (${countOf(sessions, "session")}): ${terminalText(what).replace(/\.$/, "")}`,
      ),
    ...(blame !== undefined && {
      blame: {
        at: blame.at.step === undefined ? `${blame.at.turn}` : `${blame.at.turn}.${blame.at.step}`,
        lines: [
          `${nameOfBlame(blame.kind)} (${blame.tier}): ${terminalText(blame.what, 300)}`,
          terminalText(blame.why, 400),
          ...(blame.quote === undefined || blame.what.includes(blame.quote)
            ? []
            : [`“${terminalText(blame.quote, 300)}”`]),
        ],
      },
    }),
    ...(nearest !== undefined && {
      nearestCase: `${terminalText(nearest.id, 80)} (${Math.round(100 * nearest.likeness)} % alike${nearest.isGuarding ? ", guards" : ", does not guard"})`,
    }),
  };
}

function labelOfKnown({ terms, dimension, id }: Triage["resolved"][number]): string {
  return terminalText(terms.length === 0 ? (dimension ?? id) : terms.join(", "));
}

function rounded(share: number): number {
  return Math.round(1_000 * share) / 1_000;
}
