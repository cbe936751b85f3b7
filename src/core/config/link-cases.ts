import { caseFromFile } from "../dataset/case-from-file.ts";
import type { Case } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { Scorer, ScorerResult } from "../evaluator/scorer.ts";
import { parsePath } from "../yaml/json-path.ts";
import type { YamlDocument } from "../yaml/parse-yaml.ts";
import { problemAt } from "../yaml/problem-at.ts";
import { suggester } from "../yaml/suggest.ts";
import { type CaseDocument, checkCase } from "./check-case.ts";
import { checkModel } from "./check-model.ts";
import { checkReference } from "./check-reference.ts";
import { checkTools } from "./check-tools.ts";
import type { EvaluatorsReading } from "./read-evaluators.ts";
import type { Readings } from "./read-texts.ts";
import { cassettePath } from "./recorded-cassettes.ts";
import { recordedSessionPath, referencePath } from "./recorded-sessions.ts";
import { toolRulesOf } from "./tool-declarations.ts";

/** Compiles the expectations of one case. Its problems name a file and a path in it, and need no line. */
export type CompileScorer = (one: Case, evaluators: ReadonlyMap<string, Evaluator>) => ScorerResult;

/** The cases of a dataset, held against the files that they refer to. */
export type LinkedCases = {
  /** Sorted by id. */
  readonly cases: readonly Case[];
  /** By case id; a case that refers to something wrong has none. */
  readonly scorers: ReadonlyMap<string, Scorer>;
  readonly problems: readonly Problem[];
};

/** Follows every reference of every case, and compiles the cases whose references are right. */
export function linkCases(readings: Readings, compile: CompileScorer): LinkedCases {
  const { dataset, evaluators } = readings;
  const known = evaluators?.evaluators ?? new Map<string, Evaluator>();
  const references = {
    ...(dataset?.dataset && { dataset: dataset.dataset.value }),
    ...(evaluators && { evaluators: known }),
    brokenEvaluators: evaluators?.broken ?? new Set<string>(),
    suggestEvaluator: suggester([...known.keys()]),
  };
  const cases: Case[] = [];
  const scorers = new Map<string, Scorer>();
  const problems: Problem[] = [];
  for (const one of dataset?.cases ?? []) {
    const { linked, problems: ofAnswers } = linkAnswers(one, readings);
    cases.push(linked);
    const found = [...checkCase(one, references), ...ofAnswers];
    problems.push(...found);
    const isLinked = linked.expectations.every(({ evaluator }) => known.has(evaluator));
    if (found.length > 0 || !isLinked) continue;
    const result = compile(linked, known);
    if (result.kind === "compiled") scorers.set(linked.id, result.scorer);
    else
      problems.push(...result.problems.map((problem) => place(problem, one.document, evaluators)));
  }
  return { cases: cases.toSorted((a, b) => (a.id < b.id ? -1 : 1)), scorers, problems };
}

/** A case with the recordings that answer its tools and its model, and what is wrong with any of them. */
function linkAnswers(
  one: CaseDocument,
  { config, sessions, cassettes, evaluators }: Readings,
): { readonly linked: Case; readonly problems: readonly Problem[] } {
  const path = recordedSessionPath(config.folders.dataset ?? "", one.source);
  const reading = path === undefined ? undefined : sessions?.get(path);
  const modelPath = cassettePath(config.folders.dataset ?? "", one.source);
  const modelReading = modelPath === undefined ? undefined : cassettes?.get(modelPath);
  const known = evaluators?.evaluators ?? new Map<string, Evaluator>();
  const besidePath = referencePath(config.folders.dataset ?? "", one.source, known);
  const beside = besidePath === undefined ? undefined : sessions?.get(besidePath);
  const linked = caseFromFile(one.source, one.document.file, {
    // Nothing counts the runs of a project whose configuration has problems.
    runsPerCase: config.config?.runs.perCase ?? 1,
    isModelScripted: config.config?.agent.scriptedModel !== undefined,
    ...(path !== undefined &&
      reading?.kind === "session" && { recorded: { file: path, session: reading.session } }),
    ...(besidePath !== undefined &&
      beside?.kind === "session" && { reference: { file: besidePath, session: beside.session } }),
    ...(config.config?.tools !== undefined && { toolRules: toolRulesOf(config.config.tools) }),
    ...(modelPath !== undefined &&
      modelReading?.kind === "cassette" && {
        model: { file: modelPath, cassette: modelReading.cassette },
      }),
  });
  const problems = checkTools(one, {
    evaluators: known,
    ...(reading !== undefined && { reading }),
    ...(linked.tools !== undefined && { tools: linked.tools }),
    ...(config.config !== undefined && { turnTimeoutMs: config.config.agent.turnTimeoutMs }),
  });
  const ofReference =
    besidePath === undefined
      ? []
      : checkReference(one, { path: besidePath, reading: beside, known });
  return { linked, problems: [...problems, ...checkModel(one, modelReading), ...ofReference] };
}

/** Adds line and column to a problem that names a path in the case's file or in an evaluator's. */
function place(
  problem: Problem,
  document: YamlDocument,
  evaluators: EvaluatorsReading | undefined,
): Problem {
  const named = problem.file === document.file ? document : evaluators?.documents.get(problem.file);
  if (named === undefined) return problem;
  const { file: _, path = "", ...text } = problem;
  return problemAt(named, parsePath(path), text);
}
