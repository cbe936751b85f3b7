import { expect, test } from "vitest";
import { suggest, suggester } from "../../../src/core/yaml/suggest.ts";

const statuses = ["proposed", "open", "guarding", "quarantined", "retired"];

test.each([
  ["gaurding", "guarding"],
  ["Open", "open"],
  ["quarantine", "quarantined"],
  ["retried", "retired"],
])("%s was meant to be %s", (written, meant) => {
  expect(suggest(written, statuses)).toBe(meant);
});

test.each(["", "closed", "x", "p".repeat(1000)])("nothing is near %j", (written) => {
  expect(suggest(written, statuses)).toBeUndefined();
});

test("the first of two that are equally near is meant", () => {
  expect(suggest("late", ["lane", "lace"])).toBe("lane");
});

test("the same slip in a thousand files is looked up once, and very many slips are not", () => {
  const suggestStatus = suggester(statuses);
  expect(suggestStatus("opne")).toBe("open");
  for (let n = 0; n < 1000; n++) suggestStatus(`slip-${n}`);
  expect(suggestStatus("opne")).toBe("open");
  expect(suggestStatus("retried")).toBeUndefined();
});
