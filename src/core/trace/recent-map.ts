/**
 * A map that remembers at least the latest entries and at most twice as many.
 *
 * Entries are never deleted one by one: V8 links the tables of a map that shrinks and grows, and once one of them is
 * old the chain keeps every later one alive until the next full collection.
 */
export class RecentMap<K, V> {
  readonly #most: number;
  #recent = new Map<K, V>();
  #older = new Map<K, V>();

  /** @param most how many entries are remembered at least. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: K): V | undefined {
    return this.#recent.get(key) ?? this.#older.get(key);
  }

  set(key: K, value: V): void {
    this.#recent.set(key, value);
    if (this.#recent.size >= this.#most) this.forgetOlder();
  }

  /** Lets go of all but the latest entries. */
  forgetOlder(): void {
    this.#older = this.#recent;
    this.#recent = new Map();
  }
}
