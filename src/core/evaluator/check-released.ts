import type { Problem } from "../errors.ts";
import type { Evaluator } from "./evaluator.ts";

/** What is in use now under a reference: its digest, and the file to name in a message. */
export type UsedEvaluator = { readonly digest: string; readonly file: string };

/**
 * The versions that were edited after their release: a version on the base branch keeps its meaning for ever, since
 * runs, calibrations and sign-offs name it.
 *
 * Texts for people may change; a version that nothing uses any more may go. `used` and `released` are by
 * `name@version`; none released is no problem.
 */
export function checkReleased(
  used: ReadonlyMap<string, UsedEvaluator>,
  released: readonly Evaluator[],
): readonly Problem[] {
  return released.flatMap((evaluator) => {
    const { ref, name, version, digest } = evaluator;
    const now = used.get(ref);
    if (now === undefined || now.digest === digest) return [];
    return [
      {
        code: "EVALUATOR_RELEASED",
        file: now.file,
        message: `\`${ref}\` is released: it is on the base branch, and this edit would give its verdicts another meaning`,
        expected: `a new version \`${name}@${version + 1}\`, and the released file as it was${withExamples(evaluator)}`,
        example: `tracegate evaluator bump ${name}`,
      },
    ];
  });
}

/** What a judge is shown is part of it, wherever it stands. */
function withExamples(evaluator: Evaluator): string {
  return evaluator.kind === "judge" && evaluator.examples !== undefined
    ? ", with the labels and sessions that its `examples` lead to (new labels go below them)"
    : "";
}
