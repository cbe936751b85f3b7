import { describe, expect, test } from "vitest";
import { asRepositoryPath, findTraces } from "../../../src/core/intake/find-traces.ts";
import { parseIssueForm } from "../../../src/core/intake/parse-issue-form.ts";
import { aReport, reportBody } from "../../support/reports.ts";

function tracesOf(fields: Parameters<typeof aReport>[0]): ReturnType<typeof findTraces> {
  const body = reportBody(aReport(fields));
  return findTraces(parseIssueForm(body), body);
}

const upload = "https://github.com/user-attachments/files/1/late-fee.json";

describe("the traces of a report", () => {
  test("pasted, in the fence that GitHub puts around it or without", () => {
    const text = '{"turns": []}';
    for (const trace of [text, `\`\`\`json\n${text}\n\`\`\``])
      expect(tracesOf({ trace })).toEqual([{ kind: "inline", text }]);
  });

  test("pasted with a fence of their own inside the form's", () => {
    const trace = '```json\n```json\n{"turns": []}\n```\n```';
    expect(tracesOf({ trace })).toEqual([{ kind: "inline", text: '{"turns": []}' }]);
  });

  test("uploaded, each once", () => {
    expect(tracesOf({ file: `[late-fee.json](${upload}) ${upload}.` })).toEqual([
      { kind: "url", url: upload },
    ]);
  });

  test("at a place: an address, a path, a path at a commit", () => {
    expect(tracesOf({ place: upload })).toEqual([{ kind: "url", url: upload }]);
    expect(tracesOf({ place: "`traces/a.json`" })).toEqual([
      { kind: "path", path: "traces/a.json" },
    ]);
    expect(tracesOf({ place: "traces/a.json@3f2c1ab" })).toEqual([
      { kind: "path", path: "traces/a.json", ref: "3f2c1ab" },
    ]);
  });

  test.each([
    "../a.json",
    "/etc/passwd",
    "a/../../b",
    "a//b",
    ".git/config",
    "a/.ssh/id",
    "a.json@../x",
    "C:\\x",
    "a b",
  ])("%s is no place", (place) => {
    expect(tracesOf({ place })).toEqual([{ kind: "unclear", text: place }]);
  });

  test("in an issue that is no form: its first code block of JSON, and its links", () => {
    const body = `It failed.\n\n\`\`\`sh\nnpm run\n\`\`\`\n\n~~~json\n{"turns": []}\n~~~\n\n[t](${upload})`;
    expect(findTraces(parseIssueForm(body), body)).toEqual([
      { kind: "inline", text: '{"turns": []}' },
      { kind: "url", url: upload },
    ]);
  });

  test("five at most", () => {
    const links = Array.from({ length: 9 }, (_, n) => `${upload}?${n}`).join(" ");
    expect(tracesOf({ file: links })).toHaveLength(5);
  });
});

function path(url: string): unknown {
  return asRepositoryPath(new URL(url), "acme/shop-agent");
}

test("an address of this repository's own files is read as a file, and no other is", () => {
  expect(path("https://github.com/Acme/shop-agent/blob/main/traces/a.json")).toEqual({
    kind: "path",
    path: "traces/a.json",
    ref: "main",
  });
  for (const url of [
    "https://github.com/acme/other/blob/main/a.json",
    "https://github.com/acme/shop-agent/issues/1",
    "https://github.com/acme/shop-agent/blob/main/.github/x.yml",
    "https://github.com/acme/shop-agent/raw/main/a%2F..%2Fb",
  ])
    expect(path(url)).toBeUndefined();
});
