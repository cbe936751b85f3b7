import type { LabelClass } from "../dataset/label-file.ts";

/** A session without a label, and what is suspected of it. Nothing of this is ever shown to who labels. */
export type UnlabelledSession = {
  readonly session: string;
  /** Share in [0, 1] of what was asked about it that said pass; absent where nothing was. */
  readonly passShare?: number;
};

/**
 * Sessions in the order in which their labels teach most.
 *
 * First those that the class with fewer labels so far probably belongs to, taken in turn with the other class once both
 * have as many; within a class first those on which judges and runs disagree most (a share of passes near one half).
 * Sessions that nothing is known of stand between the uncertain and the clear ones. The order is the same every time.
 */
export function orderByLesson(
  sessions: readonly UnlabelledSession[],
  labelled: Readonly<Record<LabelClass, number>>,
): readonly string[] {
  const queues: Record<LabelClass, UnlabelledSession[]> = { pass: [], fail: [] };
  for (const one of sessions.toSorted(byUncertainty)) queues[suspected(one)].push(one);
  const counts = { ...labelled };
  const order: string[] = [];
  while (queues.pass.length + queues.fail.length > 0) {
    const wanted: LabelClass = counts.fail <= counts.pass ? "fail" : "pass";
    const other: LabelClass = wanted === "fail" ? "pass" : "fail";
    const from = queues[wanted].length > 0 ? wanted : other;
    const next = queues[from].shift();
    if (next === undefined) break;
    counts[from] += 1;
    order.push(next.session);
  }
  return order;
}

/** What is not known may be a failure: those are rarer and teach more. */
function suspected({ passShare }: UnlabelledSession): LabelClass {
  return passShare !== undefined && passShare > 0.5 ? "pass" : "fail";
}

function byUncertainty(a: UnlabelledSession, b: UnlabelledSession): number {
  return certainty(a) - certainty(b) || (a.session < b.session ? -1 : 1);
}

/** 0 where opinions are even, 1 where they are one; one half where there are none. */
function certainty({ passShare }: UnlabelledSession): number {
  return passShare === undefined ? 0.5 : Math.abs(2 * passShare - 1);
}
