import { describe, expect, test } from "vitest";
import { describeCatalogChange } from "../../../src/core/replay/tool-catalog.ts";
import type { ToolDefinition } from "../../../src/core/trace/session.ts";

const search: ToolDefinition = {
  name: "search_policies",
  description: "Searches our policies.",
  parameters: {
    type: "object",
    properties: { query: { type: "string" }, limit: { type: "integer" } },
    required: ["query"],
  },
};
const track: ToolDefinition = { name: "track_order" };

describe("a tool catalog that changed", () => {
  test("is told tool by tool", () => {
    const parameters = {
      type: "object",
      properties: { query: { type: "array" }, city: { type: "string" } },
      required: ["query"],
    };
    const changed = { name: "search_policies", description: "Finds policies.", parameters };
    expect(describeCatalogChange([search, track], [changed, { name: "lookup_parcel" }])).toEqual([
      "+ lookup_parcel",
      "- track_order",
      "~ search_policies: description, parameters.properties.query.type, parameters.properties.limit is gone, parameters.properties.city is new",
    ]);
  });

  test("and is not where only the order did", () => {
    const { properties, ...rest } = { properties: {}, ...Object(search.parameters) };
    const reordered = { ...search, parameters: { ...rest, properties } };
    expect(describeCatalogChange([search, track], [track, reordered])).toEqual([]);
  });

  test("says that parameters came or went", () => {
    const { parameters: _, ...bare } = search;
    expect(describeCatalogChange([bare], [search])).toEqual([
      "~ search_policies: parameters is new",
    ]);
    expect(describeCatalogChange([search], [bare])).toEqual([
      "~ search_policies: parameters is gone",
    ]);
  });

  test("is cut where it is long, and holds nothing that a terminal would obey", () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `tool\u001b[31m ${index}` }));
    const change = describeCatalogChange([], many);
    expect(change).toHaveLength(13);
    expect(change[0]).toBe("+ tool 0");
    expect(change.at(-1)).toBe("and 8 more");
  });
});
