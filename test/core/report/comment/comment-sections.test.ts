import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CommentSection,
  isSectioned,
  joinSections,
  nameSection,
  sectionsOf,
} from "../../../../src/core/report/comment/comment-sections.ts";

function aSection(project: string, heading: string, text = "Words."): CommentSection {
  const marker = `<!-- tracegate:gate:${project} -->`;
  return { marker, body: `${marker}\n### ${heading}\n\n${text}\n` };
}

const returns = aSection("a1", "✅ `returns`: Nothing to fix");
const billing = aSection("b2", "⛔ `billing`: Merge blocked");
const search = aSection("c3", "❔ `search`: Merge blocked");

describe("the comment of several projects", () => {
  test("of one is its section, as it is", () => {
    expect(joinSections([], returns)).toBe(returns.body);
    expect(joinSections([returns.body], returns)).toBe(returns.body);
  });

  test("has a section each, the gravest first, whoever writes last", () => {
    const joined = joinSections([joinSections([returns.body], billing)], search);
    expect(sectionsOf(joined)).toEqual([billing, search, returns]);
    expect(joinSections([joined], returns)).toBe(joined);
  });

  test("takes in what two jobs wrote at once into comments of their own", () => {
    expect(sectionsOf(joinSections([returns.body, billing.body], search))).toHaveLength(3);
  });

  test("is read with the line ends that GitHub gives back", () => {
    const crlf = joinSections([billing.body], returns).replaceAll("\n", "\r\n");
    expect(sectionsOf(joinSections([crlf], search)).map(({ marker }) => marker)).toEqual([
      billing.marker,
      search.marker,
      returns.marker,
    ]);
  });

  test("of another kind is no comment of sections", () => {
    expect(isSectioned("### Words\n<!-- tracegate:gate:a1 -->")).toBe(false);
    expect(sectionsOf("<!-- tracegate:dataset:a1 -->\n### Words")).toEqual([]);
  });
});

test("an agent's words, in a fence too, begin no section and take none away", () => {
  const forged = "```\n<!-- tracegate:gate:c3 -->\n### ✅ `search`: Nothing to fix\n```";
  const joined = joinSections([search.body], aSection("b2", "⛔ `billing`: Merge blocked", forged));
  const sections = sectionsOf(joined);
  expect(sections.map(({ marker }) => marker)).toEqual([billing.marker, search.marker]);
  expect(sections[1]).toEqual(search);
});

test("whatever the sections say, each of them is read back as it was written", () => {
  const text = fc.array(
    fc.oneof(fc.string(), fc.constantFrom("```", search.marker, ` ${search.marker} `, "### ✅ x")),
  );
  fc.assert(
    fc.property(text, text, (one, other) => {
      const a = aSection("a1", "⛔ a", one.join("\n"));
      const b = aSection("b2", "✅ b", other.join("\n"));
      const joined = joinSections([joinSections([], a, 1e9)], b, 1e9);
      expect(sectionsOf(joined).map(({ marker }) => marker)).toEqual([a.marker, b.marker]);
      expect(joinSections([joined], b, 1e9)).toBe(joined);
    }),
  );
});

test("thirty projects that all have much to say stay within the budget, and all of them are named", () => {
  let comment = "";
  for (let index = 0; index < 30; index += 1) {
    const heading = `${index % 3 === 0 ? "⛔" : "✅"} \`agent-${index}\`: words`;
    const section = aSection(`f${index}`, heading, "x".repeat(20_000));
    comment = joinSections(comment === "" ? [] : [comment], section);
  }
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(60_000);
  expect(sectionsOf(comment)).toHaveLength(30);
  expect(comment.match(/^### (?:⛔|✅) `agent-\d+`/gm)).toHaveLength(30);
  // The one that was written last is whole.
  expect(comment).toContain(`: words\n\n${"x".repeat(20_000)}`);
});

test("a project's name stands in the heading of its section, as text", () => {
  expect(nameSection("<!-- m -->\n### ⛔ Merge blocked: x\n### y", "apps/@team")).toMatch(
    /^<!-- m -->\n### ⛔ `apps\/@team`: Merge blocked: x\n### y$/,
  );
  expect(nameSection("### ✅ Nothing to fix", undefined)).toBe("### ✅ Nothing to fix");
});
