import { isRun } from "../dataset/case-file.ts";
import type { Case } from "../dataset/dataset.ts";
import type { VerdictOrigin } from "../evaluator/verdict.ts";

/** A case and who must answer for each run of it. */
export type PlannedCase = Case & {
  /** One origin an expectation, in their order. A completed run that lacks one of these answers is unscored. */
  readonly expects: readonly VerdictOrigin[];
};

/** What of a planned case its runs are folded by; a shard hands it on, so that its journal can be read alone. */
export type FoldedCase = Pick<
  PlannedCase,
  "id" | "title" | "status" | "file" | "runs" | "digest" | "hermeticity" | "expects" | "quarantine"
> & { readonly user: Pick<Case["user"], "kind"> };

/**
 * The cases that are run: all but the retired ones, in the order of the dataset.
 *
 * Every evaluator that an expectation names must be in `evaluators`; a loaded project guarantees it.
 */
export function planCases(
  cases: readonly Case[],
  evaluators: ReadonlyMap<string, { readonly kind: VerdictOrigin["kind"] }>,
): readonly PlannedCase[] {
  return cases
    .filter(({ status }) => isRun(status))
    .map((planned) => ({
      ...planned,
      expects: planned.expectations.map(({ evaluator, dimension }) => {
        const kind = evaluators.get(evaluator)?.kind;
        if (kind === undefined) {
          throw new Error(`${planned.file}: ${evaluator} was not loaded with the project`);
        }
        return { evaluator, kind, dimension };
      }),
    }));
}

/** What is handed on of a case. */
export function foldedCase(planned: PlannedCase): FoldedCase {
  const { id, title, status, file, runs, digest, hermeticity, expects, user, quarantine } = planned;
  return {
    id,
    title,
    status,
    file,
    runs,
    digest,
    ...(hermeticity !== undefined && { hermeticity }),
    ...(quarantine !== undefined && { quarantine }),
    expects,
    user: { kind: user.kind },
  };
}
