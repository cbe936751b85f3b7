import type { Dataset } from "../dataset/dataset.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { Scorer } from "../evaluator/scorer.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import type { Config } from "./config-file.ts";

/** All that the files of a project say, once every file and every reference between them is right. */
export type Project = {
  /** Path of `tracegate.yaml`, relative to the project root. */
  readonly configFile: string;
  readonly config: Config;
  readonly dataset: Dataset;
  /** By `name@version`; those that no case names are among them. */
  readonly evaluators: ReadonlyMap<string, Evaluator>;
  /** The compiled expectations of every case, by its id. */
  readonly scorers: ReadonlyMap<string, Scorer>;
};

/** The texts of a project's files, as they came from the disk. */
export type ProjectTexts = {
  readonly config: SourceFile;
  /** Every YAML file in the dataset's folder; absent where the configuration does not name it. */
  readonly dataset?: readonly SourceFile[];
  /** Every YAML file in the evaluators' folder; absent where the configuration does not name it. */
  readonly evaluators?: readonly SourceFile[];
};
