import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { commandLines } from "../../../src/core/intake/command-lines.ts";
import { commandRows, usageOf } from "../../../src/core/intake/commands.ts";
import { mostCommands, parseCommands } from "../../../src/core/intake/parse-command.ts";

const named = (comment: string): readonly string[] =>
  parseCommands(comment).map((one) => (one.kind === "command" ? one.command.name : one.usage));

describe("what a command says", () => {
  test.each([
    ["/tracegate add", { name: "add" }],
    ["/Tracegate  ADD ", { name: "add" }],
    ["/tracegate", { name: "help" }],
    ["/tracegate help sign", { name: "help" }],
    ["/tracegate sign", { name: "sign" }],
    ["/tracegate sign 9C1E0a12", { name: "sign", digest: "9c1e0a12" }],
    ["/tracegate sign `sha256:9c1e…`", { name: "sign", digest: "9c1e" }],
    ["/tracegate label tone fail", { name: "label", dimension: "tone", label: "fail" }],
    [
      "/tracegate label tone PASS It is polite enough",
      { name: "label", dimension: "tone", label: "pass", why: "It is polite enough" },
    ],
    ["/tracegate duplicate of #12", { name: "duplicate of", issue: 12 }],
    ["/tracegate quarantine", { name: "quarantine" }],
    ["/tracegate quarantine It is slow", { name: "quarantine", why: "It is slow" }],
    ["/tracegate duplicate #12", { name: "duplicate of", issue: 12 }],
    ["/tracegate duplicate of 12", { name: "duplicate of", issue: 12 }],
    ["/tracegate failure-mode tool-use", { name: "failure-mode", mode: "tool-use" }],
    [
      "/tracegate truth There is no fee\nin Norway.\n\nThanks!",
      { name: "truth", text: "There is no fee in Norway." },
    ],
    [
      "/tracegate truth The `fee` is\n[30] crowns\n- never more",
      { name: "truth", text: "The `fee` is [30] crowns - never more" },
    ],
  ])("%s", (comment, command) => {
    expect(parseCommands(comment)).toEqual([{ kind: "command", command }]);
  });

  test.each([
    ["/tracegate add now please", "/tracegate add"],
    ["/tracegate label Tone fail", usageOf("label")],
    ["/tracegate label tone maybe", usageOf("label")],
    ["/tracegate label", usageOf("label")],
    ["/tracegate duplicate of this", usageOf("duplicate of")],
    ["/tracegate duplicate of #0", usageOf("duplicate of")],
    ["/tracegate duplicate", usageOf("duplicate of")],
    ["/tracegate failure-mode bad-luck", usageOf("failure-mode")],
    ["/tracegate sign everything", usageOf("sign")],
    ["/tracegate sign 9c1", usageOf("sign")],
    ["/tracegate truth", usageOf("truth")],
    ["/tracegate singn", "/tracegate sign"],
    ["/tracegate rm -rf /", "/tracegate help"],
  ])("%s is answered with how it is meant", (comment, usage) => {
    expect(parseCommands(comment)).toEqual([
      { kind: "wrong", problem: expect.stringMatching(/./), usage },
    ]);
  });

  test("every command of the list can be given, and nothing else", () => {
    const filled = commandRows.map(({ name }) =>
      usageOf(name)
        .replace("#<number>", "#3")
        .replace("<mode>", "tool-use")
        .replace("<dimension> pass|fail [why]", "tone fail")
        .replace(" [<first digits of the digest>]", "")
        .replace(" [why]", "")
        .replace("<what the agent should have said>", "No fee."),
    );
    expect(named(filled.join("\n\n"))).toEqual(
      commandRows.slice(0, mostCommands).map((row) => row.name),
    );
    expect(named(filled.at(-1) ?? "")).toEqual([commandRows.at(-1)?.name]);
  });
});

