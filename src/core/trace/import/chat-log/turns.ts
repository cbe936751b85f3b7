import type { ModelStep, Step, ToolStep, Turn } from "../../session.ts";
import type { OpenCall } from "../../stitch/open-calls.ts";
import { OpenCalls } from "../../stitch/open-calls.ts";
import type { DropList, Place } from "../imported.ts";
import type { AgentMessage, ToolMessage } from "./chat-message.ts";
import { isChatMessage, readChatMessage } from "./chat-message.ts";

/** What a list of messages holds: the policy, where it was captured, and the turns. */
export type ChatTurns = { readonly policy?: string; readonly turns: readonly Turn[] };

/** A turn that grows while its messages are read; a tool step is put in place of the call it answers. */
type TurnDraft = { readonly user: string; readonly steps: Step[]; reply?: string };

/** A call and the place of its step. */
type StepCall = OpenCall & { readonly steps: Step[]; readonly index: number };

/**
 * Splits chat messages into turns at each user message.
 *
 * The reply of a turn is the last agent message without tool calls whose text was captured. An agent that speaks before
 * any user opens a turn whose `user` is empty.
 */
export function readTurns(
  messages: readonly unknown[],
  placeOf: (index: number) => Place,
  drops: DropList,
): ChatTurns {
  const policy: string[] = [];
  const turns: TurnDraft[] = [];
  const openCalls = new OpenCalls<StepCall>();
  for (const [index, value] of messages.entries()) {
    const at = placeOf(index);
    if (!isChatMessage(value)) {
      drops.add(at, "not a chat message: no role");
      continue;
    }
    const message = readChatMessage(value, at, drops);
    if (message === undefined) continue;
    switch (message.kind) {
      case "policy":
        if (message.text !== undefined) policy.push(message.text);
        break;
      case "user":
        if (message.text === undefined) drops.add(at, "user message whose text was not captured");
        turns.push({ user: message.text ?? "", steps: [] });
        break;
      case "agent":
        addAgentMessage(message, currentTurn(turns), index, openCalls);
        break;
      case "tool":
        addToolResult(message, turns, openCalls, () =>
          drops.add(at, "tool result without its call: the tool's name and arguments are unknown"),
        );
        break;
    }
  }
  return { ...(policy.length > 0 && { policy: policy.join("\n\n") }), turns };
}

function currentTurn(turns: TurnDraft[]): TurnDraft {
  const last = turns.at(-1);
  if (last !== undefined) return last;
  const opening: TurnDraft = { user: "", steps: [] };
  turns.push(opening);
  return opening;
}

function addAgentMessage(
  message: AgentMessage,
  turn: TurnDraft,
  index: number,
  openCalls: OpenCalls<StepCall>,
): void {
  const { kind: _, ...rest } = message;
  turn.steps.push({ kind: "model", ...rest } satisfies ModelStep);
  const calls = message.toolCalls ?? [];
  if (calls.length === 0 && message.text !== undefined) turn.reply = message.text;
  for (const request of calls) {
    openCalls.add({ request, steps: turn.steps, index: turn.steps.length, message: index });
    turn.steps.push({ kind: "tool", ...request, status: "pending" });
  }
}

function addToolResult(
  message: ToolMessage,
  turns: TurnDraft[],
  openCalls: OpenCalls<StepCall>,
  onNameless: () => void,
): void {
  const { kind: _, name, callId, ...answer } = message;
  const status = answer.error === undefined ? "ok" : "error";
  const open = openCalls.take(callId, name);
  if (open !== undefined) {
    const id = open.request.callId ?? callId;
    open.steps[open.index] = {
      kind: "tool",
      ...open.request,
      ...(id !== undefined && { callId: id }),
      status,
      ...answer,
    } satisfies ToolStep;
    return;
  }
  if (name === undefined) onNameless();
  currentTurn(turns).steps.push({
    kind: "tool",
    name: name ?? "unknown",
    ...(callId !== undefined && { callId }),
    status,
    ...answer,
  });
}
