import { type Decision, scoredRuns } from "../../gate/decision.ts";
import { decisiveTally } from "../../plan/decisive-tally.ts";
import type { CaseResult, Experiment } from "../../plan/experiment.ts";
import { oneLine } from "../../text/visible-text.ts";
import { describeComparisonTest } from "../decision/describe-comparison.ts";
import { describeEarlyWarning } from "../decision/describe-early-warning.ts";
import {
  describeToleratedCase,
  leadingFailure,
  seenFailure,
  splitFailures,
} from "../decision/describe-failure.ts";
import { describeHermeticGroup, hermeticGroups } from "../decision/describe-hermeticity.ts";
import { describeNewCases, newCasesIntro } from "../decision/describe-new-cases.ts";
import { describeFloorTest, describeRule } from "../decision/describe-rule.ts";
import { describeStoppedTests } from "../decision/describe-stop.ts";
import { describeFlakyCases } from "../decision/flaky-lines.ts";
import type { Block } from "../fit-blocks.ts";
import { codeName, fencedBlock, inlineText } from "../markdown.ts";
import { countOf, grouped } from "../numbers.ts";
import { markdownWording } from "../wording.ts";
import { type CommentList, errorLines, failingLines, gapLines } from "./comment-lists.ts";

/** What stands folded below the comment, in the order of how often people open it. */
export function commentFolds(experiment: Experiment, decision: Decision): readonly Block[] {
  return [
    ...evidenceFold(decision),
    restFold(gapLines(decision), { noun: "reason", rank: 5 }),
    restFold(failingLines(decision), { noun: "failing case", rank: 6 }),
    toleratedFold(decision),
    errorFold(experiment, decision),
    flakyFold(experiment),
    ungatedFold(experiment),
    hermeticFold(experiment),
    ruleFold(decision),
    newCasesFold(experiment, decision),
    subjectFold(experiment),
  ];
}

/** The steps of the failure that the first lines tell, as they were recorded. */
function evidenceFold(decision: Decision): readonly Block[] {
  const lead = leadingFailure(decision);
  const sample = lead && seenFailure(lead);
  if (lead === undefined || sample === undefined || sample.evidence.length === 0) return [];
  const lines = sample.evidence.map(({ at, what, quote }) => {
    const where = at === undefined ? "in the reply" : `turn ${at.turn}, step ${at.step}`;
    const words = oneLine(what);
    return `${where}: ${quote === true ? `“${words}”` : words}`;
  });
  if (sample.earlyWarning !== undefined) lines.push(describeEarlyWarning(sample.earlyWarning));
  const summary = `Evidence: run ${grouped(sample.runIndex + 1)} of ${inlineText(lead.caseId)}, by ${inlineText(sample.evaluator)}`;
  return [{ kind: "whole", text: fold(summary, `${fencedBlock(lines.join("\n"))}\n`) }];
}

/** What the lists above had no room for. */
function restFold(
  { folded }: CommentList,
  { noun, rank }: { readonly noun: string; readonly rank: number },
): Block {
  return listFold({ summary: countOf(folded.length, `more ${noun}`), items: folded, noun, rank });
}

function errorFold(experiment: Experiment, decision: Decision): Block {
  const { shown, folded } = errorLines(experiment, decision);
  return listFold({
    summary:
      shown.length === 0 ? "Errors and missing verdicts" : "More errors and missing verdicts",
    items: folded,
    noun: "reason",
    rank: 7,
  });
}

function toleratedFold(decision: Decision): Block {
  const { tolerated } = splitFailures(decision);
  const failures = tolerated.reduce((sum, { failed }) => sum + failed, 0);
  const cases = new Set(tolerated.map(({ caseId }) => caseId)).size;
  return listFold({
    summary: `${countOf(failures, "failure")} in ${countOf(cases, "case")}, within what the floors allow`,
    items: tolerated.map((failure) => describeToleratedCase(failure, markdownWording)),
    noun: "failure",
    rank: 9,
  });
}

function flakyFold(experiment: Experiment): Block {
  const lines = describeFlakyCases(experiment, markdownWording);
  return listFold({
    summary: `${countOf(lines.length, "flaky case")}: some runs pass and others fail`,
    items: lines,
    noun: "flaky case",
    rank: 8,
  });
}

