import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outputsLimit, parsePairs, summaryLimit } from "./file-commands.ts";
import type { ActionResult } from "./run-action.ts";
import { runCode } from "./tiny-action.ts";

/** Runs an action that writes this text into one of its files and ends with 0. */
function writing(file: string, text: string): Promise<ActionResult> {
  return runCode(
    `import { writeFileSync } from "node:fs";
     writeFileSync(process.env.${file}, ${JSON.stringify(text)});`,
  );
}

describe("pairs", () => {
  test("are lines, or blocks up to their delimiter", () => {
    expect(parsePairs("decision=fail\n\nreport<<END\na=1\n\nb<<c\nEND\nrate=0.9<<1\n")).toEqual([
      ["decision", "fail"],
      ["report", "a=1\n\nb<<c"],
      ["rate", "0.9<<1"],
    ]);
  });

  test.each([
    ["no equals sign", "decision\n", "Invalid format 'decision'"],
    ["no delimiter", "report<<\nx\n", "delimiter must not be empty"],
    ["no name", "<<END\nx\nEND\n", "Name must not be empty"],
    ["no end", "report<<END\nx\n", "Matching delimiter not found 'END'"],
  ])("with %s are refused", (_name, text, message) => {
    expect(() => parsePairs(text)).toThrow(message);
  });

  test("any value survives a block whose delimiter it does not hold", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(parsePairs(`report<<_END_\n${value}\n_END_\n`)).toEqual([["report", value]]);
      }),
    );
  });
});

test("outputs, environment, path and state reach the job", async () => {
  const result = await runCode(`
    import { appendFileSync } from "node:fs";
    appendFileSync(process.env.GITHUB_OUTPUT, "decision=pass\\n");
    appendFileSync(process.env.GITHUB_ENV, "RATE=0.9\\nNODE_OPTIONS=--require /evil.cjs\\n");
    appendFileSync(process.env.GITHUB_PATH, "/opt/agent\\n\\n");
    appendFileSync(process.env.GITHUB_STATE, "journal=kept\\n");
  `);
  expect(result).toMatchObject({
    conclusion: "success",
    outputs: { decision: "pass" },
    env: { RATE: "0.9" },
    path: ["/opt/agent"],
    state: { journal: "kept" },
  });
  expect(result.env).not.toHaveProperty("NODE_OPTIONS");
});

test("a file that cannot be read fails the step, whatever its exit code", async () => {
  const result = await writing("GITHUB_OUTPUT", "report<<END\nhalf");
  expect(result).toMatchObject({ exitCode: 0, conclusion: "failure", outputs: {} });
  expect(result.annotations[0]?.message).toBe(
    "Unable to process file command 'output' successfully.",
  );
});

test("a summary of 1 MiB is shown; one byte more and none of it is, with the step still green", async () => {
  const shown = await writing("GITHUB_STEP_SUMMARY", "x".repeat(summaryLimit));
  expect(shown.summary).toHaveLength(summaryLimit);
  const dropped = await writing("GITHUB_STEP_SUMMARY", "x".repeat(summaryLimit + 1));
  expect(dropped).toMatchObject({ conclusion: "success", summary: "" });
  expect(dropped.annotations[0]?.message).toContain("upload aborted");
});

test("outputs above 1 MB are none", async () => {
  const result = await writing("GITHUB_OUTPUT", `report=${"x".repeat(outputsLimit / 2)}\n`);
  expect(result).toMatchObject({ conclusion: "failure", outputs: {} });
});

test("secrets are struck out of the summary", async () => {
  const { summary } = await runCode(
    `import { writeFileSync } from "node:fs";
     console.log("::add-mask::sk-77");
     writeFileSync(process.env.GITHUB_STEP_SUMMARY, "key sk-77");`,
  );
  expect(summary).toBe("key ***");
});
