import { mostShards } from "./experiment.ts";

/** `3/8`: the third of eight parts, counted from 1. `undefined` for any other text. */
export function parseShard(
  text: string,
): { readonly index: number; readonly count: number } | undefined {
  const [, index, count] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index <= shard.count && shard.count <= mostShards ? shard : undefined;
}
