import type { z } from "zod";
import type { Problem } from "../errors.ts";
import { describeIssue } from "./describe-issue.ts";
import type { YamlDocument } from "./parse-yaml.ts";
import { problemAt } from "./problem-at.ts";

export type Meeting<T> =
  | { readonly kind: "met"; readonly value: T }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/** Compiling a schema to code takes longer than the few hundred documents of a project that it would read faster. */
const withoutCompiling = { jitless: true };

/**
 * Holds one document to a schema: the parsed value, or every complaint at the place of the node that it is about.
 *
 * Unknown keys are found at the key, missing keys at the map that lacks them. Examples and explanations come
 * from the schema's own `examples` and descriptions, which its JSON Schema shows as well.
 */
export function meetSchema<T>(schema: z.ZodType<T>, document: YamlDocument): Meeting<T> {
  const result = schema.safeParse(document.value, withoutCompiling);
  if (result.success) return { kind: "met", value: result.data };
  const problems = result.error.issues
    .flatMap((issue) => describeIssue(schema, document.value, issue))
    .map(({ path, ...text }) => problemAt(document, path, text));
  return { kind: "problems", problems };
}
