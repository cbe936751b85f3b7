import type { Fact } from "../../facts/fact.ts";
import type { SupportIndex } from "../../facts/support-index.ts";
import { supportIndex } from "../../facts/support-index.ts";
import { unsupportedFacts } from "../../facts/unsupported-facts.ts";
import { describeCall } from "../../trace/describe-step.ts";
import type { Session, StepRef, ToolStep, Turn } from "../../trace/session.ts";
import { uncapturedCalls } from "../../trace/tool-calls.ts";
import type { Evidence } from "../verdict.ts";
import { at } from "./check.ts";
import { quoteOf, sentenceAround } from "./replies.ts";

/** What an agent may have read before it answered: grown turn by turn, so that nothing is known too early. */
export type SessionSources = {
  readonly index: SupportIndex;
  /** Adds a turn's message and tool results; call it before its reply is looked at. */
  readonly read: (turn: Turn) => void;
  /** The first tool call so far whose answer was not captured: what it said is not known. */
  readonly unknown: () => string | undefined;
};

/** Starts with the policy, and with facts that need no support. */
export function sessionSources(session: Session, allow: readonly string[] = []): SessionSources {
  const index = supportIndex();
  if (session.policy !== undefined) index.add({ kind: "policy", text: session.policy });
  for (const text of allow) index.add({ kind: "policy", text });
  const uncaptured = uncapturedCalls(session);
  let unknown: string | undefined;
  const readTool = ({ name, status, result, error }: ToolStep): void => {
    if (result !== undefined) index.add({ kind: "tool-result", value: result });
    if (error !== undefined) index.add({ kind: "tool-result", value: error.message });
    if (status === "pending" || (status === "ok" && result === undefined)) unknown ??= name;
  };
  const read = (turn: Turn): void => {
    const { user, steps, reply } = turn;
    index.add({ kind: "user", text: user });
    unknown ??= uncaptured.find((call) => call.turn === turn)?.step.name;
    for (const step of steps) {
      if (step.kind === "tool") readTool(step);
      // What the agent says on its way is no source, but a sum that it shows there is understood.
      else if (step.text !== undefined && step.text !== reply) unsupportedFacts(step.text, index);
    }
  };
  return { index, read, unknown: () => unknown };
}

const maxNamed = 3;

/** Unsupported facts in a sentence: `“30 days”, “$15”`. */
export function nameFacts(facts: readonly Fact[]): string {
  const texts = [...new Set(facts.map(({ text }) => text))];
  const named = texts.slice(0, maxNamed).map((text) => `“${text.slice(0, 60)}”`);
  return `${named.join(", ")}${texts.length > maxNamed ? ` and ${texts.length - maxNamed} more` : ""}`;
}

/** The sentences that state the facts, each once, as the agent's words. */
export function quoteFacts(
  session: Session,
  turn: number,
  facts: readonly Fact[],
): readonly Evidence[] {
  const reply = session.turns[turn - 1]?.reply ?? "";
  const sentences = new Set(
    facts.slice(0, maxNamed).map(({ start, end }) => sentenceAround(reply, start, end)),
  );
  return [...sentences].map((sentence) => quoteOf(session, turn, sentence));
}

/** The first tool call up to a turn that the agent made up one of the facts for. */
export function firstArgumentWith(
  session: Session,
  turn: number,
  facts: readonly Fact[],
): Evidence | undefined {
  for (const [turnIndex, { steps }] of session.turns.slice(0, turn).entries()) {
    for (const [stepIndex, step] of steps.entries()) {
      if (step.kind !== "tool" || step.arguments === undefined) continue;
      const given = supportIndex([{ kind: "tool-result", value: step.arguments }]);
      const ref: StepRef = { turn: turnIndex + 1, step: stepIndex + 1 };
      if (facts.some((fact) => given.find(fact) !== undefined)) return at(ref, describeCall(step));
    }
  }
  return undefined;
}
