import { z } from "zod";
import type { Problem } from "../errors.ts";
import { parseJsonText } from "../trace/json.ts";
import { meetSchema } from "../yaml/meet-schema.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";

/** What a person may say of a session on one dimension. */
export const labelClasses = ["pass", "fail"] as const;
export type LabelClass = (typeof labelClasses)[number];

const when = z.union([
  z.iso.datetime({ offset: true, error: "a time such as 2026-11-20T09:30:00Z" }),
  z.iso.date({ error: "a date such as 2026-11-20" }),
]);

const sessionName = z
  .string()
  .max(115)
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9._-]*$/,
    "the name of a file in the dataset's folder `sessions/`, without `.json`",
  );

/** A line of `datasets/<name>/labels/<dimension>.jsonl`: one person's word on one session. */
export const labelLine = z
  .strictObject({
    session: sessionName.describe("The session's file in `sessions/`, without `.json`."),
    label: z.enum(labelClasses).describe("Whether the session is right on this dimension."),
    by: z.string().trim().min(1).max(100).describe("Who says so."),
    at: when.describe("When it was said."),
    why: z.string().max(2000).exactOptional().describe("Why, for people and for examples."),
    evaluatorExample: z
      .boolean()
      .exactOptional()
      .describe("Kept as an example for judges: no judge is measured on it."),
  })
  .meta({
    examples: [
      {
        session: "late-fee-in-norway",
        label: "fail",
        by: "maria-policy",
        at: "2026-11-20T09:30:00Z",
        why: "No policy names a late fee.",
      },
    ],
  });

export type HumanLabel = z.output<typeof labelLine>;

/** A label with its line, 1-based. */
export type PlacedLabel = HumanLabel & { readonly line: number };

export type LabelReading = {
  /** Every line that is right by itself, whatever is wrong with others. */
  readonly labels: readonly PlacedLabel[];
  readonly problems: readonly Problem[];
};

/** Largest file of labels that is read: some 100,000 labels. */
export const maxLabelBytes = 32 * 1024 * 1024;

/**
 * Reads a file of labels: every label, and every line that is none with its place. Blank lines are skipped.
 *
 * One person who says two things of one session is a problem; two people are not.
 */
export function readLabels(file: string, text: string): LabelReading {
  const labels: PlacedLabel[] = [];
  const problems: Problem[] = [];
  const rows = text.replace(/^\uFEFF/, "").split("\n");
  for (const [index, row] of rows.entries()) {
    if (row.trim() === "") continue;
    const read = readLine(file, row, index + 1);
    if (read.kind === "label") labels.push(read.label);
    else problems.push(...read.problems);
  }
  return { labels, problems: [...problems, ...contradictions(file, labels)] };
}

/** Labels of sessions that the dataset does not have. */
export function unknownSessions(
  file: string,
  labels: readonly PlacedLabel[],
  sessions: ReadonlySet<string>,
): readonly Problem[] {
  return labels
    .filter(({ session }) => !sessions.has(session))
    .map(({ session, line }) => ({
      code: "LABEL_SESSION_UNKNOWN",
      file,
      line,
      path: "session",
      message: `there is no session \`${session}\` in the dataset`,
      expected: `a file \`sessions/${session}.json\` beside \`labels/\`, or no such line`,
    }));
}

/** A label as a line of its file, without the newline. */
export function renderLabelLine(label: HumanLabel): string {
  const { session, label: said, by, at, why, evaluatorExample } = label;
  return JSON.stringify({ session, label: said, by, at, why, evaluatorExample });
}

type LineReading =
  | { readonly kind: "label"; readonly label: PlacedLabel }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

function readLine(file: string, row: string, line: number): LineReading {
  let value: unknown;
  try {
    value = parseJsonText(row);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return refuse({
      code: "LABEL_NOT_JSON",
      file,
      line,
      message: "the line is no JSON; it was cut off, or two lines run into one",
      expected: "one JSON object a line",
      example: exampleLine,
    });
  }
  const parsed = labelLine.safeParse(value);
  if (parsed.success) return { kind: "label", label: { ...parsed.data, line } };
  return { kind: "problems", problems: describeLine(file, row, line) };
}

/** JSON is YAML, whose reader knows where each value stands and what was meant. */
function describeLine(file: string, row: string, line: number): readonly Problem[] {
  const parsed = parseYaml(file, row);
  const meeting = parsed.kind === "document" ? meetSchema(labelLine, parsed.document) : parsed;
  if (meeting.kind === "problems") {
    return meeting.problems.map((problem) => ({ ...problem, line }));
  }
  return [
    { code: "LABEL_INVALID", file, line, message: "the line is no label", example: exampleLine },
  ];
}

const exampleLine =
  '{"session":"late-fee-in-norway","label":"fail","by":"maria-policy","at":"2026-11-20T09:30:00Z"}';

function contradictions(file: string, labels: readonly PlacedLabel[]): readonly Problem[] {
  const first = new Map<string, PlacedLabel>();
  return labels.flatMap((one) => {
    const key = JSON.stringify([one.session, one.by]);
    const before = first.get(key);
    if (before === undefined) first.set(key, one);
    if (before === undefined || before.label === one.label) return [];
    return [
      {
        code: "LABEL_CONTRADICTORY",
        file,
        line: one.line,
        path: "label",
        message: `${one.by} says ${one.label} of \`${one.session}\` here and ${before.label} in line ${before.line}`,
        expected: "one word of one person on one session: keep the line that counts",
      },
    ];
  });
}

function refuse(problem: Problem): LineReading {
  return { kind: "problems", problems: [problem] };
}
