import { expect, test } from "vitest";
import { nextVersion, withVersion } from "../../../src/core/evaluator/next-version.ts";

test("the version counts up and everything else stays", () => {
  const text = "# Hedges\nname: hedges\nversion: 3  # released\nkind: check\n";
  expect(nextVersion(text, 4)).toBe(
    "# Hedges\nname: hedges\nversion: 4  # released\nkind: check\n",
  );
});

test.each([
  ["one line", "changed: v1 was too strict.\n"],
  ["a block", "changed: >\n  v1 was\n\n  too strict.\n"],
  ["the last line, unended", "changed: v1 was too strict."],
])("what the version before said about itself goes: %s", (_, changed) => {
  expect(nextVersion(`name: hedges\nversion: 1\n${changed}`, 2)).toBe("name: hedges\nversion: 2\n");
});

test("a key below the old note stays", () => {
  const text = "version: 1\nchanged: old\nkind: check\n";
  expect(nextVersion(text, 2, "new: note")).toBe('version: 2\nkind: check\nchanged: "new: note"\n');
});

test("a text without a version is none of an evaluator", () => {
  expect(() => nextVersion("name: hedges\n", 2)).toThrow("no `version:` line");
});

test("only whole references move", () => {
  const text =
    'a: { evaluator: hedges@1 }\nb: { evaluator: "hedges@1" }\nc: { evaluator: hedges@11 }\nd: { evaluator: no-hedges@1 }\ntitle: hedges@1\n';
  expect(withVersion(text, { name: "hedges", from: 1, to: 2 })).toEqual({
    count: 2,
    text: 'a: { evaluator: hedges@2 }\nb: { evaluator: "hedges@2" }\nc: { evaluator: hedges@11 }\nd: { evaluator: no-hedges@1 }\ntitle: hedges@1\n',
  });
});
