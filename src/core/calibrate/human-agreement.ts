import type { LabelClass } from "../dataset/label-file.ts";
import { type Agreement, agreement, krippendorffAlpha } from "../stats/agreement.ts";
import type { LabelSet } from "./label-set.ts";

/** How far the people who labelled agree with each other: no judge can be expected to agree with them more. */
export type HumanAgreement = {
  /** Those who labelled, by how much they did. */
  readonly annotators: readonly { readonly by: string; readonly labels: number }[];
  /** Every two who labelled the same session at least once, those with most in common first. */
  readonly pairs: readonly AnnotatorPair[];
  /** The human ceiling: Light's κ (1971), the mean over the pairs. "unknown" where no pair has one. */
  readonly meanKappa: number | "unknown";
  /** Krippendorff's α over all annotators. */
  readonly alpha: number | "unknown";
};

export type AnnotatorPair = {
  readonly one: string;
  readonly other: string;
  readonly agreement: Agreement;
};

/** Compares the annotators of one dimension, session by session; split sessions are among them. */
export function humanAgreement({ counted, split }: LabelSet): HumanAgreement {
  const sessions = [...counted, ...split].map(
    ({ labels }) => new Map(labels.map(({ by, label }) => [by, label] as const)),
  );
  const counts = new Map<string, number>();
  for (const people of sessions) {
    for (const by of people.keys()) counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  const annotators = [...counts]
    .map(([by, labels]) => ({ by, labels }))
    .toSorted((a, b) => b.labels - a.labels || (a.by < b.by ? -1 : 1));
  const names = annotators.map(({ by }) => by);
  const pairs = names
    .flatMap((one, place) =>
      names.slice(place + 1).map((other) => comparePair(one, other, sessions)),
    )
    .filter(({ agreement: { items } }) => items > 0)
    .toSorted((a, b) => b.agreement.items - a.agreement.items);
  const kappas = pairs.flatMap(({ agreement: { kappa } }) =>
    kappa === "unknown" ? [] : [kappa.value],
  );
  return {
    annotators,
    pairs,
    meanKappa:
      kappas.length === 0 ? "unknown" : kappas.reduce((sum, one) => sum + one, 0) / kappas.length,
    alpha: krippendorffAlpha(
      sessions.map((people) =>
        (["pass", "fail"] as const).map(
          (label) => [...people.values()].filter((said) => said === label).length,
        ),
      ),
    ),
  };
}

function comparePair(
  one: string,
  other: string,
  sessions: readonly ReadonlyMap<string, LabelClass>[],
): AnnotatorPair {
  const count = (first: LabelClass, second: LabelClass): number =>
    sessions.filter((people) => people.get(one) === first && people.get(other) === second).length;
  return {
    one,
    other,
    agreement: agreement([
      [count("pass", "pass"), count("pass", "fail")],
      [count("fail", "pass"), count("fail", "fail")],
    ]),
  };
}
