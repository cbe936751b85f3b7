import type { KeyedDraw } from "../keyed-draw.ts";

/**
 * Gives every value a number of its own, from 0 to below `size`, beginning at the one that its draw says.
 *
 * It remembers at most `size` values. Once all numbers are taken, values share them: the draw alone decides.
 */
export class SpareNumbers {
  readonly #draw: KeyedDraw;
  readonly #kind: string;
  readonly #size: number;
  readonly #given = new Map<string, number>();
  readonly #taken = new Set<number>();

  constructor(draw: KeyedDraw, kind: string, size: number) {
    this.#draw = draw;
    this.#kind = kind;
    this.#size = size;
  }

  numberOf(value: string): number {
    const known = this.#given.get(value);
    if (known !== undefined) return known;
    const drawn = this.#draw.below(this.#size, this.#kind, value);
    if (this.#taken.size === this.#size) return drawn;
    let number = drawn;
    while (this.#taken.has(number)) number = (number + 1) % this.#size;
    this.#taken.add(number);
    this.#given.set(value, number);
    return number;
  }
}
