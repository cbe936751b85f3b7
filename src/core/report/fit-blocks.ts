/** A part of a text that must stay whole, or a list that may be shortened item by item. */
export type Block =
  | { readonly kind: "whole"; readonly text: string }
  | {
      readonly kind: "list";
      readonly head: string;
      readonly items: readonly string[];
      readonly foot: string;
      /** What to say in place of the items that were left out; the line stands before `foot`. */
      readonly leftOut: (count: number) => string;
      /** Lists with a smaller number get their room first. */
      readonly rank: number;
    };

/**
 * Joins blocks with blank lines and keeps the whole within a number of UTF-8 bytes, by leaving out the
 * last items of the least important lists. A table, a fence or a fold is never cut: its head and foot
 * stand, and it says how much is missing. A list without items disappears.
 *
 * Whole blocks are never dropped: the budget must have room for them.
 */
export function fitBlocks(blocks: readonly Block[], budgetBytes: number): string {
  const present = blocks.filter((block) => block.kind === "whole" || block.items.length > 0);
  const frame = present.map((block) => render(block, 0));
  let left = budgetBytes - bytesOf(frame.join("\n\n"));
  const shown = new Map<Block, number>();
  for (const block of present.filter(isList).toSorted((a, b) => a.rank - b.rank)) {
    let count = 0;
    for (const item of block.items) {
      const cost = bytesOf(item) + 1;
      if (cost > left) break;
      left -= cost;
      count += 1;
    }
    shown.set(block, count);
  }
  return present.map((block) => render(block, shown.get(block) ?? 0)).join("\n\n");
}

function render(block: Block, shown: number): string {
  if (block.kind === "whole") return block.text;
  const { head, items, foot, leftOut } = block;
  const missing = items.length - shown;
  return [
    ...(head === "" ? [] : [head]),
    ...items.slice(0, shown),
    ...(missing > 0 ? [leftOut(missing)] : []),
    ...(foot === "" ? [] : [foot]),
  ].join("\n");
}

function isList(block: Block): block is Extract<Block, { kind: "list" }> {
  return block.kind === "list";
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
