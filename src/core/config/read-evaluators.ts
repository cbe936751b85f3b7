import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import { identifyEvaluator } from "../evaluator/evaluator.ts";
import type { EvaluatorFile } from "../evaluator/evaluator-file.ts";
import { evaluatorFile } from "../evaluator/evaluator-file.ts";
import type { YamlDocument } from "../yaml/parse-yaml.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import type { Place } from "./project-layout.ts";
import { misplacedFile, placeInEvaluators } from "./project-layout.ts";
import type { Read } from "./read-source.ts";
import { readSource } from "./read-source.ts";

/** What the files of the evaluators' folder say, each by itself. */
export type EvaluatorsReading = {
  /** By `name@version`. */
  readonly evaluators: ReadonlyMap<string, Evaluator>;
  /** The documents behind them, by path. */
  readonly documents: ReadonlyMap<string, YamlDocument>;
  /** References, as the paths give them, whose file has problems of its own. */
  readonly broken: ReadonlySet<string>;
  /** Whether there is not a single evaluator file, right or wrong. */
  readonly isEmpty: boolean;
  /** Judges that have a calibration, whatever it says; absent where nobody looked. */
  readonly calibrated?: ReadonlySet<string>;
  readonly problems: readonly Problem[];
};

/** Reads every file of the evaluators' folder. */
export function readEvaluators(folder: string, files: readonly SourceFile[]): EvaluatorsReading {
  const evaluators = new Map<string, Evaluator>();
  const documents = new Map<string, YamlDocument>();
  const broken = new Set<string>();
  const problems: Problem[] = [];
  for (const file of files) {
    const place = placeInEvaluators(folder, file.path);
    if (place.kind !== "evaluator") {
      problems.push(misplacedFile(file.path, "evaluators"));
      continue;
    }
    const reading = readSource(file, evaluatorFile);
    const found = reading.kind === "read" ? checkAddress(reading, place) : reading.problems;
    problems.push(...found);
    if (reading.kind === "problems" || found.length > 0) {
      broken.add(`${place.name}@${place.version}`);
    } else {
      const evaluator = identifyEvaluator(reading.value, file.path);
      evaluators.set(evaluator.ref, evaluator);
      documents.set(file.path, reading.document);
    }
  }
  const isEmpty = evaluators.size + broken.size === 0;
  return { evaluators, documents, broken, isEmpty, problems };
}

function checkAddress(
  { document, value }: Read<EvaluatorFile>,
  place: Extract<Place, { kind: "evaluator" }>,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (value.name !== place.name) {
    problems.push(
      problemAt(document, ["name"], {
        code: "EVALUATOR_NOT_AT_ITS_PATH",
        message: `the name \`${value.name}\` is not that of its folder`,
        expected: "the name of the folder that the file stands in",
        example: `name: ${place.name}`,
      }),
    );
  }
  if (String(value.version) !== place.version) {
    problems.push(
      problemAt(document, ["version"], {
        code: "EVALUATOR_NOT_AT_ITS_PATH",
        message: `the version ${value.version} is not that of the file's name`,
        expected: "the number in the file's name; a change is a new file",
        example: `version: ${place.version}`,
      }),
    );
  }
  return problems;
}
