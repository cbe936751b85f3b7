import type { Decision } from "../../gate/decision.ts";
import type { Experiment } from "../../plan/experiment.ts";
import { countErrors, describeError } from "../decision/count-errors.ts";
import { describeFailingCases } from "../decision/describe-failure.ts";
import { describeGaps } from "../decision/describe-gaps.ts";
import type { Block } from "../fit-blocks.ts";
import { countOf } from "../numbers.ts";
import { markdownWording } from "../wording.ts";

/** Items of one kind: the first of them are shown, the rest stands folded at the end. */
export type CommentList = { readonly shown: readonly string[]; readonly folded: readonly string[] };

const mostShown = 10;

export function gapLines(decision: Decision): CommentList {
  return split(describeGaps(decision, markdownWording), mostShown);
}

export function failingLines(decision: Decision): CommentList {
  return split(describeFailingCases(decision, markdownWording), mostShown);
}

/** Errors are shown at once where they are why nothing was decided. */
export function errorLines(experiment: Experiment, { reasons }: Decision): CommentList {
  const isCause = reasons.some(({ kind }) => {
    return kind.endsWith("-missing") || kind.endsWith("-unscored");
  });
  const lines = countErrors(experiment).map((error) => describeError(error, markdownWording));
  return split(lines, isCause ? 5 : 0);
}

/** The shown part of a list, and how much of it did not even fit the comment. */
export function shownList(
  { shown }: CommentList,
  { head, noun, rank }: { readonly head: string; readonly noun: string; readonly rank: number },
): Block {
  return {
    kind: "list",
    head,
    items: shown.map((line) => `- ${line}`),
    foot: "",
    leftOut: (count) => `- … and ${countOf(count, noun)}`,
    rank,
  };
}

function split(lines: readonly string[], most: number): CommentList {
  return { shown: lines.slice(0, most), folded: lines.slice(most) };
}
