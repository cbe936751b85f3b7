import type { JsonValue } from "../json.ts";
import { isJsonObject } from "./json-object.ts";

/**
 * The arguments of a traced Python function by name, of the `{args, kwargs}` that decorators write; the value itself
 * where it is something else, or where some of them have no name.
 */
export function namedArguments(value: JsonValue): JsonValue {
  if (!isJsonObject(value) || Object.keys(value).length !== 2) return value;
  const { args, kwargs } = value;
  if (!Array.isArray(args) || !isJsonObject(kwargs)) return value;
  if (args.length === 0) return kwargs;
  const [only] = args;
  const isAlone = args.length === 1 && Object.keys(kwargs).length === 0;
  return isAlone && isJsonObject(only) ? only : value;
}

/** The values of such arguments in their order, named or not; `undefined` where the value is something else. */
export function argumentValues(value: JsonValue): readonly JsonValue[] | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 2) return undefined;
  const { args, kwargs } = value;
  return Array.isArray(args) && isJsonObject(kwargs)
    ? [...args, ...Object.values(kwargs)]
    : undefined;
}
