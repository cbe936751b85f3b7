import type { DropList } from "../import/imported.ts";
import { sameMessage } from "../same-message.ts";
import type { Message, Span } from "../span.ts";
import { placeOf } from "./span-tree.ts";

/**
 * Model calls in the order in which they can have been made: one that was sent the answer of another one came after
 * it, whatever their clocks say. Each that is moved stands in `drops`.
 */
export function inCausalOrder(models: readonly Span[], drops: DropList): readonly Span[] {
  const ordered: Span[] = [];
  for (const span of models) {
    let at = ordered.length;
    while (at > 0 && buildsOn(ordered[at - 1], span)) at -= 1;
    // A call that was made before and made again: the history tells of the first one.
    const isRepeated = ordered.slice(0, at).some((earlier) => buildsOn(ordered[at], earlier));
    if (at === ordered.length || isRepeated) {
      ordered.push(span);
      continue;
    }
    const reason = "clock of a span: it was sent the answer of a call that began later";
    for (const moved of ordered.slice(at)) drops.add(placeOf(moved), reason);
    ordered.splice(at, 0, span);
  }
  return ordered;
}

/** Whether a call was sent all that another one was sent, and behind it what that one answered. */
function buildsOn(later: Span | undefined, span: Span): boolean {
  const { input, output } = span;
  const sent = later?.input;
  if (sent === undefined || input === undefined || input.length >= sent.length) return false;
  const answer = output?.find(({ role }) => role === "assistant");
  const next = sent[input.length];
  return (
    answer !== undefined &&
    next !== undefined &&
    saysTheSame(next, answer) &&
    input.every((message, index) => isSameAt(message, sent[index]))
  );
}

function isSameAt(message: Message, other: Message | undefined): boolean {
  return other !== undefined && sameMessage(message, other);
}

/** Histories leave out what came with an answer, such as its finish reason. */
function saysTheSame(a: Message, b: Message): boolean {
  if (a.role !== b.role) return false;
  const { toolCalls: calls = [] } = a;
  const { toolCalls: others = [] } = b;
  if (calls.length !== others.length) return false;
  if (calls.length === 0) return a.text !== undefined && a.text === b.text;
  return calls.every(
    ({ callId, name }, index) =>
      callId !== undefined && others[index]?.callId === callId && others[index].name === name,
  );
}
