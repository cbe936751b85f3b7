/** The signs of JSON, as bytes. */
export const signs = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  newline: 0x0a,
  backslash: 0x5c,
  openList: 0x5b,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** Members, each `"key":value` or a part of it, as the object that they make up. */
export function objectOf(members: readonly Buffer[], end = "}"): Buffer {
  const parts = members.flatMap((member, index) => [Buffer.from(index === 0 ? "{" : ","), member]);
  return Buffer.concat([...(parts.length === 0 ? [Buffer.from("{")] : parts), Buffer.from(end)]);
}

/** The next byte of a string that may end it: a quote, a backslash or a newline; the length where none comes. */
export function nextInString(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at];
    if (byte === signs.quote || byte === signs.backslash || byte === signs.newline) return at;
  }
  return chunk.length;
}

/** The next byte that means something inside a value: a quote, a bracket or a newline. */
export function nextSign(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at];
    if (
      byte === signs.quote ||
      byte === signs.newline ||
      byte === signs.openList ||
      byte === signs.closeList
    )
      return at;
    if (byte === signs.openObject || byte === signs.closeObject) return at;
  }
  return chunk.length;
}
