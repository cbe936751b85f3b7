import type { JsonValue } from "../../json.ts";
import { isJsonValue } from "../../json.ts";
import type { Span, SpanKind } from "../../span.ts";
import { parseArguments, parseToolContent } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, isFields, textField } from "../fields.ts";
import { childPlace, type DropList, type Place } from "../imported.ts";
import { readLangChainResult } from "../langsmith/langchain-result.ts";
import { timeAt } from "../messages/read-time.ts";
import { readModelInput, readModelOutput } from "../messages/span-messages.ts";
import { costAt } from "../messages/usage.ts";
import { namedArguments } from "../python-arguments.ts";
import { camelCase, camelCased, ownKey } from "./langfuse-records.ts";
import { readLangfuseUsage } from "./langfuse-usage.ts";

const kindOfType: ReadonlyMap<string, SpanKind> = new Map([
  ["generation", "model"],
  ["embedding", "model"],
  ["tool", "tool"],
  ["retriever", "retriever"],
  ["agent", "agent"],
  ["guardrail", "guardrail"],
]);

/** Fields that are read, and those by which Langfuse keeps its books. */
const known = new Set(
  [
    "id traceId projectId environment type parentObservationId name startTime endTime",
    "completionStartTime level statusMessage input output model providedModelName",
    "internalModelId modelId modelParameters usage usageDetails costDetails totalCost",
    "calculatedTotalCost unit calculatedInputCost calculatedOutputCost inputPrice outputPrice",
    "totalPrice promptTokens completionTokens totalTokens inputUsage outputUsage totalUsage",
    "inputCost outputCost usagePricingTierId usagePricingTierName latency timeToFirstToken",
    "createdAt updatedAt sessionId userId traceName toolCalls toolCallNames toolDefinitions",
    "bookmarked public isRootObservation promptId promptName promptVersion version release",
  ].flatMap((words) => words.split(" ")),
);

const textKeys = new Set(
  "name model providedModelName parentObservationId sessionId version release statusMessage".split(
    " ",
  ),
);

