import { readFileSync, writeFileSync } from "node:fs";
import { eventRows } from "../src/core/event/event-plan.ts";

/**
 * Fills the parts of README.md that must agree with the tree: files that it shows, tables that the code holds.
 *
 * `--check` changes nothing and exits 1 where the README is out of date.
 */
const root = new URL("../", import.meta.url);

const sections: Readonly<Record<string, () => string>> = {
  "example-case": () => shownFile("datasets/support/cases/refund-policy-unknown-area.yaml"),
  "example-evaluator": () => shownFile("evaluators/abstains-on-empty-retrieval/v1.yaml"),
  "example-config": () => shownFile("tracegate.yaml"),
  events: eventTable,
};

function shownFile(path: string): string {
  return `\`\`\`yaml\n# ${path}\n${readFileSync(new URL(path, root), "utf8").trimEnd()}\n\`\`\``;
}

function eventTable(): string {
  const rows = Object.values(eventRows).map(
    ({ when, does, comment, policy, why }) =>
      `| ${when} | ${does} | ${comment} | ${policy} | ${why} |`,
  );
  return ["| event | does | comment | policy from | why |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

function fill(readme: string): string {
  return Object.entries(sections).reduce((text, [name, render]) => {
    const marks = new RegExp(`(<!-- begin ${name} -->\n)[^]*?(\n<!-- end ${name} -->)`);
    if (!marks.test(text)) throw new Error(`README.md has no section ${name}`);
    return text.replace(marks, (_all, begin: string, end: string) => begin + render() + end);
  }, readme);
}

const file = new URL("README.md", root);
const before = readFileSync(file, "utf8");
const after = fill(before);
if (after === before) process.stdout.write("README.md agrees with the tree.\n");
else if (process.argv.includes("--check")) {
  process.stderr.write("README.md is out of date: run `npm run readme`.\n");
  process.exitCode = 1;
} else {
  writeFileSync(file, after);
  process.stdout.write("README.md is brought up to date.\n");
}
