import { type Blame } from "../../blame/blame.ts";
import {
  type DuplicateSession,
  mostBlamedChars,
  type ProposalPlan,
} from "../../intake/plan-proposal.ts";
import type { Session } from "../../trace/session.ts";
import { stepsOf, toolStepsOf } from "../../trace/steps.ts";
import { type Block, fitBlocks } from "../fit-blocks.ts";
import { codeName, inlineText } from "../markdown.ts";
import { countOf, grouped, listText } from "../numbers.ts";
import { redactedText } from "./redacted-text.ts";

/** One trace that the report names, and what became of it. Labels and reasons may hold untrusted text. */
export type TraceAccount = {
  /** Where it was, such as “the text of the report”. */
  readonly label: string;
  readonly outcome:
    | { readonly kind: "read"; readonly formats: readonly string[] }
    | { readonly kind: "refused"; readonly reason: string; readonly fix: string };
};

/** All that the bot says under a report. */
export type ReportAnswer = {
  readonly issue: number;
  readonly traces: readonly TraceAccount[];
  readonly sessions: readonly Session[];
  /** What importers left out, with how often. */
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
  readonly redacted: readonly { readonly kind: string; readonly count: number }[];
  readonly isAmbiguous: boolean;
  readonly plan?: ProposalPlan;
  /** The dimension that the report names, where the dataset has none of that name. */
  readonly unknownDimension?: string;
  readonly dimensions: readonly string[];
  readonly hasTruth: boolean;
  /** How many cases of the dataset come from the cluster that the first case belongs to. */
  readonly alike: number;
  readonly outcome: ReportOutcome;
};

/** What became of a report. */
export type ReportOutcome =
  | { readonly kind: "proposed"; readonly number: number; readonly isNew: boolean }
  /** The branch was changed by hand, so nothing is written over it. */
  | { readonly kind: "kept"; readonly number: number }
  /** The report names no trace, and its pull request has one: it stays as it is. */
  | { readonly kind: "left"; readonly number: number }
  | { readonly kind: "closed" | "merged"; readonly number: number }
  | {
      readonly kind: "duplicate";
      /** The pull request of this report that held the same: closed, or left since people changed it. */
      readonly own?: { readonly number: number; readonly isClosed: boolean };
    }
  | { readonly kind: "needs"; readonly what: readonly string[] }
  /** Something could not be done safely; says what to do. Holds nothing of the report's text. */
  | { readonly kind: "stopped"; readonly reason: string; readonly fix: string };

const budgetBytes = 60_000;
const tooLong = `**First bad step** not looked for: the session holds more than ${grouped(mostBlamedChars)} characters. \`tracegate blame\` takes the time for it.`;
const needsHead = "**It still needs**";

/** The bot's one comment under a report: what was read, what it looks like, what became of it and what it still needs. */
export function renderReportAnswer(answer: ReportAnswer): string {
  const { plan } = answer;
  const [first] = plan?.cases ?? [];
  const blocks: Block[] = [
    whole(headline(answer)),
    ...present(readLine(answer)),
    ...present(redactedLine(answer)),
    ...present(first?.blame && suspicion(first.blame, first.failureMode)),
    ...present(first?.isLong === true ? tooLong : undefined),
    ...present(first?.cluster && clusterLine(first.cluster, answer.alike)),
    ...present(similarLine(answer)),
    {
      kind: "list",
      head: needsHead,
      items: needs(answer).map((need) => `- ${need}`),
      foot: "",
      leftOut: (count) => `- and ${countOf(count, "more thing")}`,
      rank: 1,
    },
    {
      kind: "list",
      head: `<details><summary>Not read of the trace: ${countOf(answer.dropped.length, "kind of thing")}</summary>\n`,
      items: answer.dropped.map(
        ({ reason, count }) => `- ${inlineText(reason)} (${grouped(count)} ×)`,
      ),
      foot: "\n</details>",
      leftOut: (count) => `- and ${countOf(count, "other")}`,
      rank: 2,
    },
    whole("<sub>I edit this comment from now on. `/tracegate help` lists what else I do.</sub>"),
  ];
  return fitBlocks(blocks, budgetBytes);
}

/**
 * The same comment once a pull request brought the report's cases into the dataset: what was still needed is no more. As it is
 * where it says that already. All else in it is escaped, so that no line of anybody's is taken for ours.
 */
export function settleReportAnswer(body: string, number: number): string {
  const lines = body.replaceAll("\r\n", "\n").split("\n");
  const start = lines.indexOf(needsHead);
  if (start === -1) return body;
  const length = lines.slice(start).findIndex((line) => line === "");
  const rest = length === -1 ? [] : lines.slice(start + length);
  return [
    ...lines.slice(0, start),
    `**Merged** #${number} brought it into the dataset.`,
    ...rest,
  ].join("\n");
}

function whole(text: string): Block {
  return { kind: "whole", text };
}

function present(text: string | undefined): readonly Block[] {
  return text === undefined || text === "" ? [] : [whole(text)];
}

