import { canonicalJson } from "../canonical-json.ts";
import type { Session, Step } from "../session.ts";

/**
 * Tells which steps of a growing session are new since it was last asked.
 *
 * A session is stitched anew from all its spans whenever a turn ends, and may then know more of an earlier step, or
 * have one more before it. A step is known again by its span or its call id, else by what it says.
 */
export class NewSteps {
  readonly #known = new Map<string, number>();

  /** The steps of a session that no earlier session of it had, in their order. */
  of(session: Session): readonly Step[] {
    const counts = new Map<string, number>();
    const fresh: Step[] = [];
    for (const { steps } of session.turns) {
      for (const step of steps) {
        const known = keysOf(step).map((key) => count(counts, key) <= (this.#known.get(key) ?? 0));
        if (!known.includes(true)) fresh.push(step);
      }
    }
    for (const [key, seen] of counts) this.#known.set(key, seen);
    return fresh;
  }
}

/** Counts a key once more. Ids repeat in real sessions, so the second step of an id is another one. */
function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

/** All words by which a step may be known; a span that comes late gives its step one more. */
function keysOf(step: Step): readonly string[] {
  const keys = step.spanId === undefined ? [] : [`span ${step.spanId}`];
  if (step.kind === "tool") {
    if (step.callId !== undefined) return [...keys, `call ${step.callId}`];
    return [...keys, `words ${step.name}\n${canonicalJson([step.arguments ?? null])}`];
  }
  if (keys.length > 0) return keys;
  return [
    `words ${step.text ?? ""}\n${canonicalJson([step.toolCalls?.map(({ name }) => name) ?? null])}`,
  ];
}
