import { hash } from "node:crypto";
import type { Message, Span } from "../span.ts";
import { answerText } from "./model-answer.ts";

/** By what a trace is known as the beginning of another one, or as going on from it. */
export type TalkKeys = {
  /** What user and agent had said to each other when the trace began, the longest first. */
  readonly openings: readonly string[];
  /** What they had said after each answer of the trace. */
  readonly tips: ReadonlySet<string>;
};

/**
 * Digests what user and agent said to each other, without tools and system prompts: those are left out by some
 * clients when they send the history again.
 */
export function talkKeys(spans: readonly Span[]): TalkKeys {
  const tips = new Set<string>();
  let openings: readonly string[] = [];
  const models = spans
    .filter(({ kind, input }) => kind === "model" && input !== undefined)
    .toSorted((a, b) => (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0));
  for (const span of models) {
    const { before, all } = digests(span.input ?? []);
    if (openings.length === 0) openings = before.toReversed();
    const answer = answerText(span);
    if (answer !== undefined && all !== "") tips.add(after(all, "assistant", answer));
  }
  return { openings, tips };
}

/** The digest of all that was said, and of what had been said before each user message but the first. */
function digests(input: readonly Message[]): {
  readonly before: readonly string[];
  readonly all: string;
} {
  const before: string[] = [];
  let all = "";
  for (const { role, text, toolCalls } of input) {
    if (text === undefined || (toolCalls !== undefined && toolCalls.length > 0)) continue;
    if (role !== "user" && role !== "assistant") continue;
    if (role === "user" && all !== "") before.push(all);
    all = after(all, role, text);
  }
  return { before, all };
}

function after(said: string, role: "user" | "assistant", text: string): string {
  return hash("sha256", `${said}${role}\n${text.trim()}`);
}
