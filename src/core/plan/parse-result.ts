import type { z } from "zod";
import { UserError } from "../errors.ts";
import { type Experiment, experimentSchema } from "./experiment.ts";
import {
  experimentFile,
  journalAgainSchema,
  journalEndSchema,
  journalHeaderSchema,
} from "./experiment-schema.ts";
import type { RunRecord } from "./run-record.ts";
import { runLineSchema } from "./run-record-schema.ts";

/** Where a text stands, for messages: a path, or a path and line such as `journal.jsonl:12`. */
export type Place = string;

/**
 * Reads `experiment.json`, which may have been written by a stranger's code.
 *
 * @throws UserError `RESULT_UNREADABLE`, `RESULT_OTHER_SCHEMA` or `RESULT_INVALID`.
 */
export function parseExperiment(text: string, place: Place): Experiment {
  const value = parseJson(text, place);
  checkMajor(value, place);
  return parseAs(experimentFile, value, place);
}

/** The first line of a journal. @throws UserError as `parseExperiment` does. */
export function parseJournalHeader(
  line: string,
  place: Place,
): z.output<typeof journalHeaderSchema> {
  const value = parseJson(line, place);
  checkMajor(value, place);
  return parseAs(journalHeaderSchema, value, place);
}

/** What `renderRunLine` wrote. @throws UserError as `parseExperiment` does. */
export function parseRunRecord(line: string, place: Place): RunRecord {
  return parseAs(runLineSchema, parseJson(line, place), place);
}

/** A line of a journal after the first. */
export type JournalLine =
  | { readonly kind: "run"; readonly run: RunRecord }
  | { readonly kind: "end"; readonly end: z.output<typeof journalEndSchema>["end"] }
  | { readonly kind: "again"; readonly again: z.output<typeof journalAgainSchema>["again"] };

/** A line of a journal after the first: a run, how an execution ended, or what is made again. @throws UserError as `parseExperiment` does. */
export function parseJournalLine(line: string, place: Place): JournalLine {
  // Runs are many and begin with their case.
  if (!line.startsWith('{"schema":')) return { kind: "run", run: parseRunRecord(line, place) };
  const value = parseJson(line, place);
  checkMajor(value, place);
  if (isObject(value) && "again" in value)
    return { kind: "again", again: parseAs(journalAgainSchema, value, place).again };
  return { kind: "end", end: parseAs(journalEndSchema, value, place).end };
}

function parseJson(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(
      "RESULT_UNREADABLE",
      `${place} is not JSON; it was cut off or is no result of Tracegate.`,
      fix,
      { cause },
    );
  }
}

function checkMajor(value: unknown, place: Place): void {
  const schema = isObject(value) ? value["schema"] : undefined;
  if (schema === experimentSchema) return;
  const found = typeof schema === "string" ? JSON.stringify(schema.slice(0, 60)) : "none";
  throw new UserError(
    "RESULT_OTHER_SCHEMA",
    `${place} has the schema ${found}; this version reads ${JSON.stringify(experimentSchema)}.`,
    "Run the experiment again with this version, or read it with the version that wrote it.",
  );
}

function parseAs<T>(schema: z.ZodType<T>, value: unknown, place: Place): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.length === 0 ? "" : `${path.join(".")}: `}${message}`);
  throw new UserError("RESULT_INVALID", `${place} is invalid: ${problems.join("; ")}.`, fix, {
    cause: parsed.error,
  });
}

const fix = "Run the experiment again; result files are not meant to be edited.";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
