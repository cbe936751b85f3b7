import type { Decision } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import type { Experiment } from "../../plan/experiment.ts";
import {
  baselineName,
  describeCaseChanges,
  describeFailureChanges,
  describeIncomparable,
  describeRelease,
} from "../decision/describe-comparison.ts";
import {
  describeBeginning,
  describeStory,
  leadingFailure,
  reproduceCommand,
} from "../decision/describe-failure.ts";
import { describeChanges, describeGovernance } from "../decision/describe-governance.ts";
import { describeCassettes, describeHermeticity } from "../decision/describe-hermeticity.ts";
import { describePolicy } from "../decision/describe-policy.ts";
import {
  describeBarelyTested,
  describeCost,
  describeCoverage,
  describeLost,
  describeMustPass,
  describeSensitivity,
} from "../decision/describe-runs.ts";
import { describeStop } from "../decision/describe-stop.ts";
import { describeUnseenCalls } from "../decision/describe-unseen-calls.ts";
import { describeWaivers } from "../decision/describe-waivers.ts";
import { describeWarnings } from "../decision/describe-warnings.ts";
import { dimensionCells } from "../decision/dimension-cells.ts";
import { describeQuarantined } from "../decision/flaky-lines.ts";
import { headline } from "../decision/headline.ts";
import { type Block, fitBlocks } from "../fit-blocks.ts";
import { codeName } from "../markdown.ts";
import { countOf } from "../numbers.ts";
import { markdownWording } from "../wording.ts";
import { commentFolds } from "./comment-folds.ts";
import { errorLines, failingLines, gapLines, shownList } from "./comment-lists.ts";

export type CommentOptions = {
  /** A hidden HTML comment that finds this comment again; the first line where it is given. Written by us only. */
  readonly marker?: string;
  /** Whether the decision blocks; it does where this is left out. */
  readonly enforcement?: Enforcement;
  /** What a reader must know before the table, such as where the policy came from. A sentence each, of ours. */
  readonly notes?: readonly string[];
  /** Address of the run of the workflow, with its artifacts; ours, and the only link of the comment. */
  readonly runUrl?: string;
  /** Most bytes of UTF-8; GitHub refuses a comment above 65,536 characters. At least 16,000. */
  readonly budgetBytes?: number;
};

/** Room for what GitHub adds and for another section beside ours. */
export const commentBudgetBytes = 60_000;

const marks = { met: "✅", missed: "⛔", open: "❔", advisory: "–" } as const;
const icons = { pass: "✅", fail: "⛔", undetermined: "❔" } as const;

/**
 * The comment on a pull request: what to do, the table, what fails, and folded below it everything
 * that the decision rests on.
 *
 * All text from agents, models and files is escaped. What does not fit is left out item by item, the
 * least important first, and the comment says how much.
 */
export function renderComment(
  experiment: Experiment,
  decision: Decision,
  options: CommentOptions = {},
): string {
  const { marker, budgetBytes = commentBudgetBytes, notes = [] } = options;
  const enforcement = options.enforcement ?? { kind: "enforced" };
  const policy = describePolicy(decision, markdownWording);
  const warnings = describeWarnings(decision, markdownWording);
  const blocks: readonly Block[] = [
    ...openingBlocks(decision, [
      marker,
      `### ${iconOf(decision, enforcement)} ${headline(decision, markdownWording, enforcement)}`,
    ]),
    ...(notes.length === 0 ? [] : [whole(notes)]),
    ...(warnings.length === 0 ? [] : [whole(warnings.map((line) => `⚠️ ${line}`))]),
    shownList(gapLines(decision), { head: "", noun: "more reason", rank: 1 }),
    shownList(errorLines(experiment, decision), { head: "**Errors**", noun: "more", rank: 3 }),
    dimensionTable(decision),
    ...(policy === undefined ? [] : [whole([policy])]),
    ...changeLines(decision).map((line) => whole([line])),
    shownList(failingLines(decision), {
      head: "**Failing cases**",
      noun: "more failing case",
      rank: 2,
    }),
    whole([
      describeIncomparable(decision.comparison, markdownWording),
      describeRelease(decision, markdownWording),
      describeCoverage(experiment),
      describeStop(experiment, decision),
      describeHermeticity(experiment),
      describeCassettes(experiment, markdownWording),
      describeMustPass(decision, markdownWording),
      describeSensitivity(decision, markdownWording),
      describeLost(experiment, decision, markdownWording),
      describeUnseenCalls(experiment),
      describeBarelyTested(decision, markdownWording),
      `${describeCost(experiment)} · ${subjectLine(experiment)}${runLink(options)}`,
      reproduceLine(decision),
    ]),
    shownList(
      { shown: describeQuarantined(experiment, markdownWording), folded: [] },
      { head: "", noun: "more quarantined case", rank: 3 },
    ),
    ...commentFolds(experiment, decision),
  ];
  return `${fitBlocks(blocks, budgetBytes - 1)}\n`;
}

