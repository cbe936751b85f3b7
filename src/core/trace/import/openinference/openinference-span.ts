import type { JsonValue } from "../../json.ts";
import { isJsonValue } from "../../json.ts";
import type { ToolRequest } from "../../session.ts";
import type { Message, SpanKind } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import { isJsonObject } from "../json-object.ts";
import { asChatMessage } from "../langsmith/langchain-message.ts";
import { readModelInput, readModelOutput } from "../messages/span-messages.ts";
import { AttributeTree } from "../otlp/attribute-tree.ts";
import { parseStructure } from "../otlp/attributes.ts";
import { usageOf } from "../otlp/gen-ai-usage.ts";
import type { RawSpan, SpanFacts, SpanReading } from "../otlp/raw-span.ts";
import { readEvaluations } from "./evaluations.ts";
import { readFlatMessages } from "./flat-messages.ts";

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ["LLM", "model"],
  ["EMBEDDING", "model"],
  ["AGENT", "agent"],
  ["TOOL", "tool"],
  ["RETRIEVER", "retriever"],
  ["RERANKER", "retriever"],
  ["GUARDRAIL", "guardrail"],
]);

const usageKeys = {
  counts: {
    inputTokens: ["llm.token_count.prompt"],
    outputTokens: ["llm.token_count.completion"],
    cachedInputTokens: ["llm.token_count.prompt_details.cache_read"],
    reasoningTokens: ["llm.token_count.completion_details.reasoning"],
  },
  costs: ["llm.cost.total", "llm.usage.total_cost"],
} as const;

/**
 * Reads OpenInference attributes, flat or unfolded; `undefined` where a span has none.
 *
 * @param kindName the span's kind, where it stands apart from the attributes.
 */
export function readOpenInferenceSpan(
  span: RawSpan,
  reading: SpanReading,
  kindName?: string,
): SpanFacts | undefined {
  const tree = AttributeTree.of(span.attributes);
  const named = tree.text("openinference.span.kind") ?? kindName;
  const evaluations = readEvaluations(tree.items("evaluations"), {
    place: span.place,
    drops: reading.drops,
  });
  const annotations = evaluations.length > 0 ? { annotations: evaluations } : {};
  // Messages of a model are those of a model call, whether or not the span says so.
  const isCall = ["llm.input_messages", "llm.output_messages"].some((path) => tree.at(path));
  if (named === undefined && !isCall) return evaluations.length > 0 ? annotations : undefined;
  const isEmbedding = named?.toUpperCase() === "EMBEDDING";
  const kind = kinds.get(named?.toUpperCase() ?? "") ?? (isCall ? "model" : "other");
  const node = kind === "agent" ? tree.text("graph.node.id") : undefined;
  const agentName = tree.text("agent.name") ?? node;
  const shared: SpanFacts = {
    kind,
    ...annotations,
    ...(agentName !== undefined && agentName !== "" && { agentName }),
  };
  switch (kind) {
    case "model":
      return { ...shared, ...readModelCall(span, tree, { ...reading, isEmbedding }) };
    case "tool":
      return { ...shared, ...readTool(span, tree, reading) };
    case "retriever":
      return { ...shared, ...readRetriever(span, tree) };
    case "guardrail":
      return shared;
    case "agent":
    case "plan":
    case "other":
      return { ...shared, ...readTalk(tree) };
  }
}

function readModelCall(
  span: RawSpan,
  tree: AttributeTree,
  reading: SpanReading & { readonly isEmbedding: boolean },
): SpanFacts {
  const { attributes, talk, place } = span;
  const { drops, lists, isEmbedding } = reading;
  const invocation = asFields(tree.value("llm.invocation_parameters"));
  const model = tree.text("llm.model_name") ?? textIn(invocation, "model");
  const provider = tree.text("llm.provider") ?? tree.text("llm.system");
  const finishReason = tree.text("llm.finish_reason");
  const usage = usageOf(attributes, usageKeys, drops);
  const facts: SpanFacts = {
    ...(model !== undefined && { model }),
    ...(provider !== undefined && { provider }),
    ...(finishReason !== undefined && { finishReason }),
    ...(usage !== undefined && { usage }),
  };
  if (isEmbedding) return { ...facts, output: [] };
  const asked = readFlatMessages(tree.items("llm.input_messages"), place, drops);
  const answered = readFlatMessages(tree.items("llm.output_messages"), place, drops);
  const tools = readTools(tree, invocation);
  const input = asked.length > 0 ? asked : readPrompts(tree, reading, place);
  const output = answered.length > 0 ? answered : readChoices(tree, reading, place);
  const answer = asFields(tree.value("output.value"));
  const responseId = textIn(answer, "id");
  return {
    ...facts,
    ...(tools !== undefined && { toolDefinitions: tools }),
    ...(responseId !== undefined && { responseId }),
    ...(input !== undefined && { input: lists.share(input, talk) }),
    ...(output !== undefined && { output }),
  };
}

/** What a model was sent where no messages are written: `llm.prompts`, else `input.value`. */
function readPrompts(
  tree: AttributeTree,
  { drops }: SpanReading,
  place: RawSpan["place"],
): readonly Message[] | undefined {
  const prompts = tree
    .items("llm.prompts")
    .flatMap((item) => item.text("prompt.text") ?? item.text("prompt") ?? []);
  if (prompts.length > 0) return prompts.map((text) => ({ role: "user" as const, text }));
  return readModelInput(tree.value("input.value"), place, drops);
}

