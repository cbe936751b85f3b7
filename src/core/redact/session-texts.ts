import { maxJsonDepth } from "../trace/json.ts";

/** Fields of a session that hold JSON of tools and people: their keys and numbers may say something, too. */
const jsonFields = new Set(["arguments", "result", "finalState", "value", "parameters"]);

/** Fields of the model whose words are ours. */
const ownWords = new Set(["kind", "status", "purpose", "by", "replay"]);

/** The deepest JSON, and the levels of a session above it. */
const deepest = maxJsonDepth + 16;

/**
 * What becomes of the texts and numbers of a tree. `key` is the key that a text, or the list that it is an item of,
 * stands under; absent for keys themselves.
 */
export type TextMapper = {
  text(text: string, key?: string): string;
  number(number: number, key?: string): number | string;
};

/**
 * The same session with every text mapped, and in the JSON that it carries every key and number as well. The model's
 * own fields and words stay. Whatever holds nothing that changed is the same object as before.
 *
 * @throws RangeError where it nests deeper than a session can.
 */
export function mapSessionTexts<T extends object>(session: T, mapper: TextMapper): T {
  const mapped = mapModel(session, mapper, 0);
  if (!isLike(session, mapped)) throw new Error("a mapped session lost its shape");
  return mapped;
}

function mapModel(value: unknown, mapper: TextMapper, depth: number, key?: string): unknown {
  if (depth > deepest) throw new RangeError("a session that nests too deep");
  if (typeof value === "string") return mapper.text(value, key);
  if (Array.isArray(value))
    return mapItems(value, (item) => mapModel(item, mapper, depth + 1, key));
  if (!hasFields(value)) return value;
  return mapFields(value, (field, name) => {
    if (ownWords.has(name)) return field;
    return (jsonFields.has(name) ? mapJson : mapModel)(field, mapper, depth + 1, name);
  });
}

function mapJson(value: unknown, mapper: TextMapper, depth: number, key?: string): unknown {
  if (depth > deepest) throw new RangeError("a value that nests too deep");
  if (typeof value === "string") return mapper.text(value, key);
  if (typeof value === "number") return mapper.number(value, key);
  if (Array.isArray(value)) return mapItems(value, (item) => mapJson(item, mapper, depth + 1, key));
  if (!hasFields(value)) return value;
  return mapFields(
    value,
    (field, name) => mapJson(field, mapper, depth + 1, name),
    (name) => mapper.text(name),
  );
}

type Fields = Readonly<Record<string, unknown>>;

function hasFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function mapItems(items: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const mapped = map(items[index]);
    if (mapped === items[index]) continue;
    copy ??= [...items];
    copy[index] = mapped;
  }
  return copy ?? items;
}

/** Maps each field after its name, in their order. */
function mapFields(
  fields: Fields,
  map: (field: unknown, name: string) => unknown,
  rename?: (name: string) => string,
): Fields {
  let copy: Record<string, unknown> | undefined;
  let others: Map<string, string> | undefined;
  for (const name of Object.keys(fields)) {
    const other = rename?.(name) ?? name;
    if (other !== name) (others ??= new Map<string, string>()).set(name, other);
    const mapped = map(fields[name], name);
    if (mapped === fields[name]) continue;
    // Spread makes even `__proto__` a field of its own, so that to set it changes that field and nothing else.
    copy ??= { ...fields };
    copy[name] = mapped;
  }
  const mapped = copy ?? fields;
  return others === undefined ? mapped : withNames(mapped, others);
}

function withNames(fields: Fields, others: ReadonlyMap<string, string>): Fields {
  const named = new Map<string, unknown>();
  for (const [name, field] of Object.entries(fields)) {
    named.set(unused(named, others.get(name) ?? name), field);
  }
  return Object.fromEntries(named);
}

/** Two keys that were told apart stay apart. */
function unused(fields: ReadonlyMap<string, unknown>, key: string): string {
  let other = key;
  for (let count = 2; fields.has(other); count += 1) other = `${key}~${count}`;
  return other;
}

/** Whether a mapped model has the fields and kinds of values that the first has; JSON may differ. */
function isLike<T>(model: T, mapped: unknown): mapped is T {
  if (model === mapped) return true;
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
