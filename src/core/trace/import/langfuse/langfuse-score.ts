import { isJsonValue } from "../../json.ts";
import type { Annotation } from "../../session.ts";
import type { Fields } from "../fields.ts";
import { textField } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import type { LateAnnotation } from "../late-annotations.ts";
import { filled } from "./langfuse-observation.ts";
import { camelCased } from "./langfuse-records.ts";

/** Scores of people, of evaluators, and of code: only the first are labels. */
const judgeOfSource: ReadonlyMap<string, Annotation["by"]> = new Map([
  ["ANNOTATION", "human"],
  ["EVAL", "model"],
  ["API", "code"],
]);

/** Reads one score; `undefined` where it holds no value, which then is in `drops`. */
export function readScore(
  record: Fields,
  place: Place,
  drops: DropList,
): LateAnnotation | undefined {
  const fields = camelCased(record);
  const value = scoreValue(fields);
  const name = textField(fields, "name");
  if (value === undefined || name === undefined || !isJsonValue(value)) {
    drops.add(place, "score without a name or a value");
    return undefined;
  }
  const by = judgeOfSource.get(textField(fields, "source")?.toUpperCase() ?? "") ?? "code";
  const annotator = filled(fields, "authorUserId");
  const explanation = filled(fields, "comment");
  return {
    annotation: {
      name,
      by,
      ...(annotator !== undefined && { annotator }),
      value,
      ...(explanation !== undefined && { explanation }),
    },
    place,
    spanId: filled(fields, "observationId"),
    traceId: filled(fields, "traceId"),
    sessionId: filled(fields, "sessionId"),
  };
}

/** The label of a category, yes or no, the text, or the number. */
function scoreValue(fields: Fields): unknown {
  const { value, stringValue } = fields;
  const type = textField(fields, "dataType")?.toUpperCase();
  if (type === "BOOLEAN") return typeof value === "number" ? value === 1 : stringValue === "True";
  const isText = typeof stringValue === "string" && stringValue !== "";
  if (isText) return stringValue;
  return value ?? undefined;
}
