// What the JSON reports of the tests say, for .ci/run:
//   node scripts/test-results.ts files|counts|failures <report.json> [<report of a second try.json>]
//
//   files     the files in which something failed, a line each
//   counts    passed, failed and skipped tests; of two tries the second counts
//   failures  each test that failed in the first try, with its message
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: "passed" | "failed";
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: "passed" | "failed" | "pending" | "skipped" | "todo";
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

type Outcome = { file: string; test: string; status: string; message: string };

/** Each test by its place, since two tests may have one name; a file that failed by itself has the place `file`. */
function outcomesOf(report: Report): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = relative(process.cwd(), name);
    const isBroken =
      status === "failed" && !assertionResults.some((one) => one.status === "failed");
    // Stands in both tries, so that a file that loads the second time is no longer a failure.
    outcomes.set(file, { file, test: "", status: isBroken ? "failed" : "todo", message });
    for (const [place, one] of assertionResults.entries())
      outcomes.set(`${file} ${place} ${one.fullName}`, {
        file,
        test: one.fullName,
        status: one.status,
        message: one.failureMessages.join("\n"),
      });
  }
  return outcomes;
}

const [what = "", ...files] = process.argv.slice(2);
const [first, second] = files
  .filter((file) => existsSync(file))
  .map((file) => outcomesOf(JSON.parse(readFileSync(file, "utf8"))));
if (first === undefined) throw new Error("The tests left no report.");
const failed = [...first].filter(([, { status }]) => status === "failed");

switch (what) {
  case "files":
    for (const file of new Set(failed.map(([, outcome]) => outcome.file))) console.log(file);
    break;
  case "counts": {
    const last = [...new Map([...first, ...(second ?? [])]).values()];
    const count = (...states: string[]) =>
      last.filter(({ status }) => states.includes(status)).length;
    console.log(count("passed"), count("failed"), count("pending", "skipped"));
    break;
  }
  case "failures":
    for (const [key, { file, test, message }] of failed) {
      const isSteady = (second?.get(key)?.status ?? "failed") === "failed";
      console.log(`${isSteady ? "FAILED  " : "unsteady"}  ${file} > ${test}`);
      for (const line of message.split("\n").slice(0, 12)) console.log(`          ${line}`);
    }
    break;
  default:
    throw new Error(`Say files, counts or failures, not ${what}.`);
}
