import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseScriptedModel } from "../../../src/core/simulation/parse-scripted-model.ts";
import { scriptedModelFile } from "../../../src/core/simulation/scripted-model-file.ts";
import type { RuleInput } from "../../support/scripted.ts";
import { aScriptFile, says } from "../../support/scripted.ts";

/** The problems of a file with these rules, each as `path: message`. */
function problems(...rules: readonly RuleInput[]): readonly string[] {
  const parsed = scriptedModelFile.safeParse(aScriptFile(...rules));
  return (parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

describe("what a script may hold", () => {
  test("a rule with one answer is enough", () => {
    expect(problems(says("Hello"))).toEqual([]);
  });

  test("no rules, no answers, and an answer that holds nothing are refused", () => {
    expect(problems()[0]).toMatch(/^rules: /);
    expect(problems({ answers: [] })[0]).toMatch(/^rules\.0\.answers: /);
    expect(problems({ answers: [{ weight: 2 }] })).toEqual(["rules.0.answers.0: answers nothing"]);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    "a weight of %d is refused",
    (weight) => {
      expect(problems({ answers: [{ weight, say: "Hello" }] })[0]).toMatch(
        /^rules\.0\.answers\.0\.weight/,
      );
    },
  );

  test("two rules of one name are refused, because messages name them", () => {
    expect(problems(says("a", {}, "late fee"), says("b", {}, "late fee"))).toEqual([
      "rules.1.name: is the name of another rule as well",
    ]);
  });

  test("an expression that does not compile, and one that only backtracking engines know", () => {
    expect(problems(says("a", { user: { matches: "(" } }))[0]).toMatch(
      /^rules\.0\.when\.user\.matches: is not a regular expression: /,
    );
    expect(problems(says("a", { user: { matches: "(a)\\1" } }))[0]).toMatch(
      /not a regular expression/,
    );
  });

  test("a condition that asks nothing is refused, a misspelt one is named", () => {
    expect(problems(says("a", { user: {} }))[0]).toMatch(/asks nothing/);
    expect(problems(says("a", { tool: {} }))[0]).toMatch(/asks nothing/);
    expect(problems(says("a", { call: {} }))).toHaveLength(1);
    expect(problems(says("a", { usr: { any: ["x"] } }))[0]).toContain("usr");
  });
});

describe("placeholders are held against the rule's conditions", () => {
  const both = { user: { matches: "order (\\d+)" }, tool: { name: "lookup" } };

  test.each([
    "{{user}} {{ user }}",
    "{{match.0}} {{match.1}}",
    "{{result}} {{result./a/b~1c}}",
    "no placeholder, { braces } only",
    '{"asked":{"user":"{{user}}"}}',
  ])("%s is understood", (text) => {
    expect(problems(says(text, both))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["{{match.2}}", both, "`{{match.2}}`: the expression of `user` has 1 groups"],
    ["{{match.1}}", { user: { any: ["x"] } }, "`{{match.1}}` needs `user: { matches: … }`"],
    ["{{said.1}}", both, "`{{said.1}}` needs `said: { matches: … }`"],
    ["{{result./a}}", { last: "user" }, "`{{result./a}}` needs a condition on `tool`"],
    ["{{customer}}", both, "`{{customer}}` is no placeholder"],
    ["{{match}}", both, "`{{match}}` is no placeholder"],
    ["{{user.name}}", both, "`{{user.name}}` is no placeholder"],
    ["{{user", both, "`{{` may only begin a placeholder, such as `{{user}}`"],
  ])("%s is refused", (text, when, message) => {
    const inText = problems(says(text, when));
    const inArguments = problems({
      when,
      answers: [{ call: [{ tool: "a", arguments: { deep: [text] } }] }],
    });
    expect(inText).toEqual([`rules.0.answers.0: holds a placeholder without a value: ${message}`]);
    expect(inArguments).toEqual(inText);
  });
});

test("a file is read with the place of every problem", () => {
  const text =
    "version: 1\nrules:\n  - name: late fee\n    when: { last: robot }\n    answers: [{ say: 6.50 }]\n";
  const result = parseScriptedModel({ kind: "text", path: "model.yaml", text });
  const places =
    result.kind === "problems"
      ? result.problems.map(({ file, line, path }) => ({ file, line, path }))
      : [];
  expect(places).toEqual([
    { file: "model.yaml", line: 4, path: "rules[0].when.last" },
    { file: "model.yaml", line: 5, path: "rules[0].answers[0].say" },
  ]);
});

test.each([
  ["docs/scripted-model.md", /```yaml\n([^]*?)```/],
  ["examples/support-agent/scripted-model.yaml", /([^]*)/],
])("the script in %s is understood", (path, script) => {
  const text = script.exec(readFileSync(path, "utf8"))?.[1] ?? "";
  expect(parseScriptedModel({ kind: "text", path, text })).toMatchObject({ kind: "model" });
});

test("the schema can be written as JSON Schema, for editors", () => {
  const schema = z.toJSONSchema(scriptedModelFile, { io: "input" });
  expect(schema).toMatchObject({
    type: "object",
    required: ["version", "rules"],
    additionalProperties: false,
  });
});
