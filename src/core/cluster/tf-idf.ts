/** Rows of term weights, each of length 1: log-scaled frequency × smoothed inverse document frequency. */
export class TermVectors {
  readonly rows: readonly ReadonlyMap<number, number>[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #idf: Float64Array;
  /** Of a term that stands in none of the documents. */
  readonly #strangeIdf: number;

  /** @param documents the terms of each, repeats included; a document without any is a row of nothing. */
  constructor(documents: readonly (readonly string[])[]) {
    const ids = new Map<string, number>();
    const counted = documents.map((terms) => countTerms(terms, ids));
    const frequency = new Float64Array(ids.size);
    for (const row of counted)
      for (const id of row.keys()) frequency[id] = (frequency[id] ?? 0) + 1;
    this.#ids = ids;
    this.#idf = frequency.map((df) => Math.log((1 + documents.length) / (1 + df)) + 1);
    this.#strangeIdf = Math.log(1 + documents.length) + 1;
    this.rows = counted.map((row) => this.#weigh(row));
  }

  /** By term the rows that have it, with its weight there. */
  rowsByTerm(): readonly (readonly { readonly row: number; readonly weight: number }[])[] {
    const lists = Array.from(
      { length: this.#idf.length },
      (): { row: number; weight: number }[] => [],
    );
    for (const [row, terms] of this.rows.entries())
      for (const [id, weight] of terms) lists[id]?.push({ row, weight });
    return lists;
  }

  /** The row of a document that was not among those counted; terms that none of them had say nothing. */
  rowOf(terms: readonly string[]): ReadonlyMap<number, number> {
    const known = new Map<number, number>();
    for (const term of terms) {
      const id = this.#ids.get(term);
      if (id !== undefined) known.set(id, (known.get(id) ?? 0) + 1);
    }
    return this.#weigh(known);
  }

  /**
   * How much of a document is made of terms that were counted, in [0, 1]: the length of its row beside what it would be
   * with all of its terms. 0 for a document without terms.
   */
  knownPart(terms: readonly string[]): number {
    const counts = Map.groupBy(terms, (term) => term);
    let [known, all] = [0, 0];
    for (const [term, repeats] of counts) {
      const id = this.#ids.get(term);
      const idf = id === undefined ? this.#strangeIdf : (this.#idf[id] ?? 0);
      const square = ((1 + Math.log(repeats.length)) * idf) ** 2;
      all += square;
      if (id !== undefined) known += square;
    }
    return all === 0 ? 0 : Math.sqrt(known / all);
  }

  #weigh(counts: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const row = new Map<number, number>();
    let square = 0;
    for (const [id, count] of counts) {
      const weight = (1 + Math.log(count)) * (this.#idf[id] ?? 0);
      row.set(id, weight);
      square += weight * weight;
    }
    const length = Math.sqrt(square);
    for (const [id, weight] of row) row.set(id, weight / length);
    return row;
  }
}

function countTerms(
  terms: readonly string[],
  ids: Map<string, number>,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const term of terms) {
    let id = ids.get(term);
    if (id === undefined) {
      id = ids.size;
      ids.set(term, id);
    }
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** 1 − cosine of two rows, in [0, 1]: 0 for two rows of nothing, 1 where only one has anything. */
export function cosineDistance(
  a: ReadonlyMap<number, number>,
  b: ReadonlyMap<number, number>,
): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 0 : 1;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [id, weight] of small) dot += weight * (large.get(id) ?? 0);
  return Math.min(1, Math.max(0, 1 - dot));
}
