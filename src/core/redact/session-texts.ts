import { maxJsonDepth } from "../trace/json.ts";

/** Fields of a session that hold JSON of tools and people: their keys and numbers may say something, too. */
const jsonFields = new Set(["arguments", "result", "finalState", "value", "parameters"]);

/** Fields of the model whose words are ours. */
const ownWords = new Set(["kind", "status", "purpose", "by", "replay"]);

/** The deepest JSON, and the levels of a session above it. */
const deepest = maxJsonDepth + 16;

export type TextPlace = {
  /** The key that the text, or the list that it is an item of, stands under; absent for keys themselves. */
  readonly key?: string;
};

/** What becomes of the texts and numbers of a tree. */
export type TextMapper = {
  text(text: string, place: TextPlace): string;
  number(number: number, place: TextPlace): number | string;
};

/**
 * The same session with every text mapped, and in the JSON that it carries every key and number as well. The model's
 * own fields and words stay.
 *
 * @throws RangeError where it nests deeper than a session can.
 */
export function mapSessionTexts<T extends object>(session: T, mapper: TextMapper): T {
  const mapped = mapModel(session, mapper, { depth: 0 });
  if (!isLike(session, mapped)) throw new Error("a mapped session lost its shape");
  return mapped;
}

type DeepPlace = TextPlace & { readonly depth: number };

function mapModel(value: unknown, mapper: TextMapper, place: DeepPlace): unknown {
  if (place.depth > deepest) throw new RangeError("a session that nests too deep");
  if (typeof value === "string") return mapper.text(value, place);
  if (typeof value !== "object" || value === null) return value;
  const depth = place.depth + 1;
  if (Array.isArray(value)) {
    return value.map((item: unknown) => mapModel(item, mapper, { ...place, depth }));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, field]: [string, unknown]) => {
      if (ownWords.has(key)) return [key, field];
      return [key, (jsonFields.has(key) ? mapJson : mapModel)(field, mapper, { key, depth })];
    }),
  );
}

function mapJson(value: unknown, mapper: TextMapper, place: DeepPlace): unknown {
  if (place.depth > deepest) throw new RangeError("a value that nests too deep");
  if (typeof value === "string") return mapper.text(value, place);
  if (typeof value === "number") return mapper.number(value, place);
  if (typeof value !== "object" || value === null) return value;
  const depth = place.depth + 1;
  if (Array.isArray(value)) {
    return value.map((item: unknown) => mapJson(item, mapper, { ...place, depth }));
  }
  const fields = new Map<string, unknown>();
  for (const [key, child] of Object.entries(value)) {
    fields.set(unused(fields, mapper.text(key, {})), mapJson(child, mapper, { key, depth }));
  }
  return Object.fromEntries(fields);
}

/** Two keys that were told apart stay apart. */
function unused(fields: ReadonlyMap<string, unknown>, key: string): string {
  let other = key;
  for (let count = 2; fields.has(other); count += 1) other = `${key}~${count}`;
  return other;
}

/** Whether a mapped model has the fields and kinds of values that the first has; JSON may differ. */
function isLike<T>(model: T, mapped: unknown): mapped is T {
  if (typeof model !== "object" || model === null) return typeof model === typeof mapped;
  if (typeof mapped !== "object" || mapped === null) return false;
  const names = Object.keys(model);
  return (
    Array.isArray(model) === Array.isArray(mapped) &&
    names.length === Object.keys(mapped).length &&
    names.every((name) =>
      jsonFields.has(name)
        ? Object.hasOwn(mapped, name)
        : isLike<unknown>(Reflect.get(model, name), Reflect.get(mapped, name)),
    )
  );
}
