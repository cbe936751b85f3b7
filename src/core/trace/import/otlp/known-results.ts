import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonList, isJsonObject } from "../../json.ts";
import { RecentMap } from "../../recent-map.ts";
import { isFields } from "../fields.ts";

/** How many results are remembered, and the longest text of one. */
const mostResults = 64;
const longestText = 64 * 1024;

type KnownResult = { readonly text: string; readonly value: JsonValue };

/** The latest results that spans of tools told, by the ids of their calls. */
const results = new RecentMap<string, KnownResult>(mostResults);

/** Remembers what a tool answered: the next call of the model is sent it again. */
export function rememberResult(callId: string, text: unknown, value: JsonValue): void {
  if (typeof text === "string" && text.length <= longestText) results.set(callId, { text, value });
}

/**
 * The result of a call that is the same as `content`, be that its text or its value: one object instead of two that wait
 * for their session. `undefined` where no such result is known.
 */
export function knownResult(callId: string, content: unknown): JsonValue | undefined {
  const known = results.get(callId);
  if (known === undefined || content === null) return undefined;
  const isSame =
    typeof content === "string" ? content === known.text : isEqual(known.value, content);
  return isSame ? known.value : undefined;
}

/** Whether a value is written as a JSON value is: with its keys in the same order, too. */
function isEqual(known: JsonValue | undefined, value: unknown): boolean {
  if (typeof known !== "object" || typeof value !== "object" || known === null || value === null)
    return known === value;
  return isJsonList(known)
    ? isSameList(known, value)
    : isJsonObject(known) && isSameObject(known, value);
}

function isSameList(known: readonly JsonValue[], value: object): boolean {
  if (!Array.isArray(value) || value.length !== known.length) return false;
  for (let index = 0; index < known.length; index += 1)
    if (!isEqual(known[index], value[index])) return false;
  return true;
}

function isSameObject(known: JsonObject, value: object): boolean {
  if (!isFields(value)) return false;
  const [keys, others] = [Object.keys(known), Object.keys(value)];
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? "";
    if (key !== others[index] || !isEqual(known[key], value[key])) return false;
  }
  return true;
}
