import { caseFile, scenarioFile } from "../dataset/case-file.ts";
import type { CaseSource, DatasetFile } from "../dataset/dataset.ts";
import { datasetFile } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import type { CaseDocument } from "./check-case.ts";
import { misplacedFile, placeInDataset } from "./project-layout.ts";
import type { Read, Reading } from "./read-source.ts";
import { readSource } from "./read-source.ts";

/** What the files of a dataset's folder say, each by itself. */
export type DatasetReading = {
  /** Absent where `dataset.yaml` is missing or has problems. */
  readonly dataset?: Read<DatasetFile>;
  readonly cases: readonly CaseDocument[];
  /** Ids of the case files that have problems of their own. */
  readonly brokenIds: ReadonlySet<string>;
  /** Whether there is not a single case file, right or wrong. */
  readonly isEmpty: boolean;
  readonly problems: readonly Problem[];
};

/** Reads every file of the dataset's folder and holds each to the schema of its place. */
export function readDataset(folder: string, files: readonly SourceFile[]): DatasetReading {
  const problems: Problem[] = [];
  const cases: CaseDocument[] = [];
  const brokenIds = new Set<string>();
  let reading: Reading<DatasetFile> | undefined;
  for (const file of files) {
    const place = placeInDataset(folder, file.path);
    if (place.kind === "dataset") {
      reading = readSource(file, datasetFile);
    } else if (place.kind === "case" || place.kind === "scenario") {
      const one = readCase(file, place.kind);
      if (one.kind === "read") {
        cases.push({ document: one.document, source: one.value, fileId: place.id });
      } else {
        brokenIds.add(place.id);
        problems.push(...one.problems);
      }
    } else {
      problems.push(misplacedFile(file.path, "dataset"));
    }
  }
  problems.push(...checkDatasetFile(folder, reading), ...duplicateIds(cases));
  return {
    ...(reading?.kind === "read" && { dataset: reading }),
    cases,
    brokenIds,
    isEmpty: cases.length + brokenIds.size === 0,
    problems,
  };
}

function readCase(file: SourceFile, kind: "case" | "scenario"): Reading<CaseSource> {
  return kind === "case" ? readSource(file, caseFile) : readSource(file, scenarioFile);
}

function checkDatasetFile(
  folder: string,
  reading: Reading<DatasetFile> | undefined,
): readonly Problem[] {
  const name = folder.split("/").at(-1) ?? folder;
  if (reading === undefined) {
    return [
      {
        code: "FILE_MISSING",
        file: `${folder}/dataset.yaml`,
        message:
          "there is no such file; it says what the dataset is about and which dimensions it has",
        expected: "a file of this name",
        example: `name: ${name}\ndescription: Questions to the support desk of a gift shop\ndimensions:\n  abstention: Does the agent say that it does not know?`,
      },
    ];
  }
  if (reading.kind === "problems") return reading.problems;
  if (reading.value.name === name) return [];
  return [
    problemAt(reading.document, ["name"], {
      code: "NAME_NOT_FOLDER",
      message: `the name \`${reading.value.name}\` is not the folder's`,
      expected: "the name of the folder that the dataset stands in",
      example: `name: ${name}`,
    }),
  ];
}

/** A case and a scenario can share a file name, and a file can carry another's id. */
function duplicateIds(cases: readonly CaseDocument[]): readonly Problem[] {
  const first = new Map<string, string>();
  return cases.flatMap(({ document, source }) => {
    const taken = first.get(source.id);
    if (taken === undefined) {
      first.set(source.id, document.file);
      return [];
    }
    return [
      problemAt(document, ["id"], {
        code: "ID_TAKEN",
        message: `the id \`${source.id}\` is taken by ${taken}`,
        expected: "an id that no other case or scenario has",
      }),
    ];
  });
}
