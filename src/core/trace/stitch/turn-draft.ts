import type { Span } from "../span.ts";
import type { CallDraft, Draft, ModelDraft } from "./draft.ts";
import type { SpanTree } from "./span-tree.ts";

/** One step-to-be of a turn. `isAside`: it is not the agent's own, so it never is what the user was told. */
export type TurnItem = {
  readonly draft: ModelDraft | (CallDraft & { readonly kind?: never });
  readonly isAside?: boolean;
};

/** A turn while its steps are gathered. */
export type TurnDraft = {
  /** Absent where the user's message was not captured. */
  readonly user?: string;
  /** The span that times the whole turn, where that is known without any step. */
  readonly around?: Span;
  readonly traceIds: Set<string>;
  readonly items: TurnItem[];
};

/** Splits a talk at its user messages. An agent that speaks first opens a turn whose user said nothing. */
export function turnsOf(drafts: readonly Draft[]): TurnDraft[] {
  const turns: TurnDraft[] = [];
  for (const draft of drafts) {
    if (draft.kind === "user") {
      turns.push({
        ...(draft.text !== undefined && { user: draft.text }),
        ...(draft.around !== undefined && { around: draft.around }),
        traceIds: new Set(draft.around === undefined ? [] : [draft.traceId]),
        items: [],
      });
      continue;
    }
    if (turns.length === 0) turns.push({ user: "", traceIds: new Set(), items: [] });
    const turn = turns.at(-1);
    if (turn === undefined) continue;
    if (draft.kind === "answer") turn.items.push({ draft: draft.call });
    else turn.items.push(...itemsOf(draft));
    for (const { draft: own } of turn.items) {
      if (own.span !== undefined) turn.traceIds.add(own.span.traceId);
    }
  }
  return turns;
}

/** A model call and then the calls that it asked for. */
export function itemsOf(draft: ModelDraft, { isAside = false } = {}): readonly TurnItem[] {
  const aside = isAside ? { isAside } : {};
  return [{ draft, ...aside }, ...(draft.calls ?? []).map((call) => ({ draft: call, ...aside }))];
}

/**
 * Puts what no message of the session's own tells of into the turn that it belongs to, and there behind what began
 * before it.
 */
export function placeAside(
  groups: readonly (readonly TurnItem[])[],
  turns: readonly TurnDraft[],
  tree: SpanTree,
): void {
  const ranked = groups.map((items) => ({ items, rank: rankOf(items, tree) }));
  for (const { items, rank } of ranked.toSorted((a, b) => a.rank - b.rank)) {
    const turn = turnFor(items, { turns, tree, rank });
    if (turn === undefined) continue;
    let at = turn.items.findLastIndex(
      ({ draft }) => draft.span !== undefined && tree.rankOf(draft.span) <= rank,
    );
    // Calls without a span of their own stay with the answer that asked for them.
    while (at >= 0 && turn.items[at + 1]?.draft.span === undefined && at + 1 < turn.items.length) {
      at += 1;
    }
    turn.items.splice(at + 1, 0, ...items);
  }
}

function turnFor(
  items: readonly TurnItem[],
  {
    turns,
    tree,
    rank,
  }: { readonly turns: readonly TurnDraft[]; readonly tree: SpanTree; readonly rank: number },
): TurnDraft | undefined {
  const span = items.find(({ draft }) => draft.span !== undefined)?.draft.span;
  const inTrace = turns.filter(({ traceIds }) => span !== undefined && traceIds.has(span.traceId));
  const candidates = inTrace.length > 0 ? inTrace : turns;
  const asked = span?.input?.findLast(({ role }) => role === "user")?.text;
  const begun = candidates.findLastIndex((turn) => rankOf(turn.items, tree) <= rank);
  const next = candidates[begun + 1];
  if (asked !== undefined && next !== undefined && next.user === asked) return next;
  return candidates[begun] ?? candidates[0];
}

/** When the first of them that has a span began. */
function rankOf(items: readonly TurnItem[], tree: SpanTree): number {
  const span = items.find(({ draft }) => draft.span !== undefined)?.draft.span;
  return span === undefined ? Number.POSITIVE_INFINITY : tree.rankOf(span);
}
