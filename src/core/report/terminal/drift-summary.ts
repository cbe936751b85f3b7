import type { Drift } from "../../calibrate/drift.ts";
import type { WatchedJudge } from "../../calibrate/watched-judge.ts";
import { visibleText } from "../../text/visible-text.ts";
import { inlineText } from "../markdown.ts";
import { chanceText, countOf, grouped, listText, percentOf } from "../numbers.ts";
import { asClause, markdownWording, terminalWording, type Wording } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

const states = { steady: "steady", drifted: "drifted", unknown: "unknown" } as const;

/** The drift watch of some judges, as a terminal shows it. */
export function renderDrift(watched: readonly WatchedJudge[], painter: Painter): string {
  const colour = { steady: painter.green, drifted: painter.red, unknown: painter.yellow } as const;
  const blocks = watched.map((one) => {
    const { judge, drift, marked } = one;
    return [
      `${painter.bold(terminalWording.name(judge))}  ${colour[drift.kind](states[drift.kind])}`,
      ...drift.reasons.map((reason) => `  ${reason}`),
      ...detailLines(one, terminalWording).map((text) => painter.dim(`  ${text}`)),
      ...(marked === undefined ? [] : [`  Written: ${terminalWording.name(marked)}`]),
    ].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

/** One issue about all judges of a project, as Markdown. `marker` is its hidden first line, written by us. */
export function renderDriftIssue(watched: readonly WatchedJudge[], marker: string): string {
  const blocks = watched.map((one) => {
    const { judge, drift } = one;
    return [
      `### ${icons[drift.kind]} ${markdownWording.name(judge)}: ${states[drift.kind]}`,
      ...drift.reasons.map((reason) => `- ${inlineText(reason, 400)}`),
      ...(drift.reasons.length === 0 ? [] : [""]),
      ...detailLines(one, markdownWording).map((text) => `${text}  `),
    ].join("\n");
  });
  const drifted = watched.filter(({ drift }) => drift.kind === "drifted");
  const todo =
    drifted.length === 0
      ? "No judge of this project has drifted."
      : [
          "What to do:",
          "1. Find out what changed: the model behind the name, the rubric, or the agent's answers.",
          `2. Until then ${listText(drifted.map(({ judge }) => markdownWording.name(judge)))} must not decide: merge the calibration that says so (\`tracegate drift --write\`).`,
          ...drifted.map(({ judge }) => {
            return `3. Measure ${markdownWording.name(judge)} again with \`tracegate calibrate ${visibleText(judge)}\`, and read the disagreements.`;
          }),
        ].join("\n");
  return `${[marker, ...blocks, todo].join("\n\n")}\n`;
}

/** What became of the issue, as a line for people; `undefined` where there is nothing to say. */
export function describeIssueResult(result: IssueOutcome): string | undefined {
  switch (result.kind) {
    case "absent":
      return undefined;
    case "not-published":
      return `warning: ${result.reason}\n  fix: ${result.fix}`;
    case "created":
    case "updated":
    case "closed":
      return `Issue ${result.kind}: ${result.url}`;
  }
}

/** As the port of issues answers. */
type IssueOutcome =
  | { readonly kind: "created" | "updated" | "closed"; readonly url: string }
  | { readonly kind: "absent" }
  | { readonly kind: "not-published"; readonly reason: string; readonly fix: string };

const icons = { steady: "✅", drifted: "⛔", unknown: "❔" } as const;

function detailLines(watched: WatchedJudge, wording: Wording): readonly string[] {
  const { judge, drift, changed, lost, unscored, measuredAt, alarmedAt } = watched;
  const { frozen, flips, stream } = drift;
  return [
    `Frozen set of ${measuredAt.slice(0, 10)}: ${grouped(frozen.compared)} of ${countOf(frozen.sessions, "session")} compared, ${frozen.lost} lost, ${frozen.won} won (exact McNemar ${chanceText(frozen.p)}${flag(frozen.isAlarm)})`,
    `Flipped verdicts: ${flips.flipped} of ${frozen.compared}, ${percentOf(flips.flipped, frozen.compared)}${intervalOf(drift)}${flag(flips.isAlarm)}`,
    stream.labels === 0
      ? "Fresh labels: none since the calibration"
      : `Fresh labels: ${grouped(stream.labels)}, sum ${stream.sum.toFixed(2)}, highest ${stream.highest.toFixed(2)} of 5${flag(stream.isAlarm)}`,
    ...(alarmedAt === undefined
      ? []
      : [
          `Its calibration holds the alarm of ${wording.text(alarmedAt.slice(0, 10))}: it decides nothing until it is measured again with ${wording.code(`tracegate calibrate ${judge}`)}.`,
        ]),
    ...(changed.length === 0
      ? []
      : [`Asked with another ${changed.join(" and another ")} than it was measured with.`]),
    ...(lost.length === 0
      ? []
      : [
          `Gone or changed since, so not asked: ${listText(
            lost.map((session) => wording.name(session)),
            5,
          )}`,
        ]),
    ...unscored.slice(0, 3).map(({ reason, sessions }) => {
      return `No verdict on ${countOf(sessions, "session")}: ${wording.text(asClause(reason))}`;
    }),
  ];
}

function intervalOf({ flips, frozen }: Drift): string {
  if (frozen.compared === 0) return "";
  const { low, high } = flips.interval;
  return `, 95 % from ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
}

function flag(isAlarm: boolean): string {
  return isAlarm ? ", alarm" : "";
}
