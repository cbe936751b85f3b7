import type { DropList } from "../import/imported.ts";
import type { Span } from "../span.ts";
import { placeOf, type SpanTree } from "./span-tree.ts";

/**
 * The spans, with those of no known kind as tools where a model asked for a tool of their name.
 *
 * Functions are traced as plain spans and chains unless their author says otherwise; a reader that knows what went in
 * and out of such a one says so in its `toolCall`.
 */
export function asToolsWhereAsked(spans: readonly Span[]): readonly Span[] {
  if (!spans.some(isPlainWork)) return spans;
  const asked = new Set(
    spans.flatMap(({ input = [], output = [] }) =>
      [...input, ...output].flatMap(({ toolCalls = [] }) => toolCalls.map(({ name }) => name)),
    ),
  );
  return spans.map((span) =>
    isPlainWork(span) && asked.has(span.toolCall?.name ?? "") ? { ...span, kind: "tool" } : span,
  );
}

/**
 * Puts what the others did into `drops`, where nothing lies inside them: what is around steps only hands on what the
 * steps tell.
 */
export function reportPlainWork(tree: SpanTree, drops: DropList): void {
  const work = tree.spans.filter(isPlainWork);
  if (work.length === 0) return;
  const parents = new Set(tree.spans.map((span) => tree.parentOf(span)));
  for (const span of work) {
    if (!parents.has(span)) drops.add(placeOf(span), "work that no model asked for: no step");
  }
}

function isPlainWork({ kind, toolCall }: Span): boolean {
  return kind === "other" && toolCall !== undefined;
}
