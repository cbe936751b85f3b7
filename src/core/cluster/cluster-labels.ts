import type { FailureSignature } from "./failure-signature.ts";
import { stemsOf, type Term, termsOf, toolPath } from "./terms.ts";

/** What a cluster is called, before anybody gives it a better name. */
export type ClusterLabel = {
  /** Three or four words that its sessions have and others have not, the strongest first; fewer where there are fewer. */
  readonly terms: readonly string[];
  /** The dimension that failed most often; absent where none is known. */
  readonly dimension?: string;
  /** The way through the tools that most sessions took. */
  readonly path: readonly string[];
};

const mostTerms = 4;

/** Words of which the checks' own sentences are made: they tell which check failed and nothing of the failure. */
const checkWords = stemsOf(
  "states stated holds support supports nothing result message text called call calls argument twice times again turn found made",
);

/**
 * Labels by class-based TF-IDF: tf of a term in the cluster × log(1 + A / f), A the mean number of terms a cluster and
 * f how often the term stands in all clusters (Grootendorst, arXiv 2203.05794).
 *
 * @param clusters the signatures of each cluster's sessions, none empty.
 */
export function labelClusters(
  clusters: readonly (readonly FailureSignature[])[],
): readonly ClusterLabel[] {
  const counts = clusters.map((signatures) => countTerms(signatures));
  const everywhere = new Map<string, number>();
  let all = 0;
  for (const { stems } of counts) {
    for (const [stem, count] of stems) {
      everywhere.set(stem, (everywhere.get(stem) ?? 0) + count);
      all += count;
    }
  }
  const mean = all / Math.max(1, clusters.length);
  return clusters.map((signatures, index) => {
    const { stems, words } = counts[index] ?? countTerms([]);
    const weights = [...stems].map(([stem, count]) => ({
      stem,
      weight: count * Math.log(1 + mean / (everywhere.get(stem) ?? 1)),
    }));
    const terms = weights
      .toSorted((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1))
      .slice(0, mostTerms)
      .map(({ stem }) => mostFrequent(words.get(stem) ?? new Map()) ?? stem);
    const dimension = mostFrequent(tally(signatures.flatMap(({ dimensions }) => dimensions)));
    const path = mostFrequent(
      tally(signatures.map(({ tools }) => JSON.stringify(toolPath(tools)))),
    );
    return {
      terms,
      ...(dimension !== undefined && { dimension }),
      path:
        signatures
          .map(({ tools }) => toolPath(tools))
          .find((one) => JSON.stringify(one) === path) ?? [],
    };
  });
}

type TermCounts = {
  readonly stems: ReadonlyMap<string, number>;
  /** How often each word stood for its stem. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/** A term counts once a session: a long text is no louder than a short one. */
function countTerms(signatures: readonly FailureSignature[]): TermCounts {
  const stems = new Map<string, number>();
  const words = new Map<string, Map<string, number>>();
  for (const { text, input } of signatures) {
    const seen = new Map<string, Term>();
    for (const term of termsOf(text, stemsOf(input).union(checkWords)))
      if (!seen.has(term.stem)) seen.set(term.stem, term);
    for (const { stem, word } of seen.values()) {
      stems.set(stem, (stems.get(stem) ?? 0) + 1);
      const forms = words.get(stem) ?? new Map<string, number>();
      words.set(stem, forms.set(word, (forms.get(word) ?? 0) + 1));
    }
  }
  return { stems, words };
}

function tally(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Ties go to the one that sorts first. */
function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}
