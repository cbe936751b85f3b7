import type { Session, Step, ToolStep, Turn } from "../trace/session.ts";
import { stepId } from "../trace/session.ts";
import type { judgeSees } from "./evaluator-file.ts";
import { inert } from "./inert.ts";

/** What of a session is written down. */
export type Sees = ReadonlySet<(typeof judgeSees)[number]>;

/** Longest session that is written, in characters. */
const maxSession = 400_000;

/**
 * A session as lines for a judge: one fact a line, each step under the id that evidence names it by.
 *
 * What was not captured is said to be so. Nothing is ever left out: what a judge does not see it cannot judge, and
 * whoever writes a session could hide its end behind its length. `undefined` where it is too long to be written whole.
 */
export function sessionText(session: Session, sees: Sees): string | undefined {
  const lines = [
    ...(sees.has("policy") ? [`policy: ${value(session.policy)}`] : []),
    ...session.turns.flatMap((turn, index) => turnLines(turn, index + 1, sees)),
  ];
  const text = lines.join("\n");
  return text.length <= maxSession ? text : undefined;
}

function turnLines(turn: Turn, number: number, sees: Sees): readonly string[] {
  const isTold = sees.has("conversation");
  return [
    `turn ${number}`,
    ...(isTold ? [`user: ${value(turn.user)}`] : []),
    ...(turn.isUnseen === true ? [`the agent's steps: ${value(undefined)}`] : []),
    ...turn.steps.flatMap((step, index) =>
      stepLines(step, `step ${stepId({ turn: number, step: index + 1 })}`, sees),
    ),
    ...(isTold ? [`agent's reply: ${value(turn.reply)}`] : []),
    ...(turn.error === undefined
      ? []
      : [`the turn ended in an error: ${value(turn.error.message)}`]),
  ];
}

function stepLines(step: Step, name: string, sees: Sees): readonly string[] {
  if (step.kind === "tool") return toolLines(step, name, sees);
  const error = step.error === undefined ? "" : `, error: ${value(step.error.message)}`;
  return [`${name} model${sees.has("conversation") ? `: ${value(step.text)}` : ""}${error}`];
}

function toolLines(step: ToolStep, name: string, sees: Sees): readonly string[] {
  const call = sees.has("tool-calls") ? ` ${value(step.name)} with ${value(step.arguments)}` : "";
  if (!sees.has("tool-results")) return [`${name} tool call${call}`];
  return [`${name} tool call${call}`, `${name} tool result (${step.status}): ${resultOf(step)}`];
}

function resultOf({ status, result, error }: ToolStep): string {
  return status === "error" && error !== undefined ? value(error.message) : value(result);
}

function value(content: unknown): string {
  return content === undefined ? "(not captured)" : inert(content);
}
