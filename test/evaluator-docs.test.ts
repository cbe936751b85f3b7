import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkParameters } from "../src/core/evaluator/checks/parameters.ts";
import { checks } from "../src/core/evaluator/checks/registry.ts";
import { evaluatorFile } from "../src/core/evaluator/evaluator-file.ts";
import { isEmptyResult } from "../src/core/trace/tool-result.ts";
import { codeIn, tableBelow } from "./support/markdown-table.ts";

const text = readFileSync(new URL("../docs/evaluators.md", import.meta.url), "utf8");
const [, ...sections] = (text.split("\n## Checks\n")[1]?.split("\n## ")[0] ?? "").split("\n### ");

/** The first cells of a section's table. */
function parametersIn(section: string): readonly string[] {
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => codeIn(line.split("|")[1]));
}

function yamlIn(markdown: string): readonly unknown[] {
  return [...markdown.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => load(yaml ?? ""));
}

function isEmpty(yaml: string): boolean {
  return isEmptyResult(z.json().parse(load(yaml)));
}

describe("docs/evaluators.md", () => {
  test("lists every check in its table and has a section for each, in the same order", () => {
    const inTable = tableBelow(text, "Checks").flatMap(([name]) => codeIn(name));
    const names = inTable.slice(0, Object.keys(checks).length);
    expect(names).toEqual(Object.keys(checks));
    expect(sections.map((section) => section.split("\n")[0])).toEqual(names);
  });

  test.each(Object.entries(checkParameters))("names the parameters of %s", (name, parameters) => {
    const section = sections.find((one) => one.startsWith(`${name}\n`)) ?? "";
    expect(parametersIn(section)).toEqual(Object.keys(parameters.shape));
  });

  test.each(Object.keys(checks))("has an example of %s that is right", (name) => {
    const section = sections.find((one) => one.startsWith(`${name}\n`)) ?? "";
    expect(yamlIn(section).map((file) => evaluatorFile.parse(file))).toMatchObject([
      { check: name },
    ]);
  });

  test("has a judge that is right, with all of its keys", () => {
    const judges = text.split("\n## Judges\n")[1] ?? "";
    expect(yamlIn(judges).map((file) => evaluatorFile.parse(file))).toMatchObject([
      { kind: "judge" },
    ]);
    expect(parametersIn(judges)).toEqual([
      "question",
      "pass",
      "fail",
      "cannotTell",
      "against",
      "sees",
      "examples",
    ]);
  });

  test("calls empty what the code calls empty", () => {
    const section = text.split("\n## Empty results\n")[1]?.split("\n## ")[0] ?? "";
    const [empty = ""] = section.split("`0` and `false` are answers.");
    const examples = codeIn(empty).filter((code) => /^[[{"]|^null$|^No /.test(code));
    expect(examples).toHaveLength(7);
    expect(examples.filter(isEmpty)).toEqual(examples);
    expect(["0", "false"].map(isEmpty)).toEqual([false, false]);
  });
});
