import { cutText } from "../../text/cut-text.ts";
import { markupText } from "../markup.ts";

/** Longer names and messages are no names and messages. */
const mostAttribute = 1_000;

/** One test of a JUnit document. Texts may be anybody's. */
export type JunitCase = {
  readonly suite: string;
  readonly name: string;
  readonly file?: string;
  readonly result:
    | { readonly kind: "passed"; readonly output?: string }
    | { readonly kind: "skipped"; readonly message: string }
    | {
        readonly kind: "failure" | "error";
        readonly type: string;
        readonly message: string;
        readonly detail?: string;
      };
};

export type JunitGroup = { readonly name: string; readonly cases: readonly JunitCase[] };

export type JunitTimes = {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
};

/**
 * Writes JUnit XML as Jenkins' schema (junit-10.xsd of xUnit) and its many readers take it. An experiment does not know
 * how long one test took, so the whole time stands at the root and each test says 0.
 */
export function junitDocument(suites: readonly JunitGroup[], times: JunitTimes): string {
  const all = suites.flatMap(({ cases }) => cases);
  const seconds = Math.max(0, times.durationMs / 1000).toFixed(3);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tracegate" ${countsOf(all)} time="${seconds}">`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${attribute(name)}" ${countsOf(cases)} skipped="${ofKind(cases, "skipped")}" timestamp="${attribute(stampOf(times.startedAt))}" time="0">`,
      ...cases.map(renderCase),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ];
  return lines.join("\n");
}

function countsOf(cases: readonly JunitCase[]): string {
  return `tests="${cases.length}" failures="${ofKind(cases, "failure")}" errors="${ofKind(cases, "error")}"`;
}

function ofKind(cases: readonly JunitCase[], kind: JunitCase["result"]["kind"]): number {
  return cases.filter(({ result }) => result.kind === kind).length;
}

/** The schema wants it without zone and fraction. */
function stampOf(startedAt: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(startedAt)?.[0] ?? "1970-01-01T00:00:00";
}

function renderCase({ suite, name, file, result }: JunitCase): string {
  const place = file === undefined ? "" : ` file="${attribute(file)}"`;
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"${place} time="0"`;
  switch (result.kind) {
    case "passed":
      return result.output === undefined || result.output === ""
        ? `${head}/>`
        : `${head}><system-out>${markupText(result.output)}</system-out></testcase>`;
    case "skipped":
      return `${head}><skipped message="${attribute(result.message)}"/></testcase>`;
    case "failure":
    case "error": {
      const { kind, type, message, detail = "" } = result;
      const open = `<${kind} type="${attribute(type)}" message="${attribute(message)}"`;
      const body = detail === "" ? `${open}/>` : `${open}>${markupText(detail)}</${kind}>`;
      return `${head}>${body}</testcase>`;
    }
  }
}

/** Line ends as references, which a parser gives back: bare ones it would read as blanks. */
function attribute(text: string): string {
  return markupText(cutText(text, mostAttribute))
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;");
}
