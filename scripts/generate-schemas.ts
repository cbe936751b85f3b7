// Writes the JSON Schemas of the files that users write into `schema/`; `--check` only compares.
// Draft 7, because that is what the YAML support of editors understands whole.
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { configFile } from "../src/core/config/config-file.ts";
import { caseFile, scenarioFile } from "../src/core/dataset/case-file.ts";
import { datasetFile } from "../src/core/dataset/dataset.ts";
import { evaluatorFile } from "../src/core/evaluator/evaluator-file.ts";
import { scriptedModelFile } from "../src/core/simulation/scripted-model-file.ts";

const folder = new URL("../schema/", import.meta.url);

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

const isCheck = process.argv.includes("--check");
const stale: string[] = [];
for (const [name, schema] of Object.entries(schemas)) {
  const file = `${name}.schema.json`;
  const text = `${JSON.stringify(z.toJSONSchema(schema, { io: "input", target: "draft-7" }), null, 2)}\n`;
  if (isCheck && text !== written(file)) stale.push(file);
  if (!isCheck) writeFileSync(new URL(file, folder), text);
}
if (stale.length > 0) {
  console.error(
    `schema/ is not what the code says: ${stale.join(", ")}. Run node scripts/generate-schemas.ts`,
  );
  process.exitCode = 1;
}

function written(file: string): string | undefined {
  try {
    return readFileSync(new URL(file, folder), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
