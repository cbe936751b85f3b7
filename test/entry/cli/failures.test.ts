import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../src/cli/describe-failure.ts";
import { runCli } from "../../../src/cli/program.ts";
import { UserError } from "../../../src/core/errors.ts";
import { aShop } from "../../support/shop.ts";

const quiet = { env: {} };
const debugging = { env: { TRACEGATE_DEBUG: "1" } };

describe("a bug of ours", () => {
  test("ends with 70 and its stack, and is never a decision", async () => {
    let stderr = "";
    const exitCode = await runCli(["validate"], {
      stdout: {
        write: () => {
          throw new TypeError("the paper is out");
        },
      },
      stderr: { write: (text) => void (stderr += text) },
      env: {},
      cwd: aShop(),
      onInterrupt: () => () => {},
    });
    expect(exitCode).toBe(70);
    expect(stderr).toMatch(
      /^tracegate met a bug of its own\. Nothing was decided\.\nTypeError: the paper is out\n {4}at /,
    );
    expect(stderr).toMatch(/\n {4}at .*validate\.ts/);
    expect(stderr.endsWith("\nPlease report it with the text above.\n")).toBe(true);
  });

  test("keeps its causes", () => {
    const bug = new Error("no scorer", { cause: new RangeError("no such case") });
    const { text } = describeFailure(bug, quiet);
    expect(text).toContain("Error: no scorer");
    expect(text).toContain("RangeError: no such case");
  });

  test.each([
    ["a text", "paper", "paper"],
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
  ])("may be %s that was thrown", (_case, thrown, words) => {
    expect(describeFailure(thrown, quiet)).toEqual({
      exitCode: 70,
      text: `tracegate met a bug of its own. Nothing was decided.\n${words}\nPlease report it with the text above.\n`,
    });
  });
});

describe("a mistake of the user", () => {
  const cause = new Error("EACCES: permission denied", { cause: new Error("read-only disk") });
  const mistake = new UserError("RESULTS_UNWRITABLE", "Cannot write.", "Free some space.", {
    cause,
    problems: [{ code: "LATE", file: "late-fee.yaml", line: 3, column: 7, message: "is late" }],
  });

  test("is its problems, what happened and the fix, without a stack", () => {
    expect(describeFailure(mistake, quiet)).toEqual({
      exitCode: 2,
      text: `late-fee.yaml:3:7  is late

1 problem in 1 file
error RESULTS_UNWRITABLE: Cannot write.
  fix: Free some space.
`,
    });
  });

  test("with TRACEGATE_DEBUG has its causes, with their stacks", () => {
    const { text } = describeFailure(mistake, debugging);
    expect(text).toMatch(/\ncause: Error: EACCES: permission denied\n {4}at /);
    expect(text).toContain("Error: read-only disk");
    expect(text.endsWith("\n")).toBe(true);
  });

  test("with TRACEGATE_DEBUG and no cause is the same as without", () => {
    const plain = new UserError("CASE_UNKNOWN", "No such case.", "Choose another.");
    expect(describeFailure(plain, debugging)).toEqual(describeFailure(plain, quiet));
  });

  test.each([
    ["colours", "\u001b[31mred\u001b[0m", "red"],
    ["a cleared screen", "\u001b[2J\u001b[Hgone", "gone"],
    ["a window title", "\u001b]0;owned\u0007late", "late"],
    ["backspaces", "late\b\b\b\bpaid", "latepaid"],
    ["a bell and zero bytes", "la\u0007te\u0000", "late"],
    ["C1 controls", "\u009b2Jla\u0085te", "la\nte"],
    ["bidirectional overrides", "la\u202ete", "late"],
    ["a command to GitHub's runner", "late\n::error::paid", "late\n: :error::paid"],
    [
      "one behind white space",
      "late\r \t::set-output name=x::y",
      "late\n \t: :set-output name=x::y",
    ],
    ["an old one within a line", "late ##[error]paid", "late # #[error]paid"],
  ])("prints no %s that somebody put into it", (_case, hostile, harmless) => {
    const hostileMistake = new UserError("SESSIONS_NONE", hostile, hostile);
    expect(describeFailure(hostileMistake, quiet).text).toBe(
      `error SESSIONS_NONE: ${harmless}\n  fix: ${harmless}\n`,
    );
  });
});
