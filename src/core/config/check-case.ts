import type { CaseSource, DatasetFile } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { YamlDocument } from "../yaml/parse-yaml.ts";
import { problemAt } from "../yaml/problem-at.ts";
import { suggest } from "../yaml/suggest.ts";
import type { ProblemText } from "../yaml/yaml-syntax-error.ts";

/** What a case may refer to. Files that have problems of their own are known by name, so that they are complained of once. */
export type References = {
  /** Absent where `dataset.yaml` has problems. */
  readonly dataset?: DatasetFile;
  /** Absent where the folder itself could not be read or holds nothing. */
  readonly evaluators?: ReadonlyMap<string, Evaluator>;
  /** The evaluator that was probably meant by a reference that leads nowhere. */
  readonly suggestEvaluator: (ref: string) => string | undefined;
  /** References whose file is there and has problems. */
  readonly brokenEvaluators: ReadonlySet<string>;
};

/** A case or scenario file, with the name that its path gives it. */
export type CaseDocument = {
  readonly document: YamlDocument;
  readonly source: CaseSource;
  readonly fileId: string;
};

/** What one case file says about other files, held against them. */
export function checkCase(one: CaseDocument, references: References): readonly Problem[] {
  return [
    ...checkId(one),
    ...checkDimensionList(one),
    ...checkQuarantine(one),
    ...one.source.expectations.flatMap((_, index) => checkExpectation(one, index, references)),
  ];
}

function checkId({ document, source, fileId }: CaseDocument): readonly Problem[] {
  if (source.id === fileId) return [];
  return [
    problemAt(document, ["id"], {
      code: "ID_NOT_FILE_NAME",
      message: `the id \`${source.id}\` is not the file's name`,
      expected: "the id that the file is named after, so that both are found together",
      example: `id: ${fileId}`,
    }),
  ];
}

/** `dimensions` may be left out; where it stands, it says what the expectations say. */
function checkDimensionList({ document, source }: CaseDocument): readonly Problem[] {
  const { dimensions, expectations } = source;
  if (dimensions === undefined) return [];
  const measured = new Set(expectations.map(({ dimension }) => dimension));
  const unlisted = [...measured].filter((dimension) => !dimensions.includes(dimension));
  return [
    ...unlisted.map((dimension) =>
      problemAt(document, ["dimensions"], {
        code: "DIMENSION_NOT_LISTED",
        message: `\`dimensions\` lacks \`${dimension}\`, on which there is an expectation`,
        expected: "the dimensions of the expectations, or no list",
        example: `dimensions: [${[...measured].join(", ")}]`,
      }),
    ),
    ...dimensions.flatMap((dimension, index) => {
      const isRepeated = dimensions.indexOf(dimension) < index;
      if (measured.has(dimension) && !isRepeated) return [];
      return problemAt(document, ["dimensions", index], {
        code: isRepeated ? "DIMENSION_REPEATED" : "DIMENSION_WITHOUT_EXPECTATION",
        message: isRepeated
          ? `\`${dimension}\` stands in the list twice`
          : `no expectation measures \`${dimension}\``,
        expected: "the dimensions of the expectations, each once, or no list",
      });
    }),
  ];
}

/** A case that may not decide has somebody who looks after it, so that it does not stay so for ever. */
function checkQuarantine({ document, source }: CaseDocument): readonly Problem[] {
  const isQuarantined = source.status === "quarantined";
  if (isQuarantined === (source.quarantine !== undefined)) return [];
  return [
    isQuarantined
      ? problemAt(document, ["status"], {
          code: "QUARANTINE_MISSING",
          message: "a quarantined case says who looks after it, since when and why",
          expected: "`quarantine` with owner, since and reason",
          example:
            "quarantine: { owner: maria-policy, since: 2026-11-20, reason: Fails when the sandbox is slow. }",
        })
      : problemAt(document, ["quarantine"], {
          code: "QUARANTINE_UNUSED",
          message: `the case is ${source.status}, so nothing is in quarantine`,
          expected: "`status: quarantined`, or no `quarantine`",
        }),
  ];
}

function checkExpectation(
  { document, source }: CaseDocument,
  index: number,
  { dataset, evaluators, brokenEvaluators, suggestEvaluator }: References,
): readonly Problem[] {
  const expectation = source.expectations[index];
  if (expectation === undefined) return [];
  const problems: Problem[] = [];
  const { dimension, evaluator: ref } = expectation;
  const isKnown = dataset === undefined || Object.hasOwn(dataset.dimensions, dimension);
  if (!isKnown) {
    const known = Object.keys(dataset.dimensions);
    problems.push(
      problemAt(document, ["expectations", index, "dimension"], {
        code: "DIMENSION_UNKNOWN",
        message: `\`dataset.yaml\` names no dimension \`${dimension}\`${meant(suggest(dimension, known))}`,
        expected: `one of ${known.map((name) => `\`${name}\``).join(", ")}, or a new one in \`dataset.yaml\``,
      }),
    );
  }
  const evaluator = evaluators?.get(ref);
  const path = ["expectations", index, "evaluator"];
  if (evaluator === undefined) {
    if (evaluators !== undefined && !brokenEvaluators.has(ref)) {
      problems.push(
        problemAt(document, path, unknownEvaluator(ref, evaluators, suggestEvaluator(ref))),
      );
    }
  } else if (isKnown && evaluator.dimension !== dimension) {
    problems.push(
      problemAt(document, path, {
        code: "EVALUATOR_OF_OTHER_DIMENSION",
        message: `\`${ref}\` measures \`${evaluator.dimension}\`, not \`${dimension}\``,
        expected: `an evaluator whose file says \`dimension: ${dimension}\`, or the other dimension here`,
        example: `dimension: ${evaluator.dimension}`,
      }),
    );
  }
  return problems;
}

function unknownEvaluator(
  ref: string,
  evaluators: ReadonlyMap<string, Evaluator>,
  suggestion: string | undefined,
): ProblemText {
  const [name = "", version = ""] = ref.split("@");
  const versions = [...evaluators.keys()].filter((other) => other.startsWith(`${name}@`));
  return {
    code: "EVALUATOR_UNKNOWN",
    message:
      versions.length > 0
        ? `the evaluator \`${name}\` has no version ${version}; there is ${versions.join(", ")}`
        : `there is no evaluator \`${ref}\`${meant(suggestion)}`,
    expected: `a file \`${name}/v${version}.yaml\` in the evaluators' folder, or a reference to one that is there`,
  };
}

function meant(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
}
