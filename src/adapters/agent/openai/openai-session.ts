import type { SessionTools } from "../../../core/replay/session-tools.ts";
import { describeThrown } from "../../../core/text/describe-thrown.ts";
import { describeAgent } from "../../../core/trace/agent-facts.ts";
import type { JsonValue } from "../../../core/trace/json.ts";
import { readWireAnswer } from "../../../core/trace/record/wire-readers.ts";
import type { ToolRequest } from "../../../core/trace/session.ts";
import type { AgentSession, FailedOutcome, TurnAnswer } from "../../../ports/agent-runner.ts";
import type { CallMeter } from "../../../ports/call-meter.ts";
import type { PriceList } from "../../../ports/price-list.ts";
import { ModuleTools } from "../module-tools.ts";
import { recordingFetch } from "../recording-fetch.ts";
import { failedTurn, interrupted, refuseReply, TurnRecorder } from "../turn-recorder.ts";
import { askModel, type ChatClientOptions } from "./chat-client.ts";
import { type PostedTool, postTool, ToolUnreachable } from "./post-tool.ts";

/** A tool as the model is told of it, and where it is called. */
export type ChatTool = Omit<PostedTool, "url"> & {
  readonly description: string;
  /** JSON Schema of its arguments; it takes none where this is left out. */
  readonly parameters?: JsonValue | undefined;
  /** Absent where only recorded results answer it. */
  readonly url?: string | undefined;
};

export type OpenAiSessionOptions = Omit<ChatClientOptions, "fetchNow"> & {
  readonly sessionId: string;
  readonly model: string;
  readonly systemPrompt?: string | undefined;
  /** Further fields of every request. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly chatTools: readonly ChatTool[];
  readonly maxModelCalls: number;
  readonly turnTimeoutMs: number;
  /** What answers tool calls; all are live where it is left out. */
  readonly tools?: SessionTools | undefined;
  /** Holds model calls to a budget. */
  readonly meter?: CallMeter | undefined;
  /** What models cost. */
  readonly prices?: PriceList | undefined;
  /** Where a scripted model or a cassette answers, whose calls cost nothing. */
  readonly ownModelUrl?: string | undefined;
  readonly onClose: () => void;
};

/** Ends the turn, with what becomes of the run. */
class TurnEnd extends Error {
  override readonly name = "TurnEnd";
  readonly kind: FailedOutcome;

  constructor(kind: FailedOutcome, reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/** One session with an agent that is a model, a system prompt and tools: the loop is ours. */
export class OpenAiSession implements AgentSession {
  readonly #options: OpenAiSessionOptions;
  readonly #messages: JsonValue[] = [];
  readonly #tools: ModuleTools;
  readonly #fetch: typeof globalThis.fetch;
  #recorder = new TurnRecorder();
  #isOpen = false;
  #turn = new AbortController();
  #over: string | undefined;

  constructor(options: OpenAiSessionOptions) {
    this.#options = options;
    const { systemPrompt, tools } = options;
    if (systemPrompt !== undefined) {
      this.#messages.push({ role: "system", content: systemPrompt });
    }
    const { meter, prices, ownModelUrl } = options;
    this.#fetch = recordingFetch(() => this.#recorder, { meter, prices, ownModelUrl });
    this.#tools = new ModuleTools({
      ...(tools !== undefined && { tools }),
      openTurn: () => this.#recorder,
      isOpen: (turn) => this.#isOpen && turn === this.#recorder,
      signal: () => this.#turn.signal,
      onLossy: () => {}, // All that is captured here is JSON.
      onGap: (reason) => {
        throw new TurnEnd("replay-gap", reason);
      },
    });
  }