function headline({ outcome, plan, issue }: ReportAnswer): string {
  switch (outcome.kind) {
    case "proposed": {
      const names = listText((plan?.cases ?? []).map(({ id }) => codeName(id)));
      const what = (plan?.cases.length ?? 0) === 1 ? `the case ${names}` : `the cases ${names}`;
      return `### ${outcome.isNew ? "Opened" : "Brought up to date:"} #${outcome.number} with ${what}`;
    }
    case "kept":
      return `### #${outcome.number} was changed by hand, so I leave it as it is\n\`/tracegate retry\` drafts it again from the report, over those changes.`;
    case "left":
      return `### #${outcome.number} stays as it is: the report names no other trace`;
    case "closed":
      return `### #${outcome.number} was closed, so I propose nothing again\n\`/tracegate retry\` opens another pull request.`;
    case "merged":
      return `### #${outcome.number} brought this report into the dataset`;
    case "duplicate":
      return `### This is known already: ${(plan?.duplicates ?? []).slice(0, 5).map(describeDuplicate).join(", ")}\nNothing is added twice${ownPull(outcome.own)}. \`/tracegate duplicate of #<number>\` closes #${issue} in favour of another report.`;
    case "needs":
      return "### I cannot make a case of this report yet";
    case "stopped":
      return `### Nothing was stored: ${outcome.reason}\n${outcome.fix}`;
  }
}

function ownPull(own: { readonly number: number; readonly isClosed: boolean } | undefined): string {
  if (own === undefined) return "";
  return own.isClosed
    ? `, so I closed #${own.number}`
    : `: #${own.number} holds it too, but was changed by hand, so I leave it open. Close one of them`;
}

function describeDuplicate(one: DuplicateSession): string {
  return one.kind === "case" ? `case ${codeName(one.id)}` : `#${one.number}`;
}

function readLine({ traces, sessions }: ReportAnswer): string | undefined {
  const read = traces.flatMap(({ label, outcome }) =>
    outcome.kind === "read" ? [{ label, formats: outcome.formats }] : [],
  );
  if (read.length === 0 || sessions.length === 0) return undefined;
  const turns = sessions.reduce((sum, session) => sum + session.turns.length, 0);
  const steps = sessions.reduce((sum, session) => sum + [...stepsOf(session)].length, 0);
  const tools = new Set(
    sessions.flatMap((session) => [...toolStepsOf(session)].map(({ step }) => step.name)),
  );
  const formats = [...new Set(read.flatMap((one) => one.formats))];
  const counts = [
    sessions.length === 1 ? "" : countOf(sessions.length, "session"),
    countOf(turns, "turn"),
    countOf(steps, "step"),
    countOf(tools.size, "tool"),
  ].filter((part) => part !== "");
  const labels = [...new Set(read.map(({ label }) => label))].join(", ");
  const format = `${formats.length === 1 ? "format" : "formats"} ${listText(formats, formats.length)}`;
  return `Read ${labels} (${format}: ${counts.join(", ")}).`;
}

function redactedLine({ redacted, sessions }: ReportAnswer): string | undefined {
  if (sessions.length === 0) return undefined;
  if (redacted.length === 0) return "Found no secret and no personal data in it.";
  return `Redacted ${listText(redacted.map(redactedText), 10)} before storing anything. The report itself still shows what was pasted or uploaded: **change every secret that stood in it**, and delete the upload.`;
}

function suspicion({ at, what, why, tier }: Blame, mode: string | undefined): string {
  const place =
    at.step === undefined ? `the reply of turn ${at.turn}` : `turn ${at.turn}, step ${at.step}`;
  const looks = mode === undefined ? "" : `Looks like **${inlineText(mode, 60)}**. `;
  const sure = tier === "suspected" ? "I suspect " : "";
  return `${looks}**First bad step** ${sure}${place}: ${inlineText(what, 200)}. ${inlineText(why, 300)}`;
}

function clusterLine(cluster: string, alike: number): string {
  const others =
    alike === 0
      ? "no other case comes from it yet"
      : `${countOf(alike, "other case")} of the dataset ${alike === 1 ? "comes" : "come"} from it`;
  return `**Cluster** *${inlineText(cluster, 120)}*: ${others}.`;
}

function similarLine({ plan, outcome }: ReportAnswer): string | undefined {
  if (plan === undefined) return undefined;
  const known = plan.duplicates.map(describeDuplicate);
  const similar = plan.cases.flatMap(({ similar: all }) =>
    all.map(({ id, likeness }) => `${codeName(id)} (${Math.round(likeness * 100)} % of the words)`),
  );
  const parts = [
    known.length > 0 && outcome.kind !== "duplicate"
      ? `Known already, and not added twice: ${known.slice(0, 5).join(", ")}.`
      : "",
    similar.length > 0 ? `**Similar cases** ${[...new Set(similar)].slice(0, 5).join(", ")}.` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join("\n");
}

function needs(answer: ReportAnswer): readonly string[] {
  const { outcome, traces, isAmbiguous, unknownDimension, dimensions, hasTruth, plan } = answer;
  const refused = traces.flatMap(({ label, outcome: of }) =>
    of.kind === "refused" ? [`${label} could not be read: ${of.reason}. ${of.fix}`] : [],
  );
  const isOpen = ["proposed", "kept", "left"].includes(outcome.kind);
  return [
    ...(outcome.kind === "needs" ? outcome.what : []),
    ...refused,
    ...(isAmbiguous
      ? [
          "a look at the report: a field holds a line that reads like one of the form's own headings, so a field may have been cut in the wrong place. Put such lines into a code block.",
        ]
      : []),
    ...(unknownDimension === undefined
      ? []
      : [
          `a dimension that the dataset has (${listText(dimensions.map(codeName), 10)}); the report names ${inlineText(unknownDimension, 60)}.`,
        ]),
    ...(isOpen && !hasTruth
      ? [
          "the truth: what should the agent have said? Edit the report, or reply `/tracegate truth …`.",
        ]
      : []),
    ...(isOpen ? ["the sign-off of an expert, on the pull request."] : []),
    ...((plan?.leftOut ?? 0) > 0
      ? [
          `another report for ${countOf(plan?.leftOut ?? 0, "more session")} of the trace: one pull request takes 12.`,
        ]
      : []),
  ];
}
