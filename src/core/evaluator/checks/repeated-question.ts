import type { Session, Turn } from "../../trace/session.ts";
import type { Evidence } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored } from "./check.ts";
import { idsIn, labelledIds } from "./known-keys.ts";
import { quoteOf } from "./replies.ts";
import { yieldOf } from "./tool-results.ts";

/**
 * `no-repeated-question`: the agent does not ask the user for an id or an e-mail address that it was given.
 *
 * Asking again after a tool failed or found nothing is right, and so is asking for another one.
 */
export const noRepeatedQuestion: CompileCheck<"no-repeated-question"> = ({ max }) =>
  ready((session) => {
    const repeats = repeatsIn(session);
    const [first] = repeats;
    if (first === undefined || repeats.length <= max) {
      return session.turns.length === 0 ? unscored("The session has no turn.") : passed;
    }
    const more = repeats.length > 1 ? `, one of ${repeats.length} such questions` : "";
    return failed(
      `The reply of turn ${first.turn} asks for the ${first.slot}, which the user gave in turn ${first.givenIn}${more}.`,
      repeats.map(({ evidence }) => evidence),
    );
  });

type Repeat = {
  readonly slot: string;
  readonly turn: number;
  readonly givenIn: number;
  readonly evidence: Evidence;
};

function repeatsIn(session: Session): readonly Repeat[] {
  /** What was asked for or given, by slot, with the turn in which the user gave it. */
  const given = new Map<string, number>();
  const repeats: Repeat[] = [];
  let asked: readonly Question[] = [];
  for (const [index, turn] of session.turns.entries()) {
    const number = index + 1;
    for (const question of asked) {
      if (isAnswered(question, turn.user)) given.set(question.slot, number);
    }
    asked = questionsIn(turn);
    for (const { slot, sentence } of asked) {
      const givenIn = given.get(slot) ?? toldIn(session, slot, number);
      if (givenIn === undefined || isVoid(session, givenIn, number)) continue;
      repeats.push({
        slot,
        turn: number,
        givenIn,
        evidence: quoteOf(session, number, sentence),
      });
    }
  }
  return repeats;
}

/** A first or a second thing of its kind: what was given does not answer for it. */
const asksForMore = /\b(?:another|other|second|both|different|also|too|as well|else)\b/i;

function isEmptyHanded(step: Turn["steps"][number]): boolean {
  if (step.kind !== "tool") return false;
  return yieldOf(step) !== "something";
}

/** Whether between the answer and the question something went wrong, or the user began something else. */
function isVoid({ turns }: Session, from: number, to: number): boolean {
  return turns
    .slice(from - 1, to)
    .some(({ user, steps }) => asksForMore.test(user) || steps.some(isEmptyHanded));
}

type Question = {
  readonly slot: string;
  readonly sentence: string;
  /** Whether the reply names nothing else that could be asked for. */
  readonly isOnly: boolean;
};

const request =
  /\?|\b(?:please|could you|can you|may i|need|require)\b[^.!?\n]{0,60}\b(?:provide|share|tell|give|send|have|know|your)\b/i;

/** Asking whether it is right, or for a new one, is no question that was answered. */
const otherwise =
  /\b(?:confirm|verify|double.check|correct|right|another|other|new|different|again|each|all|any|if|once|invalid|unable|could(?: not|n't)|did(?: not|n't)|using|with|use)\b/i;

const slots = /\byour ((?:[a-z]{2,20} ){0,2}(?:id|number|code|e-?mail(?: address)?))\b/gi;

function questionsIn({ reply }: Turn): readonly Question[] {
  if (reply === undefined || !/\byour\b/i.test(reply)) return [];
  const sentences = reply.slice(0, 20_000).match(/[^.!?\n]+[.!?\n]?/g) ?? [];
  const isOnly =
    (reply.match(/\b(?:id|number|code|e-?mail|date|name|address|zip)s?\b/gi) ?? []).length === 1;
  return sentences.flatMap((sentence) => {
    if (!request.test(sentence) || otherwise.test(sentence)) return [];
    return [...sentence.matchAll(slots)].map(([, slot = ""]) => ({
      slot: slot.toLowerCase().replace(/^e-?mail(?: address)?$/, "email"),
      sentence: sentence.trim(),
      isOnly,
    }));
  });
}

/** Words that name what an id is of, or say that it is not there. */
const labelOrDenial = /\b(?:id|number|code|not|no|don't|can't|cannot|forgot|remember|later)\b/i;

/** Whether the user answered: an id without a name answers where one thing was asked for. */
function isAnswered({ slot, isOnly }: Question, user: string): boolean {
  if (slot.endsWith("email")) return user.includes("@");
  const subject = subjectOf(slot);
  if (subject !== "" && labelledIds(user, subject).length > 0) return true;
  return isOnly && idsIn(user).length === 1 && !labelOrDenial.test(user);
}

function subjectOf(slot: string): string {
  return slot.split(" ").slice(0, -1).join(" ");
}

/** The turn up to this one in which the user named it unasked: `my order number is 4502`. */
function toldIn({ turns }: Session, slot: string, upTo: number): number | undefined {
  const subject = subjectOf(slot);
  if (subject === "" || slot.endsWith("email")) return undefined;
  const index = turns.slice(0, upTo).findIndex(({ user }) => labelledIds(user, subject).length > 0);
  return index < 0 ? undefined : index + 1;
}
