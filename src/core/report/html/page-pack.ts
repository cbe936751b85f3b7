import { deflateRawSync } from "node:zlib";

/** A piece of a page's data: JSON, deflated, in base64, which cannot end an element of HTML. */
export type PackedBlock = { readonly id: string; readonly base64: string };

/** What a block adds to the page beside its data: the element around it. */
const frameBytes = 70;

/**
 * The data of a page, in blocks that a browser unpacks one by one when they are looked at, within a number of bytes.
 *
 * The same blocks in the same order give the same text on the same Node; another release may compress otherwise.
 */
export class PagePack {
  readonly #budget: number;
  readonly #blocks: PackedBlock[] = [];
  #used = 0;

  constructor(budgetBytes: number) {
    this.#budget = budgetBytes;
  }

  get blocks(): readonly PackedBlock[] {
    return this.#blocks;
  }

  get bytesLeft(): number {
    return this.#budget - this.#used;
  }

  /** Adds all of these or none, where there is no room for all. */
  tryAdd(blocks: readonly { readonly id: string; readonly data: object }[]): boolean {
    const packed = blocks.map(({ id, data }) => pack(id, data));
    const bytes = packed.reduce((sum, block) => sum + bytesOf(block), 0);
    if (this.#used + bytes > this.#budget) return false;
    this.#used += bytes;
    this.#blocks.push(...packed);
    return true;
  }

  /** Adds the block that the page cannot do without, whatever its size: the caller has kept it small. */
  add(id: string, data: object): void {
    const block = pack(id, data);
    this.#used += bytesOf(block);
    this.#blocks.push(block);
  }
}

/** How many bytes a block of this data takes in a page. */
export function packedBytes(data: object): number {
  return bytesOf(pack("", data));
}

function pack(id: string, data: object): PackedBlock {
  return { id, base64: deflateRawSync(JSON.stringify(data), { level: 9 }).toString("base64") };
}

function bytesOf({ id, base64 }: PackedBlock): number {
  return base64.length + id.length + frameBytes;
}
