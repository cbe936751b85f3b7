import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/**
 * Draws digits that depend on a value and a secret key alone (HMAC-SHA-256, RFC 2104): the same value gives the same
 * digits, and without the key nobody can try out which value gave them.
 */
export class KeyedDraw {
  /** Made once: of bytes Node would make one for every digest, which takes ten times as long. */
  readonly #key: KeyObject;

  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  /** `count` hexadecimal digits, from 0 on; `turn` gives others for the same value. */
  hex(kind: string, value: string, { count, turn = 0 }: DrawSize): string {
    let drawn = "";
    for (let block = 0; drawn.length < count; block += 1) {
      drawn += createHmac("sha256", this.#key)
        .update(`${kind}\0${turn}\0${block}\0${value}`)
        .digest("hex");
    }
    return drawn.slice(0, count);
  }

  /** `count` decimal digits. */
  digits(kind: string, value: string, { count, turn = 0 }: DrawSize): string {
    let digits = "";
    for (const pair of this.hex(kind, value, { count: 4 * count, turn }).match(/.{4}/g) ?? []) {
      digits += Number.parseInt(pair, 16) % 10;
    }
    return digits;
  }

  /** A whole number from 0 to below `end`, which is far below 2^48. */
  below(end: number, kind: string, value: string): number {
    return Number.parseInt(this.hex(kind, value, { count: 12 }), 16) % end;
  }
}

type DrawSize = { readonly count: number; readonly turn?: number };
