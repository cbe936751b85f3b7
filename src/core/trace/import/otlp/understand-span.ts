import { readAiSdkSpan } from "../ai-sdk/ai-sdk-span.ts";
import { readOpenInferenceSpan } from "../openinference/openinference-span.ts";
import { readOpenLlmetrySpan } from "../openllmetry/openllmetry-span.ts";
import { readGenAiSpan } from "./gen-ai-span.ts";
import type { RawSpan, SpanFacts, SpanReading } from "./raw-span.ts";

/**
 * What a span's attributes say, in whatever dialect they are written; a span may mix several.
 *
 * The current conventions win over what came before them, and a dialect that knows what the span timed over one that
 * does not. A span that speaks none is of kind `other`: it only says what lies in what.
 */
export function understandSpan(
  span: RawSpan,
  reading: SpanReading,
  kindName?: string,
): SpanFacts & { readonly kind: NonNullable<SpanFacts["kind"]> } {
  const spoken = dialectsOf(span, kindName);
  if (spoken.size === 0) return { kind: "other" };
  // The weakest first: each overrides those before it.
  const facts = [
    spoken.has("openllmetry") ? readOpenLlmetrySpan(span, reading) : undefined,
    spoken.has("openinference") ? readOpenInferenceSpan(span, reading, kindName) : undefined,
    spoken.has("ai-sdk") ? readAiSdkSpan(span, reading) : undefined,
    spoken.has("gen-ai") ? readGenAiSpan(span, reading) : undefined,
  ].filter((fact) => fact !== undefined);
  const known = facts.findLast(({ kind }) => kind !== undefined && kind !== "other")?.kind;
  const usage = Object.assign({}, ...facts.map((fact) => fact.usage ?? {}));
  const merged: SpanFacts = Object.assign({}, ...facts);
  return {
    ...merged,
    kind: known ?? "other",
    ...(Object.keys(usage).length > 0 && { usage }),
  };
}

type Dialect = "gen-ai" | "ai-sdk" | "openinference" | "openllmetry";

/** The dialects that the keys of the attributes belong to. */
function dialectsOf({ name, attributes }: RawSpan, kindName: string | undefined): Set<Dialect> {
  const spoken = new Set<Dialect>();
  for (const key of attributes.keys()) {
    if (key.startsWith("gen_ai.")) {
      if (key.startsWith("gen_ai.prompt.") || key.startsWith("gen_ai.completion.")) {
        spoken.add("openllmetry");
      } else spoken.add("gen-ai");
    } else if (key.startsWith("mcp.")) spoken.add("gen-ai");
    else if (key.startsWith("ai.")) spoken.add("ai-sdk");
    else if (key.startsWith("traceloop.") || key === "llm.request.type") spoken.add("openllmetry");
    else if (key.startsWith("openinference.") || key === "openinference")
      spoken.add("openinference");
    else if (key.startsWith("evaluations.") || key === "evaluations") spoken.add("openinference");
  }
  if (kindName !== undefined) spoken.add("openinference");
  if (name.startsWith("mcp.")) spoken.add("gen-ai");
  return spoken;
}
