import { isJsonObject } from "../json.ts";
import { type Annotation, stepId } from "../session.ts";
import { attributesOf, type OtlpEvent } from "./otlp-json.ts";

/** A judgement as the event that the GenAI conventions have for it. */
export function evaluationEvent(
  { name, by, annotator, value, explanation, at }: Annotation,
  timeUnixNano: string,
): OtlpEvent {
  const { score, label } = scoreAndLabel(value);
  return {
    timeUnixNano,
    name: "gen_ai.evaluation.result",
    attributes: attributesOf({
      "gen_ai.evaluation.name": name,
      "gen_ai.evaluation.score.value": score,
      "gen_ai.evaluation.score.label": label,
      "gen_ai.evaluation.explanation": explanation,
      "tracegate.annotation.by": by,
      "tracegate.annotation.annotator": annotator,
      "tracegate.annotation.at": at === undefined ? undefined : stepId(at),
    }),
  };
}

/** A number is the score, a text the label, `{score, label}` both; all else is a label as JSON. */
function scoreAndLabel(value: Annotation["value"]): {
  readonly score?: number;
  readonly label?: string;
} {
  if (typeof value === "number") return { score: value };
  if (typeof value === "string") return { label: value };
  const fields = new Map(isJsonObject(value) ? Object.entries(value) : []);
  const [score, label] = [fields.get("score"), fields.get("label")];
  if (fields.size === 2 && typeof score === "number" && typeof label === "string") {
    return { score, label };
  }
  return { label: JSON.stringify(value) };
}
