import type { Problem, UserError } from "../../errors.ts";
import { blocking } from "../decision/headline.ts";
import { type Block, fitBlocks } from "../fit-blocks.ts";
import { codeName, inlineProse, inlineText } from "../markdown.ts";
import { countOf } from "../numbers.ts";
import { type CommentOptions, commentBudgetBytes } from "./comment.ts";

/** The comment where there is no decision, because the gate could not run at all. It blocks, and says why first. */
export function renderCouldNotRun(
  error: Pick<UserError, "code" | "message" | "fix" | "problems">,
  options: CommentOptions = {},
): string {
  const { marker, budgetBytes = commentBudgetBytes } = options;
  const enforcement = options.enforcement ?? { kind: "enforced" };
  const icon = enforcement.kind === "enforced" ? "⛔" : "⚠️";
  const first = `### ${icon} ${blocking(enforcement)}: the gate could not run: ${inlineProse(error.message.replace(/[.\s]+$/, ""), 300)}`;
  const blocks: readonly Block[] = [
    { kind: "whole", text: marker === undefined ? first : `${marker}\n${first}` },
    {
      kind: "list",
      head: "",
      items: error.problems.map((problem) => `- ${describeProblem(problem)}`),
      foot: "",
      leftOut: (count) => `- … and ${countOf(count, "more problem")}`,
      rank: 0,
    },
    {
      kind: "whole",
      text: `**What to do**: ${inlineProse(error.fix)}\nNo run was judged, so nothing is known about the agent (${codeName(error.code)}).`,
    },
  ];
  return `${fitBlocks(blocks, budgetBytes - 1)}\n`;
}

function describeProblem({ file, line, column, path, message, expected }: Problem): string {
  const place = [line, column].filter((part) => part !== undefined).join(":");
  const where = `${codeName(file)}${place === "" ? "" : ` ${place}`}`;
  const inside = path === undefined || path === "" ? "" : ` ${inlineText(path)}:`;
  const wanted = expected === undefined ? "" : ` (expected: ${inlineProse(expected, 300)})`;
  return `${where}${inside} ${inlineProse(message)}${wanted}`;
}
