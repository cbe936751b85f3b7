import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { agreement } from "../../../src/core/stats/agreement.ts";
import { repository } from "../../support/cruise.ts";

const folder = `${repository}../shared/data/llmbar/`;
const isThere = existsSync(folder);

const item = z.object({ id: z.int(), human_label: z.int() });
const answer = z.object({
  id: z.int(),
  judge: z.string(),
  prompt: z.string(),
  verdict: z.int().nullable(),
  verdict_swapped: z.int().nullable(),
});
const cell = z.object({
  judge: z.string(),
  prompt: z.string(),
  correct: z.int(),
  correct_swapped: z.int(),
  cohen_kappa_vs_human: z.number(),
  cohen_kappa_vs_human_swapped: z.number(),
});

function lines<T>(name: string, schema: z.ZodType<T>): readonly T[] {
  const text = readFileSync(`${folder}${name}`, "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => schema.parse(JSON.parse(line)));
}

/** The first answer, the second, and none that could be read. */
const categories: readonly (number | null)[] = [1, 2, null];

test.skipIf(!isThere)(
  "accuracy and κ of all 65 judges of LLMBar are the published ones, in both orders (needs ../shared/data)",
  () => {
    const human = new Map(
      lines("items.natural.jsonl", item).map((one) => [one.id, one.human_label]),
    );
    const answers = lines("judge_verdicts.natural.jsonl", answer);
    const cells = z
      .array(cell)
      .parse(JSON.parse(readFileSync(`${folder}reference_cells.natural.json`, "utf8")));
    expect(cells).toHaveLength(65);
    const found = cells.map(({ judge, prompt }) => {
      const own = answers.filter((one) => one.judge === judge && one.prompt === prompt);
      const tableOf = (field: "verdict" | "verdict_swapped"): readonly (readonly number[])[] =>
        categories.map((said) =>
          categories.map(
            (answered) =>
              own.filter((one) => human.get(one.id) === said && one[field] === answered).length,
          ),
        );
      const [first, second] = [
        agreement(tableOf("verdict")),
        agreement(tableOf("verdict_swapped")),
      ];
      return {
        judge,
        prompt,
        correct: hundredths(first.agreed),
        correct_swapped: hundredths(second.agreed),
        cohen_kappa_vs_human: rounded(first.kappa),
        cohen_kappa_vs_human_swapped: rounded(second.kappa),
      };
    });
    expect(found).toEqual(cells);
  },
);

type Coefficient = ReturnType<typeof agreement>["kappa"];

function hundredths(share: Coefficient): number | "unknown" {
  return share === "unknown" ? share : Math.round(share.value * 100);
}

function rounded(figure: Coefficient): number | "unknown" {
  return figure === "unknown" ? figure : Math.round(figure.value * 10_000) / 10_000;
}
