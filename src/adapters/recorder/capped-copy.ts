/** Our copy of a body that is on its way to somebody else; beyond its cap it is given up, and the body goes on. */
export class CappedCopy {
  readonly #largest: number;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(largest: number) {
    this.#largest = largest;
  }

  add(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= this.#largest) this.#chunks.push(chunk);
    else this.#chunks = [];
  }

  /** How many bytes are kept. */
  get kept(): number {
    return this.#size > this.#largest ? 0 : this.#size;
  }

  /** What has come so far; `undefined` where it was more than the cap. */
  bytes(): Buffer | undefined {
    return this.#size > this.#largest ? undefined : Buffer.concat(this.#chunks);
  }
}
