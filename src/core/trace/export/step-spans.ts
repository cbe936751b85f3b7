import type { ModelStep, Step, ToolStep } from "../session.ts";
import { answerMessage, definitionsOf } from "./messages.ts";
import { attributesOf, jsonAttribute, type OtlpSpan } from "./otlp-json.ts";
import {
  type Around,
  failureOf,
  judgements,
  madeUp,
  type SpanContext,
  sessionAttributes,
  timesOf,
  withEvents,
} from "./span-parts.ts";
import type { Extent } from "./timeline.ts";

export type StepPlace = Around & {
  /** The step's address. */
  readonly at: string;
  readonly extent: Extent;
  /** Whether it is the agent's first own model call, which tells what tools it has. */
  readonly tellsTools: boolean;
};

/** The span of a step; a plan's model call lies in a span that says so. */
export function stepSpans(context: SpanContext, step: Step, place: StepPlace): readonly OtlpSpan[] {
  if (step.kind === "tool") return [toolSpan(context, step, place)];
  if (step.purpose !== "plan") return [modelSpan(context, step, place)];
  const { traceId, parentSpanId, at, extent } = place;
  const plan: OtlpSpan = {
    traceId,
    parentSpanId,
    spanId: context.ids.spanId(undefined, traceId, `plan ${at}`),
    name: "plan",
    kind: 1,
    ...timesOf(extent),
    attributes: attributesOf({
      ...sessionAttributes(context),
      "gen_ai.operation.name": "plan",
      ...madeUp(extent),
    }),
    status: { code: 0 },
  };
  return [plan, modelSpan(context, step, { ...place, parentSpanId: plan.spanId })];
}

function modelSpan(context: SpanContext, step: ModelStep, place: StepPlace): OtlpSpan {
  const { traceId, parentSpanId, at, extent, tellsTools } = place;
  const { usage = {}, model, provider, finishReason } = step;
  const catalog = tellsTools ? context.session.agent?.toolCatalog : undefined;
  const failure = failureOf(step.error, extent);
  return {
    traceId,
    parentSpanId,
    spanId: context.ids.spanId(step.spanId, traceId, at),
    name: model === undefined ? "chat" : `chat ${model}`,
    kind: 3,
    ...timesOf(extent),
    attributes: attributesOf({
      ...sessionAttributes(context),
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": provider,
      "gen_ai.request.model": model,
      "gen_ai.response.finish_reasons": finishReason === undefined ? undefined : [finishReason],
      "gen_ai.output.messages": answerMessage(step),
      "gen_ai.tool.definitions": catalog === undefined ? undefined : definitionsOf(catalog),
      "gen_ai.usage.input_tokens": usage.inputTokens,
      "gen_ai.usage.output_tokens": usage.outputTokens,
      "gen_ai.usage.cache_read.input_tokens": usage.cachedInputTokens,
      "gen_ai.usage.reasoning.output_tokens": usage.reasoningTokens,
      "gen_ai.usage.cost": usage.costUsd,
      "tracegate.attempt": step.attempt,
      ...failure.attributes,
      ...madeUp(extent),
    }),
    ...withEvents(...judgements(context, at, extent), ...failure.events),
    status: failure.status,
  };
}

function toolSpan(context: SpanContext, step: ToolStep, place: StepPlace): OtlpSpan {
  const { traceId, parentSpanId, at, extent } = place;
  const { name, isRetrieval, status } = step;
  const unsaid = status === "error" ? { type: "_OTHER", message: "" } : undefined;
  const failure = failureOf(step.error ?? unsaid, extent);
  return {
    traceId,
    parentSpanId,
    spanId: context.ids.spanId(step.spanId, traceId, at),
    name: `execute_tool ${name}`,
    kind: 1,
    ...timesOf(extent),
    attributes: attributesOf({
      ...sessionAttributes(context),
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": name,
      "gen_ai.tool.type": isRetrieval === true ? "datastore" : undefined,
      "gen_ai.tool.call.id": step.callId,
      "gen_ai.tool.call.arguments": jsonAttribute(step.arguments),
      "gen_ai.tool.call.result": jsonAttribute(step.result),
      "tracegate.attempt": step.attempt,
      "tracegate.replay": step.replay,
      "tracegate.fault": step.fault,
      ...failure.attributes,
      ...madeUp(extent),
    }),
    ...withEvents(...judgements(context, at, extent), ...failure.events),
    status: failure.status,
  };
}
