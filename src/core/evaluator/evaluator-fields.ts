import { z } from "zod";
import { slug } from "../dataset/case-file.ts";

/** The keys that every evaluator file has, whatever its kind. */
export const evaluatorFields = {
  name: slug.describe("The evaluator's name; the same as its folder's."),
  version: z
    .int()
    .min(1)
    .max(99_999)
    .describe("The same as in the file's name, `v<N>.yaml`. A change is a new version."),
  dimension: slug.describe("The quality axis that it measures."),
  description: z.string().min(1).max(500).optional().describe("One line for people."),
  changed: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe("What differs from the version before, for people."),
};

/** Names of tools, as a parameter: at least one. */
export const toolNames = z.array(z.string().min(1).max(200)).min(1).max(200);

/** A parameter that names one tool. */
export const toolName = z.string().min(1).max(200).describe("The tool's name.");

/** A count, as a parameter. */
export const count = z.int().min(0).max(1_000_000);

/** A JSON Schema, as a parameter: an object, draft 2020-12 unless its `$schema` says draft-07. */
export const jsonSchemaObject = z
  .record(z.string(), z.json())
  .describe(
    "A JSON Schema (2020-12, or draft-07 where `$schema` says so). Remote `$ref`s are not fetched.",
  );
