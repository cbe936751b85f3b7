import type { z } from "zod";
import type { Problem } from "../errors.ts";
import { meetSchema } from "../yaml/meet-schema.ts";
import type { YamlDocument, YamlResult } from "../yaml/parse-yaml.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import { unreadableProblem } from "../yaml/source-file.ts";

/** A file that meets its schema, or everything that is wrong with it. */
export type Reading<T> =
  | { readonly kind: "read"; readonly document: YamlDocument; readonly value: T }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/** A reading without problems. */
export type Read<T> = Extract<Reading<T>, { kind: "read" }>;

/** Parses one file and holds it to its schema. */
export function readSource<T>(source: SourceFile, schema: z.ZodType<T>): Reading<T> {
  const parsed = parseSource(source);
  if (parsed.kind === "problems") return parsed;
  const { document } = parsed;
  const meeting = meetSchema(schema, document);
  return meeting.kind === "met" ? { kind: "read", document, value: meeting.value } : meeting;
}

/** Parses one file without holding it to anything. */
export function parseSource(source: SourceFile): YamlResult {
  return source.kind === "text"
    ? parseYaml(source.path, source.text)
    : { kind: "problems", problems: [unreadableProblem(source)] };
}
