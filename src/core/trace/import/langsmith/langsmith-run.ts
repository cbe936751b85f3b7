import { isJsonValue, type JsonValue } from "../../json.ts";
import type { StepError } from "../../session.ts";
import type { Span, SpanKind } from "../../span.ts";
import { parseArguments } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import { childPlace, type DropList, inside, type Place, type Reading } from "../imported.ts";
import { firstText } from "../messages/parts.ts";
import { readTime, timeAt } from "../messages/read-time.ts";
import { readModelInput, readModelOutput } from "../messages/span-messages.ts";
import { costAt, readUsage } from "../messages/usage.ts";
import { type LangChainResult, readLangChainResult } from "./langchain-result.ts";

const kindOfType: ReadonlyMap<string, SpanKind> = new Map([
  ["llm", "model"],
  ["embedding", "model"],
  ["tool", "tool"],
  ["retriever", "retriever"],
]);

const sessionKeys = ["session_id", "thread_id", "conversation_id"] as const;

/** A run of LangSmith with the place of its record. */
export type PlacedRun = { readonly run: Fields; readonly place: Place };

/** One run as a span; `undefined` where it has no id, which then is in `drops`. */
export function readRun({ run, place }: PlacedRun, drops: DropList): Span | undefined {
  const spanId = textField(run, "id");
  if (spanId === undefined) {
    drops.add(place, "run without an id");
    return undefined;
  }
  const order = readDottedOrder(textField(run, "dotted_order"));
  const parentSpanId = textField(run, "parent_run_id") ?? order.parentId;
  const traceId = textField(run, "trace_id") ?? order.rootId ?? spanId;
  const type = textField(run, "run_type") ?? "";
  const isRoot = parentSpanId === undefined;
  const kind = kindOfType.get(type) ?? (isRoot && type === "chain" ? "agent" : "other");
  const startedAtMs = timeAt(run, ["start_time"], { place, drops }) ?? order.startedAtMs;
  const endedAtMs = timeAt(run, ["end_time"], { place, drops });
  const metadata = metadataOf(run);
  // At the top level `session_id` is the project.
  const sessionId = firstText(metadata, sessionKeys);
  const version = textField(metadata, "revision_id");
  const error = readError(run);
  return {
    kind,
    name: textField(run, "name") ?? type,
    traceId,
    spanId,
    place,
    ...(parentSpanId !== undefined && { parentSpanId }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(endedAtMs !== undefined && { endedAtMs }),
    ...(error !== undefined && { error }),
    ...(sessionId !== undefined && { sessionId }),
    ...(version !== undefined && { agentVersion: version }),
    ...readSides(kind, run, { place, drops }),
  };
}

function readSides(kind: SpanKind, run: Fields, reading: Reading): Partial<Span> {
  switch (kind) {
    case "model":
      return run["run_type"] === "embedding"
        ? { ...readModelFacts(run, reading), output: [] }
        : readModelRun(run, reading);
    case "tool":
    case "retriever":
      return readToolRun(kind, run, reading);
    case "agent":
      return readAgentRun(run, reading);
    case "other":
      return readWork(run, reading);
    case "plan":
    case "guardrail":
      return {};
  }
}

function readModelRun(run: Fields, reading: Reading): Partial<Span> {
  const { place, drops } = reading;
  const input = readModelInput(filled(run["inputs"]), childPlace(place, "inputs"), drops);
  const output = readModelOutput(filled(run["outputs"]), childPlace(place, "outputs"), drops);
  return {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...readModelFacts(run, reading),
  };
}

/** What is known of a model call beside its messages; all that is read of one that embeds text. */
function readModelFacts(run: Fields, reading: Reading): Partial<Span> {
  const inputs = fieldsAt(run, "inputs");
  const settings = fieldsAt(fieldsAt(run, "extra"), "invocation_params");
  const metadata = metadataOf(run);
  const model =
    textField(fieldsAt(run, "outputs"), "model") ??
    textField(metadata, "ls_model_name") ??
    firstText(settings, ["model", "model_name"]) ??
    textField(inputs, "model");
  const provider = textField(metadata, "ls_provider");
  const usage = usageOf(run, reading);
  const tools = [settings["tools"], inputs["tools"]].find(isTools);
  return {
    ...(model !== undefined && { model }),
    ...(provider !== undefined && { provider }),
    ...(usage !== undefined && { usage }),
    ...(tools !== undefined && { toolDefinitions: tools }),
  };
}

function usageOf(run: Fields, reading: Reading): Span["usage"] {
  const held = [
    ["outputs", "usage_metadata"],
    ["outputs", "usage"],
    ["outputs", "llm_output", "token_usage"],
    ["extra", "metadata", "usage_metadata"],
    [],
  ].map((keys) => {
    const value = keys.reduce<unknown>((at, key) => (isFields(at) ? at[key] : undefined), run);
    return readUsage(value, keys.reduce(inside, reading));
  });
  const spent = held.find((usage) => usage !== undefined);
  const costUsd = costAt(run, "total_cost", reading);
  return costUsd === undefined ? spent : { ...spent, costUsd };
}

/** A chain or a run of another type may have been a tool: the SDKs trace functions as chains. */
function readWork(run: Fields, reading: Reading): Partial<Span> {
  const isTold = hasError(run) || ["inputs", "outputs"].some((key) => filled(run[key]));
  return isTold ? readToolRun("tool", run, reading) : {};
}

function readToolRun(kind: "tool" | "retriever", run: Fields, reading: Reading): Partial<Span> {
  const { place, drops } = reading;
  const name = textField(run, "name") ?? kind;
  const values = readInputs(run["inputs"], childPlace(place, "inputs"), drops);
  const { result, callId, isError } = readOutputs(
    run["outputs"],
    childPlace(place, "outputs"),
    drops,
  );
  const id = callId ?? textField(metadataOf(run), "tool_call_id");
  const said = typeof result === "string" ? result : JSON.stringify(result ?? "");
  return {
    toolCall: {
      ...(id !== undefined && { callId: id }),
      name,
      ...(values !== undefined && { arguments: values }),
    },
    ...(result !== undefined && { toolResult: result }),
    ...(isError && !hasError(run) && { error: { type: "tool-error", message: said } }),
  };
}

/** What a tool was called with: `{input: "…"}`, where the text is JSON or Python's `repr`, or the arguments themselves. */
function readInputs(inputs: unknown, place: Place, drops: DropList): JsonValue | undefined {
  if (!isFields(inputs)) return parseArguments(inputs ?? undefined, place, drops);
  const keys = Object.keys(inputs);
  const isWrapped = keys.length === 1 && typeof inputs["input"] === "string";
  return isWrapped
    ? parseArguments(inputs["input"], childPlace(place, "input"), drops)
    : parseArguments(inputs, place, drops);
}

function readOutputs(outputs: unknown, place: Place, drops: DropList): LangChainResult {
  const filledOutputs = filled(outputs);
  if (filledOutputs === undefined || filledOutputs === null) return { isError: false };
  const isWrapped = isFields(filledOutputs) && Object.keys(filledOutputs).length === 1;
  const inner = isWrapped && isFields(filledOutputs) ? filledOutputs["output"] : undefined;
  const at = inner === undefined ? place : childPlace(place, "output");
  return readLangChainResult(inner ?? filledOutputs, at, drops);
}

function readAgentRun(run: Fields, { place, drops }: Reading): Partial<Span> {
  const input = readModelInput(filled(run["inputs"]), childPlace(place, "inputs"), drops);
  const output = readModelOutput(filled(run["outputs"]), childPlace(place, "outputs"), drops);
  const userText = input?.findLast(({ role }) => role === "user")?.text;
  const replyText = output?.findLast(({ role, text }) => role === "assistant" && text !== "")?.text;
  const name = textField(run, "name");
  return {
    ...(name !== undefined && { agentName: name }),
    ...(userText !== undefined && { userText }),
    ...(replyText !== undefined && { replyText }),
  };
}

/** An error is a text that often ends in a stack: its first words name its type. */
function readError(run: Fields): StepError | undefined {
  const text = textField(run, "error");
  if (text === undefined || text === "") return undefined;
  const type = /^[\w.]*(?:Error|Exception|Interrupt|Timeout)\b/.exec(text)?.[0];
  return { type: type ?? "error", message: text };
}

function hasError(run: Fields): boolean {
  return readError(run) !== undefined;
}

/** `20241011T205824544431Z<root>.<time>Z<child>`: when each began, and whose child it is. */
function readDottedOrder(order: string | undefined): {
  readonly rootId?: string;
  readonly parentId?: string;
  readonly startedAtMs?: number;
} {
  const parts = (order ?? "").split(".").map((part) => /^(\d{8}T\d{6})(\d{0,6})Z(.+)$/.exec(part));
  if (order === undefined || parts.some((part) => part === null)) return {};
  const [rootId, parentId] = [parts[0]?.[3], parts.at(-2)?.[3]];
  const [, day = "", fraction = ""] = parts.at(-1) ?? [];
  const iso = day.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6");
  const startedAtMs = readTime(fraction === "" ? `${iso}Z` : `${iso}.${fraction}Z`);
  return {
    ...(rootId !== undefined && { rootId }),
    ...(parentId !== undefined && { parentId }),
    ...(startedAtMs !== undefined && { startedAtMs }),
  };
}

function metadataOf(run: Fields): Fields {
  return fieldsAt(fieldsAt(run, "extra"), "metadata");
}

function fieldsAt(fields: Fields, key: string): Fields {
  const value = fields[key];
  return isFields(value) ? value : {};
}

/** A run that has not ended has empty outputs: nothing was captured of them. */
function filled(value: unknown): unknown {
  return isFields(value) && Object.keys(value).length === 0 ? undefined : value;
}

function isTools(value: unknown): value is JsonValue {
  return Array.isArray(value) && value.length > 0 && isJsonValue(value);
}
