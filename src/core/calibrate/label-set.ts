import { createHash } from "node:crypto";
import type { HumanLabel, LabelClass } from "../dataset/label-file.ts";
import { canonicalJson } from "../trace/canonical-json.ts";

/** One session, and what people say of it: one label a person. */
export type LabelledSession = {
  readonly session: string;
  readonly truth: LabelClass;
  readonly labels: readonly HumanLabel[];
};

/** The labels of one dimension, as a judge is measured on them. */
export type LabelSet = {
  /** Sorted by session. */
  readonly counted: readonly LabelledSession[];
  /** Sessions of which as many people say pass as fail: they have no truth, and still count among the people. */
  readonly split: readonly Omit<LabelledSession, "truth">[];
  /** Sessions that are kept as examples, so that no judge is measured on what it was shown. */
  readonly examples: readonly string[];
  /** `sha256:…` of who says what of the counted sessions. */
  readonly digest: string;
};

/**
 * Folds labels session by session; the majority of the people is the truth.
 *
 * `examples` are the sessions that the judge is shown beside those whose labels say so themselves. A person's later
 * label of a session that they had labelled before is left out.
 */
export function labelSet(
  labels: readonly HumanLabel[],
  examples: ReadonlySet<string> = new Set(),
): LabelSet {
  const leftOut = new Set(examples);
  for (const { session, evaluatorExample } of labels) {
    if (evaluatorExample === true) leftOut.add(session);
  }
  const sessions = new Map<string, Map<string, HumanLabel>>();
  for (const label of labels) {
    const people = sessions.get(label.session) ?? new Map<string, HumanLabel>();
    sessions.set(label.session, people);
    if (!people.has(label.by)) people.set(label.by, label);
  }
  const counted: LabelledSession[] = [];
  const split: Omit<LabelledSession, "truth">[] = [];
  for (const [session, people] of [...sessions].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (leftOut.has(session)) continue;
    const said = [...people.values()];
    const truth = majority(said);
    if (truth === undefined) split.push({ session, labels: said });
    else counted.push({ session, truth, labels: said });
  }
  return {
    counted,
    split,
    examples: [...leftOut].filter((session) => sessions.has(session)).toSorted(),
    digest: digestOf(counted),
  };
}

function majority(labels: readonly HumanLabel[]): LabelClass | undefined {
  const passes = labels.filter(({ label }) => label === "pass").length;
  const fails = labels.length - passes;
  if (passes === fails) return undefined;
  return passes > fails ? "pass" : "fail";
}

function digestOf(counted: readonly LabelledSession[]): string {
  const said = counted.map(({ session, labels }) => [
    session,
    labels.map(({ by, label }) => `${label} ${by}`).toSorted(),
  ]);
  return `sha256:${createHash("sha256").update(canonicalJson(said)).digest("hex")}`;
}
