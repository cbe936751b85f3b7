import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPath, parsePath } from "../../../src/core/yaml/json-path.ts";

test("a path reads like code", () => {
  expect(formatPath(["expectations", 2, "evaluator"])).toBe("expectations[2].evaluator");
  expect(formatPath([0, "late fee", "x"])).toBe('[0]["late fee"].x');
  expect(formatPath([])).toBe("");
});

test("a dimension that begins with a digit is still a key", () => {
  expect(parsePath("gate.dimensions.3d-view.floor")).toEqual([
    "gate",
    "dimensions",
    "3d-view",
    "floor",
  ]);
});

test("every path is read back from what was written", () => {
  const keys = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("0", "", '"', "a.b", "]"));
  fc.assert(
    fc.property(fc.array(fc.oneof(keys, fc.nat(1000))), (path) => {
      expect(parsePath(formatPath(path))).toEqual(path);
    }),
  );
});
