import { describe, expect, test } from "vitest";
import {
  readLabels,
  renderLabelLine,
  unknownSessions,
} from "../../../src/core/dataset/label-file.ts";

const file = "datasets/support/labels/faithfulness.jsonl";
const lateFee = {
  session: "late-fee",
  label: "fail",
  by: "maria-policy",
  at: "2026-11-20T09:30:00Z",
} as const;

function text(...rows: readonly unknown[]): string {
  return `${rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n")}\n`;
}

describe("a file of labels", () => {
  test("holds one label a line, with the line that it stands in", () => {
    const giftCard = { ...lateFee, session: "gift-card", label: "pass", why: "It says so itself." };
    expect(readLabels(file, `\uFEFF${text(lateFee, "", giftCard)}`)).toEqual({
      labels: [
        { ...lateFee, line: 1 },
        { ...giftCard, line: 3 },
      ],
      problems: [],
    });
    expect(readLabels(file, "")).toEqual({ labels: [], problems: [] });
  });

  test("a label is written as it is read, in a fixed order of keys", () => {
    const label = { at: "2026-11-20", by: "maria", label: "pass", session: "late-fee" } as const;
    expect(renderLabelLine(label)).toBe(
      '{"session":"late-fee","label":"pass","by":"maria","at":"2026-11-20"}',
    );
    expect(readLabels(file, renderLabelLine(label)).labels).toEqual([{ ...label, line: 1 }]);
  });

  test.each([
    { row: { ...lateFee, label: "good" }, says: "label", expected: "pass" },
    { row: { ...lateFee, label: 1 }, says: "label", expected: "pass" },
    { row: { ...lateFee, session: "../../etc/passwd" }, says: "session", expected: "" },
    { row: { ...lateFee, at: "yesterday" }, says: "at", expected: "" },
    { row: { ...lateFee, by: " " }, says: "by", expected: "" },
    { row: { ...lateFee, lable: "fail" }, says: "lable", expected: "" },
    { row: [lateFee], says: "", expected: "" },
    { row: "null", says: "", expected: "" },
  ])("$row is a problem at its line, and the others are read", ({ row, says, expected }) => {
    const { labels, problems } = readLabels(file, text(lateFee, row));
    expect(labels).toEqual([{ ...lateFee, line: 1 }]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file, line: 2 });
    expect(JSON.stringify(problems)).toContain(says);
    expect(problems[0]?.expected ?? "").toContain(expected);
  });

  test("a line that a crash cut off is named, and nothing else is lost", () => {
    const { labels, problems } = readLabels(file, `${text(lateFee)}{"session":"gift-ca`);
    expect(labels).toHaveLength(1);
    expect(problems).toMatchObject([{ code: "LABEL_NOT_JSON", line: 2 }]);
  });

  test("one person who says two things of one session contradicts themself", () => {
    const { problems } = readLabels(file, text(lateFee, { ...lateFee, label: "pass" }));
    expect(problems).toMatchObject([
      { code: "LABEL_CONTRADICTORY", line: 2, message: expect.stringContaining("line 1") },
    ]);
  });

  test("two people who disagree, and one who says the same twice, do not", () => {
    const other = { ...lateFee, by: "sam-support", label: "pass" };
    expect(readLabels(file, text(lateFee, other, lateFee)).problems).toEqual([]);
  });

  test("a session that the dataset does not have is named with its line", () => {
    const { labels } = readLabels(file, text(lateFee, { ...lateFee, session: "gift-card" }));
    expect(unknownSessions(file, labels, new Set(["late-fee"]))).toMatchObject([
      { code: "LABEL_SESSION_UNKNOWN", line: 2, message: expect.stringContaining("gift-card") },
    ]);
  });
});
