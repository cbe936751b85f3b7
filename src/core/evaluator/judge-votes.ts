import type { VerdictAnswer } from "./verdict.ts";

/**
 * What several votes of one judge come to, or `undefined` while the votes to come may still decide.
 *
 * More than half of all `votes` must agree; a vote that could not be scored agrees with nobody. One vote stands as it
 * is. The score of a majority is its share of the votes, in (0.5, 1].
 *
 * @param answers so far; none decides nothing.
 * @param votes how many there will be, at least 1.
 */
export function countVotes(
  answers: readonly VerdictAnswer[],
  votes: number,
): VerdictAnswer | undefined {
  if (votes === 1) return answers[0];
  const scored = answers.filter((answer) => answer.result !== "unscored");
  for (const result of ["pass", "fail"] as const) {
    const agreeing = scored.filter((answer) => answer.result === result);
    const [first] = agreeing;
    if (first === undefined || agreeing.length * 2 <= votes) continue;
    return { ...first, score: agreeing.length / answers.length };
  }
  return answers.length < votes ? undefined : { result: "unscored", reason: disagreement(answers) };
}

function disagreement(answers: readonly VerdictAnswer[]): string {
  const counted = (["pass", "fail", "unscored"] as const)
    .map((result) => ({ result, votes: answers.filter((one) => one.result === result).length }))
    .filter(({ votes }) => votes > 0)
    .map(({ result, votes }) => `${votes} ${result}`);
  const unscored = answers.find((answer) => answer.result === "unscored");
  const why = unscored?.result === "unscored" ? ` (${unscored.reason})` : "";
  return `No majority among the judge's ${answers.length} votes: ${counted.join(", ")}${why}.`;
}
