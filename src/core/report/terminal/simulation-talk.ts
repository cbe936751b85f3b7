import type { Verdict } from "../../evaluator/verdict.ts";
import type { RunRecord } from "../../plan/run-record.ts";
import type { Turn } from "../../trace/session.ts";
import { stepId } from "../../trace/session.ts";
import { emptyRetrievals } from "../../trace/tool-result.ts";
import { outcomeWords } from "../decision/count-runs.ts";
import { terminalText } from "../wording.ts";
import { agentLines, type TimelineOptions, userLines } from "./session-timeline.ts";

/** The first line of a conversation that somebody watches. */
export function renderTalkStart(
  name: string,
  run: { readonly number: number; readonly of: number },
  { bold, dim }: TimelineOptions,
): string {
  return `${bold(terminalText(name))}  ${dim(`run ${run.number} of ${run.of}`)}\n`;
}

/** What the user says, while the agent has not answered yet. */
export function renderMessage(message: string, number: number, options: TimelineOptions): string {
  const look = { ...options, firstEmpty: "" };
  return `\n${options.bold(`Turn ${number}`)}\n${userLines(message, look).join("\n")}\n`;
}

/** What the agent did and replied, once it has. Only the first turn with a search that found nothing is to mark it. */
export function renderAnswer(
  turn: Turn,
  number: number,
  { marksEmpty, ...options }: TimelineOptions & { readonly marksEmpty: boolean },
): string {
  const [empty] = marksEmpty ? emptyRetrievals({ id: "", turns: [turn] }) : [];
  const firstEmpty = empty === undefined ? "" : stepId({ turn: number, step: empty.ref.step });
  return `${agentLines(turn, number, { ...options, firstEmpty }).join("\n")}\n`;
}

/** How a conversation ended: what each evaluator says, or why nobody can say anything. */
export function renderTalkEnd(
  { outcome, reason, verdicts }: RunRecord,
  painter: TimelineOptions,
): string {
  const ended =
    outcome === "completed"
      ? []
      : [
          `  ${painter.yellow("!")} ${terminalText(outcomeWords[outcome][0])}: ${terminalText(reason ?? "", 400)}`,
        ];
  return `\n${[...ended, ...verdicts.map((verdict) => verdictLine(verdict, painter))].join("\n")}\n\n`;
}

function verdictLine(verdict: Verdict, { red, green, yellow, dim }: TimelineOptions): string {
  const name = `${verdict.evaluator} ${dim(`(${verdict.dimension})`)}`;
  switch (verdict.result) {
    case "pass":
      return `  ${green("✓")} ${name}`;
    case "fail":
      return `  ${red("✗")} ${name}: ${terminalText(verdict.explanation ?? "it failed", 400)}`;
    case "unscored":
      return `  ${yellow("?")} ${name}: ${terminalText(verdict.reason, 400)}`;
  }
}
