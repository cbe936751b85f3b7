import { describe, expect, test } from "vitest";
import { maxYamlBytes, parseYaml } from "../../../src/core/yaml/parse-yaml.ts";
import { maxYamlNesting } from "../../../src/core/yaml/yaml-syntax-error.ts";

function valueOf(text: string): unknown {
  const result = parseYaml("late-fee.yaml", text);
  if (result.kind === "problems") throw new Error(JSON.stringify(result.problems));
  return result.document.value;
}

function problemsOf(text: string): readonly string[] {
  const result = parseYaml("late-fee.yaml", text);
  if (result.kind === "document") throw new Error(JSON.stringify(result.document.value));
  return result.problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

function messageOf(text: string): string | undefined {
  const result = parseYaml("late-fee.yaml", text);
  return result.kind === "problems" ? result.problems[0]?.message : undefined;
}

describe("values", () => {
  test("dates, yes and no, and what is no JSON number stay text", () => {
    const text = "at: 2026-11-20\nseen: 2026-11-20T10:00:00Z\nyes: yes\nbig: .inf\nnone: .nan\n";
    expect(valueOf(text)).toEqual({
      at: "2026-11-20",
      seen: "2026-11-20T10:00:00Z",
      yes: "yes",
      big: ".inf",
      none: ".nan",
    });
  });

  test("numbers, booleans and null are those of YAML 1.2", () => {
    expect(valueOf("a: 0.90\nb: -3\nc: true\nd: null\ne: ~\nf:\ng: 0x1F\n")).toEqual({
      a: 0.9,
      b: -3,
      c: true,
      d: null,
      e: null,
      f: null,
      g: 31,
    });
  });

  test("a byte order mark and Windows line ends change nothing", () => {
    expect(valueOf("\uFEFFid: late-fee\r\nuser: |\r\n  one\r\n  two\r\n")).toEqual({
      id: "late-fee",
      user: "one\ntwo\n",
    });
  });

  test("keys that objects inherit are keys like others", () => {
    expect(valueOf("constructor: 1\ntoString: 2\n")).toEqual({ constructor: 1, toString: 2 });
  });

  test("a comment needs a space after its sign", () => {
    expect(valueOf("id: late-fee # the Norwegian one\n#schema\n")).toEqual({ id: "late-fee" });
  });
});

describe("what YAML allows and nobody means", () => {
  test.each([
    ["nothing", "", "YAML_EMPTY 1:1"],
    ["only a comment", "# late fee\n", "YAML_EMPTY 1:1"],
    ["only a document sign", "---\n", "YAML_EMPTY 1:1"],
    ["two documents", "id: late-fee\n---\nid: gift-card\n", "YAML_DOCUMENTS 3:1"],
    ["two documents, the first ended", "id: late-fee\n...\nid: gift-card\n", "YAML_DOCUMENTS 3:1"],
    ["an empty second document", "id: late-fee\n---\n", "YAML_DOCUMENTS 3:1"],
    ["a directive", "%YAML 1.1\n---\nid: late-fee\n", "YAML_DIRECTIVE 1:1"],
    ["an anchor", "id: &late late-fee\n", "YAML_REFERENCE 1:5"],
    ["a tag", "id: !!str late-fee\n", "YAML_TAG 1:5"],
    ["a tag of its own", "id: !fee late-fee\n", "YAML_TAG 1:5"],
    ["a merge key", "user:\n  <<: { kind: scripted }\n", "YAML_MERGE_KEY 2:3"],
    ["__proto__", "with: { __proto__: { any: [] } }\n", "YAML_KEY 1:9"],
    ["__proto__ in disguise", 'with: { "\\x5f_proto__": 1 }\n', "YAML_KEY 1:9"],
    ["a number as a key", "404: not found\n", "YAML_KEY 1:1"],
    ["a list as a key", "? [late, fee]\n: 1\n", "YAML_KEY 1:1"],
    ["an id that looks like a number", "order: 0123\n", "YAML_NUMBER 1:8"],
    ["an id that looks like a power", "order: 12e3\n", "YAML_NUMBER 1:8"],
    ["an id beyond a double", "order: 12345678901234567890\n", "YAML_NUMBER 1:8"],
    ["text cut at #", "- user: Where is order #4471?\n", "YAML_COMMENT 1:24"],
  ])("%s", (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test("every reference is named, not only the first", () => {
    expect(problemsOf("a: &fee 1\nb: *fee\nc: [*fee]\n")).toEqual([
      "YAML_REFERENCE 1:4",
      "YAML_REFERENCE 2:4",
      "YAML_REFERENCE 3:5",
    ]);
  });

  test("a thousand references are told by the first twenty", () => {
    expect(problemsOf("- &a 1\n".repeat(1000))).toHaveLength(20);
  });
});

describe("what is no YAML", () => {
  test.each([
    ["a tab as indentation", "user:\n\tkind: scripted\n", "YAML_TAB 2:1"],
    ["a NUL byte", "id: late\0fee\n", "YAML_CONTROL_CHARACTER 1:9"],
    ["a control character", "id: late\u0007fee\n", "YAML_CONTROL_CHARACTER 1:9"],
    ["half a surrogate pair", "id: late\ud800fee\n", "YAML_CONTROL_CHARACTER 1:9"],
    ["an open quote", 'id: "late-fee\ntitle: x\n', "YAML_SYNTAX 2:1"],
    ["an open bracket", "dimensions: [tone\ntitle: x\n", "YAML_SYNTAX 2:1"],
    ["an unknown escape", 'pattern: "\\d+ days"\n', "YAML_SYNTAX 1:12"],
    ["a colon in a text", "- user: She said: late\n", "YAML_UNQUOTED 1:17"],
    ["a text that begins with a bracket", "- user: [late fee] is due\n", "YAML_UNQUOTED 1:20"],
    ["a text that begins with a quotation", '- user: "Late" she said\n', "YAML_UNQUOTED 1:16"],
    ["a wrong indentation", "id: late-fee\n title: x\n", "YAML_SYNTAX 2:7"],
    ["a list that ends in a map", "- late\nfee: 1\n", "YAML_SYNTAX 2:1"],
  ])("%s", (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test("the example shows the very line in quotes", () => {
    const result = parseYaml("late-fee.yaml", "conversation:\n  - user: She said: it's late\n");
    expect(result).toMatchObject({
      kind: "problems",
      problems: [{ file: "late-fee.yaml", example: `- user: "She said: it's late"` }],
    });
  });

  test("an apostrophe between single quotes is no reason to quote the quotes", () => {
    const result = parseYaml("late-fee.yaml", "user: 'it's late'\n");
    expect(result).toMatchObject({ problems: [{ example: `user: "it's late"` }] });
  });

  test("every repeated key is named, with the line of the first", () => {
    expect(problemsOf("id: a\nuser: { kind: b, kind: c }\nid: d\n")).toEqual([
      "DUPLICATE_KEY 3:1",
      "DUPLICATE_KEY 2:18",
    ]);
    expect(messageOf("id: a\ntitle: b\nid: c\n")).toBe(
      "the key `id` stands here a second time; the first is in line 1",
    );
  });

  test("keys are the same however they are written", () => {
    expect(problemsOf('id: a\n"id": b\n')).toEqual(["DUPLICATE_KEY 2:1"]);
  });
});

describe("caps", () => {
  test.each<[string, (levels: number) => string]>([
    ["flow lists", (levels) => "[".repeat(levels) + "]".repeat(levels)],
    ["flow maps", (levels) => "{a: ".repeat(levels) + "}".repeat(levels)],
    ["block lists", (levels) => `${"- ".repeat(levels)}late`],
    [
      "block maps",
      (levels) => Array.from({ length: levels }, (_, n) => `${" ".repeat(n)}a:\n`).join(""),
    ],
  ])("64 levels of %s are read, one more is not", (_, nested) => {
    expect(parseYaml("deep.yaml", nested(maxYamlNesting)).kind).toBe("document");
    expect(parseYaml("deep.yaml", nested(maxYamlNesting + 1))).toMatchObject({
      kind: "problems",
      problems: [{ code: "YAML_TOO_DEEP" }],
    });
  });

  test.each(["[", "{", "- ", "? ", "[{", "a: ", '{"a":', "- - ["])(
    "%j without end is refused before it can exhaust anything",
    (opening) => {
      const text = opening.repeat(maxYamlBytes).slice(0, maxYamlBytes);
      expect(parseYaml("deep.yaml", text).kind).toBe("problems");
    },
  );

  test("a map of 1.5 MB never reaches the parser", () => {
    const text = Array.from({ length: 100_000 }, (_, n) => `key-${n}: late\n`).join("");
    expect(text.length).toBeGreaterThan(1_500_000);
    expect(parseYaml("huge.yaml", text)).toEqual({
      kind: "problems",
      problems: [
        {
          code: "FILE_TOO_LARGE",
          file: "huge.yaml",
          message: "the file is larger than 256 KB",
          expected: "one case, scenario or evaluator a file, short enough to review",
        },
      ],
    });
  });

  test("a line of blanks as long as a file costs no time to complain of", () => {
    const text = `- user: [late] ${" ".repeat(maxYamlBytes - 100)}x\n`;
    expect(problemsOf(text)).toEqual([`YAML_UNQUOTED 1:${maxYamlBytes - 84}`]);
  });

  test("bytes count, not characters", () => {
    const fits = `# ${"é".repeat((maxYamlBytes - 10) / 2)}\na: 1\n`;
    expect(parseYaml("late-fee.yaml", fits).kind).toBe("document");
    expect(problemsOf(`${fits}# late\n`)).toEqual(["FILE_TOO_LARGE undefined:undefined"]);
  });
});
