// Writes the workflows that `tracegate init` brings into `src/core/adopt/workflow-templates.json`, from those that the
// documents show; `--check` only compares.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const root = fileURLToPath(new URL("../", import.meta.url));
const target = join(root, "src/core/adopt/workflow-templates.json");

const files = globSync("docs/workflows/*.yml", { cwd: root }).toSorted();
const templates = Object.fromEntries(
  files.map((file) => [basename(file), readFileSync(join(root, file), "utf8")]),
);
const text = `${JSON.stringify(templates, null, 2)}\n`;

if (!options.check) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
  console.error(
    "src/core/adopt/workflow-templates.json is not what docs/workflows says. Run node scripts/generate-templates.ts",
  );
  process.exitCode = 1;
}
