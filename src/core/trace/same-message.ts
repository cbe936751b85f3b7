import type { JsonValue } from "./json.ts";
import type { ToolRequest } from "./session.ts";
import type { Message, ToolAnswer } from "./span.ts";

/** Whether two messages say the same, field by field. */
export function sameMessage(a: Message, b: Message): boolean {
  return (
    a === b ||
    (a.role === b.role &&
      a.text === b.text &&
      a.reasoning === b.reasoning &&
      a.finishReason === b.finishReason &&
      sameLists(a.toolCalls, b.toolCalls, sameCall) &&
      sameLists(a.toolResults, b.toolResults, sameAnswer))
  );
}

function sameCall(a: ToolRequest, b: ToolRequest): boolean {
  return a.callId === b.callId && a.name === b.name && sameJson(a.arguments, b.arguments);
}

function sameAnswer(a: ToolAnswer, b: ToolAnswer): boolean {
  return (
    a.callId === b.callId &&
    a.name === b.name &&
    a.isError === b.isError &&
    sameJson(a.result, b.result)
  );
}

function sameLists<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  isSame: (a: T, b: T) => boolean,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((item, index) => isSameAt(item, b[index], isSame));
}

function isSameAt<T>(a: T, b: T | undefined, isSame: (a: T, b: T) => boolean): boolean {
  return b !== undefined && isSame(a, b);
}

/** Equal as they were written: repetitions keep the order of keys. */
function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === others.length &&
    keys.every((key, index) => key === others[index] && sameJson(childOf(a, key), childOf(b, key)))
  );
}

function childOf(value: object, key: string): JsonValue | undefined {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
