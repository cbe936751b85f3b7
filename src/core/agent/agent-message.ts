import { printable } from "../text/printable.ts";
import type { JsonValue } from "../trace/json.ts";
import type { ModelStep, StepError, ToolRequest, ToolStep, Usage } from "../trace/session.ts";
import { maxNesting } from "./capture-json.ts";

/** One message from an agent process; see docs/agent-protocol.md. */
export type AgentMessage = {
  readonly session: string;
  /** The turn that it belongs to, where the agent says so. */
  readonly turn?: number;
} & (
  | { readonly type: "step"; readonly step: ModelStep | ToolStep }
  | {
      readonly type: "reply";
      readonly text: string;
      readonly finalState?: JsonValue;
      readonly policy?: string;
    }
  | { readonly type: "error"; readonly message: string }
);

export type ParsedLine =
  | { readonly kind: "message"; readonly message: AgentMessage }
  | { readonly kind: "refused"; readonly reason: string };

/** A message that is JSON and still not what the protocol says; the message of it ends a sentence. */
class WrongShape extends Error {
  override readonly name = "WrongShape";
}

/** Reads one line of an agent's standard output. Keys that the protocol does not name are ignored. */
export function parseAgentLine(line: string): ParsedLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    const start = printable(line, 120);
    return {
      kind: "refused",
      reason: `the agent printed something that is not JSON ("${start}"): standard output belongs to the protocol, print logs to stderr`,
    };
  }
  try {
    return { kind: "message", message: readMessage(json) };
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    return { kind: "refused", reason: `the agent sent a wrong message: ${error.message}` };
  }
}

/** A model call as an agent reports it. @throws WrongShape that names the field. */
export function readModelStep(json: unknown): ModelStep {
  const fields = new Fields(json, "a model call");
  return {
    kind: "model",
    ...fields.optional("purpose", readPurpose),
    ...fields.optionalText("provider"),
    ...fields.optionalText("model"),
    ...fields.optionalText("text"),
    ...fields.optionalText("reasoning"),
    ...fields.optionalText("finishReason"),
    ...fields.optional("toolCalls", readToolRequests),
    ...fields.optional("usage", readUsage),
    ...fields.optionalAmount("startedAtMs"),
    ...fields.optionalAmount("durationMs"),
    ...fields.optional("error", readStepError),
  };
}

export type ParsedToolSteps =
  | { readonly kind: "steps"; readonly steps: readonly ToolStep[] }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Tool calls as an agent lists them in an answer: one, or a list, with the keys of a `tool_call` message.
 *
 * One without a result and without an error is `pending`: what it came to was not captured.
 */
export function parseToolSteps(json: unknown): ParsedToolSteps {
  try {
    const calls: readonly unknown[] = Array.isArray(json) ? json : [json];
    return {
      kind: "steps",
      steps: calls.map((call) => readListedStep(new Fields(call, "a tool call"))),
    };
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    return { kind: "refused", reason: error.message };
  }
}

function readListedStep(fields: Fields): ToolStep {
  const failed = fields.optional("error", readStepError);
  const answered = fields.optional("result", readValue);
  if ("error" in failed && "result" in answered)
    throw new WrongShape('a tool call has either "result" or "error"');
  const status = "error" in failed ? "error" : "result" in answered ? "ok" : "pending";
  return toolStep(fields, { status, ...answered, ...failed });
}

function readMessage(json: unknown): AgentMessage {
  const fields = new Fields(json, "a message");
  const type = fields.text("type");
  const named = new Fields(json, `"${printable(type, 40)}"`);
  const place = (): Pick<AgentMessage, "session" | "turn"> => ({
    session: named.text("session"),
    ...named.optionalAmount("turn"),
  });
  switch (type) {
    case "model_call":
      return { type: "step", ...place(), step: readModelStep(json) };
    case "tool_call":
      return { type: "step", ...place(), step: readToolStep(named) };
    case "reply":
      return {
        type,
        ...place(),
        text: named.text("text"),
        ...named.optional("finalState", readValue),
        ...named.optionalText("policy"),
      };
    case "error":
      return { type, ...place(), message: named.text("message") };
    default:
      throw new WrongShape(
        `its type is "${printable(type, 40)}", not model_call, tool_call, reply or error`,
      );
  }
}

