import type { Problem } from "../errors.ts";
import { cutText } from "../text/cut-text.ts";
import type { Position } from "./yaml-positions.ts";

/** What is wrong, without the place. */
export type ProblemText = Pick<Problem, "code" | "message" | "expected" | "example">;

/** What our schema answers the parser for keys that it refuses. */
export const refusedKeys = {
  merge: "merge keys (`<<`) are not read",
  prototype: "`__proto__` cannot be a key",
  notText: "a key must be text",
} as const;

/** Lists and maps inside each other. */
export const maxYamlNesting = 64;

/** Nobody reviews what is nested like this. */
export const tooDeep: ProblemText = {
  code: "YAML_TOO_DEEP",
  message: `lists and maps are nested more than ${maxYamlNesting} levels deep`,
  expected: `at most ${maxYamlNesting} levels`,
};

/** The parser's own words, in our words where we know what the writer meant. */
export function describeSyntaxError(reason: string, text: string, at: Position): ProblemText {
  const line = text.split(/\r\n|\n|\r/, at.line)[at.line - 1] ?? "";
  return (
    describeRefusal(reason) ??
    describeTab(reason, line) ??
    describeOpenEnd(reason) ??
    describeEscape(reason) ??
    describeUnquoted(line) ?? {
      code: "YAML_SYNTAX",
      message: `not valid YAML: ${reason}`,
      expected:
        "`key: value` lines and `- item` lines, those of one level indented alike with spaces",
    }
  );
}

function describeRefusal(reason: string): ProblemText | undefined {
  if (reason.startsWith("nesting exceeded")) return tooDeep;
  if (reason.startsWith("null byte") || reason.includes("non-printable")) {
    return {
      code: "YAML_CONTROL_CHARACTER",
      message: "a control character stands in the text",
      expected: "printable text; write it as an escape between double quotes where it is meant",
      example: String.raw`user: "first line\u0007"`,
    };
  }
  switch (reason) {
    case refusedKeys.merge:
      return {
        code: "YAML_MERGE_KEY",
        message: reason,
        expected: "the keys themselves, so that a reviewer sees what counts",
      };
    case refusedKeys.prototype:
      return { code: "YAML_KEY", message: reason, expected: "another name" };
    case refusedKeys.notText:
      return {
        code: "YAML_KEY",
        message: reason,
        expected: 'text, in quotes where it looks like a number: "404"',
      };
    default:
      return undefined;
  }
}

function describeTab(reason: string, line: string): ProblemText | undefined {
  if (!reason.startsWith("tab characters") && !/^ *\t/.test(line)) return undefined;
  return {
    code: "YAML_TAB",
    message: "a tab is used for indentation",
    expected: "spaces: YAML does not indent with tabs",
  };
}

function describeOpenEnd(reason: string): ProblemText | undefined {
  const isOpenEnd =
    reason.startsWith("unexpected end of the") || reason === "deficient indentation";
  if (!isOpenEnd) return undefined;
  return {
    code: "YAML_SYNTAX",
    message: "a quote or bracket that was opened above is not closed",
    expected:
      "a closing `\"`, `'`, `]` or `}`; a text over several lines is indented deeper than its key",
  };
}

function describeEscape(reason: string): ProblemText | undefined {
  if (!/escape|hexadecimal/.test(reason)) return undefined;
  return {
    code: "YAML_SYNTAX",
    message: "a backslash between double quotes begins an escape that YAML does not know",
    expected: "two backslashes for one, or single quotes, in which a backslash is itself",
    example: String.raw`pattern: '\d+ days'`,
  };
}

const keyBefore = /^\s*(?:- +)*(?:[A-Za-z_][\w-]*: +)?/;

/** Prose that begins with, or holds, what means something else in YAML: the commonest mistake in conversations. */
function describeUnquoted(line: string): ProblemText | undefined {
  const [before = ""] = keyBefore.exec(line) ?? [];
  const value = line.slice(before.length).trimEnd();
  if (value === "" || before.trim() === "") return undefined;
  if (!/^[-?@`%&*!|>[\]{}"']/.test(value) && !/:(?: |$)/.test(value)) return undefined;
  const isApostrophe = /^'[^']+'[^']+'$/.test(value);
  const meant = isApostrophe ? value.slice(1, -1) : value;
  return {
    code: "YAML_UNQUOTED",
    message: "this text means something else to YAML unless it stands in quotes",
    expected:
      'quotes around a text that holds ": " or begins with one of - ? @ ` % & * ! | > [ ] { } " \'',
    example: `${before.trim()} ${JSON.stringify(cutText(meant, 121))}`,
  };
}
