import type { Step, Turn } from "../../session.ts";
import type { OpenCall } from "../../stitch/open-calls.ts";
import { OpenCalls } from "../../stitch/open-calls.ts";
import type { DropList, Place } from "../imported.ts";
import type { AgentMessage, ChatMessage, ToolMessage, UserMessage } from "./chat-message.ts";

/** What a list of messages holds: the policy and the model, where they were captured, and the turns. */
export type ChatTurns = {
  readonly policy?: string;
  readonly model?: string;
  readonly turns: readonly Turn[];
};

/** A turn that grows while its messages are read; a tool step is put in place of the call it answers. */
type TurnDraft = {
  readonly user: string;
  readonly steps: Step[];
  reply?: string;
  readonly startedAtMs?: number;
};

/** A call and the place of its step. */
type StepCall = OpenCall & { readonly steps: Step[]; readonly index: number };

/**
 * Splits messages into turns at each user message. Parts of one answer must have been joined before.
 *
 * The reply of a turn is the last agent message without tool calls whose text was captured. An agent that speaks
 * before any user opens a turn whose `user` is empty.
 */
export class TurnBuilder {
  readonly #drops: DropList;
  readonly #policy: string[] = [];
  readonly #turns: TurnDraft[] = [];
  readonly #openCalls = new OpenCalls<StepCall>();
  #model: string | undefined;
  #messages = 0;

  constructor(drops: DropList) {
    this.#drops = drops;
  }

  add(message: ChatMessage, place: Place): void {
    switch (message.kind) {
      case "policy":
        this.addPolicy(message.text);
        break;
      case "user":
        this.#addUser(message, place);
        break;
      case "agent":
        this.#addAgent(message);
        break;
      case "tool":
        this.#addTool(message, place);
        break;
    }
  }

  /** A text that the agent works under, once: it is often sent with every call. */
  addPolicy(text: string | undefined): void {
    if (text !== undefined && !this.#policy.includes(text)) this.#policy.push(text);
  }

  /** All that was read. */
  end(): ChatTurns {
    return {
      ...(this.#policy.length > 0 && { policy: this.#policy.join("\n\n") }),
      ...(this.#model !== undefined && { model: this.#model }),
      turns: this.#turns,
    };
  }

  #addUser({ text, startedAtMs }: UserMessage, place: Place): void {
    if (text === undefined) this.#drops.add(place, "user message whose text was not captured");
    const began = startedAtMs === undefined ? {} : { startedAtMs };
    this.#turns.push({ user: text ?? "", steps: [], ...began });
  }

  #addAgent(message: AgentMessage): void {
    const { kind: _, ...rest } = message;
    const turn = this.#currentTurn();
    const index = (this.#messages += 1);
    turn.steps.push({ kind: "model", ...rest });
    this.#model ??= message.model;
    const calls = message.toolCalls ?? [];
    if (calls.length === 0 && message.text !== undefined) turn.reply = message.text;
    for (const request of calls) {
      const place = { steps: turn.steps, index: turn.steps.length };
      this.#openCalls.add({ request, message: index, ...place });
      turn.steps.push({ kind: "tool", ...request, status: "pending" });
    }
  }

  #addTool({ kind, name, callId, ...answer }: ToolMessage, place: Place): void {
    const status = answer.error === undefined ? "ok" : "error";
    const open = this.#openCalls.take(callId, name);
    if (open !== undefined) {
      const id = open.request.callId ?? callId;
      open.steps[open.index] = {
        kind,
        ...open.request,
        ...(id !== undefined && { callId: id }),
        status,
        ...answer,
      };
      return;
    }
    if (name === undefined) {
      const reason = "tool result without its call: the tool's name and arguments are unknown";
      this.#drops.add(place, reason);
    }
    const id = callId === undefined ? {} : { callId };
    this.#currentTurn().steps.push({ kind, name: name ?? "unknown", ...id, status, ...answer });
  }

  #currentTurn(): TurnDraft {
    const last = this.#turns.at(-1);
    if (last !== undefined) return last;
    const opening: TurnDraft = { user: "", steps: [] };
    this.#turns.push(opening);
    return opening;
  }
}
