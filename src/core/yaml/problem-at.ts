import type { Problem } from "../errors.ts";
import type { JsonPath } from "./json-path.ts";
import { formatPath } from "./json-path.ts";
import type { YamlDocument } from "./parse-yaml.ts";
import type { PathPart } from "./yaml-positions.ts";
import type { ProblemText } from "./yaml-syntax-error.ts";

/** A problem with one node of a document, at its line and column. */
export function problemAt(
  document: YamlDocument,
  path: JsonPath,
  { part = "value", ...text }: ProblemText & { readonly part?: PathPart },
): Problem {
  return {
    ...text,
    file: document.file,
    ...document.locate(path, part),
    path: formatPath(path),
  };
}
