import type { JsonValue } from "../../json.ts";
import type { Message, SpanKind } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import { isJsonObject } from "../json-object.ts";
import { readFlatMessages } from "../openinference/flat-messages.ts";
import { AttributeTree } from "../otlp/attribute-tree.ts";
import type { Attributes } from "../otlp/attributes.ts";
import { parseStructure } from "../otlp/attributes.ts";
import { usageOf } from "../otlp/gen-ai-usage.ts";
import type { RawSpan, SpanFacts, SpanReading } from "../otlp/raw-span.ts";
import { namedArguments } from "../python-arguments.ts";

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ["workflow", "other"],
  ["task", "other"],
  ["agent", "agent"],
  ["tool", "tool"],
]);

const countKeys = {
  inputTokens: ["gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens"],
  outputTokens: ["gen_ai.usage.completion_tokens", "llm.usage.completion_tokens"],
  cachedInputTokens: ["gen_ai.usage.cache_read_input_tokens", "llm.usage.cache_read_input_tokens"],
  reasoningTokens: ["gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"],
} as const;

/** Reads `traceloop.*`, and `gen_ai.prompt.N.*` as it was before there were messages; `undefined` where a span has neither. */
export function readOpenLlmetrySpan(span: RawSpan, reading: SpanReading): SpanFacts | undefined {
  const { attributes } = span;
  const named = attributes.text("traceloop.span.kind");
  const isCall =
    attributes.has("gen_ai.prompt.0.role") ||
    attributes.has("gen_ai.prompt.0.content") ||
    attributes.has("gen_ai.completion.0.content") ||
    attributes.has("gen_ai.completion.0.role") ||
    attributes.has("gen_ai.completion.0.tool_calls.0.name") ||
    attributes.has("llm.request.type");
  if (isCall) return readModelCall(span, reading);
  if (named === undefined) return undefined;
  const kind = kinds.get(named) ?? "other";
  const name = attributes.firstText(["traceloop.entity.name"]) ?? span.name;
  if (kind === "tool") return { kind, ...readTool(attributes, name, reading) };
  return { kind, ...(kind === "agent" && { agentName: name }), ...readTalk(attributes) };
}

function readModelCall(span: RawSpan, { drops, lists }: SpanReading): SpanFacts {
  const { attributes, talk, place } = span;
  const tree = AttributeTree.of(attributes);
  const asked = tree.items("gen_ai.prompt");
  const answered = tree.items("gen_ai.completion");
  const finishReason = answered.map((item) => item.text("finish_reason")).find(isText);
  const provider = attributes.firstText(["gen_ai.system"]);
  const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
  const usage = usageOf(attributes, { counts: countKeys, costs: ["gen_ai.usage.cost"] }, drops);
  const tools = readTools(tree);
  const isEmbedding = attributes.text("llm.request.type") === "embedding";
  const input = readFlatMessages(asked, place, drops).map(withParts);
  const output = readFlatMessages(answered, place, drops).map(withParts);
  return {
    kind: "model",
    ...(provider !== undefined && { provider }),
    ...(model !== undefined && { model }),
    ...(usage !== undefined && { usage }),
    ...(finishReason !== undefined && { finishReason }),
    ...(tools !== undefined && { toolDefinitions: tools }),
    ...(asked.length > 0 && !isEmbedding && { input: lists.share(input, talk) }),
    ...(answered.length > 0 && { output }),
    ...(isEmbedding && { output: [] }),
  };
}

/** Content of several parts is written as the JSON text of their list. */
function withParts(message: Message): Message {
  const parts = message.text === undefined ? undefined : parseStructure(message.text);
  if (!Array.isArray(parts) || !parts.every((part) => isJsonObject(part) && "type" in part)) {
    return message;
  }
  const texts = parts.flatMap((part) => {
    const text = isJsonObject(part) ? part["text"] : undefined;
    return typeof text === "string" ? [text] : [];
  });
  return texts.length === 0 ? message : { ...message, text: texts.join("\n") };
}

/** `llm.request.functions.N.{name,description,parameters}`. */
function readTools(tree: AttributeTree): JsonValue | undefined {
  const tools = tree.items("llm.request.functions").map((item) => {
    const parameters = item.value("parameters");
    const description = item.text("description");
    return {
      name: item.text("name") ?? "",
      ...(description !== undefined && { description }),
      ...(parameters !== undefined && {
        parameters:
          typeof parameters === "string" ? (parseStructure(parameters) ?? parameters) : parameters,
      }),
    };
  });
  return tools.length === 0 ? undefined : tools;
}

function readTool(attributes: Attributes, name: string, { drops }: SpanReading): SpanFacts {
  const [inputKey, outputKey] = ["traceloop.entity.input", "traceloop.entity.output"];
  const given = attributes.has(inputKey)
    ? parseArguments(attributes.value(inputKey), attributes.placeOf(inputKey), drops)
    : undefined;
  const values = given === undefined ? undefined : withoutWrapper(given);
  const result = attributes.has(outputKey)
    ? parseToolContent(attributes.value(outputKey), attributes.placeOf(outputKey), drops)
    : undefined;
  const bare = name.endsWith(".tool") ? name.slice(0, -".tool".length) : name;
  return {
    toolCall: { name: bare, ...(values !== undefined && { arguments: values }) },
    ...(result !== undefined && { toolResult: result }),
  };
}

/** A decorated function's arguments are `{args, kwargs}`; a tool of LangChain has `{input_str}` or `{inputs}`. */
function withoutWrapper(values: JsonValue): JsonValue {
  if (!isJsonObject(values)) return values;
  const { inputs, input_str: text } = values;
  if (isJsonObject(inputs)) return inputs;
  return typeof text === "string" ? (parseStructure(text) ?? values) : namedArguments(values);
}

/** The input and output of an agent or a workflow, where they are plain text or hold a usual field. */
function readTalk(attributes: Attributes): SpanFacts {
  const userText = talkText(attributes, "traceloop.entity.input", ["input", "question", "query"]);
  const replyText = talkText(attributes, "traceloop.entity.output", [
    "output",
    "answer",
    "response",
  ]);
  return {
    ...(userText !== undefined && { userText }),
    ...(replyText !== undefined && { replyText }),
  };
}

function talkText(
  attributes: Attributes,
  key: string,
  fields: readonly string[],
): string | undefined {
  const value = attributes.structure(key);
  if (typeof value === "string") return withoutQuotes(value);
  if (!isJsonObject(value)) return undefined;
  const { inputs, args, kwargs, outputs } = value;
  const [first] = Array.isArray(args) ? args : [];
  if (typeof first === "string") return first;
  const around = [inputs, kwargs, outputs].find(isJsonObject) ?? value;
  return fields.map((field) => around[field]).find(isText);
}

/** Text is written as JSON, in quotes. */
function withoutQuotes(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  try {
    const inner: unknown = JSON.parse(text);
    return typeof inner === "string" ? inner : text;
  } catch {
    // Quotes that are part of the text.
    return text;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
