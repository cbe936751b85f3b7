import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codeName,
  fencedBlock,
  inlineProse,
  inlineText,
  plainName,
} from "../../../src/core/report/markdown.ts";
import { visibleText } from "../../../src/core/text/visible-text.ts";
import { hostileWords } from "../../support/comment-situations.ts";
import { markdownNodes, proseOf, referencesIn } from "../../support/gfm.ts";

const fragments = [
  "@victim",
  "@org/team",
  "&commat;v",
  "&#64;v",
  "#1",
  "GH-12",
  "owner/repo#7",
  "https://evil.example",
  "HTTP://",
  "www.evil.example",
  "ftp://x.y",
  "mailto:a@b.example",
  "a@b.example",
  ":shipit:",
  "<img src=x onerror=alert(1)>",
  "<!--",
  "-->",
  "</details>",
  "[a](b)",
  "![a](b)",
  "[^1]",
  "[x]: y",
  "```",
  "~~~",
  "``",
  "`a`",
  "\n",
  "\r\n",
  "\n\n",
  "\n# ",
  "\n- [ ] ",
  "\n1. ",
  "|",
  "\n|---|\n",
  "**",
  "__",
  "~~",
  "\\",
  "\t",
  "    ",
  "\u202E",
  "\u200B",
  "\u{E0041}",
  "\u0000",
  "\u001B[31m",
  "\uD800",
  "deadbeef1",
  "$x$",
  "::error::",
  "##[warning]",
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary", maxLength: 8 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

/** The words of a text: what must survive any rendering. */
function wordsOf(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}

function readBack(nodes: ReturnType<typeof markdownNodes>): string {
  return proseOf(nodes).join("").replaceAll("\u200B", "");
}

describe("inline text", () => {
  test("in a paragraph it is one run of text, whatever it says", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = markdownNodes(`before ${inlineText(text, 10_000)} after`);
        expect(new Set(nodes.map(({ type }) => type))).toEqual(
          new Set(["root", "paragraph", "text"]),
        );
        expect(readBack(nodes).replace(/\s+/g, " ")).toBe(
          `before ${wordsOf(text)} after`.replace(/\s+/g, " "),
        );
        expect(proseOf(nodes).flatMap(referencesIn)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("at the start of a line and alone on it, it is still text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = markdownNodes(inlineText(text, 10_000));
        const types = new Set(nodes.map(({ type }) => type));
        expect([...types].filter((type) => !["root", "paragraph", "text"].includes(type))).toEqual(
          [],
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test("in a table it is one cell", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = markdownNodes(`| a | b |\n|---|---|\n| ${inlineText(text, 10_000)} | end |`);
        expect(nodes.filter(({ type }) => type === "tableCell")).toHaveLength(4);
        expect(new Set(nodes.map(({ type }) => type))).toEqual(
          new Set(["root", "table", "tableRow", "tableCell", "text"]),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test("the mentions that other escapes let through reach nobody", () => {
    expect(readBack(markdownNodes(inlineText("@victim@victim &commat;v")))).toBe(
      "@victim@victim &commat;v",
    );
    expect(proseOf(markdownNodes(inlineText(hostileWords, 10_000))).flatMap(referencesIn)).toEqual(
      [],
    );
  });

  test("a long text is cut before it is escaped, never inside an escape", () => {
    expect(inlineText("!".repeat(300), 5)).toBe("&#33;&#33;&#33;&#33;…");
    expect(inlineText("💸".repeat(10), 4)).toBe("💸…");
  });
});

describe("a fenced block", () => {
  test("is one code block that ends where it should, whatever stands in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = markdownNodes(`before\n\n${fencedBlock(text)}\n\nafter`);
        expect(nodes.map(({ type }) => type)).toEqual([
          "root",
          "paragraph",
          "text",
          "code",
          "paragraph",
          "text",
        ]);
        expect(nodes.find(({ type }) => type === "code")?.value).toBe(visibleText(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test("its fence outgrows the longest one inside", () => {
    expect(fencedBlock("a ````` b")).toBe("``````text\na ````` b\n``````");
  });
});

describe("what cannot be seen", () => {
  test("is gone, and half characters are marked", () => {
    expect(
      visibleText("a\u0000b\u001B[0mc\u202Ed\u200Be\u2066f\uFEFFg\u00ADh\u{E0041}i\uD800"),
    ).toBe("ab[0mcdefghi\uFFFD");
    expect(visibleText("a\r\nb\rc\u2028d\te")).toBe("a\nb\nc\nd\te");
  });

  test("is never brought back by stripping", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visibleText(visibleText(text))).toBe(visibleText(text));
      }),
    );
  });
});

describe("names", () => {
  test("a well-formed one is code, a forged one is text", () => {
    expect(codeName("abstains-on-empty-retrieval@1")).toBe("`abstains-on-empty-retrieval@1`");
    expect(codeName("a` @victim `")).toBe("a&#96; &#64;\u200Bvictim &#96;");
  });

  test("a dimension of words stays readable, one that looks like an issue does not become it", () => {
    expect(plainName("tool-use")).toBe("tool-use");
    expect(plainName("gh-12")).toBe("gh&#45;\u200B12");
  });

  test("commands in our own sentences are code, whoever else's text stands around them", () => {
    expect(inlineProse("Run `tracegate validate` on `a|b` and *x*.")).toBe(
      "Run `tracegate validate` on &#96;a&#124;b&#96; and &#42;x&#42;&#46;",
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = markdownNodes(`a ${inlineProse(text)} b`);
        const types = nodes.map(({ type }) => type);
        expect(
          types.filter((type) => !["root", "paragraph", "text", "inlineCode"].includes(type)),
        ).toEqual([]);
        expect(proseOf(nodes).flatMap(referencesIn)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