function readChoices(
  tree: AttributeTree,
  { drops }: SpanReading,
  place: RawSpan["place"],
): readonly Message[] | undefined {
  const choices = tree
    .items("llm.choices")
    .flatMap((item) => item.text("completion.text") ?? item.text("completion") ?? []);
  if (choices.length > 0) return choices.map((text) => ({ role: "assistant" as const, text }));
  return readModelOutput(tree.value("output.value"), place, drops);
}

/** `llm.tools.N.tool.json_schema`, else the tools among what the model was called with. */
function readTools(tree: AttributeTree, invocation: Fields): JsonValue | undefined {
  const tools = tree.items("llm.tools").flatMap((item) => {
    const schema = item.value("tool.json_schema") ?? item.value("json_schema");
    const parsed = typeof schema === "string" ? (parseStructure(schema) ?? schema) : schema;
    return parsed === undefined ? [] : [parsed];
  });
  if (tools.length > 0) return tools;
  return Array.isArray(invocation["tools"]) ? invocation["tools"] : undefined;
}

function readTool(span: RawSpan, tree: AttributeTree, { drops }: SpanReading): SpanFacts {
  const { place } = span;
  const given = tree.value("input.value") ?? tree.value("tool.parameters");
  const values = given === undefined ? undefined : parseArguments(given, place, drops);
  const answered = tree.value("output.value");
  const result = answered === undefined ? undefined : parseToolContent(answered, place, drops);
  const message = toolMessageIn(result);
  const callId = tree.text("tool_call.id") ?? tree.text("tool.id") ?? message.callId;
  const content =
    message.content === undefined ? result : parseToolContent(message.content, place, drops);
  const toolCall: ToolRequest = {
    ...(callId !== undefined && { callId }),
    name: tree.text("tool.name") ?? tree.text("tool_call.function.name") ?? span.name,
    ...(values !== undefined && { arguments: withoutWrapper(values) }),
  };
  return { toolCall, ...(content !== undefined && { toolResult: content }) };
}

/** LangChain's tools answer with a message: its content, and the call that it belongs to. */
function toolMessageIn(result: JsonValue | undefined): {
  readonly callId?: string;
  readonly content?: JsonValue;
} {
  if (!isJsonObject(result)) return {};
  const inner = result["output"];
  const value = isJsonObject(inner) ? inner : result;
  const message = asChatMessage(value);
  const callId = message === undefined ? undefined : textIn(message, "tool_call_id");
  if (message === undefined || callId === undefined) return {};
  const content = message["content"];
  return { callId, ...(isJsonValue(content) && { content }) };
}

/** LangChain writes the arguments as the `input` of the tool, which may be text again. */
function withoutWrapper(values: JsonValue): JsonValue {
  if (!isJsonObject(values)) return values;
  const keys = Object.keys(values);
  const { input } = values;
  if (keys.length !== 1 || input === undefined) return values;
  return typeof input === "string"
    ? (parseStructure(input) ?? values)
    : isJsonObject(input)
      ? input
      : values;
}

function readRetriever({ name }: RawSpan, tree: AttributeTree): SpanFacts {
  const query = tree.text("input.value") ?? tree.text("reranker.query");
  const lists = ["retrieval.documents", "reranker.output_documents"];
  const items = lists.map((path) => tree.items(path)).find((found) => found.length > 0);
  const documents = items?.map((item) => readDocument(item.at("document") ?? item));
  const isCaptured = documents !== undefined || tree.at("retrieval.documents") !== undefined;
  const given = asText(tree.value("output.value"));
  const toolResult = documents ?? (isCaptured ? [] : given);
  return {
    toolCall: { name, ...(query !== undefined && { arguments: { query } }) },
    ...(toolResult !== undefined && { toolResult }),
  };
}

function readDocument(node: AttributeTree): JsonValue {
  const keys = ["id", "content", "score", "metadata"];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = node.value(key);
      if (value === undefined) return [];
      return [[key, typeof value === "string" ? (metadataIn(key, value) ?? value) : value]];
    }),
  );
}

function metadataIn(key: string, value: string): JsonValue | undefined {
  return key === "metadata" ? parseStructure(value) : undefined;
}

/** What an agent or a chain was asked and said, where that is plain text or a usual field. */
function readTalk(tree: AttributeTree): SpanFacts {
  const userText = plainText(tree.value("input.value"), ["input", "question", "query", "message"]);
  const replyText = plainText(tree.value("output.value"), [
    "output",
    "answer",
    "response",
    "content",
  ]);
  return {
    ...(userText !== undefined && { userText }),
    ...(replyText !== undefined && { replyText }),
  };
}

function plainText(value: JsonValue | undefined, keys: readonly string[]): string | undefined {
  const structure = typeof value === "string" ? (parseStructure(value) ?? value) : value;
  if (typeof structure === "string") return structure;
  const fields = asFields(structure);
  const text = keys.map((key) => fields[key]).find((field) => typeof field === "string");
  return typeof text === "string" ? text : undefined;
}

type Fields = { readonly [key: string]: JsonValue };

/** The object that a value is or holds as JSON text; an empty one for anything else. */
function asFields(value: JsonValue | undefined): Fields {
  const structure = typeof value === "string" ? parseStructure(value) : value;
  return isJsonObject(structure) ? structure : {};
}

function textIn(fields: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = fields[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function asText(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === "string" ? (parseStructure(value) ?? value) : value;
}
