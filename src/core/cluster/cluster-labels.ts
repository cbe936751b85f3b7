import type { FailureSignature } from "./failure-signature.ts";
import { stemsOf, type Term, termsOf, toolPath } from "./terms.ts";

/** What a cluster is called, before anybody gives it a better name. */
export type ClusterLabel = {
  /** Three or four words that its sessions have and others have not, the strongest first; fewer where there are fewer. */
  readonly terms: readonly string[];
  /** The dimension that failed most often; absent where none is known. */
  readonly dimension?: string;
  /** The way through the tools that many of its sessions took, or the tools that most of them called. */
  readonly path: readonly string[];
};

const mostTerms = 4;
/** A word of a label is in so many times more of the cluster's sessions than of the others. */
const leastLift = 1.25;
/** A word of a label stands in this share of the cluster's sessions, and in two at least. */
const leastShare = 0.05;
/** A way through the tools that fewer took is not the cluster's. */
const leastOnPath = 1 / 3;

/**
 * Words that tell nothing of a failure: those of which the checks' own sentences are made, which tell which check
 * failed, and those of politeness.
 */
const emptyWords = stemsOf(
  `states stated holds support supports nothing result message text called call calls argument arguments twice times
  again turn found made contains contain find tool policy given gave asks asked list same first final step steps plan
  failed fails tried look whether taken effect admit meets meet schema none another say get got use used using
  ask tell told let know want need like one two
  please thank thanks welcome feel free glad happy hello hey dear sorry apologize apologise apologies inconvenience
  assist assistance help helped helping further anything something everything question questions concern concerns
  great day nice best wishes enjoy sure certainly however now still well reach safe within either neither seem seems
  happen happened never first upon yet via without eur euro euros usd gbp dollar dollars`,
);

/**
 * Labels by class-based TF-IDF: tf of a term in the cluster × log(1 + A / f), A the mean number of terms a cluster and
 * f how often the term stands in all clusters (Grootendorst, arXiv 2203.05794), × how much rarer it is in sessions of other clusters.
 *
 * Of words that weigh the same the longer ones come first, which tell more; of one session alone, where all weigh the
 * same, those that it says first.
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
  const sessions = clusters.reduce((sum, signatures) => sum + signatures.length, 0);
  return clusters.map((signatures, index) => {
    const { stems, words } = counts[index] ?? countTerms([]);
    const isAlone = signatures.length === 1;
    const others = sessions - signatures.length;
    const least = isAlone ? 1 : Math.max(2, leastShare * signatures.length);
    const weights = [...stems].flatMap(([stem, count]) => {
      const total = everywhere.get(stem) ?? count;
      const elsewhere = others === 0 ? 0 : (total - count) / others;
      const lacking = 1 - elsewhere / (count / signatures.length);
      if (count < least || lacking < 1 - 1 / leastLift) return [];
      return [{ stem, weight: count * Math.log(1 + mean / total) * lacking }];
    });
    const terms = weights
      .toSorted(
        (a, b) =>
          b.weight - a.weight ||
          (isAlone ? 0 : b.stem.length - a.stem.length || (a.stem < b.stem ? -1 : 1)),
      )
      .slice(0, mostTerms)
      .map(({ stem }) => mostFrequent(words.get(stem) ?? new Map()) ?? stem);
    const dimension = mostFrequent(tally(signatures.flatMap(({ dimensions }) => dimensions)));
    return { terms, ...(dimension !== undefined && { dimension }), path: commonPath(signatures) };
  });
}

/**
 * The way through the tools that a third of the sessions took, else the tools that half of them called, each once, in the
 * order in which they first called them.
 */
function commonPath(signatures: readonly FailureSignature[]): readonly string[] {
  const paths = signatures.map(({ tools }) => toolPath(tools));
  const counts = tally(paths.map((path) => JSON.stringify(path)));
  const modal = mostFrequent(counts) ?? "";
  if ((counts.get(modal) ?? 0) >= leastOnPath * signatures.length)
    return paths.find((path) => JSON.stringify(path) === modal) ?? [];
  const firsts = new Map<string, { sessions: number; sum: number }>();
  for (const path of paths) {
    for (const tool of new Set(path)) {
      const first = firsts.get(tool) ?? { sessions: 0, sum: 0 };
      first.sessions += 1;
      first.sum += path.indexOf(tool) / path.length;
      firsts.set(tool, first);
    }
  }
  return [...firsts]
    .filter(([, { sessions }]) => 2 * sessions >= signatures.length)
    .map(([tool, { sessions, sum }]) => ({ tool, place: sum / sessions }))
    .toSorted((a, b) => a.place - b.place || (a.tool < b.tool ? -1 : 1))
    .map(({ tool }) => tool);
}

type TermCounts = {
  readonly stems: ReadonlyMap<string, number>;
  /** How often each word stood for its stem. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/** Names of tools, which the path tells already. */
const code = /`[^`\n]*`/g;

/** A term counts once a session: a long text is no louder than a short one. */
function countTerms(signatures: readonly FailureSignature[]): TermCounts {
  const stems = new Map<string, number>();
  const words = new Map<string, Map<string, number>>();
  for (const { text, input } of signatures) {
    const seen = new Map<string, Term>();
    const masked = stemsOf(input).union(emptyWords);
    for (const term of termsOf(text.replaceAll(code, " "), masked))
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