/** Cases that were run without a say: open, quarantined, or proposed in this very pull request. */
function ungatedFold({ cases }: Experiment): Block {
  // Those that somebody looks after stand above, unfolded.
  const ungated = cases.filter(({ status, quarantine }) => {
    return status !== "guarding" && quarantine === undefined;
  });
  return listFold({
    summary: `${countOf(ungated.length, "case")} shown that ${ungated.length === 1 ? "does" : "do"} not decide`,
    items: ungated.map(describeUngated),
    noun: "case",
    rank: 8,
  });
}

function describeUngated({ id, status, dimensions }: CaseResult): string {
  const tallies = Object.entries(dimensions).map(([dimension, result]) => {
    return { dimension, tally: decisiveTally(result) };
  });
  const results = tallies.map(({ dimension, tally }) => {
    const name = markdownWording.dimension(dimension);
    return `${grouped(tally.passed)}/${grouped(scoredRuns(tally))} passed on ${name}`;
  });
  const isMended =
    tallies.length > 0 && tallies.every(({ tally }) => tally.failed === 0 && scoredRuns(tally) > 0);
  const hint = status === "open" && isMended ? " · passes now: make it guarding" : "";
  return `${codeName(id)} (${inlineText(status)}) ${results.join(", ")}${hint}`;
}

/** What was shut off from the world, and what was not; nothing where all of it was live. */
function hermeticFold(experiment: Experiment): Block {
  const groups = hermeticGroups(experiment);
  const isShut = groups.some(({ tools, model }) => tools !== "live" || model !== "live");
  return listFold({
    summary: "Where tools and models answered from",
    items: isShut ? groups.map((group) => describeHermeticGroup(group, markdownWording)) : [],
    noun: "group",
    rank: 4,
  });
}

function ruleFold(decision: Decision): Block {
  const gating = decision.dimensions.filter((row) => row.kind === "gating");
  const { comparison, rule } = decision;
  const compared = comparison?.kind === "compared" ? comparison.dimensions : [];
  const tests = [
    ...gating.flatMap((row) => describeFloorTest(row, decision, markdownWording) ?? []),
    ...compared.flatMap((one) => describeComparisonTest(one, rule.levels, markdownWording) ?? []),
    ...[decision.stop].flatMap((stop) => {
      return stop === undefined ? [] : (describeStoppedTests(stop, markdownWording) ?? []);
    }),
  ];
  return listFold({
    summary: "How this was decided",
    intro: describeRule(decision, markdownWording),
    items: tests,
    noun: "dimension",
    rank: 4,
  });
}

/** What may be expected of cases that are not in the dataset; nothing where the cases do not tell. */
function newCasesFold(experiment: Experiment, decision: Decision): Block {
  return listFold({
    summary: "On new cases",
    intro: newCasesIntro,
    items: describeNewCases(experiment, decision, markdownWording),
    noun: "dimension",
    rank: 4,
  });
}

function subjectFold({ subject }: Experiment): Block {
  const { agent, dataset, evaluators, commit, key } = subject;
  return listFold({
    summary: "What was tested",
    items: [
      `commit ${commit === undefined ? "unknown" : codeName(commit)}`,
      `agent (${inlineText(agent.runner)}) ${codeName(agent.digest.replace(/^sha256:/, ""))}`,
      `dataset ${codeName(dataset.name)} ${codeName(dataset.digest.replace(/^sha256:/, ""))}`,
      ...evaluators.map(({ ref, digest }) => {
        return `evaluator ${codeName(ref)} ${codeName(digest.replace(/^sha256:/, ""))}`;
      }),
      `experiment ${codeName(key.replace(/^sha256:/, ""))}`,
    ],
    noun: "line",
    rank: 4,
  });
}

type ListFold = {
  /** HTML, not Markdown: GitHub reads no Markdown between the two tags. */
  readonly summary: string;
  readonly intro?: string;
  readonly items: readonly string[];
  readonly noun: string;
  readonly rank: number;
};

function listFold({ summary, intro, items, noun, rank }: ListFold): Block {
  const opening = `<details><summary>${summary}</summary>\n`;
  return {
    kind: "list",
    head: intro === undefined ? opening : `${opening}\n${intro}\n`,
    items: items.map((item) => `- ${item}`),
    foot: "\n</details>",
    leftOut: (count) => `- … and ${countOf(count, `more ${noun}`)}`,
    rank,
  };
}

function fold(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n</details>`;
}
