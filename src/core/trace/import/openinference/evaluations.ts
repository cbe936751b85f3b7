import type { Annotation } from "../../session.ts";
import { isNothing } from "../fields.ts";
import type { Reading } from "../imported.ts";
import type { AttributeTree } from "../otlp/attribute-tree.ts";

/**
 * Reads `evaluations.N.evaluation.*`: a score, a label or both, and who gave it. Only those of people are labels, so
 * one that names nobody counts as a model's. One without a name or a value is in the drops of `reading`.
 */
export function readEvaluations(
  items: readonly AttributeTree[],
  { place, drops }: Reading,
): readonly Annotation[] {
  return items.flatMap((item) => {
    const evaluation = item.at("evaluation") ?? item;
    const name = evaluation.text("name");
    const label = evaluation.text("label") ?? evaluation.text("result.label");
    const score = evaluation.value("score") ?? evaluation.value("result.score");
    const explanation = evaluation.text("explanation") ?? evaluation.text("result.explanation");
    const hasScore = typeof score === "number" || typeof score === "boolean";
    const value = hasScore && label !== undefined ? { label, score } : hasScore ? score : label;
    if (name === undefined || value === undefined) {
      drops.add(place, "evaluation without a name or a value");
      return [];
    }
    if (!hasScore && !isNothing(score))
      drops.add(place, "score of an evaluation that is no number");
    const annotator = evaluation.text("annotator") ?? evaluation.text("user_id");
    return [
      {
        name,
        by: annotatorOf(evaluation.text("annotator_kind")),
        ...(annotator !== undefined && { annotator }),
        value,
        ...(explanation !== undefined && explanation !== "" && { explanation }),
      },
    ];
  });
}

function annotatorOf(kind: string | undefined): Annotation["by"] {
  const word = kind?.toLowerCase();
  return word === "human" || word === "code" ? word : "model";
}
