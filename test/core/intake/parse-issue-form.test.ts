import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formFields } from "../../../src/core/intake/issue-form.ts";
import { parseIssueForm } from "../../../src/core/intake/parse-issue-form.ts";
import { aReport, reportBody } from "../../support/reports.ts";

describe("a report written by the form", () => {
  test("gives each field its text, and nothing where nothing was answered", () => {
    const body = reportBody(aReport({ place: "", file: "" }));
    expect(parseIssueForm(body)).toEqual({
      kind: "whole",
      isAmbiguous: false,
      fields: aReport({ place: "", file: "" }),
    });
  });

  test("is read with Windows line ends as with others", () => {
    const body = reportBody(aReport());
    expect(parseIssueForm(body.replaceAll("\n", "\r\n"))).toEqual(parseIssueForm(body));
  });

  test("a trace is not cut at headings of the form inside of its code block", () => {
    const trace = '```json\n{"said": "see:\n\n### Severity\n\n### Where the trace is\n\n"}\n```';
    const form = parseIssueForm(reportBody(aReport({ trace })));
    expect(form).toMatchObject({ isAmbiguous: false, fields: { trace } });
  });

  test("fences inside of fences are text", () => {
    const trace = "````json\n```\n\n### Where the trace is\n\n```\n````";
    expect(parseIssueForm(reportBody(aReport({ trace }))).fields.trace).toBe(trace);
  });

  test("a code block that nobody closed swallows no other field", () => {
    const report = aReport({ wrong: "It said:\n```\nYou have 30 days" });
    expect(parseIssueForm(reportBody(report)).fields).toEqual(report);
  });

  test("says so where two readings are possible", () => {
    const wrong = "I quote the last report:\n\n### Severity\n\nlow\n\nIt happened again.";
    expect(parseIssueForm(reportBody(aReport({ wrong })))).toMatchObject({ isAmbiguous: false });
    const expected = "It should say:\n\n### Severity\n\nlow";
    const dimension = "faithfulness\n\n### Severity\n\nhigh";
    const form = parseIssueForm(reportBody(aReport({ expected, dimension })));
    expect(form.isAmbiguous).toBe(true);
  });

  test("headings that an edit took away leave their fields empty, and the others alone", () => {
    const body = reportBody(aReport()).replace(/### Severity\n\nhigh\n\n/, "");
    expect(parseIssueForm(body)).toMatchObject({
      kind: "partial",
      fields: { ...aReport(), severity: "" },
    });
  });

  test("an issue that is no report is none", () => {
    for (const body of ["", "The agent is rude.", "### Steps\n\n1. Ask"])
      expect(parseIssueForm(body).kind).toBe("none");
  });

  test("thousands of headings take no time", () => {
    const body = Array.from({ length: 3000 }, () => "### Severity\n").join("\n");
    expect(parseIssueForm(body).fields.severity).not.toBe(undefined);
  });
});

const labels = formFields.map(({ label }) => `### ${label}`);

/** Text that people and traces write: fences of all lengths, headings, quotes, white space. */
const wildText = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom("```", "````json", "~~~", "### Notes", "", "  ", "> ### Severity", "{", "}"),
    ),
    { maxLength: 12 },
  )
  .map((lines) => lines.join("\n").replaceAll(/\r\n?/g, "\n"));

/** What a field keeps: GitHub shows nothing of blank lines around it. */
function kept(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const value = first === -1 ? "" : lines.slice(first, last + 1).join("\n");
  return value.trim() === "_No response_" ? "" : value;
}

test("no field loses or mixes anything, whatever it holds but a heading of the form", () => {
  const report = fc.record({
    asked: wildText,
    wrong: wildText,
    expected: wildText,
    dimension: wildText,
    severity: wildText,
    file: wildText,
    trace: wildText,
    place: wildText,
  });
  fc.assert(
    fc.property(report, (fields) => {
      const form = parseIssueForm(reportBody(fields));
      const values = Object.entries(fields).map(([id, text]) => [id, kept(text)]);
      expect(form.fields).toEqual(Object.fromEntries(values));
      expect(form.isAmbiguous).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test("a closed code block may hold every heading there is", () => {
  const lines = fc.array(fc.oneof(fc.constantFrom(...labels), fc.string()), { maxLength: 12 });
  const inside = lines.map((all) => all.join("\n").replaceAll(/[`~\r]/g, "'"));
  fc.assert(
    fc.property(inside, fc.constantFrom("trace", "wrong" as const), (text, id) => {
      const value = `\`\`\`json\n${text}\n\`\`\``;
      const form = parseIssueForm(reportBody(aReport({ [id]: value })));
      expect(form.fields).toEqual(aReport({ [id]: value }));
    }),
  );
});

test("nothing behind the first heading is ever lost, whatever stands between the headings", () => {
  const line = fc.oneof(fc.constantFrom(...labels, "```", "", "~~~~"), fc.string());
  const between = fc.array(line, { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(between, { minLength: 8, maxLength: 8 }), (values) => {
      const lines = labels.flatMap((label, index) => [label, ...(values[index] ?? [])]);
      const body = lines.join("\n").replaceAll(/\r\n?/g, "\n");
      const form = parseIssueForm(body);
      expect(form.kind).toBe("whole");
      const all = Object.values(form.fields).join("\n");
      const theirs = body
        .split("\n")
        .filter((text) => !labels.includes(text.trimEnd()) && text.trim() !== "")
        .filter((text) => text.trim() !== "_No response_");
      expect(theirs.filter((text) => !all.includes(text))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
