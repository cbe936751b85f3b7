import { isAtif } from "../atif/atif.ts";
import { isFields, textField } from "../fields.ts";
import type { ImportFormat } from "../imported.ts";
import { langfuseKind } from "../langfuse/langfuse-records.ts";
import { isLangSmith } from "../langsmith/langsmith.ts";
import { findModelCall } from "../messages/model-call.ts";
import { type Dialect, dialectOf } from "../messages/read-message.ts";
import { type SpanShape, spanShape } from "../otlp/otlp-reader.ts";
import { isJournalHeader, isOwnSession, isRunLine } from "../session-file/session-file.ts";
import { isTrajectory } from "../swe-agent/swe-agent.ts";
import { isTau2Results, isTau2Run } from "../tau2/tau2.ts";

/** The format of one value, and by what it was known. */
export type Recognised = { readonly format: ImportFormat; readonly reason: string };

type Sign = (value: unknown) => Recognised | undefined;

function sign(format: ImportFormat, reason: string, test: (value: unknown) => boolean): Sign {
  return (value) => (test(value) ? { format, reason } : undefined);
}

/** In this order: the first sign that a value shows is the surest. */
const signs: readonly Sign[] = [
  sign("session", "`turns` that hold `steps`", isOwnSession),
  sign("session", "the header of a journal: `schema`", isJournalHeader),
  sign("session", "a run of a journal: `caseId` and `session`", isRunLine),
  sign("atif", "`schema_version` ATIF-v1 and `steps`", isAtif),
  (value) => {
    const shape = spanShape(value);
    return shape && spanSigns[shape];
  },
  sign("langsmith", "runs with `run_type`, or feedback with `run_id`", isLangSmith),
  (value) => {
    const kind = langfuseKind(value);
    return kind && { format: "langfuse", reason: `the fields of Langfuse's ${kind}` };
  },
  sign("tau2", "`simulations`", isTau2Results),
  sign("tau2", "`messages` with `reward_info` or `termination_reason`", isTau2Run),
  sign("swe-agent", "`history` or `trajectory` of actions", isTrajectory),
  (value) => {
    const call = findModelCall(value, { path: "" });
    return call && { format: call.api, reason: "an answer of a provider's API" };
  },
  (value) => {
    const dialect = dialectOf(value);
    return dialect && { ...formatOfDialect[dialect], reason: dialectReasons[dialect] };
  },
  recogniseMessages,
];

const spanSigns: Readonly<Record<SpanShape, Recognised>> = {
  otlp: { format: "otlp", reason: "`resourceSpans` or `resourceLogs`" },
  phoenix: { format: "openinference", reason: "rows of spans with `context` and `span_kind`" },
  "span-tree": { format: "openinference", reason: "`spans` that hold `child_spans`" },
};

const formatOfDialect: Readonly<Record<Dialect, { readonly format: ImportFormat }>> = {
  chat: { format: "chat-log" },
  langchain: { format: "chat-log" },
  anthropic: { format: "anthropic" },
  responses: { format: "openai-responses" },
};

const dialectReasons: Readonly<Record<Dialect, string>> = {
  chat: "messages with `role`",
  langchain: "messages of LangChain",
  anthropic: "messages with blocks such as `tool_use`",
  responses: "items such as `function_call` or parts such as `input_text`",
};

/** How many messages are looked at for one that only one dialect can have written. */
const mostLookedAt = 1000;

/** The format of a value of a file: a record, a message, a list of either. `undefined` where it has none that is known. */
export function recognise(value: unknown): Recognised | undefined {
  for (const test of signs) {
    const found = test(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A list of messages, or a record that holds one: plain messages might be anybody's, so one that is not decides. */
function recogniseMessages(value: unknown): Recognised | undefined {
  const list = messagesIn(value);
  const dialects = list.slice(0, mostLookedAt).flatMap((message) => dialectOf(message) ?? []);
  const dialect = dialects.find((one) => one !== "chat") ?? dialects[0];
  if (dialect !== undefined)
    return { ...formatOfDialect[dialect], reason: dialectReasons[dialect] };
  const isRecord =
    isFields(value) && (Array.isArray(value["messages"]) || Array.isArray(value["traj"]));
  return isRecord
    ? { format: "chat-log", reason: "a record with `messages` or `traj`" }
    : undefined;
}

function messagesIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [];
  const held = [value["messages"], value["traj"]].find((list) => Array.isArray(list));
  return Array.isArray(held) ? held : [];
}

/** Lists in lists that are told; a hostile file nests as deep as it is long. */
const deepestShape = 3;

/** What a value is, for a report that no format fits: its kind and the first of its fields. Untrusted text. */
export function describeShape(value: unknown, depth = 0): string {
  if (value === null) return "null";
  if (Array.isArray(value)) {
    if (value.length === 0) return "an empty list";
    return depth === deepestShape ? "a list" : `a list of ${describeShape(value[0], depth + 1)}`;
  }
  if (!isFields(value)) return `a ${typeof value}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return "an object without fields";
  const shown = keys.slice(0, 8).map((key) => `\`${key.slice(0, 40)}\``);
  const more = keys.length > shown.length ? ` and ${keys.length - shown.length} more` : "";
  const version = textField(value, "schema_version");
  const named = version === undefined ? "" : ` (schema_version ${version.slice(0, 40)})`;
  return `an object with ${shown.join(", ")}${more}${named}`;
}
