import type { JsonValue } from "../../json.ts";
import type { ToolRequest } from "../../session.ts";
import type { Message, SpanKind } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import { isFields } from "../fields.ts";
import type { DropList } from "../imported.ts";
import { childPlace } from "../imported.ts";
import type { Attributes } from "./attributes.ts";
import { genAiUsage } from "./gen-ai-usage.ts";
import { readInstructions, readPartMessage } from "./part-message.ts";
import type { RawSpan, SpanFacts, SpanReading } from "./raw-span.ts";

/** The operations of the GenAI conventions, and two that instrumentations add. */
const kindOfOperation: ReadonlyMap<string, SpanKind> = new Map([
  ["chat", "model"],
  ["text_completion", "model"],
  ["generate_content", "model"],
  ["embeddings", "model"],
  ["retrieval", "retriever"],
  ["create_agent", "other"],
  ["invoke_agent", "agent"],
  ["invoke_workflow", "agent"],
  ["agent_step", "other"],
  ["execute_tool", "tool"],
  ["plan", "plan"],
]);

/** Reads the current `gen_ai.*` attributes, and those of MCP; `undefined` where a span has none. */
export function readGenAiSpan(span: RawSpan, reading: SpanReading): SpanFacts | undefined {
  const { attributes } = span;
  const operation = attributes.text("gen_ai.operation.name");
  const kind = kindOf(span, operation);
  if (kind === undefined) return undefined;
  const provider = attributes.firstText(["gen_ai.provider.name", "gen_ai.system"]);
  const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
  const agentName = attributes.firstText(["gen_ai.agent.name"]);
  const agentVersion = attributes.firstText(["gen_ai.agent.version"]);
  const system = readSystem(span, reading);
  const shared: SpanFacts = {
    kind,
    ...(agentName !== undefined && { agentName }),
    ...(agentVersion !== undefined && { agentVersion }),
    ...(system !== undefined && { systemInstructions: system }),
  };
  switch (kind) {
    case "model":
      return {
        ...shared,
        ...(provider !== undefined && { provider }),
        ...(model !== undefined && { model }),
        ...readModelCall(span, reading),
        ...(operation === "embeddings" && { output: [] }),
      };
    case "tool":
      return { ...shared, ...readToolCall(span, reading) };
    case "retriever":
      return { ...shared, ...readRetrieval(span, reading) };
    case "agent":
      return { ...shared, ...readTalk(span, reading) };
    case "plan":
      return {
        ...shared,
        ...(provider !== undefined && { provider }),
        ...(model !== undefined && { model }),
        ...readModelCall(span, reading),
      };
    case "guardrail":
    case "other":
      return shared;
  }
}

function kindOf(
  { name, attributes }: RawSpan,
  operation: string | undefined,
): SpanKind | undefined {
  const known = kindOfOperation.get(operation ?? "");
  if (known !== undefined) return known;
  const method = attributes.text("mcp.method.name");
  if (method !== undefined) return method === "tools/call" ? "tool" : "other";
  if (attributes.has("gen_ai.tool.name") || attributes.has("mcp.tool.name")) return "tool";
  if (attributes.has("gen_ai.input.messages") || attributes.has("gen_ai.output.messages")) {
    return attributes.has("gen_ai.agent.name") && !hasModel(attributes) ? "agent" : "model";
  }
  if (hasModel(attributes)) return "model";
  if (attributes.has("gen_ai.agent.name")) return "agent";
  if (/^mcp\.tools?[./]call\b/.test(name)) return "tool";
  return operation === undefined ? undefined : "other";
}

function hasModel(attributes: Attributes): boolean {
  return attributes.has("gen_ai.request.model") || attributes.has("gen_ai.response.model");
}

function readModelCall(span: RawSpan, reading: SpanReading): SpanFacts {
  const { attributes } = span;
  const input = readMessages(span, "gen_ai.input.messages", reading);
  const output = readMessages(span, "gen_ai.output.messages", reading);
  const tools = attributes.structure("gen_ai.tool.definitions");
  const reasons = attributes.structure("gen_ai.response.finish_reasons");
  const [finishReason] = Array.isArray(reasons) ? reasons : [reasons];
  const responseId = attributes.firstText(["gen_ai.response.id"]);
  const usage = genAiUsage(attributes);
  return {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(Array.isArray(tools) && { toolDefinitions: tools }),
    ...(typeof finishReason === "string" && { finishReason }),
    ...(responseId !== undefined && { responseId }),
    ...(usage !== undefined && { usage }),
  };
}

