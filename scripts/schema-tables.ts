import { z } from "zod";

/** As much of a JSON Schema as ours use. */
type Schema = {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly description?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly format?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
};

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    description: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
    format: z.string().optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    items: schema.optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    oneOf: z.array(schema).optional(),
    anyOf: z.array(schema).optional(),
  }),
);

/** A heading and the rows of one object: field, type and default, meaning. */
export type FieldTable = {
  readonly heading: string | undefined;
  readonly rows: readonly (readonly [string, string, string])[];
};

/**
 * The tables of a JSON Schema, one for each object in it, the outermost first and without a heading.
 *
 * Fields that `known` describes in the same words are left out.
 */
export function fieldTables(json: unknown, known?: unknown): readonly FieldTable[] {
  const root = schema.parse(json);
  const shown = known === undefined ? {} : (schema.parse(known).properties ?? {});
  const properties = Object.fromEntries(
    Object.entries(root.properties ?? {}).filter(
      ([name, field]) => JSON.stringify(shown[name]) !== JSON.stringify(field),
    ),
  );
  return tablesOf({ ...root, properties }, undefined);
}

function tablesOf(object: Schema, heading: string | undefined): readonly FieldTable[] {
  const fields = Object.entries(object.properties ?? {});
  const rows = fields.map(([name, field]) => {
    const need = object.required?.includes(name) === true ? "required" : describeDefault(field);
    const meaning = field.const === undefined ? "" : "Says which of the kinds it is.";
    return [
      `\`${name}\``,
      need === undefined ? describeType(field) : `${describeType(field)}; ${need}`,
      field.description ?? meaning,
    ] as const;
  });
  const inner = fields.flatMap(([name, field]) =>
    objectsIn(field, heading === undefined ? name : `${heading}.${name}`),
  );
  return [{ heading, rows }, ...inner.flatMap(([path, found]) => tablesOf(found, path))];
}

/** The objects that a field's value is made of, each with the path that names it. */
function objectsIn(field: Schema, path: string): readonly (readonly [string, Schema])[] {
  if (field.properties !== undefined) return [[path, field]];
  if (field.items !== undefined) return objectsIn(field.items, `${path}[]`);
  if (typeof field.additionalProperties === "object") {
    return objectsIn(field.additionalProperties, `${path}.<name>`);
  }
  return [...(field.oneOf ?? []), ...(field.anyOf ?? [])].flatMap((variant) =>
    objectsIn(variant, variantPath(path, variant)),
  );
}

function variantPath(path: string, { properties = {} }: Schema): string {
  const [kind] = Object.entries(properties).filter(([, { const: only }]) => only !== undefined);
  return kind === undefined ? path : `${path}, ${kind[0]}: ${String(kind[1].const)}`;
}

function describeDefault({ default: value }: Schema): string | undefined {
  if (value === undefined) return "optional";
  // An empty object stands for the defaults of its fields.
  return JSON.stringify(value) === "{}" ? "optional" : `default \`${JSON.stringify(value)}\``;
}

function describeType(field: Schema): string {
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((value) => `\`${String(value)}\``).join(", ");
  const variants = [...(field.oneOf ?? []), ...(field.anyOf ?? [])];
  if (variants.length > 0) return [...new Set(variants.map(describeType))].join(" or ");
  switch (field.type) {
    case "array":
      return `list of ${field.items === undefined ? "values" : plural(describeType(field.items))}`;
    case "object":
      return field.properties === undefined ? `mapping${describeValues(field)}` : "object";
    case "integer":
      return `whole number${describeRange(field)}`;
    case "number":
      return `number${describeRange(field)}`;
    case "string":
      return field.format === "date" ? "date" : field.format === "uri" ? "URL" : "text";
    case "boolean":
      return "`true` or `false`";
    case undefined:
    default:
      return "any value";
  }
}

function describeValues({ additionalProperties: values }: Schema): string {
  if (typeof values !== "object" || (values.type === undefined && values.oneOf === undefined)) {
    return "";
  }
  return ` of names to ${plural(describeType(values))}`;
}

function plural(noun: string): string {
  return /^[a-zA-Z ]+$/.test(noun) ? `${noun}s` : noun;
}

function describeRange(field: Schema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field;
  const low = minimum ?? exclusiveMinimum;
  const high = maximum ?? exclusiveMaximum;
  if (low === undefined || high === undefined) return "";
  const isOpen = exclusiveMinimum !== undefined || exclusiveMaximum !== undefined;
  return isOpen ? ` between ${low} and ${high}` : ` from ${low} to ${high}`;
}
