import { labelOf } from "../../cluster/triage.ts";
import type { QueueEntry, Triage } from "../../cluster/triage-file.ts";
import { type FailureMode, failureModes } from "../../dataset/failure-modes.ts";
import { nameOfBlame, nameOfPlace } from "../decision/blame-names.ts";
import { countOf, percent } from "../numbers.ts";
import { terminalText } from "../wording.ts";

/** How many lifted versions of a cluster are told. */
const mostLifts = 3;

export type TriageView = {
  /** Only clusters in which this failure mode was recognised. */
  readonly mode?: FailureMode;
};

/** The queue of a triage for a terminal, without a line break at the end. */
export function renderTriage(triage: Triage, { mode }: TriageView = {}): string {
  const { sessions, failing, queue, unclustered, resolved, silhouette } = triage;
  const head = `${failing} of ${countOf(sessions, "session")} failed`;
  const gone =
    resolved.length === 0 ? [] : ["", `Gone since then: ${resolved.map(labelOf).join(" · ")}`];
  if (failing === 0) return [`${head}: nothing to look at.`, ...gone].join("\n");
  if (queue.length === 0) {
    const best = silhouette === undefined ? "" : ` (best silhouette ${silhouette.toFixed(2)})`;
    return [
      `${head}, and no clusters were found${best}: they have nothing in common that tells them apart.`,
      ...listed(unclustered),
      ...gone,
    ].join("\n");
  }
  const shown = queue
    .map((entry, index) => ({ entry, place: index + 1 }))
    .filter(({ entry }) => mode === undefined || entry.modes.some((one) => one.mode === mode));
  const hidden = queue.length - shown.length;
  if (mode !== undefined && shown.length === 0)
    return [
      `${head}, in ${countOf(queue.length, "cluster")}, of which none shows ${mode}.`,
      ...modesSeen(queue),
      ...gone,
    ].join("\n");
  return [
    `${head}, in ${countOf(queue.length, "cluster")}. The most urgent first:`,
    ...shown.flatMap(({ entry, place }) => ["", ...describeEntry(entry, place)]),
    ...(hidden === 0 ? [] : ["", `Without ${mode}: ${countOf(hidden, "cluster")}`]),
    ...(unclustered.length === 0 ? [] : ["", `In no cluster: ${unclustered.length}`]),
    ...gone,
  ].join("\n");
}

/** What one could ask for instead, the most frequent first. */
function modesSeen(queue: readonly QueueEntry[]): readonly string[] {
  const seen = failureModes
    .map((mode) => {
      const counts = queue.flatMap(({ modes }) =>
        modes.flatMap((one) => (one.mode === mode ? [one.sessions] : [])),
      );
      return { mode, clusters: counts.length, sessions: counts.reduce((sum, one) => sum + one, 0) };
    })
    .filter(({ clusters }) => clusters > 0)
    .toSorted((a, b) => b.sessions - a.sessions);
  if (seen.length === 0) return ["No failure mode was recognised in any of them."];
  return [
    "Recognised were:",
    ...seen.map(
      ({ mode, clusters, sessions }) =>
        `  ${mode}: ${countOf(sessions, "session")} in ${countOf(clusters, "cluster")}`,
    ),
  ];
}

function describeEntry(entry: QueueEntry, place: number): readonly string[] {
  const { sessions, share, change, before, dimension, path, representative, id, severity } = entry;
  const count = `${countOf(sessions.length, "session")} (${Math.round(share * 100)} %)`;
  const since =
    change === "same" ? "" : ` · ${change}${before === undefined ? "" : ` from ${before}`}`;
  const floor = dimension === undefined ? "" : ` · ${dimension}`;
  return [
    `${place}. ${terminalText(entry.label, 120)}  [${id}]`,
    `   ${count}${since}${floor} · severity ${severity.toFixed(2)}`,
    ...(path.length === 0 ? [] : [`   ${pathText(path)}`]),
    ...modeLines(entry),
    ...stepLines(entry),
    `   representative: ${representative}`,
    ...caseLines(entry),
    ...liftLines(entry),
  ];
}

const longestPath = 12;

function pathText(path: readonly string[]): string {
  const left = path.length - longestPath;
  const more = left > 0 ? ` → … ${left} more` : "";
  return `${path
    .slice(0, longestPath)
    .map((tool) => terminalText(tool, 60))
    .join(" → ")}${more}`;
}

function modeLines({ modes, sessions }: QueueEntry): readonly string[] {
  const [first] = modes;
  if (first === undefined) return [];
  const named = modes.map(({ mode, sessions: count }) => `${mode} ${count}/${sessions.length}`);
  return [`   ${named.join(", ")}: ${terminalText(first.what, 160)}`];
}

function stepLines({ firstBadStep }: QueueEntry): readonly string[] {
  if (firstBadStep === undefined) return [];
  const { at, kind, tier, what, quote } = firstBadStep;
  const said =
    quote === undefined || what.includes(quote) ? "" : `, then “${terminalText(quote, 120)}”`;
  return [
    `   first bad step: ${nameOfPlace(at)}, ${nameOfBlame(kind)} (${tier})`,
    `     ${terminalText(what, 160)}${said}`,
  ];
}

function caseLines({ nearestCase }: QueueEntry): readonly string[] {
  if (nearestCase === undefined) return [];
  const { id, likeness, isGuarding } = nearestCase;
  const alike = `${percent(Math.round(likeness * 100) / 100)} alike`;
  return [
    isGuarding
      ? `   guarded by: ${id} (${alike})`
      : `   no case guards it; nearest: ${id} (${alike})`,
  ];
}

function liftLines({ lifts }: QueueEntry): readonly string[] {
  const told = lifts
    .slice(0, mostLifts)
    .map(({ version, lift }) => `${version} ×${lift.toFixed(1)}`);
  return told.length === 0 ? [] : [`   more often with: ${told.join(", ")}`];
}

const mostListed = 20;

function listed(ids: readonly string[]): readonly string[] {
  const left = ids.length - mostListed;
  return [
    ...ids.slice(0, mostListed).map((id) => `  ${id}`),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ];
}
