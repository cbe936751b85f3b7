import { z } from "zod";
import type { JsonValue } from "../trace/json.ts";

const part = z.object({ type: z.string(), text: z.string().optional() });

const message = z.object({
  role: z.enum(["system", "developer", "user", "assistant", "tool"]),
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
  tool_calls: z
    .array(
      z.object({
        id: z.string(),
        function: z.object({ name: z.string(), arguments: z.string() }).optional(),
      }),
    )
    .nullish(),
  tool_call_id: z.string().optional(),
});

/** The parts of an OpenAI chat-completions request that decide an answer; all else is left unread. */
export const chatRequest = z.object({
  messages: z.array(message).min(1),
  tools: z
    .array(z.object({ function: z.object({ name: z.string() }).optional() }))
    .nullish()
    .transform((tools) => tools ?? []),
  n: z.literal(1, "a scripted model gives one choice").nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
});

export type ChatRequest = z.output<typeof chatRequest>;
export type ChatMessage = ChatRequest["messages"][number];

/** An OpenAI chat completion with one choice. */
export type ChatCompletion = {
  readonly id: string;
  readonly object: "chat.completion";
  readonly created: number;
  readonly model: string;
  readonly system_fingerprint: string;
  readonly choices: readonly [
    {
      readonly index: 0;
      readonly message: {
        readonly role: "assistant";
        readonly content: string | null;
        readonly refusal: null;
        readonly tool_calls?: readonly ChatToolCall[];
      };
      readonly logprobs: null;
      readonly finish_reason: "stop" | "tool_calls";
    },
  ];
  /** Counted from characters, not tokens: `estimated` says so. */
  readonly usage: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
    readonly estimated: true;
  };
};

export type ChatToolCall = {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
};

/** What one answer consists of, before it has the shape of the protocol. */
export type ChatAnswer = {
  /** Names the completion and its tool calls; unique in a session. */
  readonly id: string;
  readonly model: string;
  readonly text?: string;
  readonly calls: readonly { readonly tool: string; readonly arguments: JsonValue }[];
};

/** The text of a message; "" where it has none. Images and other parts are not read. */
export function textOf({ content }: ChatMessage): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((each) => each.text ?? "").join("");
}

/** An answer as a completion. `created` is always 0: an answer has no time, so it is the same in every execution. */
export function chatCompletion(answer: ChatAnswer, request: ChatRequest): ChatCompletion {
  const toolCalls = answer.calls.map(
    (call, index): ChatToolCall => ({
      id: `call_${answer.id}_${index + 1}`,
      type: "function",
      function: { name: call.tool, arguments: JSON.stringify(call.arguments) },
    }),
  );
  const read = estimatedTokens(
    request.messages.flatMap((each) => [textOf(each), ...callTexts(each)]),
  );
  const written = estimatedTokens([
    answer.text ?? "",
    ...toolCalls.flatMap((call) => [call.function.name, call.function.arguments]),
  ]);
  return {
    id: `chatcmpl-${answer.id}`,
    object: "chat.completion",
    created: 0,
    model: answer.model,
    system_fingerprint: "tracegate-scripted-model",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: answer.text ?? null,
          refusal: null,
          ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
        },
        logprobs: null,
        finish_reason: toolCalls.length > 0 ? "tool_calls" : "stop",
      },
    ],
    usage: {
      prompt_tokens: read,
      completion_tokens: written,
      total_tokens: read + written,
      estimated: true,
    },
  };
}

/**
 * A completion as the chunks of a stream, in order; the end marker is the transport's.
 *
 * Text comes in words and arguments in pieces, as from a model, so that a client must join them.
 */
export function chatCompletionChunks(
  completion: ChatCompletion,
  options: { readonly includeUsage: boolean },
): readonly JsonValue[] {
  const { message: whole, finish_reason } = completion.choices[0];
  const deltas: JsonValue[] = [{ role: "assistant", content: whole.content === null ? null : "" }];
  for (const piece of whole.content?.match(/\s*\S+|\s+/g) ?? []) deltas.push({ content: piece });
  for (const [index, call] of (whole.tool_calls ?? []).entries()) {
    const { name, arguments: text } = call.function;
    deltas.push({
      tool_calls: [{ index, id: call.id, type: "function", function: { name, arguments: "" } }],
    });
    for (const piece of text.match(/[^]{1,24}/gu) ?? []) {
      deltas.push({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
  }
  const head = {
    id: completion.id,
    object: "chat.completion.chunk",
    created: completion.created,
    model: completion.model,
    system_fingerprint: completion.system_fingerprint,
  };
  const usage = options.includeUsage ? { usage: null } : {};
  const chunk = (delta: JsonValue, reason: string | null): JsonValue => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    ...usage,
  });
  return [
    ...deltas.map((delta) => chunk(delta, null)),
    chunk({}, finish_reason),
    ...(options.includeUsage ? [{ ...head, choices: [], usage: completion.usage }] : []),
  ];
}

function callTexts(each: ChatMessage): readonly string[] {
  return (each.tool_calls ?? []).flatMap((call) =>
    call.function === undefined ? [] : [call.function.name, call.function.arguments],
  );
}

/** About four characters a token, the rule of thumb for English. */
function estimatedTokens(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / 4);
}
