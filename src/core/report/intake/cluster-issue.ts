import type { QueueEntry } from "../../cluster/triage-file.ts";
import {
  type FieldId,
  formFields,
  noResponse,
  type Severity,
  unknownDimension,
} from "../../intake/issue-form.ts";
import type { Session } from "../../trace/session.ts";
import { nameOfBlame, nameOfPlace } from "../decision/blame-names.ts";
import { fencedBlock, inlineText } from "../markdown.ts";
import { countOf } from "../numbers.ts";

/** An issue about one cluster, in the shape of the form `agent-failure.yml`. */
export type ClusterIssue = {
  /** The first line, by which it is found again. */
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /** The lines that later runs replace; the rest of the issue belongs to whoever edits it. */
  readonly counts: string;
};

/** GitHub takes 65,536 characters; traces leave room for the rest. */
const mostTraceChars = 50_000;
const countsStart = "<!-- tracegate:counts -->";
const countsEnd = "<!-- /tracegate:counts -->";

/** The issue of a cluster, with as many of its sessions attached as fit. `sessions` are redacted. */
export function clusterIssue(entry: QueueEntry, sessions: readonly Session[]): ClusterIssue {
  const marker = `<!-- tracegate:cluster ${entry.id} -->`;
  const counts = `${countsStart}\n${describeCounts(entry)}\n${countsEnd}`;
  const traces = fittingTraces(sessions);
  const [first] = sessions;
  const values: Readonly<Record<FieldId, string>> = {
    asked: first === undefined ? noResponse : askedBy(first),
    wrong: `${whatWentWrong(entry)}\n\n${counts}`,
    expected: noResponse,
    dimension: entry.dimension ?? unknownDimension,
    severity: severityName(entry.severity),
    file: noResponse,
    trace: traces === "" ? noResponse : fenced(traces),
    place: noResponse,
  };
  const fields = formFields.map(({ id, label }) => `### ${label}\n\n${values[id]}`);
  return {
    marker,
    title: `[agent] ${plainTitle(entry.label)}`,
    body: `${marker}\n\n${fields.join("\n\n")}\n`,
    counts,
  };
}

/** An issue with the counts of today in place of those that stood there; as it was where somebody took them out. */
export function withNewCounts(body: string, { counts }: ClusterIssue): string {
  const start = body.indexOf(countsStart);
  const end = body.indexOf(countsEnd, start);
  if (start < 0 || end < 0) return body;
  return `${body.slice(0, start)}${counts}${body.slice(end + countsEnd.length)}`;
}

function describeCounts({
  sessions,
  share,
  change,
  before,
  lifts,
  nearestCase,
}: QueueEntry): string {
  const since = change === "new" || before === undefined ? "" : `, ${before} in the triage before`;
  const lifted = lifts
    .slice(0, 3)
    .map(({ version, lift }) => `${inlineText(version, 80)} ×${lift.toFixed(1)}`);
  return [
    `${countOf(sessions.length, "session")}, ${Math.round(share * 100)} % of all failures${since}.`,
    ...(lifted.length === 0 ? [] : [`More often with: ${lifted.join(", ")}.`]),
    ...(nearestCase === undefined
      ? []
      : [
          `${nearestCase.isGuarding ? "A case guards it already" : "The nearest case"}: ${inlineText(nearestCase.id, 80)} (${Math.round(nearestCase.likeness * 100)} % alike).`,
        ]),
  ].join("\n");
}

function whatWentWrong({ label, modes, firstBadStep }: QueueEntry): string {
  const lines = [`${sentenceCase(inlineText(label, 200))}.`];
  if (firstBadStep !== undefined) {
    const { at, kind, what, quote, why } = firstBadStep;
    const said =
      quote === undefined || what.includes(quote) ? "" : `, then “${inlineText(quote, 300)}”`;
    lines.push(
      `It seems to begin at ${nameOfPlace(at)} (${nameOfBlame(kind)}): ${inlineText(what, 200)}${said}. ${inlineText(why, 400)}`,
    );
  }
  for (const { mode, what } of modes) lines.push(`Failure mode ${mode}: ${inlineText(what, 300)}`);
  return lines.join("\n\n");
}

function askedBy({ turns }: Session): string {
  const said = turns
    .filter(({ user }) => user.trim() !== "")
    .slice(0, 6)
    .map(({ user }) => `- ${inlineText(user, 400)}`);
  return said.length === 0 ? noResponse : said.join("\n");
}

/** JSON on one line each, so that no line of a session can read like a heading of the form. */
function fittingTraces(sessions: readonly Session[]): string {
  let text = "";
  for (const session of sessions) {
    const line = JSON.stringify(session);
    const longer = text === "" ? line : `${text}\n${line}`;
    if (longer.length <= mostTraceChars) text = longer;
  }
  return text;
}

function fenced(text: string): string {
  return fencedBlock(text, mostTraceChars + 1).replace(/^(`+)text\n/, "$1json\n");
}

function severityName(severity: number): Severity {
  if (severity >= 0.95) return "high";
  return severity >= 0.8 ? "medium" : "low";
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** GitHub shows titles as they are; mentions in them ring nobody, and control characters are gone. */
function plainTitle(label: string): string {
  return label
    .replaceAll(/[^\p{L}\p{N} ,.;:'→-]+/gu, " ")
    .trim()
    .slice(0, 120);
}
