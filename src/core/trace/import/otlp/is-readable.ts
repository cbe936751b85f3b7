import { isJsonValue, maxJsonDepth } from "../../json.ts";
import { isFields } from "../fields.ts";
import { readAnyValue } from "./any-value.ts";

const kind = /^(?:string|bool|int|double|bytes|array|kvlist)_?[vV]alue$/;

/**
 * Whether `readAnyValue` loses nothing of a value: what says that it is of a kind is, at any depth. No value at all is
 * readable.
 */
export function isReadable(value: unknown, depthLeft = maxJsonDepth): boolean {
  if (value === undefined || value === null) return true;
  if (depthLeft === 0) return false;
  const key = isFields(value) ? Object.keys(value).find((name) => kind.test(name)) : undefined;
  if (!isFields(value) || key === undefined) return isJsonValue(value, depthLeft);
  const held = value[key];
  if (held === null) return true;
  if (!/^(?:array|kvlist)/.test(key)) return readAnyValue(value) !== undefined;
  const list = isFields(held) ? (held["values"] ?? []) : held;
  if (!Array.isArray(list)) return false;
  return list.every((item: unknown) => {
    if (key.startsWith("array")) return isReadable(item, depthLeft - 1);
    const isPair = isFields(item) && typeof item["key"] === "string";
    return isPair && isReadable(item["value"], depthLeft - 1);
  });
}
