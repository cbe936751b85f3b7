import type { CaseResult, Tally } from "./experiment.ts";
import type { RunOutcome } from "./run-record.ts";

/** Version of the JSON that `reproduce --json` prints. */
const reproductionSchema = "tracegate.reproduction/1";

/** What runs of a case against the agent of one commit showed. */
export type Reproduction = {
  readonly schema: typeof reproductionSchema;
  readonly caseId: string;
  /** Path of the case's file, relative to the project root. */
  readonly file: string;
  /** What was asked for, such as a tag. */
  readonly ref: string;
  readonly commit: string;
  /** `unknown`: not one run could be scored, or the agent itself broke in every one, as it does where it cannot run. */
  readonly standing: "reproduced" | "not-reproduced" | "unknown";
  /** Runs that failed, those that the agent did not finish among them. */
  readonly failed: number;
  readonly agentErrors: number;
  /** Why runs ended in an error, the most frequent first. Untrusted text. */
  readonly errors: CaseResult["errors"];
  readonly scored: number;
  readonly planned: number;
  /** Runs that say nothing of the agent, by how they ended; `completed` are those that no evaluator could score. */
  readonly lost: Readonly<Partial<Record<RunOutcome, number>>>;
  /** What the case's `provenance` should say; absent unless reproduced. */
  readonly provenance?: { readonly failedOn: string; readonly reproduced: string };
};

/**
 * Tells whether a case fails on the agent of a commit.
 *
 * A run fails where any check fails it; judges count only where the case has no check. One failed run is enough: it
 * says that the failure is still there, not how often it comes.
 */
export function reproductionOf(
  result: CaseResult,
  { ref, commit }: Pick<Reproduction, "ref" | "commit">,
): Reproduction {
  const { passed, failed, unscored } = decisiveTally(result);
  const { completed: _, "agent-error": agentErrors = 0, ...errors } = result.outcomes;
  const scored = passed + failed;
  const isKnown = scored > agentErrors;
  const isReproduced = isKnown && failed > 0;
  return {
    schema: reproductionSchema,
    caseId: result.id,
    file: result.file,
    ref,
    commit,
    standing: isReproduced ? "reproduced" : isKnown ? "not-reproduced" : "unknown",
    failed,
    agentErrors,
    errors: result.errors,
    scored,
    planned: result.planned,
    lost: { ...errors, ...(unscored > 0 && { completed: unscored }) },
    ...(isReproduced && {
      provenance: { failedOn: commit.slice(0, 7), reproduced: `${failed}/${scored}` },
    }),
  };
}

/** Whole runs by checks; where only judges look, the dimension that they fail most. */
function decisiveTally({ dimensions, whole }: CaseResult): Tally {
  const results = Object.values(dimensions);
  if (results.some(({ hasChecks }) => hasChecks)) return whole;
  const [worst] = results.map(({ all }) => all).toSorted((a, b) => b.failed - a.failed);
  return worst ?? whole;
}
