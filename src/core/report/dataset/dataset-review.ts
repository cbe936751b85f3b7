import type { DatasetReview, RaisedFloor, ReviewedCase } from "../../plan/dataset-review.ts";
import { writeReproductionFact } from "../../plan/reproduction-fact.ts";
import { codeName, inlineProse } from "../markdown.ts";
import { countOf, grouped, percent, percentOf } from "../numbers.ts";

/**
 * What a change does to the dataset, as a comment of its own below the gate's. Markdown.
 *
 * Hidden lines tell the bot which case failed how often on which commit, unless nobody can be believed there.
 */
export function renderDatasetReview(
  review: DatasetReview,
  floors: readonly RaisedFloor[],
  { marker, isBelieved = true }: { readonly marker: string; readonly isBelieved?: boolean },
): string {
  const { cases, leftOut, statuses, notes } = review;
  const blocks = [
    [marker, ...(isBelieved ? cases.flatMap(factLine) : []), `### ${headline(review)}`],
    cases.filter(({ change }) => change !== "removed").map(caseLine),
    removedLines(cases),
    leftOut > 0
      ? [
          `${countOf(leftOut, "more case")} changed and ${leftOut === 1 ? "is" : "are"} not told one by one.`,
        ]
      : [],
    statuses.map(
      ({ id, from, to }) => `- ${codeName(id)} was \`${plain(from)}\` and becomes \`${plain(to)}\``,
    ),
    judgeLines(review),
    floors.map(floorLine),
    countTable(review),
    notes.map((note) => inlineProse(note)),
    isBelieved ? [] : [strangers],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/**
 * The same comment once the change does nothing to the dataset any more, as where it was reverted. Without the hidden
 * lines, so that nobody counts what was true of another commit.
 *
 * @param commit the head that was looked at; a full SHA.
 */
export function renderWithdrawnReview(
  commit: string,
  { marker }: { readonly marker: string },
): string {
  const lines = [
    marker,
    "### 📋 The dataset does not change any more",
    `What stood here was about an older commit: the job of \`${commit.slice(0, 7)}\` found no change of it.`,
  ];
  return `${lines.join("\n")}\n`;
}

const strangers =
  "This comes from the job of a fork, which its author may change: the bot counts no reproduction of it.";

function factLine({ id, digest, reproduction }: ReviewedCase): readonly string[] {
  if (reproduction?.kind !== "run" || digest === undefined) return [];
  const { standing, failed, scored, commit } = reproduction;
  return [writeReproductionFact({ caseId: id, digest, standing, failed, scored, commit })];
}

function headline({ cases }: DatasetReview): string {
  const ran = cases.flatMap(({ reproduction }) =>
    reproduction === undefined ? [] : [reproduction],
  );
  const reproduced = ran.filter((one) => one.kind === "run" && one.standing === "reproduced");
  if (ran.length === 0) return "📋 The dataset changes";
  if (reproduced.length === ran.length)
    return `📋 ${ran.length === 1 ? "The case fails" : `All ${ran.length} cases fail`} on the base, as reported`;
  return `📋 ${ran.length - reproduced.length} of ${countOf(ran.length, "case")} ${ran.length - reproduced.length === 1 ? "is" : "are"} not reproduced`;
}

function caseLine(one: ReviewedCase): string {
  const { id, change, evaluators, missing } = one;
  const marks = evaluators.map(
    ({ evaluator, standing }) => `${codeName(evaluator)} ${standings[standing]}`,
  );
  const tells =
    marks.length > 0
      ? ` Evaluators on the failure and on the reference: ${marks.join(", ")}.`
      : missing.length > 0
        ? ` Whether its evaluators tell good from bad is not known without ${missing.map(codeName).join(" and ")}.`
        : "";
  return `- ${codeName(id)} (${change}): ${describeReproduction(one)}${tells}`;
}

const standings = {
  discriminates: "✔",
  "passes-both": "passes both",
  "fails-both": "✗ fails both",
  inverted: "✗ the wrong way round",
  unscored: "could not answer",
} as const;

function describeReproduction({ reproduction }: ReviewedCase): string {
  if (reproduction === undefined) return "it is not run.";
  if (reproduction.kind === "skipped")
    return `**not reproduced**: ${inlineProse(reproduction.reason)}. It is not promoted before it is.`;
  const { standing, failed, scored, planned, commit } = reproduction;
  const on = `on \`${commit.slice(0, 7)}\``;
  switch (standing) {
    case "reproduced":
      return `failed ${grouped(failed)} of ${grouped(scored)} ${on}.`;
    case "not-reproduced":
      return `**not reproduced**: passed ${grouped(scored)} of ${grouped(scored)} ${on}. It is not promoted before it is; see whether the expectations describe the failure.`;
    case "unknown":
      return `**not reproduced**: none of ${countOf(planned, "run")} ${on} could be scored. It is not promoted before it is.`;
  }
}

function removedLines(cases: readonly ReviewedCase[]): readonly string[] {
  return cases
    .filter(({ change }) => change === "removed")
    .map(({ id, status }) =>
      status === "guarding"
        ? `- ⚠️ ${codeName(id)} is **removed**; it guarded`
        : `- ${codeName(id)} is removed; it was \`${plain(status)}\``,
    );
}

function judgeLines({ judges, blockers }: DatasetReview): readonly string[] {
  return [
    ...judges.map(({ ref, sessions, kappa, tpr, tnr }) => {
      const figures = [
        kappa === undefined ? undefined : `κ ${kappa.value.toFixed(2)}`,
        tpr === undefined
          ? undefined
          : `TPR ${tpr.value.toFixed(2)} (lower bound ${tpr.low.toFixed(2)})`,
        tnr === undefined
          ? undefined
          : `TNR ${tnr.value.toFixed(2)} (lower bound ${tnr.low.toFixed(2)})`,
      ].filter((figure) => figure !== undefined);
      return `- **Judge** ${codeName(ref)} on ${countOf(sessions, "labelled session")}: ${figures.join(", ")} ✔`;
    }),
    ...blockers.map(
      ({ subject, reason, fix }) =>
        `- **Judge** ${codeName(subject)} ✗ would block promotion: ${inlineProse(reason)} ${inlineProse(fix)}`,
    ),
  ];
}

function floorLine({ dimension, floor, proved, passed, scored }: RaisedFloor): string {
  return `- **Floor** of ${codeName(dimension)} could rise from ${percent(floor)} to ${percent(Math.floor(proved * 1000) / 1000)}: ${grouped(passed)} of ${grouped(scored)} runs passed (${percentOf(passed, scored)}).`;
}

function countTable({ dimensions, failureModes }: DatasetReview): readonly string[] {
  const rows = [...dimensions, ...failureModes];
  if (rows.length === 0) return [];
  return [
    "| dimension or failure mode | added | changed | removed |",
    "|---|--:|--:|--:|",
    ...rows.map(
      ({ name, added, changed, removed }) =>
        `| ${codeName(name)} | ${added} | ${changed} | ${removed} |`,
    ),
  ];
}

function plain(word: string): string {
  return /^[a-z-]{1,30}$/.test(word) ? word : "unknown";
}