describe("where a command stands", () => {
  test.each([
    ["a line of its own", "/tracegate sign"],
    ["below a sentence", "Looks right to me.\n/tracegate sign"],
    ["below a list", "- read it\n\n/tracegate sign"],
    ["below a quote", "> really?\n\nYes.\n\n/tracegate sign"],
    ["below closed code", "```\n/tracegate close\n```\n/tracegate sign"],
    ["below a mention", "@maria-policy thanks\r\n/tracegate sign\r\n"],
    ["below two years", "2026 it is\n/tracegate sign"],
  ])("%s it counts", (_, comment) => {
    expect(named(comment)).toEqual(["sign"]);
  });

  test.each([
    ["code", "```\n/tracegate sign\n```"],
    ["code that nobody closes", "~~~\n/tracegate sign"],
    ["code with a shorter fence inside", "````\n```\n/tracegate sign\n````"],
    ["indented code", "    /tracegate sign"],
    ["inline code", "`/tracegate sign`"],
    ["inline code over two lines", "write `\n/tracegate sign\n` to sign"],
    ["a quote", "> /tracegate sign"],
    ["a quote that runs on", "> Maria wrote:\n/tracegate sign"],
    ["a list", "- do\n/tracegate sign"],
    ["a numbered list", "1. do\n/tracegate sign"],
    ["a hidden remark", "<!-- \n/tracegate sign\n-->"],
    ["a remark in a sentence", "see <!-- this\n\n/tracegate sign -->"],
    ["a fold", "<details>\n\n/tracegate sign\n\n</details>"],
    ["a link", "[see\n/tracegate sign](https://example.com)"],
    ["the address of a reference", "[a]:\n/tracegate"],
    ["a fence in a list, out of step", "- a\n  ```\nb\n```\n\n/tracegate sign\n```"],
    ["the middle of a sentence", "please /tracegate sign"],
    ["another word", "/tracegates sign"],
  ])("in %s it does not count", (_, comment) => {
    expect(parseCommands(comment)).toEqual([]);
  });

  test("no more than ten of one comment are read", () => {
    expect(parseCommands("/tracegate add\n".repeat(40))).toHaveLength(mostCommands);
  });

  test("a comment that is longer than GitHub allows is not read", () => {
    expect(parseCommands(`/tracegate sign\n${"a".repeat(65_536)}`)).toEqual([]);
  });
});

const hiding: ReadonlySet<string> = new Set(
  "blockquote code inlineCode html list definition footnoteDefinition link".split(" "),
);

type Nodes = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>["children"][number];

/** All text that a reader sees as plain words of the writer; each block on lines of its own. */
function plainText(node: Nodes): string {
  if (hiding.has(node.type)) return "\n";
  if (node.type === "text") return node.value;
  const inner = "children" in node ? node.children.map(plainText).join("") : "";
  return node.type === "break" || node.type === "paragraph" || node.type === "heading"
    ? `${inner}\n`
    : inner;
}

const piece = fc.constantFrom(
  "/tracegate sign",
  "/tracegate close",
  "text",
  "> ",
  ">",
  "- ",
  "* ",
  "1. ",
  "1) ",
  "```",
  "````",
  "~~~",
  "`",
  "``",
  "<!--",
  "-->",
  "<div>",
  "</div>",
  "<details>",
  "[",
  "](",
  ")",
  "[a]:",
  " ",
  "  ",
  "    ",
  "\t",
  "\n",
  "\n",
  "\n",
  "\n\n",
  "\\",
  "*",
  "**",
  "_",
  "|",
  "---",
  "===",
  "#",
  "$$",
  "$",
  "&lt;",
  "\r\n",
  "\r",
  "😀",
  "2026",
);

test("whatever a comment is made of, only plain words command", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const comment = pieces.join("");
      const found = commandLines(comment).filter((text) => /^(?:sign|close)$/.test(text));
      const seen = plainText(
        fromMarkdown(comment, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
      );
      for (const text of new Set(found)) {
        const times = found.filter((one) => one === text).length;
        const visible = seen.split(new RegExp(`/tracegate ${text}`)).length - 1;
        expect(visible).toBeGreaterThanOrEqual(times);
      }
    }),
    { numRuns: 3_000 },
  );
});

test("whatever is wrong is told on one line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const told = parseCommands(`/tracegate ${text}`).map((reading) =>
        reading.kind === "wrong" ? reading.problem : "",
      );
      expect(told.join("")).not.toMatch(/[\n\r\u2028]/);
    }),
  );
});
