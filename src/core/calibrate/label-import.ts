import type { LabelClass } from "../dataset/label-file.ts";
import type { Dropped } from "../trace/import/imported.ts";
import { isJsonObject, type JsonValue } from "../trace/json.ts";
import type { Annotation, Session } from "../trace/session.ts";

/** How people's annotations in another system become labels. */
export type LabelMapping = {
  /** Names of the annotations that are about the dimension, without regard to case. */
  readonly names: readonly string[];
  /** Values that mean pass and fail, without regard to case; those that are usual where both are left out. */
  readonly pass?: readonly string[];
  readonly fail?: readonly string[];
  /** Numbers from this on are a pass, those below a fail; where it is left out, only what is listed counts. */
  readonly passFrom?: number;
};

/** One annotation as a label, or why it is none. */
export type MappedAnnotation =
  | {
      readonly kind: "label";
      readonly label: LabelClass;
      /** Absent where the exporting system did not say. */
      readonly by?: string;
      readonly why?: string;
    }
  | { readonly kind: "unmapped"; readonly value: string };

/** What became of the annotations in some files. */
export type ImportedLabels = {
  readonly sessions: number;
  /** Sessions without an annotation of a person on the dimension; they are not written. */
  readonly unlabelled: number;
  readonly labels: number;
  /** Labels that were there before. */
  readonly known: number;
  /** Labels against which the same person had said otherwise; the older one stands. */
  readonly contradictory: number;
  /** Values that the mapping does not know, the most frequent first. Untrusted text. */
  readonly unmapped: readonly { readonly value: string; readonly count: number }[];
  readonly dropped: readonly Dropped[];
};

const usual = {
  pass: ["pass", "passed", "good", "correct", "yes", "true", "1", "up", "thumbs-up", "👍"],
  fail: ["fail", "failed", "bad", "incorrect", "no", "false", "0", "down", "thumbs-down", "👎"],
} as const;

/**
 * What people said of a whole session on the dimension; what models and code said, and what is about one step, is left
 * out. Values that the mapping does not know are told and never guessed.
 */
export function mapAnnotations(
  session: Session,
  mapping: LabelMapping,
): readonly MappedAnnotation[] {
  const names = new Set(mapping.names.map(plain));
  return (session.annotations ?? [])
    .filter(({ by, name, at }) => by === "human" && at === undefined && names.has(plain(name)))
    .map((annotation) => mapOne(annotation, mapping));
}

function mapOne(
  { value, annotator, explanation }: Annotation,
  mapping: LabelMapping,
): MappedAnnotation {
  const label = labelOf(value, mapping);
  if (label === undefined) return { kind: "unmapped", value: textOf(value) };
  return {
    kind: "label",
    label,
    ...(annotator !== undefined && { by: annotator }),
    ...(explanation !== undefined && explanation.trim() !== "" && { why: explanation }),
  };
}

function labelOf(value: JsonValue, mapping: LabelMapping): LabelClass | undefined {
  const { pass, fail, passFrom } = mapping;
  const { label = value, score = value } = partsOf(value);
  if (passFrom !== undefined && typeof score === "number")
    return score >= passFrom ? "pass" : "fail";
  const isUsual = pass === undefined && fail === undefined;
  const said = plain(textOf(label));
  if ((isUsual ? usual.pass : (pass ?? [])).map(plain).includes(said)) return "pass";
  if ((isUsual ? usual.fail : (fail ?? [])).map(plain).includes(said)) return "fail";
  return undefined;
}

/** Some systems keep a label and a number beside it: the label is what the person said. */
function partsOf(value: JsonValue): { readonly label?: JsonValue; readonly score?: JsonValue } {
  if (!isJsonObject(value)) return {};
  const { label, score } = value;
  return { ...(label !== undefined && { label }), ...(score !== undefined && { score }) };
}

function textOf(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const { label, score } = partsOf(value);
  return label === undefined || score === undefined
    ? JSON.stringify(value)
    : `${textOf(label)} (${textOf(score)})`;
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
