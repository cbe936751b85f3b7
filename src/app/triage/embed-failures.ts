import { createHash } from "node:crypto";
import type { FailureSignature } from "../../core/cluster/failure-signature.ts";
import { stemsOf, termsOf } from "../../core/cluster/terms.ts";
import type { TextRedactor } from "../../ports/redactor.ts";
import type { TextEmbedder, VectorCache } from "../../ports/text-embedder.ts";

export type EmbeddingPorts = {
  readonly embedder: TextEmbedder;
  readonly cache: VectorCache;
  readonly redactor: TextRedactor;
  readonly signal: AbortSignal;
};

/** Texts that are sent at once. */
const batchSize = 100;
/** More of a text tells nothing more about how its session failed, and models take no more. */
const mostChars = 8000;

/**
 * A vector of length 1 for what each failing session says, by its id: those that were made before are read, the others
 * are asked for. What the user said is left out of the texts, and they are redacted before anybody sees them.
 *
 * Sessions without text have none.
 */
export async function embedFailures(
  failing: readonly FailureSignature[],
  { embedder, cache, redactor, signal }: EmbeddingPorts,
): Promise<ReadonlyMap<string, Float32Array>> {
  const keys = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const signature of failing) {
    const words = wordsOf(signature);
    if (words === "") continue;
    const { text } = await redactor.redactText(words);
    const key = createHash("sha256").update(`${embedder.name}\n${text}`).digest("hex");
    keys.set(signature.sessionId, key);
    texts.set(key, text);
  }
  const vectors = new Map<string, Float32Array>();
  const missing: { readonly key: string; readonly text: string }[] = [];
  for (const [key, text] of texts) {
    const known = cache.find(key);
    if (known === undefined) missing.push({ key, text });
    else vectors.set(key, unit(known));
  }
  for (let from = 0; from < missing.length; from += batchSize) {
    const batch = missing.slice(from, from + batchSize);
    const made = await embedder.embed(
      batch.map(({ text }) => text),
      signal,
    );
    for (const [index, { key }] of batch.entries()) {
      const vector = made[index];
      if (vector === undefined) continue;
      cache.keep(key, vector);
      vectors.set(key, unit(vector));
    }
  }
  return new Map(
    [...keys].flatMap(([id, key]) => {
      const vector = vectors.get(key);
      return vector === undefined ? [] : [[id, vector] as const];
    }),
  );
}

/** What the session says in words that the user did not bring: these tell the topic and not the failure. */
function wordsOf({ text, input }: FailureSignature): string {
  return termsOf(text.slice(0, mostChars), stemsOf(input))
    .map(({ word }) => word)
    .join(" ");
}

function unit(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square) || 1;
  return vector.map((value) => value / length);
}
