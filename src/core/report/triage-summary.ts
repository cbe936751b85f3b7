import { labelOf } from "../cluster/triage.ts";
import type { QueueEntry, Triage } from "../cluster/triage-file.ts";
import { countOf } from "./numbers.ts";

/** How many lifted versions of a cluster are told. */
const mostLifts = 3;

/** The queue of a triage for a terminal, without a line break at the end. */
export function renderTriage(triage: Triage): string {
  const { sessions, failing, queue, unclustered, resolved, silhouette } = triage;
  const head = `${failing} of ${countOf(sessions, "session")} failed`;
  if (failing === 0) return `${head}: nothing to look at.`;
  if (queue.length === 0) {
    const best = silhouette === undefined ? "" : ` (best silhouette ${silhouette.toFixed(2)})`;
    return [
      `${head}, and no clusters were found${best}: they have nothing in common that tells them apart.`,
      ...listed(unclustered),
    ].join("\n");
  }
  return [
    `${head}, in ${countOf(queue.length, "cluster")}. The most urgent first:`,
    ...queue.flatMap((entry, place) => ["", ...describeEntry(entry, place + 1)]),
    ...(unclustered.length === 0 ? [] : ["", `In no cluster: ${unclustered.length}`]),
    ...(resolved.length === 0 ? [] : ["", `Gone since then: ${resolved.map(labelOf).join(" · ")}`]),
  ].join("\n");
}

function describeEntry(entry: QueueEntry, place: number): readonly string[] {
  const { sessions, share, change, dimension, path, representative, lifts, id } = entry;
  const count = `${countOf(sessions.length, "session")} (${Math.round(share * 100)} %)`;
  const since = change === "same" ? "" : ` · ${change}`;
  const told = lifts
    .slice(0, mostLifts)
    .map(({ version, lift }) => `${version} ×${lift.toFixed(1)}`);
  return [
    `${place}. ${labelOf(entry)}  [${id}]`,
    `   ${count}${since}${dimension === undefined ? "" : ` · ${dimension}`}`,
    ...(path.length === 0 ? [] : [`   ${path.join(" → ")}`]),
    `   representative: ${representative}`,
    ...(told.length === 0 ? [] : [`   more often with: ${told.join(", ")}`]),
  ];
}

const mostListed = 20;

function listed(ids: readonly string[]): readonly string[] {
  const left = ids.length - mostListed;
  return [
    ...ids.slice(0, mostListed).map((id) => `  ${id}`),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ];
}
