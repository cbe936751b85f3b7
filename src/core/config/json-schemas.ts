import { z } from "zod";
import { caseFile, scenarioFile } from "../dataset/case-file.ts";
import { datasetFile } from "../dataset/dataset.ts";
import { evaluatorFile } from "../evaluator/evaluator-file.ts";
import { scriptedModelFile } from "../simulation/scripted-model-file.ts";
import { configFile } from "./config-file.ts";

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

/**
 * The JSON Schemas of the files that people write: by file name, such as `case.schema.json`, its text.
 *
 * Draft 7, because that is what the YAML support of editors understands whole.
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const texts = Object.entries(schemas).map(([name, schema]) => {
    const json = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
    return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`] as const;
  });
  return new Map(texts);
}
