import type { Coverage, DimensionEase, Topic } from "../../cluster/coverage.ts";
import { countOf, percent } from "../numbers.ts";
import { terminalText } from "../wording.ts";

const mostListed = 20;

/** How far the dataset is what production is like, for a terminal, without a line break at the end. */
export function renderCoverage(coverage: Coverage): string {
  const { sessions, cases, covered, topics, strangers, stale } = coverage;
  const open = topics.filter(({ isCovered }) => !isCovered);
  const known = topics.filter(({ isCovered }) => isCovered);
  return [
    `A case is near to ${covered} of ${countOf(sessions, "session")} (${shareText(covered / sessions)}); the dataset has ${countOf(cases, "case")} that ${cases === 1 ? "is" : "are"} run.`,
    ...section(
      "Asked in production, and no case is near",
      open.map(describeTopic),
      topics.length === 0
        ? "the sessions fall into no topics"
        : "every topic has a case near to half of its sessions or more",
    ),
    ...(strangers.length === 0
      ? []
      : section(
          "Sessions in no topic to which no case is near",
          strangers.map((id) => terminalText(id)),
        )),
    ...(known.length === 0 ? [] : section("Covered", known.map(describeTopic))),
    ...section(
      "Cases that no session resembles any more",
      stale.map(({ id, file, likeness }) => `${id}  ${file}  ${shareText(likeness)} alike at best`),
      "none",
    ),
    ...dimensionLines(coverage.dimensions),
  ].join("\n");
}

function describeTopic({
  label,
  sessions,
  share,
  covered,
  representative,
  nearestCase,
}: Topic): string {
  const near =
    nearestCase === undefined
      ? "no case shares a word"
      : `nearest: ${nearestCase.id} (${shareText(nearestCase.likeness)} alike)`;
  return `${terminalText(label, 80)}: ${countOf(sessions, "session")} (${shareText(share)}), ${covered} with a case near; ${near}; see ${terminalText(representative, 80)}`;
}

function dimensionLines(dimensions: readonly DimensionEase[] | undefined): readonly string[] {
  if (dimensions === undefined) {
    return [
      "",
      "Whether a dimension has only easy cases is not known: there are no results. Run `tracegate run` first.",
    ];
  }
  const easy = dimensions.filter(({ isEasy }) => isEasy);
  const others = dimensions.filter(({ isEasy, neverFailed }) => !isEasy && neverFailed.length > 0);
  return [
    ...section(
      "Dimensions with only easy cases: none failed a single run of the newest results",
      easy.map(
        ({ dimension, cases, runs }) =>
          `${terminalText(dimension)}: ${countOf(cases, "case")}, ${countOf(runs, "run")}`,
      ),
      "none",
    ),
    ...(others.length === 0
      ? []
      : section(
          "Cases that never failed",
          others.map(
            ({ dimension, neverFailed, cases }) =>
              `${terminalText(dimension)}: ${neverFailed.length} of ${cases}: ${neverFailed.slice(0, 5).join(", ")}${neverFailed.length > 5 ? ", …" : ""}`,
          ),
        )),
  ];
}

function section(head: string, lines: readonly string[], none = ""): readonly string[] {
  if (lines.length === 0) return ["", `${head}: ${none}`];
  const left = lines.length - mostListed;
  return [
    "",
    `${head}:`,
    ...lines.slice(0, mostListed).map((line) => `  ${line}`),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ];
}

function shareText(share: number): string {
  return percent(Math.round(share * 100) / 100);
}
