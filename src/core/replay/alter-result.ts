import type { FaultKind } from "../dataset/faults-field.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../trace/json.ts";
import { listIn } from "../trace/tool-result.ts";

/** The faults that spoil an answer; the others take its place or only delay it. */
export type SpoilingKind = Exclude<
  FaultKind,
  "error" | "timeout" | "slow" | "permission-denied" | "rate-limit"
>;

export type Spoiling = {
  readonly kind: SpoilingKind;
  readonly merge?: { readonly [field: string]: JsonValue };
  readonly keep?: number;
  /** What the tool answered to the same call before. */
  readonly earlier?: JsonValue;
};

/**
 * What a fault makes of a tool's answer; `undefined` where it can make nothing of it, such as half of a number.
 *
 * `empty`: no items, no fields, no text. `malformed-json`: the answer's JSON, cut off after two thirds. `schema-violation`:
 * its first field has another type and its last one is missing (of a list, in its first item). `stale`: what the same
 * call answered before. `truncated-page`: the first half of its items. `duplicate`: every item twice. Where fields are
 * given to `merge`, they are laid over the answer instead.
 */
export function alterResult(result: JsonValue, spoiling: Spoiling): JsonValue | undefined {
  const { merge } = spoiling;
  if (merge !== undefined) return merged(result, merge);
  switch (spoiling.kind) {
    case "empty":
      return emptied(result);
    case "malformed-json":
      return cutJson(result);
    case "schema-violation":
      return violated(result);
    case "stale":
      return spoiling.earlier === undefined || isSame(spoiling.earlier, result)
        ? undefined
        : spoiling.earlier;
    case "truncated-page":
      return truncated(result, spoiling.keep);
    case "duplicate":
      return doubled(result);
  }
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson({ of: a }) === canonicalJson({ of: b });
}

function merged(result: JsonValue, fields: JsonObject): JsonValue | undefined {
  if (!isJsonObject(result)) return undefined;
  const kept = Object.entries({ ...result, ...fields }).filter(
    ([name]) => !Object.hasOwn(fields, name) || fields[name] !== null,
  );
  return Object.fromEntries(kept);
}

/** Counts beside a list that has been emptied would give it away. */
const countField = /^(?:total|count|size)(?:_?(?:count|results|hits))?$/i;

function emptied(result: JsonValue): JsonValue {
  if (typeof result === "string") return "";
  if (Array.isArray(result)) return [];
  if (!isJsonObject(result)) return null;
  const list = listIn(result);
  if (list === undefined) return {};
  const entries = Object.entries(result).map(([name, value]): [string, JsonValue] => {
    if (name === list.key) return [name, []];
    return [name, typeof value === "number" && countField.test(name) ? 0 : value];
  });
  return Object.fromEntries(entries);
}

/** No proper start of a JSON object, list or text is JSON; of a number it may be. */
function cutJson(result: JsonValue): string {
  const isCuttable = typeof result === "string" || (typeof result === "object" && result !== null);
  const text = JSON.stringify(isCuttable ? result : { result });
  return text.slice(0, Math.max(1, Math.floor((text.length * 2) / 3))).toWellFormed();
}

function violated(result: JsonValue): JsonValue {
  if (Array.isArray(result)) {
    const [first, ...rest] = result;
    return first === undefined ? { items: result } : [violated(first), ...rest];
  }
  if (!isJsonObject(result)) return { value: otherType(result) };
  const list = listIn(result);
  if (list !== undefined && list.items.length > 0) {
    return { ...result, [list.key]: violated(list.items) };
  }
  const names = Object.keys(result);
  const first = names[0];
  if (first === undefined) return [];
  const last = names.length > 1 ? names.at(-1) : undefined;
  return Object.fromEntries(
    Object.entries(result)
      .filter(([name]) => name !== last)
      .map(([name, value]) => [name, name === first ? otherType(value) : value]),
  );
}

/** A value that no schema of the old one allows: a text where there was none, else a list. */
function otherType(value: JsonValue): JsonValue {
  return typeof value === "string" ? [value] : JSON.stringify(value);
}

function truncated(result: JsonValue, keep: number | undefined): JsonValue | undefined {
  if (typeof result === "string") {
    return shorter(result.length, keep, (length) => result.slice(0, length).toWellFormed());
  }
  return onList(result, (items) => shorter(items.length, keep, (length) => items.slice(0, length)));
}

function shorter<T>(
  length: number,
  keep: number | undefined,
  cut: (length: number) => T,
): T | undefined {
  const kept = keep ?? Math.floor(length / 2);
  return kept < length ? cut(kept) : undefined;
}

function doubled(result: JsonValue): JsonValue | undefined {
  if (typeof result === "string") return result === "" ? undefined : `${result}\n${result}`;
  return onList(result, (items) =>
    items.length === 0 ? undefined : items.flatMap((item) => [item, item]),
  );
}

/** Changes the list that an answer is or wraps; `undefined` where there is none. */
function onList(
  result: JsonValue,
  change: (items: readonly JsonValue[]) => readonly JsonValue[] | undefined,
): JsonValue | undefined {
  if (Array.isArray(result)) return change(result);
  const list = isJsonObject(result) ? listIn(result) : undefined;
  const changed = list === undefined ? undefined : change(list.items);
  return list === undefined || changed === undefined
    ? undefined
    : { ...(isJsonObject(result) && result), [list.key]: changed };
}
