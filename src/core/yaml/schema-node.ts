import { dump } from "js-yaml";
import { z } from "zod";
import type { JsonPath } from "./json-path.ts";

/** Any zod schema. */
export type Schema = z.core.$ZodType;

/**
 * The schema that applies at a path, chosen by the value where a union offers several.
 *
 * Nothing where the path leaves the schema, or where the value does not say which part of a union it meant.
 */
export function schemaAt(root: Schema, value: unknown, path: JsonPath): Schema | undefined {
  let schema: Schema | undefined = root;
  let here = value;
  for (const key of path) {
    schema = schema === undefined ? undefined : childSchema(schema, here, key);
    here = childValue(here, key);
  }
  return schema;
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(root: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(childValue, root);
}

/** The keys that a map may have here; none where any key is allowed. */
export function knownKeys(schema: Schema, value: unknown): readonly string[] {
  const node = narrow(schema, value);
  return node instanceof z.ZodObject ? Object.keys(node.shape) : [];
}

/** What a schema's author says of it to people. */
export function descriptionOf(schema: Schema): string | undefined {
  return layersOf(schema)
    .map((layer) => z.globalRegistry.get(layer)?.description)
    .find((description) => description !== undefined);
}

/**
 * A few lines of YAML that would be right at a path.
 *
 * They come from the `examples` of the nearest schema that has any: from the part of them that stands at
 * the path, or else from the whole of them.
 */
export function exampleAt(root: Schema, value: unknown, path: JsonPath): string | undefined {
  for (let length = path.length; length >= 0; length--) {
    const schema = schemaAt(root, value, path.slice(0, length));
    const [example] = schema === undefined ? [] : examplesOf(schema);
    if (example === undefined) continue;
    const part = valueAt(example, path.slice(length));
    if (part !== undefined) return show(path.at(-1), part);
    if (length > 0) return show(path[length - 1], example);
  }
  return undefined;
}

function show(key: string | number | undefined, example: unknown): string {
  const shown =
    key === undefined ? example : typeof key === "string" ? { [key]: example } : [example];
  return dump(shown, { lineWidth: -1 }).trimEnd();
}

function examplesOf(schema: Schema): readonly unknown[] {
  for (const layer of layersOf(schema)) {
    const examples = z.globalRegistry.get(layer)?.["examples"];
    if (Array.isArray(examples)) return examples;
  }
  return [];
}

function childSchema(schema: Schema, value: unknown, key: string | number): Schema | undefined {
  const node = narrow(schema, value);
  if (node instanceof z.ZodRecord) return node.valueType;
  if (node instanceof z.ZodArray) return node.element;
  return node instanceof z.ZodObject && Object.hasOwn(node.shape, key)
    ? node.shape[key]
    : undefined;
}

function childValue(value: unknown, key: string | number): unknown {
  return isMapOrList(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMapOrList(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Without the wrappers that only say whether a value may be left out, and with unions decided. */
function narrow(schema: Schema, value: unknown): Schema {
  const inner = layersOf(schema).at(-1) ?? schema;
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return inner;
  const { discriminator, options } = inner.def;
  const tag = childValue(value, discriminator);
  const chosen = options.find((option) => accepts(option, discriminator, tag));
  return chosen === undefined ? inner : narrow(chosen, value);
}

function accepts(option: Schema, discriminator: string, tag: unknown): boolean {
  if (option instanceof z.ZodDiscriminatedUnion) {
    return option.def.options.some((inner) => accepts(inner, discriminator, tag));
  }
  const literal: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  return literal instanceof z.ZodLiteral && [...literal.values].some((value) => value === tag);
}

/** The schema and what it wraps, outermost first. */
function layersOf(schema: Schema): readonly Schema[] {
  const layers: Schema[] = [];
  for (let layer: Schema | undefined = schema; layer !== undefined; layer = wrappedBy(layer)) {
    layers.push(layer);
  }
  return layers;
}

function wrappedBy(schema: Schema): Schema | undefined {
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodLazy;
  if (isWrapper) return schema.unwrap();
  return schema instanceof z.ZodPipe ? schema.in : undefined;
}