  async send(message: string, signal: AbortSignal): Promise<TurnAnswer> {
    if (this.#over === undefined && signal.aborted) this.#over = interrupted;
    if (this.#over !== undefined) return failedTurn(this.#over);
    const recorder = new TurnRecorder();
    const turn = new AbortController();
    const abort = (): void => turn.abort();
    signal.addEventListener("abort", abort, { once: true });
    [this.#recorder, this.#turn, this.#isOpen] = [recorder, turn, true];
    const answer = await this.#answer(message, recorder);
    this.#isOpen = false;
    signal.removeEventListener("abort", abort);
    if (answer.kind !== "replied") this.#over ??= answer.reason;
    return answer;
  }

  close(): Promise<void> {
    this.#over ??= "the session is closed";
    this.#turn.abort();
    this.#options.onClose();
    return Promise.resolve();
  }

  async #answer(message: string, recorder: TurnRecorder): Promise<TurnAnswer> {
    try {
      this.#messages.push({ role: "user", content: message });
      const reply = await this.#converse(recorder);
      const steps = recorder.steps();
      const refused = recorder.overflow ?? refuseReply(reply);
      if (refused !== undefined) return failedTurn(refused, steps);
      const { startedAtMs } = recorder;
      const durationMs = recorder.durationMs();
      const { systemPrompt } = this.#options;
      return {
        kind: "replied",
        turn: { user: message, steps, reply, startedAtMs, durationMs },
        ...(systemPrompt !== undefined && { policy: systemPrompt }),
        agent: this.#facts(),
      };
    } catch (error) {
      const steps = recorder.steps();
      if (this.#turn.signal.aborted) return failedTurn(interrupted, steps);
      if (!(error instanceof TurnEnd)) throw error;
      const { kind, message: reason } = error;
      return kind === "agent-error" ? failedTurn(reason, steps) : { kind, reason, steps };
    }
  }

  /** Calls the model, and the tools that it asks for, until it says something. */
  async #converse(recorder: TurnRecorder): Promise<string> {
    const { maxModelCalls, turnTimeoutMs } = this.#options;
    const deadlineMs = performance.now() + turnTimeoutMs;
    for (let calls = 0; calls < maxModelCalls; calls += 1) {
      const { text, toolCalls } = await this.#askModel(deadlineMs);
      if (toolCalls.length === 0) {
        if (text === "")
          throw new TurnEnd("agent-error", "the model gave neither a text nor a tool call");
        this.#messages.push({ role: "assistant", content: text });
        return text;
      }
      const named = toolCalls.map((call, index) => ({
        callId: call.callId ?? `call_${calls + 1}_${index + 1}`,
        call,
      }));
      this.#messages.push({
        role: "assistant",
        content: text === "" ? null : text,
        tool_calls: named.map(({ callId, call }) => asRequested(callId, call)),
      });
      // One after another: recorded results answer calls in their order.
      for (const { callId, call } of named) {
        const content = await this.#callTool(call);
        this.#messages.push({ role: "tool", tool_call_id: callId, content });
      }
      if (recorder.overflow !== undefined) throw new TurnEnd("agent-error", recorder.overflow);
    }
    const reason = `the model was called ${maxModelCalls} times in one turn and gave no answer (agent.maxModelCalls)`;
    throw new TurnEnd("agent-error", reason);
  }

  async #askModel(
    deadlineMs: number,
  ): Promise<{ readonly text: string; readonly toolCalls: readonly ToolRequest[] }> {
    const { model, parameters, chatTools } = this.#options;
    const tools = chatTools.map((tool) => ({ type: "function", function: definitionOf(tool) }));
    const request = {
      ...parameters,
      model,
      messages: [...this.#messages],
      ...(tools.length > 0 && { tools }),
    };
    const { signal } = this.#turn;
    const client = { ...this.#options, fetchNow: this.#fetch };
    const answer = await askModel(request, client, { signal, deadlineMs });
    if (answer.kind === "failed") throw new TurnEnd(answer.outcome, `the model ${answer.reason}`);
    const { error, output } = readWireAnswer({
      api: "chat-completions",
      response: { status: 200, body: { kind: "text", text: answer.body } },
    });
    const { text = "", toolCalls = [] } = output ?? {};
    if (error !== undefined) throw new TurnEnd("agent-error", `the model failed: ${error.message}`);
    return { text, toolCalls };
  }

  /** What the model is told of a call's result. */
  async #callTool(call: ToolRequest): Promise<string> {
    const { chatTools, sessionId } = this.#options;
    const { name, arguments: args = {} } = call;
    const tool = chatTools.find((one) => one.name === name);
    try {
      const result = await this.#tools.call({ name, args }, () => {
        if (tool === undefined) throw new Error(`there is no tool ${name}`);
        if (typeof args === "string") throw new Error("the arguments are no JSON");
        const { url } = tool;
        if (url === undefined) throw new TurnEnd("replay-gap", noLiveTool(name));
        return postTool(
          { ...tool, url },
          { arguments: args, session: sessionId },
          this.#turn.signal,
        );
      });
      return typeof result === "string" ? result : JSON.stringify(result);
    } catch (error) {
      this.#turn.signal.throwIfAborted();
      if (error instanceof TurnEnd) throw error;
      if (error instanceof ToolUnreachable) throw new TurnEnd("infra-error", error.message);
      return `Error: ${error instanceof Error ? error.message : describeThrown(error)}`;
    }
  }

  #facts(): NonNullable<ReturnType<typeof describeAgent>> {
    const { model, systemPrompt, chatTools } = this.#options;
    const toolCatalog = chatTools.map(definitionOf);
    const facts = describeAgent({
      model,
      ...(systemPrompt !== undefined && { systemPrompt }),
      ...(toolCatalog.length > 0 && { toolCatalog }),
    });
    return facts ?? { model };
  }
}

/** Endpoints want a schema even of a tool that takes nothing. */
function definitionOf({ name, description, parameters }: ChatTool) {
  return { name, description, parameters: parameters ?? { type: "object", properties: {} } };
}

function asRequested(callId: string, { name, arguments: args = {} }: ToolRequest): JsonValue {
  const text = typeof args === "string" ? args : JSON.stringify(args);
  return { id: callId, type: "function", function: { name, arguments: text } };
}

function noLiveTool(name: string): string {
  return `the tool ${name} has no url, and nothing recorded answers this call: add \`url\` to it in agent.tools, or \`tools: recorded\` to the case`;
}
