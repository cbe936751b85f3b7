import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { projectFiles } from "../../src/adapters/fs/project-files.ts";
import { placeInDataset, placeInEvaluators } from "../../src/core/config/project-layout.ts";
import { readConfig } from "../../src/core/config/read-config.ts";
import { parseSource } from "../../src/core/config/read-source.ts";
import type { SourceFile } from "../../src/core/yaml/source-file.ts";
import { giftShop, projectDir } from "../support/project-dir.ts";

const repository = join(import.meta.dirname, "../..");
const names = ["case", "config", "dataset", "evaluator", "scenario", "scripted-model"] as const;

function generate(...args: readonly string[]) {
  const script = join(repository, "scripts/generate-schemas.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { status, stderr };
}

describe("the schemas in schema/", () => {
  test("are those that the code makes", () => {
    expect(generate("--check")).toEqual({ status: 0, stderr: "" });
  });

  test("are missed and found stale by name", () => {
    const out = projectDir({ "README.md": "" });
    expect(generate("--check", "--out", out)).toMatchObject({ status: 1 });
    expect(generate("--out", out)).toMatchObject({ status: 0 });
    expect(generate("--check", "--out", out)).toMatchObject({ status: 0 });
    writeFileSync(join(out, "case.schema.json"), "{}\n");
    const { status, stderr } = generate("--check", "--out", out);
    expect(status).toBe(1);
    expect(stderr).toContain("case.schema.json");
    expect(stderr).not.toContain("config.schema.json");
  });

  test("are one for each kind of file, each with a title and a description, and closed to unknown keys", () => {
    expect(readdirSync(join(repository, "schema")).toSorted()).toEqual(
      names.map((name) => `${name}.schema.json`),
    );
    for (const name of names) {
      const schema = schemaOf(name);
      expect(schema["title"]).toEqual(expect.any(String));
      expect(schema["description"]).toEqual(expect.any(String));
      expect(schema["$id"]).toBeUndefined();
      expect(openObjects(schema)).toEqual([]);
    }
  });
});

type JsonSchema = Readonly<Record<string, unknown>>;

function schemaOf(name: (typeof names)[number]): JsonSchema {
  return JSON.parse(readFileSync(join(repository, `schema/${name}.schema.json`), "utf8"));
}

/** Objects with named properties that would let any other key through. */
function openObjects(schema: unknown): readonly unknown[] {
  if (typeof schema !== "object" || schema === null) return [];
  const isOpen =
    "properties" in schema && "type" in schema && schema.type === "object"
      ? !("additionalProperties" in schema) || schema.additionalProperties !== false
      : false;
  const entries = Object.entries(schema).filter(([key]) => key !== "examples");
  return [...(isOpen ? [schema] : []), ...entries.flatMap(([, child]) => openObjects(child))];
}

const ajv = new Ajv({ strict: false, validateFormats: false });
const validators = Object.fromEntries(names.map((name) => [name, ajv.compile(schemaOf(name))]));

/** What the schema of a file's place says of it; nothing where it has none to complain of. */
function complaintsOf(name: string, file: SourceFile): readonly unknown[] {
  const parsed = parseSource(file);
  if (parsed.kind === "problems") return parsed.problems;
  const validate: ValidateFunction | undefined = validators[name];
  if (validate === undefined) return [`${file.path} has no schema`];
  return validate(parsed.document.value) ? [] : (validate.errors ?? []);
}

async function complaintsOfProject(root: string): Promise<readonly unknown[]> {
  const files = projectFiles(root);
  const config = await files.readFile("tracegate.yaml");
  const { dataset = "", evaluators = "" } = readConfig(config).folders;
  const ofDataset = await files.readFolder(dataset);
  const ofEvaluators = await files.readFolder(evaluators);
  expect(ofDataset.length).toBeGreaterThan(1);
  expect(ofEvaluators.length).toBeGreaterThan(1);
  return [
    ...complaintsOf("config", config),
    ...ofDataset.flatMap((file) => complaintsOf(placeInDataset(dataset, file.path).kind, file)),
    ...ofEvaluators.flatMap((file) =>
      complaintsOf(placeInEvaluators(evaluators, file.path).kind, file),
    ),
  ];
}

describe("an editor with these schemas", () => {
  test("accepts every file of a right project", async () => {
    expect(await complaintsOfProject(projectDir(giftShop))).toEqual([]);
  });

  test("accepts every file of this repository's own project", async () => {
    expect(await complaintsOfProject(repository)).toEqual([]);
  });

  test("refuses an unknown key", async () => {
    const path = "datasets/support/cases/late-fee.yaml";
    const root = projectDir({ ...giftShop, [path]: `${giftShop[path]}persona: impatient\n` });
    expect(await complaintsOfProject(root)).toMatchObject([
      { keyword: "additionalProperties", params: { additionalProperty: "persona" } },
    ]);
  });
});
