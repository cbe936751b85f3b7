import type { SessionReading } from "../dataset/session-file.ts";
import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { CaseDocument } from "./check-case.ts";

/** What is wrong with the session that a case's judges compare with, told at the expectation that asks for it. */
export function checkReference(
  { source, document }: CaseDocument,
  of: {
    readonly path: string;
    readonly reading: SessionReading | undefined;
    readonly known: ReadonlyMap<string, Evaluator>;
  },
): readonly Problem[] {
  const { path, reading, known } = of;
  if (reading?.kind === "session") return [];
  const place = source.expectations.findIndex(({ evaluator }) => {
    const named = known.get(evaluator);
    return named?.kind === "judge" && named.against !== undefined;
  });
  return [
    problemAt(document, ["expectations", place, "evaluator"], {
      code: "REFERENCE_UNUSABLE",
      message: `this judge compares with \`${path}\`, which cannot be read: ${reading?.message ?? "nobody looked"}`,
      expected: "a session in which the agent did right, such as `tracegate import` writes",
    }),
  ];
}
