import type { Evidence, Verdict } from "../../evaluator/verdict.ts";
import type { RunRecord } from "../../plan/run-record.ts";
import { cutText } from "../../text/cut-text.ts";
import { visibleText } from "../../text/visible-text.ts";
import { describeAnswer } from "../../trace/describe-step.ts";
import type { JsonValue } from "../../trace/json.ts";
import type {
  ModelStep,
  Session,
  Step,
  StepError,
  StepRef,
  ToolStep,
  Turn,
} from "../../trace/session.ts";
import { stepId } from "../../trace/session.ts";
import { emptyRetrievals } from "../../trace/tool-result.ts";
import { describeSession, describeSpent, describeUsage, timeOfDay } from "../session-facts.ts";
import { terminalText } from "../wording.ts";
import type { EvidenceView, SessionView, StepView, TurnView, VerdictView } from "./page-data.ts";
import type { SessionTexts } from "./session-texts.ts";

/** Longer sessions are no conversation that somebody reads to its end. */
const mostTurns = 500;
const mostSteps = 2_000;

/** What is known of a session beside what was said in it. */
export type Judged = Partial<Pick<RunRecord, "outcome" | "reason" | "verdicts">> & {
  /** The step that is to be marked, where it is known from elsewhere. */
  readonly firstBad?: StepRef;
};

/** A session as the page's viewer reads it; its texts are kept in `texts`. */
export function sessionView(session: Session, judged: Judged, texts: SessionTexts): SessionView {
  const { verdicts = [], outcome, reason } = judged;
  const empty = new Set(emptyRetrievals(session).map(({ ref }) => stepId(ref)));
  const firstBad = judged.firstBad ?? firstBadStep(verdicts);
  const { policy, agent, finalState } = session;
  const turns = fewTurns(session.turns);
  return {
    id: terminalText(session.id),
    facts: describeSession(session),
    ...(outcome !== undefined && { outcome }),
    ...(reason !== undefined && { reason: lines(reason, 2_000) }),
    ...(policy !== undefined && { policy: texts.keepText(policy) }),
    ...(agent?.toolCatalog !== undefined && {
      tools: texts.keepJson(jsonOf([...agent.toolCatalog])),
    }),
    ...(finalState !== undefined && { finalState: texts.keepJson(jsonOf(finalState)) }),
    ...(turns.stepsLeftOut > 0 && { stepsLeftOut: turns.stepsLeftOut }),
    turns: turns.shown.map(
      (turn, place): TurnView => ({
        user: texts.keepText(turn.user),
        ...(turn.reply !== undefined && { reply: texts.keepText(turn.reply) }),
        ...(turn.error !== undefined && { error: describeError(turn.error) }),
        when: [timeOfDay(turn.startedAtMs), describeSpent(turn.durationMs)]
          .filter((part) => part !== "")
          .join(" · "),
        steps: turn.steps.map((step, at) =>
          stepView(step, {
            texts,
            isEmptySearch: empty.has(stepId({ turn: place + 1, step: at + 1 })),
            reply: turn.reply,
          }),
        ),
      }),
    ),
    verdicts: verdicts.map(verdictView),
    ...(firstBad !== undefined && { firstBad: stepId(firstBad) }),
    annotations: (session.annotations ?? [])
      .slice(0, 50)
      .map(({ name, by, annotator, value, at, explanation }) => {
        const who = annotator === undefined ? by : `${by} ${annotator}`;
        const where = at === undefined ? "" : ` at ${stepId(at)}`;
        const why = explanation === undefined ? "" : `: ${explanation}`;
        return lines(`${name} = ${cutText(jsonOf(value), 200)} (${who}${where})${why}`, 1_000);
      }),
  };
}

/** The first turns, with no more steps than a page can hold. */
function fewTurns(turns: readonly Turn[]): {
  readonly shown: readonly Turn[];
  readonly stepsLeftOut: number;
} {
  let room = mostSteps;
  let stepsLeftOut = 0;
  const shown = turns.slice(0, mostTurns).map((turn) => {
    const steps = turn.steps.slice(0, room);
    room -= steps.length;
    stepsLeftOut += turn.steps.length - steps.length;
    return { ...turn, steps };
  });
  for (const { steps } of turns.slice(mostTurns)) stepsLeftOut += Math.max(1, steps.length);
  return { shown, stepsLeftOut };
}

