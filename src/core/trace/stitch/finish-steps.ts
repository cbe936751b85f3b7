import { canonicalJson } from "../canonical-json.ts";
import { toolErrorIn } from "../import/tool-error.ts";
import type { ModelStep, Step, StepError, ToolStep } from "../session.ts";
import type { Span } from "../span.ts";
import type { CallDraft, ModelDraft } from "./draft.ts";
import type { SpanTree } from "./span-tree.ts";
import type { TurnItem } from "./turn-draft.ts";

type Around = {
  readonly tree: SpanTree;
  /** The sub-agent that a span belongs to. */
  readonly agentOf: (span: Span) => string | undefined;
};

/** The steps of one turn, each repetition of what failed counted. */
export function finishSteps(
  items: readonly TurnItem[],
  { tree, agentOf }: Around,
): readonly Step[] {
  const steps = items.map(({ draft }) =>
    draft.kind === "model" ? modelStep(draft, { tree, agentOf }) : toolStep(draft, agentOf),
  );
  return steps.some(({ error }) => error !== undefined) ? countAttempts(steps) : steps;
}

function modelStep(draft: ModelDraft, { tree, agentOf }: Around): ModelStep {
  const { span, text, reasoning, finishReason, calls } = draft;
  const by = draft.agent ?? (span === undefined ? undefined : agentOf(span));
  const isPlan =
    span !== undefined &&
    (span.kind === "plan" || tree.isInside(span, ({ kind }) => kind === "plan"));
  return {
    kind: "model",
    ...origin(span, by),
    ...(isPlan && { purpose: "plan" }),
    ...(span?.provider !== undefined && { provider: span.provider }),
    ...(span?.model !== undefined && { model: span.model }),
    ...(text !== undefined && { text }),
    ...(reasoning !== undefined && { reasoning }),
    ...(finishReason !== undefined && { finishReason }),
    ...(calls !== undefined && { toolCalls: calls.map(({ request }) => request) }),
    ...(span?.usage !== undefined && { usage: span.usage }),
    ...timesOf(span),
    ...(span?.error !== undefined && { error: span.error }),
  };
}

function toolStep(draft: CallDraft, agentOf: Around["agentOf"]): ToolStep {
  const { span, answer, asked } = draft;
  const request = { ...span?.toolCall, ...draft.request };
  const result = span?.toolResult ?? answer?.result;
  const error = span?.error ?? errorOf(draft);
  const isAnswered = answer !== undefined || span?.toolResult !== undefined;
  // A span that has ended without an error is a call that came back, whether or not its result was captured.
  const isOver = isAnswered || span?.endedAtMs !== undefined;
  const source = span ?? asked;
  const by = source === undefined ? undefined : agentOf(source);
  return {
    kind: "tool",
    ...origin(span, by),
    ...(span?.kind === "retriever" && { isRetrieval: true }),
    ...(request.callId !== undefined && { callId: request.callId }),
    name: request.name,
    ...(request.arguments !== undefined && { arguments: request.arguments }),
    status: error !== undefined ? "error" : isOver ? "ok" : "pending",
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
    ...timesOf(span),
  };
}

function errorOf({ answer, span }: CallDraft): StepError | undefined {
  const result = span?.toolResult ?? answer?.result;
  const said = toolErrorIn(result);
  if (said !== undefined || answer?.isError !== true) return said;
  const message = typeof result === "string" ? result : JSON.stringify(result ?? "");
  return { type: "tool-error", message };
}

function origin(
  span: Span | undefined,
  agent: string | undefined,
): { readonly spanId?: string; readonly agent?: string } {
  return {
    ...(span !== undefined && { spanId: span.spanId }),
    ...(agent !== undefined && { agent }),
  };
}

export type SpanTimes = Pick<
  Span,
  "startedAtMs" | "endedAtMs" | "isStartMadeUp" | "isLengthMadeUp"
>;

/** Both times as a session may hold them: no earlier than 1970, no longer than a number can count; none that is made up. */
export function timesOf(span: SpanTimes | undefined): {
  readonly startedAtMs?: number;
  readonly durationMs?: number;
} {
  const { startedAtMs, endedAtMs, isStartMadeUp, isLengthMadeUp } = span ?? {};
  if (startedAtMs === undefined) return {};
  // Nanoseconds of a double are noise beyond the third place.
  const durationMs =
    endedAtMs === undefined || endedAtMs < startedAtMs
      ? undefined
      : Math.round((endedAtMs - startedAtMs) * 1000) / 1000;
  return {
    ...(isStartMadeUp !== true && { startedAtMs }),
    ...(isLengthMadeUp !== true && durationMs !== undefined && { durationMs }),
  };
}

function countAttempts(steps: readonly Step[]): readonly Step[] {
  const latest = new Map<string, Step>();
  return steps.map((step) => {
    const key = keyOf(step);
    const before = latest.get(key);
    const isAgain = before?.error !== undefined;
    const counted = isAgain ? { ...step, attempt: (before?.attempt ?? 1) + 1 } : step;
    latest.set(key, counted);
    return counted;
  });
}

/** In one turn a model call that failed is repeated by the next one of the same agent. */
function keyOf(step: Step): string {
  const by = step.agent ?? "";
  if (step.kind === "model") return `model ${by}`;
  return `tool ${by}\n${step.name}\n${step.arguments === undefined ? "" : canonicalJson([step.arguments])}`;
}
