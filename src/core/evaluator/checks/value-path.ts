import { isJsonList, type JsonValue } from "../../trace/json.ts";

/** One part of a path; `every` is `[*]`. */
type PathPart =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "every" };

/** All values that a path leads to, in their order; none where it leads nowhere. */
export type ValuePath = (root: JsonValue) => readonly JsonValue[];

const part = /\.?([A-Za-z_][\w-]*)|\[("(?:[^"\\]|\\.)*")\]|\[(-?\d{1,9})\]|\[(\*)\]/y;

/**
 * Compiles a path into JSON: keys, indexes (negative from the end) and `[*]`, such as `orders[0].status`,
 * `$.rows[*].price` or `["odd key"]`; `$` alone is the whole value.
 *
 * It is the part of JSONPath (RFC 9535) that says where something stands. `undefined` where the text is something
 * else, such as a filter.
 */
export function compilePath(text: string): ValuePath | undefined {
  const parts = partsOf(text);
  return parts && ((root) => parts.reduce<readonly JsonValue[]>(follow, [root]));
}

function partsOf(text: string): readonly PathPart[] | undefined {
  const parts: PathPart[] = [];
  let from = text.startsWith("$") ? 1 : 0;
  while (from < text.length) {
    part.lastIndex = from;
    const found = part.exec(text);
    // `a.b` and `$.a`, and neither `.a` nor `$a`: a point stands before a name that something else stands before.
    const isWordy = found?.[1] !== undefined;
    const isStart = from === 0;
    if (found === null || (isWordy && found[0].startsWith(".") === isStart)) return undefined;
    const [, key, quoted, index] = found;
    if (key !== undefined) parts.push({ kind: "key", key });
    else if (quoted !== undefined) {
      const name = parseName(quoted);
      if (name === undefined) return undefined;
      parts.push({ kind: "key", key: name });
    } else if (index === undefined) parts.push({ kind: "every" });
    else parts.push({ kind: "index", index: Number(index) });
    from = part.lastIndex;
  }
  return text === "" ? undefined : parts;
}

function parseName(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function follow(values: readonly JsonValue[], step: PathPart): readonly JsonValue[] {
  return values.flatMap((value) => {
    const next = childrenOf(value, step);
    return next.filter((child) => child !== undefined);
  });
}

function childrenOf(value: JsonValue, step: PathPart): readonly (JsonValue | undefined)[] {
  if (typeof value !== "object" || value === null) return [];
  const isItems = isJsonList(value);
  switch (step.kind) {
    case "key":
      return isItems || !Object.hasOwn(value, step.key) ? [] : [value[step.key]];
    case "index":
      return isItems ? [value.at(step.index)] : [];
    case "every":
      return isItems ? value : Object.values(value);
  }
}