/** The step that the first failing verdict with one rests on; its evidence begins where it began to go wrong. */
function firstBadStep(verdicts: readonly Verdict[]): StepRef | undefined {
  const places = verdicts.flatMap((verdict) => {
    if (verdict.result !== "fail") return [];
    return (verdict.evidence ?? []).flatMap(({ at }) => at ?? []);
  });
  return places.toSorted((a, b) => a.turn - b.turn || a.step - b.step)[0];
}

function stepView(
  step: Step,
  context: {
    readonly texts: SessionTexts;
    readonly isEmptySearch: boolean;
    readonly reply: string | undefined;
  },
): StepView {
  return step.kind === "tool" ? toolView(step, context) : modelView(step, context);
}

function toolView(
  step: ToolStep,
  { texts, isEmptySearch }: { readonly texts: SessionTexts; readonly isEmptySearch: boolean },
): StepView {
  const { name, status, error, result } = step;
  const isSaid = error !== undefined && error.message === result;
  return {
    kind: "tool",
    name: terminalText(name, 120),
    line: describeAnswer(step),
    status,
    marks: marksOf(step),
    about: describeSpent(step.durationMs),
    ...(step.arguments !== undefined && {
      arguments: texts.keepJson(jsonOf(step.arguments)),
    }),
    ...(result !== undefined && !isSaid && { result: texts.keepJson(jsonOf(result)) }),
    ...(error !== undefined && { error: describeError(error) }),
    ...(isEmptySearch && { isEmptySearch: true as const }),
  };
}

function modelView(
  step: ModelStep,
  { texts, reply }: { readonly texts: SessionTexts; readonly reply: string | undefined },
): StepView {
  const { text, reasoning, toolCalls = [], error, finishReason } = step;
  const calls = toolCalls.map(({ name }) => terminalText(name, 60)).join(", ");
  const line =
    calls === "" ? (text === reply ? "wrote the reply" : "answered") : `asked for ${calls}`;
  return {
    kind: "model",
    name: terminalText(step.model ?? step.purpose ?? "model", 80),
    line:
      error === undefined
        ? text === undefined && calls === ""
          ? "text not captured"
          : line
        : "failed",
    status: error === undefined ? "ok" : "error",
    marks: [...(step.purpose === undefined ? [] : [step.purpose]), ...marksOf(step)],
    about: [
      describeUsage(step.usage ?? {}),
      describeSpent(step.durationMs),
      finishReason === undefined ? "" : `finished: ${terminalText(finishReason, 40)}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
    ...(text !== undefined && text !== "" && { said: texts.keepText(text) }),
    ...(reasoning !== undefined && reasoning !== "" && { thought: texts.keepText(reasoning) }),
    ...(toolCalls.length > 0 && {
      arguments: texts.keepJson(
        jsonOf(
          toolCalls.map(({ name, arguments: given }) => ({
            name,
            ...(given !== undefined && { arguments: given }),
          })),
        ),
      ),
    }),
    ...(error !== undefined && { error: describeError(error) }),
  };
}

function marksOf(step: Step): readonly string[] {
  return [
    ...(step.attempt === undefined ? [] : [`attempt ${step.attempt}`]),
    ...(step.kind === "tool" && step.replay !== undefined
      ? [step.replay === "exact" ? "recorded answer" : "recorded answer of a near call"]
      : []),
    ...(step.kind === "tool" && step.fault !== undefined
      ? [`planned fault: ${terminalText(step.fault, 40)}`]
      : []),
    ...(step.agent === undefined ? [] : [`by ${terminalText(step.agent, 40)}`]),
  ];
}

function verdictView(verdict: Verdict): VerdictView {
  const { evaluator, kind, dimension, result } = verdict;
  const origin = { evaluator: terminalText(evaluator), kind, dimension: terminalText(dimension) };
  if (result === "unscored")
    return { ...origin, result, explanation: lines(verdict.reason, 2_000), evidence: [] };
  return {
    ...origin,
    result,
    explanation: lines(verdict.explanation ?? "", 4_000),
    ...(verdict.score !== undefined && { score: verdict.score }),
    evidence: (verdict.evidence ?? []).slice(0, 20).map(evidenceView),
  };
}

export function evidenceView({ at, what, quote }: Evidence): EvidenceView {
  return {
    ...(at !== undefined && { at: stepId(at) }),
    what: lines(what, 1_000),
    ...(quote === true && { isQuote: true as const }),
  };
}

function describeError({ type, message }: StepError): string {
  return lines(message === "" || message === type ? type : `${type}: ${message}`, 4_000);
}

function lines(text: string, most: number): string {
  return cutText(visibleText(cutText(text, 2 * most)), most);
}

function jsonOf(value: JsonValue | readonly object[]): string {
  return JSON.stringify(value);
}
