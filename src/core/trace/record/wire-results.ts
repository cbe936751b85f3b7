import { parseArguments, parseToolContent } from "../import/embedded-value.ts";
import type { Fields } from "../import/fields.ts";
import { isFields, textField } from "../import/fields.ts";
import { DropList } from "../import/imported.ts";
import type { JsonValue } from "../json.ts";
import type { StepError, ToolRequest } from "../session.ts";
import type { ModelApi } from "./model-api.ts";
import { captured, fieldsAt, listAt } from "./wire-fields.ts";

/** A tool's result on its way to the model, and the call that it answers. */
export type WireResult = { readonly request: ToolRequest; readonly result: JsonValue };

/** What stands in place of a result on the wire; `undefined` leaves it as it is. */
export type WireStandIn =
  | { readonly kind: "result"; readonly result: JsonValue }
  | { readonly kind: "error"; readonly error: StepError }
  | undefined;

/**
 * Puts other results in place of those that tools gave, in the body of a request to a model.
 *
 * The rest of the body keeps its values and the order of its fields, and numbers their digits. `undefined` where
 * nothing was exchanged: the request then goes on as it came.
 *
 * @param answered the calls of earlier answers, by their id, where a request names only the id.
 */
export function replaceResults(
  api: ModelApi,
  text: string,
  {
    standIn,
    answered,
  }: {
    readonly standIn: (result: WireResult) => WireStandIn;
    readonly answered: ReadonlyMap<string, ToolRequest>;
  },
): string | undefined {
  const body: unknown = parseExact(text);
  if (!isFields(body)) return undefined;
  const asked = new Map([...answered, ...callsIn(api, body)]);
  let isChanged = false;
  for (const slot of resultsIn(api, body)) {
    const request = slot.callId === undefined ? undefined : asked.get(slot.callId);
    if (request === undefined) continue;
    const given = standIn({ request, result: slot.result });
    if (given === undefined) continue;
    isChanged = true;
    slot.put(given);
  }
  return isChanged ? JSON.stringify(body) : undefined;
}

/** Whether a request carries results of tools at all; most do not, and need not be taken apart. */
export function mayCarryResults(text: string): boolean {
  return /"(?:tool|function|tool_result|(?:function|custom_tool)_call_output)"/.test(text);
}

/** A place in a request where a tool's result stands. */
type Slot = {
  readonly callId: string | undefined;
  readonly result: JsonValue;
  readonly put: (standIn: NonNullable<WireStandIn>) => void;
};

function* callsIn(api: ModelApi, body: Fields): Generator<[string, ToolRequest]> {
  if (api === "responses") {
    for (const item of listAt(body, "input")) {
      if (!String(item["type"]).endsWith("_call")) continue;
      yield* callOf(textField(item, "call_id"), item, item["arguments"] ?? item["input"]);
    }
    return;
  }
  for (const message of listAt(body, "messages")) {
    for (const call of listAt(message, "tool_calls")) {
      const called = fieldsAt(call, "function") ?? fieldsAt(call, "custom");
      if (called === undefined) continue;
      yield* callOf(textField(call, "id"), called, called["arguments"] ?? called["input"]);
    }
    for (const block of listAt(message, "content")) {
      if (block["type"] === "tool_use")
        yield* callOf(textField(block, "id"), block, block["input"]);
    }
  }
}

function* callOf(
  callId: string | undefined,
  named: Fields,
  values: unknown,
): Generator<[string, ToolRequest]> {
  const name = textField(named, "name");
  if (callId === undefined || name === undefined) return;
  const plain = typeof values === "string" || values === undefined ? values : plainCopy(values);
  const given = parseArguments(plain, { path: "" }, new DropList(""));
  yield [callId, captured({ callId, name, arguments: given })];
}

function* resultsIn(api: ModelApi, body: Fields): Generator<Slot> {
  if (api === "responses") {
    for (const item of listAt(body, "input")) {
      if (!String(item["type"]).endsWith("_call_output")) continue;
      yield slotOf(item, textField(item, "call_id"), "output");
    }
    return;
  }
  for (const message of listAt(body, "messages")) {
    if (api === "chat-completions" && message["role"] === "tool")
      yield slotOf(message, textField(message, "tool_call_id"), "content");
    if (api === "messages")
      for (const block of listAt(message, "content")) {
        if (block["type"] === "tool_result")
          yield slotOf(block, textField(block, "tool_use_id"), "content", true);
      }
  }
}

function slotOf(
  holder: Fields,
  callId: string | undefined,
  key: string,
  hasErrorFlag = false,
): Slot {
  const content = holder[key];
  const parts = Array.isArray(content) ? content.filter(isFields) : [];
  const text = parts.map((part) => textField(part, "text") ?? "").join("\n");
  const given = Array.isArray(content) ? text : plainCopy(content);
  return {
    callId,
    result: parseToolContent(given, { path: "" }, new DropList("")) ?? "",
    put: (standIn) => {
      Reflect.set(holder, key, textOf(standIn));
      if (!hasErrorFlag) return;
      if (standIn.kind === "error") Reflect.set(holder, "is_error", true);
      else Reflect.deleteProperty(holder, "is_error");
    },
  };
}

/** Chat completions and responses have no flag for a failed tool: agents write it so. */
function textOf(standIn: NonNullable<WireStandIn>): string {
  if (standIn.kind === "error") return `Error: ${standIn.error.message}`;
  return typeof standIn.result === "string" ? standIn.result : JSON.stringify(standIn.result);
}

/** JSON whose numbers are written again as they stood: ids have more digits than a double. */
function parseExact(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    // No JSON: the provider will say so.
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source: string }): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && String(value) !== source
    ? rawJson(source)
    : value;
}

/** TypeScript does not know `JSON.rawJSON` yet; Node 24 has it. */
function rawJson(source: string): unknown {
  const make: unknown = Reflect.get(JSON, "rawJSON");
  if (typeof make !== "function") throw new TypeError("this Node has no JSON.rawJSON");
  return Reflect.apply(make, JSON, [source]);
}

function plainCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
