import type { MeasuredJudge, Proposed } from "../../calibrate/promotion.ts";
import type { Case } from "../../dataset/dataset.ts";
import { countDiff, type DatasetDiff, type DiffCount } from "../../dataset/dataset-diff.ts";
import { countOf, grouped } from "../numbers.ts";
import { terminalText } from "../wording.ts";

/** A tag's message is read, not searched: the whole list is the difference between two commits. */
const mostListed = 100;

/**
 * What a version of a dataset changes, as plain text: the message of its tag. Titles and names are made harmless.
 *
 * Long lists are cut, with the number of what is left out.
 */
export function renderChangelog(
  { tag, before, diff }: Pick<Proposed, "tag" | "before" | "diff">,
  judges: readonly MeasuredJudge[],
): string {
  const since = before === undefined ? "the first version" : `since ${before}`;
  return [
    `${tag}, ${since}: ${headline(diff)}`,
    ...section("Added", diff.added.map(caseLine)),
    ...section("Changed", diff.changed.map(caseLine)),
    ...section("Removed", diff.removed.map(caseLine)),
    ...section(
      "Status",
      diff.statuses.map(({ id, from, to }) => `${terminalText(id)}: ${from} → ${to}`),
    ),
    ...section(
      "Texts, runs or sign-off only",
      diff.texts.map((id) => terminalText(id)),
    ),
    ...section("Evaluators", diff.evaluators.map(evaluatorLine)),
    ...section("dataset.yaml", diff.about),
    ...section("By dimension", countDiff(diff, ({ dimensions }) => dimensions).map(countLine)),
    ...section(
      "By failure mode",
      countDiff(diff, ({ failureMode }) => (failureMode === undefined ? [] : [failureMode])).map(
        countLine,
      ),
    ),
    ...section("Judges, measured on the labels of this version", judges.map(judgeLine)),
    "",
  ].join("\n");
}

function headline({ added, changed, removed, statuses }: DatasetDiff): string {
  const parts = [
    ...(added.length > 0 ? [`${countOf(added.length, "case")} added`] : []),
    ...(changed.length > 0 ? [`${countOf(changed.length, "case")} changed`] : []),
    ...(removed.length > 0 ? [`${countOf(removed.length, "case")} removed`] : []),
    ...(statuses.length > 0
      ? [`${grouped(statuses.length)} ${statuses.length === 1 ? "status" : "statuses"} changed`]
      : []),
  ];
  return parts.length === 0 ? "no case asks anything else" : parts.join(", ");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const left = lines.length - mostListed;
  const shown = lines.slice(0, mostListed).map((line) => `- ${line}`);
  return ["", `${title}:`, ...shown, ...(left > 0 ? [`- and ${grouped(left)} more`] : [])];
}

function caseLine({ id, title, status }: Case): string {
  const name = title === id ? terminalText(id) : `${terminalText(id)}: ${terminalText(title)}`;
  return `${name} (${status})`;
}

function evaluatorLine({ name, kind, before, now }: DatasetDiff["evaluators"][number]): string {
  if (kind === "added") return `${terminalText(name)} ${versions(now)} is new`;
  if (kind === "removed") return `${terminalText(name)} ${versions(before)} is asked no longer`;
  return `${terminalText(name)} ${versions(before)} → ${versions(now)}`;
}

function versions(numbers: readonly number[]): string {
  return numbers.map((number) => `v${number}`).join(", ");
}

function countLine({ name, added, changed, removed }: DiffCount): string {
  const parts = [
    ...(added > 0 ? [`${grouped(added)} added`] : []),
    ...(changed > 0 ? [`${grouped(changed)} changed`] : []),
    ...(removed > 0 ? [`${grouped(removed)} removed`] : []),
  ];
  return `${terminalText(name)}: ${parts.join(", ")}`;
}

function judgeLine({ ref, sessions, figures: { tpr, tnr, kappa } }: MeasuredJudge): string {
  const parts = [
    ...(tpr === undefined ? [] : [`TPR ${tpr.value.toFixed(2)} (at least ${bound(tpr.low)})`]),
    ...(tnr === undefined ? [] : [`TNR ${tnr.value.toFixed(2)} (at least ${bound(tnr.low)})`]),
    ...(kappa === undefined ? [] : [`κ ${kappa.value.toFixed(2)}`]),
  ];
  return `${terminalText(ref)}: ${[...parts, countOf(sessions, "session")].join(", ")}`;
}

/** Down, so that it never says more than was measured. */
function bound(low: number): string {
  return (Math.floor(100 * low) / 100).toFixed(2);
}
