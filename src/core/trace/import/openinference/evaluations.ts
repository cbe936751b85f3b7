import type { Annotation } from "../../session.ts";
import type { AttributeTree } from "../otlp/attribute-tree.ts";

/**
 * Reads `evaluations.N.evaluation.*`: a score, a label or both, and who gave it. Only those of people are labels, so
 * one that names nobody counts as a model's.
 */
export function readEvaluations(items: readonly AttributeTree[]): readonly Annotation[] {
  return items.flatMap((item) => {
    const evaluation = item.at("evaluation") ?? item;
    const name = evaluation.text("name");
    const label = evaluation.text("label") ?? evaluation.text("result.label");
    const score = evaluation.value("score") ?? evaluation.value("result.score");
    const explanation = evaluation.text("explanation") ?? evaluation.text("result.explanation");
    const hasScore = typeof score === "number" || typeof score === "boolean";
    const value = hasScore && label !== undefined ? { label, score } : hasScore ? score : label;
    if (name === undefined || value === undefined) return [];
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