/** One observation as a span; `undefined` where it has no ids, which then is in `drops`. */
export function readObservation(record: Fields, place: Place, drops: DropList): Span | undefined {
  const fields = camelCased(record);
  const [spanId, traceId] = [textField(fields, "id"), textField(fields, "traceId")];
  if (spanId === undefined || traceId === undefined) {
    drops.add(place, "observation without `id` or `traceId`");
    return undefined;
  }
  const ownKnown = Object.keys(record).filter((key) => known.has(camelCase(key)));
  dropOtherFields(record, ownKnown, place, drops);
  const texts = ownKnown.filter((key) => textKeys.has(camelCase(key)));
  dropOddTexts(record, texts, place, drops);
  const kind = kindOfType.get(textField(fields, "type")?.toLowerCase() ?? "") ?? "other";
  const [startedAtMs, endedAtMs] = ["startTime", "endTime"].map((key) =>
    timeAt(record, [ownKey(record, key)], { place, drops }),
  );
  const name = textField(fields, "name") ?? kind;
  const [parent, session, version, text] = [
    filled(fields, "parentObservationId"),
    filled(fields, "sessionId"),
    filled(fields, "version") ?? filled(fields, "release"),
    filled(fields, "statusMessage"),
  ];
  const isError = textField(fields, "level")?.toUpperCase() === "ERROR";
  return {
    kind,
    name,
    traceId,
    spanId,
    place,
    ...(parent !== undefined && { parentSpanId: parent }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(endedAtMs !== undefined && { endedAtMs }),
    ...(isError && { error: { type: "error", message: text ?? "" } }),
    ...(session !== undefined && { sessionId: session }),
    ...(version !== undefined && { agentVersion: version }),
    ...(kind === "agent" && { agentName: name }),
    ...readSides(kind, name, { record, fields, place, drops }),
  };
}

type Reading = {
  readonly record: Fields;
  readonly fields: Fields;
  readonly place: Place;
  readonly drops: DropList;
};

/** What went in and came out, in the way of the span's kind. */
function readSides(kind: SpanKind, name: string, reading: Reading): Partial<Span> {
  switch (kind) {
    case "model":
      return textField(reading.fields, "type")?.toLowerCase() === "embedding"
        ? { ...readModelFacts(reading), output: [] }
        : readGeneration(reading);
    case "tool":
    case "retriever":
      return readToolCall(name, reading);
    case "agent":
      return readTalk(reading);
    case "other":
      return readWork(name, reading);
    case "plan":
    case "guardrail":
      return {};
  }
}

function readGeneration(reading: Reading): Partial<Span> {
  const { record, fields, place, drops } = reading;
  const at = (key: string): Place => childPlace(place, ownKey(record, key));
  const { sent, offered } = withoutTools(parseInput(fields["input"], at("input"), drops));
  const input = readModelInput(sent, at("input"), drops);
  const output = readModelOutput(fields["output"], at("output"), drops);
  const tools =
    offered ??
    toolsIn(fields["input"]) ??
    toolsIn(fields["modelParameters"]) ??
    definitions(fields);
  return {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(tools !== undefined && { toolDefinitions: tools }),
    ...readModelFacts(reading),
  };
}

/** What is known of a model call beside its messages and tools; all that is read of one that embeds text. */
function readModelFacts(around: Reading): Partial<Span> {
  const { record, fields, place, drops } = around;
  const model = filled(fields, "model") ?? filled(fields, "providedModelName");
  const details = isFields(fields["costDetails"]) ? fields["costDetails"] : {};
  const cost = [
    costAt(record, ownKey(record, "totalCost"), around),
    costAt(record, ownKey(record, "calculatedTotalCost"), around),
    costAt(details, "total", { place: childPlace(place, ownKey(record, "costDetails")), drops }),
    // 0 stands for a model without a price too.
  ].find((spent) => spent !== undefined && spent > 0);
  const usage = readLangfuseUsage(fields, around, cost);
  return {
    ...(model !== undefined && { model }),
    ...(usage !== undefined && { usage }),
  };
}

/** A span, a chain or an event may have been a tool: the SDKs trace functions as spans. */
function readWork(name: string, reading: Reading): Partial<Span> {
  const { fields } = reading;
  const isTold = ["input", "output", "statusMessage"].some((key) => isTelling(fields[key]));
  return isTold ? readToolCall(name, reading) : {};
}

function isTelling(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function readToolCall(name: string, { record, fields, place, drops }: Reading): Partial<Span> {
  const inputPlace = childPlace(place, ownKey(record, "input"));
  const outputPlace = childPlace(place, ownKey(record, "output"));
  const input = fields["input"] === null ? undefined : fields["input"];
  const values = input === "" ? undefined : parseArguments(input, inputPlace, drops);
  // An export writes "" for what was not set.
  const output = fields["output"] === "" ? undefined : fields["output"];
  const told = parseToolContent(output, outputPlace, drops);
  const { result, callId, isError } = readLangChainResult(told, outputPlace, drops);
  const isFailed = isError && textField(fields, "level")?.toUpperCase() !== "ERROR";
  const message = typeof result === "string" ? result : JSON.stringify(result ?? "");
  return {
    toolCall: {
      ...(callId !== undefined && { callId }),
      name,
      ...(values !== undefined && { arguments: namedArguments(values) }),
    },
    ...(result !== undefined && { toolResult: result }),
    ...(isFailed && { error: { type: "tool-error", message } }),
  };
}

/** Exports to blob storage write the input as JSON text. */
function parseInput(value: unknown, place: Place, drops: DropList): unknown {
  return typeof value === "string" && /^\s*\[/.test(value)
    ? parseArguments(value, place, drops)
    : value;
}

/**
 * What a model was sent, without the tools that it was offered: the SDK puts those of LangChain at the end of the
 * messages, as messages of a tool.
 */
function withoutTools(input: unknown): { readonly sent: unknown; readonly offered?: JsonValue } {
  if (!Array.isArray(input)) return { sent: input };
  const tools = input.flatMap((message: unknown) => definitionIn(message) ?? []);
  if (tools.length === 0) return { sent: input };
  return {
    sent: input.filter((message: unknown) => definitionIn(message) === undefined),
    offered: tools,
  };
}

function definitionIn(message: unknown): JsonValue | undefined {
  if (!isFields(message) || message["role"] !== "tool" || "tool_call_id" in message)
    return undefined;
  const { content } = message;
  if (!isFields(content) || !isJsonValue(content)) return undefined;
  const isDefined = isFields(content["function"]) || typeof content["name"] === "string";
  return isDefined ? content : undefined;
}

/** What the user said and was told, as an agent or a trace holds it. */
export function readTalk({ record, fields, place, drops }: Reading): Partial<Span> {
  const input = readModelInput(fields["input"], childPlace(place, ownKey(record, "input")), drops);
  const output = readModelOutput(
    fields["output"],
    childPlace(place, ownKey(record, "output")),
    drops,
  );
  const userText = input?.findLast(({ role }) => role === "user")?.text;
  const replyText = output?.findLast(({ role }) => role === "assistant")?.text;
  return {
    ...(userText !== undefined && { userText }),
    ...(replyText !== undefined && { replyText }),
  };
}

function toolsIn(value: unknown): JsonValue | undefined {
  if (!isFields(value)) return undefined;
  const tools = value["tools"];
  return Array.isArray(tools) && isJsonValue(tools) ? tools : undefined;
}

/** Blob exports keep definitions by name, as JSON text each. */
function definitions(fields: Fields): JsonValue | undefined {
  const held = fields["toolDefinitions"];
  if (!isFields(held) || Object.keys(held).length === 0) return undefined;
  const tools = Object.entries(held).map(([name, value]) => ({ name, definition: value }));
  return isJsonValue(tools) ? tools : undefined;
}

/** Text that is there: exports to blob storage write "" for what was not set. */
export function filled(fields: Fields, key: string): string | undefined {
  const text = textField(fields, key);
  return text === "" ? undefined : text;
}
