import type { AlphaSplit } from "../../gate/alpha-split.ts";
import type {
  AbsentBaseline,
  CaseChange,
  Comparison,
  DimensionComparison,
  DimensionGap,
  IncomparableWhy,
  MadeComparison,
  RefusedBaseline,
  SideCount,
} from "../../gate/comparison.ts";
import type { Decision } from "../../gate/decision.ts";
import type { BaselineOrigin, BaselineSource } from "../../plan/baseline-file.ts";
import {
  chanceText,
  countOf,
  grouped,
  listText,
  percent,
  percentOf,
  pointsText,
} from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { describeClusterChanges } from "./describe-clusters.ts";

/** How a text calls what the change was compared with: the branch where it is known. */
export function baselineName({ branch, side }: BaselineOrigin, { text }: Wording): string {
  if (side === "release") return "release";
  return branch === undefined ? "baseline" : text(branch, 40);
}

/** Where the baseline came from, or that there is none and what decides then. */
export function describeBaseline({ comparison }: Decision, wording: Wording): string {
  if (comparison === undefined) return `No baseline was looked for: ${floorsOnly}.`;
  switch (comparison.kind) {
    case "none":
      return `No baseline: ${absence(comparison, wording)}; ${floorsOnly}.`;
    case "refused":
      return `Nothing was compared: the baseline was refused, as ${refusals[comparison.why]}.`;
    case "compared":
      return `Compared with ${sideText(comparison, wording)}.`;
  }
}

const floorsOnly = "only the floors decide";

function sideText({ origin, pooled }: MadeComparison, wording: Wording): string {
  const { commit, source } = origin;
  const at = commit === undefined ? "" : ` at ${wording.name(commit.slice(0, 7))}`;
  const times = pooled.experiments === 1 ? "" : ` of ${pooled.experiments} executions`;
  return `${baselineName(origin, wording)}${at} (${countOf(pooled.runs, "run")}${times}, ${sourceWords[source]})`;
}

export const sourceWords: Readonly<Record<BaselineSource, string>> = {
  cache: "from the Actions cache",
  branch: "from the branch of baselines",
  folder: "from the folder of baselines",
  worktree: "run now from a worktree",
  file: "from a file",
};

export function absence(
  { why, detail }: { readonly why: AbsentBaseline; readonly detail?: string },
  { text }: Wording,
): string {
  const told = absences[why];
  return detail === undefined ? told : `${told} (${text(detail, 300)})`;
}

const absences: Readonly<Record<AbsentBaseline, string>> = {
  "not-configured": "the configuration names no store of them",
  "no-merge-base": "it is not known what this would be merged into",
  "not-stored": "nothing is stored for the merge base",
  expired: "what is stored is older than the policy allows",
  "other-major": "what is stored was written by another major version",
  unavailable: "a store could not be asked",
  "not-run": "the merge base could not be run",
  "no-release": "the dataset has no release yet",
  "own-runs": "what is stored are these very runs",
};

export function refusal(
  { why, detail }: { readonly why: RefusedBaseline; readonly detail: string },
  { text }: Wording,
): string {
  return `${refusals[why]} (${text(detail, 300)})`;
}

/** What is wrong with results that are there and must not be used. */
export const refusals: Readonly<Record<RefusedBaseline, string>> = {
  unreadable: "it cannot be read",
  "too-large": "it is larger than any that Tracegate writes",
  invalid: "it is not what Tracegate writes",
  inconsistent: "its counts contradict each other",
  incomplete: "it is not of a whole plan",
  "other-repository": "it was not written by this repository",
  "other-branch": "it was not written by the base branch",
  "other-event": "it was not written by a push",
  "other-commit": "it is of another commit than its name says",
  "other-dataset": "it is of another dataset",
  "other-subjects": "it mixes results of different things",
  "same-runs": "it holds the same runs twice",
};

