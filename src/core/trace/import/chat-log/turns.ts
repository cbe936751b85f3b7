import type { ModelStep, Step, ToolRequest, ToolStep, Turn } from "../../session.ts";
import type { DropList, Place } from "../imported.ts";
import type { AgentMessage, ToolMessage } from "./chat-message.ts";
import { isChatMessage, readChatMessage } from "./chat-message.ts";

/** What a list of messages holds: the policy, where it was captured, and the turns. */
export type ChatTurns = { readonly policy?: string; readonly turns: readonly Turn[] };

/** A turn that grows while its messages are read; a tool step is put in place of the call it answers. */
type TurnDraft = { readonly user: string; readonly steps: Step[]; reply?: string };

/** A call that no result has answered yet, and the position of its step. */
type OpenCall = {
  readonly request: ToolRequest;
  readonly steps: Step[];
  readonly index: number;
  /** Which agent message made it: results answer the latest message first. */
  readonly message: number;
};

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
  const openCalls: OpenCall[] = [];
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
  openCalls: OpenCall[],
): void {
  const { kind: _, ...rest } = message;
  turn.steps.push({ kind: "model", ...rest } satisfies ModelStep);
  const calls = message.toolCalls ?? [];
  if (calls.length === 0 && message.text !== undefined) turn.reply = message.text;
  for (const request of calls) {
    openCalls.push({ request, steps: turn.steps, index: turn.steps.length, message: index });
    turn.steps.push({ kind: "tool", ...request, status: "pending" });
  }
}

function addToolResult(
  message: ToolMessage,
  turns: TurnDraft[],
  openCalls: OpenCall[],
  onNameless: () => void,
): void {
  const { kind: _, name, callId, ...answer } = message;
  const status = answer.error === undefined ? "ok" : "error";
  const open = takeOpenCall(message, openCalls);
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

/**
 * Finds the call that a result answers and takes it off the list.
 *
 * By id, else by name, else by order among the calls and results that lack the id. Ids repeat within one session in
 * real logs, so the latest agent message wins, and inside it the first call.
 */
function takeOpenCall(message: ToolMessage, openCalls: OpenCall[]): OpenCall | undefined {
  const { callId, name } = message;
  const isById = ({ request }: OpenCall): boolean =>
    callId !== undefined && request.callId === callId;
  const lacksId = ({ request }: OpenCall): boolean =>
    callId === undefined || request.callId === undefined;
  const isByName = (call: OpenCall): boolean => lacksId(call) && call.request.name === name;
  const isByOrder = (call: OpenCall): boolean => lacksId(call) && name === undefined;
  for (const matches of [isById, isByName, isByOrder]) {
    const latest = openCalls.findLast(matches)?.message;
    const found = openCalls.findIndex((call) => call.message === latest && matches(call));
    if (found !== -1) return openCalls.splice(found, 1)[0];
  }
  return undefined;
}
