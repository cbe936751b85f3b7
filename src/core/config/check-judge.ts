import type { Case } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import { problemAt } from "../yaml/problem-at.ts";
import type { Readings } from "./read-texts.ts";

const mostNamed = 3;

/** A case asks a judge, and no model is named that could answer: its verdicts would all be unscored. */
export function checkJudge(
  { config: { config, document }, evaluators }: Readings,
  cases: readonly Case[],
): readonly Problem[] {
  if (config === undefined || document === undefined || config.judge !== undefined) return [];
  const known: ReadonlyMap<string, Evaluator> = evaluators?.evaluators ?? new Map();
  const isJudge = (ref: string): boolean => known.get(ref)?.kind === "judge";
  const asking = cases.filter(
    ({ status, expectations }) =>
      status !== "retired" && expectations.some(({ evaluator }) => isJudge(evaluator)),
  );
  const judge = asking
    .flatMap(({ expectations }) => expectations)
    .find(({ evaluator }) => isJudge(evaluator));
  if (judge === undefined) return [];
  const ids = asking.map(({ id }) => id);
  const shown = ids.slice(0, mostNamed).join(", ");
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
  return [
    problemAt(document, [], {
      code: "JUDGE_WITHOUT_MODEL",
      message: `${shown}${more} ask${ids.length === 1 ? "s" : ""} a judge (\`${judge.evaluator}\`), and no \`judge\` names the model that answers`,
      expected: "a `judge` block here, or no expectations with judges",
      example: "judge:\n  model: gpt-5-mini\n  apiKeyEnv: OPENAI_API_KEY",
    }),
  ];
}