/** `97.5 %` and `−16.7`, in the words of the table; a dash where there is no difference. */
export function changeCells(
  comparison: Comparison | undefined,
  dimension: string,
): { readonly before: string; readonly change: string } {
  const nothing = { before: "–", change: "–" };
  if (comparison?.kind !== "compared") return nothing;
  const found = comparison.dimensions.find((one) => one.dimension === dimension);
  if (found === undefined) return nothing;
  if (found.kind === "not-compared")
    return found.baseline === undefined
      ? nothing
      : { ...nothing, before: rateText(found.baseline) };
  return { before: rateText(found.baseline), change: signed(-found.drop) };
}

function rateText({ passed, runs }: SideCount): string {
  return percentOf(passed, runs);
}

/** `−16.7` in percentage points, with a true minus; nothing is never `−0.0`. */
function signed(difference: number): string {
  const points = (100 * Math.abs(difference)).toFixed(1);
  if (points === "0.0") return "0.0";
  return `${difference < 0 ? "−" : "+"}${points}`;
}

const mostChanges = 10;

/** The cases that fail now and did not, and those that do no more; a line each, none where nothing changed. */
export function describeCaseChanges(
  comparison: Comparison | undefined,
  wording: Wording,
  whereOf: (change: CaseChange) => string = () => "",
): { readonly worse?: string; readonly better?: string } {
  if (comparison?.kind !== "compared") return {};
  const { worse, better } = comparison;
  return {
    ...(worse.length > 0 && { worse: changeList(worse, wording, whereOf) }),
    ...(better.length > 0 && { better: changeList(better, wording) }),
  };
}