/** What a change does to the gate, and what is waived, stands before everything that was found. */
function openingBlocks(
  decision: Decision,
  head: readonly (string | undefined)[],
): readonly Block[] {
  const told = story(decision);
  if (decision.governance === undefined && decision.waivers === undefined)
    return [whole([...head, told])];
  return [
    whole(head),
    {
      kind: "list",
      head: describeGovernance(decision, markdownWording) ?? "",
      items: describeChanges(decision, markdownWording).map((line) => `- ${line}`),
      foot: "",
      leftOut: (count) => `- … and ${countOf(count, "more change")}`,
      rank: 0,
    },
    shownList(
      { shown: describeWaivers(decision, markdownWording), folded: [] },
      { head: "", noun: "more waiver", rank: 1 },
    ),
    ...(told === undefined ? [] : [whole([told])]),
  ];
}

function iconOf({ kind }: Decision, enforcement: Enforcement): string {
  return kind !== "pass" && enforcement.kind === "shown-only" ? "⚠️" : icons[kind];
}

function whole(lines: readonly (string | undefined)[]): Block {
  return { kind: "whole", text: lines.filter((line) => line !== undefined).join("\n") };
}

function story(decision: Decision): string | undefined {
  const failure = leadingFailure(decision);
  return failure && describeStory(failure, markdownWording);
}

function dimensionTable({ dimensions, comparison }: Decision): Block {
  const isCompared = comparison?.kind === "compared";
  const side = isCompared ? baselineName(comparison.origin, markdownWording) : "";
  const heads = isCompared
    ? ["dimension", "floor", side, "this PR", "95 %", "change", "runs", "decision"]
    : ["dimension", "floor", "this PR", "95 %", "runs", "decision"];
  const rules = isCompared ? "|---|--:|--:|--:|:-:|--:|--:|---|" : "|---|--:|--:|:-:|--:|---|";
  return {
    kind: "list",
    head: `${tableRow(heads)}\n${rules}`,
    items: dimensions.map((row) => {
      const cells = dimensionCells(row, markdownWording, comparison);
      const { dimension, floor, before, rate, interval, change, runs } = cells;
      const decision = `${marks[cells.standing]} ${cells.decision}`;
      return tableRow(
        isCompared
          ? [dimension, floor, before, rate, interval, change, runs, decision]
          : [dimension, floor, rate, interval, runs, decision],
      );
    }),
    foot: "",
    leftOut: (count) => `\n… and ${countOf(count, "more dimension")}`,
    rank: 0,
  };
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** What fails now and did not, and what does no more. */
function changeLines(decision: Decision): readonly string[] {
  const { comparison } = decision;
  const { worse, better } = describeCaseChanges(comparison, markdownWording, (change) =>
    describeBeginning(decision, change, markdownWording),
  );
  const clusters = describeFailureChanges(comparison, markdownWording);
  return [
    ...(worse === undefined ? [] : [`**Newly failing** · ${worse}`]),
    ...(better === undefined ? [] : [`**Fixed** · ${better}`]),
    ...(clusters === undefined
      ? []
      : [`**Failures against ${clusters.against}** · ${clusters.changes}`]),
  ];
}

function subjectLine({ subject }: Experiment): string {
  const { commit, dataset, evaluators } = subject;
  return [
    commit === undefined ? "no commit" : codeName(commit.slice(0, 7)),
    `dataset ${codeName(dataset.name)} ${shortDigest(dataset.digest)}`,
    countOf(evaluators.length, "evaluator"),
  ].join(" · ");
}

function runLink({ runUrl }: CommentOptions): string {
  return runUrl === undefined ? "" : ` · [job and artifacts](${runUrl})`;
}

function reproduceLine(decision: Decision): string | undefined {
  const command = reproduceCommand(decision);
  return command && `${markdownWording.code(command)} runs the worst case again.`;
}

function shortDigest(digest: string): string {
  return codeName(digest.replace(/^sha256:/, "").slice(0, 12));
}