function readToolStep(fields: Fields): ToolStep {
  const failed = fields.optional("error", readStepError);
  const answered = fields.optional("result", readValue);
  if ("error" in failed === "result" in answered) {
    throw new WrongShape('"tool_call" needs either "result" (null where there is none) or "error"');
  }
  return toolStep(fields, { status: "error" in failed ? "error" : "ok", ...answered, ...failed });
}

function toolStep(fields: Fields, end: Pick<ToolStep, "status" | "result" | "error">): ToolStep {
  return {
    kind: "tool",
    ...fields.optionalText("callId"),
    name: fields.text("name"),
    ...fields.optional("arguments", readValue),
    ...end,
    ...fields.optionalAmount("startedAtMs"),
    ...fields.optionalAmount("durationMs"),
  };
}

function readPurpose(json: unknown, name: string): "plan" {
  if (json !== "plan") throw new WrongShape(`${name} must be "plan", or be left out`);
  return json;
}

function readToolRequests(json: unknown, name: string): readonly ToolRequest[] {
  if (!Array.isArray(json)) throw new WrongShape(`${name} must be a list`);
  return json.map((item) => {
    const fields = new Fields(item, `an item of ${name}`);
    return {
      ...fields.optionalText("callId"),
      name: fields.text("name"),
      ...fields.optional("arguments", readValue),
    };
  });
}

function readUsage(json: unknown, name: string): Usage {
  const fields = new Fields(json, name);
  return {
    ...fields.optionalAmount("inputTokens"),
    ...fields.optionalAmount("outputTokens"),
    ...fields.optionalAmount("costUsd"),
  };
}

function readStepError(json: unknown, name: string): StepError {
  if (typeof json === "string") return { type: "error", message: printable(json, 2000) };
  const fields = new Fields(json, name);
  return {
    type: printable(fields.text("type"), 80),
    message: printable(fields.text("message"), 2000),
  };
}

function readValue(json: unknown, name: string): JsonValue {
  if (!isJson(json, maxNesting)) {
    throw new WrongShape(`${name} is nested deeper than ${maxNesting}`);
  }
  return json;
}

/** Only for what `JSON.parse` gave, where depth is all that can be wrong. */
function isJson(value: unknown, depthLeft: number): value is JsonValue {
  if (typeof value !== "object" || value === null) return true;
  if (depthLeft === 0) return false;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (!isJson(item, depthLeft - 1)) return false;
  }
  return true;
}

/** The fields of one object. A field that is absent or null is left out by the `optional…` readers. */
class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #name: string;

  constructor(json: unknown, name: string) {
    if (!isRecord(json)) throw new WrongShape(`${name} must be an object`);
    this.#fields = json;
    this.#name = name;
  }

  text(key: string): string {
    const value = this.#fields[key];
    if (typeof value !== "string") throw new WrongShape(`${this.#name} needs "${key}", a text`);
    return value.toWellFormed();
  }

  optionalText<Key extends string>(key: Key): { [name in Key]?: string } {
    return this.#isAbsent(key) ? {} : one(key, this.text(key));
  }

  optionalAmount<Key extends string>(key: Key): { [name in Key]?: number } {
    if (this.#isAbsent(key)) return {};
    const value = this.#fields[key];
    if (typeof value === "number" && Number.isFinite(value) && value >= 0) return one(key, value);
    throw new WrongShape(`"${key}" of ${this.#name} must be a number of 0 or more`);
  }

  optional<Key extends string, Value>(
    key: Key,
    read: (json: unknown, name: string) => Value,
  ): { [name in Key]?: Value } {
    // `result: null` is a result: the tool was called and gave nothing.
    const isMissing = key === "result" ? !Object.hasOwn(this.#fields, key) : this.#isAbsent(key);
    return isMissing ? {} : one(key, read(this.#fields[key], `"${key}" of ${this.#name}`));
  }

  #isAbsent(key: string): boolean {
    const value = this.#fields[key];
    return value === undefined || value === null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function one<Key extends string, Value>(key: Key, value: Value): { [name in Key]?: Value } {
  const field: { [name in Key]?: Value } = {};
  field[key] = value;
  return field;
}
