import { describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { tracegate } from "../../support/command-line.ts";

const nowhere = "/";

describe("help", () => {
  test.each([
    ["tracegate", ["--help"]],
    ["run", ["run", "--help"]],
    ["gate", ["gate", "--help"]],
    ["validate", ["validate", "--help"]],
    ["score", ["score", "--help"]],
    ["import", ["import", "--help"]],
    ["view", ["view", "--help"]],
    ["record", ["record", "--help"]],
    ["reproduce", ["reproduce", "--help"]],
    ["power", ["power", "--help"]],
    ["label", ["label", "--help"]],
    ["calibrate", ["calibrate", "--help"]],
    ["drift", ["drift", "--help"]],
    ["init", ["init", "--help"]],
    ["doctor", ["doctor", "--help"]],
    ["merge", ["merge", "--help"]],
    ["baseline", ["baseline", "--help"]],
    ["simulate", ["simulate", "--help"]],
    ["aa", ["aa", "--help"]],
    ["floors", ["floors", "--help"]],
    ["render", ["render", "--help"]],
    ["triage", ["triage", "--help"]],
    ["blame", ["blame", "--help"]],
    ["coverage", ["coverage", "--help"]],
    ["report", ["report", "--help"]],
  ])("of %s is as in the golden file", async (name, argv) => {
    const { exitCode, stdout, stderr } = await tracegate(nowhere, argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot(`../../golden/cli/${name}.txt`);
  });

  test.each([
    [["help"], ["--help"]],
    [["-h"], ["--help"]],
    [
      ["help", "gate"],
      ["gate", "--help"],
    ],
  ])("%j is the same as %j", async (argv, same) => {
    expect(await tracegate(nowhere, argv)).toEqual(await tracegate(nowhere, same));
  });

  test("without a command goes to standard error, since nothing was done", async () => {
    const { stdout: help } = await tracegate(nowhere, ["--help"]);
    expect(await tracegate(nowhere, [])).toEqual({ exitCode: 2, stdout: "", stderr: help });
  });
});

test("help is as wide as the terminal", async () => {
  const { stdout } = await tracegate(nowhere, ["run", "--help"], { terminalColumns: 70 });
  const options = stdout.slice(0, stdout.indexOf("Writes journal"));
  expect(Math.max(...options.split("\n").map((line) => line.length))).toBeLessThanOrEqual(70);
});

test.each(["--version", "-V"])("%s prints the version of package.json", async (option) => {
  expect(await tracegate(nowhere, [option])).toEqual({
    exitCode: 0,
    stdout: `${manifest.version}\n`,
    stderr: "",
  });
});

describe("arguments that are not understood end with exit code 2 and a hint", () => {
  test.each([
    [["vaildate"], "error: unknown command 'vaildate'\n(Did you mean validate?)"],
    [["deploy"], "error: unknown command 'deploy'"],
    [["run", "--case-id", "x"], "error: unknown option '--case-id'"],
    [["run", "--resmue"], "error: unknown option '--resmue'\n(Did you mean --resume?)"],
    [["run", "all"], "error: too many arguments for 'run'. Expected 0 arguments but got 1: all."],
    [["run", "--runs", "0"], "Give a whole number from 1 to 100000."],
    [["run", "--runs", "1e3"], "Give a whole number from 1 to 100000."],
    [["run", "--runs", "-3"], "Give a whole number from 1 to 100000."],
    [["run", "--runs", "100001"], "Give a whole number from 1 to 100000."],
    [["run", "--concurrency", "many"], "Give a whole number from 1 to 1024."],
    [["run", "--case"], "error: option '--case <id...>' argument missing"],
    [["gate", "--json", "--markdown"], "option '--markdown' cannot be used with option '--json'"],
    [["import"], "error: missing required argument 'files'"],
    [["view", "a.json", "--run", "a.0", "--session", "b"], "cannot be used with option"],
    [["score", "--format", "chat-log"], "error: missing required argument 'files'"],
    [["score", "a.json", "--format", "pdf"], "Allowed choices are auto, otlp, chat-log,"],
  ])("%j", async (argv, words) => {
    const { exitCode, stdout, stderr } = await tracegate(nowhere, argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr.endsWith("(add --help for the options)\n")).toBe(true);
  });
});
