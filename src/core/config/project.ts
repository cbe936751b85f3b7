import type { Dataset } from "../dataset/dataset.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { Scorer } from "../evaluator/scorer.ts";
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
