import type { z } from "zod";
import { cutText } from "../text/cut-text.ts";
import { suggest } from "./suggest.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, to follow its name. */
export function complaint(issue: Issue, value: unknown): string {
  if (value === undefined) return "is missing";
  if (value === null) return "is empty";
  if (issue.code === "too_big" || issue.code === "too_small") return `is ${sizeOf(value)}`;
  if (issue.code === "invalid_key") return "has a name that is not allowed here";
  return `is ${show(value)}${didYouMean(issue, value)}`;
}

function sizeOf(value: unknown): string {
  if (typeof value === "string") {
    return value === "" ? "empty" : `${countOf(value.length, "string")} long`;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : `${countOf(value.length, "array")} long`;
  }
  return show(value);
}

function didYouMean(issue: Issue, value: unknown): string {
  const choices = choicesOf(issue);
  if (choices === undefined || typeof value !== "string") return "";
  const meant = suggest(value, choices);
  return meant === undefined ? "" : `; did you mean \`${meant}\`?`;
}

function choicesOf(issue: Issue): readonly string[] | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String);
  // Zod lists a discriminated union's options without declaring them.
  const options = issue.code === "invalid_union" && "options" in issue ? issue.options : undefined;
  return Array.isArray(options) ? options.map(String) : undefined;
}

/** What would be right instead. */
export function expectation(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `${kindNames[issue.expected] ?? issue.expected}${quotesHint(issue.expected, value)}`;
    case "invalid_value":
      return oneOf(issue.values.map(String));
    case "invalid_union":
      return unionExpectation(issue);
    case "invalid_format":
      return issue.format === "url" ? "an address such as https://example.com/v1" : issue.message;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${countOf(issue.maximum, issue.origin)}`;
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${countOf(issue.minimum, issue.origin)}`;
    case "not_multiple_of":
      return `a multiple of ${issue.divisor}`;
    case "invalid_key":
      return issue.issues.map((inner) => expectation(inner, undefined)).join("; ");
    case "custom":
    case "invalid_element":
    case "unrecognized_keys":
      return issue.message;
  }
}

function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  const options = choicesOf(issue);
  if (options !== undefined) return oneOf(options);
  const parts = issue.errors.flatMap((branch) =>
    branch.slice(0, 1).map((inner) => expectation(inner, undefined)),
  );
  return [...new Set(parts)].join(", or ");
}

/** The commonest slip with YAML's kinds of values. */
function quotesHint(expected: string, value: unknown): string {
  if (expected === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return `, in quotes: "${String(value)}"`;
  }
  const isQuotedNumber =
    typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
  const isNumber = expected === "number" || expected === "int";
  return isNumber && isQuotedNumber ? `, without quotes: ${value}` : "";
}

const kindNames: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a map of `key: value` lines",
  record: "a map of `key: value` lines",
  null: "`null`",
};

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? `\`${names[0]}\`` : `one of ${listOf(names)}`;
}

/** Names as a reader finds them in the file. */
export function listOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
};

function countOf(count: number | bigint, origin: string): string {
  const [one, many] = units[origin] ?? [];
  const unit = Number(count) === 1 ? one : many;
  return unit === undefined ? String(count) : `${count} ${unit}`;
}

const longestShown = 60;

/** A value as a reader recognises it: its kind, and the text where it is short enough. */
function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value !== "string") return `the ${typeof value} ${JSON.stringify(value)}`;
  return `the text ${JSON.stringify(cutText(value, longestShown + 1))}`;
}
