import type { CaseSource } from "../dataset/dataset.ts";
import { cassetteOf } from "../dataset/model-source.ts";
import { type CassetteReading, parseCassette } from "../replay/cassette.ts";
import { type SourceFile, unreadableProblem } from "../yaml/source-file.ts";
import type { DatasetReading } from "./read-dataset.ts";

/** A cassette that is larger holds more than one session. */
export const maxCassetteBytes = 32 * 1024 * 1024;

/** The paths of all cassettes that play the model of a dataset's cases, each once. */
export function cassettePaths(
  folder: string,
  { cases }: Pick<DatasetReading, "cases">,
): readonly string[] {
  const paths = cases.map(({ source }) => cassettePath(folder, source));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

/** The path of the cassette that plays a case's model; `undefined` where its model is live. */
export function cassettePath(folder: string, source: CaseSource): string | undefined {
  const name = cassetteOf(source);
  return name === undefined ? undefined : `${folder}/cassettes/${name}`;
}

/** Reads a file of a dataset's `cassettes/`. */
export function readCassetteFile(source: SourceFile): CassetteReading {
  if (source.kind === "text") return parseCassette(source.text, source.path);
  const { reason, path } = source;
  if (reason === "missing") {
    return {
      kind: "problem",
      problem: {
        code: "CASSETTE_MISSING",
        file: path,
        message: "there is no such cassette",
        expected: "a recording of the model's answers in this case, or `model: live`",
        example: `tracegate record --cassette ${path}`,
      },
    };
  }
  if (reason === "too-large") {
    return {
      kind: "problem",
      problem: {
        code: "CASSETTE_TOO_LARGE",
        file: path,
        message: `the file is larger than ${maxCassetteBytes / 1024 / 1024} MB`,
        expected: "the model's answers in one session",
      },
    };
  }
  return { kind: "problem", problem: unreadableProblem(source) };
}
