import type { z } from "zod";
import { complaint, expectation, listOf } from "./issue-words.ts";
import type { JsonPath } from "./json-path.ts";
import { formatPath } from "./json-path.ts";
import type { Schema } from "./schema-node.ts";
import { descriptionOf, exampleAt, knownKeys, schemaAt, valueAt } from "./schema-node.ts";
import { suggest } from "./suggest.ts";
import type { PathPart } from "./yaml-positions.ts";
import type { ProblemText } from "./yaml-syntax-error.ts";

/** A schema's complaint in words, and the node that it is about. */
export type DescribedIssue = ProblemText & {
  readonly path: JsonPath;
  readonly part: PathPart;
};

type Issue = z.core.$ZodIssue;

/** Puts one zod issue into words: one answer a key, so that each is found at its own place. */
export function describeIssue(
  schema: Schema,
  root: unknown,
  issue: Issue,
): readonly DescribedIssue[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(schema, root, [...path, key]));
  }
  if (issue.code === "custom") return [brokenRule(issue, path)];
  const meant = issue.code === "invalid_union" ? branchThatWasMeant(issue.errors) : undefined;
  if (meant === undefined) return [wrongValue(schema, root, { issue, path })];
  return meant.flatMap((inner) =>
    describeIssue(schema, root, { ...inner, path: [...path, ...inner.path] }),
  );
}

function unknownKey(schema: Schema, root: unknown, path: JsonPath): DescribedIssue {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const node = schemaAt(schema, root, parent);
  const known = node === undefined ? [] : knownKeys(node, valueAt(root, parent));
  const free = known.filter((name) => valueAt(root, [...parent, name]) === undefined);
  const meant = suggest(key, free) ?? suggest(key, known);
  const where = parent.length === 0 ? "" : ` in \`${formatPath(parent)}\``;
  return {
    code: "UNKNOWN_KEY",
    path,
    part: "key",
    message: `unknown key \`${key}\`${where}${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`,
    ...(known.length > 0 && { expected: `only ${listOf(known)}` }),
    ...exampleOf(meant === undefined ? undefined : exampleAt(schema, root, [...parent, meant])),
  };
}

/** A rule of ours that a schema cannot say; it brings its own words. */
function brokenRule(issue: z.core.$ZodIssueCustom, path: JsonPath): DescribedIssue {
  const { expected, example } = issue.params ?? {};
  return {
    code: "WRONG_VALUE",
    path,
    part: "value",
    message: `${nameOf(path)} ${issue.message}`,
    ...(typeof expected === "string" && { expected }),
    ...exampleOf(typeof example === "string" ? example : undefined),
  };
}

type Place = { readonly issue: Issue; readonly path: JsonPath };

function wrongValue(schema: Schema, root: unknown, { issue, path }: Place): DescribedIssue {
  const value = valueAt(root, path);
  const expected = expectation(issue, value);
  const node = schemaAt(schema, root, path);
  const description = node === undefined ? undefined : descriptionOf(node);
  return {
    code: value === undefined ? "MISSING_KEY" : (codes[issue.code] ?? "WRONG_VALUE"),
    path,
    part: issue.code === "invalid_key" ? "key" : "value",
    message: `${nameOf(path)} ${complaint(issue, value)}`,
    expected: description === undefined ? expected : `${expected}. ${description}`,
    ...exampleOf(exampleAt(schema, root, path)),
  };
}

function nameOf(path: JsonPath): string {
  return path.length === 0 ? "the file" : `\`${formatPath(path)}\``;
}

function exampleOf(example: string | undefined): { readonly example?: string } {
  return example === undefined ? {} : { example };
}

/** Of a union's branches, the only one whose type fits and that complains about something inside. */
function branchThatWasMeant(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const near = branches.filter((issues) => !issues.some(isAboutTheWhole));
  return near.length === 1 ? near[0] : undefined;
}

function isAboutTheWhole(issue: Issue): boolean {
  const isWrongKind =
    issue.code === "invalid_type" ||
    issue.code === "invalid_value" ||
    issue.code === "invalid_union";
  return isWrongKind && issue.path.length === 0;
}

const codes: Readonly<Partial<Record<Issue["code"], string>>> = {
  invalid_type: "WRONG_TYPE",
  too_big: "OUT_OF_RANGE",
  too_small: "OUT_OF_RANGE",
  not_multiple_of: "OUT_OF_RANGE",
  invalid_key: "WRONG_KEY",
};
