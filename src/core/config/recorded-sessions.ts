import { recordedSessionOf } from "../dataset/case-tools.ts";
import type { CaseSource } from "../dataset/dataset.ts";
import type { DatasetReading } from "./read-dataset.ts";

/** The paths of all sessions that answer tool calls of a dataset's cases, each once. */
export function recordedSessionPaths(
  folder: string,
  { cases }: Pick<DatasetReading, "cases">,
): readonly string[] {
  const paths = cases.map(({ source }) => recordedSessionPath(folder, source));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

/** The path of the session that answers a case's tool calls; `undefined` where its tools are live. */
export function recordedSessionPath(folder: string, source: CaseSource): string | undefined {
  const name = recordedSessionOf(source);
  return name === undefined ? undefined : `${folder}/sessions/${name}`;
}
