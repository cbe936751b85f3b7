import type { JsonValue } from "../../../src/core/trace/json.ts";

/** Something that JSON cannot carry, where the types promise that it can: agents are JavaScript. */
export function notJson(value: unknown): JsonValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- breaking the promise is the purpose.
  return value as JsonValue;
}