function changeList(
  changes: readonly CaseChange[],
  wording: Wording,
  whereOf: (change: CaseChange) => string = () => "",
): string {
  const shown = changes
    .slice(0, mostChanges)
    .map((one) => `${describeChange(one, wording)}${whereOf(one)}`);
  const left = changes.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${grouped(left)} more`] : [])].join(" · ");
}

/** What became of the kinds of failures, with what it was compared with: `against main · 🆕 …`. */
export function describeFailureChanges(
  comparison: Comparison | undefined,
  wording: Wording,
): { readonly against: string; readonly changes: string } | undefined {
  if (comparison?.kind !== "compared" || comparison.failures === undefined) return undefined;
  const changes = describeClusterChanges(comparison.failures, wording);
  return changes === undefined
    ? undefined
    : { against: baselineName(comparison.origin, wording), changes };
}

/** `refund-policy-unknown-area 6/20 (was 20/20) on faithfulness`. */
function describeChange(
  { caseId, dimension, candidate, baseline }: CaseChange,
  wording: Wording,
): string {
  return `${wording.name(caseId)} ${fraction(candidate)} (was ${fraction(baseline)}) on ${wording.dimension(dimension)}`;
}

export function fraction({ passed, runs }: SideCount): string {
  return `${grouped(passed)}/${grouped(runs)}`;
}

/** What the comparison could have seen; `undefined` where nothing was tested. */
export function describeComparisonPower(comparison: Comparison | undefined): string | undefined {
  if (comparison?.kind !== "compared") return undefined;
  const drops = comparison.dimensions.flatMap((one) =>
    one.kind === "compared" && one.p !== undefined ? [one.detectableDrop] : [],
  );
  if (drops.length === 0) return undefined;
  const known = drops.filter((drop) => drop !== "unknown");
  if (known.length === 0) return "So few runs could not have shown a drop of any dimension.";
  const some = known.length < drops.length ? "; of some, the runs are too few to show any" : "";
  return `This comparison sees a drop of ${pointsText(Math.max(...known))} or more per dimension four times in five${some}.`;
}

/** Cases and dimensions without a difference, and why; `undefined` where every one has its difference. */
export function describeIncomparable(
  comparison: Comparison | undefined,
  wording: Wording,
): string | undefined {
  if (comparison?.kind !== "compared") return undefined;
  const { notComparable, added, removed, dimensions } = comparison;
  const names = (ids: readonly string[]): string =>
    listText(
      ids.map((id) => wording.name(id)),
      5,
    );
  const parts = [
    ...incomparableOrder.flatMap((why) => {
      const ids = notComparable.filter((one) => one.why === why).map(({ caseId }) => caseId);
      return ids.length === 0 ? [] : [`${names(ids)} (${incomparableWords[why]})`];
    }),
    ...(added.length > 0 ? [`${names(added)} (only here)`] : []),
    ...(removed.length > 0
      ? [`${names(removed)} (guarded before, and ${removed.length === 1 ? "does" : "do"} not now)`]
      : []),
    ...dimensions.flatMap((one) => (one.kind === "compared" ? [] : [describeGap(one, wording)])),
  ];
  return parts.length === 0 ? undefined : `Not compared: ${listText(parts, 8)}.`;
}

const incomparableOrder = ["content", "evaluator", "judge", "simulator", "unknown"] as const;

const incomparableWords: Readonly<Record<IncomparableWhy, string>> = {
  content: "its content changed",
  evaluator: "an evaluator changed",
  judge: "another model judges",
  simulator: "another model plays the user",
  unknown: "an older version did not note what it was held to",
};

function describeGap(
  { dimension, why }: Extract<DimensionComparison, { readonly kind: "not-compared" }>,
  wording: Wording,
): string {
  return `${wording.dimension(dimension)} (${gapWords[why]})`;
}

const gapWords: Readonly<Record<DimensionGap, string>> = {
  new: "measured here only",
  gone: "no longer measured",
  "no-common-case": "no case in common",
  "unscored-baseline": "no scored run before",
  "unscored-candidate": "no scored run now",
};

/** How things stand against the last release; `undefined` where nobody looked, or there is none yet. */
export function describeRelease({ sinceRelease }: Decision, wording: Wording): string | undefined {
  if (sinceRelease === undefined) return undefined;
  if (sinceRelease.kind === "none")
    return sinceRelease.why === "no-release"
      ? undefined
      : `Not compared with the last release: ${absence(sinceRelease, wording)}.`;
  if (sinceRelease.kind === "refused")
    return `Not compared with the last release: ${refusal(sinceRelease, wording)}.`;
  const { origin, dimensions, worse } = sinceRelease;
  const tag = origin.tag === undefined ? "the last release" : wording.name(origin.tag);
  const changes = dimensions.flatMap((one) => {
    if (one.kind !== "compared") return [];
    const mark = one.result === "regressed" ? " ⚠️ worse beyond chance" : "";
    return [`${wording.dimension(one.dimension)} ${signed(-one.drop)}${mark}`];
  });
  const cases =
    worse.length === 0
      ? ""
      : `; ${countOf(worse.length, "case")} worse: ${changeList(worse.slice(0, 5), wording)}`;
  return `Since ${tag}, for a slow slide (blocks nothing): ${listText(changes, 8)}${cases}.`;
}

/** How one dimension was compared, for people who doubt it; `undefined` where it was not tested. */
export function describeComparisonTest(
  one: DimensionComparison,
  levels: AlphaSplit,
  wording: Wording,
): string | undefined {
  if (one.kind !== "compared" || one.p === undefined) return undefined;
  const { dimension, cases, candidate, baseline, drop, allowedDrop, p } = one;
  const moved =
    drop > 0 ? `fell ${pointsText(drop)}` : drop < 0 ? `rose ${pointsText(-drop)}` : "stayed";
  const counted = `${wording.dimension(dimension)} ${moved} over ${countOf(cases, "common case")}, from ${fraction(baseline)} to ${fraction(candidate)}.`;
  if (drop <= 0) return counted;
  const chance = `If nothing had changed, so few passes would come up with a chance of ${chanceText(p.alone)}, ${chanceText(p.corrected)} after the correction for all dimensions (exact stratified test, level ${percent(levels.dimensions)})`;
  const allowed =
    one.result === "within-allowed"
      ? `; the policy allows a drop of ${pointsText(allowedDrop)}`
      : "";
  return `${counted} ${chance}${allowed}.`;
}
