import type { Session, Turn } from "../session.ts";
import { instructionsOf, replyMessage, userMessage } from "./messages.ts";
import { attributesOf, type OtlpSpan } from "./otlp-json.ts";
import {
  type Around,
  type AttributeValues,
  failureOf,
  judgements,
  madeUp,
  type SpanContext,
  sessionAttributes,
  timesOf,
  withEvents,
} from "./span-parts.ts";
import type { Extent } from "./timeline.ts";

type TurnSpan = {
  readonly traceId: string;
  /** From 1. */
  readonly number: number;
  readonly extent: Extent;
  readonly extra: AttributeValues;
};

/** The span of the agent in one turn; the last turn's carries what was said of the whole session. */
export function turnSpan(
  context: SpanContext,
  turn: Turn | undefined,
  { traceId, number, extent, extra }: TurnSpan,
): OtlpSpan {
  const { session, ids } = context;
  const { agent, policy } = session;
  const isLast = number === session.turns.length;
  const failure = failureOf(turn?.error, extent);
  return {
    traceId,
    spanId: ids.spanId(undefined, traceId, `turn ${number}`),
    name: agent?.name === undefined ? "invoke_agent" : `invoke_agent ${agent.name}`,
    kind: 1,
    ...timesOf(extent),
    attributes: attributesOf({
      ...sessionAttributes(context),
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": agent?.name,
      "gen_ai.agent.version": agent?.version,
      "gen_ai.system_instructions": policy === undefined ? undefined : instructionsOf(policy),
      "gen_ai.input.messages": turn === undefined ? undefined : userMessage(turn.user),
      "gen_ai.output.messages": turn?.reply === undefined ? undefined : replyMessage(turn.reply),
      ...failure.attributes,
      ...madeUp(extent),
      ...extra,
      ...(isLast && wholeSession(session)),
    }),
    ...withEvents(...(isLast ? judgements(context, "", extent) : []), ...failure.events),
    status: failure.status,
  };
}

/** The span around the steps of a sub-agent. */
export function delegateSpan(
  context: SpanContext,
  around: Around,
  { at, extent, name }: { readonly at: string; readonly extent: Extent; readonly name: string },
): OtlpSpan {
  return {
    ...around,
    spanId: context.ids.spanId(undefined, around.traceId, `agent ${at}`),
    name: `invoke_agent ${name}`,
    kind: 1,
    ...timesOf(extent),
    attributes: attributesOf({
      ...sessionAttributes(context),
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": name,
      ...madeUp(extent),
    }),
    status: { code: 0 },
  };
}

function wholeSession({ reward, task, finalState }: Session): AttributeValues {
  return {
    "tracegate.reward": reward,
    "tracegate.task.id": task?.id,
    "tracegate.task.run_index": task?.runIndex,
    "tracegate.final_state": finalState === undefined ? undefined : JSON.stringify(finalState),
  };
}