/** Messages as JSON text, or as the structure that an OTLP map can hold. */
function readMessages(
  span: RawSpan,
  key: string,
  { drops, lists }: SpanReading,
): readonly Message[] | undefined {
  const { attributes, traceId } = span;
  const value = attributes.value(key);
  if (value === undefined || value === null) return undefined;
  const place = () => attributes.placeOf(key);
  if (typeof value === "string") {
    return lists.decode(value, readPartMessage, { traceId, place });
  }
  if (!Array.isArray(value)) {
    drops.add(place(), "messages that are no list");
    return undefined;
  }
  const read = value.flatMap((item, index) =>
    readPartMessage(item, childPlace(place(), index), drops),
  );
  return lists.share(read, traceId);
}

function readSystem({ attributes }: RawSpan, { drops }: SpanReading): string | undefined {
  const key = "gen_ai.system_instructions";
  const value = attributes.structure(key);
  return value === undefined || value === null
    ? undefined
    : readInstructions(value, attributes.placeOf(key), drops);
}

/** What the user asked an agent and was told, by the messages of its span. */
function readTalk(span: RawSpan, reading: SpanReading): SpanFacts {
  const asked = readMessages(span, "gen_ai.input.messages", reading);
  const answered = readMessages(span, "gen_ai.output.messages", reading);
  const userText = asked?.findLast(({ role }) => role === "user")?.text;
  const replyText = answered?.findLast(
    ({ role, text }) => role === "assistant" && text !== undefined && text !== "",
  )?.text;
  return {
    ...(userText !== undefined && { userText }),
    ...(replyText !== undefined && { replyText }),
  };
}

function readToolCall({ name, attributes }: RawSpan, { drops }: SpanReading): SpanFacts {
  const given = firstOf(attributes, ["gen_ai.tool.call.arguments", "mcp.request.argument"]);
  const answered = firstOf(attributes, ["gen_ai.tool.call.result", "mcp.response.value"]);
  const callId = attributes.firstText(["gen_ai.tool.call.id"]);
  const values = given && parseArguments(attributes.value(given), attributes.placeOf(given), drops);
  const answer = answered === undefined ? {} : readAnswer(attributes, answered, drops);
  const toolCall: ToolRequest = {
    ...(callId !== undefined && { callId }),
    name: attributes.firstText(["gen_ai.tool.name", "mcp.tool.name"]) ?? bareName(name),
    ...(values !== undefined && { arguments: values }),
  };
  return { toolCall, ...answer };
}

/** The tool in a span's name, such as `execute_tool search_orders` or `tools/call search_orders`. */
function bareName(name: string): string {
  return /^(?:execute_tool|tools\/call|mcp\.tools?[./]call) (.+)$/.exec(name)?.[1] ?? name;
}

/** What a tool answered. MCP wraps it: `{content: [{type: "text", text}], structuredContent, isError}`. */
function readAnswer(attributes: Attributes, key: string, drops: DropList): SpanFacts {
  const place = attributes.placeOf(key);
  const result = parseToolContent(attributes.value(key), place, drops);
  if (result === undefined) return {};
  if (!isMcpResult(result)) return { toolResult: result };
  const { structuredContent, content, isError } = result;
  const [only, ...others] = content;
  const text = isFields(only) && only["type"] === "text" ? only["text"] : undefined;
  const inner = others.length === 0 && typeof text === "string" ? text : content;
  const toolResult = structuredContent ?? parseToolContent(inner, place, drops);
  const message = typeof text === "string" ? text : JSON.stringify(toolResult ?? "");
  return {
    ...(toolResult !== undefined && { toolResult }),
    ...(isError === true && { error: { type: "tool-error", message } }),
  };
}

type McpResult = {
  readonly content: readonly JsonValue[];
  readonly structuredContent?: JsonValue;
  readonly isError?: JsonValue;
};

function isMcpResult(result: JsonValue): result is McpResult {
  const known = ["content", "structuredContent", "isError", "_meta"];
  return (
    isFields(result) &&
    Array.isArray(result["content"]) &&
    Object.keys(result).every((key) => known.includes(key))
  );
}

function readRetrieval({ name, attributes }: RawSpan, { drops }: SpanReading): SpanFacts {
  const query = attributes.value("gen_ai.retrieval.query.text");
  const key = "gen_ai.retrieval.documents";
  const documents = attributes.has(key)
    ? parseToolContent(attributes.value(key), attributes.placeOf(key), drops)
    : undefined;
  const store = attributes.firstText(["gen_ai.data_source.id"]);
  const toolCall: ToolRequest = {
    name: store ?? /^retrieval (.+)$/.exec(name)?.[1] ?? name,
    ...(query !== undefined && { arguments: { query } }),
  };
  return { toolCall, ...(documents !== undefined && { toolResult: documents }) };
}

function firstOf(attributes: Attributes, keys: readonly string[]): string | undefined {
  return keys.find((key) => attributes.has(key));
}
