// Writes the JSON Schemas of the files that users write into `schema/` (or `--out`); `--check` only compares.
// Draft 7, because that is what the YAML support of editors understands whole.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { configFile } from "../src/core/config/config-file.ts";
import { caseFile, scenarioFile } from "../src/core/dataset/case-file.ts";
import { datasetFile } from "../src/core/dataset/dataset.ts";
import { evaluatorFile } from "../src/core/evaluator/evaluator-file.ts";
import { scriptedModelFile } from "../src/core/simulation/scripted-model-file.ts";

const { values: options } = parseArgs({
  options: { check: { type: "boolean", default: false }, out: { type: "string" } },
});
const folder = options.out ?? fileURLToPath(new URL("../schema/", import.meta.url));

const schemas = {
  config: configFile,
  dataset: datasetFile,
  case: caseFile,
  scenario: scenarioFile,
  evaluator: evaluatorFile.meta({
    title: "Tracegate evaluator",
    description: "One released version of one evaluator; a change is a new version.",
  }),
  "scripted-model": scriptedModelFile,
};

const stale: string[] = [];
for (const [name, schema] of Object.entries(schemas)) {
  const file = `${name}.schema.json`;
  const text = `${JSON.stringify(z.toJSONSchema(schema, { io: "input", target: "draft-7" }), null, 2)}\n`;
  if (options.check && text !== written(file)) stale.push(file);
  if (!options.check) writeFileSync(join(folder, file), text);
}
if (stale.length > 0) {
  console.error(
    `schema/ is not what the code says: ${stale.join(", ")}. Run node scripts/generate-schemas.ts`,
  );
  process.exitCode = 1;
}

function written(file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
