import type { Blame } from "../../blame/blame.ts";
import type { ProposedCase } from "../../intake/plan-proposal.ts";
import { type ProposalMarker, writeProposalMarker } from "../../intake/proposal-marker.ts";
import type { Report } from "../../intake/report.ts";
import { describeAnswer, describeCall } from "../../trace/describe-step.ts";
import type { Session, Step, Turn } from "../../trace/session.ts";
import { type Block, fitBlocks } from "../fit-blocks.ts";
import { codeName, fencedBlock, inlineText } from "../markdown.ts";
import { countOf, listText } from "../numbers.ts";
import { type ProposalChecks, renderProposalChecks } from "./proposal-checks.ts";
import { redactedText } from "./redacted-text.ts";

export type ProposalBody = {
  readonly marker: ProposalMarker;
  readonly report: Report;
  readonly cases: readonly ProposedCase[];
  readonly redacted: readonly { readonly kind: string; readonly count: number }[];
  readonly experts: readonly string[];
  /** The judges that the cases name. */
  readonly judges: readonly string[];
};

const budgetBytes = 60_000;

/** Title of a pull request that adds cases. */
export function proposalTitle(issue: number, cases: readonly ProposedCase[]): string {
  const [first] = cases;
  const what = cases.length === 1 ? `case ${first?.id ?? ""}` : countOf(cases.length, "case");
  return `Add ${what} (from #${issue})`;
}

/** The text of a pull request that adds cases: what happened, what should, what is checked, how to sign, what comes of it. */
export function renderProposalBody(body: ProposalBody): string {
  const { marker, report, cases, redacted, experts, judges } = body;
  const [first] = cases;
  const heading =
    cases.length === 1
      ? `### Add case ${codeName(first?.id ?? "")} (from #${marker.issue})`
      : `### Add ${countOf(cases.length, "case")} (from #${marker.issue})`;
  const list = redacted.map(redactedText);
  const similar = [...new Set(cases.flatMap((one) => one.similar.map(({ id }) => codeName(id))))];
  const blocks: Block[] = [
    whole(`${writeProposalMarker(marker)}\n${heading}`),
    ...prose("What was reported", report.wrong),
    whole("**What happened**"),
    ...cases.flatMap((one, index) =>
      timeline(one, { isAlone: cases.length === 1, rank: index + 1 }),
    ),
    ...(report.expected === ""
      ? [
          whole(
            "**What should happen** nobody has said yet: reply `/tracegate truth …` under the report.",
          ),
        ]
      : prose("What should happen", report.expected)),
    whole(cases.map((one) => expectationLine(one, cases.length === 1)).join("\n")),
    whole(
      `**Redacted** ${list.length === 0 ? "nothing was found" : list.join(", ")}. **Similar cases** ${similar.length === 0 ? "none" : listText(similar, 5)}.`,
    ),
    ...renderProposalChecks({ cases: cases.length, judges, experts }).map(whole),
  ];
  return fitBlocks(blocks, budgetBytes);
}

function whole(text: string): Block {
  return { kind: "whole", text };
}

function prose(title: string, text: string): readonly Block[] {
  if (text === "") return [];
  if (!text.includes("\n") && text.length <= 400)
    return [whole(`**${title}** ${inlineText(text, 400)}`)];
  return [whole(`**${title}**\n\n${fencedBlock(text, 4_000)}`)];
}

function expectationLine({ id, expectations }: ProposedCase, isAlone: boolean): string {
  const held = expectations.map(
    ({ evaluator, dimension }) => `${codeName(evaluator)} (${inlineText(dimension, 60)})`,
  );
  return `**Held to** ${isAlone ? "" : `${codeName(id)}: `}${held.join(", ")}`;
}

function timeline(
  { id, session, blame }: ProposedCase,
  { isAlone, rank }: { readonly isAlone: boolean; readonly rank: number },
): readonly Block[] {
  const items = session.turns.map((turn, index) => turnLines(turn, index + 1, blame));
  return [
    {
      kind: "list",
      head: isAlone
        ? ""
        : `<details><summary>${codeNameHtml(id)}: ${describeLength(session)}</summary>\n`,
      items,
      foot: isAlone ? "" : "\n</details>",
      leftOut: (count) => `\n… and ${countOf(count, "more turn")}: see the file in \`sessions/\`.`,
      rank,
    },
  ];
}

function describeLength({ turns }: Session): string {
  return countOf(turns.length, "turn");
}

/** A name of ours holds letters, digits and dashes only. */
function codeNameHtml(id: string): string {
  return `<code>${id}</code>`;
}

function turnLines(
  { user, steps, reply, error }: Turn,
  turn: number,
  blame: Blame | undefined,
): string {
  const lines = steps.flatMap((step, index) => stepLine(step, `${turn}.${index + 1}`));
  const isBad = blame?.at.turn === turn;
  const bad = isBad
    ? `\n> ⚠ **first bad step**, ${place(blame)}: ${inlineText(blame.what, 200)}`
    : "";
  const ended =
    error === undefined ? "no reply was captured" : `error: ${inlineText(error.message, 200)}`;
  return [
    `**User** ${user === "" ? "*(said nothing)*" : inlineText(user, 600)}  `,
    ...(lines.length === 0
      ? []
      : [
          `<details><summary>${countOf(lines.length, "tool call")}</summary>\n`,
          ...lines.slice(0, 30),
          ...(lines.length > 30 ? [`- and ${countOf(lines.length - 30, "more call")}`] : []),
          "\n</details>\n",
        ]),
    `**Agent** ${reply === undefined ? `*(${ended})*` : inlineText(reply, 1000)}${bad}`,
    "",
  ].join("\n");
}

function place({ at }: Blame): string {
  return at.step === undefined ? "in the reply" : `step ${at.turn}.${at.step}`;
}

function stepLine(step: Step, id: string): readonly string[] {
  if (step.kind !== "tool") return [];
  return [
    `- ${id} ${inlineText(describeCall(step), 300)} → ${inlineText(describeAnswer(step), 200)}`,
  ];
}

/** The text of a pull request that a case was split off to. */
export function renderPartBody(
  {
    marker,
    from,
    id,
    issue,
  }: {
    readonly marker?: ProposalMarker;
    /** The pull request that it was split off, and the report of both. */
    readonly from: number;
    readonly issue: number;
    readonly id: string;
  },
  checks: Omit<ProposalChecks, "cases">,
): string {
  return `${[
    `${marker === undefined ? "" : `${writeProposalMarker(marker)}\n`}### Add case ${codeName(id)} (from #${issue})`,
    `A part of #${from}, where the conversation stands in the description; the session is in \`sessions/\`.`,
    ...renderProposalChecks({ ...checks, cases: 1 }),
  ].join("\n\n")}\n`;
}

/** The text of a pull request of which cases were split off: what it said, below what it holds now and where the others are. */
export function renderSplitBody(
  body: string,
  marker: ProposalMarker,
  { id, parts }: { readonly id: string; readonly parts: readonly number[] },
): string {
  const [, ...rest] = body.split(/\r?\n/);
  const pulls = listText(
    parts.map((number) => `#${number}`),
    parts.length,
  );
  const others =
    parts.length === 1
      ? "The other case of this description has a pull request of its own"
      : "The other cases of this description have pull requests of their own";
  return [
    writeProposalMarker(marker),
    `> **Split**: this holds ${codeName(id)} now. ${others}: ${pulls}.`,
    "",
    ...rest,
  ].join("\n");
}
