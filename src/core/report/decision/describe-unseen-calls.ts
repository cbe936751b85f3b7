import type { Experiment } from "../../plan/experiment.ts";
import { countOf } from "../numbers.ts";

/**
 * That no run shows a call of the agent, neither of a model nor of a tool; `undefined` where one does, and where no run
 * was completed.
 *
 * Such an agent may make none. One whose clients pass Tracegate by looks the same, and then a check of what must not be
 * called had nothing to look at (docs/decisions/0018).
 */
export function describeUnseenCalls({
  cases,
  usage,
}: Pick<Experiment, "cases" | "usage">): string | undefined {
  if (usage.modelCalls > 0 || usage.toolCalls > 0) return undefined;
  const runs = cases.reduce((sum, { outcomes }) => sum + (outcomes.completed ?? 0), 0);
  if (runs === 0) return undefined;
  const where = runs === 1 ? "the one completed run" : `any of ${countOf(runs, "completed run")}`;
  return `No model call and no tool call of the agent was seen in ${where}. If it makes any, they pass Tracegate by, and no check of calls could find fault with them: \`tracegate doctor\` shows what is seen, docs/capture.md how to change that.`;
}
