import { recordedSessionOf } from "../dataset/case-tools.ts";
import type { CaseSource } from "../dataset/dataset.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { DatasetReading } from "./read-dataset.ts";

/** The paths of all sessions that answer tool calls of a dataset's cases, each once. */
export function recordedSessionPaths(
  folder: string,
  { cases }: Pick<DatasetReading, "cases">,
): readonly string[] {
  const paths = cases.map(({ source }) => recordedSessionPath(folder, source));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

/** The paths of all sessions that judges of a dataset's cases compare with. */
export function referencePaths(
  folder: string,
  { cases }: Pick<DatasetReading, "cases">,
  evaluators: ReadonlyMap<string, Evaluator>,
): readonly string[] {
  const paths = cases.map(({ source }) => referencePath(folder, source, evaluators));
  return paths.filter((path) => path !== undefined);
}

/** The path of the session that a case's judges compare with; `undefined` where none does. */
export function referencePath(
  folder: string,
  { id, expectations }: CaseSource,
  evaluators: ReadonlyMap<string, Evaluator>,
): string | undefined {
  const isCompared = expectations.some(({ evaluator }) => {
    const named = evaluators.get(evaluator);
    return named?.kind === "judge" && named.against !== undefined;
  });
  return isCompared ? `${folder}/references/${id}.json` : undefined;
}

/** The path of the session that answers a case's tool calls; `undefined` where its tools are live. */
export function recordedSessionPath(folder: string, source: CaseSource): string | undefined {
  const name = recordedSessionOf(source);
  return name === undefined ? undefined : `${folder}/sessions/${name}`;
}
