import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { eventRows } from "../src/core/event/event-plan.ts";
import { fieldTables } from "./schema-tables.ts";
import { permissionsOf } from "./workflow-permissions.ts";

/**
 * Fills the parts of the documents that must agree with the tree: files that they show, tables that the
 * code, the action's own file or the workflows hold.
 *
 * `--check` changes nothing and exits 1 where a document is out of date.
 */
const root = new URL("../", import.meta.url);

type Sections = Readonly<Record<string, () => string>>;

const documents: Readonly<Record<string, Sections>> = {
  "README.md": {
    "example-case": () => shownFile("datasets/support/cases/refund-policy-unknown-area.yaml"),
    "example-evaluator": () => shownFile("evaluators/abstains-on-empty-retrieval/v1.yaml"),
    "example-config": () => shownFile("tracegate.yaml"),
    "example-dataset": () => shownFile("datasets/support/dataset.yaml"),
    workflow: () => shownFile("docs/workflows/gate.yml"),
    events: eventTable,
  },
  "docs/files.md": {
    config: () => fieldsOf("config"),
    dataset: () => fieldsOf("dataset"),
    case: () => fieldsOf("case"),
    scenario: () => fieldsOf("scenario", "case"),
  },
  "docs/github-action.md": {
    inputs: inputTable,
    outputs: outputTable,
    permissions: permissionTable,
  },
};

function read(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

function shownFile(path: string): string {
  return `\`\`\`yaml\n# ${path}\n${read(path).trimEnd()}\n\`\`\``;
}

function schemaOf(file: string): unknown {
  return JSON.parse(read(`schema/${file}.schema.json`));
}

/** The fields of a file, or those that it has beside another's. */
function fieldsOf(file: string, beside?: string): string {
  return fieldTables(schemaOf(file), beside === undefined ? undefined : schemaOf(beside))
    .map(({ heading, rows }) => {
      const fields = table(
        ["field", "value", "meaning"],
        rows.map((row) => row.map(inCell)),
      );
      return heading === undefined ? fields : `### \`${heading}\`\n\n${fields}`;
    })
    .join("\n\n");
}

function inCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
}

function eventTable(): string {
  const rows = Object.values(eventRows).map(({ when, does, comment, policy, why }) => [
    when,
    does,
    comment,
    policy,
    why,
  ]);
  return table(["event", "does", "comment", "policy from", "why"], rows);
}

const described = z.record(
  z.string(),
  z.object({ description: z.string(), default: z.string().optional() }),
);
const actionFile = z.object({ inputs: described, outputs: described });

function inputTable(): string {
  const { inputs } = actionFile.parse(parse(read("action.yml")));
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.default === undefined ? "–" : `\`${input.default}\``,
    input.description.trim(),
  ]);
  return table(["input", "default", "meaning"], rows);
}

function outputTable(): string {
  const { outputs } = actionFile.parse(parse(read("action.yml")));
  const rows = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description.trim(),
  ]);
  return table(["output", "meaning"], rows);
}

function permissionTable(): string {
  const files = globSync("docs/workflows/*.yml", { cwd: root }).toSorted();
  const rows = files.flatMap((file) =>
    permissionsOf(read(file)).map(({ job, permission, reason = "–" }) => [
      `[\`${basename(file)}\`](workflows/${basename(file)})`,
      `\`${job}\``,
      `\`${permission}\``,
      reason,
    ]),
  );
  return table(["workflow", "job", "permission", "what for"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableLine(head), `|${"---|".repeat(head.length)}`, ...rows.map(tableLine)].join("\n");
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function fill(path: string, sections: Sections): string {
  return Object.entries(sections).reduce((text, [name, render]) => {
    const marks = new RegExp(`(<!-- begin ${name} -->\n)[^]*?(\n<!-- end ${name} -->)`);
    if (!marks.test(text)) throw new Error(`${path} has no section ${name}`);
    return text.replace(marks, (_all, begin: string, end: string) => begin + render() + end);
  }, read(path));
}

for (const [path, sections] of Object.entries(documents)) {
  const after = fill(path, sections);
  if (after === read(path)) process.stdout.write(`${path} agrees with the tree.\n`);
  else if (process.argv.includes("--check")) {
    process.stderr.write(`${path} is out of date: run \`npm run readme\`.\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(new URL(path, root), after);
    process.stdout.write(`${path} is brought up to date.\n`);
  }
}
