import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../../../src/core/errors.ts";
import { describeProblems } from "../../../src/core/yaml/describe-problems.ts";

const problem: Problem = {
  code: "UNKNOWN_KEY",
  file: "late-fee.yaml",
  line: 3,
  column: 5,
  message: "unknown key `flor`",
};

test("a problem is one place, what is wrong, what was expected and an example", () => {
  expect(describeProblems([{ ...problem, expected: "only `floor`", example: "floor: 0.9" }])).toBe(
    [
      "late-fee.yaml:3:5  unknown key `flor`",
      "  expected: only `floor`",
      "  example:  floor: 0.9",
      "",
      "1 problem in 1 file",
    ].join("\n"),
  );
});

test("an example of several lines stands below its word", () => {
  expect(describeProblems([{ ...problem, example: "gate:\n  alpha: 0.05" }])).toContain(
    "  example:\n    gate:\n      alpha: 0.05\n",
  );
});

test("problems are sorted by file and line, whatever their order", () => {
  const lines = [
    { ...problem, file: "b.yaml" },
    { ...problem, line: 10 },
    { ...problem, line: 9, column: 20 },
    { ...problem, line: 9 },
    { code: "FILE_MISSING", file: "a.yaml", message: "gone" },
  ];
  const text = describeProblems(lines);
  expect([...text.matchAll(/^\S+\.yaml[:\d]*/gm)].map(String)).toEqual([
    "a.yaml",
    "b.yaml:3:5",
    "late-fee.yaml:9:5",
    "late-fee.yaml:9:20",
    "late-fee.yaml:10:5",
  ]);
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
      expect(describeProblems(shuffled)).toBe(text);
    }),
  );
});

test("what could steer a terminal is shown and not sent", () => {
  const text = describeProblems([
    {
      ...problem,
      file: "late\u001b[2J\nfee.yaml",
      message: "a\u202eb\u0007",
      expected: "\u200b",
      example: "one\ntwo\r\u009b",
    },
  ]);
  expect(text).toBe(
    [
      "late\\u001b[2J\\u000afee.yaml:3:5  a\\u202eb\\u0007",
      "  expected: \\u200b",
      "  example:",
      "    one",
      "    two\\u000d\\u009b",
      "",
      "1 problem in 1 file",
    ].join("\n"),
  );
});

test("of very many the first are shown and all are counted", () => {
  const many = Array.from({ length: 1000 }, (_, n) => ({ ...problem, line: n + 1 }));
  const text = describeProblems(many);
  expect(text.endsWith("1000 problems in 1 file; 800 of them are not shown")).toBe(true);
  expect(text.match(/unknown key/g)).toHaveLength(200);
});

test("no problem is no problem", () => {
  expect(describeProblems([])).toBe("no problems");
});
