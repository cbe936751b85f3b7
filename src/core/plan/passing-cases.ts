import { z } from "zod";
import type { Experiment } from "./experiment.ts";
import { reproductionOf } from "./reproduction.ts";

/** Name of the event by which the action tells the bot which open cases the default branch passes. */
export const passingEvent = "tracegate-passing";

/** GitHub takes 64 KB. */
const mostCases = 200;

const passingCase = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** Of what the case asked when it was run. */
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Runs, all of which passed. */
  passed: z.int().min(1).max(1_000_000),
});

/** The open cases that the agent of a commit of the default branch passes. */
export const passingCases = z.object({
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  cases: z.array(passingCase).max(mostCases),
});

export type PassingCases = z.output<typeof passingCases>;

/**
 * The open cases of which every planned run was scored and passed. Cases that are not told now are told by the next
 * results, since they stay open until somebody acts.
 */
export function findPassing({ cases }: Pick<Experiment, "cases">, commit: string): PassingCases {
  const passing = cases.flatMap((one) => {
    const { standing, scored, planned } = reproductionOf(one, { ref: commit, commit });
    const digest = one.tested?.digest;
    const isPassing = standing === "not-reproduced" && scored === planned;
    if (one.status !== "open" || !isPassing || digest === undefined) return [];
    return [{ id: one.id, digest, passed: scored }];
  });
  return { commit, cases: passing.slice(0, mostCases) };
}

/**
 * How many runs have to pass before a failure of this rate can be believed to be gone: an agent that still failed so
 * often would fail one of them 95 times in 100. `reproduced` is what the case's provenance says, such as `14/20`.
 *
 * Where that is not known, 20.
 */
export function runsToBelieve(reproduced: unknown): number {
  const [, failed, scored] = /^(\d{1,7})\/(\d{1,7})$/.exec(String(reproduced)) ?? [];
  const rate = Number(failed) / Number(scored);
  if (!(rate > 0 && rate <= 1)) return 20;
  return rate === 1 ? 1 : Math.ceil(Math.log(0.05) / Math.log(1 - rate));
}
