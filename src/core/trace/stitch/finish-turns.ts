import type { Annotation, Session, StepError, StepRef, Turn } from "../session.ts";
import type { Span } from "../span.ts";
import { finishSteps, type SpanTimes, timesOf } from "./finish-steps.ts";
import type { SpanTree } from "./span-tree.ts";
import type { TurnDraft } from "./turn-draft.ts";

/** Makes turns of their drafts, and puts what was said about a span to the step that it is. */
export function finishTurns(
  drafts: readonly TurnDraft[],
  tree: SpanTree,
  agentOf: (span: Span) => string | undefined,
): Pick<Session, "turns" | "annotations"> {
  const turnsOfRoot = new Map<Span, number>();
  const roots = drafts.map((draft) => rootsOf(draft, tree));
  for (const root of roots.flatMap((set) => [...set])) {
    turnsOfRoot.set(root, (turnsOfRoot.get(root) ?? 0) + 1);
  }
  const turns = drafts.map((draft, index): Turn => {
    const around = [...(roots[index] ?? [])].filter((root) => turnsOfRoot.get(root) === 1);
    const steps = finishSteps(draft.items, { tree, agentOf });
    const reply = replyOf(draft) ?? around.findLast(hasReply)?.replyText;
    const error = errorOf(draft, around, reply);
    const spans = draft.items.flatMap(({ draft: { span } }) => (span === undefined ? [] : [span]));
    const [traceId] = draft.traceIds;
    return {
      user: draft.user ?? around.findLast(isAsked)?.userText ?? "",
      steps,
      ...(reply !== undefined && { reply }),
      ...(traceId !== undefined && { traceId }),
      ...timesOf(extentOf(around.length > 0 ? around : spans)),
      ...(error !== undefined && { error }),
    };
  });
  const annotations = annotationsOf(drafts, tree);
  return { turns, ...(annotations.length > 0 && { annotations }) };
}

/** The outermost spans around the steps of a turn. */
function rootsOf({ items, around }: TurnDraft, tree: SpanTree): ReadonlySet<Span> {
  const roots = items.flatMap(({ draft: { span } }) =>
    span === undefined ? [] : (tree.rootOf(span) ?? []),
  );
  return new Set(around === undefined ? roots : [around, ...roots]);
}

function isAsked({ userText }: Span): boolean {
  return userText !== undefined;
}

function hasReply({ replyText }: Span): boolean {
  return replyText !== undefined;
}

/** The last words of the agent itself that asked for no tool. */
function replyOf({ items }: TurnDraft): string | undefined {
  const last = items.findLast(
    ({ draft, isAside }) =>
      draft.kind === "model" &&
      isAside !== true &&
      draft.text !== undefined &&
      (draft.calls ?? []).length === 0,
  )?.draft;
  return last?.kind === "model" ? last.text : undefined;
}

/** A turn failed where a span around it did, or where its last model call did and nothing was said after all. */
function errorOf(
  { items }: TurnDraft,
  around: readonly Span[],
  reply: string | undefined,
): StepError | undefined {
  const failed = around.findLast(({ error }) => error !== undefined)?.error;
  if (failed !== undefined || reply !== undefined) return failed;
  return items.findLast(({ draft, isAside }) => draft.kind === "model" && isAside !== true)?.draft
    .span?.error;
}

/** From the first start to the last end. */
function extentOf(spans: readonly Span[]): SpanTimes {
  const starts = spans.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const ends = spans.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  const startedAtMs = starts.reduce(
    (first, start) => Math.min(first, start),
    Number.POSITIVE_INFINITY,
  );
  const endedAtMs = ends.reduce((last, end) => Math.max(last, end), startedAtMs);
  return {
    ...(starts.length > 0 && { startedAtMs }),
    ...(starts.length > 0 && ends.length > 0 && { endedAtMs }),
    ...(spans.some(({ isStartMadeUp }) => isStartMadeUp) && { isStartMadeUp: true }),
    ...(spans.some(({ isLengthMadeUp }) => isLengthMadeUp) && { isLengthMadeUp: true }),
  };
}

function annotationsOf(drafts: readonly TurnDraft[], tree: SpanTree): readonly Annotation[] {
  const annotated = tree.spans.filter(({ annotations }) => annotations !== undefined);
  if (annotated.length === 0) return [];
  const places = new Map<string, StepRef>();
  for (const [turn, { items }] of drafts.entries()) {
    for (const [step, { draft }] of items.entries()) {
      if (draft.span !== undefined) {
        places.set(keyOf(draft.span), { turn: turn + 1, step: step + 1 });
      }
    }
  }
  return annotated.flatMap((span) => {
    const at = places.get(keyOf(span));
    return (span.annotations ?? []).map((annotation) => ({
      ...annotation,
      ...(at !== undefined && { at }),
    }));
  });
}

function keyOf({ traceId, spanId }: Span): string {
  return `${traceId} ${spanId}`;
}
