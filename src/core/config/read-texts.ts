import type { SessionReading } from "../dataset/session-file.ts";
import type { Problem } from "../errors.ts";
import type { CassetteReading } from "../replay/cassette.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import { unreadableProblem } from "../yaml/source-file.ts";
import type { ConfigReading, ProjectFolders } from "./read-config.ts";
import type { DatasetReading } from "./read-dataset.ts";
import { readDataset } from "./read-dataset.ts";
import type { EvaluatorsReading } from "./read-evaluators.ts";
import { readEvaluators } from "./read-evaluators.ts";

/** What every file of a project says by itself, before any is held against another. */
export type Readings = {
  readonly config: ConfigReading;
  /** Absent where the folder cannot be read. */
  readonly dataset?: DatasetReading;
  /** Absent where the folder cannot be read or holds no evaluator. */
  readonly evaluators?: EvaluatorsReading;
  /** The recorded sessions that cases name, by path; they are read once it is known which. */
  readonly sessions?: ReadonlyMap<string, SessionReading>;
  /** The cassettes that cases name, by path; read likewise. */
  readonly cassettes?: ReadonlyMap<string, CassetteReading>;
  readonly problems: readonly Problem[];
};

/** The texts of a project's files, as they came from the disk, and what the configuration among them says. */
type ProjectTexts = {
  readonly config: ConfigReading;
  /** Every YAML file in the dataset's folder; absent where the configuration does not name it. */
  readonly dataset?: readonly SourceFile[];
  /** Every YAML file in the evaluators' folder; absent where the configuration does not name it. */
  readonly evaluators?: readonly SourceFile[];
};

/** Reads all files of a project, each by itself. */
export function readTexts(texts: ProjectTexts): Readings {
  const { config } = texts;
  const problems: Problem[] = [...config.problems];
  const dataset = readFolder(config, "dataset", { files: texts.dataset, read: readDataset });
  const evaluators = readFolder(config, "evaluators", {
    files: texts.evaluators,
    read: readEvaluators,
  });
  problems.push(...dataset.problems, ...evaluators.problems);
  return {
    config,
    ...(dataset.reading && { dataset: dataset.reading }),
    ...(evaluators.reading && { evaluators: evaluators.reading }),
    problems,
  };
}

type Contents = { readonly problems: readonly Problem[]; readonly isEmpty: boolean };

type Folder<T> = { readonly reading?: T; readonly problems: readonly Problem[] };

type FolderFiles<T> = {
  readonly files: readonly SourceFile[] | undefined;
  readonly read: (folder: string, files: readonly SourceFile[]) => T;
};

/** Reads one folder; where the folder itself is the problem, the key that names it is where to mend it. */
function readFolder<T extends Contents>(
  { document, folders }: ConfigReading,
  key: keyof ProjectFolders,
  { files, read }: FolderFiles<T>,
): Folder<T> {
  const folder = folders[key];
  if (folder === undefined || document === undefined) return { problems: [] };
  if (files === undefined) throw new Error(`${folder} was not read`);
  const [first] = files;
  if (first?.kind === "unreadable" && first.path === folder) {
    const { file: _, ...text } = unreadableProblem(first);
    const message = `\`${folder}\`: ${text.message}`;
    return { problems: [problemAt(document, [key], { ...text, message })] };
  }
  const reading = read(folder, files);
  if (!reading.isEmpty) return { reading, problems: reading.problems };
  return {
    problems: [
      ...reading.problems,
      problemAt(document, [key], {
        code: key === "dataset" ? "NO_CASES" : "NO_EVALUATORS",
        message: `\`${folder}\` holds no ${key === "dataset" ? "case or scenario" : "evaluator"}, so nothing would be ${key === "dataset" ? "run" : "measured"}`,
        expected:
          key === "dataset"
            ? `a file \`${folder}/cases/<id>.yaml\``
            : `a file \`${folder}/<name>/v1.yaml\``,
      }),
    ],
  };
}
