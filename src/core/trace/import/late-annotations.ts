import type { Annotation, Session, StepRef } from "../session.ts";
import type { DropList, Place } from "./imported.ts";

/** A judgement that came in a record of its own, and what it was given to: the narrowest that is there. */
export type LateAnnotation = {
  readonly annotation: Annotation;
  readonly place: Place;
  readonly spanId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly sessionId?: string | undefined;
};

/** Judgements that wait for the sessions that they belong to. */
export class LateAnnotations {
  readonly #waiting = new Map<string, LateAnnotation[]>();

  add(late: LateAnnotation): void {
    const key = keyOf(late);
    const known = this.#waiting.get(key);
    if (known === undefined) this.#waiting.set(key, [late]);
    else known.push(late);
  }

  /** The session with all that was said of it, of its traces and of its steps. */
  applyTo(session: Session): Session {
    if (this.#waiting.size === 0) return session;
    const found: Annotation[] = [...this.#take(`session ${session.id}`)];
    for (const [index, { traceId, steps }] of session.turns.entries()) {
      const turn = index + 1;
      for (const [at, { spanId }] of steps.entries()) {
        if (spanId === undefined) continue;
        found.push(...placed(this.#take(`span ${spanId}`), { turn, step: at + 1 }));
      }
      if (traceId === undefined) continue;
      const ofTrace = this.#take(`trace ${traceId}`);
      // A trace that is the whole session was judged as such; one of several is known by its last step.
      const isWhole = session.turns.every((other) => other.traceId === traceId);
      const last = { turn, step: steps.length };
      found.push(...(isWhole || steps.length === 0 ? ofTrace : placed(ofTrace, last)));
    }
    if (found.length === 0) return session;
    return { ...session, annotations: [...(session.annotations ?? []), ...found] };
  }

  /** Reports those whose session did not come. */
  reportRest(drops: DropList): void {
    for (const { place } of [...this.#waiting.values()].flat()) {
      drops.add(place, "judgement of something that is in no session that was read");
    }
    this.#waiting.clear();
  }

  #take(key: string): readonly Annotation[] {
    const found = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    return found.map(({ annotation }) => annotation);
  }
}

function keyOf({ spanId, traceId, sessionId }: LateAnnotation): string {
  if (spanId !== undefined) return `span ${spanId}`;
  return traceId === undefined ? `session ${sessionId ?? ""}` : `trace ${traceId}`;
}

function placed(annotations: readonly Annotation[], at: StepRef): readonly Annotation[] {
  return annotations.map((annotation) => ({ ...annotation, at }));
}
