import type { BlamedPlace } from "../../blame/blame.ts";
import type { JsonValue } from "../../trace/json.ts";
import type {
  ModelStep,
  Step,
  StepError,
  StepRef,
  ToolRequest,
  ToolStep,
} from "../../trace/session.ts";
import { stepId } from "../../trace/session.ts";
import { countFound } from "../../trace/tool-result.ts";
import { describeSpent, describeUsage } from "../session-facts.ts";
import { terminalText } from "../wording.ts";
import { foldText } from "./terminal-fold.ts";
import type { Painter } from "./terminal-summary.ts";

/** How a timeline is drawn, and which step it marks. */
/** A step that is blamed, and how it seems to have broken the session. */
export type FirstBad = { readonly at: BlamedPlace; readonly note: string };

export type TimelineLook = Painter & {
  readonly width: number;
  /** The address of the first search that found nothing; "" where none did. */
  readonly firstEmpty: string;
  /** Absent where no step is blamed. */
  readonly firstBad?: FirstBad;
};

const mostArgumentLines = 3;
const mostResultLines = 4;
const mostTextLines = 6;
const indent = " ".repeat(9);

/**
 * One step of a timeline: what it was, what went in and came out, folded to the width.
 *
 * @param hidesText leaves the words of a model out, where they stand elsewhere.
 */
export function stepLines(
  step: Step,
  ref: StepRef,
  hidesText: boolean,
  look: TimelineLook,
): readonly string[] {
  const id = look.dim(stepId(ref).padEnd(5));
  const lines =
    step.kind === "model"
      ? modelLines(step, id, { look, hidesText })
      : toolLines(step, id, { look, isFirstEmpty: stepId(ref) === look.firstEmpty });
  const { firstBad, red } = look;
  const isBad = firstBad?.at.turn === ref.turn && firstBad.at.step === ref.step;
  return isBad ? [...lines, `${indent}${red(`▲ first bad step? ${firstBad.note}`)}`] : lines;
}

function modelLines(
  step: ModelStep,
  id: string,
  { look, hidesText }: { readonly look: TimelineLook; readonly hidesText: boolean },
): readonly string[] {
  const { dim, red } = look;
  const { text, reasoning, toolCalls = [], error } = step;
  const notes = [
    step.model === undefined ? "" : terminalText(step.model, 60),
    describeUsage(step.usage ?? {}),
    describeSpent(step.durationMs),
    step.finishReason === undefined || quietReasons.has(step.finishReason)
      ? ""
      : `finished: ${terminalText(step.finishReason, 40)}`,
  ].filter((note) => note !== "");
  const about = notes.length === 0 ? "" : `  ${dim(notes.join(" · "))}`;
  return [
    `  ${id}  ${step.purpose ?? "model"}${marksOf(step, look)}${about}`,
    ...(reasoning === undefined || reasoning === ""
      ? []
      : folded("thought ", reasoning, mostTextLines, look, dim)),
    ...(text === undefined || text === "" || hidesText
      ? []
      : folded("said ", text, mostTextLines, look)),
    ...(toolCalls.length === 0 ? [] : [`${indent}${dim(`asked for ${namesOf(toolCalls)}`)}`]),
    ...errorLines(error, red),
  ];
}

/** Ends that nobody needs to be told of. */
const quietReasons = new Set([
  "stop",
  "tool_calls",
  "end_turn",
  "tool_use",
  "completed",
  "tool-calls",
]);

function toolLines(
  step: ToolStep,
  id: string,
  { look, isFirstEmpty }: { readonly look: TimelineLook; readonly isFirstEmpty: boolean },
): readonly string[] {
  const { dim, yellow, red, bold } = look;
  const spent = describeSpent(step.durationMs);
  const about = spent === "" ? "" : `  ${dim(spent)}`;
  return [
    `  ${id}  tool ${bold(terminalText(step.name, 80))}${marksOf(step, look)}${about}`,
    ...(step.arguments === undefined
      ? []
      : folded("→ ", jsonText(step.arguments), mostArgumentLines, look)),
    ...answerLines(step, look),
    ...(isFirstEmpty ? [`${indent}${yellow("▲ the first search that found nothing")}`] : []),
    ...(step.error === undefined ? [] : errorLines(step.error, red)),
  ];
}

function answerLines(step: ToolStep, look: TimelineLook): readonly string[] {
  const { dim, yellow } = look;
  if (step.status === "pending") return [`${indent}${yellow("← no answer was seen")}`];
  if (step.result === undefined) {
    return step.status === "error" ? [] : [`${indent}${dim("← the answer was not captured")}`];
  }
  // An error that says what the result says is shown once.
  if (step.error !== undefined && step.error.message === step.result) return [];
  const found = countFound(step.result);
  const count =
    found === undefined ? "" : `${found.count} ${found.count === 1 ? found.one : found.many}`;
  if (found?.count === 0) return [`${indent}← ${count}`];
  return folded(count === "" ? "← " : `← ${count}: `, jsonText(step.result), mostResultLines, look);
}

/** What sets a step apart: a repetition, a recorded answer, a planned fault, a sub-agent. */
function marksOf(step: Step, { yellow, dim }: TimelineLook): string {
  const marks = [
    step.attempt === undefined ? "" : yellow(`attempt ${step.attempt}`),
    step.kind === "tool" && step.replay !== undefined
      ? dim(step.replay === "exact" ? "recorded answer" : "recorded answer of a near call")
      : "",
    step.kind === "tool" && step.fault !== undefined
      ? yellow(`planned fault: ${terminalText(step.fault, 40)}`)
      : "",
    step.agent === undefined ? "" : dim(`by ${terminalText(step.agent, 40)}`),
  ].filter((mark) => mark !== "");
  return marks.length === 0 ? "" : `  [${marks.join(", ")}]`;
}

function errorLines(
  error: StepError | undefined,
  red: (text: string) => string,
): readonly string[] {
  if (error === undefined) return [];
  const message = terminalText(error.message, 300);
  const type = terminalText(error.type, 60);
  return [`${indent}${red(message === "" ? `✗ ${type}` : `✗ ${type}: ${message}`)}`];
}

function namesOf(calls: readonly ToolRequest[]): string {
  return calls.map(({ name }) => terminalText(name, 60)).join(", ");
}

function jsonText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function folded(
  lead: string,
  text: string,
  most: number,
  look: TimelineLook,
  paint: (text: string) => string = (plain) => plain,
): readonly string[] {
  const [first = "", ...rest] = foldText(text, {
    width: look.width - indent.length - lead.length,
    most,
  });
  const under = `${indent}${" ".repeat(Math.min(lead.length, 8))}`;
  return [
    `${indent}${paint(`${lead}${first}`)}`,
    ...rest.map((line) => (line === "" ? "" : `${under}${paint(line)}`)),
  ];
}
