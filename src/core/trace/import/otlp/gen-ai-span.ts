import type { JsonValue } from "../../json.ts";
import type { Message, SpanKind } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import { isFields } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import type { Attributes } from "./attributes.ts";
import { genAiUsage } from "./gen-ai-usage.ts";
import { rememberResult } from "./known-results.ts";
import { readInstructions, readPartMessage } from "./part-message.ts";
import type { RawSpan, SpanFacts, SpanFactsDraft, SpanReading } from "./raw-span.ts";

/** What a model or an agent was sent; each span repeats what was sent before it. */
const inputKey = "gen_ai.input.messages";

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
  const facts: SpanFactsDraft = { kind };
  const agentName = attributes.text("gen_ai.agent.name");
  if (agentName) facts.agentName = agentName;
  const agentVersion = attributes.text("gen_ai.agent.version");
  if (agentVersion) facts.agentVersion = agentVersion;
  const system = readSystem(span, reading);
  if (system !== undefined) facts.systemInstructions = system;
  switch (kind) {
    case "model":
    case "plan":
      readModelCall(facts, span, reading);
      if (operation === "embeddings") facts.output = [];
      break;
    case "tool":
      readToolCall(facts, span, reading);
      break;
    case "retriever":
      readRetrieval(facts, span, reading);
      break;
    case "agent":
      readTalk(facts, span, reading);
      break;
    case "guardrail":
    case "other":
      break;
  }
  return facts;
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

function readModelCall(facts: SpanFactsDraft, span: RawSpan, reading: SpanReading): void {
  const { attributes } = span;
  const provider = attributes.firstText(["gen_ai.provider.name", "gen_ai.system"]);
  if (provider !== undefined) facts.provider = provider;
  const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
  if (model !== undefined) facts.model = model;
  const input = readMessages(span, inputKey, reading);
  if (input !== undefined) facts.input = input;
  const output = readMessages(span, "gen_ai.output.messages", reading);
  if (output !== undefined) facts.output = output;
  const tools = attributes.repeated("gen_ai.tool.definitions");
  if (Array.isArray(tools)) facts.toolDefinitions = tools;
  const reasons = attributes.structure("gen_ai.response.finish_reasons");
  const finishReason: unknown = Array.isArray(reasons) ? reasons[0] : reasons;
  if (typeof finishReason === "string") facts.finishReason = finishReason;
  const responseId = attributes.text("gen_ai.response.id");
  if (responseId) facts.responseId = responseId;
  const usage = genAiUsage(attributes, reading.drops);
  if (usage !== undefined) facts.usage = usage;
}

/** Messages as JSON text, or as the structure that an OTLP map can hold. */
function readMessages(
  span: RawSpan,
  key: string,
  { drops, lists }: SpanReading,
): readonly Message[] | undefined {
  const { attributes, talk } = span;
  const value = attributes.value(key);
  if (value === undefined || value === null) return undefined;
  const { place } = span;
  if (typeof value === "string") {
    return key === inputKey
      ? lists.decode(value, readPartMessage, { talk, place, origin: attributes.originOf(key) })
      : lists.read(value, readPartMessage, place);
  }
  if (!Array.isArray(value)) {
    drops.add(attributes.placeOf(key), "messages that are no list");
    return undefined;
  }
  const read = value.flatMap((item) => readPartMessage(item, place, drops));
  return lists.share(read, talk);
}

function readSystem({ attributes, place }: RawSpan, { drops }: SpanReading): string | undefined {
  const key = "gen_ai.system_instructions";
  const value = attributes.repeated(key);
  return value === undefined || value === null ? undefined : readInstructions(value, place, drops);
}

/** What the user asked an agent and was told, by the messages of its span. */
function readTalk(facts: SpanFactsDraft, span: RawSpan, reading: SpanReading): void {
  const asked = readMessages(span, inputKey, reading);
  const answered = readMessages(span, "gen_ai.output.messages", reading);
  const userText = asked?.findLast(({ role }) => role === "user")?.text;
  if (userText !== undefined) facts.userText = userText;
  const reply = answered?.findLast(({ role, text }) => role === "assistant" && text);
  if (reply?.text !== undefined) facts.replyText = reply.text;
}

function readToolCall(facts: SpanFactsDraft, span: RawSpan, { drops }: SpanReading): void {
  const { name, attributes, place } = span;
  const given = firstOf(attributes, ["gen_ai.tool.call.arguments", "mcp.request.argument"]);
  const answered = firstOf(attributes, ["gen_ai.tool.call.result", "mcp.response.value"]);
  const callId = attributes.text("gen_ai.tool.call.id");
  const values = given && parseArguments(attributes.value(given), place, drops);
  facts.toolCall = {
    ...(callId && { callId }),
    name: attributes.firstText(["gen_ai.tool.name", "mcp.tool.name"]) ?? bareName(name),
    ...(values !== undefined && { arguments: values }),
  };
  if (answered === undefined) return;
  const answer = attributes.value(answered);
  const { toolResult, error } = readAnswer(answer, place, drops);
  if (error !== undefined) facts.error = error;
  if (toolResult === undefined) return;
  facts.toolResult = toolResult;
  if (callId && error === undefined) rememberResult(callId, answer, toolResult);
}

/** The tool in a span's name, such as `execute_tool search_orders` or `tools/call search_orders`. */
function bareName(name: string): string {
  return /^(?:execute_tool|tools\/call|mcp\.tools?[./]call) (.+)$/.exec(name)?.[1] ?? name;
}

/** What a tool answered. MCP wraps it: `{content: [{type: "text", text}], structuredContent, isError}`. */
function readAnswer(value: JsonValue | undefined, place: Place, drops: DropList): SpanFacts {
  const result = parseToolContent(value, place, drops);
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

function readRetrieval(facts: SpanFactsDraft, span: RawSpan, { drops }: SpanReading): void {
  const { name, attributes, place } = span;
  const query = attributes.value("gen_ai.retrieval.query.text");
  const key = "gen_ai.retrieval.documents";
  const documents = attributes.has(key)
    ? parseToolContent(attributes.value(key), place, drops)
    : undefined;
  const store = attributes.firstText(["gen_ai.data_source.id"]);
  facts.toolCall = {
    name: store ?? /^retrieval (.+)$/.exec(name)?.[1] ?? name,
    ...(query !== undefined && { arguments: { query } }),
  };
  if (documents !== undefined) facts.toolResult = documents;
}

function firstOf(attributes: Attributes, keys: readonly string[]): string | undefined {
  return keys.find((key) => attributes.has(key));
}
