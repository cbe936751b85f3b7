import type { DropList } from "../import/imported.ts";
import type { Span } from "../span.ts";

/** How much earlier than its parent a span may start before its clock is taken for another one. */
const clockToleranceMs = 1;

/**
 * The spans of one or more traces, each once, with their parents, in the order in which they began.
 *
 * A parent begins before its children, whatever their clocks say. What cannot be true (a span exported twice, an
 * id that two spans share, an end before the start, parents in a circle) is mended and stands in `drops`.
 */
export class SpanTree {
  readonly spans: readonly Span[];
  readonly #parents = new Map<Span, Span>();
  readonly #ranks = new Map<Span, number>();

  constructor(spans: readonly Span[], drops: DropList) {
    const kept = onlyOnce(spans, drops).map((span) => withPossibleTimes(span, drops));
    this.#findParents(kept, drops);
    this.spans = this.#inOrder(kept, drops);
    for (const [rank, span] of this.spans.entries()) this.#ranks.set(span, rank);
  }

  parentOf(span: Span): Span | undefined {
    return this.#parents.get(span);
  }

  /** The place of a span in the order in which they began. */
  rankOf(span: Span): number {
    return this.#ranks.get(span) ?? 0;
  }

  /** Lets `better` stand where `span` stands. */
  replace(span: Span, better: Span): void {
    const parent = this.#parents.get(span);
    if (parent !== undefined) this.#parents.set(better, parent);
    this.#ranks.set(better, this.rankOf(span));
  }

  /** The spans around one, from the innermost out. */
  *ancestorsOf(span: Span): Generator<Span, void, undefined> {
    let parent = this.#parents.get(span);
    while (parent !== undefined) {
      yield parent;
      parent = this.#parents.get(parent);
    }
  }

  #findParents(spans: readonly Span[], drops: DropList): void {
    const byId = new Map<string, Span>();
    for (const span of spans) {
      const key = spanKey(span.traceId, span.spanId);
      if (!byId.has(key)) byId.set(key, span);
    }
    for (const span of spans) {
      if (span.parentSpanId === undefined) continue;
      const parent = byId.get(spanKey(span.traceId, span.parentSpanId));
      if (parent !== undefined) this.#parents.set(span, parent);
    }
    this.#breakCircles(spans, drops);
  }

  #breakCircles(spans: readonly Span[], drops: DropList): void {
    const safe = new Set<Span>();
    for (const start of spans) {
      const path = new Set<Span>();
      let span: Span | undefined = start;
      while (span !== undefined && !safe.has(span)) {
        path.add(span);
        const parent: Span | undefined = this.#parents.get(span);
        if (parent !== undefined && path.has(parent)) {
          drops.add(placeOf(span), "parent of a span: the parents stand in a circle");
          this.#parents.delete(span);
          break;
        }
        span = parent;
      }
      for (const seen of path) safe.add(seen);
    }
  }

  /** By time; a span without a time begins with its parent, or when the one before it in the file began. */
  #inOrder(spans: readonly Span[], drops: DropList): readonly Span[] {
    const began = new Map<Span, { readonly atMs: number; readonly depth: number }>();
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const span of spans) {
      const line: Span[] = [span];
      for (const parent of this.ancestorsOf(span)) {
        if (began.has(parent)) break;
        line.push(parent);
      }
      for (const next of line.toReversed()) {
        if (began.has(next)) continue;
        const parent = this.#parents.get(next);
        const around = parent === undefined ? undefined : began.get(parent);
        const ownMs = next.startedAtMs ?? around?.atMs ?? lastMs;
        if (around !== undefined && ownMs < around.atMs - clockToleranceMs) {
          drops.add(placeOf(next), "start of a span before its parent's: taken for the parent's");
        }
        const atMs = Math.max(ownMs, around?.atMs ?? Number.NEGATIVE_INFINITY);
        began.set(next, { atMs, depth: (around?.depth ?? -1) + 1 });
      }
      lastMs = began.get(span)?.atMs ?? lastMs;
    }
    const rank = (span: Span) => began.get(span) ?? { atMs: 0, depth: 0 };
    return spans.toSorted((a, b) => {
      const [first, second] = [rank(a), rank(b)];
      // Two infinities have no difference; compared they are equal.
      if (first.atMs !== second.atMs) return first.atMs < second.atMs ? -1 : 1;
      return first.depth - second.depth;
    });
  }
}

/** Where a span stood, as far as that is known. */
export function placeOf(span: Span): NonNullable<Span["place"]> {
  return span.place ?? { path: "" };
}

function spanKey(traceId: string, spanId: string): string {
  return `${traceId} ${spanId}`;
}

function onlyOnce(spans: readonly Span[], drops: DropList): readonly Span[] {
  const kept: Span[] = [];
  const places = new Map<string, number[]>();
  for (const span of spans) {
    const key = spanKey(span.traceId, span.spanId);
    const others = places.get(key);
    const again = others?.find((index) => isSameSpan(kept[index], span));
    const earlier = again === undefined ? undefined : kept[again];
    if (again !== undefined && earlier !== undefined) {
      drops.add(placeOf(span), "span that was exported more than once");
      kept[again] = { ...earlier, ...span };
      continue;
    }
    if (others === undefined) places.set(key, [kept.length]);
    else {
      drops.add(placeOf(span), "id of a span: another span of the trace has it too");
      others.push(kept.length);
    }
    kept.push(span);
  }
  return kept;
}

/** An export that is repeated, or sent again when the span has ended: it tells the same start. */
function isSameSpan(a: Span | undefined, b: Span): boolean {
  return (
    a !== undefined && a.name === b.name && a.kind === b.kind && a.startedAtMs === b.startedAtMs
  );
}

function withPossibleTimes(span: Span, drops: DropList): Span {
  const { startedAtMs, endedAtMs } = span;
  if (startedAtMs === undefined || endedAtMs === undefined || endedAtMs >= startedAtMs) return span;
  drops.add(placeOf(span), "end of a span before its start");
  const { endedAtMs: _, ...rest } = span;
  return rest;
}
