import { describeAgent, readToolCatalog } from "../agent-facts.ts";
import type { DropList } from "../import/imported.ts";
import type { AgentFacts, Session } from "../session.ts";
import type { Span } from "../span.ts";
import { inCausalOrder } from "./causal-order.ts";
import type { ModelDraft } from "./draft.ts";
import { finishTurns } from "./finish-turns.ts";
import { agentNameOf, Lanes, systemOf } from "./lanes.ts";
import { mergeModelSpans } from "./merge-model-spans.ts";
import { answerOf } from "./model-answer.ts";
import { pairCalls } from "./pair-calls.ts";
import { asToolsWhereAsked, reportPlainWork } from "./plain-work.ts";
import { placeOf, SpanTree } from "./span-tree.ts";
import type { TurnItem } from "./turn-draft.ts";
import { itemsOf, placeAside, turnsOf } from "./turn-draft.ts";
import { TurnOpener } from "./turn-opener.ts";

/**
 * Puts the spans of one session together, however many traces they come from and in whatever order they stand.
 *
 * The same spans always give the same session; with more of them it grows, and late ones are put where they belong.
 * No spans give a session without turns. What contradicts itself is mended and stands in `drops`.
 */
export function stitchSession(
  spans: readonly Span[],
  { id, drops }: { readonly id: string; readonly drops: DropList },
): Session {
  const tree = new SpanTree(asToolsWhereAsked(spans), drops);
  const models = mergeModelSpans(tree, drops);
  const talks = models.filter(isTalk);
  const lanes = readLanes(tree, talks, drops);
  const turns = turnsOf(lanes.main.drafts);
  const others = lanes.others.map((draft) => itemsOf(draft, { isAside: true }));
  const asides = [...others, ...silentItems(tree, models, drops)];
  const calls = [...lanes.main.drafts, ...lanes.others].flatMap((draft) =>
    draft.kind === "model" ? (draft.calls ?? []) : draft.kind === "answer" ? [draft.call] : [],
  );
  const tools = tree.spans.filter(({ kind }) => kind === "tool" || kind === "retriever");
  const unasked = pairCalls(tools, calls, tree).map((draft): TurnItem[] => [{ draft }]);
  if (turns.length === 0 && asides.length + unasked.length > 0) {
    turns.push({ user: "", traceIds: new Set(), items: [] });
  }
  if (turns.length > 0) reportPlainWork(tree, drops);
  placeAside([...asides, ...unasked], turns, tree);
  const own = lanes.main.drafts.flatMap((draft) =>
    draft.kind === "model" && draft.span !== undefined ? [draft.span] : [],
  );
  const name =
    own.map((span) => agentNameOf(span, tree)).find((known) => known !== undefined) ??
    tree.spans.find(({ agentName }) => agentName !== undefined)?.agentName;
  const policy = policyOf(own, tree, drops);
  const version = tree.spans.find(({ agentVersion }) => agentVersion !== undefined)?.agentVersion;
  const agent = agentFacts(own, {
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(policy !== undefined && { systemPrompt: policy }),
  });
  const agentOf = (span: Span) => lanes.subAgentOf(span, name);
  return {
    id,
    ...(agent !== undefined && { agent }),
    ...(policy !== undefined && { policy }),
    ...finishTurns(turns, tree, agentOf),
  };
}

/** The model and the tools are those of the agent's first call that tells them. */
function agentFacts(
  own: readonly Span[],
  seen: { readonly name?: string; readonly version?: string; readonly systemPrompt?: string },
): AgentFacts | undefined {
  const model = own.find((span) => span.model !== undefined)?.model;
  const tools = own.find((span) => span.toolDefinitions !== undefined)?.toolDefinitions;
  const toolCatalog = readToolCatalog(tools);
  return describeAgent({
    ...seen,
    ...(model !== undefined && { model }),
    ...(toolCatalog !== undefined && { toolCatalog }),
  });
}

function readLanes(tree: SpanTree, talks: readonly Span[], drops: DropList): Lanes {
  const lanes = new Lanes(tree, talks, drops);
  const opener = new TurnOpener(tree, talks, { talk: lanes.main, drops });
  const ordered = inCausalOrder(talks, drops);
  const places = talks.map((span) => tree.rankOf(span));
  // A call that is moved takes the place of the one that it changes with.
  const byRank = new Map(ordered.map((span, index) => [places[index], span]));
  for (const [rank, span] of tree.spans.entries()) {
    const talk = byRank.get(rank);
    if (span.kind !== "model" || talk !== undefined) opener.see(talk ?? span);
    if (talk !== undefined) lanes.add(talk);
  }
  return lanes;
}

/** Whether a model call is part of a talk; an embedding has an answer without words and nothing was said to it. */
function isTalk({ input, output }: Span): boolean {
  return input !== undefined || output === undefined || output.length > 0;
}

/** Steps that no messages tell of: embeddings, plans without a model call inside, and what guards are. */
function silentItems(
  tree: SpanTree,
  models: readonly Span[],
  drops: DropList,
): readonly (readonly TurnItem[])[] {
  const items: (readonly TurnItem[])[] = [];
  for (const span of models) {
    if (!isTalk(span)) items.push([{ draft: { kind: "model", span }, isAside: true }]);
  }
  const guards = tree.spans.filter(({ kind }) => kind === "plan" || kind === "guardrail");
  if (guards.length === 0) return items;
  const inside = new Set(models.flatMap((span) => [...tree.ancestorsOf(span)]));
  for (const span of guards) {
    if (inside.has(span)) continue;
    if (span.kind === "plan") items.push([{ draft: planDraft(span, drops), isAside: true }]);
    if (span.kind === "guardrail") drops.add(placeOf(span), "guardrail: it is no step of an agent");
  }
  return items;
}

function planDraft(span: Span, drops: DropList): ModelDraft {
  const { message } = answerOf(span, drops);
  return {
    kind: "model",
    span,
    ...(message?.text !== undefined && { text: message.text }),
    ...(message?.reasoning !== undefined && { reasoning: message.reasoning }),
  };
}

/** The first system prompt that the agent was seen with. */
function policyOf(own: readonly Span[], tree: SpanTree, drops: DropList): string | undefined {
  const around = tree.spans.find(({ systemInstructions }) => systemInstructions !== undefined);
  let policy: string | undefined;
  for (const span of own) {
    const system = systemOf(span);
    policy ??= system;
    if (system !== undefined && system !== policy) {
      drops.add(placeOf(span), "system prompt that differs from the session's first");
    }
  }
  return policy ?? around?.systemInstructions;
}
