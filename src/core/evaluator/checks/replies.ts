import { printable } from "../../text/printable.ts";
import type { Session, StepRef } from "../../trace/session.ts";
import type { Evidence, VerdictAnswer } from "../verdict.ts";
import { failed, passed, unscored } from "./check.ts";
import type { CheckParameters } from "./parameters.ts";

/** Which replies a check of the answer reads. */
export type TurnChoice = CheckParameters["answer-contains"]["turn"];

/** What one reply is found to be: right, wrong with the reason and the words, or what keeps it from being told. */
export type ReplyFinding =
  | { readonly isRight: true }
  | { readonly isRight: "unknown"; readonly why: string }
  | { readonly isRight: false; readonly why: string; readonly quote?: string };

/**
 * Holds the chosen replies to a test.
 *
 * `last` and a number read one reply; `any` passes with the first right one; `every` fails with the
 * first wrong one. A reply that is not there is neither: the answer is unscored, unless the others
 * settle it.
 */
export function judgeReplies(
  session: Session,
  turn: TurnChoice,
  test: (reply: string) => ReplyFinding,
): VerdictAnswer {
  const { turns } = session;
  if (turns.length === 0) return unscored("The session has no turn.");
  if (turn === "any" || turn === "every") return judgeAll(session, turn, test);
  const number = turn === "last" ? turns.length : turn;
  if (number > turns.length) {
    return unscored(`The session ended after turn ${turns.length}; there is no turn ${number}.`);
  }
  const reply = turns[number - 1]?.reply;
  if (reply === undefined) return unscored(`There is no reply in turn ${number}.`);
  const finding = test(reply);
  if (finding.isRight === "unknown") return unscored(`The reply of turn ${number} ${finding.why}.`);
  return finding.isRight ? passed : failure(session, number, finding);
}

function judgeAll(
  session: Session,
  turn: "any" | "every",
  test: (reply: string) => ReplyFinding,
): VerdictAnswer {
  let firstWrong: VerdictAnswer | undefined;
  let firstUnknown: string | undefined;
  for (const [index, { reply }] of session.turns.entries()) {
    if (reply === undefined) {
      firstUnknown ??= `There is no reply in turn ${index + 1}.`;
      continue;
    }
    const finding = test(reply);
    if (finding.isRight === "unknown") {
      firstUnknown ??= `The reply of turn ${index + 1} ${finding.why}.`;
      continue;
    }
    if (finding.isRight && turn === "any") return passed;
    if (!finding.isRight) firstWrong ??= failure(session, index + 1, finding);
    if (firstWrong !== undefined && turn === "every") return firstWrong;
  }
  if (firstUnknown !== undefined) return unscored(firstUnknown);
  return firstWrong ?? passed;
}

function failure(
  session: Session,
  turn: number,
  { why, quote }: Extract<ReplyFinding, { isRight: false }>,
): VerdictAnswer {
  return failed(
    `The reply of turn ${turn} ${why}.`,
    quote === undefined ? [] : [quoteOf(session, turn, quote)],
  );
}

/** The agent's words as evidence, at the step that produced them. `turn` is 1-based. */
export function quoteOf(session: Session, turn: number, words: string): Evidence {
  const ref = replyStep(session, turn);
  return { ...(ref === undefined ? {} : { at: ref }), what: cut(words), quote: true };
}

/** The model call that a turn's reply came from: its last one; absent where none was captured. */
function replyStep(session: Session, turn: number): StepRef | undefined {
  const index = session.turns[turn - 1]?.steps.findLastIndex(({ kind }) => kind === "model") ?? -1;
  return index < 0 ? undefined : { turn, step: index + 1 };
}

const maxQuote = 240;

/** A quotation on one line, cut with a visible mark. */
export function cut(text: string, length = maxQuote): string {
  return printable(text, length);
}

/** The sentence or line around a place in a text, cut to a readable length. */
export function sentenceAround(text: string, start: number, end: number): string {
  const from = Math.max(0, start - maxQuote);
  const to = Math.min(text.length, end + maxQuote);
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  const opening = Math.max(
    before.lastIndexOf("\n"),
    ...[". ", "! ", "? "].map((mark) => before.lastIndexOf(mark) + 1),
  );
  const closings = ["\n", ". ", "! ", "? "]
    .map((mark) => after.indexOf(mark))
    .filter((i) => i >= 0);
  const closing = closings.length === 0 ? after.length : Math.min(...closings) + 1;
  return cut(before.slice(Math.max(0, opening)) + text.slice(start, end) + after.slice(0, closing));
}
