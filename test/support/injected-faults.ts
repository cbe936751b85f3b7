import { type FactSpan, isOfAgent, orderOf, spansOf } from "../../src/core/blame/spans.ts";
import { leavesWithKeys } from "../../src/core/blame/stated-facts.ts";
import { sentenceAround } from "../../src/core/evaluator/checks/replies.ts";
import type { Verdict } from "../../src/core/evaluator/verdict.ts";
import type { JsonValue } from "../../src/core/trace/json.ts";
import type { Session, Step, StepRef } from "../../src/core/trace/session.ts";

/** A session in which one value of one tool result was changed, and everywhere that it went. */
export type InjectedFault = {
  readonly session: Session;
  /** The tool call whose result was changed. */
  readonly origin: StepRef;
  /** What an evaluator of the last place says where the wrong value is seen. */
  readonly verdict: Verdict;
};

/**
 * Every fault that can be put into a session: a value that a tool result brings in and that the agent uses later, at
 * most one a tool call. The value and all that repeat it are changed from the tool call on.
 */
export function injectFaults(session: Session): readonly InjectedFault[] {
  const spans = spansOf(session);
  const faults: InjectedFault[] = [];
  for (const [number, span] of spans.entries()) {
    const { turn, step } = span.at;
    if (span.role !== "tool-result" || step === undefined || typeof span.value === "string")
      continue;
    const leaf = leavesWithKeys(span.value).find(({ value }) => {
      const isNews = !spans.slice(0, number).some((before) => mentions(before, String(value)));
      const isUsed = spans
        .slice(number + 1)
        .some((after) => isOfAgent(after) && mentions(after, String(value)));
      return typeof value !== "boolean" && isDistinct(String(value)) && isNews && isUsed;
    });
    if (leaf === undefined) continue;
    const [old, fresh] = [String(leaf.value), altered(String(leaf.value))];
    if (spans.some((one) => mentions(one, fresh))) continue;
    const origin = { turn, step };
    const changed = changeFrom(session, origin, (text) => replaced(text, old, fresh));
    faults.push({ session: changed, origin, verdict: verdictOn(changed, fresh) });
  }
  return faults;
}

/** Long enough not to stand everywhere, and with a digit, so that it is a fact. */
function isDistinct(text: string): boolean {
  return text.length >= 3 && text.length <= 40 && /\d/.test(text) && !/\s/.test(text);
}

/** The same form with other digits. */
function altered(text: string): string {
  return text.replaceAll(/\d/g, (digit) => String((Number(digit) * 7 + 3) % 10)).replace(/^0/, "8");
}

function mentions({ value }: FactSpan, text: string): boolean {
  return whole(text).test(typeof value === "string" ? value : JSON.stringify(value));
}

function whole(text: string): RegExp {
  return new RegExp(
    `(?<![\\w.-])${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-]|\\.\\d)`,
  );
}

function replaced(text: string, old: string, fresh: string): string {
  return text.replaceAll(new RegExp(whole(old), "g"), () => fresh);
}

function changeFrom(session: Session, from: StepRef, change: (text: string) => string): Session {
  const isAfter = (turn: number, step: number): boolean => orderOf({ turn, step }) >= orderOf(from);
  return {
    ...session,
    turns: session.turns.map((turn, index) => ({
      ...turn,
      user: index + 1 > from.turn ? change(turn.user) : turn.user,
      steps: turn.steps.map((step, place) => {
        const [number, isOrigin] = [place + 1, index + 1 === from.turn && place + 1 === from.step];
        return isAfter(index + 1, number) ? changeStep(step, change, isOrigin) : step;
      }),
      ...(turn.reply !== undefined && {
        reply: index + 1 >= from.turn ? change(turn.reply) : turn.reply,
      }),
    })),
  };
}

function changeStep(step: Step, change: (text: string) => string, isOrigin: boolean): Step {
  if (step.kind === "model")
    return { ...step, ...(step.text !== undefined && { text: change(step.text) }) };
  return {
    ...step,
    ...(step.arguments !== undefined &&
      !isOrigin && { arguments: changeValue(step.arguments, change) }),
    ...(step.result !== undefined && { result: changeValue(step.result, change) }),
  };
}

function changeValue(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (typeof value === "number") {
    const text = change(String(value));
    return text === String(value) ? value : Number(text);
  }
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((child) => changeValue(child, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [change(key), changeValue(child, change)]),
  );
}

/** What an evaluator says that sees the wrong value in the last place where the agent states it. */
function verdictOn(session: Session, value: string): Verdict {
  const last = spansOf(session).findLast((span) => isOfAgent(span) && mentions(span, value));
  const text =
    last === undefined
      ? value
      : typeof last.value === "string"
        ? last.value
        : JSON.stringify(last.value);
  const at = text.search(whole(value));
  return {
    evaluator: "right-answer@1",
    kind: "check",
    dimension: "task-success",
    result: "fail",
    explanation: "What the agent states here is not so.",
    evidence: [
      {
        ...(last?.at.step !== undefined && { at: { turn: last.at.turn, step: last.at.step } }),
        what: sentenceAround(text, Math.max(0, at), Math.max(0, at) + value.length),
        quote: true,
      },
    ],
  };
}
