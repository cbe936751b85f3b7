import type { JsonValue } from "../../json.ts";
import type { Message, SpanKind } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import { isFields } from "../fields.ts";
import type { Attributes } from "../otlp/attributes.ts";
import { parseStructure } from "../otlp/attributes.ts";
import { usageOf } from "../otlp/gen-ai-usage.ts";
import type { RawSpan, SpanFacts, SpanReading } from "../otlp/raw-span.ts";
import { readAiSdkMessage, readToolCall } from "./ai-sdk-message.ts";

const countKeys = {
  inputTokens: ["ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens"],
  outputTokens: ["ai.usage.outputTokens", "ai.usage.completionTokens"],
  cachedInputTokens: ["ai.usage.cachedInputTokens", "ai.usage.inputTokenDetails.cacheReadTokens"],
  reasoningTokens: ["ai.usage.reasoningTokens", "ai.usage.outputTokenDetails.reasoningTokens"],
} as const;

/** Reads the `ai.*` attributes that the AI SDK wrote up to version 6; `undefined` where a span has none. */
export function readAiSdkSpan(span: RawSpan, reading: SpanReading): SpanFacts | undefined {
  const { attributes } = span;
  const named = attributes.text("ai.operationId");
  const isKnown = named !== undefined && kindOf(named) !== "other";
  const operation = isKnown ? named : (operationTold(attributes) ?? named);
  if (operation === undefined) return undefined;
  const kind = kindOf(operation);
  const agentName = attributes.firstText(["ai.telemetry.functionId"]);
  const byName = agentName === undefined ? {} : { agentName };
  switch (kind) {
    case "tool":
      return { kind, ...readTool(span, reading) };
    case "agent":
      return { kind, ...byName, ...readTalk(attributes) };
    case "model":
      return { kind, ...readModelCall(span, operation, reading) };
    case "other":
      return { kind };
  }
}

/** What a span without a known name of its operation did, as far as its other attributes tell. */
function operationTold(attributes: Attributes): string | undefined {
  if (attributes.has("ai.toolCall.name")) return "ai.toolCall";
  const words = ["ai.prompt.messages", "ai.response.text", "ai.response.toolCalls"];
  return words.some((key) => attributes.has(key)) ? "ai.generateText.doGenerate" : undefined;
}

type AiSdkKind = Extract<SpanKind, "tool" | "agent" | "model" | "other">;

/** The call of a model is inside: `ai.generateText` may make several, `ai.generateText.doGenerate` is one. */
function kindOf(operation: string): AiSdkKind {
  if (operation === "ai.toolCall") return "tool";
  if (/\.do[A-Z]\w*$/.test(operation)) return "model";
  return /^ai\.(?:generate|stream)(?:Text|Object)$/.test(operation) ? "agent" : "other";
}

function readModelCall(span: RawSpan, operation: string, reading: SpanReading): SpanFacts {
  const { attributes } = span;
  const model = attributes.firstText(["ai.response.model", "ai.model.id"]);
  const provider = attributes.firstText(["ai.model.provider"]);
  const responseId = attributes.firstText(["ai.response.id"]);
  const finishReason = attributes.firstText(["ai.response.finishReason", "ai.finishReason"]);
  const usage = usageOf(attributes, { counts: countKeys, costs: [] }, reading.drops);
  const tools = readTools(attributes);
  const isEmbedding = operation.endsWith(".doEmbed");
  const input = isEmbedding ? undefined : readInput(span, reading);
  const output = isEmbedding ? [] : readOutput(span, reading);
  return {
    ...(model !== undefined && { model }),
    ...(provider !== undefined && { provider }),
    ...(responseId !== undefined && { responseId }),
    ...(finishReason !== undefined && { finishReason }),
    ...(usage !== undefined && { usage }),
    ...(tools !== undefined && { toolDefinitions: tools }),
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
  };
}

function readInput(
  { attributes, talk, place }: RawSpan,
  { lists }: SpanReading,
): readonly Message[] | undefined {
  const key = "ai.prompt.messages";
  const text = attributes.text(key);
  return text === undefined ? undefined : lists.decode(text, readAiSdkMessage, { talk, place });
}

function readOutput(
  { attributes }: RawSpan,
  { drops }: SpanReading,
): readonly Message[] | undefined {
  const text = ["ai.response.text", "ai.result.text", "ai.response.object", "ai.result.object"]
    .map((key) => attributes.text(key))
    .find((candidate) => candidate !== undefined);
  const reasoning = attributes.firstText(["ai.response.reasoning"]);
  const key = attributes.has("ai.response.toolCalls")
    ? "ai.response.toolCalls"
    : "ai.result.toolCalls";
  const calls = attributes.structure(key);
  const toolCalls = Array.isArray(calls)
    ? calls.flatMap((call) => readToolCall(call, attributes.placeOf(key), drops))
    : [];
  if (text === undefined && reasoning === undefined && toolCalls.length === 0) return undefined;
  return [
    {
      role: "assistant",
      ...(text !== undefined && { text }),
      ...(reasoning !== undefined && { reasoning }),
      ...(toolCalls.length > 0 && { toolCalls }),
    },
  ];
}

/** A list of tools, each as JSON text. */
function readTools(attributes: Attributes): JsonValue | undefined {
  const tools = attributes.structure("ai.prompt.tools");
  if (!Array.isArray(tools)) return undefined;
  return tools.map((tool) => (typeof tool === "string" ? (parseStructure(tool) ?? tool) : tool));
}

function readTalk(attributes: Attributes): SpanFacts {
  const prompt = attributes.structure("ai.prompt");
  const fields = isFields(prompt) ? prompt : {};
  const userText =
    typeof fields["prompt"] === "string" ? fields["prompt"] : lastUserText(fields["messages"]);
  const replyText = attributes.firstText(["ai.response.text", "ai.result.text"]);
  const { system } = fields;
  return {
    ...(typeof system === "string" && { systemInstructions: system }),
    ...(userText !== undefined && { userText }),
    ...(replyText !== undefined && { replyText }),
  };
}

function lastUserText(messages: unknown): string | undefined {
  if (!Array.isArray(messages)) return undefined;
  const last: unknown = messages.findLast(
    (message: unknown) => isFields(message) && message["role"] === "user",
  );
  const content = isFields(last) ? last["content"] : undefined;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.flatMap((part: unknown) =>
    isFields(part) && typeof part["text"] === "string" ? [part["text"]] : [],
  );
  return texts.length === 0 ? undefined : texts.join("\n");
}

function readTool({ name, attributes }: RawSpan, { drops }: SpanReading): SpanFacts {
  const callId = attributes.firstText(["ai.toolCall.id"]);
  const values = attributes.has("ai.toolCall.args")
    ? parseArguments(
        attributes.value("ai.toolCall.args"),
        attributes.placeOf("ai.toolCall.args"),
        drops,
      )
    : undefined;
  const result = attributes.has("ai.toolCall.result")
    ? parseToolContent(
        attributes.value("ai.toolCall.result"),
        attributes.placeOf("ai.toolCall.result"),
        drops,
      )
    : undefined;
  return {
    toolCall: {
      ...(callId !== undefined && { callId }),
      name: attributes.firstText(["ai.toolCall.name"]) ?? name,
      ...(values !== undefined && { arguments: values }),
    },
    ...(result !== undefined && { toolResult: result }),
  };
}
