import { describe, expect, test } from "vitest";
import { checkRedaction } from "../../../src/core/config/check-redaction.ts";
import { redactionConfig } from "../../../src/core/config/redaction-config.ts";
import { parseYaml } from "../../../src/core/yaml/parse-yaml.ts";

function problemsOf(redaction: unknown): readonly string[] {
  const text = `redaction: ${JSON.stringify(redaction)}\n`;
  const parsed = parseYaml("tracegate.yaml", text);
  if (parsed.kind !== "document") throw new Error(JSON.stringify(parsed.problems));
  return checkRedaction(redactionConfig.parse(redaction), parsed.document).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

const late = { name: "late-fee", pattern: "\\bLF-[0-9]{6}\\b" };

test("what is right is right", () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ patterns: [late, { ...late, name: "b", surrogate: "LF-X#####" }] })).toEqual(
    [],
  );
});

test("all that is wrong is said, each at its place", () => {
  const patterns = [
    { name: "broken", pattern: "(a" },
    { name: "looks-ahead", pattern: "a(?=b)" },
    { name: "empty", pattern: "[0-9]*" },
    { ...late, surrogate: "LF-######" },
  ];
  expect(problemsOf({ patterns, phoneCountries: ["DE", "ZZ"] })).toEqual([
    expect.stringMatching(/^PATTERN_INVALID redaction\.patterns\[0\]\.pattern: /),
    expect.stringMatching(/^PATTERN_INVALID redaction\.patterns\[1\]\.pattern: /),
    expect.stringMatching(/^PATTERN_MATCHES_NOTHING redaction\.patterns\[2\]\.pattern: /),
    expect.stringMatching(/^SURROGATE_MATCHES redaction\.patterns\[3\]\.surrogate: /),
    expect.stringMatching(/^COUNTRY_UNKNOWN redaction\.phoneCountries\[1\]: /),
  ]);
});

describe("the schema", () => {
  test.each([
    ["a name that is taken", { patterns: [{ ...late, name: "email" }] }],
    ["a name twice", { patterns: [late, late] }],
    ["a form without a place", { patterns: [{ ...late, surrogate: "LF" }] }],
    ["a pattern without text", { patterns: [{ ...late, pattern: "" }] }],
    ["everything allowed", { allow: ["**"] }],
    ["a country in words", { phoneCountries: ["Germany"] }],
    ["a key instead of its variable", { keyEnv: "no variable" }],
    ["an unknown key", { pattern: [] }],
  ])("refuses %s", (_, redaction) => {
    expect(redactionConfig.safeParse(redaction).success).toBe(false);
  });
});
