import type { Problem } from "../errors.ts";
import type { CassetteReading } from "../replay/cassette.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { CaseDocument } from "./check-case.ts";

/**
 * What is wrong with the cassette that a case asks for: in the case where the file cannot be had, in the file itself
 * where it is no cassette.
 */
export function checkModel(
  { document, source }: CaseDocument,
  reading: CassetteReading | undefined,
): readonly Problem[] {
  if (reading?.kind !== "problem") return [];
  const { problem } = reading;
  if (problem.code === "CASSETTE_INVALID") return [problem];
  const isNamed = typeof source.model === "object" && source.model.cassette !== undefined;
  const { file, ...text } = problem;
  return [
    problemAt(document, isNamed ? ["model", "cassette"] : ["model"], {
      ...text,
      message: `\`${file}\`: ${text.message}`,
    }),
  ];
}
