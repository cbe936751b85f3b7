import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fieldTables } from "../../scripts/schema-tables.ts";

const refund = {
  type: "object",
  required: ["order"],
  properties: {
    order: { type: "string", description: "Which order." },
    days: { type: "integer", minimum: 1, maximum: 30, default: 14, description: "Days left." },
    mode: { enum: ["full", "part"], default: "full", description: "How much." },
    lines: {
      type: "array",
      description: "What comes back.",
      items: { type: "object", required: ["sku"], properties: { sku: { type: "string" } } },
    },
    fees: {
      type: "object",
      additionalProperties: {
        oneOf: [{ type: "object", properties: { kind: { const: "late" } } }],
      },
    },
  },
};

test("every object of a schema has a table, with a path that names it", () => {
  expect(fieldTables(refund)).toEqual([
    {
      heading: undefined,
      rows: [
        ["`order`", "text; required", "Which order."],
        ["`days`", "whole number from 1 to 30; default `14`", "Days left."],
        ["`mode`", '`full`, `part`; default `"full"`', "How much."],
        ["`lines`", "list of objects; optional", "What comes back."],
        ["`fees`", "mapping of names to objects; optional", ""],
      ],
    },
    { heading: "lines[]", rows: [["`sku`", "text; required", ""]] },
    {
      heading: "fees.<name>, kind: late",
      rows: [["`kind`", '`"late"`; optional', "Says which of the kinds it is."]],
    },
  ]);
});

test("what another schema has in the same words is left out", () => {
  const { order: _, ...properties } = refund.properties;
  expect(fieldTables(refund, { ...refund, properties })).toEqual([
    { heading: undefined, rows: [["`order`", "text; required", "Which order."]] },
  ]);
});

test.each(["config", "dataset", "case"])("docs/files.md names every field of %s", (name) => {
  const root = join(import.meta.dirname, "../..");
  const schema: unknown = JSON.parse(
    readFileSync(join(root, `schema/${name}.schema.json`), "utf8"),
  );
  const page = readFileSync(join(root, "docs/files.md"), "utf8");
  const fields = fieldTables(schema).flatMap(({ rows }) => rows.map(([field]) => field));
  expect(fields.length).toBeGreaterThan(3);
  expect(fields.filter((field) => !page.includes(`| ${field} |`))).toEqual([]);
});
