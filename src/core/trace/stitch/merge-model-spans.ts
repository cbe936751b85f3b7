import { canonicalJson } from "../canonical-json.ts";
import type { DropList } from "../import/imported.ts";
import type { Span } from "../span.ts";
import { placeOf, type SpanTree } from "./span-tree.ts";

/** How far two instrumentations may disagree about when one call began and ended. */
const overlapToleranceMs = 5;

/**
 * The model calls of a tree, each once, in order.
 *
 * A call may be timed by the framework, by the client below it and by a proxy behind both. Spans inside one another,
 * and spans of two instrumentations that cover each other and say the same, are one call: the inner one, completed
 * with what only the others know.
 */
export function mergeModelSpans(tree: SpanTree, drops: DropList): readonly Span[] {
  const models = tree.spans.filter(({ kind }) => kind === "model");
  return mergeScopes(mergeNested(models, tree, drops), tree);
}

function mergeNested(models: readonly Span[], tree: SpanTree, drops: DropList): readonly Span[] {
  const inner = new Map<Span, Span>();
  for (const span of models) {
    const around = isEmbedding(span) ? undefined : modelAround(span, tree);
    const outer = around !== undefined && isOneCall(span, around) ? around : undefined;
    // The last inner call that did not fail is the one whose answer the outer call gave.
    const earlier = outer === undefined ? undefined : inner.get(outer);
    if (outer !== undefined && (earlier === undefined || span.error === undefined)) {
      inner.set(outer, span);
    }
  }
  if (inner.size === 0) return models;
  const merged = new Map<Span, Span>();
  for (const outer of models) {
    const span = inner.get(outer);
    if (span === undefined) continue;
    const areTold = span.output !== undefined && outer.output !== undefined;
    if (areTold && sayingOf(span) !== sayingOf(outer))
      drops.add(placeOf(outer), "answer that differs from that of the model call inside");
    merged.set(span, complete(merged.get(span) ?? span, merged.get(outer) ?? outer));
  }
  return models.flatMap((span) => {
    if (inner.has(span)) return [];
    const better = merged.get(span);
    if (better === undefined) return [span];
    tree.replace(span, better);
    return [better];
  });
}

/**
 * Whether a call is the one that its parent timed. What neither lies in its time nor says the same is a call of its
 * own: some libraries never leave the span before.
 */
function isOneCall(span: Span, outer: Span): boolean {
  if (isBare(span) || isBare(outer)) return true;
  const isSame = span.output !== undefined && outer.output !== undefined;
  if (isSame && sayingOf(span) === sayingOf(outer)) return true;
  const { startedAtMs } = span;
  if (startedAtMs === undefined || outer.startedAtMs === undefined) return true;
  const isEarly = startedAtMs < outer.startedAtMs - overlapToleranceMs;
  const isLate =
    outer.endedAtMs !== undefined && startedAtMs > outer.endedAtMs + overlapToleranceMs;
  return !isEarly && !isLate;
}

/** A span without content: it only timed what the other tells. */
function isBare({ input, output }: Span): boolean {
  return input === undefined && output === undefined;
}

/** A call of another model, that of a cache of answers maybe: it is no part of the call that it lies in. */
function isEmbedding({ input, output }: Span): boolean {
  return input === undefined && output?.length === 0;
}

/** The model span that a span lies in, with no agent or tool between them. */
function modelAround(span: Span, tree: SpanTree): Span | undefined {
  let outer = tree.parentOf(span);
  while (outer !== undefined && outer.kind !== "agent" && outer.kind !== "tool") {
    if (outer.kind === "model") return outer;
    outer = tree.parentOf(outer);
  }
  return undefined;
}

function mergeScopes(models: readonly Span[], tree: SpanTree): readonly Span[] {
  if (models.every(({ scope }) => scope === models[0]?.scope)) return models;
  const kept: Span[] = [];
  for (const span of models) {
    const at = kept.findLastIndex((other) => isSameCall(other, span));
    const other = kept[at];
    if (other === undefined) {
      kept.push(span);
      continue;
    }
    const better = complete(other, span);
    tree.replace(other, better);
    kept[at] = better;
  }
  return kept;
}

function isSameCall(a: Span, b: Span): boolean {
  if (a.scope === b.scope || !coverEachOther(a, b)) return false;
  const haveIds = a.responseId !== undefined && b.responseId !== undefined;
  if (haveIds && a.responseId === b.responseId) return true;
  return a.output === undefined || b.output === undefined || sayingOf(a) === sayingOf(b);
}

function coverEachOther(a: Span, b: Span): boolean {
  if (a.startedAtMs === undefined || b.startedAtMs === undefined) return false;
  if (a.endedAtMs === undefined || b.endedAtMs === undefined) return false;
  const startsLater = b.startedAtMs - a.startedAtMs;
  const endsLater = b.endedAtMs - a.endedAtMs;
  const isInside = startsLater >= -overlapToleranceMs && endsLater <= overlapToleranceMs;
  const isAround = startsLater <= overlapToleranceMs && endsLater >= -overlapToleranceMs;
  return isInside || isAround;
}

/** What a call answered, without the ids that instrumentations make up. */
function sayingOf({ output }: Span): string {
  return canonicalJson(
    (output ?? []).map(({ text = "", toolCalls = [] }) => [
      text.trim(),
      toolCalls.map((call) => [call.name, call.arguments ?? null]),
    ]),
  );
}

function complete(span: Span, facts: Span): Span {
  const usage = { ...facts.usage, ...span.usage };
  return { ...facts, ...span, ...(Object.keys(usage).length > 0 && { usage }) };
}
