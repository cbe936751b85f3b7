import type { DropList } from "../import/imported.ts";
import type { Span } from "../span.ts";

/** How much earlier than its parent a span may start before its clock is taken for another one. */
const clockToleranceMs = 1;

type Node = {
  span: Span;
  parent: Node | undefined;
  /** When it began, no earlier than its parent; `undefined` until that is known. */
  atMs: number | undefined;
  depth: number;
  rank: number;
};

/**
 * The spans of one or more traces, each once, with their parents, in the order in which they began.
 *
 * A parent begins before its children, whatever their clocks say. What cannot be true (a span exported twice, an
 * id that two spans share, an end before the start, parents in a circle) is mended and stands in `drops`.
 */
export class SpanTree {
  readonly spans: readonly Span[];
  readonly #drops: DropList;
  readonly #nodes = new Map<Span, Node>();

  constructor(spans: readonly Span[], drops: DropList) {
    this.#drops = drops;
    const byId = new Map<string, Node[]>();
    const nodes = this.#onlyOnce(spans, byId);
    for (const node of nodes) node.parent = parentIn(byId, node.span);
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const node of nodes) lastMs = this.#timeOf(node, lastMs);
    nodes.sort(inOrder);
    for (const [rank, node] of nodes.entries()) {
      node.rank = rank;
      this.#nodes.set(node.span, node);
    }
    this.spans = nodes.map(({ span }) => span);
  }

  parentOf(span: Span): Span | undefined {
    return this.#nodes.get(span)?.parent?.span;
  }

  /** The outermost span around one; `undefined` where nothing is around it. */
  rootOf(span: Span): Span | undefined {
    let root: Node | undefined;
    for (let up = this.#nodes.get(span)?.parent; up !== undefined; up = up.parent) root = up;
    return root?.span;
  }

  /** The place of a span in the order in which they began. */
  rankOf(span: Span): number {
    return this.#nodes.get(span)?.rank ?? 0;
  }

  /** Lets `better` stand where `span` stands. */
  replace(span: Span, better: Span): void {
    const node = this.#nodes.get(span);
    if (node !== undefined) this.#nodes.set(better, { ...node, span: better });
  }

  /** The spans around one, from the innermost out. */
  *ancestorsOf(span: Span): Generator<Span, void, undefined> {
    for (let up = this.#nodes.get(span)?.parent; up !== undefined; up = up.parent) yield up.span;
  }

  /** Whether a test holds for a span around one. */
  isInside(span: Span, test: (around: Span) => boolean): boolean {
    for (let up = this.#nodes.get(span)?.parent; up !== undefined; up = up.parent) {
      if (test(up.span)) return true;
    }
    return false;
  }

  #onlyOnce(spans: readonly Span[], byId: Map<string, Node[]>): Node[] {
    const nodes: Node[] = [];
    for (const span of spans) {
      const others = byId.get(span.spanId);
      if (others === undefined) {
        const node = nodeOf(withPossibleTimes(span, this.#drops));
        byId.set(span.spanId, [node]);
        nodes.push(node);
        continue;
      }
      const fellows = others.filter((other) => other.span.traceId === span.traceId);
      const again = fellows.find((other) => isSameSpan(other.span, span));
      const possible = withPossibleTimes(span, this.#drops);
      if (again !== undefined) {
        this.#drops.add(placeOf(span), "span that was exported more than once");
        again.span = { ...again.span, ...possible };
        continue;
      }
      if (fellows.length > 0) {
        this.#drops.add(placeOf(span), "id of a span: another span of the trace has it too");
      }
      const node = nodeOf(possible);
      nodes.push(node);
      others.push(node);
    }
    return nodes;
  }

  /**
   * When a span began; one without a time began with its parent, or when the one before it in the file did. The
   * parents of a circle are taken apart on the way.
   */
  #timeOf(start: Node, lastMs: number): number {
    const line: Node[] = [];
    let seen: Set<Node> | undefined;
    for (let node: Node | undefined = start; node?.atMs === undefined; node = node.parent) {
      if (node === undefined) break;
      line.push(node);
      // A short way up is looked through faster than a set is made.
      if (line.length >= 32) seen ??= new Set(line);
      seen?.add(node);
      const { parent } = node;
      if (parent !== undefined && (seen?.has(parent) ?? line.includes(parent))) {
        this.#drops.add(placeOf(node.span), "parent of a span: the parents stand in a circle");
        node.parent = undefined;
      }
    }
    for (const node of line.toReversed()) this.#setTime(node, lastMs);
    return start.atMs ?? lastMs;
  }

  #setTime(node: Node, lastMs: number): void {
    const { parent, span } = node;
    const parentMs = parent?.atMs ?? Number.NEGATIVE_INFINITY;
    const ownMs = span.startedAtMs ?? parent?.atMs ?? lastMs;
    if (ownMs < parentMs - clockToleranceMs) {
      this.#drops.add(placeOf(span), "start of a span before its parent's: taken for the parent's");
    }
    node.atMs = Math.max(ownMs, parentMs);
    node.depth = (parent?.depth ?? -1) + 1;
  }
}

/** Where a span stood, as far as that is known. */
export function placeOf(span: Span): NonNullable<Span["place"]> {
  return span.place ?? { path: "" };
}

function nodeOf(span: Span): Node {
  return { span, parent: undefined, atMs: undefined, depth: 0, rank: 0 };
}

function parentIn(byId: ReadonlyMap<string, readonly Node[]>, span: Span): Node | undefined {
  if (span.parentSpanId === undefined) return undefined;
  return byId.get(span.parentSpanId)?.find((other) => other.span.traceId === span.traceId);
}

function inOrder(a: Node, b: Node): number {
  const [aMs, bMs] = [a.atMs ?? 0, b.atMs ?? 0];
  // Two infinities have no difference; compared they are equal.
  if (aMs !== bMs) return aMs < bMs ? -1 : 1;
  return a.depth - b.depth;
}

/** An export that is repeated, or sent again when the span has ended: it tells the same start. */
function isSameSpan(a: Span, b: Span): boolean {
  return a.name === b.name && a.kind === b.kind && a.startedAtMs === b.startedAtMs;
}

function withPossibleTimes(span: Span, drops: DropList): Span {
  const { startedAtMs, endedAtMs } = span;
  if (startedAtMs === undefined || endedAtMs === undefined || endedAtMs >= startedAtMs) return span;
  drops.add(placeOf(span), "end of a span before its start");
  const { endedAtMs: _, ...rest } = span;
  return rest;
}
