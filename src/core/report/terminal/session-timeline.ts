import type { Session, Step, StepError, Turn } from "../../trace/session.ts";
import { stepId } from "../../trace/session.ts";
import { emptyRetrievals } from "../../trace/tool-result.ts";
import { describeSession, describeSpent, timeOfDay } from "../session-facts.ts";
import { terminalText } from "../wording.ts";
import { type FirstBad, stepLines, type TimelineLook } from "./step-lines.ts";
import { foldText } from "./terminal-fold.ts";
import type { Painter } from "./terminal-summary.ts";

export type TimelineOptions = Painter & {
  /** Columns of the terminal. */
  readonly width: number;
  /** The step that is marked as the one that broke the session. */
  readonly firstBad?: FirstBad;
};

/** Lines that one message may take; what is longer is folded, and says how much. */
const mostTextLines = 12;
const mostPolicyLines = 3;
const labelWidth = 9;

/**
 * One session as a person reads it: who said what, which tools were called with what and answered what, what failed,
 * and where a search first found nothing.
 *
 * Text of the session has lost its control characters; the JSON rendering has all of it.
 */
export function renderTimeline(session: Session, options: TimelineOptions): string {
  const { bold, dim } = options;
  const [firstEmpty] = emptyRetrievals(session);
  const look: TimelineLook = {
    ...options,
    firstEmpty: firstEmpty === undefined ? "" : stepId(firstEmpty.ref),
  };
  const policy = session.policy;
  const blocks = [
    [bold(terminalText(session.id)), ...describeSession(session).map((line) => dim(line))],
    policy === undefined ? [] : said("policy", policy, { look, most: mostPolicyLines, paint: dim }),
    ...session.turns.map((turn, index) => turnLines(turn, index + 1, look)),
    annotationLines(session, look),
    session.turns.length === 0 ? [dim("No turn was captured.")] : [],
  ];
  const shown = blocks.filter((block) => block.length > 0);
  return `${shown.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function turnLines(turn: Turn, number: number, look: TimelineLook): readonly string[] {
  const { bold, dim } = look;
  const when = [timeOfDay(turn.startedAtMs), describeSpent(turn.durationMs)].filter(
    (part) => part !== "",
  );
  return [
    `${bold(`Turn ${number}`)}${when.length === 0 ? "" : `  ${dim(when.join("  "))}`}`,
    ...(turn.user === "" && number === 1
      ? [label("user", dim("said nothing: the agent opens"))]
      : userLines(turn.user, look)),
    ...agentLines(turn, number, look),
  ];
}

/** What the user said, folded to the width. */
export function userLines(message: string, look: TimelineLook): readonly string[] {
  return said("user", message, { look, most: mostTextLines, paint: look.bold });
}

/** What the agent did and said in a turn, counted from 1. */
export function agentLines(turn: Turn, number: number, look: TimelineLook): readonly string[] {
  const { dim, red } = look;
  const { reply, error } = turn;
  return [
    ...turn.steps.flatMap((step, index) =>
      stepLines(step, { turn: number, step: index + 1 }, hidesText(step, turn), look),
    ),
    ...(reply === undefined
      ? [label("agent", dim("no reply was captured"))]
      : said("agent", reply, { look, most: mostTextLines, paint: (text) => text })),
    ...(error === undefined ? [] : [label("error", red(describeStepError(error)))]),
  ];
}

/** The model's last words are the reply, which stands below. */
function hidesText(step: Step, { reply }: Turn): boolean {
  return step.kind === "model" && step.text !== undefined && step.text === reply;
}

function describeStepError({ type, message }: StepError): string {
  const name = terminalText(type, 60);
  const text = terminalText(message, 300);
  return text === "" || text === name ? name : `${name}: ${text}`;
}

function annotationLines(session: Session, look: TimelineLook): readonly string[] {
  const lines = (session.annotations ?? []).map(
    ({ name, by, annotator, value, at, explanation }) => {
      const place = at === undefined ? "" : ` at ${stepId(at)}`;
      const who = annotator === undefined ? by : `${by} ${terminalText(annotator, 40)}`;
      const why = explanation === undefined ? "" : `: ${terminalText(explanation, 300)}`;
      return `  ${terminalText(name, 60)} = ${terminalText(JSON.stringify(value), 60)} (${who}${place})${why}`;
    },
  );
  return lines.length === 0 ? [] : [look.bold("Annotations"), ...lines];
}

function said(
  name: string,
  text: string,
  {
    look,
    most,
    paint,
  }: {
    readonly look: TimelineLook;
    readonly most: number;
    readonly paint: (text: string) => string;
  },
): readonly string[] {
  const lines = foldText(text, { width: look.width - labelWidth - 2, most });
  const [first = "", ...rest] = lines;
  return [
    label(name, paint(first)),
    ...rest.map((line) => (line === "" ? "" : `${" ".repeat(labelWidth + 2)}${paint(line)}`)),
  ];
}

function label(name: string, text: string): string {
  return `  ${name.padEnd(labelWidth)}${text}`;
}
