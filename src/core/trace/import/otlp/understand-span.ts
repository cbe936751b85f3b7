import { readAiSdkSpan } from "../ai-sdk/ai-sdk-span.ts";
import { readOpenInferenceSpan } from "../openinference/openinference-span.ts";
import { readOpenLlmetrySpan } from "../openllmetry/openllmetry-span.ts";
import type { Dialect } from "./attribute-keys.ts";
import { readGenAiSpan } from "./gen-ai-span.ts";
import type { RawSpan, SpanFacts, SpanReading } from "./raw-span.ts";

/** What a span's attributes say; its kind is always known. */
export type Understood = SpanFacts & { readonly kind: NonNullable<SpanFacts["kind"]> };

/**
 * What a span's attributes say, in whatever dialects they are written; a span may mix several.
 *
 * The current conventions win over what came before them, and a dialect that knows what the span timed over one that
 * does not. A span that speaks none is of kind `other`: it only says what lies in what.
 *
 * @param kindName the kind in OpenInference's words, where it stands beside the attributes.
 */
export function understandSpan(
  span: RawSpan,
  dialects: ReadonlySet<Dialect>,
  { reading, kindName }: { readonly reading: SpanReading; readonly kindName: string | undefined },
): Understood {
  const facts: SpanFacts[] = [];
  const note = (fact: SpanFacts | undefined): void => {
    if (fact !== undefined) facts.push(fact);
  };
  // The weakest first: each overrides those before it.
  if (dialects.has("openllmetry")) note(readOpenLlmetrySpan(span, reading));
  if (dialects.has("openinference") || kindName !== undefined) {
    note(readOpenInferenceSpan(span, reading, kindName));
  }
  if (dialects.has("gen-ai") || span.name.startsWith("mcp.")) note(readGenAiSpan(span, reading));
  // Its spans carry `gen_ai.*` too, and only its own words tell a call from the loop around it.
  if (dialects.has("ai-sdk")) note(readAiSdkSpan(span, reading));
  const [only, ...others] = facts;
  if (only === undefined) return { kind: "other" };
  if (others.length === 0) return isOfKnownKind(only) ? only : { ...only, kind: "other" };
  const known = facts.findLast(({ kind }) => kind !== undefined && kind !== "other")?.kind;
  const usage = Object.assign({}, ...facts.map((fact) => fact.usage ?? {}));
  return {
    ...Object.assign({}, ...facts),
    kind: known ?? "other",
    ...(Object.keys(usage).length > 0 && { usage }),
  };
}

function isOfKnownKind(facts: SpanFacts): facts is Understood {
  return facts.kind !== undefined;
}
